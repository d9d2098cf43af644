"""Spans: half-open intervals of Unicode code points in a document's text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """``text[start:end]``; offsets are code points, end-exclusive (W3C Web Annotation)."""

    start: int
    end: int

    def shift(self, by: int) -> "Span":
        """The same extent, ``by`` code points further on."""
        return Span(self.start + by, self.end + by)


def overlaps(a: Span, b: Span) -> bool:
    """Whether two spans share at least one code point."""
    return a.start < b.end and b.start < a.end


def contains(outer: Span, inner: Span) -> bool:
    """Whether ``inner`` lies wholly within ``outer``."""
    return outer.start <= inner.start and inner.end <= outer.end


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sorted, with touching or overlapping spans joined and empty ones dropped."""
    merged: list[Span] = []
    for span in sorted(s for s in spans if s.end > s.start):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def touching(merged: Sequence[Span], span: Span) -> Sequence[Span]:
    """Those of ``merged`` (as :func:`merge_spans` gives them) that overlap ``span``."""
    first = bisect_right(merged, span.start, key=lambda s: s.end)
    last = bisect_left(merged, span.end, key=lambda s: s.start)
    return merged[first:last]


def subtract_spans(whole: Span, holes: Iterable[Span]) -> tuple[Span, ...]:
    """What remains of ``whole`` when ``holes`` are cut out, in order."""
    rest: list[Span] = []
    at = whole.start
    for hole in merge_spans(holes):
        if hole.end <= at:
            continue
        if hole.start >= whole.end:
            break
        if hole.start > at:
            rest.append(Span(at, hole.start))
        at = hole.end
    if at < whole.end:
        rest.append(Span(at, whole.end))
    return tuple(rest)


def trim_span(text: str, span: Span, strip: str = "") -> Span:
    """``span`` without white space, or characters of ``strip``, at its ends; may become empty."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in strip):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in strip):
        end -= 1
    return Span(start, end)
