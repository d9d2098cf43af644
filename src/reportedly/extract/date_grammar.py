"""Which rules are tried where, and how single dates join to ranges, lists and open intervals."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Final

from reportedly.extract import date_calendar as days
from reportedly.extract import date_digits, date_weekdays
from reportedly.extract import date_parts as parts
from reportedly.extract import date_periods as periods
from reportedly.extract import date_relative as relative
from reportedly.extract import date_steps as steps
from reportedly.extract.date_words import (
    CARDINALS,
    COUNTS,
    ORDINALS,
    Point,
    Tokens,
)
from reportedly.knowledge.calendar import MONTHS, WEEKDAYS, load_holidays

Find = Callable[[Tokens, int], Point | None]

_OF_NUMBERS: Final[tuple[Find, ...]] = (
    days.day_month,
    days.year_first,
    days.year_alone,
    periods.quarter,
    parts.ordinal_part,
    periods.decade,
    parts.weekday_in,
    relative.which_unit,
    steps.offset,
)
_BY_KIND: Final[dict[str, tuple[Find, ...]]] = {
    "number": _OF_NUMBERS,
    "ordinal": _OF_NUMBERS,
    "date": (date_digits.in_digits,),
    "mixed": (periods.quarter, periods.decade, periods.fiscal_year),
}


def _dispatch() -> dict[str, tuple[Find, ...]]:
    """Rules by the first word of what they read, so that most words cost one look."""
    rules: dict[str, list[Find]] = defaultdict(list)

    def add(words: Iterable[str], *finders: Find) -> None:
        for word in words:
            rules[word].extend(f for f in finders if f not in rules[word])

    add(MONTHS, days.day_month, days.month_year)
    add(WEEKDAYS, days.day_month, date_digits.in_digits, days.day_of_month, date_weekdays.weekday)
    add(ORDINALS, days.day_month, parts.ordinal_part, parts.weekday_in, periods.decade)
    add(CARDINALS, days.day_month, days.year_alone, parts.ordinal_part, periods.decade)
    add(COUNTS, steps.offset, relative.which_unit)
    add(("more", "less", "over", "nearly", "almost", "about"), steps.offset)
    which = (
        date_weekdays.weekday,
        date_weekdays.week_weekday,
        relative.which_unit,
        relative.which_month,
    )
    add(relative.WHICH, relative.near_day, *which, periods.holiday, relative.next_daytime)
    add(("last", "final"), parts.ordinal_part, parts.weekday_in)
    add(("same", "that"), relative.which_unit, relative.next_daytime)
    add(("the",), days.day_month, days.day_of_month, *_AFTER_THE)
    add(parts.PARTS, parts.part)
    add(("earlier", "later", "rest", "remainder"), parts.rest)
    add(relative.SEASONS, periods.season)
    add(("yesterday", "today", "tonight", "tomorrow"), relative.near_day)
    add(("now", "currently", "recently", "lately", "recent", "coming"), relative.reference)
    add(("year", "calendar"), days.year_alone)
    add(("in",), steps.nth_in)
    add(("fy", "fiscal", "financial"), periods.fiscal_year)
    add(("week",), parts.week_with)
    add({name[0] for name in load_holidays()}, periods.holiday)
    return {word: tuple(found) for word, found in rules.items()}


_AFTER_THE: Final[tuple[Find, ...]] = (
    date_weekdays.weekday,
    relative.which_unit,
    relative.next_daytime,
    steps.unit_beside,
    parts.part,
    parts.ordinal_part,
    parts.rest,
    periods.season,
    periods.decade,
    parts.week_with,
    parts.weekend,
    parts.weekday_in,
)
_BY_WORD: Final = _dispatch()
_NONE: Final[tuple[Find, ...]] = ()


def find_point(t: Tokens, i: int) -> Point | None:
    """The longest single date that begins at a token."""
    token = t[i]
    rules = _BY_WORD.get(token.low, _NONE) if token.kind == "word" else _BY_KIND.get(token.kind)
    if not rules:
        return None
    found = [p for rule in rules if (p := rule(t, i)) is not None]
    return max(found, key=lambda p: (p.end, p.firm), default=None)


def offset_from(t: Tokens, i: int) -> Point | None:
    """As in "two weeks after 15 January", "three days before Christmas"."""
    start = i
    hedge = t[i].low if t[i].low in ("more", "less") and t[i + 1].low == "than" else ""
    i += 2 if hedge else 0
    if t[i].kind != "number" and t[i].low not in COUNTS:
        return None
    count, j = steps.steps_of(t, i)
    sign = _FROM.get(t[j].low, 0)
    if not count or not sign:
        return None
    anchor = find_point(t, j + 1)
    if anchor is None or not (anchor.firm or anchor.calendar):
        return None
    read = anchor.read
    return Point(
        start,
        anchor.end,
        lambda context: steps.step_from(read(context), count, sign, hedge),
        states_year=anchor.states_year,
    )


_FROM: Final = {"before": -1, "after": 1, "from": 1, "since": 1}
