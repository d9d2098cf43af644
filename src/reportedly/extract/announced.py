"""Documents that somebody puts out, whose words stand below: a block quotation, a list.

"The staff issued an assessment on Monday." leads up to the block quotation below it, "The team
presented its report." to the list under the heading "Figures in the report".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from reportedly.extract.cues import find_subject, is_passive
from reportedly.extract.drafts import Draft
from reportedly.extract.sources import make_source, source_kind
from reportedly.extract.speakers import Speakers
from reportedly.extract.syntax import Passage
from reportedly.knowledge import load_announcing
from reportedly.model import Document, SourceKind, Span, trim_span

if TYPE_CHECKING:
    from spacy.tokens import Token

_EDGE: Final = " \t\r\n;,."
_OF = ("in", "from", "of")


@dataclass(frozen=True, slots=True)
class Announcement:
    """A sentence in which somebody puts out a document or a figure; ``noun`` says which."""

    sentence: Span
    segment: int
    source: Span
    cue: Span
    noun: str
    source_kind: SourceKind
    speaker: str | None


def find_announcements(passages: Sequence[Passage], speakers: Speakers) -> tuple[Announcement, ...]:
    """Sentences whose main clause says that somebody puts out a document or a figure."""
    return tuple(
        made
        for passage in passages
        if passage.segment.kind == "paragraph"
        for sentence in passage.sentences
        if (made := _announcement(passage, sentence.root, speakers)) is not None
    )


def _announcement(passage: Passage, verb: "Token", speakers: Speakers) -> Announcement | None:
    noun = _put_out(verb)
    subject = find_subject(verb) if noun is not None else None
    source = make_source(subject) if subject is not None else None
    if noun is None or source is None or is_passive(verb):
        return None
    span = passage.cover(source.first, source.last)
    mention = speakers.standing_for(source, span, passage.span(source.head))
    return Announcement(
        sentence=passage.span(verb.sent),
        segment=passage.n,
        source=span,
        cue=passage.cover(verb, noun),
        noun=noun.text.lower(),
        source_kind=source_kind(source, mention),
        speaker=mention.id if mention is not None else None,
    )


def _put_out(verb: "Token") -> "Token | None":
    """The document of "issued an assessment", "came out with a figure"; without "that …"."""
    following = [c for c in verb.children if c.i > verb.i]
    if any(c.dep_ == "neg" for c in verb.children):
        return None
    things = [c for c in following if c.dep_ == "dobj"]
    phrase = f"{verb.text.lower()} {' '.join(c.text.lower() for c in following[:2])}"
    if phrase in load_announcing("phrase"):
        things = [g for c in following[:2] for g in c.children if c.dep_ == "prep"]
    elif verb.text.lower() not in load_announcing("verb"):
        return None
    nouns = load_announcing("noun")
    return next((t for t in things if t.text.lower() in nouns and not _is_told(t)), None)


def _is_told(noun: "Token") -> bool:
    """Whether the sentence says itself what is in a document: "a report that 40 had left"."""
    return any(c.dep_ in ("acl", "ccomp", "relcl") for c in noun.children)


# ------------------------------------------------------------------ what stands below


def quote_below(document: Document, announced: Sequence[Announcement]) -> Iterator[Draft]:
    """Attributions of block quotations and lists to those whose documents they are from."""
    for announcement in announced:
        block = _block(document, announcement)
        if block:
            yield replace(_draft(block, announcement), mode="direct")
        items = _items(document, announcement)
        if items:
            yield _draft(items, announcement)


def _draft(content: tuple[Span, ...], announced: Announcement) -> Draft:
    return Draft(
        content=content,
        source=announced.source,
        cue=announced.cue,
        source_kind=announced.source_kind,
        speaker=announced.speaker,
        aside=True,
    )


def _block(document: Document, announced: Announcement) -> tuple[Span, ...]:
    """The block quotation directly below a paragraph that ends with the announcement."""
    segments = document.segments
    if document.text[announced.sentence.end : segments[announced.segment].span.end].strip():
        return ()
    block = []
    for segment in segments[announced.segment + 1 :]:
        if segment.kind != "quotation":
            break
        block.append(segment.span)
    return tuple(block)


def _items(document: Document, announced: Announcement) -> tuple[Span, ...]:
    """The list under the next heading, if that names the document: "Figures in the report"."""
    segments = document.segments
    n = announced.segment + 1
    while n < len(segments) and segments[n].kind == "paragraph":
        n += 1
    if n == len(segments) or segments[n].kind != "heading":
        return ()
    words = document.text[slice(*segments[n].span)].lower().rstrip(": ").split()
    if len(words) < 3 or words[-1] != announced.noun or words[-3] not in _OF:
        return ()
    items = []
    for segment in segments[n + 1 :]:
        if segment.kind != "list_item":
            break
        items.append(trim_span(document.text, segment.span, strip=_EDGE))
    return tuple(s for s in items if s.end > s.start)
