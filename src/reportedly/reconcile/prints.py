"""Fingerprints of a text's own wording: what near-duplicates are found by.

Codes of a few words in a row, thinned out by winnowing (Schleimer, Wilkerson and Aiken, 2003): of
each window of neighbours the least code is kept, so that two texts that share a stretch longer
than a window share a code, wherever it stands. Quotations are left out: texts that share only what
somebody said are no copies of one another.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from zlib import crc32

from reportedly.model import Report, SegmentKind, Span, subtract_spans
from reportedly.reconcile.utterances import quoted_spans
from reportedly.reconcile.wordings import Word, cut_words

SHINGLE: Final = 4  # words in a row that make one code
_WINDOW: Final = 4  # neighbouring codes of which one is kept
_PROSE: Final[frozenset[SegmentKind]] = frozenset({"paragraph", "list_item"})


@dataclass(frozen=True, slots=True)
class Prints:
    """The wording of one text in small numbers.

    ``marks`` are (code, start of its first word) in order; ``own`` the spans of prose outside of
    quotation marks; ``size`` the number of words in them.
    """

    marks: tuple[tuple[int, int], ...] = ()
    own: tuple[Span, ...] = ()
    size: int = 0


def find_prints(report: Report) -> Prints:
    """The fingerprints of a report's prose."""
    text = report.document.text
    prose = [s.span for s in report.document.segments if s.kind in _PROSE]
    own = tuple(piece for span in prose for piece in subtract_spans(span, quoted_spans(text, span)))
    runs = [cut_words(text, span) for span in own]
    marks = tuple(mark for words in runs for mark in _winnowed(words))
    return Prints(marks, own, sum(map(len, runs)))


def _winnowed(words: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
    codes = [
        (crc32(" ".join(w.low for w in words[n : n + SHINGLE]).encode()), words[n].start)
        for n in range(len(words) - SHINGLE + 1)
    ]
    kept = -1
    for n in range(max(1, len(codes) - _WINDOW + 1)):
        window = codes[n : n + _WINDOW]
        if not window:
            return
        least = min(window)
        if least[1] != kept:
            kept = least[1]
            yield least
