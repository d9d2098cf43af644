"""Calendar dates: days, months and years by name or in digits, and weekdays beside them."""

from dataclasses import replace
from datetime import date
from typing import Final

from reportedly.extract.date_context import (
    NO_DATE,
    Context,
    nearest_day,
    nearest_month,
    safe,
)
from reportedly.extract.date_tokens import touches
from reportedly.extract.date_values import (
    Refused,
    When,
    check_year,
    day_of,
    month_of,
    unresolved,
    year_of,
)
from reportedly.extract.date_words import (
    Calendar,
    Point,
    Tokens,
    is_counted,
    is_joint,
    is_new,
    parse_day,
    parse_month,
    parse_ordinal,
    parse_weekday,
    parse_year,
)
from reportedly.knowledge.calendar import WEEKDAYS, load_calendar

# A month's name that is also a word or a person's name needs one of these before it.
_MONTH_LEADS: Final = frozenset(load_calendar("before_month"))
_NAME_LEADS: Final = frozenset(load_calendar("before_name"))
_WORDS: Final = frozenset({"may", "march", "mar", "dec", "jan", "sep", "oct", "nov", "feb", "aug"})
_NAMES: Final = frozenset({"april", "june", "august", "jun", "apr", "jul"})
_YEAR_LEADS: Final = frozenset(load_calendar("before_year"))
_OLD_LEADS: Final = frozenset(load_calendar("before_old_year"))
_AFTER_OLD: Final = frozenset(load_calendar("after_old_year"))
_WHOSE: Final = frozenset(["the", "its", "his", "their", "a", "this", "s"])


def read_calendar(parts: Calendar, context: Context) -> When:
    """What a calendar date stands for; the year comes from its context where it has none."""
    year, month, day = parts.year, parts.month, parts.day
    if year is not None:
        check_year(year)
    if month is None:
        return year_of(year or 0, "absolute")
    if day is not None:
        return _read_day(parts, month, day, context)
    if year is not None:
        return month_of(year, month, "absolute")
    try:
        year, basis = nearest_month(context, month)
    except LookupError:
        return unresolved(f"XXXX-{month:02}", "month", NO_DATE)
    return month_of(year, month, basis)


def _read_day(parts: Calendar, month: int, day: int, context: Context) -> When:
    if parts.year is not None:
        return day_of(date(parts.year, month, day), "absolute")
    try:
        found, basis = nearest_day(context, month, day, parts.weekday)
    except LookupError:
        return unresolved(f"XXXX-{month:02}-{day:02}", "day", NO_DATE)
    return day_of(found, basis)


def calendar_point(start: int, end: int, parts: Calendar, *, firm: bool = True) -> Point:
    """A point for the parts of a calendar date."""
    return Point(
        start,
        end,
        lambda context: read_calendar(parts, context),
        parts,
        firm=firm,
        states_year=parts.year is not None,
    )


def day_month(t: Tokens, i: int) -> Point | None:
    """As in "17 June 2025", "the 3rd of May", "June 17", "Tuesday, June 17, 2025"."""
    start, weekday = i, None
    i += t[i].low in ("this", "last", "next") and t[i + 1].low in WEEKDAYS
    named = parse_weekday(t, i)
    if named:
        weekday, i = named
        i = skip(t, i, (",", "(", "the", "-", "/"))
    elif i > start:
        return None
    found = _month_first(t, i) or _day_first(t, i)
    if found is None:
        return None
    parts, end = found
    if weekday and t[i - 1].low == "(" and t[end].low == ")":
        end += 1
    return calendar_point(start, end, Calendar(parts.year, parts.month, parts.day, weekday))


def skip(t: Tokens, i: int, words: tuple[str, ...]) -> int:
    """The index after up to two of these words."""
    for _ in range(2):
        if t[i].low in words:
            i += 1
    return i


def _month_first(t: Tokens, i: int) -> tuple[Calendar, int] | None:
    named = parse_month(t, i)
    if named is None or (t[i].low in ("may", "march", "mar") and not t[i].capital):
        return None
    month, j = named
    if t[i].low == "may" and _is_surname(t, i):
        return None
    if t[j].low in "-/" and t[j].low and touches(t[j - 1], t[j]) and t[j + 1].kind == "number":
        joined = parse_day(t, j + 1)
        if joined and not is_joint(t[j + 2]):
            return Calendar(None, month, joined[0]), joined[1]
        last = parse_year(t, j + 3) if touches(t[j + 1], t[j + 2]) else None
        if joined and last and is_new(last[0]):
            return Calendar(last[0], month, joined[0]), last[1]
        return None
    k = skip(t, j, (",", "the")) if parse_ordinal(t, skip(t, j, (",", "the"))) else j
    found = parse_day(t, k, words=True)
    if found is None or is_counted(t, found[1]):
        return None
    day, end = found
    year, end = year_after(t, end)
    return Calendar(year, month, day), end


def _is_surname(t: Tokens, i: int) -> bool:
    """Whether another name stands right before: "Theresa May"."""
    before = t[i - 1]
    return before.capital and before.low not in _NAME_LEADS and before.low not in (*WEEKDAYS, "on")


def _day_first(t: Tokens, i: int) -> tuple[Calendar, int] | None:
    i += t[i].low == "the"
    found = parse_day(t, i, words=True)
    if found is None:
        return None
    day, j = found
    j += t[j].low == "day" and t[j + 1].low == "of"
    j += t[j].low in ("of", "-", "/") and t[j].low != ""
    named = parse_month(t, j)
    if named is None or (t[j].low in ("may", "march", "mar") and not t[j].capital):
        return None
    month, end = named
    joined = t[j - 1].low in "-/" and t[end].low in "-/" and t[end].low
    year, end = year_after(t, end + 1 if joined else end)
    return Calendar(year, month, day), end


def year_after(t: Tokens, i: int) -> tuple[int | None, int]:
    """The year after a day and month, and where it ends."""
    j = skip(t, i, (",", "of", "in"))
    found = parse_year(t, j)
    if found is None or is_counted(t, found[1]):
        return None, i
    year, end = found
    plain = t[j].kind == "number" and t[j - 1].low not in ("in", ",")
    if is_new(year) or (plain and len(t[j].low) >= 3) or t[j].kind == "word":
        return year, end
    return (year, end) if len(t[j].low) != 4 or year < NEWEST else (None, i)


NEWEST: Final = 3000


def month_year(t: Tokens, i: int) -> Point | None:
    """As in "June 2025", "June of 2025", "Jun-2025", or "June" where its words leave no doubt."""
    named = parse_month(t, i)
    if named is None:
        return None
    month, j = named
    k = skip(t, j, (",", "of", "in", "-", "/"))
    year = parse_year(t, k)
    plain = t[k].kind == "number" and len(t[k].low) >= 4
    if year and plain and not is_counted(t, year[1]) and (is_new(year[0]) or k == j):
        return calendar_point(i, year[1], Calendar(year[0], month))
    if year and t[k].kind != "number" and is_new(year[0]):
        return calendar_point(i, year[1], Calendar(year[0], month))
    return calendar_point(i, j, Calendar(None, month), firm=_is_month(t, i))


def _is_month(t: Tokens, i: int) -> bool:
    """Whether a month's name without day and year stands for the month."""
    name, before = t[i].low, t[i - 1].low
    if name in ("may", "march", "mar"):
        return t[i].capital and before in _MONTH_LEADS and before != "of"
    if name in _WORDS:
        return before in (_NAME_LEADS if t[i].capital else _MONTH_LEADS)
    if name in _NAMES:
        return before in _NAME_LEADS
    return t[i].capital or before in _NAME_LEADS


def year_first(t: Tokens, i: int) -> Point | None:
    """As in "2025 June", "2025-Jun-18", "2025/Jun/18"."""
    if t[i].kind != "number" or not is_new(t[i].number):
        return None
    joined = t[i + 1].low in ("-", "/")
    named = parse_month(t, i + 1 + joined)
    if named is None:
        return None
    month, end = named
    if not joined and t[end - 1].low in ("may", "march", "mar"):
        return None
    day = parse_day(t, end + 1) if joined and t[end].low == t[i + 1].low else None
    if joined and day:
        return calendar_point(i, day[1], Calendar(t[i].number, month, day[0]))
    return None if parse_day(t, end) else calendar_point(i, end, Calendar(t[i].number, month))


def year_alone(t: Tokens, i: int) -> Point | None:
    """A year that its words show to be one: "in 2022", "the year 1870", "the 2024 budget"."""
    start, j = i, i
    if t[i].low in ("calendar", "year"):
        start -= t[i - 1].low == "the"
        j = skip(t, i, ("calendar", "year"))
        j += t[j].low == "of"
        if t[j].kind != "number" or len(t[j].low) != 4:
            return None
        return calendar_point(start, j + 1, Calendar(t[j].number))
    found = parse_year(t, i)
    if found is None or is_counted(t, found[1]):
        return None
    if t[i].kind == "word" and not closes(t, found[1]):
        return None
    if t[i].kind == "number" and len(t[i].low) < 4:
        return None
    year, end = found
    if t[i].kind == "number" and _is_part(t, i, end):
        return None
    point = calendar_point(i, end, Calendar(year), firm=_is_year(t, i, end, year))
    # "Its 2014 report" says nothing about the year of what else happened.
    return replace(point, states_year=t[i - 1].low not in _WHOSE)


def _is_part(t: Tokens, i: int, end: int) -> bool:
    """Whether the number is glued to others: a telephone number, a price, a code."""
    if t[i - 1].low in tuple("$€£¥₩#+"):
        return True
    left = is_joint(t[i - 1]) and touches(t[i - 1], t[i]) and t[i - 2].kind != "word"
    right = is_joint(t[end]) and touches(t[end - 1], t[end]) and t[end + 1].kind != "word"
    return left or (right and not is_new(t[end + 1].number) and len(t[end + 1].low) != 2)


def _is_year(t: Tokens, i: int, end: int, year: int) -> bool:
    before, after = t[i - 1].low, t[end]
    if len(t[i].low) > 4 and t[i].kind == "number":
        return False
    if is_new(year):
        if before in _YEAR_LEADS or before in ("(", "=", "year") or t[i].kind == "word":
            return True
        if before == "than" and t[i - 2].low in ("later", "earlier"):
            return True
        if after.low == "or" and t[end + 1].low in ("later", "earlier"):
            return True
        return before in _WHOSE and after.kind == "word" and not after.capital
    if before not in _OLD_LEADS:
        return False
    return after.kind in ("end", "mark") or after.low in _AFTER_OLD


def day_of_month(t: Tokens, i: int) -> Point | None:
    """As in "on the 18th", "Monday 21", "Tuesday the eleventh": the nearest month that has it."""
    start, weekday = i, None
    named = parse_weekday(t, i)
    if named:
        weekday, i = named
        i += t[i].low == "the"
    elif not (t[i].low == "the" and t[i - 1].low == "on"):
        return None
    else:
        i += 1
    if t[i].kind not in ("ordinal", "number", "word") or t[i].low in WEEKDAYS:
        return None
    found = parse_day(t, i) if weekday else parse_ordinal(t, i)
    if found is None or not closes(t, found[1]):
        return None
    day, end = found
    return Point(start, end, lambda context: _read_day_alone(day, weekday, context))


def closes(t: Tokens, i: int) -> bool:
    """Whether nothing follows that the number could count or order ("the 18th floor")."""
    if t[i].kind == "mark":
        return t[i].low not in "-–%:/" and not is_counted(t, i)
    return t[i].kind == "end" or t[i].low in (
        "and",
        "or",
        "he",
        "she",
        "they",
        "it",
        "when",
        "with",
    )


def _read_day_alone(day: int, weekday: int | None, context: Context) -> When:
    if context.published is None:
        return unresolved(f"XXXX-XX-{day:02}", "day", NO_DATE)
    anchor = context.published
    months = (anchor.year * 12 + anchor.month - 1 + n for n in range(-12, 13))
    days = [d for m in months if (d := safe(m // 12, m % 12 + 1, day))]
    days = [d for d in days if weekday is None or d.isoweekday() == weekday]
    if not days:
        raise Refused("impossible_date")
    return day_of(min(days, key=lambda d: abs((d - anchor).days)), "document date, nearest month")
