"""A sheet as rows of cells, whatever file it came from."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 500
LONGEST_CELL: Final = 100_000  # code points; a spreadsheet program allows about a third of this

CellKind = Literal["text", "number", "date", "other"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its characters as stored, and what the file says they are.

    ``form`` is the number format of a spreadsheet's cell (``#,##0``), empty where it is the
    general one; ``kind`` is "text" for every cell of a CSV file. ``fault`` says why a cell has no
    text that could be read (a formula that was never computed).
    """

    text: str
    kind: CellKind = "text"
    form: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row by the number that a spreadsheet program shows, from 1 on.

    ``fault`` is set, and there are no cells, where the file is broken in this row.
    """

    number: int
    cells: tuple[Cell, ...] = ()
    fault: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing is in it."""
        return not self.fault and not any(c.text.strip() or c.fault for c in self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that is being read: the names of its columns, then its rows, once.

    ``encoding`` and ``basis`` say how bytes became characters.
    """

    columns: tuple[str, ...]
    rows: Iterator[Row]
    encoding: str
    basis: str


def column_letters(n: int) -> str:
    """The letters of a column, from 0 on.

    >>> column_letters(0), column_letters(25), column_letters(26), column_letters(701)
    ('A', 'Z', 'AA', 'ZZ')
    """
    letters = ""
    n += 1
    while n:
        n, rest = divmod(n - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
