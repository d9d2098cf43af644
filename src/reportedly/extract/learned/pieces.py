"""A text as word pieces with what the model reads of each: case, quotation marks, sentences.

The encoder's vocabulary is lower-cased; how a word was printed and whether it stands between
quotation marks are features of their own beside it.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reportedly.extract.quotes import QuoteIndex, find_quotes
from reportedly.extract.syntax import SKIPPED
from reportedly.model import Document, Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

BREAK: Final = "[unused1]"  # stands between two paragraphs
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…][”’»\")\]]*\s+(?=[“‘«\"(\[`']*[A-Z0-9])|\n+")
_NO_CASE, _LOWER, _TITLE, _UPPER, _MIXED, _BREAK_CASE = range(6)
_OUTSIDE, _INSIDE, _MARK, _BREAK_QUOTE = range(4)


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces of a text, one entry for each in every field.

    ``spans`` are the text's characters; a paragraph break is a piece of no width. ``case`` and
    ``quote`` are small whole numbers, the features; ``starts`` are positions of pieces that begin
    a sentence, in order, the first being 0.
    """

    ids: tuple[int, ...]
    spans: tuple[Span, ...]
    case: tuple[int, ...]
    quote: tuple[int, ...]
    starts: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.ids)

    def part(self, start: int, end: int) -> "Pieces":
        """The pieces from ``start`` to ``end``, numbered from 0; the text's spans stay."""
        here = slice(start, end)
        starts = {0, *(n - start for n in self.starts if start <= n < end)}
        return Pieces(
            self.ids[here], self.spans[here], self.case[here], self.quote[here],
            tuple(sorted(starts)),
        )  # fmt: skip


def cut_text(
    document: Document, tokenizer: "Tokenizer", quotes: QuoteIndex | None = None
) -> Pieces:
    """The pieces of a document's prose: front matter and signatures are none.

    ``quotes`` are its quotations, for whoever has found them already.
    """
    quotes = quotes or QuoteIndex(find_quotes(document.text, document.segments)[0])
    prose = [s.span for s in document.segments if s.kind not in SKIPPED]
    return cut_pieces(document.text, prose, quotes, tokenizer)


def cut_pieces(
    text: str, segments: Sequence[Span], quotes: QuoteIndex, tokenizer: "Tokenizer"
) -> Pieces:
    """The pieces of ``segments`` of a text, in order, with a break between two segments."""
    between = tokenizer.token_to_id(BREAK)
    if between is None:
        raise ValueError(f"the tokenizer has no {BREAK}")
    ids: list[int] = []
    spans: list[Span] = []
    for n, segment in enumerate(segments):
        if n:
            ids.append(between)
            spans.append(Span(segment.start, segment.start))
        encoded = tokenizer.encode(text[slice(*segment)], add_special_tokens=False)
        ids += encoded.ids
        spans += (Span(s, e).shift(segment.start) for s, e in encoded.offsets)
    return Pieces(
        tuple(ids),
        tuple(spans),
        tuple(_case(text, span) for span in spans),
        tuple(_quote(span, quotes) for span in spans),
        _starts(text, spans),
    )


def _case(text: str, span: Span) -> int:
    """How the word is printed that goes on from the beginning of a piece."""
    if span.start == span.end:
        return _BREAK_CASE
    found = _WORD.match(text, span.start)
    word = found.group() if found else text[span.start]
    if not word[0].isalpha():
        return _NO_CASE
    if word.islower():
        return _LOWER
    if word.isupper() and len(word) > 1:
        return _UPPER
    return _TITLE if word[0].isupper() else _MIXED


def _quote(span: Span, quotes: QuoteIndex) -> int:
    if span.start == span.end:
        return _BREAK_QUOTE
    for quote in quotes.over(Span(span.start, span.start + 1)):
        if quote.inner.start <= span.start < quote.inner.end:
            return _INSIDE
        if quote.outer.start <= span.start < quote.outer.end:
            return _MARK
    return _OUTSIDE


def _starts(text: str, spans: Sequence[Span]) -> tuple[int, ...]:
    begins = [span.start for span in spans]
    places = (bisect_left(begins, found.end()) for found in _SENTENCE_END.finditer(text))
    return tuple(sorted({0, *(n for n in places if n < len(spans))})) if spans else ()
