"""Rows of a CSV file: delimiter, byte order mark, quoted line breaks."""

import csv
import io
import re
from collections.abc import Collection, Iterator
from typing import Final

from reportedly.errors import InputError, UsageError
from reportedly.manual.cells import LONGEST_CELL, MOST_COLUMNS, Cell, Row, Sheet, column_letters
from reportedly.reading import decode

DELIMITERS: Final = (",", ";", "\t", "|")
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # how Excel is told the delimiter


def open_csv(
    raw: bytes, *, header: int, wanted: Collection[str], delimiter: str = "", encoding: str = ""
) -> Sheet:
    """A CSV file as a sheet. ``header`` is the row with the columns' names, 0 for none.

    Without ``delimiter`` it is the one of :data:`DELIMITERS` under which most of ``wanted`` are
    columns. Raises :class:`InputError` (``undecodable``, ``sheet_unreadable``).
    """
    decoded = decode(raw) if not encoding else None
    body = decoded.text if decoded else _decode_as(raw, encoding)
    basis = decoded.basis if decoded else "given in the mapping"
    stated = _SEPARATOR_LINE.match(body)
    if stated:
        delimiter = delimiter or stated[1]
    delimiter = delimiter or _find_delimiter(body, header, wanted)
    rows = _read_rows(body, delimiter)
    columns = read_header(rows, header)
    return Sheet(columns, rows, decoded.encoding if decoded else encoding, basis)


def read_header(rows: Iterator[Row], header: int) -> tuple[str, ...]:
    """Names of the columns, from the row with that number; letters where there is none.

    Raises :class:`InputError` (``sheet_unreadable``) when the sheet ends before it.
    """
    if header == 0:
        return tuple(column_letters(n) for n in range(MOST_COLUMNS))
    for row in rows:
        if row.fault:
            break
        if row.number == header:
            return tuple(cell.text.strip() for cell in row.cells)
    raise InputError("sheet_unreadable", f"the sheet has no row {header} to name its columns")


def _decode_as(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding).removeprefix("\ufeff")
    except LookupError:
        raise UsageError("mapping_invalid", f"no encoding is called {encoding!r}") from None
    except UnicodeError:
        raise InputError("undecodable", f"the sheet is not written in {encoding}") from None


def _find_delimiter(body: str, header: int, wanted: Collection[str]) -> str:
    def found(delimiter: str) -> tuple[int, int]:
        rows = _read_rows(body, delimiter)
        try:
            columns = read_header(rows, header or 1)
        except InputError:
            return -1, 0
        return len(set(columns) & set(wanted)), len(columns)

    return max(DELIMITERS, key=found)


def _read_rows(body: str, delimiter: str) -> Iterator[Row]:
    start = _SEPARATOR_LINE.match(body)
    csv.field_size_limit(LONGEST_CELL)
    lines = io.StringIO(body[start.end() :] if start else body, newline="")
    # Strict: a quotation mark that is never closed would swallow all rows after it in silence.
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number = int(bool(start))
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(number, fault=_explain(error))
            continue
        if len(cells) > MOST_COLUMNS:
            yield Row(number, fault="too_many_columns")
        else:
            yield Row(number, tuple(Cell(text) for text in cells))


def _explain(error: csv.Error) -> str:
    message = str(error)
    if "field larger" in message:
        return "cell_too_long"
    return "quotation_mark_open" if "end of data" in message else "quotation_mark_misplaced"
