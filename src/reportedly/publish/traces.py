"""What each span of a text stands for on the page: the traces that records leave in the words."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reportedly.model import Anchor, Attribution, Document, Extraction, Mode, Span, Stated
from reportedly.publish.highlight import Marked
from reportedly.publish.wording import (
    bounds,
    date_words,
    figure_words,
    is_control,
    plain,
)

TraceKind = Literal[
    "claim",
    "content",
    "source",
    "cue",
    "carrier",
    "figure",
    "date",
    "place",
    "party",
    "event",
    "stated",
    "emoji",
    "truncation",
    "link",
    "name",
    "handle",
    "control",
    "finding",
    "light_finding",
]
PageMarks = list[Marked["Trace"]]


@dataclass(frozen=True, slots=True)
class Trace:
    """One record's mark: its kind, the claims it leads to, and the element that links reach.

    ``claims`` are positions in the extraction's list of claims. ``target`` is the page's element
    at the first of its words; ``label`` is what a pointer resting on it is told.
    """

    kind: TraceKind
    claims: tuple[int, ...] = ()
    target: str = ""
    label: str = ""
    mode: Mode | None = None
    length: int = 0


def target_of(record_id: str) -> str:
    """The page's element at a record's first words; the record's own id is its card's."""
    return f"t-{record_id}"


def make_traces(document: Document, found: Extraction) -> PageMarks:
    """Every mark on the document's text, in the order the page nests them."""
    return [
        *_attributions(found),
        *_claims(found),
        *_values(found),
        *_stated(document),
        *make_text_traces(document),
    ]


def make_text_traces(document: Document) -> PageMarks:
    """What the text shows whatever is marked in it: cut-off words, links, steering characters."""
    return [*_segment_marks(document), *_controls(document.text)]


def _mark(anchor: Anchor, trace: Trace) -> Iterator[Marked[Trace]]:
    for span in anchor.spans:
        yield Marked(span, trace)


def _attributions(found: Extraction) -> Iterator[Marked[Trace]]:
    claims: defaultdict[str, list[int]] = defaultdict(list)
    for at, claim in enumerate(found.claims):
        claims[claim.attribution].append(at)
    for attribution in found.attributions:
        yield from _attribution(attribution, tuple(claims[attribution.id]))


def _attribution(attribution: Attribution, claims: tuple[int, ...]) -> Iterator[Marked[Trace]]:
    content = attribution.content
    length = sum(end - start for start, end in content.spans)
    target = target_of(attribution.id)
    yield from _mark(content, Trace("content", claims, target, "", attribution.mode, length))
    parts: tuple[tuple[TraceKind, Anchor | None], ...] = (
        ("source", attribution.source),
        ("cue", attribution.cue),
        ("carrier", attribution.carrier),
    )
    for kind, anchor in parts:
        if anchor:
            yield from _mark(
                anchor, Trace(kind, claims, target_of(f"{kind}-{attribution.id}"), kind)
            )


def _claims(found: Extraction) -> Iterator[Marked[Trace]]:
    modes = {a.id: a.mode for a in found.attributions}
    for at, claim in enumerate(found.claims):
        trace = Trace("claim", (at,), target_of(claim.id), "", modes.get(claim.attribution))
        yield from _mark(claim.anchor, trace)


def _values(found: Extraction) -> Iterator[Marked[Trace]]:
    for f in found.figures:
        words = figure_words(f) if f.measure or f.unit else bounds(f)
        yield from _value("figure", f.anchor, f.id, words)
    for d in found.dates:
        yield from _value("date", d.anchor, d.id, f"{date_words(d)}, basis: {d.basis}")
    for p in found.places:
        country = f", {p.country}" if p.country else ""
        yield from _value("place", p.anchor, p.id, f"{p.name}{country} ({p.precision})")
    for m in found.parties:
        yield from _value("party", m.anchor, m.id, f"{m.name} ({m.type})")
    for e in found.events:
        yield from _mark(e.anchor, Trace("event", (), target_of(e.id)))


def _value(kind: TraceKind, anchor: Anchor, record: str, words: str) -> Iterator[Marked[Trace]]:
    yield from _mark(anchor, Trace(kind, (), target_of(record), f"{kind}: {plain(words)}"))


def stated_fields(document: Document) -> Iterator[tuple[str, Stated]]:
    """The metadata shown in the header of an article."""
    for name in ("title", "publisher", "author", "agency", "published", "language", "address"):
        yield name, getattr(document, name)


def stated_target(document_id: str, field: str) -> str:
    """The page's element at the words that state a field of the metadata."""
    return target_of(f"{field}-{document_id}")


def _stated(document: Document) -> Iterator[Marked[Trace]]:
    for field, stated in stated_fields(document):
        if stated.span:
            yield Marked(stated.span, Trace("stated", (), stated_target(document.id, field)))


def _segment_marks(document: Document) -> Iterator[Marked[Trace]]:
    # A handle is not a date of ours, nor a name a party: only looks and line breaks depend on it.
    for segment in document.segments:
        for mark in segment.marks:
            if mark.kind != "date":
                yield Marked(mark.span, Trace(mark.kind))


def _controls(text: str) -> Iterator[Marked[Trace]]:
    for at, char in enumerate(text):
        if char not in "\t\n\r" and is_control(char):
            yield Marked(Span(at, at + 1), Trace("control", label=f"U+{ord(char):04X}"))
