"""Words of the calendar: months, weekdays, numbers as words, named days."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from reportedly.knowledge.tables import read_table


@cache
def load_calendar(*kinds: str) -> Mapping[str, str]:
    """Value by word for the given kinds of row: ``load_calendar("month", "month_short")``."""
    return {r["word"]: r["value"] for r in read_table("calendar.tsv") if r["kind"] in kinds}


@cache
def load_numbers(*kinds: str) -> Mapping[str, int]:
    """The same where the values are numbers."""
    return {word: int(value) for word, value in load_calendar(*kinds).items()}


@cache
def load_holidays() -> Mapping[tuple[str, ...], str]:
    """The rule for a named day by its words and marks."""
    return {
        tuple(re.findall(r"\w+|[^\w\s]", row["name"])): row["rule"]
        for row in read_table("holidays.tsv")
    }


MONTHS: Final = load_numbers("month", "month_short")
WEEKDAYS: Final = load_numbers("weekday", "weekday_short")
# A month's name in lower case, the longest first; a short one may end in a full stop.
MONTH: Final = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
