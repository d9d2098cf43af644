"""Pairing quotation marks: which stretches of the text stand between them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from reportedly.model import Segment, Span, overlaps

# Opening mark to closing mark. Two apostrophes are how some outlets print a double mark.
PAIRS = {"“": "”", "„": "“", "«": "»", "‘‘": "’’", "``": "''", '"': '"', "''": "''"}
_MARK = re.compile(r"``|''|‘‘|’’|[“”„«»\"]")
_STRAIGHT = ('"', "''")
_PROSE = frozenset(
    {"paragraph", "list_item", "quotation", "post", "caption", "heading", "headline"}
)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks.

    ``inner`` leaves the marks out and ``outer`` takes them in. ``closed`` is false when the
    paragraph ends before the quotation does; ``segment`` is the segment's place in the document.
    """

    inner: Span
    outer: Span
    segment: int
    closed: bool = True


def find_quotes(text: str, segments: Iterable[Segment]) -> tuple[tuple[Quote, ...], int]:
    """Quotations in order, and how many marks found no partner.

    A quotation left open at the end of a paragraph goes on if the next paragraph begins with an
    opening mark (the convention of English print); otherwise it ends with its paragraph.
    """
    quotes: list[Quote] = []
    unpaired = 0
    prose = [(n, s) for n, s in enumerate(segments) if s.kind in _PROSE]
    for (n, segment), following in zip_longest(prose, prose[1:]):
        goes_on = following is not None and bool(_MARK.match(text, following[1].span.start))
        found, lost = _in_segment(text, segment.span, n, goes_on)
        quotes += found
        unpaired += lost
    return tuple(quotes), unpaired


def _in_segment(text: str, span: Span, n: int, goes_on: bool) -> tuple[list[Quote], int]:
    quotes: list[Quote] = []
    opened: tuple[int, int, str] | None = None
    lost = 0
    for match in _MARK.finditer(text, *span):
        mark, start, end = match.group(), match.start(), match.end()
        if opened is None and _is_inch(text, start):
            continue
        if opened and mark in _STRAIGHT and _opens(text, start, end):
            # It points the wrong way for an end: the one before it was left without a partner.
            lost += 1
            opened = (start, end, mark)
        elif opened and (mark == PAIRS.get(opened[2]) or _closes(text, opened[2], mark, start)):
            if opened[1] < start:
                quotes.append(Quote(Span(opened[1], start), Span(opened[0], end), n))
            opened = None
        elif opened is None and mark in PAIRS:
            opened = (start, end, mark)
        elif opened is None and _opens_wrong_way(text, mark, start, end):
            opened = (start, end, "“")
        else:
            lost += 1
    if opened:
        lost += not goes_on
        if opened[1] < span.end and (goes_on or opened[2] not in _STRAIGHT):
            # A curly mark says which way it points; a straight one without a partner says nothing,
            # unless the next paragraph opens with one too.
            quotes.append(Quote(Span(opened[1], span.end), Span(opened[0], span.end), n, False))
    return quotes, lost


def _opens(text: str, start: int, end: int) -> bool:
    """Whether a straight mark can only begin a quotation: white space before it, a word after."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return before.isspace() and after.isalnum()


def _opens_wrong_way(text: str, mark: str, start: int, end: int) -> bool:
    """Whether a closing mark begins a paragraph and a word: print in haste has such."""
    return (
        mark == "”"
        and text[max(0, start - 1) : start] in ("", "\n")
        and text[end : end + 1].isalnum()
    )


def _closes(text: str, opened: str, mark: str, start: int) -> bool:
    """Whether a double mark of another style ends a quotation: some editors mix the two."""
    pair = {opened, mark}
    return pair in ({"“", '"'}, {'"', "”"}) and not text[start - 1 : start].isspace()


def _is_inch(text: str, at: int) -> bool:
    """Whether a straight mark stands for inches or seconds: 12" guns."""
    return text[at] == '"' and at > 0 and text[at - 1].isdigit()


class QuoteIndex:
    """Quotations by place. They stand in order and apart, so looking one up is a bisection."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self.quotes = quotes

    def over(self, span: Span) -> Sequence[Quote]:
        """Quotations that share a character with ``span``, their marks counted."""
        first = bisect_right(self.quotes, span.start, key=lambda q: q.outer.end)
        last = bisect_left(self.quotes, span.end, key=lambda q: q.outer.start)
        return self.quotes[first:last]

    def before(self, at: int) -> Quote | None:
        """The last quotation that is over at ``at``."""
        last = bisect_right(self.quotes, at, key=lambda q: q.outer.end)
        return self.quotes[last - 1] if last else None

    def words_at(self, at: int) -> bool:
        """Whether the character at ``at`` stands between quotation marks."""
        return any(q.inner.start <= at < q.inner.end for q in self.over(Span(at, at + 1)))

    def touches(self, spans: Iterable[Span]) -> bool:
        """Whether any of ``spans`` holds quoted words."""
        return any(overlaps(q.inner, s) for s in spans for q in self.over(s))
