"""Tables over many articles: the documents, and every counted figure by who gives it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from reportedly.model import Figure
from reportedly.publish.readings import (
    AUTHORS_VOICE,
    NOT_ATTRIBUTED,
    Reading,
    figure_attributions,
    mentions_by_id,
    not_extracted,
    shown_speaker,
)
from reportedly.publish.wording import (
    as_of_words,
    bounds,
    count,
    is_carried_over,
    measure,
    number,
    plain,
    shorten,
)

WIDE = 120
TIGHT = 64  # below this the publisher moves under the document or the speaker
UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One printed figure with who gives it, and where and when that was published."""

    figure: Figure
    speaker: str
    published: str | None
    publisher: str

    @property
    def who(self) -> Text:
        """The speaker; dim where the text names none."""
        nobody = self.speaker in (AUTHORS_VOICE, NOT_ATTRIBUTED)
        return Text(shorten(plain(self.speaker), 60), style="dim" if nobody else "")

    @property
    def day(self) -> Text:
        """The day of publication, without a time of day."""
        return Text(plain(self.published or UNDATED)[:10])

    @property
    def order(self) -> tuple[str, bool, str, int]:
        """By measure, then date; undated ones last, ties in the order of the text."""
        figure = self.figure
        return (figure.measure or "", not self.published, self.published or "", figure.anchor.start)


def summary_table(readings: Sequence[Reading], width: int) -> Table:
    """One row per document."""
    table = Table(box=SIMPLE_HEAD, width=width, pad_edge=False)
    table.add_column("document", ratio=5, overflow="fold")
    if width >= TIGHT:
        table.add_column("publisher", ratio=3, overflow="fold")
    table.add_column("published", width=10, no_wrap=True)
    for header in ("claims", "speakers", "figures") if width >= TIGHT else ("claims",):
        table.add_column(header, justify="right", no_wrap=True)
    for reading in readings:
        table.add_row(*_document_cells(reading, tight=width < TIGHT))
    return table


def _document_cells(reading: Reading, *, tight: bool) -> list[Text]:
    document, found = reading.document, reading.extraction
    title = Text(shorten(plain(document.title.value or "untitled"), 90))
    publisher = Text(plain(document.shown_publisher or "not stated"))
    reason = not_extracted(reading)
    if reason:
        title.append(f"\nnot extracted: {plain(reason)}", "italic")
    published = Text(plain(document.published.value or UNDATED)[:10])
    claims = Text(number(len(found.claims)))
    if tight:
        return [Text("\n").join([title, publisher]), published, claims]
    speakers, figures = number(len(_speakers(reading))), number(len(found.figures))
    return [title, publisher, published, claims, Text(speakers), Text(figures)]


def _speakers(reading: Reading) -> set[str]:
    found = reading.extraction
    mentions = mentions_by_id(found)
    return {shown_speaker(a, mentions) for a in found.attributions if a.mode != "narrative"}


def figure_rows(readings: Sequence[Reading]) -> tuple[FigureRow, ...]:
    """Every figure of all articles by measure, then by date of publication."""
    rows = [row for reading in readings for row in _rows_of(reading)]
    return tuple(sorted(rows, key=lambda row: row.order))


def _rows_of(reading: Reading) -> list[FigureRow]:
    document, found = reading.document, reading.extraction
    mentions, under = mentions_by_id(found), figure_attributions(found)
    publisher = document.shown_publisher or "not stated"
    rows = []
    for figure in found.figures:
        attribution = under.get(figure.id)
        speaker = shown_speaker(attribution, mentions) if attribution else NOT_ATTRIBUTED
        speaker += " (carried over)" if attribution and is_carried_over(attribution) else ""
        rows.append(FigureRow(figure, speaker, document.published.value, publisher))
    return rows


def figures_table(readings: Sequence[Reading], width: int) -> RenderableType:
    """Figures by speaker, one block per measure; those that count nothing named are counted."""
    rows = figure_rows(readings)
    counted = [row for row in rows if row.figure.measure]
    table = _figures_frame(width)
    for name, block in groupby(counted, key=lambda row: row.figure.measure):
        _add_block(table, measure(name), list(block), width)
    rest = len(rows) - len(counted)
    note = Text(f"{count(rest, 'further figure')} without a measure", style="dim")
    parts: list[RenderableType] = [table] if counted else [Text("none with a measure")]
    return Group(*parts, note) if rest else Group(*parts)


def _figures_frame(width: int) -> Table:
    table = Table(box=SIMPLE_HEAD, width=width, pad_edge=False)
    table.add_column("speaker", ratio=5, overflow="fold")
    table.add_column("as printed", ratio=5, overflow="fold")
    if width >= WIDE:
        table.add_column("of whom or what", ratio=4, overflow="fold")
    for header in ("low", "high") if width >= TIGHT else ():
        table.add_column(header, justify="right", no_wrap=True)
    table.add_column("published", width=10, no_wrap=True)
    if width >= WIDE:
        table.add_column("as of", ratio=3, overflow="fold")
    if width >= TIGHT:
        table.add_column("publisher", ratio=4, overflow="fold")
    return table


def _add_block(table: Table, name: str, rows: Sequence[FigureRow], width: int) -> None:
    table.add_section()
    table.add_row(Text(plain(name), style="bold underline"))
    for row in rows:
        table.add_row(*(_tight_cells(row) if width < TIGHT else _figure_cells(row, width >= WIDE)))


def _tight_cells(row: FigureRow) -> list[Text]:
    figure = row.figure
    printed = Text(f"{shorten(plain(figure.anchor.text), 60)}\n{bounds(figure)}")
    speaker = Text("\n").join([row.who, Text(plain(row.publisher), style="dim")])
    return [speaker, printed, row.day]


def _figure_cells(row: FigureRow, wide: bool) -> list[Text]:
    figure = row.figure
    cells = [row.who, Text(shorten(plain(figure.anchor.text), 60))]
    if wide:
        cells.append(Text(plain(figure.population.text)) if figure.population else Text())
    cells += [Text(number(figure.low)), Text(number(figure.high)), row.day]
    if wide:
        cells.append(Text(as_of_words(figure.as_of)))
    return [*cells, Text(plain(row.publisher))]
