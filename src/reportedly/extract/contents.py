"""What is said, as spans of the text: trimmed, with or without its quotation marks."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from reportedly.extract.quotes import QuoteIndex
from reportedly.model import Span, merge_spans, subtract_spans, trim_span

EDGE: Final = ' \t\r\n,;:.–—-"“”„«»'
_LINKS = re.compile(r"(?:\s+(?:https?://\S+|pic\.twitter\.com/\S+))+\s*\Z")
_UNNAMED = re.compile(r"not to be (?:named|identified|quoted)\b", re.IGNORECASE)
_GAP: Final = 3  # characters: a space, a mark, a space


def tidy_content(text: str, content: Iterable[Span], holes: Sequence[Span]) -> tuple[Span, ...]:
    """``content`` without ``holes`` (source and cue), in trimmed pieces.

    Quotation marks at the edges are trimmed too (see ``with_marks``). Pieces of one letter are
    dropped, and addresses at the end, which posts append to what they say.
    """
    pieces = [
        trim_span(text, piece, strip=EDGE)
        for whole in merge_spans(content)
        for piece in subtract_spans(whole, holes)
    ]
    pieces = [p for p in pieces if sum(c.isalnum() for c in text[slice(*p)]) > 1]
    pieces = [p for p in (_without_links(text, p) for p in pieces) if p.end > p.start]
    return tuple(_joined(text, pieces))


def _without_links(text: str, piece: Span) -> Span:
    links = _LINKS.search(text, piece.start, piece.end)
    return Span(piece.start, links.start()) if links else piece


def _joined(text: str, pieces: Sequence[Span]) -> list[Span]:
    """Pieces with nothing but a quotation mark between them as one: the plan “a gift”."""
    joined: list[Span] = []
    for piece in pieces:
        between = text[joined[-1].end : piece.start] if joined else "\n"
        if len(between) <= _GAP and not any(c.isalnum() or c == "\n" for c in between):
            joined[-1] = Span(joined[-1].start, piece.end)
        else:
            joined.append(piece)
    return joined


def is_manner(text: str, at: int) -> bool:
    """Whether words tell how somebody spoke, not what was said: (asking) "not to be named"."""
    return _UNNAMED.match(text, at) is not None


def with_marks(text: str, content: Iterable[Span], quotes: QuoteIndex) -> tuple[Span, ...]:
    """``content`` with the marks of every quotation that it holds, as annotators mark it.

    What stands between a quotation's last word and its mark goes with them: “We left,” …
    """
    return tuple(_with_marks(text, span, quotes) for span in content)


def _with_marks(text: str, span: Span, quotes: QuoteIndex) -> Span:
    start, end = span
    for quote in quotes.over(span):
        left_out = text[quote.inner.start : start] + text[end : quote.inner.end]
        if not any(c.isalnum() for c in left_out):
            start, end = min(start, quote.outer.start), max(end, quote.outer.end)
    return Span(start, end)
