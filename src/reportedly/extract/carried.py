"""Counts that go on from the sentence before: "Of the injured, 2,000 have been sent home".

Such a clause names nobody, and a word in it leads back to what somebody has just said. It becomes
an attribution of its own with the words for the earlier speaker as its source, without a cue and
with a low confidence: nobody is said to have said it.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from reportedly.extract.announced import Announcement
from reportedly.extract.contents import EDGE
from reportedly.extract.drafts import Draft
from reportedly.extract.links import begins_with, goes_on_counting, names_a_part
from reportedly.extract.syntax import Passage
from reportedly.knowledge import load_cues
from reportedly.model import (
    Figure,
    Span,
    contains,
    merge_spans,
    overlaps,
    subtract_spans,
    trim_span,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

CARRIED: Final = 0.5  # confidence: the text goes on, and does not say that the speaker does
_FURTHEST: Final = 3  # clauses from the one in which somebody is named
_PRONOUNS: Final = frozenset({"he", "she", "it", "they"})
_NOT_TOLD: Final = ("plan", "refuse", "request")  # "it intends to send 40" counts nothing
_NEAR: Final = 40  # cues and contents looked at for each clause
_FEWEST_WORDS: Final = 4  # of what is left beside another's words


@dataclass(frozen=True, slots=True)
class _Clause:
    """A stretch of a sentence up to a semicolon; ``joined`` says that it stands behind one."""

    passage: Passage
    tokens: tuple["Token", ...]
    span: Span
    joined: bool


@dataclass(frozen=True, slots=True)
class _Earlier:
    """Who spoke last, the things counted in it, and how many clauses ago.

    ``counted`` is None where there was no figure; ``announced`` says that one was to follow.
    """

    draft: Draft
    segment: int
    counted: frozenset[str] | None
    announced: bool = False
    ago: int = 0


def carry_over(
    text: str,
    passages: Sequence[Passage],
    drafts: Sequence[Draft],
    figures: Sequence[Figure],
    announced: Sequence[Announcement],
) -> list[Draft]:
    """Drafts with one for each clause that goes on about an earlier speaker's count."""
    reader = _Reader(text, drafts, figures)
    by_place = {a.sentence.start: a for a in announced}
    for passage in passages:
        if passage.segment.kind == "paragraph":
            for clause in _clauses(passage):
                reader.read(clause)
                if clause.span.start in by_place:
                    reader.announce(clause, by_place[clause.span.start])
    return reader.drafts


def _clauses(passage: Passage) -> Iterator[_Clause]:
    for sentence in passage.sentences:
        tokens: list[Token] = []
        joined = False
        for token in (*sentence, None):
            if token is not None and token.text != ";":
                tokens += [] if token.is_space else [token]
            elif tokens:
                span = passage.cover(tokens[0], tokens[-1])
                yield _Clause(passage, tuple(tokens), span, joined)
                tokens, joined = [], True


class _Reader:
    """Reads clauses in the order of the text and remembers who spoke last."""

    def __init__(self, text: str, drafts: Sequence[Draft], figures: Sequence[Figure]) -> None:
        self.drafts = list(drafts)
        self._text = text
        self._figures = figures
        self._places = sorted(
            (span, n) for n, d in enumerate(drafts) for span in (*d.content, *_cue(d))
        )
        self._earlier: _Earlier | None = None

    def read(self, clause: _Clause) -> None:
        """Carry the earlier speaker over to a clause, or see who speaks in it."""
        if self._earlier and clause.passage.n - self._earlier.segment > 1:
            self._earlier = None  # a heading, a list or a picture stands between
        counts = self._within(clause.span)
        over = self._over(clause.span)
        said = [n for n in over if self.drafts[n].source is not None]
        loose = [f for f in counts if not any(_says(self.drafts[n], f) for n in said)]
        if self._goes_on(clause, said, counts, loose):
            self._carry(clause, over, said)
        elif said:
            own = self._speaker(clause, said, counts)
            self._earlier = None if clause.joined and self._are_two(own) else own
        elif loose:
            self._earlier = None  # the author counts something else
        elif self._earlier is not None:
            self._earlier = self._later(clause)

    def announce(self, clause: _Clause, announced: Announcement) -> None:
        """Remember who puts out a figure that the next sentence may give."""
        draft = Draft(
            content=(),
            source=announced.source,
            source_kind=announced.source_kind,
            speaker=announced.speaker,
        )
        if not self._within(clause.span):
            self._earlier = _Earlier(draft, clause.passage.n, None, announced=True)

    # -------------------------------------------------------------- the clause

    def _within(self, span: Span) -> Sequence[Figure]:
        first = bisect_left(self._figures, span.start, key=lambda f: f.anchor.start)
        last = bisect_left(self._figures, span.end, key=lambda f: f.anchor.start)
        return self._figures[first:last]

    def _over(self, span: Span) -> list[int]:
        """Positions of the drafts whose cue or content shares a character with a span."""
        first = bisect_left(self._places, span.start, key=lambda p: p[0].start)
        last = bisect_left(self._places, span.end, key=lambda p: p[0].start)
        near = self._places[max(0, first - _NEAR) : last]
        return sorted({n for place, n in near if overlaps(place, span)})

    def _goes_on(
        self,
        clause: _Clause,
        said: Sequence[int],
        counts: Sequence[Figure],
        loose: Sequence[Figure],
    ) -> bool:
        earlier = self._earlier
        if earlier is None or not counts or earlier.ago >= _FURTHEST:
            return False
        if not all(self._is_same(n, earlier) for n in said):
            return False
        first = clause.tokens[0].text.lower()
        if earlier.announced and earlier.ago == 0 and first in _PRONOUNS:
            return True
        if not loose:
            return False
        if names_a_part(clause.tokens):
            return True
        if earlier.counted is None:
            return False
        number = _token_at(clause, counts[0].anchor.start)
        if clause.joined and begins_with(clause.tokens, number):
            return True
        return goes_on_counting(clause.tokens, number, earlier.counted)

    def _is_same(self, n: int, earlier: _Earlier) -> bool:
        """Whether a source in a clause is a pronoun for the earlier speaker."""
        draft = self.drafts[n]
        word = self._text[slice(*draft.source)].lower() if draft.source is not None else ""
        if word not in _PRONOUNS:
            return False
        return draft.speaker is None or draft.speaker == earlier.draft.speaker

    # -------------------------------------------------------------- who spoke

    def _speaker(
        self, clause: _Clause, said: Sequence[int], counts: Sequence[Figure]
    ) -> _Earlier | None:
        """The one who gives a clause's figures, or who speaks in it; None for several."""
        told = [m for n in said if (m := self._told(n)) is not None]
        giving = {n for n in told if any(_says(self.drafts[n], f) for f in counts)} or set(told)
        giving -= {p for n in giving if (p := self.drafts[n].parent) is not None}
        if len(giving) != 1:
            return None
        draft = self.drafts[giving.pop()]
        given = [f for f in counts if _says(draft, f)]
        nouns = frozenset(w for f in given if f.population for w in _words(f.population.text))
        if not given and not self._tells(draft):
            return None
        return _Earlier(draft, clause.passage.n, nouns if given else None)

    def _tells(self, draft: Draft) -> bool:
        """Whether words without a figure tell of something: "the army denied it" does not."""
        size = sum(len(_words(self._text[slice(*s)])) for s in draft.content)
        return size >= _FEWEST_WORDS and self._force(draft) != "deny"

    def _force(self, draft: Draft) -> str:
        words = _words(self._text[slice(*draft.cue)]) if draft.cue is not None else []
        cue = load_cues().get(words[-1]) if words else None
        return cue.force if cue is not None else ""

    def _are_two(self, own: _Earlier | None) -> bool:
        """Whether one sentence has counts by two: "the army spoke of 40; the rebels of 300"."""
        earlier = self._earlier
        if own is None or earlier is None or earlier.ago or earlier.counted is None:
            return False
        return own.draft.source != earlier.draft.source

    def _told(self, n: int) -> int | None:
        """The draft itself, or the one in which it stands where it tells what somebody plans."""
        draft = self.drafts[n]
        return draft.parent if self._force(draft) in _NOT_TOLD else n

    def _later(self, clause: _Clause) -> _Earlier | None:
        earlier = self._earlier
        if earlier is None:
            return None
        return replace(earlier, segment=clause.passage.n, ago=earlier.ago + 1)

    # -------------------------------------------------------------- the draft

    def _carry(self, clause: _Clause, over: Sequence[int], said: Sequence[int]) -> None:
        earlier = self._earlier
        if earlier is None:
            return
        draft = replace(
            earlier.draft,
            content=self._left(clause.span, () if earlier.announced else said),
            cue=None,
            mode=None,
            cited=None,
            aside=False,
            confidence=CARRIED,
        )
        if draft.content:
            self.drafts.append(draft)
            self._nest(over, earlier.announced)
        self._earlier = replace(
            self._later(clause) or earlier, counted=earlier.counted or frozenset(), announced=False
        )

    def _left(self, span: Span, said: Sequence[int]) -> tuple[Span, ...]:
        """What of a clause is nobody's yet."""
        drafts = [self.drafts[n] for n in said]
        taken = merge_spans(
            s for d in drafts for s in (*d.content, *_cue(d), *((d.source,) if d.source else ()))
        )
        pieces = [trim_span(self._text, piece, strip=EDGE) for piece in subtract_spans(span, taken)]
        least = _FEWEST_WORDS if taken else 1
        return tuple(p for p in pieces if len(_words(self._text[slice(*p)])) >= least)

    def _nest(self, over: Sequence[int], announced: bool) -> None:
        """Let the carried draft pass on what names nobody: "the losses are said to be 40"."""
        parent = len(self.drafts) - 1
        for n in over:
            draft = self.drafts[n]
            if draft.parent is None and (draft.source is None or announced):
                carrier = self.drafts[parent].source
                self.drafts[n] = replace(draft, parent=parent, carrier=carrier, confidence=CARRIED)


def _cue(draft: Draft) -> tuple[Span, ...]:
    return (draft.cue,) if draft.cue is not None else ()


def _says(draft: Draft, figure: Figure) -> bool:
    return any(contains(s, figure.anchor.hull) for s in draft.content)


def _words(text: str) -> list[str]:
    return text.lower().split()


def _token_at(clause: _Clause, at: int) -> "Token | None":
    place = at - clause.passage.offset
    return next((t for t in clause.tokens if t.idx + len(t) > place), None)
