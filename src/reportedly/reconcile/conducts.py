"""Reported acts with what rules look at: their arguments, their day, the words around them.

What rules there are is not known here: a pack's words are looked up in these words later, so that
a new pack needs no text to be read again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from reportedly.model import ARGUMENTS, Act, Anchor, Figure, Mode, Span
from reportedly.reconcile.contexts import Contexts
from reportedly.reconcile.headers import Header
from reportedly.reconcile.lexemes import cut_words, find_named
from reportedly.reconcile.voices import Voice

DayBasis = Literal["text", "publication", "none"]
_BACKED: Final = ("backed", "led", "allied", "aligned", "linked", "sponsored", "funded")


@dataclass(frozen=True, slots=True)
class Argument:
    """The words of one role of an act, and the countries that they name, by whatever name."""

    role: str
    anchor: Anchor
    countries: frozenset[str]


@dataclass(frozen=True, slots=True)
class Conduct:
    """One reported act: its arguments, its clause, the sentences around it, its day.

    ``mode`` is how it is said (quoted, reported, the author's own voice); ``around`` has the act's
    sentence first, then those beside it in its paragraph; ``days`` are the first and last ISO day,
    of the words or, for want of any, of the text (``basis``); ``countries`` are those that the
    sentences around and the title name, ``here`` those of its own sentence.
    """

    header: Header
    act: Act
    arguments: tuple[Argument, ...]
    clause: Anchor
    around: tuple[Anchor, ...]
    voice: Voice
    mode: Mode
    days: tuple[str, str] | None
    basis: DayBasis
    figures: tuple[Figure, ...]
    countries: frozenset[str]
    here: frozenset[str]

    @property
    def document(self) -> str:
        """The document's identifier."""
        return self.header.document

    def get(self, role: str) -> Argument | None:
        """The argument of a role, or None where the text gives none."""
        return next((a for a in self.arguments if a.role == role), None)


def conducts_in(around: Contexts) -> tuple[Conduct, ...]:
    """The acts of a report, in the order of its text."""
    reader = _Reader(around)
    return tuple(reader.read(act) for act in around.report.extraction.acts)


class _Reader:
    def __init__(self, around: Contexts) -> None:
        self.around = around
        found = around.report.extraction
        self._claims = {c.id: c for c in found.claims}
        self._modes = {a.id: a.mode for a in found.attributions}
        self._figures = {f.id: f for f in found.figures}
        self._of_title = self._named(around.header.title or "")
        self._segments = [s.span for s in around.report.document.segments]

    def read(self, act: Act) -> Conduct:
        sentence = self.around.sentence(act.anchor.hull)
        claim = self._claims.get(act.claim or "")
        clause = claim.anchor if claim is not None else sentence
        beside = tuple(self.around.anchor(s) for s in self._beside(sentence.hull))
        named = [self.around.countries(a.hull) | self._named(a.text) for a in (sentence, *beside)]
        days, basis = self._days(act)
        return Conduct(
            header=self.around.header,
            act=act,
            arguments=tuple(self._arguments(act)),
            clause=clause,
            around=(sentence, *beside),
            voice=self.around.voice(act.attribution),
            mode=self._modes.get(act.attribution or "", "narrative"),
            days=days,
            basis=basis,
            figures=tuple(self._figures[f] for f in act.figures if f in self._figures),
            countries=self._of_title.union(*named),
            here=named[0],
        )

    def _arguments(self, act: Act) -> Iterator[Argument]:
        for role in ARGUMENTS:
            anchor: Anchor | None = getattr(act, role)
            if anchor is not None:
                yield Argument(role, anchor, self._countries(anchor))

    def _countries(self, words: Anchor) -> frozenset[str]:
        """Countries that an argument names, or that its places and people are of."""
        named = self._named(words.text)
        return named or self.around.countries(words.hull)

    def _named(self, words: str) -> frozenset[str]:
        lexemes = cut_words(words)
        found = find_named(lexemes, known=self.around.text)
        return frozenset(
            n.iso
            for n in found
            if not words[n.span(lexemes).end :].lstrip("-‑–").lower().startswith(_BACKED)
        )

    def _beside(self, sentence: Span) -> Iterator[Span]:
        """The sentences next to one, in its paragraph."""
        home = next((s for s in self._segments if s.start <= sentence.start < s.end), None)
        if home is None:
            return
        before = self.around.sentences.before(sentence.start)
        after = self.around.sentences.after(sentence.start)
        for span in (*before, *after):
            if home.start <= span.start < home.end:
                yield span

    def _days(self, act: Act) -> tuple[tuple[str, str] | None, DayBasis]:
        if act.date is not None:
            first, _, last = act.date.partition("/")
            return (first, last or first), "text"
        day = self.around.header.day
        return ((day, day), "publication") if day else (None, "none")
