"""Ranges and lists: dates that share a month or a year."""

from dataclasses import replace
from typing import Final

from reportedly.extract import date_calendar as days
from reportedly.extract import date_weekdays
from reportedly.extract.date_context import Context
from reportedly.extract.date_grammar import find_point, offset_from
from reportedly.extract.date_values import Refused, When, step, unresolved
from reportedly.extract.date_words import (
    Calendar,
    Point,
    Tokens,
    is_counted,
    is_joint,
    is_new,
    parse_day,
    parse_year,
)
from reportedly.knowledge.calendar import MONTHS, WEEKDAYS


def find_points(t: Tokens, i: int) -> list[Point]:
    """The dates that begin at a token: one, a range as one, or those of a list ("3 and 5 May")."""
    listed = _list_of_days(t, i)
    if listed:
        return listed
    point = offset_from(t, i) or find_point(t, i)
    spanned = _range_of_days(t, i) or (_range(t, point) if point else None)
    if spanned:
        return [spanned]
    if point is None:
        return []
    joined = _joined(t, point)
    if joined:
        return joined
    second = date_weekdays.next_weekday(t, point) if t[point.end - 1].low in WEEKDAYS else None
    return [point, second] if second else [point] if point.firm else []


def _list_of_days(t: Tokens, i: int) -> list[Point]:
    """As in "17 and 18 June", "3, 5 and 7 May 2024"."""
    numbers: list[tuple[int, int]] = []
    j = i
    while len(numbers) < 8 and t[j].kind in ("number", "ordinal"):
        day = parse_day(t, j)
        if day is None:
            return []
        numbers.append((day[0], j))
        if t[day[1]].low not in (",", "and", "or"):
            break
        j = day[1] + 1
        j += t[j].low in ("and", "the")
    if len(numbers) < 2 or t[i - 1].low == "between":
        return []
    last = days.day_month(t, numbers[-1][1])
    if last is None or last.calendar is None:
        return []
    shared = last.calendar
    points = [
        days.calendar_point(at, at + 1, Calendar(shared.year, shared.month, number))
        for number, at in numbers[:-1]
    ]
    return [*points, last]


def _joined(t: Tokens, first: Point) -> list[Point]:
    """As in "June and July 2024", "in 2014 and 2015", "June 17 and 18"."""
    parts_of = first.calendar
    if parts_of is None or t[first.end].low not in ("and", "or"):
        return []
    k = first.end + 1
    if parts_of.day is not None and parts_of.month is not None and t[first.start].kind == "word":
        day = parse_day(t, k) if t[k].kind in ("number", "ordinal") else None
        if day and days.closes(t, day[1]):
            second = replace(parts_of, day=day[0], weekday=None)
            return [first, days.calendar_point(k, day[1], second)]
    second_point = find_point(t, k)
    if second_point is None or second_point.calendar is None:
        return []
    other = second_point.calendar
    same = (parts_of.month is None) == (other.month is None)
    if not (first.firm or second_point.firm) or not same:
        return []
    if parts_of.year is None and other.year is not None and parts_of.month is not None:
        first = days.calendar_point(first.start, first.end, replace(parts_of, year=other.year))
    if not (first.firm and (second_point.firm or other.month is None)):
        return []
    return [first, replace(second_point, firm=True)]


_TO: Final = frozenset({"to", "through", "thru", "until", "till", "~"})


def _connector(t: Tokens, i: int, lead: str) -> int:
    """The index after "to", a dash, or "and" after "between"; 0 where there is none."""
    low = t[i].low
    if low in _TO or (low in "-–" and low) or (low == "and" and lead == "between"):
        return i + 1
    return 0


def _range_of_days(t: Tokens, i: int) -> Point | None:
    """As in "12 to 18 June 2024", "between the 3rd and 12th of May"."""
    start = i
    lead = t[i - 1].low
    i += t[i].low == "the"
    first = parse_day(t, i)
    j = _connector(t, first[1], lead) if first else 0
    if first is None or not j:
        return None
    last = days.day_month(t, j)
    if last is None or last.calendar is None or t[j].low in MONTHS:
        return None
    shared = last.calendar
    begin = replace(shared, day=first[0])
    return _spanning(days.calendar_point(start, first[1], begin), last)


def _range(t: Tokens, first: Point) -> Point | None:
    lead = t[first.start - 1].low
    j = _connector(t, first.end, lead)
    if not j:
        return None
    j += t[j].low == "the" and parse_day(t, j + 1) is not None
    own = first.calendar
    if own is not None and own.day is not None and own.month is not None:
        day = parse_day(t, j)
        if day and not days.day_month(t, j) and not is_counted(t, day[1]):
            return _same_month(t, first, own, day)
    if own is not None and own.month is None and own.year is not None:
        years = _years(t, first, own.year, j)
        if years:
            return years
    if t[first.start].low == "now":
        first = Point(first.start, first.end, _now)
    last = _until_now(t, j) or find_point(t, j)
    if last is None or not _may_join(first, last, lead):
        return None
    if lead not in ("from", "between") and not (first.firm or last.firm):
        return None
    return _spanning(first, last)


def _may_join(first: Point, last: Point, lead: str) -> bool:
    if lead in ("from", "between"):
        return True
    if first.calendar is None or last.calendar is None:
        return first.states_year and last.states_year and not _is_year_alone(first)
    own, other = first.calendar, last.calendar
    return own.month is not None or other.month is None or (first.firm and other.year is not None)


def _is_year_alone(point: Point) -> bool:
    return point.calendar is not None and point.calendar.month is None


def _same_month(t: Tokens, first: Point, own: Calendar, day: tuple[int, int]) -> Point:
    """As in "June 3-5, 2025": the second day shares the month, the first the year."""
    year, end = days.year_after(t, day[1])
    own = replace(own, year=own.year or year)
    last = replace(own, day=day[0], weekday=None)
    begin = days.calendar_point(first.start, first.end, own)
    return _spanning(begin, days.calendar_point(day[1] - 1, end, last))


def _years(t: Tokens, first: Point, year: int, j: int) -> Point | None:
    """As in "2014-2018", "2024-25", "from 1914 to 1918"."""
    short = is_joint(t[j - 1]) and t[j].kind == "number" and len(t[j].low) == 2
    if short:
        second, end = year // 100 * 100 + t[j].number, j + 1
    else:
        found = parse_year(t, j) if len(t[j].low) == 4 or t[j].kind == "word" else None
        if found is None or _month_follows(t, j):
            return None
        second, end = found
    if is_counted(t, end) or not (first.firm or (is_new(year) and is_new(second))):
        return None
    if short and (second <= year or not first.firm):
        return None
    return _spanning(first, days.calendar_point(j, end, Calendar(second)))


def _month_follows(t: Tokens, j: int) -> bool:
    return days.year_first(t, j) is not None


def _until_now(t: Tokens, j: int) -> Point | None:
    low = t[j].low
    if low == "the" and t[j + 1].low == "present":
        return Point(j, j + 2, _now)
    return Point(j, j + 1, _now) if low in ("now", "present", "date") else None


def _now(context: Context) -> When:
    if context.published is None:
        return unresolved("PRESENT_REF", "day", "no document date")
    day = context.published
    return When("PRESENT_REF", day, day, "day", "document date")


def _spanning(first: Point, last: Point) -> Point:
    a, b = first.calendar, last.calendar
    if a is not None and b is not None:
        return _calendar_range(first, last, a, b)
    return Point(
        first.start,
        last.end,
        lambda context: _between(first.read(context), last.read(context)),
        states_year=False,
    )


def _calendar_range(first: Point, last: Point, a: Calendar, b: Calendar) -> Point:
    """Both ends with the year that one of them has; a range over New Year ends a year later."""
    if a.year is None and b.year is not None:
        later = (a.month or 0, a.day or 0) > (b.month or 0, b.day or 32)
        a = replace(a, year=b.year - later)
    elif b.year is None and a.year is not None and b.month is not None:
        later = (b.month, b.day or 32) < (a.month or 0, a.day or 0)
        b = replace(b, year=a.year + later)
    begin, finish = a, b

    def read(context: Context) -> When:
        high = days.read_calendar(finish, context)
        start = begin
        if start.year is None and high.start is not None and start.month is not None:
            later = (start.month, start.day or 0) > (high.start.month, finish.day or 32)
            start = replace(start, year=high.start.year - later)
            return _between(days.read_calendar(start, context), high, high.basis)
        return _between(days.read_calendar(start, context), high)

    return Point(first.start, last.end, read, states_year=begin.year is not None)


def _between(low: When, high: When, basis: str = "") -> When:
    if low.start is None or high.end is None:
        value = f"{low.value}/{high.value}"
        return unresolved(value, "period", low.basis if low.start is None else high.basis)
    low, high = _in_order(low, high)
    if low.start is None or high.end is None or high.end < low.start:
        raise Refused("impossible_date")
    if not basis:
        basis = low.basis if low.basis == high.basis else f"{low.basis}; {high.basis}"
    return When(f"{low.value}/{high.value}", low.start, high.end, "period", basis)


def _in_order(low: When, high: When) -> tuple[When, When]:
    """Two ends of which each was taken for the nearest: the guess gives way to their order."""
    if low.start is None or high.end is None or high.end >= low.start:
        return low, high
    if "nearest year" in high.basis:
        return low, _later(high, "year", 1)
    if "such day" in high.basis:
        return low, _later(high, "week", 1 + (low.start - high.end).days // 7)
    if "nearest year" in low.basis:
        return _later(low, "year", -1), high
    return low, high


def _later(when: When, unit: str, count: int) -> When:
    if when.start is None or when.end is None:
        return when
    start, end = step(when.start, unit, count), step(when.end, unit, count)
    value = start.isoformat() if when.precision == "day" else f"{start:%Y-%m}"
    return replace(when, value=value, start=start, end=end)
