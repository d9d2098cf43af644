"""What a date expression can stand for: days, weeks, months and longer, and steps between them."""

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from reportedly.model import DatePrecision

EARLIEST, LATEST = 1000, 2999  # years outside are numbers or errors, not dates of reporting
UNITS: Final[dict[str, DatePrecision]] = {
    "day": "day",
    "week": "week",
    "fortnight": "week",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "decade": "decade",
}
_SEASONS = {"SP": 3, "SU": 6, "FA": 9}  # first months, by the northern calendar of three months
_LETTERS = {"day": "D", "week": "W", "fortnight": "W", "month": "M", "quarter": "Q", "year": "Y"}
_LETTERS |= {"decade": "DE", "century": "CE"}


class Refused(ValueError):
    """An expression that is no date, or more than one; its argument is the reason counted."""


@dataclass(frozen=True, slots=True)
class When:
    """A value: TIMEX3, first and last day (None where open), precision, basis."""

    value: str
    start: date | None
    end: date | None
    precision: DatePrecision
    basis: str


def unresolved(value: str, precision: DatePrecision, basis: str) -> When:
    """A value of which no days can be told."""
    return When(value, None, None, precision, basis)


def check_year(year: int) -> int:
    """The year, if reporting can speak of it."""
    if not EARLIEST <= year <= LATEST:
        raise Refused("impossible_date")
    return year


def day_of(day: date, basis: str) -> When:
    """One day."""
    return When(day.isoformat(), day, day, "day", basis)


def week_of(day: date, basis: str) -> When:
    """The week, Monday to Sunday, that a day lies in."""
    monday = day - timedelta(days=day.weekday())
    year, week, _ = monday.isocalendar()
    return When(f"{year}-W{week:02}", monday, monday + timedelta(days=6), "week", basis)


def weekend_of(day: date, basis: str) -> When:
    """Saturday and Sunday of the week that a day lies in."""
    saturday = day + timedelta(days=5 - day.weekday())
    year, week, _ = saturday.isocalendar()
    return When(f"{year}-W{week:02}-WE", saturday, saturday + timedelta(days=1), "period", basis)


def months_of(first: tuple[int, int], count: int) -> tuple[date, date]:
    """First and last day of ``count`` months from (year, month)."""
    year, month = first
    last = year * 12 + month - 2 + count
    end_year, end_month = last // 12, last % 12 + 1
    days = calendar.monthrange(end_year, end_month)[1]
    return date(year, month, 1), date(end_year, end_month, days)


def month_of(year: int, month: int, basis: str) -> When:
    """A whole month."""
    return When(f"{year}-{month:02}", *months_of((year, month), 1), "month", basis)


def quarter_of(year: int, quarter: int, basis: str) -> When:
    """A quarter of a calendar year, 1 to 4."""
    days = months_of((year, quarter * 3 - 2), 3)
    return When(f"{year}-Q{quarter}", *days, "quarter", basis)


def half_of(year: int, half: int, basis: str) -> When:
    """The first or second half of a calendar year."""
    return When(f"{year}-H{half}", *months_of((year, half * 6 - 5), 6), "period", basis)


def season_of(year: int, season: str, basis: str) -> When:
    """A season of a year. Which winter a single year means is not said, so it stays open."""
    value = f"{year}-{season}"
    if season not in _SEASONS:
        return unresolved(value, "season", f"{basis}; a winter runs over two years")
    return When(value, *months_of((year, _SEASONS[season]), 3), "season", basis)


def year_of(year: int, basis: str) -> When:
    """A whole year."""
    return When(f"{year}", date(year, 1, 1), date(year, 12, 31), "year", basis)


def decade_of(year: int, basis: str) -> When:
    """The ten years that a year lies in, from the one that ends in 0."""
    first = year // 10 * 10
    return When(f"{year // 10}", date(first, 1, 1), date(first + 9, 12, 31), "decade", basis)


def century_of(year: int, basis: str) -> When:
    """The hundred years that a year lies in, from the one that ends in 00."""
    first = year // 100 * 100
    return When(f"{year // 100}", date(first, 1, 1), date(first + 99, 12, 31), "period", basis)


def unit_of(day: date, unit: str, basis: str) -> When:
    """The day, week, month … that a day lies in."""
    match unit:
        case "day":
            return day_of(day, basis)
        case "week" | "fortnight":
            return week_of(day, basis)
        case "weekend":
            return weekend_of(day, basis)
        case "month":
            return month_of(day.year, day.month, basis)
        case "quarter":
            return quarter_of(day.year, (day.month + 2) // 3, basis)
        case "year":
            return year_of(day.year, basis)
        case "decade":
            return decade_of(day.year, basis)
    return century_of(day.year, basis)


def step(day: date, unit: str, count: int) -> date:
    """The day ``count`` units later; the last of the month where the month is too short."""
    if abs(count) > 4000:
        raise Refused("impossible_date")
    if unit == "day":
        return day + timedelta(days=count)
    if unit in ("week", "fortnight", "weekend"):
        return day + timedelta(weeks=count * (2 if unit == "fortnight" else 1))
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit] * count
    there = day.year * 12 + day.month - 1 + months
    year, month = there // 12, there % 12 + 1
    if not 1 <= year <= 9999:
        raise Refused("impossible_date")
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def rolling(day: date, unit: str, count: int, basis: str) -> When:
    """The last (count below 0) or next units, up to the day before or from the day after."""
    value = f"P{abs(count) * (2 if unit == 'fortnight' else 1)}{_LETTERS[unit]}"
    if unit == "quarter":
        near = unit_of(step(day, unit, 1 if count > 0 else -1), unit, basis)
        far = unit_of(step(day, unit, count), unit, basis)
        first, last = (near, far) if count > 0 else (far, near)
        return When(value, first.start, last.end, "period", basis)
    edge = step(day, unit, count)
    if count < 0:
        return When(value, edge, day - timedelta(days=1), "period", basis)
    return When(value, day + timedelta(days=1), edge, "period", basis)


_MONTH_PARTS = {"early": (1, 15), "mid": (10, 20), "late": (16, 31)}
_LONG_PARTS = {"early": (0, 1), "mid": (1, 2), "late": (2, 3)}  # thirds


def part_of(whole: When, part: str) -> When:
    """Early, mid or late in a period: halves or the middle of a month, thirds of anything longer.

    The value stays that of the period, as TIMEX3 has it; only the days are fewer.
    """
    if whole.start is None or whole.end is None:
        return whole
    basis = f"{whole.basis}; {part} part by convention"
    if whole.precision == "month":
        first, last = _MONTH_PARTS[part]
        end = min(whole.end, whole.start + timedelta(days=last - 1))
        days = whole.start + timedelta(days=first - 1), end
    elif whole.precision in ("year", "decade"):
        days = _third(whole.start, whole.end, part)
    else:
        span = (whole.end - whole.start).days + 1
        low, high = (span * n // 3 for n in _LONG_PARTS[part])
        days = whole.start + timedelta(days=low), whole.start + timedelta(days=max(low, high - 1))
    return replace(whole, start=days[0], end=days[1], precision="period", basis=basis)


def _third(start: date, end: date, part: str) -> tuple[date, date]:
    """Four months of a year; of a decade the years 0 to 3, 4 to 6 and 7 to 9."""
    if end.year == start.year:
        return months_of((start.year, {"early": 1, "mid": 5, "late": 9}[part]), 4)
    first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[part]
    return date(start.year + first, 1, 1), date(start.year + last, 12, 31)


def easter(year: int) -> date:
    """Easter Sunday of the Western churches (the anonymous Gregorian rule)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Eastern churches, in the Gregorian calendar."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    behind = year // 100 - year // 400 - 2
    return date(year, month, day + 1) + timedelta(days=behind)


def holiday_of(rule: str, year: int) -> date:
    """The day that a rule of the table of holidays names in a year."""
    for name, find in (("easter", easter), ("orthodox", orthodox_easter)):
        if rule.startswith(name):
            return find(year) + timedelta(days=int(rule.removeprefix(name)))
    rule, _, later = rule.partition("+")
    parts = [int(p) for p in rule.split("-")]
    if len(parts) == 2:
        return date(year, parts[0], parts[1])
    month, weekday, nth = parts
    first = date(year, month, 1)
    offset = (weekday - 1 - first.weekday()) % 7 + 7 * (nth - 1) + int(later or 0)
    return first + timedelta(days=offset)
