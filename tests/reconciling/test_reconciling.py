"""A pass of reconciliation: the same as all at once, whatever came when."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from benchmarks.newsroom import make_newsroom
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from reconciling_steps import MEMBERS, STEPS, find_members, sentence_keys

from factory import NOW, Report, make_entry, moment
from reportedly import reconciling
from reportedly.ledger import (
    Ledger,
    append_outcomes,
    append_reading,
    list_documents,
    list_failures,
    list_unreconciled,
    load_facts,
    load_reading,
    load_records,
    open_ledger,
    redact,
    verify,
)
from reportedly.model import Maker, Reconciled, hash_bytes
from reportedly.model import Report as Read
from reportedly.reconcile import STEPS as ALL_STEPS
from reportedly.reconcile import Filed, Unit, find_facts, gather, link_events, run_steps
from reportedly.reconciling import Plan, reconcile

PLAN = Plan(STEPS, ())
QUICK = (Phase.explicit, Phase.generate)  # a smaller example takes minutes to find
STAGES = [s.name for s in STEPS]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterable[Ledger]:
    with open_ledger(tmp_path / "story.db", now=NOW) as opened:
        yield opened


def recorded(ledger: Ledger, at: str | None = None) -> Reconciled:
    with ledger.read() as connection:
        return gather(record for _, record in load_records(connection, STAGES, at=at))


def at_once(ledger: Ledger) -> Reconciled:
    """What the steps say of all documents that take part, without the ledger."""
    with ledger.read() as connection:
        read = [load_reading(connection, d["id"]) for d in list_documents(connection)]
    texts = {r.document_id: r.document.text for r in read}
    facts = [find_facts(Read(r.document, r.extraction)) for r in read]
    return run_steps(facts, texts.__getitem__, STEPS)


def rows_count(ledger: Ledger) -> int:
    with ledger.read() as connection:
        return int(connection.exec_driver_sql("SELECT max(seq) FROM log").scalar_one())


REPORTS = st.builds(
    Report,
    speaker=st.sampled_from(["General Pak", "Olga Hanu"]),
    count=st.sampled_from([40, 50]),
    place=st.sampled_from(["Kursk", "Lviv"]),
    published=st.sampled_from(["2025-05-04", "2025-05-09", None]),
    publisher=st.sampled_from(["Halvard Courier", "Tidende"]),
    address=st.sampled_from([None, "https://a.example/1", "https://a.example/2"]),
    tail=st.sampled_from(["Nobody else was there.", "It rained."]),
)


def read_in(ledger: Ledger, reports: Sequence[Report], passes: Sequence[bool]) -> None:
    clock = count()
    for n, report in enumerate(reports):
        append_reading(ledger, make_entry(report, name=f"{n}.txt"), now=moment(next(clock)))
        if passes[n % len(passes)] if passes else False:
            reconcile(ledger, now=lambda: moment(next(clock)), plan=PLAN)
    reconcile(ledger, now=lambda: moment(next(clock)), plan=PLAN)


@settings(max_examples=10, deadline=None, phases=QUICK)
@given(st.lists(REPORTS, max_size=6), st.lists(st.booleans(), max_size=6))
def test_step_by_step_comes_to_what_all_at_once_comes_to(
    reports: list[Report], passes: list[bool]
) -> None:
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "l.db", now=NOW) as ledger:
        read_in(ledger, reports, passes)
        found = recorded(ledger)
        assert found == at_once(ledger)
        before = rows_count(ledger)
        reconcile(ledger, now=lambda: moment(500), plan=PLAN)
        reconcile(ledger, now=lambda: moment(501), plan=PLAN, full=True)
        assert recorded(ledger) == found
        assert rows_count(ledger) == before
        assert verify(ledger).problems == ()


@settings(max_examples=6, deadline=None, phases=QUICK)
@given(st.data())
def test_the_order_of_arrival_does_not_matter(data: st.DataObject) -> None:
    reports = [
        replace(r, address=None)
        for r in data.draw(st.lists(REPORTS, min_size=2, max_size=6, unique_by=lambda r: r.text))
    ]
    other = data.draw(st.permutations(reports))
    found = []
    for order in (reports, other):
        with TemporaryDirectory() as folder, open_ledger(Path(folder) / "l.db", now=NOW) as ledger:
            read_in(ledger, order, [True])
            found.append(recorded(ledger))
    assert found[0] == found[1]


# ------------------------------------------------------------------ what comes later


def keep(ledger: Ledger, n: int, **changes: object) -> str:
    """Read an invented report and reconcile; its document."""
    entry = make_entry(**{"name": f"{n}.txt", "tail": f"Text {n} ends."} | changes)
    done = append_reading(ledger, entry, now=moment(2 * n))
    reconcile(ledger, now=lambda: moment(2 * n + 1), plan=PLAN)
    return done.document


def states(found: Reconciled) -> dict[str, str]:
    return {m.document: m.state for m in found.members}


def test_a_late_report_takes_its_place_and_the_earlier_state_stays_readable(ledger: Ledger) -> None:
    later = keep(ledger, 1, published="2025-05-09")
    assert states(recorded(ledger)) == {later: "stands"}
    sooner = keep(ledger, 2, published="2025-05-04", count=50)
    assert states(recorded(ledger)) == {sooner: "revised", later: "stands"}
    assert states(recorded(ledger, moment(3))) == {later: "stands"}
    assert verify(ledger).sound


def test_a_correction_takes_the_place_of_what_it_corrects(ledger: Ledger) -> None:
    page = {"address": "https://a.example/1"}
    wrong = keep(ledger, 1, **page)
    keep(ledger, 2, publisher="Tidende")
    before = recorded(ledger)
    assert len(before.findings) == 2
    corrected = keep(ledger, 3, count=45, **page)
    after = recorded(ledger)
    assert wrong not in states(after)
    assert corrected in states(after)
    assert after.findings == after.echoes == ()
    assert recorded(ledger, moment(5)) == before
    assert verify(ledger).sound


def test_a_retracted_page_leaves_the_findings(ledger: Ledger) -> None:
    """A page whose text is taken down is a new text that says nothing of the kind."""
    keep(ledger, 1)
    keep(ledger, 2, publisher="Tidende", address="https://a.example/2")
    assert len(recorded(ledger).findings) == 2
    keep(ledger, 3, publisher="Tidende", address="https://a.example/2", speaker="Olga Hanu",
         count=3, tail="An earlier text was withdrawn.")  # fmt: skip
    assert recorded(ledger).findings == ()


def test_a_redacted_text_leaves_no_words_and_its_hashes_hold(ledger: Ledger) -> None:
    keep(ledger, 1, speaker="Olga Hanu")
    gone = keep(ledger, 2, publisher="Tidende", speaker="Olga Hanu")
    redact(ledger, gone, basis="a court's order", now=moment(9))
    assert verify(ledger).problems == ()
    with ledger.read() as connection:
        body, _ = load_facts(connection, [gone]).get(gone, ("", ""))
    assert body == ""
    reconcile(ledger, now=lambda: moment(10), plan=PLAN)
    found = recorded(ledger)
    assert gone not in states(found)
    assert found.findings == found.echoes == ()
    assert verify(ledger).problems == ()


def test_a_redacted_name_leaves_every_row(ledger: Ledger) -> None:
    keep(ledger, 1)
    gone = keep(ledger, 2, publisher="Tidende", speaker="Olga Hanu")
    redact(ledger, gone, basis="a court's order", now=moment(9), words="Olga Hanu")
    ledger.close()
    stored = ledger.path.read_bytes()
    assert b"Hanu" not in stored
    assert b"olgahanu" not in stored
    reconcile(ledger, now=lambda: moment(10), plan=PLAN)
    member = next(m for m in recorded(ledger).members if m.document == gone)
    assert "Hanu" not in member.reason
    assert member.speaker.startswith("unnamed:")
    assert verify(ledger).problems == ()


# ------------------------------------------------------------------ what goes wrong


def test_a_pass_that_was_killed_is_finished_by_the_next(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(ledger, 1)
    append_reading(
        ledger, make_entry(name="2.txt", publisher="Tidende", tail="So it was."), now=moment(4)
    )
    with monkeypatch.context() as patch:
        patch.setattr(reconciling, "append_outcomes", kill_at("questions"))
        with pytest.raises(KeyboardInterrupt):
            reconcile(ledger, now=lambda: moment(5), plan=PLAN)
    assert len(recorded(ledger).members) == 1
    reconcile(ledger, now=lambda: moment(6), plan=PLAN)
    assert recorded(ledger) == at_once(ledger)
    assert "echo" in states(recorded(ledger)).values()


def kill_at(stage: str) -> object:
    def append(ledger: Ledger, name: str, *rest: object, **named: object) -> int:
        if name == stage:
            raise KeyboardInterrupt
        return append_outcomes(ledger, name, *rest, **named)  # type: ignore[arg-type]

    return append


def test_a_unit_that_a_step_fails_on_is_a_failure_and_the_others_go_on(ledger: Ledger) -> None:
    def fail(unit: Unit) -> Iterable[Filed]:
        if any(a.figure.low == 50 for f in unit.facts for a in f.answers):
            raise ZeroDivisionError("fifty")
        return find_members(unit)

    broken = Plan((replace(MEMBERS, run=fail, after=(), keys=sentence_keys),), ())
    append_reading(ledger, make_entry(name="1.txt", count=50), now=moment(1))
    append_reading(ledger, make_entry(name="2.txt"), now=moment(2))
    reconcile(ledger, now=lambda: moment(3), plan=broken)
    with ledger.read() as connection:
        failures = list_failures(connection)
    assert [(f["stage"], f["code"]) for f in failures] == [("reconcile", "internal_error")]
    assert "fifty" in failures[0]["message"]
    assert verify(ledger).sound


def test_a_newer_step_works_on_everything_again(ledger: Ledger) -> None:
    keep(ledger, 1)
    newer = Plan((replace(MEMBERS, maker=Maker("members", 2)),), ())
    done = reconcile(ledger, now=lambda: moment(8), plan=newer)
    assert done.runs == {"questions": 1}
    older = Plan((MEMBERS,), ())
    reconcile(ledger, now=lambda: moment(9), plan=older)
    with ledger.read() as connection:
        query = "SELECT version FROM run JOIN current_run c ON c.run = run.id AND c.until IS NULL"
        rows = connection.exec_driver_sql(f"{query} WHERE c.stage = 'questions'").all()
    assert rows == [(2,)]


def test_only_what_new_documents_touch_is_worked_on(ledger: Ledger) -> None:
    for n, place in enumerate(["Kursk", "Lviv", "Kharkiv"]):
        keep(ledger, n, count=40 + n, place=place, speaker=f"Speaker {n}")
    append_reading(
        ledger, make_entry(name="9.txt", publisher="Tidende", count=41, place="Lviv", tail="Over.",
                           speaker="Speaker 1"), now=moment(20),
    )  # fmt: skip
    done = reconcile(ledger, now=lambda: moment(21), plan=PLAN)
    assert done.documents == 1
    assert done.units["echoes"] == 2
    assert done.runs["echoes"] == 1


def test_a_reading_that_changes_nothing_is_seen_once(ledger: Ledger) -> None:
    keep(ledger, 1)
    entry = make_entry(name="1.txt", tail="Text 1 ends.")
    raw = entry.raw + b"\r"
    capture = replace(entry.capture, sha256=hash_bytes(raw), size=len(raw), name="copy.txt")
    run = replace(entry.run, subject=capture.id, input_hash=capture.sha256)
    append_reading(ledger, replace(entry, raw=raw, capture=capture, run=run), now=moment(6))
    with ledger.read() as connection:
        assert list_unreconciled(connection) == 1
    assert reconcile(ledger, now=lambda: moment(7), plan=PLAN).changed == 0
    before = rows_count(ledger)
    reconcile(ledger, now=lambda: moment(8), plan=PLAN)
    with ledger.read() as connection:
        assert list_unreconciled(connection) == 0
    assert rows_count(ledger) == before


# ------------------------------------------------------------------ events of several texts

EVENTS = Plan(tuple(s for s in ALL_STEPS if s.name == "event_links"), ())


def test_events_joined_step_by_step_are_those_joined_at_once(tmp_path: Path) -> None:
    entries = list(make_newsroom(30, EVENTS))
    found = []
    for turned in (False, True):
        with open_ledger(tmp_path / f"{turned}.db", now=NOW) as ledger:
            for n, entry in enumerate(reversed(entries) if turned else entries):
                append_reading(ledger, entry, now=moment(n))
                if n % 11 == 0:
                    reconcile(ledger, now=lambda n=n: moment(n), plan=EVENTS)
            reconcile(ledger, now=lambda: moment(98), plan=EVENTS)
            assert reconcile(ledger, now=lambda: moment(99), plan=EVENTS, full=True).changed == 0
            with ledger.read() as connection:
                kept = gather(r for _, r in load_records(connection, ["event_links"]))
                read = [load_reading(connection, d["id"]) for d in list_documents(connection)]
        facts = [find_facts(Read(r.document, r.extraction)) for r in read]
        assert kept.events == link_events(facts) != ()
        found.append(kept.events)
    assert found[0] == found[1]
