import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.reading.dates import find_days, parse_day, parse_day_and_month


@pytest.mark.parametrize(
    "printed",
    [
        "2025-06-18",
        "2025-06-18T23:59:59+09:00",
        "2025/6/18 10:00",
        "2025.06.18.",
        "20250618",
        "20250618T101500Z",
        "June 18, 2025",
        "Jun. 18, 2025 9:30 a.m.",
        "JUNE 18TH 2025",
        "18 June 2025",
        "18th of June 2025",
        "18-Jun-2025",
        "Wed, 18 Jun 2025 10:00:00 GMT",
        "Wednesday 18 June 2025",
        "18.06.2025",
        "18/06/2025",
        "06/18/2025",
        "2025년 6월 18일",
        "2025年6月18日",
    ],
)
def test_one_day_in_many_forms(printed: str) -> None:
    assert parse_day(printed) == "2025-06-18"


@pytest.mark.parametrize(
    "printed",
    [
        "06/07/2025",
        "2025-02-30",
        "0000-01-01",
        "99999-01-01",
        "12025-06-18",
        "1750199999",
        "June 2025",
        "yesterday",
        "",
        "1815-06-18",
    ],
)
def test_what_is_ambiguous_or_impossible_is_no_day(printed: str) -> None:
    assert parse_day(printed) is None


def test_both_readings_of_a_slash_date_agree_only_on_equal_numbers() -> None:
    assert parse_day("06/06/2025") == "2025-06-06"


def test_days_are_found_with_their_places() -> None:
    text = "Signed on 19 June 2024, in force since December 4, 2024; form 12-2024-33."
    found = [(day.value, text[day.span.start : day.span.end]) for day in find_days(text)]
    assert found == [("2024-06-19", "19 June 2024"), ("2024-12-04", "December 4, 2024")]


def test_day_and_month() -> None:
    assert parse_day_and_month("April 30") == (4, 30)
    assert parse_day_and_month("3 Sept.") == (9, 3)
    assert parse_day_and_month("spring") is None


@given(st.dates(min_value=__import__("datetime").date(1900, 1, 1)))
def test_printed_days_come_back(day: object) -> None:
    iso = day.isoformat()  # type: ignore[attr-defined]
    expected = iso if iso < "2101" else None
    assert parse_day(iso) == expected
    assert parse_day(day.strftime("%B %d, ") + iso[:4]) == expected  # type: ignore[attr-defined]
    assert parse_day(day.strftime("%d %b ") + iso[:4]) == expected  # type: ignore[attr-defined]


@given(st.text(alphabet="0123456789-/. JuneMay,年月日", max_size=60))
def test_found_days_lie_where_they_say(text: str) -> None:
    for day in find_days(text):
        assert parse_day(text[day.span.start : day.span.end]) == day.value
