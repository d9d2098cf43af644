"""Signed quotations: “…” ― NAME, with nothing else in the lines."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from reportedly.extract.by_place import SpanIndex
from reportedly.extract.drafts import Draft, draft_by_name
from reportedly.extract.quotes import QuoteIndex
from reportedly.extract.speakers import Speakers
from reportedly.model import Document, Span

_NAME: Final = r"[^\W\d_a-zß-öø-ÿ][\w.'’-]{0,30}"
_PARTICLE: Final = r"(?:de|la|del|der|den|van|von|al|el|bin|ibn|da|dos|y)"
_INITIAL: Final = 3  # characters: "B.", "Jr."
_SIGNED: Final = re.compile(
    rf"\s{{0,4}}(?P<dash>[―—–]|--?)[ \t]{{0,3}}"
    rf"(?P<name>{_NAME}(?:[ \t]{{1,2}}(?:{_NAME}|{_PARTICLE})){{0,6}})"
    r"(?:,[^\n]{1,80}|[ \t]\([^\n()]{1,60}\))?[^\S\n]*(?:\n|\Z)"
)


def find_signed(
    document: Document, quotes: QuoteIndex, speakers: Speakers, taken: Sequence[Draft]
) -> Iterator[Draft]:
    """Quotations that begin a segment and are signed behind a dash, if nobody has them yet."""
    starts = {segment.span.start for segment in document.segments}
    owned = SpanIndex((s, draft) for draft in taken if draft.source for s in draft.content)
    for quote in quotes.quotes:
        signed = _SIGNED.match(document.text, quote.outer.end)
        if quote.outer.start not in starts or signed is None or owned.over(quote.inner):
            continue
        name = _without_stop(document.text, Span(*signed.span("name")))
        mention = speakers.named(name)
        dash = Span(*signed.span("dash"))
        yield draft_by_name(
            document.text, name, mention, cue=dash, words=quote.inner, mode="direct"
        )


def _without_stop(text: str, name: Span) -> Span:
    """A name without the full stop of its line: not that of an initial, "Anna B."."""
    last = text[slice(*name)].split()[-1]
    return Span(name.start, name.end - (last.endswith(".") and len(last) > _INITIAL))
