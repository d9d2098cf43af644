from reportedly.model import Stated, absent
from reportedly.reading.candidates import Candidate, settle


def _day(value: str, where: str = "x") -> Candidate:
    return Candidate("published", Stated(value, "markup", where, value))


def test_the_first_wins_and_what_differs_is_kept_once() -> None:
    settled = settle([_day("2025-06-18"), _day("2025-06-13"), _day("2025-06-13", "y")], {})
    assert settled.chosen["published"].value == "2025-06-18"
    assert [s.value for _, s in settled.alternatives] == ["2025-06-13"]


def test_agreement_is_no_alternative() -> None:
    assert settle([_day("2025-06-18"), _day("2025-06-18", "y")], {}).alternatives == ()


def test_an_unreadable_value_gives_the_reason_of_an_absence() -> None:
    settled = settle([Candidate("published", absent("“06/07/25” is not a day"))], {})
    assert settled.chosen["published"] == absent("“06/07/25” is not a day")
    assert settled.alternatives == ()


def test_every_field_has_a_statement() -> None:
    settled = settle([], {"title": "no headline"})
    assert settled.chosen["title"] == absent("no headline")
    assert all(stated.where for stated in settled.chosen.values())


def test_the_same_title_with_a_suffix_and_the_same_authors_joined_otherwise_agree() -> None:
    stated = [("title", "Trains run"), ("title", "Trains run | Post"), ("author", "A B and C D")]
    stated.append(("author", "A B, C D"))
    candidates = [Candidate(f, Stated(v, "markup", "x", v)) for f, v in stated]
    assert settle(candidates, {}).alternatives == ()
