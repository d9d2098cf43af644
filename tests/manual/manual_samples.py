"""An invented sheet of a lake patrol, as its keepers would type it."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl

from reportedly.ledger import Ledger, open_ledger
from reportedly.manual import (
    RowOutcome,
    SheetFile,
    import_sheet,
    make_rows,
    open_sheet,
    parse_mapping,
)
from reportedly.manual.sheets import RowMade

HEAD = [
    "id",
    "date",
    "outlet",
    "link",
    "said by",
    "words",
    "killed",
    "hurt",
    "whom",
    "where",
    "remark",
]
MAPPING = """
sheet: lake
key: id
dates: day_first
published: date
publisher: outlet
reference: link
speaker: said by
quote: words
population: whom
as_of: date
place: {column: where, precision: {constant: town}}
notes: remark
figures:
  - {value: killed, measure: {constant: killed}}
  - {value: hurt, measure: {constant: wounded}}
"""
GUARDS = [
    "L-1", "04/03/2025", "Halvard Courier", "https://example.org/1", "the harbour office",
    "Boats were lost,\nand at least 12 guards", "at least 12", "~30", "guards", "Owembe",
    "first list",
]  # fmt: skip
FARMERS = [
    "L-2", "05/03/2025", "Lake Post", "https://example.org/2", "a village elder",
    "", "1,200", "", "farmers", "Owembe", "",
]  # fmt: skip
NOW = "2025-07-01T12:00:00.000000Z"


def at(n: int) -> str:
    return f"2025-07-{n:02}T12:00:00.000000Z"


def csv_bytes(*rows: Sequence[str], head: Sequence[str] = HEAD, delimiter: str = ",") -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([head, *rows])
    return out.getvalue().encode()


def xlsx_bytes(*rows: Sequence[object], head: Sequence[str] = HEAD, title: str = "Data") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in [head, *rows]:
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_file(raw: bytes, mapping: str = MAPPING, name: str = "lake.csv") -> SheetFile:
    return SheetFile(raw, name, parse_mapping(mapping, name="lake.yaml"))


def made_rows(raw: bytes, mapping: str = MAPPING) -> list[RowMade]:
    file = sheet_file(raw, mapping)
    return list(make_rows(file, open_sheet(file), lambda: NOW))


def one_row(head: Sequence[str], cells: Sequence[str], mapping: str) -> RowMade:
    (made,) = made_rows(csv_bytes(cells, head=head), mapping)
    return made


def keep(
    ledger: Ledger, raw: bytes, now: str = NOW, mapping: str = MAPPING, *, withdraw: bool = False
) -> list[RowOutcome]:
    file = sheet_file(raw, mapping)
    return list(import_sheet(file, ledger, now=lambda: now, withdraw=withdraw))


def new_ledger(folder: Path) -> Ledger:
    return open_ledger(folder / "lake.db", now=NOW)
