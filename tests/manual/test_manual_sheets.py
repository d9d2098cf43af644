"""Sheets in a real ledger: once, again, changed, taken out, redacted."""

import itertools
import tracemalloc
from pathlib import Path

import pytest

from reportedly.ledger import (
    Query,
    get_record,
    list_claims,
    list_documents,
    list_failures,
    list_figures,
    load_reading,
    redact,
    verify,
)
from reportedly.manual import import_sheet

from manual_samples import (  # isort: skip
    FARMERS, GUARDS, at, csv_bytes, keep, new_ledger, sheet_file, xlsx_bytes,
)  # fmt: skip


def figures(ledger, **query: object) -> list[tuple[str | None, object]]:
    with ledger.read() as connection:
        return [(f.measure, f.low) for f in list_figures(connection, Query(**query))]  # type: ignore[arg-type]


def states(outcomes) -> list[str]:
    return [o.state for o in outcomes]


def test_rows_are_found_like_any_other_record(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as ledger:
        assert states(keep(ledger, csv_bytes(GUARDS, FARMERS))) == ["read", "read"]
        assert figures(ledger) == [("killed", 12), ("wounded", 30), ("killed", 1200)]
        assert figures(ledger, speaker="elder") == [("killed", 1200)]
        assert figures(ledger, place="owembe", measure="wounded") == [("wounded", 30)]
        assert figures(ledger, said=("2025-03-05", "2025-03-05")) == [("killed", 1200)]
        with ledger.read() as connection:
            (claim, _) = list_claims(connection, Query(words="boats"))
            assert claim.publisher == "by hand: Halvard Courier"
            assert claim.made_by == "manual"
            kept = load_reading(connection, claim.document)
            assert kept.document.kind == "manual"
            assert [r.stage for r in kept.extraction.runs] == ["manual"]
            assert get_record(connection, claim.id).runs[0]["maker"] == "manual"
        assert verify(ledger).sound


def test_what_is_loaded_is_what_was_kept(tmp_path: Path) -> None:
    from manual_samples import made_rows

    (made,) = made_rows(csv_bytes(GUARDS))
    assert made.entry is not None
    with new_ledger(tmp_path) as ledger:
        keep(ledger, csv_bytes(GUARDS))
        with ledger.read() as connection:
            kept = load_reading(connection, made.entry.document.id)
    assert kept.document == made.entry.document
    assert kept.extraction == made.entry.extraction


def test_importing_again_adds_nothing(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as ledger:
        keep(ledger, csv_bytes(GUARDS, FARMERS), at(1))
        before = (tmp_path / "lake.db").stat().st_size
        with ledger.read() as connection:
            log = connection.exec_driver_sql("SELECT count(*) FROM log").scalar()
        assert states(keep(ledger, csv_bytes(GUARDS, FARMERS), at(2))) == ["known", "known"]
        with ledger.read() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM log").scalar() == log
        assert (tmp_path / "lake.db").stat().st_size == before


def test_a_row_that_moves_is_the_same_row(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as ledger:
        keep(ledger, csv_bytes(GUARDS, FARMERS), at(1))
        assert states(keep(ledger, csv_bytes(FARMERS, GUARDS), at(2))) == ["known", "known"]


def changed(row: list[str], killed: str) -> list[str]:
    return [*row[:6], killed, *row[7:]]


def test_a_changed_row_is_a_new_version_on_both_clocks(tmp_path: Path) -> None:
    more = changed(FARMERS, "1,350")
    with new_ledger(tmp_path) as ledger:
        keep(ledger, csv_bytes(FARMERS), at(1))
        assert states(keep(ledger, csv_bytes(more), at(3))) == ["read"]
        assert figures(ledger) == [("killed", 1350)]
        assert figures(ledger, recorded_by=at(2)) == [("killed", 1200)]
        assert sorted(figures(ledger, all_versions=True)) == [("killed", 1200), ("killed", 1350)]
        keep(ledger, csv_bytes(FARMERS), at(5))  # and back again
        assert figures(ledger) == [("killed", 1200)]
        assert figures(ledger, recorded_by=at(4)) == [("killed", 1350)]
        assert states(keep(ledger, csv_bytes(FARMERS), at(6))) == ["known"]
        assert verify(ledger).sound


def test_another_mapping_is_another_reading(tmp_path: Path) -> None:
    from manual_samples import MAPPING

    with new_ledger(tmp_path) as ledger:
        keep(ledger, csv_bytes(FARMERS), at(1))
        other = MAPPING.replace("{constant: killed}", "{constant: missing}")
        assert states(keep(ledger, csv_bytes(FARMERS), at(2), other)) == ["read"]
        assert figures(ledger) == [("missing", 1200)]
        assert figures(ledger, recorded_by=at(1)) == [("killed", 1200)]
        assert verify(ledger).sound


def test_rows_that_are_gone_stay_until_they_are_withdrawn(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as ledger:
        keep(ledger, csv_bytes(GUARDS, FARMERS), at(1))
        keep(ledger, csv_bytes(GUARDS), at(2))
        assert ("killed", 1200) in figures(ledger)
        keep(ledger, csv_bytes(GUARDS), at(3), withdraw=True)
        assert figures(ledger) == [("killed", 12), ("wounded", 30)]
        assert ("killed", 1200) in figures(ledger, recorded_by=at(2))
        assert verify(ledger).sound
        assert states(keep(ledger, csv_bytes(GUARDS, FARMERS), at(4))) == ["known", "read"]
        assert ("killed", 1200) in figures(ledger)
        assert verify(ledger).sound


def test_a_withdrawn_row_can_still_be_shown(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as ledger:
        outcomes = keep(ledger, csv_bytes(GUARDS, FARMERS), at(1))
        keep(ledger, csv_bytes(GUARDS), at(2), withdraw=True)
        assert outcomes[1].document is not None
        with ledger.read() as connection:
            assert "farmers" in load_reading(connection, outcomes[1].document).document.text


def test_refusals_are_failures_with_row_and_column_but_no_words(tmp_path: Path) -> None:
    bad = changed(FARMERS, "about Anna 5")
    with new_ledger(tmp_path) as ledger:
        keep(ledger, csv_bytes(GUARDS, bad, ["", *GUARDS[1:]]), at(1))
        with ledger.read() as connection:
            found = [(f["code"], f["message"]) for f in list_failures(connection)]
            rejects = connection.exec_driver_sql("SELECT kind, reason, count FROM reject").all()
        assert found == [
            ("cell_refused", "sheet:lake#L-2, row 3: killed: words_beside_number; nothing_claimed"),
            ("row_refused", "sheet:lake#row 4, row 4: key_missing"),
        ]
        assert ("sheet", "key_missing", 1) in rejects
        assert ("manual", "words_beside_number", 1) in rejects
        keep(ledger, csv_bytes(GUARDS, bad), at(2))
        with ledger.read() as connection:
            assert len(list_failures(connection, all_of_them=True)) == 2
        keep(ledger, csv_bytes(GUARDS, FARMERS), at(3))
        with ledger.read() as connection:
            assert [f["code"] for f in list_failures(connection)] == ["row_refused"]
        assert verify(ledger).sound


def test_redacting_a_row_leaves_the_others_and_keeps_it_away(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as ledger:
        first, _ = keep(ledger, csv_bytes(GUARDS, FARMERS), at(1))
        assert first.document is not None
        redact(ledger, first.document, basis="a court's order", now=at(2))
        assert ("killed", 1200) in figures(ledger)
        assert verify(ledger).sound
        assert states(keep(ledger, csv_bytes(GUARDS, FARMERS), at(3))) == ["redacted", "known"]
        assert verify(ledger).sound
    for file in tmp_path.rglob("*"):
        assert not file.is_file() or b"Boats were lost" not in file.read_bytes()


@pytest.mark.parametrize("words", ["guards", "L-1", "Owembe", "Halvard Courier", "04/03/2025"])
def test_redacting_words_of_a_row(tmp_path: Path, words: str) -> None:
    with new_ledger(tmp_path) as ledger:
        (first,) = keep(ledger, csv_bytes(GUARDS), at(1))
        assert first.document is not None
        redact(ledger, first.document, basis="asked for", now=at(2), words=words)
        assert verify(ledger).problems == ()
        figures(ledger)


def test_two_rows_alike_are_two_documents(tmp_path: Path) -> None:
    mapping = "sheet: s\nfigures:\n- {value: n, measure: {constant: wounded}}\n"
    with new_ledger(tmp_path) as ledger:
        keep(ledger, csv_bytes(["5"], ["5"], head=["n"]), at(1), mapping)
        assert figures(ledger) == [("wounded", 5), ("wounded", 5)]
        assert verify(ledger).sound


def test_two_sheets_do_not_meet(tmp_path: Path) -> None:
    from manual_samples import MAPPING

    with new_ledger(tmp_path) as ledger:
        keep(ledger, csv_bytes(FARMERS), at(1))
        keep(
            ledger,
            csv_bytes(GUARDS),
            at(2),
            MAPPING.replace("sheet: lake", "sheet: lak"),
            withdraw=True,
        )
        assert len(figures(ledger)) == 3


def test_a_workbook_enters_like_a_csv_file(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as ledger:
        keep(ledger, xlsx_bytes(GUARDS), at(1))
        assert states(keep(ledger, csv_bytes(GUARDS), at(2))) == ["known"]
        assert figures(ledger) == [("killed", 12), ("wounded", 30)]
        with ledger.read() as connection:
            assert len(list_documents(connection)) == 1


@pytest.mark.slow
def test_a_killed_import_goes_on_where_it_stopped(tmp_path: Path) -> None:
    rows = [[f"K-{n}", *FARMERS[1:]] for n in range(450)]
    with new_ledger(tmp_path) as ledger:
        half = import_sheet(sheet_file(csv_bytes(*rows)), ledger, now=lambda: at(1))
        assert len(list(itertools.islice(half, 210))) == 210
        half.close()
        assert verify(ledger).sound
        found = states(keep(ledger, csv_bytes(*rows), at(2)))
        assert (found.count("known"), found.count("read")) == (400, 50)


@pytest.mark.slow
def test_memory_does_not_grow_with_the_sheet(tmp_path: Path) -> None:
    def peak(n: int) -> int:
        rows = [[f"K-{i}", *FARMERS[1:]] for i in range(n)]
        file = sheet_file(csv_bytes(*rows))
        folder = tmp_path / str(n)
        folder.mkdir()
        with new_ledger(folder) as ledger:
            tracemalloc.start()
            for _ in import_sheet(file, ledger, now=lambda: at(1)):
                pass
            _, most = tracemalloc.get_traced_memory()
            tracemalloc.stop()
        return most

    peak(50)
    assert peak(1000) < 1.4 * peak(500)
