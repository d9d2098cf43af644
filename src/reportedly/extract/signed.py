"""Signed quotations: “…” ― NAME, with nothing else in the lines."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from reportedly.extract.drafts import Draft
from reportedly.extract.quotes import Quote, QuoteIndex
from reportedly.extract.sources import name_kind
from reportedly.extract.speakers import Speakers
from reportedly.model import Document, Span, overlaps

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
    owned = sorted(span for draft in taken if draft.source is not None for span in draft.content)
    for quote in quotes.quotes:
        signed = _SIGNED.match(document.text, quote.outer.end)
        if quote.outer.start not in starts or signed is None or _is_owned(quote, owned):
            continue
        name = _without_stop(document.text, Span(*signed.span("name")))
        mention = speakers.named(name)
        yield Draft(
            content=(quote.inner,),
            source=name,
            cue=Span(*signed.span("dash")),
            source_kind=name_kind(signed["name"], mention),
            speaker=mention.id if mention is not None else None,
            mode="direct",
        )


def _without_stop(text: str, name: Span) -> Span:
    """A name without the full stop of its line: not that of an initial, "Anna B."."""
    last = text[slice(*name)].split()[-1]
    return Span(name.start, name.end - (last.endswith(".") and len(last) > _INITIAL))


def _is_owned(quote: Quote, owned: Sequence[Span]) -> bool:
    return any(overlaps(span, quote.inner) for span in owned)
