"""The brief on the terminal: who says what, with which figures, for one article or for many.

Every word that comes from an article passes through :func:`wording.plain` into a ``Text``. Markup
strings never hold data: an article must not be able to steer the terminal it is read in.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from reportedly.model import Document, Failure, Stated
from reportedly.publish.brief_claims import claims_part
from reportedly.publish.brief_tables import figures_table, summary_table
from reportedly.publish.readings import Reading, kept_of, not_extracted, rejects_of
from reportedly.publish.wording import count, plain, stated_basis

FULL_UP_TO = 3  # more articles than this are summarised in tables


@dataclass(frozen=True, slots=True)
class Brief:
    """A rich renderable that lays itself out for the width it is given."""

    readings: tuple[Reading, ...]
    failures: tuple[Failure, ...] = ()
    width: int | None = None
    narrative: bool = False

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = min(self.width or options.max_width, options.max_width)
        for part in self._parts(width):
            yield from console.render(part, options.update(width=width))

    def _parts(self, width: int) -> Iterator[RenderableType]:
        if len(self.readings) > FULL_UP_TO:
            yield from _many(self.readings, width)
        else:
            for reading in self.readings:
                yield from _one(reading, width, self.narrative)
        if self.failures:
            yield _failures(self.failures)
        if not self.readings and not self.failures:
            yield Text("Nothing was read.")


def make_brief(
    readings: Sequence[Reading],
    *,
    failures: Sequence[Failure] = (),
    width: int | None = None,
    narrative: bool = False,
) -> Brief:
    """Brief of a few articles claim by claim, or of many as tables.

    ``narrative`` lists every claim in the author's own voice; otherwise those without a figure are
    only counted. ``width`` is the most columns to use, by default what the console has.
    """
    return Brief(tuple(readings), tuple(failures), width, narrative)


def _many(readings: Sequence[Reading], width: int) -> Iterator[RenderableType]:
    claims = sum(len(r.extraction.claims) for r in readings)
    yield Text.assemble(
        (count(len(readings), "document"), "bold"), ", ", count(claims, "claim"), " kept"
    )
    yield summary_table(readings, width)
    yield Text()
    yield Text("Figures by speaker", style="bold")
    yield figures_table(readings, width)


def _one(reading: Reading, width: int, narrative: bool) -> Iterator[RenderableType]:
    yield Rule(style="dim")
    yield _header(reading)
    reason = not_extracted(reading)
    if reason:
        words = f": the text is kept and dated, but {plain(reason)}."
        yield Padding(Text.assemble(("Not extracted", "bold"), words), (1, 0))
        return
    yield claims_part(reading, width, narrative=narrative)
    yield counts(reading)
    yield Text()


def _header(reading: Reading) -> Group:
    document = reading.document
    title = document.title.value
    name = Text(plain(title), style="bold") if title else _untitled(document.title)
    lines = [name, _labelled("publisher", *_publisher(document))]
    lines.append(_labelled("published", *_value_and_basis(document.published)))
    lines.append(_labelled("language", *_value_and_basis(document.language)))
    if document.address.value:
        lines.append(_labelled("address", plain(document.address.value)))
    return Group(*lines)


def _untitled(title: Stated) -> Text:
    return Text.assemble(("untitled", "bold"), f" — {plain(title.where)}")


def _publisher(document: Document) -> tuple[str, str]:
    if document.shown_publisher:
        return plain(document.shown_publisher), ""
    return "not stated", plain(document.publisher.where)


def _value_and_basis(stated: Stated) -> tuple[str, str]:
    said = f" (“{plain(stated.exact)}”)" if stated.exact and stated.value != stated.exact else ""
    return plain(stated.value or "not stated"), plain(stated_basis(stated)) + said


def _labelled(label: str, value: str, basis: str = "") -> Text:
    line = Text.assemble((f"{label:<10}", "dim"), value)
    return line.append(f" — {basis}", "dim") if basis else line


def counts(reading: Reading) -> Text:
    """What was kept, by kind of record, and what was rejected, by reason."""
    line = Text.assemble(("kept      ", "dim"), kept_of(reading))
    return line.append("\nrejected  ", "dim").append(", ".join(rejects_of(reading)) or "none")


def _failures(failures: Sequence[Failure]) -> Group:
    lines: list[RenderableType] = [Text(count(len(failures), "failure"), style="bold")]
    for f in failures:
        line = Text.assemble(plain(f.input), (f" — {plain(f.stage)}, {plain(f.code)}: ", "dim"))
        line.append(plain(f.message) + (" (may be tried again)" if f.retry else ""))
        lines.append(Padding(line, (0, 0, 0, 2)))
    return Group(*lines)
