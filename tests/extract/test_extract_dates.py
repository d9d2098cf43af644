from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extract.dates import find_dates
from reportedly.model import DateMention, Segment, Span

ANCHOR = "2025-06-18"  # a Wednesday


def find(text: str, published: str | None = ANCHOR) -> tuple[list[DateMention], Counter[str]]:
    segments = [Segment("paragraph", Span(0, len(text)))] if text else []
    found, refused = find_dates("doc_x", text, segments, published)
    return list(found), refused


def days(text: str, published: str | None = ANCHOR) -> list[tuple[str, str | None, str | None]]:
    return [(d.anchor.text, d.start, d.end) for d in find(text, published)[0]]


@pytest.mark.parametrize(
    ("text", "printed", "start", "end"),
    [
        ("on 3 May 2025", "3 May 2025", "2025-05-03", None),
        ("on 3rd of May, 2025", "3rd of May, 2025", "2025-05-03", None),
        ("on May 3, 2025", "May 3, 2025", "2025-05-03", None),
        ("Sept. 9 2024", "Sept. 9 2024", "2024-09-09", None),
        ("2025-05-03", "2025-05-03", "2025-05-03", None),
        ("3.05.2025", "3.05.2025", "2025-05-03", None),
        ("29 February 2024", "29 February 2024", "2024-02-29", None),
        ("in June 2024", "June 2024", "2024-06-01", "2024-06-30"),
        ("in 2022", "2022", "2022-01-01", "2022-12-31"),
        ("May 3-5, 2025", "May 3-5, 2025", "2025-05-03", "2025-05-05"),
        ("3–5 May 2025", "3–5 May 2025", "2025-05-03", "2025-05-05"),
        ("March 21", "March 21", "2025-03-21", None),
        ("on 28 December", "28 December", "2024-12-28", None),
        ("on Tuesday", "Tuesday", "2025-06-17", None),
        ("on Wednesday", "Wednesday", "2025-06-18", None),
        ("last Wednesday", "last Wednesday", "2025-06-11", None),
        ("next Wednesday", "next Wednesday", "2025-06-25", None),
        ("next Friday", "next Friday", "2025-06-20", None),
        ("last November", "last November", "2024-11-01", "2024-11-30"),
        ("last June", "last June", "2024-06-01", "2024-06-30"),
        ("next March", "next March", "2026-03-01", "2026-03-31"),
        ("in December", "December", "2024-12-01", "2024-12-31"),
        ("by September", "September", "2025-09-01", "2025-09-30"),
        ("since October", "October", "2024-10-01", "2024-10-31"),
        ("yesterday", "yesterday", "2025-06-17", None),
        ("Tomorrow", "Tomorrow", "2025-06-19", None),
        ("last week", "last week", "2025-06-09", "2025-06-15"),
        ("this month", "this month", "2025-06-01", "2025-06-30"),
        ("next year", "next year", "2026-01-01", "2026-12-31"),
        ("three days ago", "three days ago", "2025-06-15", None),
        ("a week ago", "a week ago", "2025-06-09", "2025-06-15"),
        ("8 months ago", "8 months ago", "2024-10-01", "2024-10-31"),
        ("two years ago", "two years ago", "2023-01-01", "2023-12-31"),
    ],
)
def test_values(text: str, printed: str, start: str, end: str | None) -> None:
    assert days(text) == [(printed, start, end or start)]


@pytest.mark.parametrize(
    "text",
    ["31 June 2025", "30 February", "May 0, 2025", "2025-13-01", "2025-02-30", "3 May 99999",
     "3 May 0000", "0000-01-01", "99999-12-31", "May 9-5, 2025", "in June 9999"],
)  # fmt: skip
def test_impossible_dates_are_refused_and_counted(text: str) -> None:
    assert find(text) == ([], Counter({"impossible_date": 1}))


@pytest.mark.parametrize(
    ("text", "value"),
    [("on Tuesday", "XXXX-WXX-2"), ("March 21", "XXXX-03-21"), ("in May", "XXXX-05"),
     ("last week", "PAST_REF"), ("next year", "FUTURE_REF"), ("two days ago", "PAST_REF"),
     ("yesterday", "PRESENT_REF")],
)  # fmt: skip
def test_without_a_document_date_there_is_no_guess(text: str, value: str) -> None:
    (found,), _ = find(text, None)
    assert (found.value, found.start, found.end) == (value, None, None)
    assert found.basis == "no document date"


@pytest.mark.parametrize("text", ["May said so", "a march", "2,025 men", "room 2022", ""])
def test_what_is_no_date(text: str) -> None:
    assert find(text) == ([], Counter())


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_raise_nothing(published: str) -> None:
    text = "last year, next year, yesterday, tomorrow, 12 months ago, next Friday, March 3"
    find(text, published)


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_every_day_printed_four_ways_is_itself(day: date) -> None:
    printed = (
        day.isoformat(),
        f"{day.day} {day:%B} {day.year}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day}.{day.month:02}.{day.year}",
    )
    for words in printed:
        assert days(f"It was {words}.", None) == [(words, day.isoformat(), day.isoformat())]


@given(st.text(st.sampled_from("0123456789 -./,MayJune3rdlastweekago\n"), max_size=60))
def test_no_text_raises_and_dates_do_not_overlap(text: str) -> None:
    end = 0
    for found in find(text)[0]:
        assert found.anchor.start >= end
        assert found.start is None or found.start <= (found.end or "")
        end = found.anchor.end
