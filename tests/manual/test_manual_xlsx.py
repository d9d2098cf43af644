"""XLSX workbooks: stored values with their formats, and hostile archives."""

import io
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest

from reportedly.errors import InputError, UsageError
from reportedly.manual import SheetFile, open_sheet, parse_mapping
from reportedly.manual.xlsx_rows import open_xlsx

from manual_samples import GUARDS, made_rows, xlsx_bytes  # isort: skip

PLAIN = "sheet: s\nfigures:\n- value: n\n"


def cells_of(raw: bytes) -> list[list[tuple[str, str, str, str]]]:
    sheet = open_xlsx(raw, header=1)
    return [[(c.text, c.kind, c.form, c.fault) for c in row.cells] for row in sheet.rows]


def test_values_by_their_type() -> None:
    row = [
        12,
        12.5,
        1e20,
        True,
        date(2025, 3, 4),
        datetime(2025, 3, 4, 10, 30),
        time(9, 5),
        " a\nb ",
    ]
    (found,) = cells_of(xlsx_bytes(row, head=list("abcdefgh")))
    assert [c[0] for c in found] == [
        "12", "12.5", "1e+20", "TRUE", "2025-03-04", "2025-03-04 10:30:00", "09:05:00", " a\nb ",
    ]  # fmt: skip
    assert [c[1] for c in found] == ["number"] * 3 + ["other"] + ["date"] * 3 + ["text"]
    assert found[4][2] == "yyyy-mm-dd"


def formatted(value: object, form: str, head: str = "n") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([head])
    sheet["A2"] = value  # type: ignore[assignment]
    sheet["A2"].number_format = form
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_format_of_a_number_stands_in_the_text() -> None:
    (made,) = made_rows(formatted(1200, "#,##0"), PLAIN)
    assert made.entry is not None
    assert made.entry.document.text == "n {#,##0}: 1200\n"
    (figure,) = made.entry.extraction.figures
    assert (figure.low, figure.anchor.exact) == (1200, ("1200",))


def test_a_number_shown_as_per_cent_is_a_share() -> None:
    (made,) = made_rows(formatted(0.25, "0%"), PLAIN)
    assert made.entry is not None
    (figure,) = made.entry.extraction.figures
    assert (figure.low, figure.unit, figure.measure) == (0.25, "share", "share")


def test_decimals_of_a_stored_number_need_no_mapping() -> None:
    (made,) = made_rows(xlsx_bytes([1.125], head=["n"]), PLAIN)
    assert made.entry is not None
    assert made.entry.extraction.figures[0].low == 1.125


def test_a_day_is_no_number() -> None:
    (made,) = made_rows(xlsx_bytes([date(2025, 3, 4)], head=["n"]), PLAIN)
    assert {r.reason for r in made.refused} >= {"nothing_claimed"}


@pytest.mark.parametrize(
    ("value", "reason"), [("=A1+1", "formula_without_value"), ("#N/A", "error_value")]
)
def test_a_cell_without_a_value_is_told_apart_from_an_empty_one(value: str, reason: str) -> None:
    raw = xlsx_bytes([value, "kept"], head=["n", "m"])
    (made,) = made_rows(raw, PLAIN)
    assert ("n", reason) in {(r.column, r.reason) for r in made.refused}
    assert made.entry is not None
    assert made.entry.document.text.endswith("m: kept\n")
    assert not made.entry.extraction.figures


def test_the_same_row_from_both_kinds_of_file() -> None:
    (made,) = made_rows(xlsx_bytes(GUARDS))
    assert made.entry is not None
    figures = made.entry.extraction.figures
    assert [(f.measure, f.low, f.high) for f in figures] == [
        ("killed", 12, None), ("wounded", 30, 30),
    ]  # fmt: skip


def test_a_worksheet_by_name() -> None:
    raw = xlsx_bytes([1], head=["n"], title="March")
    assert open_xlsx(raw, header=1, worksheet="March").columns == ("n",)
    with pytest.raises(UsageError, match="no worksheet “May”; it has “March”"):
        open_xlsx(raw, header=1, worksheet="May")


def repacked(raw: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part.filename, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


def open_raw(raw: bytes) -> list[object]:
    file = SheetFile(raw, "s.xlsx", parse_mapping(PLAIN, name="m"))
    return list(open_sheet(file).rows)


SHEET = "xl/worksheets/sheet1.xml"
GOOD = xlsx_bytes([1], head=["n"])
HOSTILE = {
    "no archive": b"PK\x03\x04 and nothing more",
    "no workbook": repacked(GOOD, "xl/workbook.xml", b"<nothing/>"),
    "broken XML": repacked(GOOD, SHEET, b"<worksheet><sheetData><row><c"),
    "a document type": repacked(
        GOOD, SHEET, b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>'
    ),
    "a document type in UTF-16": repacked(
        GOOD, SHEET, '<!DOCTYPE x [<!ENTITY a "b">]><x/>'.encode("utf-16")
    ),
    "a bomb": repacked(GOOD, "xl/media/bomb.xml", b"<x>" + b" " * 60_000_000),
    "an old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_workbooks_are_refused(what: str) -> None:
    with pytest.raises(InputError) as error:
        open_raw(HOSTILE[what])
    assert error.value.code in ("sheet_unreadable", "sheet_too_large")


def test_formatting_without_cells_ends_the_sheet() -> None:
    rows = "".join(f'<row r="{n}"/>' for n in range(2, 60_000))
    body = f'<row r="1"><c r="A1" t="inlineStr"><is><t>n</t></is></c></row>{rows}'
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{namespace}"><sheetData>{body}</sheetData></worksheet>'
    assert len(open_raw(repacked(GOOD, SHEET, sheet.encode()))) <= 10_001
