"""Events as other texts may tell them: the deed, its sides, its place, its days, its words.

All of it stands in the event's own clause, or in the sentence that its sentence goes on about;
what a text leaves open stays open.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from reportedly.knowledge import (
    find_person,
    load_deed_groups,
    load_once,
    load_topics,
    name_key,
    normal_name,
    topic_words,
)
from reportedly.model import Anchor, Claim, DateMention, Event, Modality, PlaceMention, Polarity
from reportedly.reconcile.answers import Answer
from reportedly.reconcile.contexts import Contexts
from reportedly.reconcile.headers import Header
from reportedly.reconcile.moments import is_still_ahead
from reportedly.reconcile.scopes import VICTIMS
from reportedly.reconcile.voices import Voice

# Which one of several: "a second visit" is not the third, and "more" come on top of others.
_TURNS: Final[Mapping[str, re.Pattern[str]]] = {
    "first": re.compile(r"\b(?:first|initial(?:ly)?|earlier)\b(?! time)", re.I),
    "second": re.compile(r"\bsecond\b(?![- ](?:large|big|high))", re.I),
    "third": re.compile(r"\bthird\b(?![- ](?:large|big|high|part|countr))", re.I),
    "fourth": re.compile(r"\bfourth\b", re.I),
    "fifth": re.compile(r"\bfifth\b", re.I),
    "more": re.compile(r"\b(?:more(?! than)|additional|another|further)\b", re.I),
}
_FEW_COUNTRIES: Final = 2  # so many named by a whole text leave little doubt whose deed it is


@dataclass(frozen=True, slots=True)
class Happening:
    """One event record of a text.

    ``deed`` is the class or stem of its words; ``group`` and ``field`` are deeds that other texts
    may use for it, narrow and wide. ``actor`` and ``recipient`` are keys of persons and countries,
    ``parties`` of all persons that its clause names, ``countries`` of all countries. ``figures``
    count what the deed is done with or to; ``turns`` say which one of several it is.
    """

    header: Header
    event: str
    deed: str
    group: str
    field: str
    words: Anchor
    sentence: Anchor
    voice: Voice
    actor: frozenset[str]
    recipient: frozenset[str]
    parties: frozenset[str]
    countries: frozenset[str]
    place: PlaceMention | None
    date: DateMention | None
    figures: tuple[Answer, ...]
    topics: frozenset[str]
    turns: frozenset[str]
    modality: Modality
    polarity: Polarity
    claim: Claim | None
    actor_words: Anchor | None = None

    @property
    def days(self) -> tuple[str, str] | None:
        """First and last ISO day that the text gives it."""
        if self.date is None or self.date.start is None:
            return None
        return self.date.start, self.date.end or self.date.start

    @property
    def people(self) -> frozenset[str]:
        """Persons on either side or named beside it."""
        return frozenset(k for k in self.actor | self.recipient | self.parties if ":" in k)

    @property
    def is_once(self) -> bool:
        """Whether it is done to one thing only once."""
        return self.group in load_once()


def happenings_in(around: Contexts, answers: Iterable[Answer]) -> tuple[Happening, ...]:
    """The events of a report with their clauses, in the order of the text.

    What is only imagined ("if they attack") has not happened in any text, and is left out.
    """
    reader = _Reader(around, answers)
    events = sorted(around.report.extraction.events, key=lambda e: (e.anchor.start, e.id))
    return tuple(h for e in events if e.modality != "hypothetical" and (h := reader.read(e)))


class _Reader:
    def __init__(self, around: Contexts, answers: Iterable[Answer]) -> None:
        self.around = around
        found = around.report.extraction
        self._claims = {c.id: c for c in found.claims}
        self._places = {p.id: p for p in found.places}
        self._dates = {(d.start, d.end): d for d in reversed(found.dates)}
        self._answers = {a.figure.id: a for a in answers}
        self._persons = [m for m in found.parties if m.type == "person"]
        named = frozenset(p.country for p in around.places.all if p.country)
        self._countries = named if len(named) <= _FEW_COUNTRIES else frozenset[str]()

    def read(self, event: Event) -> Happening | None:
        deed = _deed(event)
        if deed is None:
            return None
        claim = self._claims.get(event.claim or "")
        sentence = self.around.sentence(event.anchor.hull)
        clause = claim.anchor if claim is not None else sentence
        once = deed in load_once()
        group, field = (deed, deed) if once else load_deed_groups().get(deed, (deed, event.type))
        figures = tuple(self._figures(event, clause, group))
        ahead = is_still_ahead(clause.text)
        return Happening(
            header=self.around.header,
            event=event.id,
            deed=deed,
            group=group,
            field=field,
            words=event.anchor,
            sentence=sentence,
            voice=self.around.voice(event.attribution),
            actor=self._side(event.actor, event.actor_country),
            recipient=self._side(event.recipient, event.recipient_country),
            parties=frozenset(self._people(clause)),
            countries=self._all_countries(event, clause, figures),
            place=self._places.get(event.place or ""),
            date=self._date(event, clause),
            figures=figures,
            topics=_topics(clause, event.anchor if once else None),
            turns=frozenset(t for t, p in _TURNS.items() if p.search(clause.text)),
            modality="planned" if ahead else event.modality,
            polarity=event.polarity,
            claim=claim,
            actor_words=event.actor,
        )

    def _side(self, words: Anchor | None, country: str | None) -> frozenset[str]:
        found = frozenset(self._people(words)) if words is not None else frozenset[str]()
        return found | ({country} if country else frozenset())

    def _people(self, within: Anchor) -> Iterator[str]:
        """Keys of the persons named in some words, where a text gives more than a family name."""
        for mention in self._persons:
            if any(s.start <= mention.anchor.start < s.end for s in within.spans):
                known = find_person(mention.name)
                if known is not None or len(normal_name(mention.name).split()) > 1:
                    yield f"person:{name_key(known or mention.name)}"

    def _all_countries(
        self, event: Event, clause: Anchor, figures: Iterable[Answer]
    ) -> frozenset[str]:
        sides = {event.actor_country, event.recipient_country}
        found = sides | {a.population.country for a in figures}
        found |= self.around.countries(clause.hull)
        before = self.around.leans_on(clause.hull)
        if before is not None:
            found |= self.around.countries(before)
        return frozenset(c for c in found if c) or self._countries

    def _date(self, event: Event, clause: Anchor) -> DateMention | None:
        """The event's date; without one, the only date of its clause."""
        if event.date is not None:
            first, _, last = event.date.partition("/")
            return self._dates.get((first, last or first))
        own = [d for d in self.around.dates.within(clause.hull) if d.start is not None]
        return own[0] if len(own) == 1 else None

    def _figures(self, event: Event, clause: Anchor, group: str) -> Iterator[Answer]:
        """Figures of the event, else of its clause, that count what such a deed is done to."""
        ids = event.figures or [f.id for f in self.around.figures.within(clause.hull)]
        for answer in (self._answers[i] for i in ids if i in self._answers):
            of_victims = answer.measure in VICTIMS
            if of_victims == (group in ("losses", "capture")):
                yield answer


def _deed(event: Event) -> str | None:
    """The class of an event's words: one that several texts use, else the first that says much."""
    found = [word for exact in event.anchor.exact for _, word in topic_words(exact)]
    known = [w for w in found if w in load_once() or w in load_deed_groups()]
    return next(iter(known or found), None)


def _topics(clause: Anchor, deed: Anchor | None) -> frozenset[str]:
    """Classes and stems of a clause's words but names: these say who and where.

    Of a deed done once only those that stand nearer to it than to another such deed: in "signed
    the law that ratifies the treaty" it is the law that is signed.
    """
    known, once = load_topics(), load_once()
    found = [
        (span.start + at, word)
        for span, exact in zip(clause.spans, clause.exact, strict=True)
        for at, word in topic_words(exact)
        if word in known or word in once or exact[at].islower()
    ]
    if deed is not None:
        others = [at for at, word in found if word in once and not deed.start <= at < deed.end]
        first = max((at for at in others if at < deed.start), default=-1)
        last = min((at for at in others if at >= deed.end), default=clause.end)
        found = [(at, word) for at, word in found if first < at < last]
    return frozenset(word for _, word in found)


def same_clause(one: Happening, other: Happening) -> bool:
    """Whether two events stand in one clause of one text."""
    here = one.header.document == other.header.document
    return here and one.claim is not None and one.claim == other.claim


def clause_of(happening: Happening) -> Anchor:
    """The words of an event's claim, else its sentence."""
    return happening.claim.anchor if happening.claim is not None else happening.sentence
