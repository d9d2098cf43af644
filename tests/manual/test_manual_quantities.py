"""Numbers as people type them; whatever is not understood is refused, not guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.manual.quantities import Unreadable, read_bound, read_quantity, with_hedge


@pytest.mark.parametrize(
    ("text", "low", "high", "hedge"),
    [
        ("1,000", 1000, 1000, ""), ("0", 0, 0, ""), ("1 000", 1000, 1000, ""),
        ("~600", 600, 600, "~"), (">6,000", 6000, None, ">"), ("<5", None, 5, "<"),
        ("600-700", 600, 700, ""), ("600–700", 600, 700, ""), ("600+", 600, None, "+"),
        ("at least 1,000", 1000, None, "at least"), ("up to 100", None, 100, "up to"),
        ("between 5 and 7", 5, 7, "between"), ("dozens", None, None, "dozens"),
        ("six thousand", 6000, 6000, ""), ("10k", 10000, 10000, ""), ("(12)", 12, 12, ""),
        ("40*", 40, 40, ""), ("40 [2]", 40, 40, ""), ("300 or more", 300, None, "or more"),
    ],
)  # fmt: skip
def test_numbers(text: str, low: float | None, high: float | None, hedge: str) -> None:
    found = read_quantity(text)
    assert (found.low, found.high, found.hedge) == (low, high, hedge)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("дані", "no_number"), ("n/k", "no_number"), ("", "no_number"), ("?", "no_number"),
        ("не менше 600", "words_beside_number"), ("600?", "words_beside_number"),
        ("maybe 600", "words_beside_number"), ("600 щонайменше", "words_beside_number"),
        ("600 (incl. 120 officers)", "several_numbers"), ("1'000", "several_numbers"),
        ("1.000", "ambiguous_point"), ("1.234.567", "ambiguous_point"), ("1,5", "ambiguous_comma"),
        ("700-600", "upside_down_range"), ("V10", "part_of_a_longer_word"),
        ("9" * 40, "number_out_of_range"),
    ],
)  # fmt: skip
def test_refusals(text: str, reason: str) -> None:
    with pytest.raises(Unreadable) as error:
        read_quantity(text)
    assert str(error.value) == reason


def test_the_sign_before_decimals_is_said_once() -> None:
    assert read_quantity("1.000", decimal=",").low == 1000
    assert read_quantity("1.000,5", decimal=",").low == 1000.5
    assert read_quantity("1.000", decimal=".").low == 1


def test_words_for_what_is_counted() -> None:
    found = read_quantity("12 killed")
    assert (found.low, found.measure, found.counted) == (12, "killed", (3, 9))
    assert read_quantity("about 90 goats", any_noun=True).counted == (9, 14)
    with pytest.raises(Unreadable):
        read_quantity("about 90 goats")


def test_a_hedge_in_a_cell_of_its_own() -> None:
    found = with_hedge("at least", "1,200")
    assert (found.low, found.high, found.hedge, found.span) == (1200, None, "at least", (0, 5))
    for hedge, text in (("щонайменше", "12"), ("at least", "about 12"), ("11", "12")):
        with pytest.raises(Unreadable):
            with_hedge(hedge, text)


def test_a_bound_is_a_plain_number() -> None:
    assert read_bound("12").low == 12
    for text in ("~12", "10-12", "at least 3"):
        with pytest.raises(Unreadable, match="bound_not_plain"):
            read_bound(text)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = read_quantity(text)
    except Unreadable:
        return
    assert 0 <= found.span.start < found.span.end <= len(text)


@given(st.integers(0, 10**12))
def test_a_number_with_thousands_parted_is_itself(n: int) -> None:
    assert read_quantity(f"{n:,}").low == n == read_quantity(str(n)).high
