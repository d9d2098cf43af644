"""Dates that go back to the document date or to an earlier date of the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extract.dates import find_dates
from reportedly.model import DateMention, Segment, Span

ANCHOR = "2025-06-18"  # a Wednesday


def find(text: str, published: str | None = ANCHOR) -> list[DateMention]:
    found, _ = find_dates("doc_x", text, [Segment("paragraph", Span(0, len(text)))], published)
    return list(found)


@pytest.mark.parametrize(
    ("words", "start", "end", "basis"),
    [
        ("The same day", "2024-05-03", None, "date in text at 3, same day"),
        ("The next day", "2024-05-04", None, "date in text at 3, 1 day later"),
        ("A day earlier", "2024-05-02", None, "date in text at 3, 1 day earlier"),
        ("Three days later", "2024-05-06", None, "date in text at 3, 3 days later"),
        ("The following week", "2024-05-06", "2024-05-12", "date in text at 3, 1 week later"),
        ("Two months later", "2024-07-01", "2024-07-31", "date in text at 3, 2 months later"),
        ("That month", "2024-05-01", "2024-05-31", "date in text at 3, same month"),
        ("That year", "2024-01-01", "2024-12-31", "date in text at 3, same year"),
        ("The next morning", "2024-05-04", None, "date in text at 3, next day"),
        ("The following Monday", "2024-05-06", None, "date in text at 3, following such day"),
    ],
)
def test_steps_from_the_nearest_date_of_the_text(
    words: str, start: str, end: str | None, basis: str
) -> None:
    found = find(f"On 3 May 2024 the weir broke. {words} the mill stood still.")[-1]
    assert (found.anchor.text, found.start, found.end) == (words, start, end or start)
    assert found.basis == basis


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The next day it rained.", "XXXX-XX-XX"),
        ("Three days later it rained.", "XXXX-XX-XX"),
        ("The following week it rained.", "XXXX-WXX"),
        ("Two months earlier it rained.", "XXXX-XX"),
        ("In May 2024 it rained. Three days later it snowed.", "XXXX-XX-XX"),
    ],
)
def test_nothing_to_step_from_is_no_document_date(text: str, value: str) -> None:
    found = find(text)[-1]
    assert (found.value, found.start, found.end) == (value, None, None)
    assert found.basis == "no date before it in the text"


@pytest.mark.parametrize(
    ("text", "value", "start", "end"),
    [
        ("two days after 15 January 2025", "2025-01-17", "2025-01-17", "2025-01-17"),
        ("three weeks before 1 March 2025", "2025-02-08", "2025-02-08", "2025-02-08"),
        ("a month from tomorrow", "2025-07-19", "2025-07-19", "2025-07-19"),
        ("a year after May 2023", "2024-05", "2024-05-01", "2024-05-31"),
        ("the day before yesterday", "2025-06-16", "2025-06-16", "2025-06-16"),
        ("the week after next", "2025-W27", "2025-06-30", "2025-07-06"),
        ("the past week", "P1W", "2025-06-11", "2025-06-17"),
        ("the last three months", "P3M", "2025-03-18", "2025-06-17"),
        ("over the next two days", "P2D", "2025-06-19", "2025-06-20"),
        ("the past two quarters", "P2Q", "2024-10-01", "2025-03-31"),
        ("last quarter", "2025-Q1", "2025-01-01", "2025-03-31"),
        ("the third flood in two weeks", "P2W", "2025-06-04", "2025-06-18"),
        ("two weeks and two days ago", "2025-06-02", "2025-06-02", "2025-06-02"),
        ("over the weekend", "2025-W24-WE", "2025-06-14", "2025-06-15"),
        ("this past weekend", "2025-W24-WE", "2025-06-14", "2025-06-15"),
        ("last summer", "2024-SU", "2024-06-01", "2024-08-31"),
        ("earlier this year", "2025", "2025-01-01", "2025-06-17"),
        ("later this week", "2025-W25", "2025-06-18", "2025-06-22"),
        ("last night", "2025-06-17TNI", "2025-06-17", "2025-06-17"),
        ("the past few months", "PAST_REF", None, None),
        ("in recent weeks", "PAST_REF", None, None),
        ("currently", "PRESENT_REF", None, None),
        ("in the coming days", "FUTURE_REF", None, None),
    ],
)
def test_values(text: str, value: str, start: str | None, end: str | None) -> None:
    assert [(d.value, d.start, d.end) for d in find(text)] == [(value, start, end)]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("The fair will open on Friday.", "2025-06-20"),
        ("The fair opened on Friday.", "2025-06-13"),
        ("The fair will open in November.", "2025-11-01"),
        ("The fair was held in November.", "2024-11-01"),
        ("The ferry is due on Wednesday.", "2025-06-18"),
    ],
)
def test_words_of_the_future_choose_the_next_one(text: str, start: str) -> None:
    assert [d.start for d in find(text)] == [start]


@pytest.mark.parametrize(
    "text", ["The Harbour Today paper", "Bloody Sunday", "Now, the boat", "Saturday Night Ferry"]
)
def test_names_are_no_dates(text: str) -> None:
    assert find(text) == []


_WORDS = [
    "the",
    "last",
    "next",
    "past",
    "this",
    "same",
    "that",
    "following",
    "first",
    "third",
    "three",
    "a",
    "12",
    "2024",
    "May",
    "June",
    "Monday",
    "weekend",
    "weeks",
    "decade",
    "century",
    "quarter",
    "half",
    "day",
    "before",
    "after",
    "ago",
    "later",
    "of",
    "in",
    "to",
    "and",
    "-",
    ",",
    ".",
    "early",
    "end",
    "spring",
    "1990s",
    "Q3",
    "17th",
    "06/07",
    "2025-06-18",
    "since",
    "from",
    "between",
    "now",
    "night",
    "Easter",
    "more",
    "than",
]


@given(
    st.lists(st.sampled_from(_WORDS), max_size=14), st.sampled_from([ANCHOR, None, "0001-01-01"])
)
def test_no_order_of_the_words_raises(words: list[str], published: str | None) -> None:
    text = " ".join(words) or "x"
    end = 0
    for found in find(text, published):
        assert found.anchor.start >= end
        assert not (found.start and found.end) or found.start <= found.end
        end = found.anchor.end
