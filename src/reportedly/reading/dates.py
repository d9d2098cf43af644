"""Printed days to ISO days. What is ambiguous or impossible is not a day."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from reportedly.knowledge.calendar import MONTH, MONTHS
from reportedly.model import Span

_DAY = re.compile(
    rf"""(?<![\w./-])(?:
      (?P<iso>\d{{4}})(?P<sep>[-/.])(?P<iso_m>\d{{1,2}})(?P=sep)(?P<iso_d>\d{{1,2}})(?!\d)
    | (?P<cjk>\d{{4}})\s?[年년]\s?(?P<cjk_m>\d{{1,2}})\s?[月월]\s?(?P<cjk_d>\d{{1,2}})\s?[日일]
    | (?P<us_m>{MONTH})\s(?P<us_d>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<us>\d{{4}})(?!\d)
    | (?P<eu_d>\d{{1,2}})(?:st|nd|rd|th)?[\s-](?:of\s)?(?P<eu_m>{MONTH})[,\s-]\s?
      (?P<eu>\d{{4}})(?!\d)
    | (?P<dot_d>\d{{1,2}})\.(?P<dot_m>\d{{1,2}})\.(?P<dot>\d{{4}})(?!\d)
    | (?P<any_1>\d{{1,2}})/(?P<any_2>\d{{1,2}})/(?P<any>\d{{4}})(?!\d)
    | (?P<run>(?:19|20)\d{{6}})(?=T\d|\b)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_WEEKDAY = re.compile(r"\s*(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
EARLIEST, LATEST = 1900, 2100  # news we can meet; outside lies a slip or an attack


class Day(NamedTuple):
    """An ISO day and where it is printed."""

    value: str
    span: Span


def find_days(text: str, start: int = 0, end: int | None = None) -> Iterator[Day]:
    """Every full day (with its year) printed in ``text[start:end]``, in order."""
    for match in _DAY.finditer(text, start, len(text) if end is None else end):
        value = _value(match)
        if value is not None:
            yield Day(value, Span(*match.span()))


def parse_day(text: str) -> str | None:
    """The ISO day that ``text`` begins with, after a weekday; None when it does not state one.

    A time of day may follow; the day is taken as printed, in whatever offset it is printed.
    """
    weekday = _WEEKDAY.match(text)
    rest = text[weekday.end() :] if weekday else text.strip()
    match = _DAY.match(rest)
    return _value(match) if match else None


def parse_day_and_month(text: str) -> tuple[int, int] | None:
    """(month, day) of "April 30" or "30 April": a day whose year is left to the reader."""
    words = re.fullmatch(rf"({MONTH})\s(\d{{1,2}})|(\d{{1,2}})\s({MONTH})", text.strip(), re.I)
    if words is None:
        return None
    month = _month(words[1] or words[4])
    return month, int(words[2] or words[3])


def make_day(year: int, month: int, day: int) -> str | None:
    """The ISO day, or None when there is no such day or it lies outside 1900–2100."""
    if not EARLIEST <= year <= LATEST:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _month(name: str) -> int:
    return MONTHS[name.rstrip(".").casefold()]


def _value(match: re.Match[str]) -> str | None:
    part = match.groupdict()
    if part["run"]:
        run = part["run"]
        return make_day(int(run[:4]), int(run[4:6]), int(run[6:]))
    if part["any"]:
        return _slashed(int(part["any_1"]), int(part["any_2"]), int(part["any"]))
    for form in ("us", "eu"):
        if part[form]:
            return make_day(int(part[form]), _month(part[f"{form}_m"]), int(part[f"{form}_d"]))
    form = next(f for f in ("iso", "cjk", "dot") if part[f])
    return make_day(int(part[form]), int(part[f"{form}_m"]), int(part[f"{form}_d"]))


def _slashed(first: int, second: int, year: int) -> str | None:
    """A day such as 18/06/2025, where only one reading is possible; 06/07/2025 has two."""
    readings = {make_day(year, second, first), make_day(year, first, second)} - {None}
    return readings.pop() if len(readings) == 1 else None
