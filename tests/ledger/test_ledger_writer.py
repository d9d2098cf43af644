"""The one writer: nothing untrue enters, nothing enters twice, nothing is overwritten."""

import dataclasses
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory import NOW, make_entry, moment
from reportedly.errors import IntegrityError, NotFound, ReportedlyError
from reportedly.ledger import (
    Entry,
    Ledger,
    Query,
    append_judgement,
    append_reading,
    get_record,
    list_claims,
    list_current,
    list_documents,
    list_figures,
    load_reading,
    open_ledger,
    schema,
    verify,
)
from reportedly.model import Anchor, Judgement, Span, Stated

CLOCKS = {"seq", "n", "at", "since", "until", "recorded_at", "fetched_at", "chain", "output_hash"}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterable[Ledger]:
    with open_ledger(tmp_path / "story.db", now=NOW) as opened:
        yield opened


def rows_of(ledger: Ledger) -> dict[str, list[dict[str, object]]]:
    """All rows but those of the log, without clocks and counters."""
    found = {}
    with ledger.read() as connection:
        for table in schema.metadata.sorted_tables:
            if table.name in ("log", "ledger", "search"):
                continue
            columns = [c for c in table.columns if c.name not in CLOCKS or c.name == "n"]
            rows = connection.execute(table.select().with_only_columns(*columns)).mappings()
            found[table.name] = sorted((dict(r) for r in rows), key=repr)
    return found


def low_of(ledger: Ledger, **query: object) -> list[int | float | None]:
    with ledger.read() as connection:
        return [row.low for row in list_figures(connection, Query(**query))]  # type: ignore[arg-type]


def places_of(ledger: Ledger, **query: object) -> list[str]:
    with ledger.read() as connection:
        claims = list_claims(connection, Query(**query))  # type: ignore[arg-type]
        return [place for row in claims for place in row.places]


# ------------------------------------------------------------------ what may not enter


def change_anchor(entry: Entry, **changes: object) -> Entry:
    """The entry with its figure's anchor altered."""
    figure = entry.extraction.figures[0]
    old = figure.anchor
    fields = {"document": old.document, "role": old.role, "spans": old.spans, "exact": old.exact}
    anchor = Anchor(**(fields | changes))  # type: ignore[arg-type]
    figures = (dataclasses.replace(figure, anchor=anchor),)
    extraction = dataclasses.replace(entry.extraction, figures=figures)
    return dataclasses.replace(entry, extraction=extraction)


ENTRY = make_entry()
START, END = ENTRY.extraction.figures[0].anchor.hull
REFUSED = {
    "other words": (change_anchor(ENTRY, exact=("at least 41",)), "span_mismatch"),
    "other case": (change_anchor(ENTRY, exact=("At least 40",)), "span_mismatch"),
    "a span moved": (change_anchor(ENTRY, spans=(Span(START + 1, END + 1),)), "span_mismatch"),
    "a span cut": (change_anchor(ENTRY, spans=(Span(START, END - 1),)), "span_mismatch"),
    "a span beyond the end": (
        change_anchor(ENTRY, spans=(Span(START, len(ENTRY.document.text) + 5),)),
        "span_mismatch",
    ),
    "another document's anchor": (change_anchor(ENTRY, document="doc_other"), "foreign_anchor"),
    "another document's extraction": (
        dataclasses.replace(ENTRY, extraction=make_entry(count=7).extraction),
        "foreign_anchor",
    ),
    "other bytes": (dataclasses.replace(ENTRY, raw=ENTRY.raw + b" "), "bytes_mismatch"),
    "a stated span that is not there": (
        dataclasses.replace(
            ENTRY,
            document=dataclasses.replace(
                ENTRY.document, author=Stated("A", "layout", "by-line", "A. Lind", Span(0, 7))
            ),
        ),
        "span_mismatch",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_reading_that_does_not_hold_is_refused(ledger: Ledger, what: str) -> None:
    entry, code = REFUSED[what]
    with pytest.raises(IntegrityError) as caught:
        append_reading(ledger, entry, now=NOW)
    assert caught.value.code == code
    assert not any(rows_of(ledger).values())
    assert list(ledger.blobs.names()) == []


@pytest.mark.parametrize("role", ["population", "predicate", "source", "cue", "content", "event"])
def test_every_kind_of_anchor_is_checked(ledger: Ledger, role: str) -> None:
    found = make_entry().extraction
    wrong = Anchor(found.document, role, (Span(0, 4),), ("Nope",))  # type: ignore[arg-type]
    changes = {
        "population": {"figures": (dataclasses.replace(found.figures[0], population=wrong),)},
        "predicate": {"claims": (dataclasses.replace(found.claims[0], predicate=wrong),)},
        "event": {"events": (dataclasses.replace(found.events[0], actor=wrong),)},
    }
    attribution = found.attributions[0]
    if role in ("source", "cue", "content"):
        changes[role] = {"attributions": (dataclasses.replace(attribution, **{role: wrong}),)}
    extraction = dataclasses.replace(found, **changes[role])
    with pytest.raises(IntegrityError, match="span_mismatch"):
        append_reading(ledger, dataclasses.replace(ENTRY, extraction=extraction), now=NOW)


@pytest.mark.parametrize("table", ["run", "figure", "stated", "current_run", "log", "search"])
def test_an_error_in_the_middle_leaves_nothing_behind(
    ledger: Ledger, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    append_reading(ledger, make_entry(count=1, name="first.txt"), now=moment(1))
    before = rows_of(ledger)
    from sqlalchemy import event

    def fail(*args: object) -> None:
        if str(args[2]).startswith(f"INSERT INTO {table} "):
            raise RuntimeError("the machine stops here")

    event.listen(ledger._engine, "before_cursor_execute", fail)
    with pytest.raises(RuntimeError):
        append_reading(ledger, make_entry(count=2), now=moment(2))
    event.remove(ledger._engine, "before_cursor_execute", fail)
    assert rows_of(ledger) == before
    assert verify(ledger).sound
    assert append_reading(ledger, make_entry(count=2), now=moment(3)).added
    assert verify(ledger).sound


# ------------------------------------------------------------------ once is enough


def test_the_same_reading_twice_adds_nothing(ledger: Ledger) -> None:
    first = append_reading(ledger, make_entry(), now=moment(1))
    with ledger.read() as connection:
        log = connection.execute(schema.log.select()).all()
    again = append_reading(ledger, make_entry(), now=moment(2))
    with ledger.read() as connection:
        assert connection.execute(schema.log.select()).all() == log
    assert (first.added, again.added) == (True, False)
    assert first.document == again.document


def test_the_same_bytes_under_another_name_add_nothing(ledger: Ledger) -> None:
    append_reading(ledger, make_entry(name="a.txt"), now=moment(1))
    before = rows_of(ledger)
    assert not append_reading(ledger, make_entry(name="b.txt"), now=moment(2)).added
    assert rows_of(ledger) == before


def test_the_same_text_at_two_addresses_is_two_documents(ledger: Ledger) -> None:
    for host in ("a", "b"):
        append_reading(ledger, make_entry(address=f"https://{host}.example/x"), now=NOW)
    with ledger.read() as connection:
        rows = list_documents(connection)
    assert sorted(r["address"] for r in rows) == ["https://a.example/x", "https://b.example/x"]
    assert len({r["text_hash"] for r in rows}) == 1
    assert low_of(ledger) == [40, 40]
    assert verify(ledger).checked["files of bytes"] == 1


ENTRIES = [
    make_entry(count=1, name="1.txt"),
    make_entry(count=2, name="2.txt", address="https://a.example/2"),
    make_entry(count=3, name="3.txt", address="https://a.example/2"),
    make_entry(count=1, name="4.txt", address="https://b.example/1"),
]


@settings(max_examples=8)
@given(st.lists(st.sampled_from(ENTRIES), min_size=4, max_size=7))
def test_order_and_repetition_of_arrival_do_not_matter(
    tmp_path_factory: pytest.TempPathFactory, order: list[Entry]
) -> None:
    folder = tmp_path_factory.mktemp("order")
    arrived = {entry.document.id: entry for entry in order}
    with open_ledger(folder / "a.db") as one, open_ledger(folder / "b.db") as two:
        for n, entry in enumerate(order):
            append_reading(one, entry, now=moment(n))
        for n, document in enumerate(sorted(arrived)):
            append_reading(two, arrived[document], now=moment(n))
        assert rows_of(one) == rows_of(two)
        assert verify(one).problems == verify(two).problems == ()


# ------------------------------------------------------------------ versions of a page


def test_a_changed_page_adds_a_version(ledger: Ledger) -> None:
    page = "https://a.example/live"
    append_reading(ledger, make_entry(count=40, address=page), now=moment(1))
    append_reading(ledger, make_entry(count=50, address=page), now=moment(2))
    assert low_of(ledger) == [50]
    assert sorted(low_of(ledger, all_versions=True)) == [40, 50]
    assert low_of(ledger, recorded_by=moment(1)) == [40]
    with ledger.read() as connection:
        assert len(list_documents(connection)) == 1
        assert len(list_documents(connection, all_versions=True)) == 2
        assert len(list_documents(connection, at=moment(1))) == 1


# ------------------------------------------------------------------ makers, newer and older


def test_a_newer_maker_supersedes_and_keeps_the_older_rows(ledger: Ledger) -> None:
    append_reading(ledger, make_entry(), now=moment(1))
    newer = make_entry(makers={"figures": 2}, low=41)
    done = append_reading(ledger, newer, now=moment(5))
    assert done.stages == ("figures",)
    assert low_of(ledger) == [41]
    assert low_of(ledger, recorded_by=moment(4)) == [40]
    assert low_of(ledger, recorded_by=moment(5)) == [41]
    assert low_of(ledger, recorded_by=moment(0)) == []
    assert sorted(r["low"] for r in rows_of(ledger)["figure"]) == [40, 41]
    assert verify(ledger).sound


def test_an_older_maker_arriving_later_does_not_take_its_place(ledger: Ledger) -> None:
    append_reading(ledger, make_entry(makers={"figures": 2}, low=41), now=moment(1))
    assert not append_reading(ledger, make_entry(), now=moment(2)).added
    assert low_of(ledger) == [41]
    assert verify(ledger).sound


@pytest.mark.parametrize("versions", [(1, 2), (2, 1), (9, 10), (10, 9)])
def test_a_record_is_shown_as_its_current_maker_has_it(
    ledger: Ledger, versions: tuple[int, int]
) -> None:
    for n, version in enumerate(versions):
        entry = make_entry(makers={"figures": version}, low=version)
        append_reading(ledger, entry, now=moment(n))
    with ledger.read() as connection:
        shown = get_record(connection, entry.extraction.figures[0].id)
    assert shown.columns["low"] == max(versions)


def test_an_older_reader_that_reads_another_text_leaves_the_ledger_sound(ledger: Ledger) -> None:
    newer = make_entry(reader=2)
    append_reading(ledger, newer, now=moment(1))
    other = make_entry(count=50)
    run = dataclasses.replace(other.run, subject=newer.run.subject)
    older = dataclasses.replace(other, capture=newer.capture, raw=newer.raw, run=run)
    done = append_reading(ledger, older, now=moment(2))
    assert (done.added, done.document) == (False, newer.document.id)
    assert low_of(ledger) == [40]
    assert verify(ledger).problems == ()


def test_settings_changed_and_changed_back_are_all_kept(ledger: Ledger) -> None:
    for n, (chosen, low) in enumerate([("A", 40), ("B", 44), ("A", 40)], start=1):
        append_reading(ledger, make_entry(settings=chosen, low=low), now=moment(n))
        assert low_of(ledger) == [low]
    assert [low_of(ledger, recorded_by=moment(n)) for n in (1, 2, 3)] == [[40], [44], [40]]
    assert sorted(r["low"] for r in rows_of(ledger)["figure"]) == [40, 44]
    with ledger.read() as connection:
        shown = get_record(connection, make_entry().extraction.figures[0].id)
    assert shown.columns["low"] == 40
    current = list_current(ledger, make_entry().document.id)
    assert {run.id for run in make_entry(settings="A").extraction.runs} == current
    assert verify(ledger).sound


def test_what_is_kept_comes_back_as_it_was(ledger: Ledger) -> None:
    entry = make_entry(address="https://a.example/x", kind="digest")
    append_reading(ledger, entry, now=NOW)
    with ledger.read() as connection:
        kept = load_reading(connection, entry.document.id)
    assert kept.document == entry.document
    assert kept.capture == entry.capture
    assert kept.extraction == entry.extraction
    assert not kept.redacted


# ------------------------------------------------------------------ judgements


def test_a_judgement_survives_a_new_extraction(ledger: Ledger) -> None:
    entry = make_entry()
    append_reading(ledger, entry, now=moment(1))
    figure = entry.extraction.figures[0]
    judgement = Judgement(figure.anchor.id, "corrected", "misprint", moment(2), field="low")
    for _ in range(2):  # the second time it is known
        append_judgement(ledger, judgement, now=moment(2))
    append_reading(ledger, make_entry(makers={"figures": 2}, low=41), now=moment(3))
    with ledger.read() as connection:
        shown = get_record(connection, figure.id)
    assert shown.columns["low"] == 41
    assert [j["reason"] for j in shown.judgements] == ["misprint"]
    assert verify(ledger).sound


def test_a_judgement_needs_its_anchor(ledger: Ledger) -> None:
    with pytest.raises(NotFound, match="no_record"):
        append_judgement(ledger, Judgement("anc_0", "confirmed", "r", NOW), now=NOW)


def test_an_identifier_that_fits_two_records_is_ambiguous(ledger: Ledger) -> None:
    entry = make_entry()
    append_reading(ledger, entry, now=NOW)
    with ledger.read() as connection:
        claim = entry.extraction.claims[0].id
        assert get_record(connection, claim[:12]).id == claim
        for wanted, code in [
            ("clm_", "ambiguous_id"), ("clm_zz", "no_record"), ("clm", "no_record"),
            ("xyz_1", "no_record"), ("clm_%", "no_record"), ("", "no_record"), ("c_", "no_record"),
        ]:  # fmt: skip
            with pytest.raises(ReportedlyError) as caught:
                get_record(connection, wanted)
            assert caught.value.code == code, wanted
