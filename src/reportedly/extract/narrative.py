"""The author's own voice: what no attribution covers."""

from collections.abc import Iterator, Sequence
from typing import Final

from reportedly.extract.contents import EDGE
from reportedly.extract.drafts import Draft
from reportedly.extract.syntax import Passage
from reportedly.model import Document, Span, merge_spans, subtract_spans, touching, trim_span

_NO_CLAIMS: Final = frozenset({"byline", "dateline"})  # who writes where: they claim nothing
_FEWEST_WORDS = 4  # that are left of an attributed sentence: "on Tuesday" is no claim
_NEAR = 20  # letters between a source and its cue that still belong together ("has repeatedly")
_SMALLEST = 4  # letters that a rest of a sentence must have to be a claim of its own


def find_narrative(
    document: Document, passages: Sequence[Passage], drafts: Sequence[Draft]
) -> list[Draft]:
    """What no attribution covers, sentence by sentence."""
    covered = merge_spans(s for d in drafts for s in _words_of(document.text, d))
    rest: list[Draft] = []
    for extent in _sentences(document, passages):
        taken = touching(covered, extent)
        least = _FEWEST_WORDS if taken else 1
        pieces = tuple(
            p
            for piece in subtract_spans(extent, taken)
            if _says_something(
                document.text, p := trim_span(document.text, piece, strip=EDGE), least
            )
        )
        if pieces:
            rest.append(Draft(pieces))
    return rest


def _words_of(text: str, draft: Draft) -> Iterator[Span]:
    """What an attribution takes from the author's voice.

    A source that stands apart from its cue is the subject of the author's own sentence too:
    "The mayor left for the coast, adding that …". So is a sentence in which only a count is told
    by somebody, or a document put out.
    """
    if draft.aside:
        yield from (s for s in draft.content if draft.cue and _is_below(text, draft.cue, s))
        return
    yield from draft.content
    if draft.cue is not None:
        yield draft.cue
    if draft.source is not None and _stands_by(text, draft.source, draft):
        yield draft.source


def _is_below(text: str, cue: Span, content: Span) -> bool:
    return "\n" in text[cue.end : content.start]


def _stands_by(text: str, source: Span, draft: Draft) -> bool:
    if draft.cue is None:
        return draft.confidence == 1  # else it stands in the sentence before
    first, last = sorted((source, draft.cue))
    between = text[first.end : last.start]
    return sum(c.isalpha() for c in between) <= _NEAR or first.end >= last.start


def _sentences(document: Document, passages: Sequence[Passage]) -> Iterator[Span]:
    for passage in passages:
        if passage.segment.kind not in _NO_CLAIMS:
            yield from (passage.span(sentence) for sentence in passage.sentences)
    for segment in document.segments:
        if segment.kind == "signature":
            yield segment.span


def _says_something(text: str, span: Span, least: int) -> bool:
    words = text[slice(*span)]
    return sum(c.isalpha() for c in words) >= _SMALLEST and len(words.split()) >= least
