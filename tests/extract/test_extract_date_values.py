from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extract.date_values import (
    Refused,
    easter,
    half_of,
    holiday_of,
    month_of,
    orthodox_easter,
    part_of,
    quarter_of,
    step,
    week_of,
    year_of,
)

DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))


@pytest.mark.parametrize(
    ("year", "west", "east"),
    [
        (2000, date(2000, 4, 23), date(2000, 4, 30)),
        (2019, date(2019, 4, 21), date(2019, 4, 28)),
        (2024, date(2024, 3, 31), date(2024, 5, 5)),
        (2025, date(2025, 4, 20), date(2025, 4, 20)),
    ],
)
def test_easter(year: int, west: date, east: date) -> None:
    assert (easter(year), orthodox_easter(year)) == (west, east)


@pytest.mark.parametrize(
    ("rule", "day"),
    [("12-25", (12, 25)), ("11-4-4", (11, 28)), ("11-4-4+1", (11, 29)), ("easter-2", (3, 29))],
)
def test_rules_of_named_days(rule: str, day: tuple[int, int]) -> None:
    assert holiday_of(rule, 2024) == date(2024, *day)


def test_months_too_short_end_on_their_last_day() -> None:
    assert step(date(2024, 1, 31), "month", 1) == date(2024, 2, 29)
    assert step(date(2024, 2, 29), "year", -1) == date(2023, 2, 28)


def test_steps_out_of_the_calendar_are_refused() -> None:
    with pytest.raises(Refused):
        step(date(9999, 12, 31), "year", 1)
    with pytest.raises(Refused):
        step(date(2025, 1, 1), "day", 99999)


@given(DAYS)
def test_quarters_and_halves_fill_the_year(day: date) -> None:
    year = year_of(day.year, "")
    quarters = [quarter_of(day.year, n, "") for n in (1, 2, 3, 4)]
    halves = [half_of(day.year, n, "") for n in (1, 2)]
    for parts in (quarters, halves):
        assert (parts[0].start, parts[-1].end) == (year.start, year.end)
    assert sum(q.start <= day <= q.end for q in quarters if q.start and q.end) == 1


@given(DAYS, st.sampled_from(["early", "mid", "late"]))
def test_parts_lie_in_their_whole(day: date, part: str) -> None:
    wholes = [month_of(day.year, day.month, ""), year_of(day.year, ""), week_of(day, "")]
    for whole in wholes:
        piece = part_of(whole, part)
        assert piece.value == whole.value
        assert whole.start
        assert whole.end
        assert piece.start
        assert piece.end
        assert whole.start <= piece.start <= piece.end <= whole.end
