"""What a date expression is resolved from: the document date, the text before it, its own words."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from reportedly.extract.date_values import When
from reportedly.model import DatePrecision, Span

NO_DATE: Final = "no document date"
RECENT: Final = 31  # days before the publication of which news speaks without a year
NO_REFERENCE: Final = "no date before it in the text"


@dataclass(frozen=True, slots=True)
class Known:
    """A date that the text has given before, and where."""

    when: When
    span: Span

    @property
    def basis(self) -> str:
        """How a value resolved from this one says so."""
        return f"date in text at {self.span.start}"


@dataclass(frozen=True, slots=True)
class StatedYear:
    """A year that the paragraph has stated, from which day on, and where.

    It is sure in the sentence of a full date; then it wins over a day of the last weeks too.
    """

    year: int
    since: date
    at: int
    sure: bool = False

    @property
    def basis(self) -> str:
        """How a value with this year says so."""
        return f"year in text at {self.at}"


@dataclass(slots=True)
class Context:
    """State while a text is read from its beginning to its end."""

    published: date | None
    known: dict[DatePrecision, Known] = field(default_factory=dict)
    year: "StatedYear | None" = None  # stated before in the same paragraph
    day_first: bool | None = None  # order that a clear 22/04/2025 in the same text has shown
    direction: int = 0  # -1 after "since", 1 where the words before speak of the future
    tense: int = 0  # -1 where a verb shortly before stands in the past; months go by it

    def latest(self, precisions: Iterable[DatePrecision]) -> Known | None:
        """The nearest earlier date that is as fine as one of these."""
        found = [self.known[p] for p in precisions if p in self.known]
        return max(found, key=lambda k: k.span.start, default=None)

    def remember(self, when: When, span: Span, *, year: bool) -> None:
        """Keep a resolved date for what comes after it, and its year if the text states one."""
        if when.start is None or when.end is None:
            return
        self.known[when.precision] = Known(when, span)
        if year and when.start.year == when.end.year:
            sure = when.precision in ("day", "month")
            self.year = StatedYear(when.start.year, when.start, span.start, sure)

    def new_sentence(self) -> None:
        """The year of a full date is less sure to hold; a bare year holds no longer."""
        if self.year is not None:
            self.year = replace(self.year, sure=False) if self.year.sure else None

    def new_paragraph(self) -> None:
        """A year stated in one paragraph says nothing about a day in the next."""
        self.year = None


def safe(year: int, month: int, day: int) -> date | None:
    """The day, or None where there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest_day(context: Context, month: int, day: int, weekday: int | None) -> tuple[date, str]:
    """The day of a month in the year that the text or the document date leaves.

    Raises :class:`LookupError` without either.
    """
    date(2024, month, day)  # raises on 31 June; 2024 has a 29 February
    stated = safe(context.year.year, month, day) if context.year else None
    if stated and weekday is not None and stated.isoweekday() != weekday:
        stated = None
    if context.year and stated and context.year.sure:
        return stated, context.year.basis
    if context.published is None:
        if context.year and stated and stated >= context.year.since:
            return stated, context.year.basis
        raise LookupError
    nearest = _nearest(context, context.published, (month, day), weekday)
    recent = 0 <= (context.published - nearest).days <= RECENT
    if context.year and stated and not recent:
        return stated, context.year.basis
    return nearest, "document date, nearest year"


def _nearest(
    context: Context, anchor: date, month_day: tuple[int, int], weekday: int | None
) -> date:
    """The nearest such day; a verb in the past rules out what lies far ahead."""
    month, day = month_day
    around = (
        range(anchor.year - 4, anchor.year + 5)
        if (month, day) == (2, 29)
        else range(anchor.year - 1, anchor.year + 2)
    )
    days = [d for year in around if (d := safe(year, month, day))]
    latest = 0 if context.direction < 0 else RECENT * 2 if context.tense < 0 else 1000
    days = [d for d in days if (d - anchor).days <= latest] or days
    fitting = [d for d in days if weekday is None or d.isoweekday() == weekday]
    return min(fitting or days, key=lambda d: abs((d - anchor).days))


def nearest_month(context: Context, month: int) -> tuple[int, str]:
    """The year of a month that is named without one. Raises :class:`LookupError` without any."""
    anchor = context.published
    ahead = (month - anchor.month) % 12 if anchor else 0
    if context.year and (context.year.sure or (anchor and ahead in range(1, 11))):
        return context.year.year, context.year.basis
    if anchor is None:
        raise LookupError
    coming = anchor.year + (month < anchor.month)
    direction = context.direction or context.tense
    if direction < 0 or (direction == 0 and ahead >= 6):
        coming -= month != anchor.month
    return coming, "document date, nearest year"
