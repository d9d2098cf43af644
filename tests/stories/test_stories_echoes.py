"""The labelled echoes of the story against what is found; `python -m benchmarks.echoes` prints it.

``echo_gaps.csv`` lists what is missing and what is found without a label, with reasons; a gap that
is mended turns red here until its line is taken out.
"""

from benchmarks.story import (
    echoes,
    facts,
    found,
    labelled,
    numbers,
    pairs,
    reports,
    rows,
    text_of,
)

from reportedly.model import check_anchor


def test_labelled_echoes_are_found_but_for_known_gaps():
    gaps = {(r["from"], r["to"], r["kind"]): r["state"] for r in rows("echo_gaps.csv")}
    missing = {x: "missing" for x in labelled() if x[:2] not in pairs(found())}
    false = {x: "unlabelled" for x in found() if x[:2] not in pairs(labelled())}
    assert missing | false == gaps


def test_each_gap_says_why():
    assert all(r["why"] for r in rows("echo_gaps.csv"))


def test_all_copies_are_found_as_copies_and_nothing_else_is_one():
    assert {x for x in found() if x[2] == "copy"} == {x for x in labelled() if x[2] == "copy"}


def test_both_sides_of_each_echo_stand_in_their_texts():
    for echo in echoes():
        assert echo.here
        assert echo.there
        for anchor in (*echo.here, *echo.there):
            check_anchor(anchor, text_of(anchor.document))
        assert {a.document for a in echo.here} == {echo.later}
        assert {a.document for a in echo.there} == {echo.earlier}
        assert 0 < echo.score <= 1
        assert echo.reason


def test_no_text_is_linked_with_itself_or_with_a_later_one():
    headers = {f.document: f.header for f in facts().values()}
    for echo in echoes():
        assert echo.later != echo.earlier
        assert headers[echo.earlier].day <= headers[echo.later].day


def test_a_wrong_page_date_does_not_turn_an_echo_round():
    echo = next(e for e in echoes() if numbers()[e.later] == "034")
    assert numbers()[echo.earlier] == "038"
    assert reports()["034"].published < reports()["038"].published
    assert "2025-06-18 as its day, its page 2025-06-13" in echo.reason
