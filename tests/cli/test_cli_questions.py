"""``reportedly questions``: the list, one series, both clocks, and what is refused."""

import csv
import io
import json
from pathlib import Path

import pytest
from command import Done, run

FIRST = "Chad's army said on May 1, 2031 that 40 Chadian soldiers had died in Libya."
SECOND = "Chad's army said on May 9, 2031 that more than 70 Chadian soldiers had died in Libya."
AGAIN = "At least 40 Chadian soldiers have died in Libya, according to Chad's army."
TROOPS = "The governor said that 900 Chadian soldiers were in Niger."


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("questions")
    path = folder / "story.db"
    texts = ((FIRST, "2031-05-01"), (SECOND, "2031-05-09"), (AGAIN, "2031-05-20"))
    for n, (text, day) in enumerate((*texts, (TROOPS, "2031-05-21"))):
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
        done = run(path, "read", folder / f"{n}.txt", "--published", day, "--publisher", "Gazette")
        assert done.status == 0, done.err
    return path


def rows(done: Done) -> list[dict]:
    assert done.status == 0, done.err
    return [json.loads(line) for line in done.lines]


def test_every_question_with_its_range(ledger):
    found = rows(run(ledger, "questions", "--format", "jsonl"))
    assert [(r["measure"], r["population"], r["place"]) for r in found] == [
        ("killed", "TD:military", "LY"),
        ("troops", "TD:military", "NE"),
    ]
    assert (found[0]["low"], found[0]["high"], found[0]["figures"]) == (40, 70, 3)


def test_a_series_by_its_identifier(ledger):
    wanted = rows(run(ledger, "questions", "--format", "jsonl"))[0]["id"]
    found = rows(run(ledger, "questions", wanted[:12], "--format", "jsonl"))
    assert [(r["sign"], r["state"]) for r in found] == [
        ("40", "revised"),
        ("> 70", "stands"),
        ("≥ 40", "echo"),
    ]
    assert found[0]["by"] == found[1]["figure"]
    assert found[2]["by"] == found[0]["figure"]


def test_the_table_shows_the_revision_and_folds_what_is_told_again(ledger):
    done = run(ledger, "questions", "--measure", "killed", "--rule", "ucdp")
    assert "→ > 70 (2031-05-09)" in done.out
    assert "≥ 40" not in done.out
    assert "+1" in done.out
    assert "range by rule ucdp: low 70, best 70, high 70; rests on 1 figure" in done.out
    assert "1 left out: the same speaker has revised it" in done.out


@pytest.mark.parametrize(
    ("option", "value", "measures"),
    [
        ("--population", "chad", ["killed", "killed", "killed", "troops"]),
        ("--place", "NE", ["troops"]),
        ("--place", "libya", ["killed", "killed", "killed"]),
        ("--measure", "wounded", []),
    ],
)
def test_narrowing(ledger, option, value, measures):
    found = rows(run(ledger, "questions", option, value, "--format", "jsonl"))
    listed = {r["id"]: r["measure"] for r in rows(run(ledger, "questions", "--format", "jsonl"))}
    assert [listed[r["question"]] for r in found] == measures


def test_as_published_by_a_day(ledger):
    done = run(
        ledger,
        "questions",
        "--measure",
        "killed",
        "--published-by",
        "2031-05-05",
        "--format",
        "jsonl",
    )
    assert [(r["sign"], r["state"]) for r in rows(done)] == [("40", "stands")]


def test_as_recorded_by_a_day(ledger):
    assert rows(run(ledger, "questions", "--recorded-by", "2001-01-01", "--format", "jsonl")) == []


def test_csv_has_a_header_and_a_row_for_each_figure(ledger):
    done = run(ledger, "questions", "--measure", "killed", "--format", "csv")
    table = list(csv.DictReader(io.StringIO(done.out)))
    assert table[0]["exact"] == "40 Chadian soldiers"
    assert len(table) == 3


@pytest.mark.parametrize("wanted", ["que_ffffffffff", "fig_1", "nothing"])
def test_no_such_question(ledger, wanted):
    done = run(ledger, "questions", wanted)
    assert done.status == 2
    assert "no question" in done.err


def test_a_beginning_that_fits_several(ledger):
    assert run(ledger, "questions", "que_").status == 2
