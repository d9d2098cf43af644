"""Lists that a sentence of saying leads up to: "…, the ministry said:" with items below it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from reportedly.extract.drafts import Draft
from reportedly.model import Document, Segment, Span, merge_spans, trim_span

# Short lines of their own are read as headings; directly below a colon they are items.
_ITEMS: Final = ("list_item", "heading")
_EDGE: Final = " \t\r\n;,."


def extend_lists(document: Document, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts whose sentence ends with a colon also say the items of the list below."""
    extended = list(drafts)
    cued = sorted((d.cue.start, n) for n, d in enumerate(drafts) if d.cue is not None and d.source)
    for n, segment in enumerate(document.segments):
        items = _items(document, n)
        if not items:
            continue
        inside = [m for at, m in cued if segment.span.start <= at < segment.span.end]
        if not inside or not _ends_with(document.text, segment, extended[inside[-1]]):
            continue
        said = extended[inside[-1]].content
        for m in inside:
            if extended[m].content == said:
                extended[m] = replace(extended[m], content=merge_spans(said + items))
    return extended


def _items(document: Document, n: int) -> tuple[Span, ...]:
    """The items directly below a segment that ends with a colon."""
    segments = document.segments
    if segments[n].kind != "paragraph" or not _text(document.text, segments[n]).endswith(":"):
        return ()
    items = []
    for segment in segments[n + 1 :]:
        if segment.kind not in _ITEMS:
            break
        items.append(trim_span(document.text, segment.span, strip=_EDGE))
    return tuple(s for s in items if s.end > s.start)


def _text(text: str, segment: Segment) -> str:
    return text[segment.span.start : segment.span.end].rstrip()


def _ends_with(text: str, segment: Segment, draft: Draft) -> bool:
    """Whether no sentence ends between a cue and the colon."""
    between = text[draft.cue.end : segment.span.end] if draft.cue is not None else "."
    return not any(mark in between for mark in (". ", "! ", "? "))
