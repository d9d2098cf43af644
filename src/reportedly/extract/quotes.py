"""Pairing quotation marks: which stretches of the text stand between them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.model import Segment, Span

# Opening mark to closing mark. Two apostrophes are how some outlets print a double mark.
PAIRS = {"“": "”", "„": "“", "«": "»", "‘‘": "’’", "``": "''", '"': '"', "''": "''"}
_MARK = re.compile(r"``|''|‘‘|’’|[“”„«»\"]")
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
    for n, segment in enumerate(segments):
        if segment.kind in _PROSE:
            found, lost = _in_segment(text, segment.span, n)
            quotes += found
            unpaired += lost
    return tuple(quotes), unpaired


def _in_segment(text: str, span: Span, n: int) -> tuple[list[Quote], int]:
    quotes: list[Quote] = []
    opened: tuple[int, int, str] | None = None
    lost = 0
    for match in _MARK.finditer(text, *span):
        mark, start, end = match.group(), match.start(), match.end()
        if opened and mark == PAIRS.get(opened[2]):
            if opened[1] < start:
                quotes.append(Quote(Span(opened[1], start), Span(opened[0], end), n))
            opened = None
        elif opened is None and mark in PAIRS and not _is_inch(text, start):
            opened = (start, end, mark)
        else:
            lost += 1
    if opened:
        lost += 1
        if opened[1] < span.end and opened[2] != '"':
            # A curly mark says which way it points; a straight one without a partner says nothing.
            quotes.append(Quote(Span(opened[1], span.end), Span(opened[0], span.end), n, False))
    return quotes, lost


def _is_inch(text: str, at: int) -> bool:
    """Whether a straight mark stands for inches or seconds: 12" guns."""
    return text[at] == '"' and at > 0 and text[at - 1].isdigit()


def inside(quotes: Iterable[Quote], span: Span) -> Quote | None:
    """The quotation that holds ``span``, if any."""
    return next(
        (q for q in quotes if q.inner.start <= span.start and span.end <= q.inner.end), None
    )
