"""Periods with a name: seasons, quarters, decades, fiscal years, named days."""

import re
from datetime import date, timedelta
from typing import Final

from reportedly.extract.date_context import NO_DATE, Context
from reportedly.extract.date_relative import SEASONS, WHICH
from reportedly.extract.date_values import (
    When,
    century_of,
    check_year,
    day_of,
    decade_of,
    half_of,
    holiday_of,
    quarter_of,
    season_of,
    unresolved,
)
from reportedly.extract.date_words import (
    Point,
    Tokens,
    is_counted,
    is_joint,
    is_new,
    parse_ordinal,
)
from reportedly.knowledge.calendar import load_holidays, load_numbers

DECADES: Final = load_numbers("decade")
_DECADE = re.compile(r"([12][0-9]{2})0s")
_TWO_YEARS = re.compile(r"([0-9]{4})-([0-9]{2})")
_QUARTER = re.compile(r"([qh])([1-4])")


def season(t: Tokens, i: int) -> Point | None:
    """As in "spring 2023", "the summer of 2024", "winter 2024-25", "the winter of 2024/25"."""
    start = i
    i += t[i].low == "the"
    if t[i].low not in SEASONS:
        return None
    name = SEASONS[t[i].low]
    j = i + 1
    if t[j].low in ("of", "in", ","):
        j += 1
    if t[j].low in WHICH and t[j + 1].low == "year":
        sign = WHICH[t[j].low]
        return Point(start, j + 2, lambda context: _season_of_year(name, sign, context))
    years = _TWO_YEARS.fullmatch(t[j].low)
    if years and int(years[2]) == (int(years[1]) + 1) % 100:
        return Point(start, j + 1, lambda _: _winter(int(years[1]), name))
    if t[j].kind != "number" or len(t[j].low) != 4 or is_counted(t, j + 1):
        return None
    year, end = t[j].number, j + 1
    if (is_joint(t[end]) or t[end].low == "/") and t[end + 1].number == (year + 1) % 100:
        return Point(start, end + 2, lambda _: _winter(year, name))
    return Point(start, end, lambda _: season_of(check_year(year), name, "absolute"))


def _winter(year: int, name: str) -> When:
    check_year(year)
    if name != "WI":
        raise ValueError(name)
    end = date(year + 1, 3, 1) - timedelta(days=1)
    return When(f"{year}-WI", date(year, 12, 1), end, "season", "absolute")


def _season_of_year(name: str, sign: int, context: Context) -> When:
    if context.published is None:
        return unresolved(f"XXXX-{name}", "season", NO_DATE)
    return season_of(context.published.year + sign, name, "document date")


def quarter(t: Tokens, i: int) -> Point | None:
    """As in "Q3 2024", "2024-Q3", "H1 of 2025"; without a year it stays open."""
    found = _QUARTER.fullmatch(t[i].low)
    if found and (found[1] == "q" or int(found[2]) < 3):
        j = i + 1
        j += t[j].low in ("of", "-", ",", "/")
        if t[j].kind == "number" and is_new(t[j].number):
            return _quarter(i, j + 1, found, t[j].number)
        if found[1] == "q" and t[i].kind == "mixed":
            value = f"XXXX-Q{found[2]}"
            return Point(i, i + 1, lambda _: unresolved(value, "quarter", "no year stated"))
        return None
    if t[i].kind == "number" and is_new(t[i].number):
        j = i + 1 + is_joint(t[i + 1])
        found = _QUARTER.fullmatch(t[j].low)
        if found and (found[1] == "q" or int(found[2]) < 3):
            return _quarter(i, j + 1, found, t[i].number)
    return None


def _quarter(start: int, end: int, found: re.Match[str], year: int) -> Point:
    of = quarter_of if found[1] == "q" else half_of
    number = int(found[2])
    return Point(start, end, lambda _: of(year, number, "absolute"), states_year=True)


def decade(t: Tokens, i: int) -> Point | None:
    """As in "the 1990s", "1990s", "the nineties", "the 19th century"."""
    start = i
    i += t[i].low == "the"
    printed = _DECADE.fullmatch(t[i].low)
    if printed:
        year = int(printed[1]) * 10
        return Point(start, i + 1, lambda _: _decade(year))
    if t[i].low in DECADES and i > start:
        tens = DECADES[t[i].low]
        return Point(start, i + 1, lambda _: decade_of(1900 + tens, "absolute"))
    number = parse_ordinal(t, i)
    if number and t[number[1]].low == "century" and 10 < number[0] <= 22:
        first = (number[0] - 1) * 100
        return Point(start, number[1] + 1, lambda _: century_of(first, "absolute"))
    return None


def _decade(year: int) -> When:
    if year % 100 == 0 and year < 2000:
        return unresolved(f"{year // 10}", "decade", "ten years or a hundred: not said")
    return decade_of(year, "absolute")


def fiscal_year(t: Tokens, i: int) -> Point | None:
    """As in "fiscal year 2024", "FY2025": its months differ by country."""
    start, j = i, i
    glued = re.fullmatch(r"fy((?:19|20)?[0-9]{2})", t[i].low)
    if glued:
        year, end = int(glued[1]), i + 1
    elif t[i].low == "fy" or (t[i].low in ("fiscal", "financial") and t[i + 1].low == "year"):
        j = i + (1 if t[i].low == "fy" else 2)
        if t[j].kind != "number" or not is_new(t[j].number):
            return None
        year, end = t[j].number, j + 1
    else:
        return None
    if year < 100:
        year += 2000
    if (is_joint(t[end]) or t[end].low == "/") and t[end + 1].kind == "number":
        end += 2 if t[end + 1].number == (year + 1) % 100 else 0
    why = "fiscal year: its first month is not said"
    return Point(start, end, lambda _: unresolved(f"FY{year}", "year", why))


_HOLIDAYS: Final = load_holidays()
_FIRST_WORDS: Final = frozenset(name[0] for name in _HOLIDAYS)
_LONGEST: Final = max(map(len, _HOLIDAYS))


def holiday(t: Tokens, i: int) -> Point | None:
    """As in "Christmas", "Easter 2018", "last Easter"."""
    start = i
    sign = WHICH.get(t[i].low, 0)
    i += t[i].low in WHICH
    rule, end = _holiday_rule(t, i)
    if not rule:
        return None
    year_at = end + (t[end].low in (",", "of", "in"))
    if start == i and t[year_at].kind == "number" and is_new(t[year_at].number):
        year = t[year_at].number
        return Point(
            start, year_at + 1, lambda _: day_of(holiday_of(rule, year), "absolute"),
            states_year=True,
        )  # fmt: skip
    return Point(start, end, lambda context: _holiday(rule, sign, context))


def _holiday_rule(t: Tokens, i: int) -> tuple[str, int]:
    if t[i].low not in _FIRST_WORDS:
        return "", i
    for n in range(_LONGEST, 0, -1):
        rule = _HOLIDAYS.get(tuple(token.low for token in t[i : i + n]))
        if rule:
            return rule, i + n
    return "", i


def _holiday(rule: str, sign: int, context: Context) -> When:
    if context.published is None:
        if context.year:
            return day_of(holiday_of(rule, context.year.year), context.year.basis)
        return unresolved("XXXX-XX-XX", "day", NO_DATE)
    anchor = context.published
    days = [holiday_of(rule, anchor.year + n) for n in (-1, 0, 1)]
    if sign < 0:
        days = [max(d for d in days if d < anchor)]
    elif sign > 0:
        days = [min(d for d in days if d > anchor)]
    day = min(days, key=lambda d: abs((d - anchor).days))
    return day_of(day, "document date, nearest year" if not sign else "document date")
