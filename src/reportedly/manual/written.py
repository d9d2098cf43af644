"""A row written out: one line for each cell, with every cell character by character."""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field

from reportedly.manual.cells import Cell, Row
from reportedly.manual.mapping import Mapping, Words
from reportedly.manual.quantities import Unreadable
from reportedly.model import Segment, Span, trim_span


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text: its label, its words, and where both stand (``whole``)."""

    cell: Cell
    words: Span
    whole: Span


@dataclass(frozen=True, slots=True)
class Written:
    """The text of a row and where each column stands in it."""

    text: str
    segments: tuple[Segment, ...]
    _lines: Dictionary[str, Line] = field(repr=False)

    def line(self, words: Words | None) -> Line | None:
        """The line that words stand in, None for an empty cell.

        Raises :class:`Unreadable` for a cell that the file holds no text for.
        """
        found = self._lines.get(_name(words)) if words else None
        if found is not None and found.cell.fault:
            raise Unreadable(found.cell.fault)
        return found

    def span(self, words: Words | None) -> Span | None:
        """Where words stand, without white space around them."""
        found = self.line(words)
        return found.words if found else None

    def said(self, words: Words | None) -> str:
        """What stands there; empty for an empty cell."""
        found = self.line(words)
        if found is not None:
            return self.text[found.words.start : found.words.end]
        return words.constant if words else ""


def write_row(row: Row, columns: Sequence[str], mapping: Mapping) -> Written:
    """The row as a text of ``column: cell`` lines; empty and ignored cells are left out.

    What the mapping says once for all rows stands at the end, in lines that say so.
    """
    pieces: list[str] = []
    lines: dict[str, Line] = {}
    at = 0
    for name, label, cell in (*_cells(row, columns, mapping), *_constants(mapping)):
        start = at + len(label) + 2
        piece = f"{label}: {cell.text}\n"
        whole = Span(at, start + len(cell.text))
        words = trim_span(piece, Span(start - at, len(piece))).shift(at)
        if cell.text.strip():
            pieces.append(piece)
            lines.setdefault(name, Line(cell, words, Span(at, words.end)))
            at = whole.end + 1
        elif cell.fault:
            lines.setdefault(name, Line(cell, Span(at, at), Span(at, at)))
    segments = [Segment("table", line.words) for line in lines.values() if not line.cell.fault]
    return Written("".join(pieces), tuple(sorted(segments, key=lambda s: s.span)), lines)


def _cells(row: Row, columns: Sequence[str], mapping: Mapping) -> Iterator[tuple[str, str, Cell]]:
    for n, cell in enumerate(row.cells):
        name = columns[n] if n < len(columns) else ""
        if name not in mapping.ignore:
            label = name or f"column {n + 1}"
            yield name, f"{label} {{{cell.form}}}" if cell.form else label, cell


def _constants(mapping: Mapping) -> Iterator[tuple[str, str, Cell]]:
    """Words of the mapping that records hang on: they need a place in the text."""
    for label, words in _anchored(mapping):
        if words is not None and words.constant:
            yield _name(words), f"{label} (from the mapping)", Cell(words.constant)


def _anchored(mapping: Mapping) -> list[tuple[str, Words | None]]:
    speaker = mapping.speaker.words if mapping.speaker else None
    found: dict[tuple[str, Words | None], None] = {("speaker", speaker): None}
    for number in (*mapping.figures, mapping.beside):
        found["population", number.population] = None
        found["place", number.place.words if number.place else None] = None
        found["as of", number.as_of] = None
    return list(found)


def _name(words: Words) -> str:
    # No column's name ends so: names of columns are stripped.
    return words.column or f"{words.constant} "
