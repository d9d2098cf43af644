"""Dates that need another date: "last month", "on Tuesday", "two days ago", "the next day"."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from reportedly.extract.date_context import NO_DATE, NO_REFERENCE, Context, Known
from reportedly.extract.date_values import (
    UNITS,
    When,
    day_of,
    month_of,
    rolling,
    season_of,
    step,
    unit_of,
    unresolved,
)
from reportedly.extract.date_words import (
    DAYTIMES,
    Point,
    Tokens,
    parse_count,
    parse_month,
)
from reportedly.extract.date_words import (
    UNITS as UNIT_WORDS,
)
from reportedly.knowledge.calendar import load_calendar, load_numbers
from reportedly.model import DatePrecision

WHICH: Final = load_numbers("which")
SEASONS: Final = load_calendar("season")
# What a step of a unit may start from: nothing coarser than the unit itself.
FINE: Final[dict[str, tuple[DatePrecision, ...]]] = {
    "day": ("day",),
    "week": ("day", "week"),
    "fortnight": ("day", "week"),
    "weekend": ("day", "week"),
    "month": ("day", "week", "month"),
    "quarter": ("day", "week", "month", "quarter"),
    "year": ("day", "week", "month", "quarter", "season", "year"),
    "decade": ("day", "week", "month", "quarter", "season", "year", "decade"),
    "century": ("day", "week", "month", "quarter", "season", "year", "decade"),
}
_OPEN: Final = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "fortnight": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "decade": "XXX",
    "century": "XX",
}


def _reference(sign: int) -> str:
    return ("PAST_REF", "PRESENT_REF", "FUTURE_REF")[(sign > 0) - (sign < 0) + 1]


def _precision(unit: str) -> DatePrecision:
    return UNITS.get(unit, "period")


def from_document(context: Context, sign: int, unit: str) -> date | When:
    """The document date, or an open value where there is none."""
    if context.published is None:
        return unresolved(_reference(sign), "day" if unit == "day" else "period", NO_DATE)
    return context.published


def from_text(context: Context, unit: str) -> Known | When:
    """The nearest earlier date of the text that is fine enough, or an open value."""
    known = context.latest(FINE[unit])
    if known is None:
        return unresolved(_OPEN.get(unit, "XXXX"), _precision(unit), NO_REFERENCE)
    return known


_NEAR: Final = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_REFERENCES: Final = {
    "now": "PRESENT_REF",
    "currently": "PRESENT_REF",
    "recently": "PAST_REF",
    "lately": "PAST_REF",
}


def near_day(t: Tokens, i: int) -> Point | None:
    """As in "yesterday", "today", "tomorrow evening", "last night", "this morning"."""
    shift = _NEAR.get(t[i].low)
    j = i + 1
    if shift is None and t[j].low in DAYTIMES and t[i].low in ("last", "this"):
        shift, j = (-1 if t[i].low == "last" else 0), i + 1
        if t[i].low == "last" and t[j].low != "night":
            return None
    if shift is None or in_name(t, i):
        return None
    end, time = read_daytime(t, j, "TNI" if t[i].low == "tonight" else "")

    def read(context: Context) -> When:
        anchor = from_document(context, 0, "day")
        if isinstance(anchor, When):
            return anchor
        return at_time(day_of(anchor + timedelta(days=shift), "document date"), time)

    return Point(i, end, read)


def read_daytime(t: Tokens, i: int, time: str = "") -> tuple[int, str]:
    """A time of day after a day: where it ends, and its TIMEX3 code."""
    if t[i].low in DAYTIMES:
        return i + 1, "T" + DAYTIMES[t[i].low]
    return i, time


def at_time(when: When, time: str) -> When:
    """The same day with a time of day in its value."""
    return replace(when, value=when.value + time)


def in_name(t: Tokens, i: int) -> bool:
    """Whether a word is the last of a name: "Russia Today"."""
    return t[i].capital and t[i - 1].kind == "word" and t[i - 1].capital


def reference(t: Tokens, i: int) -> Point | None:
    """As in "now", "recently": no days, only past, present or future."""
    low, end = t[i].low, i + 1
    value = None if t[i].capital and low == "now" else _REFERENCES.get(low)
    if value is None and low in ("recent", "coming") and t[end].low in UNIT_WORDS:
        value = "PAST_REF" if low == "recent" else "FUTURE_REF"
        end += 1
        if t[end - 1].low == UNIT_WORDS[t[end - 1].low]:
            return None  # "a recent year" says too little to be one
    if value is None:
        return None
    found = value

    def read(_: Context) -> When:
        return unresolved(found, "period", "the words give no days")

    return Point(i, end, read)


def which_unit(t: Tokens, i: int) -> Point | None:
    """As in "last year", "the past three months", "this week", "the next day", "that month"."""
    start = i
    i += t[i].low == "the"
    article = i > start
    if t[i].low in ("same", "that") and t[i + 1].low in UNIT_WORDS and _one(t, i + 1):
        return _same(t, start, i)
    number, j = 1, i
    which = t[i].low
    if which in WHICH:
        j = i + 1
        counted = None if t[j].low in ("a", "an") else parse_count(t, j)
        number, j = counted or (1, j)
        several = counted is not None
        if t[j].low in ("few", "several"):
            return _vague(t, start, j, WHICH[which])
    else:
        counted = parse_count(t, i)
        several = True
        if counted is None or t[counted[1]].low not in WHICH:
            return None
        number, j = counted
        which, j = t[j].low, j + 1
    unit = UNIT_WORDS.get(t[j].low)
    if unit is None or (unit == t[j].low and several and number != 1) or t[i - 1].low == "first":
        return None
    if unit == "weekend" and several:
        return None
    sign = WHICH[which]
    if several and sign == 0:
        return None  # "these three weeks" end on no known day
    if unit != t[j].low and not several:
        return _vague(t, start, j, sign)
    read = _which(unit, which, number if several else 0, article)
    return Point(start, j + 1, read)


def _one(t: Tokens, i: int) -> bool:
    return UNIT_WORDS[t[i].low] == t[i].low


def _vague(t: Tokens, start: int, j: int, sign: int) -> Point | None:
    """As in "the past few months": past or future, and no days."""
    end = j + 1 if t[j].low in UNIT_WORDS else j + 2
    if t[end - 1].low not in UNIT_WORDS or sign == 0:
        return None
    value = _reference(sign)
    return Point(
        start, end, lambda _: unresolved(value, "period", "the words give no number of days")
    )


def _same(t: Tokens, start: int, i: int) -> Point:
    unit = UNIT_WORDS[t[i + 1].low]
    end, time = i + 2, ""

    def read(context: Context) -> When:
        known = from_text(context, unit)
        if isinstance(known, When):
            return known
        return at_time(
            unit_of(known.when.start or date.min, unit, f"{known.basis}, same {unit}"), time
        )

    return Point(start, end, read)


def _which(unit: str, which: str, count: int, article: bool) -> Callable[[Context], When]:
    sign = WHICH[which]
    near = article and unit == "day" and which in ("next", "previous") and not count
    if near or which in ("following", "preceding"):
        return lambda context: after_text(context, unit, sign, count or 1)

    def read(context: Context) -> When:
        anchor = from_document(context, sign, "")
        if isinstance(anchor, When):
            return anchor
        if (count or which == "past") and unit != "weekend":
            return rolling(anchor, unit, sign * (count or 1), "document date")
        return unit_of(step(anchor, unit, sign), unit, "document date")

    return read


def after_text(context: Context, unit: str, sign: int, count: int) -> When:
    """One unit or more before or after the nearest date of the text."""
    known = from_text(context, unit)
    if isinstance(known, When):
        return known
    edge = known.when.start if sign < 0 else known.when.end
    if edge is None:
        return unresolved(_OPEN.get(unit, "XXXX"), _precision(unit), NO_REFERENCE)
    words = f"{count} {unit}{'s' * (count > 1)} {'later' if sign > 0 else 'earlier'}"
    there = step(edge, unit, sign * count)
    return unit_of(there, "week" if unit == "fortnight" else unit, f"{known.basis}, {words}")


def next_daytime(t: Tokens, i: int) -> Point | None:
    """As in "the next morning", "the same evening", "that night"."""
    start = i
    i += t[i].low == "the"
    sign = {"next": 1, "following": 1, "same": 0, "that": 0, "previous": -1}.get(t[i].low)
    if sign is None or t[i + 1].low not in DAYTIMES or (i == start and t[i].low != "that"):
        return None
    shift, time = sign, "T" + DAYTIMES[t[i + 1].low]

    def read(context: Context) -> When:
        known = from_text(context, "day")
        if isinstance(known, When) or known.when.start is None:
            return unresolved("XXXX-XX-XX" + time, "day", NO_REFERENCE)
        words = ("same day", "next day", "day before")[shift]
        day = known.when.start + timedelta(days=shift)
        return at_time(day_of(day, f"{known.basis}, {words}"), time)

    return Point(start, i + 2, read)


def which_month(t: Tokens, i: int) -> Point | None:
    """As in "last November", "this June", "next March", "last summer"."""
    which = t[i].low
    if which not in WHICH:
        return None
    sign = WHICH[which]
    if t[i + 1].low in SEASONS:
        season = SEASONS[t[i + 1].low]
        return Point(i, i + 2, lambda context: _which_season(season, sign, context))
    named = parse_month(t, i + 1)
    if named is None or (t[i + 1].low in ("may", "march", "mar") and not t[i + 1].capital):
        return None
    month, end = named
    return Point(i, end, lambda context: _which_month(month, sign, context))


def _which_month(month: int, sign: int, context: Context) -> When:
    anchor = context.published
    if anchor is None:
        return unresolved(f"XXXX-{month:02}", "month", NO_DATE)
    year = anchor.year
    if sign < 0:  # "last November" is the latest one that is over
        year -= month >= anchor.month
    elif sign > 0:
        year += month <= anchor.month
    return month_of(year, month, "document date")


def _which_season(season: str, sign: int, context: Context) -> When:
    """Here "last summer" is the latest one that is over, "this summer" that of the year."""
    anchor = context.published
    if anchor is None:
        return unresolved(f"XXXX-{season}", "season", NO_DATE)
    this = season_of(anchor.year, season, "document date")
    if this.end is None or this.start is None:
        return unresolved(f"XXXX-{season}", "season", this.basis)
    year = anchor.year
    if sign < 0:
        year -= this.end >= anchor
    elif sign > 0:
        year += this.start <= anchor
    return season_of(year, season, "document date")
