"""Rows of an XLSX workbook: stored values with their formats, within limits on size.

A workbook is a ZIP archive of XML from anywhere. What it would unpack to is looked at before
anything is unpacked, and a document type (the door to entities) is refused.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from reportedly.errors import InputError, UsageError
from reportedly.manual.cells import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Cell, Row, Sheet
from reportedly.manual.csv_rows import read_header

if TYPE_CHECKING:
    from openpyxl import Workbook

MOST_UNPACKED: Final = 400_000_000  # bytes
MOST_RATIO: Final = 200
_RATIO_FREE: Final = 10_000_000  # small workbooks may be as compressible as they like
_MOST_PARTS: Final = 5_000
_BLANK_TAIL: Final = 10_000  # blank rows after which the rest of a sheet is formatting only
_GENERAL: Final = ("General", "@", "")
_HEAD: Final = 4096


def is_workbook(raw: bytes) -> bool:
    """Whether bytes begin like a workbook's archive."""
    return raw.startswith(b"PK\x03\x04")


def open_xlsx(raw: bytes, *, header: int, worksheet: str = "") -> Sheet:
    """A worksheet of a workbook, the first without ``worksheet``.

    Raises :class:`InputError` (``sheet_unreadable``, ``sheet_too_large``), :class:`UsageError`
    (``mapping_invalid``) when there is no such worksheet.
    """
    check_archive(raw)
    values, formulas = _open(raw, computed=True), _open(raw, computed=False)
    name = worksheet or values.sheetnames[0]
    if name not in values.sheetnames:
        has = ", ".join(f"“{n}”" for n in values.sheetnames[:20])
        raise UsageError("mapping_invalid", f"there is no worksheet “{name}”; it has {has}")
    rows = _read_rows(values[name], formulas[name])
    return Sheet(read_header(rows, header), rows, "utf-8", "an XLSX workbook")


def check_archive(raw: bytes) -> None:
    """Refuse what is no ZIP archive, unpacks to too much, or declares XML entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = archive.infolist()
            _check_sizes(parts, len(raw))
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as file:
                        _check_head(file.read(_HEAD))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise InputError("sheet_unreadable", "the file is no XLSX workbook") from error


def _check_sizes(parts: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    swollen = unpacked > _RATIO_FREE and unpacked > MOST_RATIO * packed
    if unpacked > MOST_UNPACKED or swollen or len(parts) > _MOST_PARTS:
        raise InputError("sheet_too_large", f"the workbook unpacks to {unpacked:,} bytes")


def _check_head(head: bytes) -> None:
    plain = head.replace(b"\0", b"").upper()  # so that UTF-16 shows it, too
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise InputError("sheet_unreadable", "the workbook declares a document type")


def _open(raw: bytes, *, computed: bool) -> "Workbook":
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=computed, keep_links=False)
    except Exception as error:
        raise InputError("sheet_unreadable", "the workbook cannot be opened") from error
    if not book.sheetnames:
        raise InputError("sheet_unreadable", "the workbook has no worksheet")
    return book


def _read_rows(values: Any, formulas: Any) -> Iterator[Row]:
    """Rows with computed values; a formula without one is told apart from an empty cell."""
    blank = 0
    for number, (cells, typed) in enumerate(_side_by_side(values, formulas), start=1):
        if len(cells) > MOST_COLUMNS:
            row = Row(number, fault="too_many_columns")
        else:
            row = Row(number, tuple(_cells(cells, typed)))
        blank = blank + 1 if row.blank else 0
        if blank > _BLANK_TAIL or number > MOST_ROWS + _BLANK_TAIL:
            return
        yield row


def _side_by_side(values: Any, formulas: Any) -> Iterator[tuple[Any, Any]]:
    for sheet in (values, formulas):
        sheet.reset_dimensions()  # what a file says of its size need not be true
    try:
        yield from zip(values.iter_rows(), formulas.iter_rows(), strict=False)
    except Exception as error:
        raise InputError("sheet_unreadable", "the worksheet is broken") from error


def _cells(cells: Iterable[Any], typed: Iterable[Any]) -> Iterator[Cell]:
    for cell, original in zip_longest(cells, typed):
        if cell is None or cell.value is None:
            formula = original is not None and getattr(original, "data_type", "") == "f"
            yield Cell("", fault="formula_without_value" if formula else "")
            continue
        yield read_cell(cell.value, cell.data_type, cell.number_format)


def read_cell(value: object, data_type: str, number_format: str) -> Cell:
    """A stored value as text: numbers in their shortest form, days as ISO days."""
    form = "" if number_format in _GENERAL else number_format
    if data_type == "e":
        return Cell(str(value), "other", fault="error_value")
    if isinstance(value, bool):
        return Cell(str(value).upper(), "other")
    if isinstance(value, int | float):
        return Cell(_plain(value), "number", form)
    if isinstance(value, datetime | date | time | timedelta):
        return Cell(_moment(value), "date", form)
    text = str(value)
    return Cell("", fault="cell_too_long") if len(text) > LONGEST_CELL else Cell(text)


def _plain(value: int | float) -> str:
    whole = isinstance(value, float) and value.is_integer() and abs(value) < 1e15
    return str(int(value)) if whole else repr(value)


def _moment(value: datetime | date | time | timedelta) -> str:
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date | time) else str(value)
