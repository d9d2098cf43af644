"""Quotations that no cue reached: the speaker before them goes on, or nobody is named."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from reportedly.extract.contents import EDGE
from reportedly.extract.drafts import Draft
from reportedly.extract.quotes import Quote, QuoteIndex
from reportedly.model import Document, Span, merge_spans, overlaps

_WHOLE_QUOTE: Final = 5  # words; fewer between quotation marks are a term and no utterance
_LONG_WORD: Final = 5  # letters; shorter ones are printed small in titles
_NOBODY = -1  # holds a quotation that has no speaker
_ENDS_SENTENCE = (".", "!", "?", ":", "")


def give_quotations(document: Document, quotes: QuoteIndex, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts with the long quotations that were nobody's: each goes on from the one before it.

    One that goes on from none becomes a direct attribution without a source.
    """
    given = list(drafts)
    owners = _owners(given, quotes)
    grown: dict[int, list[Span]] = {}
    previous: Quote | None = None
    for quote in quotes.quotes:
        owner = owners.get(quote)
        if owner is None:
            owner = owners.get(previous) if _goes_on(document, previous, quote) else None
            if owner is not None and owner >= 0:
                owners[quote] = owner
                grown.setdefault(owner, []).append(quote.inner)
            elif _is_said(document, quote):
                given.append(Draft((quote.inner,), mode="direct"))
                owners[quote] = _NOBODY
        previous = quote
    for n, more in grown.items():
        given[n] = replace(given[n], content=merge_spans([*given[n].content, *more]))
    return given


def _is_said(document: Document, quote: Quote) -> bool:
    """Whether words between quotation marks are an utterance: many, and no title of a book."""
    words = _words(document, quote)
    long = [w for w in words if len(w) >= _LONG_WORD]
    title = bool(long) and all(w[0].isupper() and not w.isupper() for w in long)
    return len(words) >= _WHOLE_QUOTE and not title


def _owners(drafts: Sequence[Draft], quotes: QuoteIndex) -> dict[Quote | None, int]:
    """The draft that holds each quotation that a cue reached."""
    return {
        quote: n
        for n, draft in enumerate(drafts)
        for span in draft.content
        for quote in quotes.over(span)
        if overlaps(quote.inner, span)
    }


def _goes_on(document: Document, previous: Quote | None, quote: Quote) -> bool:
    """Whether a quotation continues the one before it.

    Either it begins the next paragraph, and that one was left open or this one is all there is in
    its paragraph; or it is a sentence of its own in the same paragraph.
    """
    if previous is None:
        return False
    segment = document.segments[quote.segment].span
    if quote.segment != previous.segment:
        if quote.outer.start != segment.start or quote.segment - previous.segment > 1:
            return False
        return not previous.closed or _fills(document, quote)
    before = document.text[previous.outer.end : quote.outer.start].rstrip()
    return before[-1:] in _ENDS_SENTENCE or len(_words(document, quote)) >= _WHOLE_QUOTE


def _fills(document: Document, quote: Quote) -> bool:
    """Whether a quotation is all there is in its paragraph: the speaker before it goes on."""
    segment = document.segments[quote.segment].span
    return not document.text[quote.outer.end : segment.end].strip(EDGE)


def _words(document: Document, quote: Quote) -> list[str]:
    return document.text[slice(*quote.inner)].split()
