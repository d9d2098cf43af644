"""Days in digits: "2025-06-18", "18/06/2025", and a month of which two orders leave one reading."""

import re

from reportedly.extract.date_calendar import calendar_point, read_calendar, skip
from reportedly.extract.date_context import (
    Context,
)
from reportedly.extract.date_tokens import touches
from reportedly.extract.date_values import (
    Refused,
    When,
    year_of,
)
from reportedly.extract.date_words import (
    Calendar,
    Point,
    Tokens,
    is_joint,
    is_new,
    parse_weekday,
)


# A month's name that is also a word or a person's name needs one of these before it.
def in_digits(t: Tokens, i: int) -> Point | None:
    """As in "2025-06-18", "18.06.2025", "18/06/2025", "20250618", also after a weekday."""
    start, weekday = i, None
    named = parse_weekday(t, i)
    if named:
        weekday, i = named
        i = skip(t, i, (",",))
    token = t[i]
    if token.kind != "date" or _is_code(t, i):
        return None
    numbers = [int(n) for n in re.findall(r"[0-9]+", token.low)]
    first = len(re.match(r"[0-9]+", token.low)[0])  # type: ignore[index]
    if first == 8:
        run = token.low
        numbers = [int(run[:4]), int(run[4:6]), int(run[6:])]
    if first >= 4:
        return _year_month_day(start, i + 1, numbers, weekday)
    short = len(numbers) == 2
    leads = ("on", "since", "until", "till", "by", "from", "between", "before", "after", "to")
    firm = not short or weekday is not None or t[i - 1].low in leads

    def read(context: Context) -> When:
        return _read_slashed(numbers, "." in token.low, weekday, context)

    return Point(start, i + 1, read, firm=firm, states_year=len(numbers) == 3)


def _is_code(t: Tokens, i: int) -> bool:
    left = is_joint(t[i - 1]) and touches(t[i - 1], t[i]) and t[i - 2].low[-1:].isdigit()
    left = left and t[i - 2].kind != "date"
    right = is_joint(t[i + 1]) and touches(t[i], t[i + 1])
    return left or (right and t[i + 2].kind in ("number", "mixed"))


def _year_month_day(start: int, end: int, numbers: list[int], weekday: int | None) -> Point | None:
    if len(numbers) == 2:
        return _year_month(start, end, *numbers)
    year, month, day = numbers
    return calendar_point(start, end, Calendar(year, month, day, weekday))


def _year_month(start: int, end: int, year: int, month: int) -> Point | None:
    """As in "2015-03"; but "2007-09" may be years as well, and "2024-25" are years."""
    if not is_new(year):
        return None
    if month > year % 100:
        if 1 <= month <= 12:
            return Point(start, end, _either)
        last = year // 100 * 100 + month
        if last > year + 10:
            return None
        return Point(start, end, lambda _: _school_year(year, last))
    if not 1 <= month <= 12:
        return None
    return calendar_point(start, end, Calendar(year, month))


def _either(_: Context) -> When:
    raise Refused("ambiguous_date")


def _school_year(first: int, last: int) -> When:
    days = year_of(first, "").start, year_of(last, "").end
    return When(f"{first}/{last}", *days, "period", "absolute")


def _read_slashed(numbers: list[int], dotted: bool, weekday: int | None, context: Context) -> When:
    """The one reading that two orders of day and month leave, or a refusal."""
    a, b = numbers[:2]
    year = numbers[2] if len(numbers) == 3 else None
    if year is not None and year < 100:
        year += 2000 if year <= _pivot(context) else 1900
    if dotted:
        return read_calendar(Calendar(year, b, a), context)
    readings = {}
    for day_first, (day, month) in ((True, (a, b)), (False, (b, a))):
        if 1 <= month <= 12 and 1 <= day <= 31:
            readings[day_first] = read_calendar(Calendar(year, month, day), context)
    fitting = {k: w for k, w in readings.items() if _falls_on(w, weekday)} or readings
    if len({w.value for w in fitting.values()}) == 1:
        order, when = next(iter(fitting.items()))
        if len(readings) == 1:
            context.day_first = order
        return when
    if not fitting:
        raise Refused("impossible_date")
    if context.day_first in fitting:
        assert context.day_first is not None
        found = fitting[context.day_first]
        return When(found.value, found.start, found.end, "day", f"{found.basis}; order as before")
    raise Refused("ambiguous_date")


def _pivot(context: Context) -> int:
    return (context.published.year - 2000 + 10) if context.published else 35


def _falls_on(when: When, weekday: int | None) -> bool:
    return weekday is None or when.start is None or when.start.isoweekday() == weekday


def contradicts(point: Point, when: When) -> bool:
    """Whether the weekday printed beside a day is another one than the day falls on."""
    weekday = point.calendar.weekday if point.calendar else None
    return weekday is not None and not _falls_on(when, weekday)
