"""Captures and documents: bytes as fetched, and the text that was read from them."""

from dataclasses import dataclass
from typing import Literal

from reportedly.model.hashing import hash_text, make_id
from reportedly.model.spans import Span

Basis = Literal[
    "given",  # the user said so
    "markup",  # meta tags, JSON-LD, <time>, <html lang>
    "front_matter",  # the header of a Markdown file
    "layout",  # position in the page or text: a heading, a by-line
    "dateline",  # "SEOUL, April 30 (Yonhap) -"
    "text",  # a phrase in the text: "Written: 2025-06-18"
    "embedded_post",  # the signature of a post quoted in the text
    "detected",  # worked out from the text as a whole (language)
    "none",  # nothing says so; `where` gives the reason
]
SegmentKind = Literal[
    "headline",
    "heading",
    "paragraph",
    "list_item",
    "quotation",
    "post",
    "signature",
    "caption",
    "byline",
    "dateline",
    "table",
    "front_matter",
]
MarkKind = Literal["emoji", "truncation", "link", "name", "handle", "date"]
DocumentKind = Literal["report", "digest", "post", "manual"]


@dataclass(frozen=True, slots=True)
class Stated:
    """A value of a document's metadata and what says so.

    ``exact`` is the verbatim form that was read (an attribute's value, a phrase of the text);
    ``where`` names the place (``meta article:published_time``) or, when ``value`` is None, gives
    the reason for the absence; ``span`` is set when ``exact`` stands in the document's text.
    """

    value: str | None
    basis: Basis
    where: str
    exact: str | None = None
    span: Span | None = None


def absent(reason: str) -> Stated:
    """A value that nothing states, with the reason."""
    return Stated(value=None, basis="none", where=reason)


UNSTATED = absent("not looked for")


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of a segment that is not prose: an emoji run, a short link, a cut-off, a handle."""

    kind: MarkKind
    span: Span


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text with one function. Segments do not overlap and stand in order.

    ``group`` joins segments that belong together (the lines and signature of one post, the items
    of one list); it is 0 where there is no group. ``level`` is the depth of a heading.
    """

    kind: SegmentKind
    span: Span
    level: int = 0
    group: int = 0
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes fetched at a time. ``id`` joins the bytes' hash with the address they came from.

    ``name`` is how the user named the input (a path, an address, ``-``); ``address`` is set for
    what came from the network. ``sha256`` is over the raw bytes, before any decoding.
    """

    sha256: str
    size: int
    name: str
    fetched_at: str
    address: str | None = None
    status: int | None = None
    media_type: str | None = None

    @property
    def id(self) -> str:
        """Same bytes from the same place are the same capture, whenever and however named."""
        return make_id("cap", self.sha256, self.address)


# The fields of a document that are statements, in the order in which they are shown.
STATED_FIELDS = (
    "title",
    "author",
    "agency",
    "publisher",
    "published",
    "language",
    "address",
    "reference",
    "encoding",
)


@dataclass(frozen=True, slots=True)
class Document:
    """A text at an address, as one reader read it.

    ``text`` never changes: every span in the ledger refers to it. For plain text and Markdown it
    is the decoded input, unchanged; for HTML it is what our serialiser wrote. ``alternatives``
    keeps statements of metadata that were found but not chosen, as (field, statement).
    """

    text: str
    segments: tuple[Segment, ...]
    reader: str
    kind: DocumentKind = "report"
    title: Stated = UNSTATED
    author: Stated = UNSTATED
    agency: Stated = UNSTATED
    publisher: Stated = UNSTATED
    published: Stated = UNSTATED
    language: Stated = UNSTATED
    address: Stated = UNSTATED
    reference: Stated = UNSTATED
    encoding: Stated = UNSTATED
    alternatives: tuple[tuple[str, Stated], ...] = ()

    @property
    def text_hash(self) -> str:
        """SHA-256 of the text."""
        return hash_text(self.text)

    @property
    def id(self) -> str:
        """The same text at two addresses is two documents: a copy elsewhere is evidence too."""
        return make_document_id(self.text_hash, self.address.value)

    @property
    def shown_publisher(self) -> str | None:
        """The publisher as it must be shown: a digest is never passed off as the original."""
        return show_publisher(self.kind, self.publisher.value)


def show_publisher(kind: str, name: str | None) -> str | None:
    """A publisher's name as it is shown for a document of that kind; None stays None."""
    before = {"digest": "digest of", "manual": "by hand:"}.get(kind)
    return f"{before} {name}" if before and name else name


def make_document_id(text_hash: str, address: str | None) -> str:
    """Identifier of a document from its text's hash and its address, if it has one."""
    return make_id("doc", text_hash, address)
