"""An office named at a time when another held it, by the table of offices and holders."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from reportedly.knowledge import Tenure, find_holder, load_countries, load_tenures
from reportedly.model import Finding, Known, Side, Span
from reportedly.reconcile.office_namings import Naming, find_namings
from reportedly.reconcile.own_text import OwnText
from reportedly.reconcile.telling import quote, show_day
from reportedly.reconcile.weights import OFFICE_NOW, OFFICE_THEN

_TABLE: Final = "holders"
_RECENT: Final = 60  # days before publication within which a day in the past tense is news
_SURE: Final = {
    "read": "read in the reference",
    "recalled": "recalled, not read in the reference",
    "about": "recalled, and the days may be off by up to a month",
}


def find_anachronisms(own: OwnText) -> Iterator[Finding]:
    """Persons who act in an office that the table gives to another one on that day."""
    for naming in find_namings(own):
        day = _day(own, naming)
        if day is None or any(t.may_hold(day) for t in naming.tenures):
            continue
        other = _other_holder(naming, day)
        if other is not None:
            yield _finding(own, naming, other, day=day)


def row_side(tenure: Tenure) -> Side:
    """A row of the table as one side of a finding, with how well it is known."""
    return Side(
        known=Known(_TABLE, f"{_row_words(tenure)} ({_SURE[tenure.sure]})", tenure.reference)
    )


def days_of(own: OwnText, naming: Naming) -> list[tuple[str, str]]:
    """First and last days of the dates in the sentence of a naming."""
    sentence = own.sentence(naming.span.start)
    return [(d.start or "", d.end or "") for d in own.dates_in(sentence)]


def _day(own: OwnText, naming: Naming) -> str | None:
    """The day for which the office is named, None where the text leaves that open."""
    told = days_of(own, naming)
    if any(t.may_hold(day) for pair in told for day in pair for t in naming.tenures):
        return None  # a story of then
    published = own.published
    if naming.when == "now":
        return published
    recent = [end for _, end in told if published and _is_recent(end, published)]
    if recent:
        return recent[0]
    if naming.when == "then" and len(told) == 1 and published and told[0][1] <= published:
        return told[0][1]  # the one day that the sentence gives what was done
    if naming.when == "said" and not told and not _tells_of_then(own, naming):
        return published
    return None  # a deed of some day, which may be long ago


def _is_recent(day: str, published: str) -> bool:
    first = date.fromisoformat(published) - timedelta(_RECENT)
    return first.isoformat() <= day <= published


def _tells_of_then(own: OwnText, naming: Naming) -> bool:
    """Whether the paragraph has named a day of that person's time before."""
    start = next(
        (s.span.start for s in own.report.document.segments if s.span.end > naming.span.start), 0
    )
    if start >= naming.span.start:
        return False
    earlier = own.dates_in(Span(start, naming.span.start))
    return any(t.may_hold(d.start or "") for d in earlier for t in naming.tenures)


def _other_holder(naming: Naming, day: str) -> Tenure | None:
    """Who held the office that day by the table, else who came next."""
    office = naming.office
    if not office.single:
        return None
    held = [t for t in find_holder(office.id, office.country, day) if t.holder != naming.holder]
    last = max(t.last for t in naming.tenures)
    after = [t for t in load_tenures() if t.office == office and last <= t.start <= day]
    return next(iter(held or after), None)


def _finding(own: OwnText, naming: Naming, other: Tenure, *, day: str) -> Finding:
    row = _nearest(naming, day)
    weight, but = _weigh(own, naming, row, day=day)
    why = (
        f"The text has {quote(own.words(naming.span))} act on {show_day(day)}; the table of "
        f"offices has {_row_words(other)} ({_SURE[other.sure]}), and {_row_words(row)}{but}."
    )
    here = own.side(naming.span)
    return Finding("anachronism", weight, why, (here,), (row_side(other), row_side(row)))


def _weigh(own: OwnText, naming: Naming, row: Tenure, *, day: str) -> tuple[float, str]:
    if day < row.start and not _is_government(own, naming):
        return OFFICE_THEN, "; the title may go back to an earlier office"
    if naming.when == "now" or days_of(own, naming):
        return OFFICE_NOW, ""
    return OFFICE_THEN, "; it may be told from earlier times"


def _is_government(own: OwnText, naming: Naming) -> bool:
    return not own.words(naming.span).endswith(naming.holder.split()[-1])


def _nearest(naming: Naming, day: str) -> Tenure:
    ended = [t for t in naming.tenures if t.last <= day]
    return max(ended, key=lambda t: t.last) if ended else naming.tenures[0]


def _row_words(tenure: Tenure) -> str:
    """As in "Joe Biden, President of the United States from 20 January 2021 to …"."""
    office = f"{tenure.holder}, {_office_words(tenure)}"
    if tenure.until is None:
        return f"{office} since {show_day(tenure.start)}"
    return f"{office} from {show_day(tenure.start)} to {show_day(tenure.until)}"


def _office_words(tenure: Tenure) -> str:
    title, iso = tenure.office.title, tenure.office.country
    country = next((c.name for c in load_countries().values() if c.iso == iso), "")
    if not country or " of " in title:
        return f"{title} ({country})" if country else title
    article = "the " if country.startswith("United ") else ""
    return f"{title} of {article}{country}"
