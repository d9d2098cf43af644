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


@pytest.mark.parametrize(
    "text",
    ["May said so", "a march", "2,025 men", "room 2022", "", "second to none", "The Sun rose",
     "in 2022 villages and 1,500 barns", "$2024", "2024%", "unit 138-2010-2015", "9/11", "24/7",
     "Ada May 12 times", "he may 5 times", "in just three months", "the 18th floor", "2015-32",
     "file-12-03-04-2020", "between 17 and 20 ploughs", "the boat of the year", "an early riser"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert find(text) == ([], Counter())


@pytest.mark.parametrize(
    ("text", "printed", "start", "end"),
    [
        ("12 to 18 June", "12 to 18 June", "2025-06-12", "2025-06-18"),
        ("from 8 to 13 October 2024", "8 to 13 October 2024", "2024-10-08", "2024-10-13"),
        ("between Apr. 8 and 13", "Apr. 8 and 13", "2025-04-08", "2025-04-13"),
        ("April 3rd through 5th", "April 3rd through 5th", "2025-04-03", "2025-04-05"),
        ("June 28 – July 2, 2024", "June 28 – July 2, 2024", "2024-06-28", "2024-07-02"),
        ("from March to May 2015", "March to May 2015", "2015-03-01", "2015-05-31"),
        ("Nov-Feb 2017", "Nov-Feb 2017", "2016-11-01", "2017-02-28"),
        ("from 1914 to 1918", "1914 to 1918", "1914-01-01", "1918-12-31"),
        ("in 2019-2021", "2019-2021", "2019-01-01", "2021-12-31"),
        ("the 2024-25 season", "2024-25", "2024-01-01", "2025-12-31"),
        ("from 3 May 2025 to today", "3 May 2025 to today", "2025-05-03", "2025-06-18"),
        ("between May 1 and June 17", "May 1 and June 17", "2025-05-01", "2025-06-17"),
        ("from 20 December to 3 January", "20 December to 3 January", "2024-12-20", "2025-01-03"),
        ("from March to now", "March to now", "2025-03-01", "2025-06-18"),
    ],
)
def test_ranges(text: str, printed: str, start: str, end: str) -> None:
    assert days(text) == [(printed, start, end)]


def test_a_range_that_runs_backwards_is_refused() -> None:
    text = "between 13/04/2025 and 3/13/2025"
    assert find(text) == ([], Counter({"impossible_date": 1}))


@pytest.mark.parametrize("text", ["06/07/2025", "Friday 6/7", "in 2007-09"])
def test_two_readings_are_refused(text: str) -> None:
    assert find(text) == ([], Counter({"ambiguous_date": 1}))


def test_a_weekday_tells_the_order_of_day_and_month() -> None:
    assert days("on Sunday 6/7/2025") == [("Sunday 6/7/2025", "2025-07-06", "2025-07-06")]


@pytest.mark.parametrize(
    ("text", "value", "start", "end"),
    [
        ("mid-January", "2025-01", "2025-01-10", "2025-01-20"),
        ("early June", "2025-06", "2025-06-01", "2025-06-15"),
        ("late 2024", "2024", "2024-09-01", "2024-12-31"),
        ("the first half of 2025", "2025-H1", "2025-01-01", "2025-06-30"),
        ("the end of March", "2025-03", "2025-03-16", "2025-03-31"),
        ("the spring of 2023", "2023-SP", "2023-03-01", "2023-05-31"),
        ("the winter of 2023", "2023-WI", None, None),
        ("winter 2023-24", "2023-WI", "2023-12-01", "2024-02-29"),
        ("the 1990s", "199", "1990-01-01", "1999-12-31"),
        ("the late 1980s", "198", "1987-01-01", "1989-12-31"),
        ("the 1900s", "190", None, None),
        ("the 19th century", "18", "1800-01-01", "1899-12-31"),
        ("Q3 2024", "2024-Q3", "2024-07-01", "2024-09-30"),
        ("2024-Q3", "2024-Q3", "2024-07-01", "2024-09-30"),
        ("the third quarter of last year", "2024-Q3", "2024-07-01", "2024-09-30"),
        ("the last week of April 2025", "2025-W17", "2025-04-21", "2025-04-27"),
        ("the first ten days of May", "2025-05-01/2025-05-10", "2025-05-01", "2025-05-10"),
        ("the first Monday of June", "2025-06-02", "2025-06-02", "2025-06-02"),
        ("the week of April 10", "2025-W15", "2025-04-07", "2025-04-13"),
        ("fiscal year 2024", "FY2024", None, None),
        ("Easter 2024", "2024-03-31", "2024-03-31", "2024-03-31"),
        ("Orthodox Easter 2024", "2024-05-05", "2024-05-05", "2024-05-05"),
        ("Black Friday 2024", "2024-11-29", "2024-11-29", "2024-11-29"),
        ("on Christmas Eve", "2024-12-24", "2024-12-24", "2024-12-24"),
        ("in nineteen ninety-six", "1996", "1996-01-01", "1996-12-31"),
        ("since 1870", "1870", "1870-01-01", None),
        ("Tuesday, June 17", "2025-06-17", "2025-06-17", "2025-06-17"),
        ("Tuesday night", "2025-06-17TNI", "2025-06-17", "2025-06-17"),
        ("Monday of last week", "2025-06-09", "2025-06-09", "2025-06-09"),
        ("on the 18th", "2025-06-18", "2025-06-18", "2025-06-18"),
        ("2025-06-18T10:30:00Z", "2025-06-18", "2025-06-18", "2025-06-18"),
        ("20250618", "2025-06-18", "2025-06-18", "2025-06-18"),
        ("18/06/2025", "2025-06-18", "2025-06-18", "2025-06-18"),
        ("5/5/2025", "2025-05-05", "2025-05-05", "2025-05-05"),
    ],
)
def test_periods(text: str, value: str, start: str | None, end: str | None) -> None:
    found, _ = find(text)
    assert [(d.value, d.start, d.end) for d in found] == [(value, start, end)]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("since October 2024", "2024-10-01", None),
        ("since October", "2024-10-01", None),
        ("after 3 May 2025", "2025-05-04", None),
        ("before 3 May 2025", None, "2025-05-02"),
        ("until May 2025", None, "2025-05-31"),
        ("will leave by September", None, "2025-09-30"),
        ("no later than 3 May 2025", None, "2025-05-03"),
        ("later than 2024", "2025-01-01", None),
        ("2024 or later", "2024-01-01", None),
        ("before the end of March", None, "2025-03-31"),
        ("after the beginning of March", "2025-03-01", None),
        ("more than a year ago", None, "2024-12-31"),
        ("after Tuesday's flood", "2025-06-17", "2025-06-17"),
        ("after the May 3 flood", "2025-05-03", "2025-05-03"),
    ],
)
def test_open_intervals(text: str, start: str | None, end: str | None) -> None:
    assert [d[1:] for d in days(text)] == [(start, end)]


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("on 17 and 18 June", ["2025-06-17", "2025-06-18"]),
        ("on 3, 5 and 7 May 2024", ["2024-05-03", "2024-05-05", "2024-05-07"]),
        ("on May 3 and 5.", ["2025-05-03", "2025-05-05"]),
        ("3 May and 5 June 2023", ["2023-05-03", "2023-06-05"]),
        ("in June and July 2023", ["2023-06-01", "2023-07-01"]),
        ("in 2014 and 2015", ["2014-01-01", "2015-01-01"]),
        ("on Monday or Tuesday", ["2025-06-16", "2025-06-17"]),
    ],
)
def test_lists_share_what_they_state_once(text: str, starts: list[str]) -> None:
    assert [d[1] for d in days(text)] == starts


def test_a_clear_order_of_day_and_month_serves_the_rest_of_the_text() -> None:
    found, refused = find("On 06/07/2025, then 18/06/2025, then 03/04/2025.")
    assert [d.start for d in found] == ["2025-06-18", "2025-04-03"]
    assert found[1].basis == "absolute; order as before"
    assert refused == Counter({"ambiguous_date": 1})


def test_a_weekday_that_contradicts_its_date_is_said() -> None:
    (found,), refused = find("on Monday, June 17, 2025")
    assert (found.start, refused) == ("2025-06-17", Counter({"weekday_contradicts": 1}))
    assert found.basis == "absolute; the weekday printed is another"


def test_without_a_document_date_a_year_before_serves_what_comes_after_it() -> None:
    text = "It began on 24 March 2022. On 2 August they left, on 3 January they came back."
    assert [d.start for d in find(text, None)[0]] == ["2022-03-24", "2022-08-02", None]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("It began on 24 March 2022. On 2 August they left.", "2022-08-02"),
        ("It began in March 2022 and on 2 August they left.", "2022-08-02"),
        ("It was signed on 9 May 2024. On 12 June they met.", "2025-06-12"),
        ("It is the worst since 2022. On 2 August they left.", "2025-08-02"),
        ("In 2022 they came, and on 2 August they left.", "2022-08-02"),
        ("In 2022 they came. On 2 August they left.", "2025-08-02"),
        ("The 2022 report says that on 2 August they left.", "2025-08-02"),
    ],
)
def test_a_year_stated_before(text: str, last: str) -> None:
    assert find(text)[0][-1].start == last


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
