"""Days in cells."""

import pytest

from reportedly.manual.days import read_day, read_days
from reportedly.manual.quantities import Unreadable
from reportedly.model import Span


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2025-03-04", "2025-03-04", "2025-03-04"), ("4 Mar 2025", "2025-03-04", "2025-03-04"),
        ("2025-03-04 10:30:00", "2025-03-04", "2025-03-04"),
        ("March 2025", "2025-03-01", "2025-03-31"),
        ("as of 3 May 2025", "2025-05-03", "2025-05-03"), ("2025", "2025-01-01", "2025-12-31"),
        ("13/03/2025", "2025-03-13", "2025-03-13"), ("4.3.2025", "2025-03-04", "2025-03-04"),
    ],
)  # fmt: skip
def test_days(text: str, start: str, end: str) -> None:
    found = read_days("doc", text, Span(0, len(text)))
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("04/03/2025", "ambiguous_date"), ("soon", "no_date"), ("45720", "no_date"),
        ("4-Mar-25", "words_beside_date"), ("not 4 March 2025", "words_beside_date"),
        ("2 May 2025, 5 May 2025", "no_date"), ("31 February 2025", "impossible_date"),
    ],
)  # fmt: skip
def test_refusals(text: str, reason: str) -> None:
    with pytest.raises(Unreadable) as error:
        read_days("doc", text, Span(0, len(text)))
    assert str(error.value) == reason


def test_the_order_of_day_and_month_is_said_once() -> None:
    assert read_day("04/03/2025", order="day_first") == "2025-03-04"
    assert read_day("04/03/2025", order="month_first") == "2025-04-03"
    for text in ("31/04/2025", "March 2025", "2025"):
        with pytest.raises(Unreadable):
            read_day(text, order="day_first")


def test_the_anchor_is_the_cell() -> None:
    text = "x: 04/03/2025\n"
    found = read_days("doc", text, Span(3, 13), order="day_first")
    assert found.anchor.exact == ("04/03/2025",)
