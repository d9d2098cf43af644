"""``import`` and ``note``, as their users run them."""

import json
from pathlib import Path

import pytest
from command import run

from factory import NOW, Report, make_document, make_entry
from reportedly.ledger import append_reading, open_ledger

SHEET = 'id;day;who;killed\nA;2025-03-04;a ferry master;"at least 1,000"\nB;;a miller;дані\n'
MAPPING = (
    "sheet: ferry\nkey: id\npublished: day\nspeaker: who\n"
    "figures:\n- {value: killed, measure: {constant: killed}}\n"
)
REPORT = Report(tail="Herders by the lake count about 90 goats lost.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ferry.csv").write_text(SHEET, encoding="utf-8")
    (tmp_path / "ferry.yaml").write_text(MAPPING, encoding="utf-8")
    return tmp_path


def bring_in(folder: Path, *options: str):
    sheet, mapping = folder / "ferry.csv", folder / "ferry.yaml"
    return run(folder / "l.db", "import", sheet, "--mapping", mapping, *options)


def test_a_sheet_is_taken_in_and_found_again(folder: Path) -> None:
    done = bring_in(folder)
    assert done.status == 4
    assert done.lines == [
        "2 rows: 2 read",
        "  1 refused: no_number",
        "  1 refused: nothing_claimed",
    ]
    assert "row 3, killed: there is no number in it" in done.err
    listed = run(folder / "l.db", "figures", "--format", "jsonl")
    (figure,) = [json.loads(line) for line in listed.lines]
    assert (figure["low"], figure["high"], figure["hedge"]) == (1000, None, "at least")
    assert (figure["speaker"], figure["made_by"]) == ("a ferry master", "manual")
    shown = run(folder / "l.db", "show", figure["id"]).out
    assert "sheet:ferry#A (given: the sheet's name and the row in it)" in shown
    assert "⟦at least 1,000⟧" in shown
    assert "row 3: killed: no_number" in run(folder / "l.db", "failures").out
    assert run(folder / "l.db", "verify").status == 0


def test_taken_in_again(folder: Path) -> None:
    bring_in(folder)
    assert bring_in(folder).lines[0] == "2 rows: 2 known"
    (folder / "ferry.csv").write_text(SHEET.replace("дані", "7"), encoding="utf-8")
    done = bring_in(folder)
    assert (done.status, done.lines) == (0, ["2 rows: 1 known, 1 read"])
    assert run(folder / "l.db", "failures").out == ""


def test_rows_that_are_gone_are_told(folder: Path) -> None:
    bring_in(folder)
    (folder / "ferry.csv").write_text("\n".join(SHEET.splitlines()[:2]), encoding="utf-8")
    told = "1 row of an earlier import, not in this sheet: "
    assert f"{told}kept (--withdraw-missing)" in bring_in(folder).err
    assert f"{told}withdrawn" in bring_in(folder, "--withdraw-missing").err
    assert told not in bring_in(folder).err


def test_a_brief_of_the_rows(folder: Path) -> None:
    out = bring_in(folder, "--brief").out
    assert "sheet:ferry#A" in out
    assert "at least 1,000 → ≥ 1,000 killed" in " ".join(out.split())


def test_a_check_keeps_nothing(folder: Path) -> None:
    done = bring_in(folder, "--check")
    assert done.status == 4
    assert "no_number" in done.out
    assert not (folder / "l.db").exists()


def test_a_template_names_the_columns_and_is_a_mapping(folder: Path) -> None:
    done = run(None, "import", folder / "ferry.csv", "--template")
    assert done.status == 0
    assert done.lines[1:5] == ["#   id", "#   day", "#   who", "#   killed"]
    text = done.out.replace("value: COLUMN", "value: killed")
    (folder / "ferry.yaml").write_text(text, encoding="utf-8")
    assert bring_in(folder).status == 4


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        ("sheet: x\nfigures:\n- {value: lost}\n", "column_missing: figures 1.value: there is no"),
        ("sheet: x\nfigure: y\n", "ferry.yaml, line 2: there is no key 'figure'"),
        ("\xff", "mapping_invalid"),
    ],
)
def test_a_bad_mapping_stops_before_anything(folder: Path, mapping: str, told: str) -> None:
    (folder / "ferry.yaml").write_text(mapping, encoding="latin-1")
    done = bring_in(folder)
    assert done.status == 2
    assert told in done.err
    assert "Traceback" not in done.err


def test_without_a_mapping(folder: Path) -> None:
    done = run(folder / "l.db", "import", folder / "ferry.csv")
    assert (done.status, "no_mapping" in done.err) == (2, True)


def test_nothing_but_bad_rows_ends_with_2(folder: Path) -> None:
    (folder / "ferry.csv").write_text("id;day;who;killed\n;;x;5\n", encoding="utf-8")
    done = bring_in(folder)
    assert (done.status, done.lines[0]) == (2, "1 row: 1 failed")


# ------------------------------------------------------------------ note


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "n.db"
    with open_ledger(path, now=NOW) as opened:
        append_reading(opened, make_entry(REPORT), now=NOW)
    return path


GOATS = ["--exact", "count about 90 goats lost", "--figure", "about 90 goats", "--measure", "goats"]


@pytest.mark.parametrize("document", ["report.txt", "repo", "General Pak", "ID", "ID[:8]"])
def test_a_claim_is_noted(ledger: Path, document: str) -> None:
    name = make_document(REPORT).id
    named = {"ID": name, "ID[:8]": name[:8]}.get(document, document)
    who = ["--by", "V. K.", "--reason", "overlooked", "--reference", "call of 4 May"]
    done = run(ledger, "note", named, *GOATS, "--speaker", "Herders by the lake", *who)
    assert done.status == 0, done.err
    assert done.lines[0].startswith("noted clm_")
    assert done.lines[1].endswith("low 90, high 90, goats")
    assert "⟦count about 90 goats lost⟧" in done.out
    shown = run(ledger, "show", done.lines[1].split()[1]).out
    assert "noted by V. K." in shown
    assert "overlooked (reference: call of 4 May)" in shown
    assert "Herders by the lake" in run(ledger, "claims", "--text", "goats").out
    assert run(ledger, "verify").status == 0


def test_noted_again(ledger: Path) -> None:
    run(ledger, "note", "report.txt", *GOATS)
    done = run(ledger, "note", "report.txt", *GOATS)
    assert (done.status, "nothing added" in done.err) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["report.txt"], "note_empty"),
        (["report.txt", "--exact", "ninety goats"], "words_absent"),
        (["report.txt", "--exact", "e"], "words_repeated"),
        (["nowhere.txt", *GOATS], "no_record"),
        (["doc_00", *GOATS], "no_record"),
        (
            ["report.txt", "--exact", "count about 90 goats lost", "--figure", "lost"],
            "words_unreadable",
        ),
        (["report.txt", "--span", "5"], "is no place"),
        (["report.txt", "--span", "0:99999"], "words_absent"),
    ],
)
def test_what_does_not_hold_is_refused(ledger: Path, arguments: list[str], code: str) -> None:
    done = run(ledger, "note", *arguments)
    assert done.status == 2
    assert code in done.err
    assert "Traceback" not in done.err


def test_a_name_that_fits_several_documents(ledger: Path) -> None:
    with open_ledger(ledger) as opened:
        append_reading(opened, make_entry(Report(count=7)), now=NOW)
    done = run(ledger, "note", "report", *GOATS)
    assert (done.status, "ambiguous_id" in done.err) == (2, True)
