"""Sentences of a document without a parse: enough to show the words around a value.

Reconciliation reads records and the saved text only. A sentence here serves to look around a
figure or a date; where it is cut wrongly, a value may find no neighbour, and none is made up.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Final

from reportedly.model import Document, Span, trim_span

# A mark that ends a sentence, its closing quotation marks, space, and a beginning.
_END: Final = re.compile(r"[.!?…][”’»\")\]]*\s+(?=[“‘«\"(\[]?[A-Z0-9])")
# What ends with a full stop and goes on: titles, months, "U.S.", one letter.
_GOES_ON: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sgt|Capt|Adm|Gov|Sen|Rep|St|No|vs|approx|Jan|Feb|Mar|Apr"
    r"|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)|\b[A-Z](?:\.[A-Z])*)\.\Z"
)
_SPACE: Final = " \t\r\n"
_LONGEST_TAIL: Final = 12  # characters that decide whether a full stop ends a sentence


class Sentences:
    """The sentences of a document in order; found by position."""

    def __init__(self, document: Document) -> None:
        self._spans = [
            span
            for segment in document.segments
            if segment.kind != "front_matter"
            for span in _split(document.text, segment.span)
        ]

    @property
    def spans(self) -> tuple[Span, ...]:
        """All sentences, in order."""
        return tuple(self._spans)

    def at(self, position: int) -> Span | None:
        """The sentence that holds a position, or None."""
        n = self._index(position)
        return self._spans[n] if n is not None else None

    def before(self, position: int, most: int = 1) -> tuple[Span, ...]:
        """Up to ``most`` sentences before the one at a position, the nearest first."""
        n = self._index(position)
        if n is None:
            return ()
        return tuple(reversed(self._spans[max(0, n - most) : n]))

    def after(self, position: int, most: int = 1) -> tuple[Span, ...]:
        """Up to ``most`` sentences after the one at a position, the nearest first."""
        n = self._index(position)
        return () if n is None else tuple(self._spans[n + 1 : n + 1 + most])

    def cut(self, span: Span) -> tuple[Span, ...]:
        """A span in pieces, none of them longer than a sentence; whole where no sentence has it."""
        first = bisect_right(self._spans, span.start, key=lambda s: s.end)
        pieces = []
        for sentence in self._spans[first:]:
            if sentence.start >= span.end:
                break
            pieces.append(Span(max(span.start, sentence.start), min(span.end, sentence.end)))
        return tuple(pieces) or (span,)

    def inside(self, spans: Iterable[Span]) -> Iterator[Span]:
        """The sentences that begin in each of several spans, in order."""
        for start, end in spans:
            first = bisect_left(self._spans, start, key=lambda s: s.start)
            last = bisect_left(self._spans, end, key=lambda s: s.start)
            yield from self._spans[first:last]

    def _index(self, position: int) -> int | None:
        n = bisect_right(self._spans, position, key=lambda s: s.start) - 1
        return n if n >= 0 and position < self._spans[n].end else None


def _split(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for mark in _END.finditer(text, *span):
        if _GOES_ON.search(text[max(start, mark.start() - _LONGEST_TAIL) : mark.start() + 1]):
            continue
        yield from _trimmed(text, Span(start, mark.end()))
        start = mark.end()
    yield from _trimmed(text, Span(start, span.end))


def _trimmed(text: str, span: Span) -> Iterator[Span]:
    kept = trim_span(text, span, strip=_SPACE)
    if kept.end > kept.start:
        yield kept
