"""Dates: expressions with their value, precision and what they were resolved from.

The document date serves "on Tuesday" or "last month" and nothing else: an expression that needs a
year and has none is resolved against it only where the text leaves one reading.
"""

import calendar
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from reportedly.model import DateMention, DatePrecision, Maker, Segment, Span, make_anchor

MAKER: Final = Maker("dates", 1)

MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name}
MONTHS["sept"] = 9
WEEKDAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
EARLIEST, LATEST = 1000, 2999  # years outside are numbers or errors, not dates of reporting

_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|"
    r"December|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{3,6})"
_COUNT = r"(?P<count>\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_WEEKDAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_UNIT = r"(?P<unit>day|week|month|year)"
COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
COUNTS |= {"seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12}


@dataclass(frozen=True, slots=True)
class Resolved:
    """A value: TIMEX3, first and last day, precision, basis."""

    value: str
    start: date | None
    end: date | None
    precision: DatePrecision
    basis: str


Reader = Callable[[re.Match[str], date | None], Resolved | None]


def find_dates(
    document: str, text: str, segments: Iterable[Segment], published: str | None
) -> tuple[tuple[DateMention, ...], Counter[str]]:
    """Date expressions in order, and counts of what was refused by reason."""
    anchor = date.fromisoformat(published) if published else None
    taken: list[tuple[Span, Resolved]] = []
    refused: Counter[str] = Counter()
    for segment in segments:
        if segment.kind != "front_matter":
            for span, resolved in _in_segment(text, segment.span, anchor, refused):
                taken.append((span, resolved))
    return tuple(_make(document, text, span, found) for span, found in taken), refused


def _make(document: str, text: str, span: Span, found: Resolved) -> DateMention:
    return DateMention(
        make_anchor(document, text, "date", [span]),
        found.value,
        found.start.isoformat() if found.start else None,
        found.end.isoformat() if found.end else None,
        found.precision,
        found.basis,
    )


def _in_segment(
    text: str, span: Span, anchor: date | None, refused: Counter[str]
) -> Iterator[tuple[Span, Resolved]]:
    """Matches of all rules, the earlier and longer first, none overlapping another."""
    matches = [
        (_extent(m).start, -m.end(), n, m, read)
        for n, (pattern, read) in enumerate(RULES)
        for m in pattern.finditer(text, *span)
    ]
    end = 0
    for start, _, _, match, read in sorted(matches, key=lambda item: item[:3]):
        if start < end:
            continue
        try:
            resolved = read(match, anchor)
        except (ValueError, OverflowError):
            refused["impossible_date"] += 1
            end = match.end()
            continue
        if resolved:
            end = match.end()
            yield Span(start, match.end()), resolved


def _extent(match: re.Match[str]) -> Span:
    return Span(*match.span("span" if "span" in match.re.groupindex else 0))


# ------------------------------------------------------------------ reading matches


def _year(match: re.Match[str]) -> int:
    year = int(match["year"])
    if not EARLIEST <= year <= LATEST:
        raise ValueError(f"year {year}")
    return year


def _month(match: re.Match[str]) -> int:
    return MONTHS[match["month"].lower().rstrip(".")]


def _day(day: date, basis: str) -> Resolved:
    return Resolved(day.isoformat(), day, day, "day", basis)


def month_of(year: int, month: int, basis: str) -> Resolved:
    """A whole month."""
    last = calendar.monthrange(year, month)[1]
    return Resolved(
        f"{year}-{month:02}", date(year, month, 1), date(year, month, last), "month", basis
    )


def year_of(year: int, basis: str) -> Resolved:
    """A whole year."""
    return Resolved(f"{year}", date(year, 1, 1), date(year, 12, 31), "year", basis)


def _full(match: re.Match[str], _: date | None) -> Resolved:
    return _day(date(_year(match), _month(match), int(match["day"])), "absolute")


def _iso(match: re.Match[str], _: date | None) -> Resolved:
    return _day(date(_year(match), int(match["m"]), int(match["day"])), "absolute")


def _range(match: re.Match[str], _: date | None) -> Resolved:
    year, month = _year(match), _month(match)
    first, last = date(year, month, int(match["day"])), date(year, month, int(match["day2"]))
    if last < first:
        raise ValueError("upside-down range")
    return Resolved(f"{first}/{last}", first, last, "period", "absolute")


def _month_year(match: re.Match[str], _: date | None) -> Resolved:
    return month_of(_year(match), _month(match), "absolute")


def _day_month(match: re.Match[str], anchor: date | None) -> Resolved | None:
    """A day without a year: the one nearest to the document date, within half a year of it."""
    month, day = _month(match), int(match["day"])
    date(2024, month, day)  # raises on 31 June; 2024 has a 29 February
    if anchor is None:
        return Resolved(f"XXXX-{month:02}-{day:02}", None, None, "day", "no document date")
    near = [d for y in (-1, 0, 1) if (d := _safe(anchor.year + y, month, day))]
    best = min(near, key=lambda d: abs((d - anchor).days))
    return _day(best, "document date, nearest year")


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _in_year(match: re.Match[str], _: date | None) -> Resolved:
    return year_of(_year(match), "absolute")


def _in_month(match: re.Match[str], anchor: date | None) -> Resolved | None:
    month = _month(match)
    if anchor is None:
        return Resolved(f"XXXX-{month:02}", None, None, "month", "no document date")
    which = (match.groupdict().get("which") or "").lower()
    year = anchor.year
    if which == "last":
        # "Last November" is the latest one that is over.
        year -= 1 if month >= anchor.month else 0
    elif which == "next":
        year += 1 if month <= anchor.month else 0
    elif match[0].lower().startswith("since"):
        # "Since October" began in the past, however near the next October may be.
        year -= 1 if month > anchor.month else 0
    elif which != "this":
        # Without a word that says which: the nearest one.
        gaps = {
            y: abs((y - anchor.year) * 12 + month - anchor.month)
            for y in (year - 1, year, year + 1)
        }
        year = min(gaps, key=lambda y: gaps[y])
    return month_of(year, month, "document date")


def _weekday(match: re.Match[str], anchor: date | None) -> Resolved | None:
    wanted = WEEKDAYS[match["weekday"].lower()]
    if anchor is None:
        return Resolved(f"XXXX-WXX-{wanted + 1}", None, None, "day", "no document date")
    which = (match.groupdict().get("which") or "").lower()
    back = (anchor.weekday() - wanted) % 7
    if which == "next":
        return _day(
            anchor + timedelta(days=(wanted - anchor.weekday() - 1) % 7 + 1), "document date"
        )
    if which == "last" and back == 0:
        back = 7
    return _day(anchor - timedelta(days=back), "document date, latest such day")


def _near_day(match: re.Match[str], anchor: date | None) -> Resolved | None:
    shift = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0}[match["word"].lower()]
    if anchor is None:
        return Resolved("PRESENT_REF", None, None, "day", "no document date")
    return _day(anchor + timedelta(days=shift), "document date")


def _near_unit(match: re.Match[str], anchor: date | None) -> Resolved | None:
    unit, which = match["unit"].lower(), match["which"].lower()
    if anchor is None:
        return Resolved(
            "PAST_REF" if which in _PAST else "FUTURE_REF", None, None, "period", "no document date"
        )
    step = -1 if which in _PAST else 0 if which == "this" else 1
    if unit == "week":
        return _week(anchor + timedelta(weeks=step))
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + step
        return month_of(months // 12, months % 12 + 1, "document date")
    return year_of(anchor.year + step, "document date")


_PAST = ("last", "past", "previous")


def _week(day: date) -> Resolved:
    monday = day - timedelta(days=day.weekday())
    year, week, _ = monday.isocalendar()
    value = f"{year}-W{week:02}"
    return Resolved(value, monday, monday + timedelta(days=6), "week", "document date")


def _ago(match: re.Match[str], anchor: date | None) -> Resolved | None:
    unit, count = match["unit"].lower(), match["count"].lower()
    number = int(count) if count.isdigit() else COUNTS[count]
    if anchor is None:
        return Resolved("PAST_REF", None, None, "period", "no document date")
    if unit == "day":
        return _day(anchor - timedelta(days=number), "document date")
    if unit == "week":
        return _week(anchor - timedelta(weeks=number))
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 - number
        return month_of(months // 12, months % 12 + 1, "document date")
    return year_of(anchor.year - number, "document date")


def _rule(pattern: str, read: Reader) -> tuple[re.Pattern[str], Reader]:
    return re.compile(rf"(?<!\w){pattern}(?!\w)"), read


_PREPOSITION = r"(?:in|by|since|during|until|till|from|of|before|after|around|throughout)\s"
_WHICH = r"(?P<which>last|this|next)\s"

# Earlier rules win where two begin at the same place and are equally long. A group named ``span``
# marks the expression where a rule needs to see the word before it.
RULES: Final[tuple[tuple[re.Pattern[str], Reader], ...]] = (
    _rule(rf"{_MONTH}\s{_DAY}\s?(?:-|–|to)\s?(?P<day2>\d{{1,2}}),?\s{_YEAR}", _range),
    _rule(rf"{_DAY}\s?(?:-|–|to)\s?(?P<day2>\d{{1,2}})\s{_MONTH},?\s{_YEAR}", _range),
    _rule(rf"{_MONTH}\s{_DAY},?\s{_YEAR}", _full),
    _rule(rf"{_DAY}\s(?:of\s)?{_MONTH},?\s{_YEAR}", _full),
    _rule(r"(?P<year>\d{4,6})-(?P<m>\d{2})-(?P<day>\d{2})", _iso),
    _rule(r"(?P<day>\d{1,2})\.(?P<m>\d{2})\.(?P<year>\d{4})", _iso),
    _rule(rf"{_MONTH},?\s(?P<year>\d{{4,6}})", _month_year),
    _rule(rf"{_MONTH}\s{_DAY}", _day_month),
    _rule(rf"{_DAY}\s(?:of\s)?{_MONTH}", _day_month),
    _rule(rf"(?i:{_PREPOSITION})(?P<span>(?P<year>(?:19|20)\d{{2}}))", _in_year),
    _rule(rf"(?i:{_WHICH}){_MONTH}", _in_month),
    _rule(rf"(?i:{_PREPOSITION})(?P<span>{_MONTH})", _in_month),
    _rule(rf"(?:(?i:{_WHICH}))?{_WEEKDAY}", _weekday),
    _rule(r"(?i:(?P<word>yesterday|today|tomorrow|tonight))", _near_day),
    _rule(r"(?i:(?P<which>last|past|previous|this|next)\s(?P<unit>week|month|year))", _near_unit),
    _rule(rf"(?i:{_COUNT}\s{_UNIT}s?\sago)", _ago),
)
