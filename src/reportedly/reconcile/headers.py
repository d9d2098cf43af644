"""What reconciliation needs to know of a document apart from its words: whose it is, and when."""

from dataclasses import dataclass

from reportedly.knowledge import find_publisher
from reportedly.model import Anchor, Document, DocumentKind, Report, Stated, make_anchor


@dataclass(frozen=True, slots=True)
class Header:
    """A document as one carrier among others.

    ``publisher`` is the outlet's usual name, ``shown`` how it must be shown ("digest of …"),
    ``family`` the group of its owners (two outlets of one family are no two voices), ``agency``
    the agency that its dateline or by-line names. ``published`` is an ISO day.
    """

    document: str
    publisher: str | None
    shown: str
    family: str | None
    country: str | None
    agency: str | None
    published: str | None
    dated: Anchor | None
    page_day: str | None
    kind: DocumentKind
    title: str | None

    @property
    def order(self) -> tuple[str, str]:
        """By time of publication, undated ones last, then by identifier: whatever came first."""
        return self.published or "9999-99-99", self.document


def make_header(report: Report) -> Header:
    """The header of a report, with what the table of publishers knows."""
    document = report.document
    printed = document.publisher.value
    outlet = find_publisher(printed) if printed else None
    day = _day(document)
    return Header(
        document=report.id,
        publisher=outlet.name if outlet else printed,
        shown=document.shown_publisher or "a text without a publisher",
        family=outlet.family if outlet else printed,
        country=outlet.country if outlet else None,
        agency=usual_outlet(document.agency.value),
        published=day.value,
        dated=_dated(report, day),
        page_day=document.published.value if day is not document.published else None,
        kind=document.kind,
        title=document.title.value,
    )


def _day(document: Document) -> Stated:
    """The statement of the day of publication that counts."""
    chosen = document.published
    if chosen.basis in ("front_matter", "markup", "layout"):
        for field, other in document.alternatives:
            if field == "published" and other.basis in ("text", "dateline") and other.value:
                return other
    return chosen


def _dated(report: Report, day: Stated) -> Anchor | None:
    if day.span is None:
        return None
    return make_anchor(report.id, report.document.text, "evidence", [day.span])


def usual_outlet(printed: str | None) -> str | None:
    """The usual name of an outlet by any of its names, else the name as printed."""
    outlet = find_publisher(printed) if printed else None
    return outlet.name if outlet else printed
