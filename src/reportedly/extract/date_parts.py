"""Periods with a name and parts of periods: "Q3 2024", "early June", "the first half of 2025"."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from reportedly.extract.date_calendar import calendar_point, day_month, month_year
from reportedly.extract.date_context import NO_DATE, Context
from reportedly.extract.date_periods import decade, season
from reportedly.extract.date_relative import which_month, which_unit
from reportedly.extract.date_values import (
    When,
    half_of,
    part_of,
    quarter_of,
    step,
    unit_of,
    unresolved,
    week_of,
)
from reportedly.extract.date_words import (
    UNITS,
    Calendar,
    Point,
    Tokens,
    is_counted,
    is_joint,
    is_new,
    parse_count,
    parse_ordinal,
    parse_weekday,
    parse_year,
)
from reportedly.knowledge.calendar import load_calendar

PARTS: Final = load_calendar("part")
Read = Callable[[Context], When]


def period(t: Tokens, i: int) -> Point | None:
    """What can have parts: a month, a year, a decade, a season, "this week", "the year"."""
    for find in (season, decade, month_year, which_month, which_unit):
        found = find(t, i)
        if found:
            return replace(found, firm=True)
    year = parse_year(t, i + (t[i].low == "year"))
    if year and len(t[i].low) >= 4 and is_new(year[0]) and not is_counted(t, year[1]):
        return calendar_point(i, year[1], Calendar(year[0]))
    j = i + (t[i].low == "the")
    if t[j].low in ("week", "month", "year", "quarter", "decade") and t[j + 1].low != "of":
        unit = t[j].low
        return Point(i, j + 1, lambda context: _current(unit, context))
    return None


def _current(unit: str, context: Context) -> When:
    if context.published is None:
        return unresolved("PRESENT_REF", "period", NO_DATE)
    return unit_of(context.published, unit, "document date")


def part(t: Tokens, i: int) -> Point | None:
    """As in "early June", "mid-2024", "the end of March", "late last year"."""
    start = i
    i += t[i].low == "the"
    name = PARTS.get(t[i].low)
    if name is None:
        return None
    j = i + 1
    if t[i].low in ("early", "late", "mid"):
        j += is_joint(t[j])
        whole = period(t, j) if t[j].low != "the" or t[i].low != "mid" else None
        if whole and t[j].low in ("the", "week", "year", "month"):
            return None
    else:
        bare = t[i].low == "end" and t[j].low in ("this", "last")
        if t[j].low != "of" and not bare:
            return None
        whole = period(t, j + (t[j].low == "of"))
    if whole is None or (t[i].low == "mid" and whole.calendar is None and whole.end - j > 2):
        return None
    read = whole.read
    return Point(start, whole.end, lambda context: part_of(read(context), name), edge=name)


_HALVES: Final = {"half": 2, "quarter": 4, "third": 3}


def ordinal_part(t: Tokens, i: int) -> Point | None:
    """As in "the first half of 2025", "the third quarter of last year", "the last week of July"."""
    start = i
    i += t[i].low == "the"
    number = (-1, i + 1) if t[i].low in ("last", "final") else parse_ordinal(t, i)
    if number is None:
        return None
    nth, j = number
    counted = parse_count(t, j) if t[j].low not in ("a", "an") else None
    count, j = counted or (1, j)
    unit = t[j].low if t[j].low in _HALVES else UNITS.get(t[j].low)
    if unit is None or t[j + 1].low not in ("of", "in"):
        return None
    whole = period(t, j + 2)
    if whole is None:
        return None
    read = whole.read
    return Point(start, whole.end, lambda context: _piece(read(context), unit, nth, count))


def _piece(whole: When, unit: str, nth: int, count: int) -> When:
    """The nth half, quarter, week … of a period; -1 for the last."""
    if whole.start is None or whole.end is None:
        return whole
    year = whole.start.year
    if unit in ("half", "quarter") and whole.precision == "year":
        n = nth if nth > 0 else _HALVES[unit]
        of = half_of if unit == "half" else quarter_of
        if not 1 <= n <= _HALVES[unit]:
            raise ValueError(unit)
        return of(year, n, whole.basis)
    if unit in _HALVES:
        return _fraction(whole, _HALVES[unit], nth)
    if unit == "week":
        return _weeks(whole, nth, count)
    if nth > 0:
        first = step(whole.start, unit, (nth - 1) * count)
    else:
        first = step(whole.end + timedelta(days=1), unit, -count)
    last = step(first, unit, count) - timedelta(days=1)
    return _within(whole, first, last, "day" if (unit, count) == ("day", 1) else unit)


def _within(whole: When, first: date, last: date, unit: str) -> When:
    if whole.start is None or whole.end is None or not whole.start <= first <= last <= whole.end:
        raise ValueError("no such part")
    if (unit in ("day", "month", "year") and first == last) or unit == "month":
        single = unit_of(first, unit, whole.basis)
        if single.end == last:
            return single
    return When(f"{first}/{last}", first, last, "period", whole.basis)


def _fraction(whole: When, pieces: int, nth: int) -> When:
    assert whole.start is not None
    assert whole.end is not None
    n = nth if nth > 0 else pieces
    if not 1 <= n <= pieces:
        raise ValueError("no such part")
    days = (whole.end - whole.start).days + 1
    first = whole.start + timedelta(days=days * (n - 1) // pieces)
    last = whole.start + timedelta(days=days * n // pieces - 1)
    return When(f"{first}/{last}", first, last, "period", whole.basis)


def _weeks(whole: When, nth: int, count: int) -> When:
    """Weeks that have most of their days in the period, as ISO counts the weeks of a year."""
    assert whole.start is not None
    assert whole.end is not None
    if nth > 0:
        first = _monday(whole.start + timedelta(days=3)) + timedelta(weeks=nth - 1)
    else:
        first = _monday(whole.end - timedelta(days=3)) - timedelta(weeks=count - 1)
    last = first + timedelta(days=count * 7 - 1)
    if last < whole.start or first > whole.end:
        raise ValueError("no such week")
    if count == 1:
        return week_of(first, whole.basis)
    return When(f"{first}/{last}", first, last, "period", whole.basis)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def rest(t: Tokens, i: int) -> Point | None:
    """As in "earlier this year", "later in the week", "the rest of the month"."""
    start = i
    i += t[i].low == "the"
    word, j = t[i].low, i + 1
    if word in ("rest", "remainder") and t[j].low == "of":
        j += 1
    elif word in ("earlier", "later"):
        j += t[j].low == "in"
        if j == i + 2 and t[j].low != "the":
            return None
    else:
        return None
    if not (t[j].low in ("this", "the") and t[j + 1].low in ("week", "month", "year", "decade")):
        return None
    unit = t[j + 1].low
    return Point(start, j + 2, lambda context: _rest(unit, word, context))


def _rest(unit: str, word: str, context: Context) -> When:
    anchor = context.published
    whole = _current(unit, context)
    if anchor is None or whole.start is None or whole.end is None:
        return whole
    basis = f"document date; {word}"
    if word == "earlier":
        end = max(whole.start, anchor - timedelta(days=1))
        return replace(whole, end=end, precision="period", basis=basis)
    return replace(whole, start=anchor, precision="period", basis=basis)


def week_with(t: Tokens, i: int) -> Point | None:
    """As in "the week of April 10", "the week beginning 4 February", "week 31 of 2018"."""
    start = i
    i += t[i].low == "the"
    if t[i].low != "week":
        return None
    if t[i + 1].low in ("of", "beginning", "starting", "commencing"):
        j = i + 2 + (t[i + 2].low == "on")
        day = day_month(t, j)
        if day is None:
            return None
        read = day.read
        return Point(start, day.end, lambda context: _week_of(read(context)))
    return _numbered_week(t, i)


def _week_of(when: When) -> When:
    if when.start is None:
        return when
    return week_of(when.start, when.basis)


def _numbered_week(t: Tokens, i: int) -> Point | None:
    number = t[i + 1].number
    if t[i + 1].kind != "number" or not 1 <= number <= 53 or t[i + 2].low not in ("of", "in"):
        return None
    whole = period(t, i + 3)
    if whole is None:
        return None
    read = whole.read
    return Point(i, whole.end, lambda context: _iso_week(read(context), number))


def _iso_week(whole: When, number: int) -> When:
    if whole.start is None:
        return whole
    return week_of(date.fromisocalendar(whole.start.year, number, 1), whole.basis)


def weekend(t: Tokens, i: int) -> Point | None:
    """As in "over the weekend": the latest one that has begun."""
    if t[i].low != "the" or t[i + 1].low != "weekend" or t[i - 1].low not in ("over", "during"):
        return None
    return Point(i, i + 2, _last_weekend)


def _last_weekend(context: Context) -> When:
    if context.published is None:
        return unresolved("PAST_REF", "period", NO_DATE)
    saturday = context.published - timedelta(days=(context.published.weekday() - 5) % 7)
    return unit_of(saturday, "weekend", "document date, latest weekend")


def weekday_in(t: Tokens, i: int) -> Point | None:
    """As in "the first Monday of June", "the last Friday in May 2024"."""
    start = i
    i += t[i].low == "the"
    number = (-1, i + 1) if t[i].low == "last" else parse_ordinal(t, i)
    named = parse_weekday(t, number[1]) if number else None
    if number is None or named is None or t[named[1]].low not in ("of", "in"):
        return None
    whole = period(t, named[1] + 1)
    if whole is None:
        return None
    nth, wanted, read = number[0], named[0], whole.read
    return Point(start, whole.end, lambda context: _nth_weekday(read(context), nth, wanted))


def _nth_weekday(whole: When, nth: int, wanted: int) -> When:
    if whole.start is None or whole.end is None:
        return whole
    if nth > 0:
        ahead = (wanted - whole.start.isoweekday()) % 7 + 7 * (nth - 1)
        day = whole.start + timedelta(days=ahead)
    else:
        day = whole.end - timedelta(days=(whole.end.isoweekday() - wanted) % 7)
    return _within(whole, day, day, "day")
