"""CSV files as spreadsheet programs write them."""

import pytest

from reportedly.errors import InputError, UsageError
from reportedly.manual import open_sheet
from reportedly.manual.csv_rows import open_csv

from manual_samples import FARMERS, GUARDS, HEAD, csv_bytes, sheet_file  # isort: skip


def rows_of(raw: bytes, **options: object) -> list[tuple[int, list[str], str]]:
    sheet = open_csv(raw, **({"header": 1, "wanted": HEAD} | options))  # type: ignore[arg-type]
    return [(row.number, [c.text for c in row.cells], row.fault) for row in sheet.rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_gives_the_columns(delimiter: str) -> None:
    found = rows_of(csv_bytes(GUARDS, FARMERS, delimiter=delimiter))
    assert [(n, cells) for n, cells, _ in found] == [(2, GUARDS), (3, FARMERS)]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(codec: str) -> None:
    raw = csv_bytes(["Ґ", "дані", "الرقم", "🚤"], head=["a", "b", "c", "d"])
    found = rows_of(raw.decode().encode(codec), wanted=["a"])
    assert found[0][1] == ["Ґ", "дані", "الرقم", "🚤"]


def test_an_encoding_that_is_said() -> None:
    raw = csv_bytes(["дані"], head=["a"]).decode().encode("cp1251")
    assert rows_of(raw, wanted=["a"], encoding="cp1251")[0][1] == ["дані"]
    with pytest.raises(UsageError, match="no encoding is called"):
        rows_of(raw, encoding="klingon")
    with pytest.raises(InputError, match="not written in utf-8"):
        rows_of(raw, encoding="utf-8")


def test_a_separator_line_and_blank_rows_count_as_rows() -> None:
    found = rows_of(b"sep=;\r\na;b\r\n\r\n1;2\r\n", header=2, wanted=["a"])
    assert found == [(3, [], ""), (4, ["1", "2"], "")]


def test_the_header_may_stand_lower_or_be_missing() -> None:
    raw = b"Casualties of the lake patrol\n\nid,killed\n1,2\n"
    assert open_csv(raw, header=3, wanted=["id"]).columns == ("id", "killed")
    assert open_csv(b"1,2\n", header=0, wanted=["A"]).columns[:3] == ("A", "B", "C")
    with pytest.raises(InputError, match="no row 9"):
        open_csv(raw, header=9, wanted=["id"])


def test_a_quotation_mark_that_is_never_closed_is_told() -> None:
    found = rows_of(b'a,b\n1,2\n"3,4\n5,6\n', wanted=["a"])
    assert found == [(2, ["1", "2"], ""), (3, [], "quotation_mark_open")]


def test_a_broken_row_does_not_stop_the_sheet() -> None:
    long = "x" * 200_000
    found = rows_of(f'a,b\n"1"x,2\n{long},2\n3,4\n'.encode(), wanted=["a"])
    assert [(n, fault) for n, _, fault in found] == [
        (2, "quotation_mark_misplaced"), (3, "cell_too_long"), (4, ""),
    ]  # fmt: skip


def test_a_column_that_is_missing_or_there_twice() -> None:
    with pytest.raises(UsageError, match=r"figures 1\.value: there is no column “killed”") as error:
        open_sheet(sheet_file(csv_bytes(head=[h for h in HEAD if h != "killed"])))
    assert error.value.code == "column_missing"
    with pytest.raises(UsageError, match="two columns are called “killed”"):
        open_sheet(sheet_file(csv_bytes(head=[*HEAD, "killed"])))
