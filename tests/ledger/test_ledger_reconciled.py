"""Records over several documents in the ledger: checked, restored, shown, verified."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from factory import NOW, make_entry, moment
from reportedly.errors import IntegrityError
from reportedly.ledger import (
    Basis,
    Ledger,
    Outcome,
    append_outcomes,
    append_reading,
    find_id,
    get_record,
    load_records,
    open_ledger,
    verify,
)
from reportedly.model import (
    Anchor,
    Echo,
    EventLink,
    Finding,
    Known,
    Maker,
    Member,
    Origin,
    PartyLink,
    Passed,
    Question,
    Side,
    Span,
)

ONE, TWO = make_entry(), make_entry(count=50)
HERE, THERE = (e.extraction.figures[0].anchor for e in (ONE, TWO))
A, B = HERE.document, THERE.document
NOTHING = Basis({})
FIGURE = ONE.extraction.figures[0].id
QUESTION = Question("killed", "RU:military", "", "total")
KNOWN = Known("offices", "held the office until 2031", "the gazette of 2031")
PASSED = Passed(B, THERE, ("An Agency", "A Paper"), "A Group", "cites it")
RECORDS = {
    "echoes": [Echo(A, B, "copy", "one sentence", 0.75, (HERE,), (THERE,))],
    "origins": [
        Origin(
            HERE, "person:pak", (Passed(B, THERE, ("An Agency", "A Paper"), "A Group", "cites"),)
        )
    ],
    "questions": [
        QUESTION,
        Member(QUESTION.id, FIGURE, A, "person:pak", "2025-05-03", "revised", "fig_x", "later one"),
    ],
    "party_links": [PartyLink(ONE.extraction.parties[0].id, "person:pak", "Pak", "one name", 1.0)],
    "event_links": [EventLink(ONE.extraction.events[0].id, "evc_1", "one day and place", 0.5)],
    "findings": [
        Finding("conflict.figure", 0.5, "40 here, 50 there", (Side(HERE, "Pak"),), (Side(THERE),)),
        Finding("anachronism", 1.0, "not in office", (Side(HERE),), (Side(known=KNOWN),)),
    ],
}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterable[Ledger]:
    with open_ledger(tmp_path / "story.db", now=NOW) as opened:
        append_reading(opened, ONE, now=moment(1))
        append_reading(opened, TWO, now=moment(1))
        yield opened


def keep(ledger: Ledger, stage: str, *records: object, n: int = 2) -> int:
    outcome = Outcome(A, [(7, r) for r in records])  # type: ignore[misc]
    return append_outcomes(ledger, stage, Maker(stage, 1), [outcome], basis=NOTHING, now=moment(n))


def kept(ledger: Ledger, stage: str, at: str | None = None) -> list[object]:
    with ledger.read() as connection:
        return [record for _, record in load_records(connection, [stage], at=at)]


@pytest.mark.parametrize("stage", RECORDS)
def test_records_come_back_as_they_were(ledger: Ledger, stage: str) -> None:
    keep(ledger, stage, *RECORDS[stage])
    assert sorted(map(repr, kept(ledger, stage))) == sorted(map(repr, RECORDS[stage]))
    assert verify(ledger).problems == ()


@pytest.mark.parametrize("stage", RECORDS)
def test_the_same_again_adds_nothing_and_nothing_ends_it(ledger: Ledger, stage: str) -> None:
    assert keep(ledger, stage, *RECORDS[stage]) == 1
    assert keep(ledger, stage, *reversed(RECORDS[stage]), n=3) == 0
    assert keep(ledger, stage, n=4) == 1
    assert kept(ledger, stage) == []
    assert len(kept(ledger, stage, moment(3))) == len(RECORDS[stage])
    assert keep(ledger, stage, *RECORDS[stage], n=5) == 1  # the run is known, and current again
    assert len(kept(ledger, stage)) == len(RECORDS[stage])
    assert verify(ledger).problems == ()


def test_records_of_other_units_stay(ledger: Ledger) -> None:
    first, second = RECORDS["findings"]
    keep(ledger, "findings", first)
    other = Outcome(A, [(8, second)], frozenset({8}))  # type: ignore[list-item]
    append_outcomes(ledger, "findings", Maker("findings", 1), [other], basis=NOTHING, now=moment(3))
    assert len(kept(ledger, "findings")) == 2
    none = Outcome(A, [], frozenset({7}))
    append_outcomes(ledger, "findings", Maker("findings", 1), [none], basis=NOTHING, now=moment(4))
    assert kept(ledger, "findings") == [second]
    assert verify(ledger).problems == ()


def test_words_that_are_not_in_the_text_are_refused(ledger: Ledger) -> None:
    wrong = Anchor(A, "evidence", (Span(0, 4),), ("Nope",))
    with pytest.raises(IntegrityError, match="span_mismatch"):
        keep(ledger, "findings", Finding("scope", 0.1, "why", (Side(wrong),)))
    foreign = Anchor("doc_elsewhere", "evidence", (Span(0, 4),), ("Nope",))
    with pytest.raises(IntegrityError, match="foreign_anchor"):
        keep(ledger, "findings", Finding("scope", 0.1, "why", (Side(foreign),)))
    assert kept(ledger, "findings") == []
    assert verify(ledger).problems == ()


CHANGES = {
    "finding": "UPDATE finding SET why = 'they agree'",
    "side": "UPDATE side SET speaker = 'somebody else'",
    "member": "UPDATE member SET state = 'stands'",
    "question": "UPDATE question SET population = 'UA:military'",
    "origin": "UPDATE origin SET speaker = 'person:other'",
    "passed": "DELETE FROM passed",
    "echo": "UPDATE echo SET score = 1.0",
}


@pytest.mark.parametrize("table", CHANGES)
def test_a_change_behind_our_back_is_found(ledger: Ledger, table: str) -> None:
    for stage, records in RECORDS.items():
        keep(ledger, stage, *records)
    with ledger.write() as connection:
        connection.exec_driver_sql(CHANGES[table])
    assert {p.code for p in verify(ledger).problems} & {"hash_mismatch"}


def test_records_are_shown_with_both_sides(ledger: Ledger) -> None:
    for stage, records in RECORDS.items():
        keep(ledger, stage, *records)
    conflict = RECORDS["findings"][0]
    with ledger.read() as connection:
        shown = get_record(connection, conflict.id)  # type: ignore[union-attr]
        for prefix in ("ech", "ori", "que", "mem", "pli", "eli"):
            assert find_id(connection, f"{prefix}_")[0] == prefix
    assert shown.anchors["here 1"] == HERE
    assert shown.anchors["there 1"] == THERE
    assert [s["speaker"] for s in shown.sides] == ["Pak", None]
    assert len(shown.runs) == 1
