import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import Figure, Span, make_anchor
from reportedly.reconcile.amounts import Amount, amount_of, rounding, show_number


def figure(low: float | None, high: float | None, hedge: str = "") -> Figure:
    return Figure(make_anchor("doc", "x", "figure", [Span(0, 1)]), low, high, hedge=hedge)


@pytest.mark.parametrize(
    ("hedge", "inside", "outside"),
    [
        ("", 1000, 1001),
        ("about", 1090, 1110),
        ("an estimated", 910, 890),
        ("nearly", 900, 1050),
        ("almost", 860, 840),
        ("exactly", 1000, 990),
    ],
)
def test_hedges_allow_what_is_stated(hedge: str, inside: float, outside: float) -> None:
    amount = amount_of(figure(1000, 1000, hedge))
    assert amount.meets(Amount(inside, inside))
    assert not amount.meets(Amount(outside, outside))


@given(st.integers(1, 10**7))
def test_a_bound_is_open_on_one_side(value: int) -> None:
    assert amount_of(figure(value, None)).meets(Amount(value * 10, value * 10))
    assert not amount_of(figure(None, value)).meets(Amount(value + 1, value + 1))


def test_numbers_are_rounded_like_the_finest_of_them() -> None:
    assert rounding([figure(600, 600), figure(4000, 4000)]) == 50
    assert rounding([figure(12, 12), figure(4000, 4000)]) == 0


def test_numbers_as_shown() -> None:
    assert [show_number(n) for n in (6000.0, 9.0909, 0.25)] == ["6,000", "9.1", "0.2"]
