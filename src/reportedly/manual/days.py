"""Days as people type them into a cell."""

import re
from datetime import date
from typing import Final

from reportedly.extract.dates import find_dates
from reportedly.manual.mapping import DayOrder
from reportedly.manual.quantities import Unreadable
from reportedly.model import DateMention, Segment, Span, make_anchor

_SLASHED = re.compile(r"\s*(\d{1,2})([/.-])(\d{1,2})\2(\d{4})\s*")
_YEAR = re.compile(r"\s*(?:19|20)\d\d\s*")
# What may stand beside a day: words that introduce it, and a time of day after it.
_BEFORE: Final = re.compile(r"\s*(?:(?:as of|as at|on|by|until|to)\s+)?", re.IGNORECASE)
_AFTER: Final = re.compile(
    r"\s*(?:[T ]?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:Z|[+-]\d\d:?\d\d|UTC)?)?\s*"
)


def read_days(
    document: str, text: str, span: Span, *, order: DayOrder = "", published: str | None = None
) -> DateMention:
    """The one date that the cell ``text[span]`` states. Raises :class:`Unreadable`.

    ``order`` tells what "04/03/2025" means; without it such a day is refused.
    """
    cell = text[span.start : span.end]
    slashed = _SLASHED.fullmatch(cell)
    if slashed and order:
        return _from_parts(document, text, span, _in_order(slashed, order))
    if _YEAR.fullmatch(cell):
        return _year(document, text, span, int(cell))
    found, refused = find_dates(document, text, [Segment("table", span)], published)
    if len(found) != 1 or refused:
        raise Unreadable(sorted(refused)[0] if refused else "no_date")
    before = text[span.start : found[0].anchor.start]
    after = text[found[0].anchor.end : span.end]
    if not _BEFORE.fullmatch(before) or not _AFTER.fullmatch(after):
        raise Unreadable("words_beside_date")
    return found[0]


def read_day(text: str, *, order: DayOrder = "") -> str:
    """The ISO day that a whole text states. Raises :class:`Unreadable`."""
    found = read_days("", text, Span(0, len(text)), order=order)
    if found.precision != "day" or found.start is None or found.start != found.end:
        raise Unreadable("no_whole_day")
    return found.start


def _in_order(slashed: "re.Match[str]", order: DayOrder) -> date:
    first, second, year = int(slashed[1]), int(slashed[3]), int(slashed[4])
    day, month = (first, second) if order == "day_first" else (second, first)
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable("impossible_date") from None


def _from_parts(document: str, text: str, span: Span, day: date) -> DateMention:
    iso = day.isoformat()
    anchor = make_anchor(document, text, "date", [span])
    return DateMention(anchor, iso, iso, iso, "day", "absolute; order as the mapping says")


def _year(document: str, text: str, span: Span, year: int) -> DateMention:
    anchor = make_anchor(document, text, "date", [span])
    return DateMention(anchor, str(year), f"{year}-01-01", f"{year}-12-31", "year", "absolute")
