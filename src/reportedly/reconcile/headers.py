"""What reconciliation needs to know of a document apart from its words: whose it is, and when."""

from dataclasses import dataclass
from typing import Final

from reportedly.knowledge import find_publisher
from reportedly.model import (
    Anchor,
    Basis,
    Document,
    DocumentKind,
    Posted,
    Report,
    Stated,
    hash_number,
    make_anchor,
)
from reportedly.reconcile.windows import UNDATED

_IN_TEXT: Final[frozenset[Basis]] = frozenset({"text", "dateline"})


@dataclass(frozen=True, slots=True)
class Header:
    """A document as one carrier among others.

    ``publisher`` is the outlet's usual name, ``shown`` how it must be shown ("digest of …"),
    ``family`` the group of its owners (two outlets of one family are no two voices), ``agency``
    the agency that its dateline or by-line names. ``published`` is an ISO day, as the page says;
    ``written`` the day that the text gives for itself where it is another: pages are dated when
    they are crawled, moved or edited. ``dated`` are the words of the text that give its day.
    """

    document: str
    publisher: str | None
    shown: str
    family: str | None
    country: str | None
    agency: str | None
    published: str | None
    kind: DocumentKind
    title: str | None
    written: str | None = None
    dated: Anchor | None = None

    @property
    def day(self) -> str | None:
        """The ISO day of the text: as it says itself, else as the page says."""
        return self.written or self.published

    @property
    def order(self) -> tuple[str, str]:
        """By the day of the text, undated ones last, then by identifier: whatever came first."""
        return self.day or "9999-99-99", self.document


def make_header(report: Report) -> Header:
    """The header of a report, with what the table of publishers knows."""
    document = report.document
    printed = document.publisher.value
    outlet = find_publisher(printed) if printed else None
    written = _written(document)
    return Header(
        document=report.id,
        publisher=outlet.name if outlet else printed,
        shown=document.shown_publisher or "a text without a publisher",
        family=outlet.family if outlet else printed,
        country=outlet.country if outlet else None,
        agency=usual_outlet(document.agency.value),
        published=document.published.value,
        kind=document.kind,
        title=document.title.value,
        written=written.value if written is not None else None,
        dated=_dated(report, written or document.published),
    )


def _written(document: Document) -> Stated | None:
    """The statement of the day that the text gives for itself, if it is not the page's."""
    for name, stated in document.alternatives:
        if name == "published" and stated.basis in _IN_TEXT and stated.value:
            return stated if stated.value != document.published.value else None
    return None


def _dated(report: Report, day: Stated) -> Anchor | None:
    """The words of the text that say on which day it is from, None where it has none."""
    if day.span is None:
        return None
    return make_anchor(report.id, report.document.text, "evidence", [day.span])


def usual_outlet(printed: str | None) -> str | None:
    """The usual name of an outlet by any of its names, else the name as printed."""
    outlet = find_publisher(printed) if printed else None
    return outlet.name if outlet else printed


def sequence(header: Header) -> tuple[str, bool, bool, str]:
    """What came first: by the day of the text; of one day, agencies before those who credit one."""
    outlet = find_publisher(header.publisher or "")
    is_agency = outlet is not None and outlet.is_agency
    passes_on = header.agency is not None and header.agency != header.publisher
    return header.day or UNDATED, not is_agency, passes_on, header.document


def post(header: Header) -> Posted:
    """A document's place among those of a key, for an index that keeps no facts."""
    day, no_agency, passes_on, document = sequence(header)
    family = None if header.family is None else hash_number(header.family)
    return f"{day} {no_agency:d}{passes_on:d}", document, family
