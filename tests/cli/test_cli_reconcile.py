"""The verbs over what reconciliation keeps: reconcile, brief, origins, diff, show."""

import json
from pathlib import Path

import pytest
from command import run

from factory import NOW, make_entry, moment
from reportedly.ledger import Basis, Ledger, Outcome, append_outcomes, append_reading, open_ledger
from reportedly.model import EventLink, Finding, Maker, Member, Origin, Passed, Question, Side

ONE = make_entry()
TWO = make_entry(speaker="Olga Hanu", count=50, published="2025-06-02", publisher="Tidende")
HERE, THERE = (e.extraction.figures[0] for e in (ONE, TWO))
A, B = HERE.anchor.document, THERE.anchor.document
TOLD, RETOLD = (e.extraction.events[0].id for e in (ONE, TWO))
QUESTION = Question("killed", "RU:military", "", "total")
FIRST = Member(
    QUESTION.id, HERE.id, A, "person:pak", "2025-05-03", "stands", None, "the only figure"
)
SECOND = Member(QUESTION.id, THERE.id, B, "person:hanu", "2025-05-03", "stands", None, "hers")
CONFLICT = Finding(
    "conflict.figure", 0.7, "one text counts 50, the other 40",
    (Side(THERE.anchor, "Olga Hanu"),), (Side(HERE.anchor, "General Pak"),),
)  # fmt: skip
ORIGIN = Origin(
    HERE.anchor,
    "person:pak",
    (
        Passed(A, HERE.anchor, ("Halvard Courier",), None, "says it first"),
        Passed(B, THERE.anchor, ("An Agency", "Tidende"), None, "cites the agency"),
    ),
)


def keep(ledger: Ledger, stage: str, document: str, *records: object, at: str) -> None:
    outcome = Outcome(document, [(0, r) for r in records])  # type: ignore[misc]
    append_outcomes(ledger, stage, Maker(stage, 1), [outcome], basis=Basis({}), now=at)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One report on the first day, another on the third, and what comes of them."""
    path = tmp_path_factory.mktemp("reconciled") / "story.db"
    with open_ledger(path, now=NOW) as ledger:
        append_reading(ledger, ONE, now=moment(1))
        keep(ledger, "questions", A, QUESTION, FIRST, at=moment(2))
        append_reading(ledger, TWO, now=moment(49))
        keep(ledger, "questions", B, QUESTION, SECOND, at=moment(50))
        keep(ledger, "findings", B, CONFLICT, at=moment(50))
        for document, event, reason in ((A, TOLD, "as B tells it"), (B, RETOLD, "as A tells it")):
            keep(ledger, "event_links", document, EventLink(event, "evc_1", reason, 0.7),
                 at=moment(50))  # fmt: skip
        keep(ledger, "origins", A, ORIGIN, at=moment(50))
    return path


def test_brief_since_a_day_of_recording(story: Path) -> None:
    done = run(story, "brief", "--since", "2025-07-03")
    assert done.lines[:2] == [
        "New conflicts (1)",
        f"  ! conflict.figure 0.70: one text counts 50, the other 40 {CONFLICT.id}",
    ]
    assert "New speakers (1)" in done.lines
    assert any("“at least 50”, Olga Hanu, Tidende, 2025-06-02" in line for line in done.lines)
    assert not any("first time" in line for line in done.lines)
    assert "2 readings not reconciled yet" in done.err


def test_brief_without_a_day_is_everything(story: Path) -> None:
    found = json.loads(run(story, "brief", "--json").out)
    assert [m["figure"] for m in found["first"]] == sorted([HERE.id, THERE.id])
    assert found["speakers"] == []
    assert found["conflicts"][0]["there"][0]["exact"] == ["at least 40"]
    assert found["first"][0]["asked"]["measure"] == "killed"


def test_brief_by_days_of_publication(story: Path) -> None:
    published = ("--clock", "published")
    found = json.loads(run(story, "brief", "--since", "2025-06", *published, "--json").out)
    assert [m["figure"] for m in found["speakers"]] == [THERE.id]
    assert [f["id"] for f in found["conflicts"]] == [CONFLICT.id]
    assert [s["texts"][0]["document"] for s in found["spread"]] == [B]
    assert run(story, "brief", "--since", "2025-07", *published).out == "Nothing new.\n"


def test_diff_between_two_days(story: Path) -> None:
    days = ("--from", "2025-07-01", "--to", "2025-07-03")
    assert "New conflicts (1)" in run(story, "diff", *days).lines
    same = run(story, "diff", "--from", "2025-07-02", "--to", "2025-07-02")
    assert same.out == "No difference.\n"
    wrong = run(story, "diff", "--from", "2025-07-03", "--to", "2025-07-01")
    assert (wrong.status, wrong.err[:22]) == (2, "reportedly: bad_days: ")


@pytest.mark.parametrize("record", [HERE.id, HERE.claim, HERE.attribution, QUESTION.id, ORIGIN.id])
def test_origins_as_a_tree(story: Path, record: str) -> None:
    assert run(story, "origins", record).lines == [
        "1 origin behind 2 texts",
        "",
        f"1. General Pak: “at least 40”  {ORIGIN.id}",
        "├─ Halvard Courier",
        f"│  └─ Halvard Courier, 2025-05-04: says it first {A}",
        "└─ An Agency",
        "   └─ Tidende",
        f"      └─ Tidende, 2025-06-02: cites the agency {B}",
    ]
    assert json.loads(run(story, "origins", record, "--json").out)["count"] == 1


def test_origins_of_what_has_none(story: Path) -> None:
    assert run(story, "origins", CONFLICT.id).err.startswith("reportedly: no_origins: ")
    other = make_entry(count=7).extraction.figures[0].id
    assert run(story, "origins", other).err.startswith("reportedly: no_record: ")


def test_show_has_both_sides(story: Path) -> None:
    lines = run(story, "show", CONFLICT.id).lines
    assert any(line.startswith("  here 1         Olga Hanu: “at least 50”") for line in lines)
    assert any(line.startswith("  there 1        General Pak: “at least 40”") for line in lines)
    question = run(story, "show", QUESTION.id)
    assert "  population     RU:military" in question.lines
    texts = json.loads(run(story, "show", ORIGIN.id, "--json").out)["sides"]
    assert [t["document"] for t in texts] == [A, B]


def test_read_reconciles_at_its_end_unless_told_not_to(tmp_path: Path) -> None:
    path, text = tmp_path / "new.db", tmp_path / "a.txt"
    text.write_text("Il pleut ce soir sur la ville et sur les champs du pays voisin.\n")
    run(path, "read", text, "--no-reconcile")
    assert "1 reading not reconciled yet" in run(path, "brief").err
    assert run(path, "reconcile").lines[0] == "1 document new, changed or gone since the last time"
    text.write_text("Il fait beau ce soir sur la ville et sur les champs du pays voisin.\n")
    run(path, "read", text)
    assert run(path, "brief").err == ""
    done = json.loads(run(path, "reconcile", "--full", "--json").out)
    assert set(done["changed"].values()) == {0}
    assert run(path, "verify").status == 0


def test_an_event_is_shown_with_who_else_tells_of_it(story: Path) -> None:
    shown = run(story, "show", TOLD)
    assert f"  told also by   {RETOLD} in {B}: as A tells it" in shown.lines
    assert [
        t["event"] for t in json.loads(run(story, "show", RETOLD, "--json").out)["told_also"]
    ] == [TOLD]
    assert "told also by" not in run(story, "show", HERE.id).out
