"""Weekdays without a date: "Tuesday", "last Friday night", "Monday of last week"."""

from datetime import date, timedelta
from typing import Final

from reportedly.extract.date_context import NO_DATE, NO_REFERENCE, Context
from reportedly.extract.date_relative import WHICH, at_time, from_text, read_daytime
from reportedly.extract.date_values import (
    When,
    day_of,
    unresolved,
)
from reportedly.extract.date_words import (
    DAYTIMES,
    Point,
    Tokens,
    parse_weekday,
)

_NAMED_DAYS: Final = frozenset({"super", "bloody", "cyber", "fat", "ruby"})


def weekday(t: Tokens, i: int) -> Point | None:
    """As in "Tuesday", "last Friday night", "Monday of last week", "next week on Tuesday"."""
    start = i
    i += t[i].low == "the" and t[i + 1].low in WHICH
    which = WHICH.get(t[i].low)
    j = i if which is None else i + 1
    lead = t[i].low if which is not None else ""
    j += t[j].low in ("past", "coming") and lead == "this"
    named = parse_weekday(t, j)
    if named is None or len(t[j].low) < 6 or (t[j - 1].capital and t[j - 1].low in _NAMED_DAYS):
        return None
    wanted, end = named
    if t[end].low in DAYTIMES and t[end].capital and t[j].capital:
        return None  # the name of a programme or a newspaper
    end, time = read_daytime(t, end)
    week = _of_week(t, end) if which is None else None
    if week:
        shift, end = week
        return Point(start, end, lambda context: _day_of_week(wanted, shift, context))
    if t[j - 1].low in ("past", "coming"):
        lead = t[j - 1].low
    return Point(start, end, lambda context: at_time(_weekday(wanted, lead, context), time))


def next_weekday(t: Tokens, first: Point) -> Point | None:
    """The "Thursday" of "Wednesday or Thursday": the first one after the other."""
    j = first.end + 1
    named = parse_weekday(t, j) if t[first.end].low in ("and", "or") else None
    if named is None or len(t[j].low) < 6:
        return None
    wanted, end = named

    def read(context: Context) -> When:
        before = first.read(context)
        if before.start is None:
            return unresolved(f"XXXX-WXX-{wanted}", "day", before.basis)
        return day_of(_beside(before.start, wanted, 1), before.basis)

    return Point(j, end, read)


def _of_week(t: Tokens, i: int) -> tuple[int, int] | None:
    """The "of last week" after a weekday: which week, and where it ends."""
    j = i + 1 if t[i].low in ("of", ",", "-") else i
    j += t[j].low == "the" and t[j + 1].low != "week"
    if t[j].low in WHICH and t[j + 1].low == "week":
        return WHICH[t[j].low], j + 2
    return None


def week_weekday(t: Tokens, i: int) -> Point | None:
    """As in "next week on Tuesday"."""
    if t[i].low not in WHICH or t[i + 1].low != "week":
        return None
    j = i + 3 if t[i + 2].low in ("on", "-") else i + 2
    named = parse_weekday(t, j)
    if named is None:
        return None
    wanted, end = named
    shift = WHICH[t[i].low]
    return Point(i, end, lambda context: _day_of_week(wanted, shift, context))


def _day_of_week(wanted: int, shift: int, context: Context) -> When:
    if context.published is None:
        return unresolved(f"XXXX-WXX-{wanted}", "day", NO_DATE)
    monday = context.published - timedelta(days=context.published.weekday())
    return day_of(monday + timedelta(weeks=shift, days=wanted - 1), "document date")


def _weekday(wanted: int, which: str, context: Context) -> When:
    if which in ("following", "preceding"):
        known = from_text(context, "day")
        if isinstance(known, When):
            return unresolved(f"XXXX-WXX-{wanted}", "day", NO_REFERENCE)
        day = known.when.start or date.min
        sign = 1 if which == "following" else -1
        return day_of(_beside(day, wanted, sign), f"{known.basis}, {which} such day")
    if context.published is None:
        return unresolved(f"XXXX-WXX-{wanted}", "day", NO_DATE)
    anchor = context.published
    if which in ("next", "coming", "upcoming"):
        return day_of(_beside(anchor, wanted, 1), "document date")
    if which in ("last", "previous", "past"):
        return day_of(_beside(anchor, wanted, -1), "document date, latest such day")
    if anchor.isoweekday() == wanted:
        return day_of(anchor, "document date, same day")
    if context.direction > 0:
        return day_of(_beside(anchor, wanted, 1), "document date, next such day")
    return day_of(_beside(anchor, wanted, -1), "document date, latest such day")


def _beside(day: date, wanted: int, sign: int) -> date:
    """The nearest such weekday before or after a day, the day itself left out."""
    distance = (sign * (wanted - day.isoweekday()) - 1) % 7 + 1
    return day + timedelta(days=sign * distance)
