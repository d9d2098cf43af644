"""The claims of one article on the terminal: a wide table, or a stacked one on narrow screens."""

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group
from rich.table import Table
from rich.text import Text

from reportedly.model import DateMention, Figure
from reportedly.publish.readings import Reading
from reportedly.publish.rows import ClaimRow, claim_rows
from reportedly.publish.wording import (
    MODES,
    SOURCE_KINDS,
    confidence_words,
    count,
    date_words,
    figure_words,
    plain,
    qualifiers,
    shorten,
)

WIDE = 120  # columns from which every value gets a column of its own


def claims_part(reading: Reading, width: int, *, narrative: bool) -> Group:
    """The table of claims, and a count of those in the author's voice that it leaves out."""
    rows = claim_rows(reading.extraction)
    shown = [r for r in rows if narrative or r.attribution.mode != "narrative" or r.figures]
    table = _wide(shown, width) if width >= WIDE else _narrow(shown, width)
    parts: list[Table | Text] = [table] if shown else [Text("\nNo claims to list.\n")]
    left_out = len(rows) - len(shown)
    if left_out:
        parts.append(Text(f"and {_left_out(left_out)}, without figures", style="dim"))
    return Group(*parts)


def _left_out(n: int) -> str:
    return count(n, "claim in the author's voice", "claims in the author's voice")


def _wide(rows: Sequence[ClaimRow], width: int) -> Table:
    table = Table(box=SIMPLE_HEAD, width=width, pad_edge=False)
    for header, ratio in (("speaker", 18), ("claim", 42), ("figures", 26)):
        table.add_column(header, ratio=ratio, overflow="fold")
    table.add_column("dates", ratio=14, overflow="fold")
    table.add_column("places", ratio=14, overflow="fold")
    for row in rows:
        table.add_row(
            _speaker(row),
            _words(row, 220),
            Text("\n").join(_figure(f) for f in row.figures),
            Text("\n").join(_date(d) for d in row.dates),
            Text(", ".join(_places(row))),
        )
    return table


def _narrow(rows: Sequence[ClaimRow], width: int) -> Table:
    table = Table(box=SIMPLE_HEAD, width=width, pad_edge=False, leading=1)
    table.add_column("speaker", ratio=26, overflow="fold")
    table.add_column("claim, and the values in it", ratio=74, overflow="fold")
    for row in rows:
        table.add_row(_speaker(row), Text("\n").join([_words(row, 160), *_values(row)]))
    return table


def _speaker(row: ClaimRow) -> Text:
    attribution = row.attribution
    if attribution.mode == "narrative":
        return Text(plain(row.speaker), style="dim")
    kind = f"\n{SOURCE_KINDS[attribution.source_kind]}, {MODES[attribution.mode]}"
    cell = Text.assemble((shorten(plain(row.speaker), 60), "bold"), (kind, "dim"))
    if attribution.carrier:
        cell.append(f"\n← {shorten(plain(attribution.carrier.text), 60)}", "dim")
    return cell


def _words(row: ClaimRow, limit: int) -> Text:
    words = Text(shorten(plain(row.claim.anchor.text), limit))
    extra = [*qualifiers(row.claim), *confidence_words(row.claim, row.attribution)]
    return words.append(f" [{', '.join(extra)}]", "italic") if extra else words


def _values(row: ClaimRow) -> list[Text]:
    lines = [_labelled("figure", _figure(f)) for f in row.figures]
    lines += [_labelled("date  ", _date(d)) for d in row.dates]
    places = _places(row)
    return [*lines, _labelled("place ", Text(", ".join(places)))] if places else lines


def _labelled(label: str, value: Text) -> Text:
    return Text.assemble((f"{label} ", "dim"), value)


def _figure(figure: Figure) -> Text:
    printed = shorten(plain(figure.anchor.text), 60)
    return Text.assemble((printed, "bold"), f" → {plain(figure_words(figure))}")


def _date(date: DateMention) -> Text:
    return Text(f"{shorten(plain(date.anchor.text), 40)} → {plain(date_words(date))}")


def _places(row: ClaimRow) -> list[str]:
    return list(dict.fromkeys(plain(p.name) for p in row.places))
