"""Events: the deeds that a text speaks of, in PLOVER's categories, with parties and values."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reportedly.extract.by_place import ByPlace, ClaimIndex
from reportedly.extract.claims import tells
from reportedly.extract.countries import country_of
from reportedly.extract.event_clauses import (
    by_clause,
    clause_heads,
    days_of,
    modality_of,
    near_values,
    no_surer,
    own_values,
    polarity_of,
)
from reportedly.extract.event_parts import find_sides, phrase_span
from reportedly.extract.event_triggers import Trigger, find_triggers
from reportedly.extract.syntax import Passage
from reportedly.knowledge import load_friendly
from reportedly.model import (
    Anchor,
    Attribution,
    Claim,
    DateMention,
    Event,
    EventType,
    Figure,
    Maker,
    Mention,
    Modality,
    PlaceMention,
    Polarity,
    Role,
    Span,
    make_anchor,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

MAKER: Final = Maker("events", 1)

__all__ = ["MAKER", "ByPlace", "ClaimIndex", "find_events"]

_JOINT = frozenset({"joint", "jointly", "trilateral", "bilateral", "combined", "together"})
_WORD = re.compile(r"\w+")
_DATELINE = 60  # characters from the start of a paragraph in which its dateline stands


@dataclass(frozen=True, slots=True)
class Context:
    """What other finders have found in the document: whose words these are, and which values."""

    attributions: Sequence[Attribution]
    claims: Sequence[Claim]
    parties: Sequence[Mention]
    dates: Sequence[DateMention]
    places: Sequence[PlaceMention]
    figures: Sequence[Figure]


def find_events(
    document: str, text: str, passages: Sequence[Passage], context: Context
) -> tuple[Event, ...]:
    """Events in order: one for each word that tells of a deed, in a claim or as its cue."""
    work = _Finder(document, text, context)
    events: dict[str, Event] = {}
    for passage in passages:
        for event in work.run(passage):
            events.setdefault(event.id, event)
    return tuple(events.values())


def _word_ends(text: str, cue: Anchor | None) -> Iterator[int]:
    """Where the words of a cue end; its verb is one of them: "had said that"."""
    for span in cue.spans if cue is not None else ():
        yield from (word.end() for word in _WORD.finditer(text, *span))


class _Finder:
    """Finds events in one document, passage by passage."""

    def __init__(self, document: str, text: str, context: Context) -> None:
        self.document = document
        self.text = text
        self.owner = ClaimIndex(context.claims)
        told = [a for a in context.attributions if tells(a)]
        self.cues = {end: a for a in told for end in _word_ends(text, a.cue)}
        self.parties = ByPlace(context.parties)
        self.dates = ByPlace([d for d in context.dates if d.start and d.end])
        # A name that describes ("Russian") is no place where something happens.
        self.places = ByPlace([p for p in context.places if p.kind == "literal"])
        self.figures = ByPlace(context.figures)

    def run(self, passage: Passage) -> list[Event]:
        triggers = list(find_triggers(passage.doc))
        if not triggers:
            return []
        heads = clause_heads(passage, frozenset(t.noun.i for t in triggers if t.noun))
        whole = Span(passage.offset, passage.offset + len(passage.text))
        told = [d for d in self.dates.within(whole) if not self._is_dateline(passage, d)]
        dates = by_clause(passage, heads, told)
        places = by_clause(passage, heads, self.places.within(whole))
        figures = by_clause(passage, heads, self.figures.within(whole))
        made = []
        for trigger in triggers:
            days = near_values(trigger.parts, dates, heads)
            spots = near_values(trigger.parts, places, heads)
            event = self._make(passage, trigger, days, spots, own_values(trigger.parts, figures))
            if event is not None:
                made.append(event)
        return made

    def _is_dateline(self, passage: Passage, day: DateMention) -> bool:
        """Whether a day at the head of a paragraph says when it was written: "(June 5) – "."""
        opening = self.text[max(0, day.anchor.start - 1) : day.anchor.start]
        return opening == "(" and day.anchor.start - passage.offset < _DATELINE

    def _make(
        self,
        passage: Passage,
        trigger: Trigger,
        days: Sequence[DateMention],
        spots: Sequence[PlaceMention],
        figures: Sequence[Figure],
    ) -> Event | None:
        span = passage.span(trigger.token)
        cue = self.cues.get(span.end)
        claim = self._claim(passage, trigger, span)
        if claim is None and cue is None:
            return None  # a byline, a dateline, a scrap
        actor, recipient, joint = find_sides(trigger)
        modality, polarity = modality_of(trigger.token), polarity_of(trigger.token)
        kind = _refine(trigger, modality, polarity)
        if kind == "REJECT" and trigger.type != "REJECT":
            polarity = "positive"  # "will not sign": the refusal is what happens
        done_by = self._side(passage, actor, "actor", joint)
        done_to = self._side(passage, recipient, "recipient", joint)
        return Event(
            anchor=make_anchor(self.document, self.text, "event", [span]),
            type=kind,
            actor=done_by,
            recipient=done_to,
            actor_country=self._country(done_by),
            recipient_country=self._country(done_to),
            date=days_of(next(iter(days), None)),
            place=next((p.id for p in spots), None),
            figures=tuple(f.id for f in figures),
            modality=modality if cue or claim is None else no_surer(modality, claim),
            polarity=polarity,
            certainty=claim.certainty if claim and not cue else "asserted",
            claim=claim.id if claim else None,
            attribution=cue.id if cue else claim.attribution if claim else None,
        )

    def _claim(self, passage: Passage, trigger: Trigger, span: Span) -> Claim | None:
        """The claim that a deed stands in; for a cue the claim that it governs."""
        below = [passage.span(t) for t in (trigger.lower, trigger.noun) if t is not None]
        held = (self.owner.of(s) for s in (span, *below))
        return next((claim for claim in held if claim is not None), None)

    def _side(
        self, passage: Passage, head: "Token | None", role: Role, joint: bool
    ) -> Anchor | None:
        span = phrase_span(passage, head, joint) if head is not None else None
        return make_anchor(self.document, self.text, role, [span]) if span else None

    def _country(self, side: Anchor | None) -> str | None:
        """The country that a phrase names, or that of a party named in it."""
        if side is None:
            return None
        named = country_of(side.text)
        return named or next((p.country for p in self.parties.within(side.hull) if p.country), None)


def _refine(trigger: Trigger, modality: Modality, polarity: Polarity) -> EventType:
    """Friendly deeds to come are agreements, their denial a refusal; joint drills cooperate."""
    kind = trigger.type
    if kind == "MOBILIZE" and _is_joint(trigger):
        kind = "COOPERATE"
    if kind in load_friendly() and modality == "planned" and not _is_decided(trigger.token):
        kind = "AGREE"
    if kind == "AGREE" and polarity == "negative":
        return "REJECT"
    return kind


def _is_decided(verb: "Token") -> bool:
    """Whether a deed is decided on by who does it, and not only promised."""
    return verb.head.text.lower() in ("decide", "decided", "decides")


def _is_joint(trigger: Trigger) -> bool:
    parts = (trigger.token, *((trigger.noun,) if trigger.noun is not None else ()))
    return any(c.text.lower() in _JOINT for part in parts for c in part.children)
