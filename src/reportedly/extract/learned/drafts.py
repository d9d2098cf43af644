"""Attributions of the learned model as drafts: spans of the text, and whom a source stands for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.extract.contents import EDGE, is_manner, tidy_content
from reportedly.extract.cue_words import cue_of, is_told
from reportedly.extract.cues import is_consequence
from reportedly.extract.drafts import Draft
from reportedly.extract.event_parts import is_party
from reportedly.extract.learned.decode import Relation, find_relations
from reportedly.extract.learned.network import Network, Stretch
from reportedly.extract.learned.pieces import Pieces, cut_text
from reportedly.extract.learned.sureness import WHOLE, confidence_of, part_confidences
from reportedly.extract.quotes import QuoteIndex
from reportedly.extract.sources import NOBODY, Source, source_kind
from reportedly.extract.speakers import Speakers
from reportedly.extract.syntax import Passage, passage_at
from reportedly.knowledge import Cue
from reportedly.model import (
    AttributionKind,
    Document,
    SourceKind,
    Span,
    contains,
    overlaps,
    trim_span,
)

if TYPE_CHECKING:
    from spacy.tokens import Token


_BEFORE_NOUN = frozenset({"compound", "nmod", "amod", "det", "poss"})
_NEAR = 6  # tokens between a word and its noun
_BROKEN = frozenset({"the", "a", "an", "of", "and"})  # a phrase that lost its noun


class RelationReader:
    """Turns what the model found into drafts, in the order of the text."""

    def __init__(
        self,
        text: str,
        passages: Sequence[Passage],
        quotes: QuoteIndex,
        speakers: Speakers,
    ) -> None:
        self._text = text
        self._passages = passages
        self._quotes = quotes
        self._speakers = speakers

    def read(self, document: Document, network: Network) -> Iterator[Draft]:
        """A draft for each attribution that the network finds in a document."""
        weights = network.weights
        pieces = cut_text(document, network.tokenizer, self._quotes)
        for relation in find_relations(pieces, network):
            draft = self._draft(pieces, relation)
            if draft is not None:
                sure = confidence_of(relation.signs, weights.calibration.get(WHOLE, {}))
                if sure >= weights.floor:
                    parts = part_confidences(relation.signs, weights.calibration)
                    yield replace(draft, confidence=sure, parts=parts)

    def _draft(self, pieces: Pieces, relation: Relation) -> Draft | None:
        cue = self._trimmed(pieces, relation.cue)
        known = cue_of(self._text[slice(*cue)])
        taken = [cue, *(_span(pieces, stretch) for stretch in relation.content)]
        source = self._source(pieces, relation.source, taken)
        content = tidy_content(
            self._text,
            (_span(pieces, stretch) for stretch in relation.content),
            [cue, source] if source is not None else [cue],
        )
        content = self._up_to_semicolon(content)
        if not content or cue.start == cue.end or is_manner(self._text, content[0].start):
            return None
        if self._is_consequence(cue, known):
            return None
        named = self._text[slice(*source)].lower() if source is not None else ""
        said = self._text[slice(content[0].start, content[-1].end)]
        if named in _BROKEN or said.lower() in _BROKEN:
            return None
        if named in NOBODY:
            source = None
        if self._is_done(source, content, cue, known):
            return None
        source_kind, speaker = self._who(source) if source is not None else ("none", None)
        kind = self._kind(known, content)
        return Draft(
            content=content,
            source=source,
            cue=cue,
            kind=kind,
            source_kind=source_kind,
            speaker=speaker,
            aside=not is_told(kind, self._text[slice(*cue)], said),
        )

    def _trimmed(self, pieces: Pieces, stretch: Stretch) -> Span:
        return trim_span(self._text, _span(pieces, stretch), strip=EDGE)

    def _up_to_semicolon(self, content: tuple[Span, ...]) -> tuple[Span, ...]:
        """Without stretches behind a semicolon: those may be the author's again.

        Where such words lead back to a count, they are carried over with a note.
        """
        kept = tuple(
            s
            for s in content[1:]
            if not self._text[max(0, s.start - 3) : s.start].rstrip().endswith(";")
        )
        return content[:1] + kept

    def _is_consequence(self, cue: Span, known: Cue | None) -> bool:
        """Whether the cue is a participle for what a deed shows: "it left, confirming a rift"."""
        return known is not None and any(is_consequence(t, known) for t in self._tokens(cue))

    def _is_done(
        self, source: Span | None, content: Sequence[Span], cue: Span, known: Cue | None
    ) -> bool:
        """Whether something is done to the source, or to people who are all of the content.

        "Sixty men were admitted", "was charged": nobody says that.
        """
        passage = self._passage(cue)
        if known is None or passage is None or known.frame == "carrier":
            return False
        patients = [
            (child, passage.cover(child.left_edge, child.right_edge))
            for token in self._tokens(cue)
            if token.tag_ == "VBN"
            for child in token.children
            if child.dep_ == "nsubjpass"
        ]
        if source is not None:
            return any(overlaps(words, source) for _, words in patients)
        return any(
            is_party(child) and all(contains(words, span) for span in content)
            for child, words in patients
        )

    def _tokens(self, span: Span) -> "Sequence[Token]":
        passage = self._passage(span)
        if passage is None:
            return ()
        start, end = span.start - passage.offset, span.end - passage.offset
        return tuple(passage.doc.char_span(start, end, alignment_mode="expand") or ())

    def _source(
        self, pieces: Pieces, stretch: Stretch | None, taken: Sequence[Span]
    ) -> Span | None:
        """Its words, if it has any: a network may point to a mark alone.

        It is made whole where that takes nothing from cue and content: "some", not "some note".
        """
        source = self._trimmed(pieces, stretch) if stretch is not None else None
        if source is None or source.start == source.end:
            return None
        whole = self._whole(source)
        return source if any(overlaps(whole, span) for span in taken) else whole

    def _whole(self, source: Span) -> Span:
        """A source up to the noun that its last word belongs to: not "Security" of a secretary."""
        tokens, passage = self._tokens(source), self._passage(source)
        if not tokens or passage is None:
            return source
        last = tokens[-1]
        while last.dep_ in _BEFORE_NOUN and 0 < last.head.i - last.i <= _NEAR:
            last = last.head
        return Span(source.start, max(source.end, passage.span(last).end))

    def _kind(self, known: Cue | None, content: Sequence[Span]) -> AttributionKind:
        """Speech or attitude by the cue's word; other words between quotation marks were said."""
        if known is not None:
            return known.kind
        return "speech" if self._quotes.touches(content) else "attitude"

    def _who(self, span: Span) -> tuple[SourceKind, str | None]:
        """Kind of a source, and the party it stands for."""
        tokens, passage = self._tokens(span), self._passage(span)
        if not tokens or passage is None:
            return "anonymous", None
        source = Source(tokens[0], tokens[-1], _head(tokens))
        speaker = self._speakers.find(source, span, passage.span(source.head))
        return source_kind(source, speaker), speaker.id if speaker is not None else None

    def _passage(self, span: Span) -> Passage | None:
        return passage_at(self._passages, span.start)


def _span(pieces: Pieces, stretch: Stretch) -> Span:
    return Span(pieces.spans[stretch[0]].start, pieces.spans[stretch[1] - 1].end)


def _head(tokens: "Sequence[Token]") -> "Token":
    """The first noun whose own head lies outside the phrase; else the phrase's last token."""
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
    nouns = [t for t in tops if t.tag_[:2] in ("NN", "PR", "WP", "CD", "WD")]
    return (nouns or tops or tokens[-1:])[0]
