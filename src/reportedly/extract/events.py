"""Events: the deeds that claims speak of, in PLOVER's categories, from their verbs."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from reportedly.extract.parties import country_of
from reportedly.extract.sources import make_source
from reportedly.extract.syntax import Passage
from reportedly.knowledge import load_event_verbs
from reportedly.model import (
    Anchor,
    Claim,
    DateMention,
    Event,
    EventType,
    Figure,
    Maker,
    PlaceMention,
    Role,
    Span,
    contains,
    make_anchor,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

MAKER: Final = Maker("events", 1)

_VERBS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
_JOINT = frozenset({"joint", "trilateral", "bilateral", "combined"})


def find_events(
    document: str,
    text: str,
    passages: Sequence[Passage],
    claims: Sequence[Claim],
    values: tuple[Sequence[DateMention], Sequence[PlaceMention], Sequence[Figure]],
) -> tuple[Event, ...]:
    """Events in order: one for each verb of the table that stands in a claim."""
    owner = ClaimIndex(claims)
    days, spots, numbers = values
    here = [p for p in spots if p.kind == "literal"]
    inside = (ByPlace([d for d in days if d.start]), ByPlace(here), ByPlace(numbers))
    events: dict[str, Event] = {}
    for passage in passages:
        for token in passage.doc:
            kind = load_event_verbs().get(token.text.lower())
            claim = owner.of(passage.span(token)) if kind and token.tag_ in _VERBS else None
            if kind and claim:
                event = _make(document, text, passage, token, (kind, claim, inside))
                events.setdefault(event.id, event)
    return tuple(events.values())


_Value = TypeVar("_Value", DateMention, PlaceMention, Figure)


class ByPlace(Generic[_Value]):
    """Values by where they stand: those inside a span are found by bisection."""

    def __init__(self, values: Sequence[_Value]) -> None:
        self._values: list[_Value] = sorted(values, key=lambda v: v.anchor.start)

    def within(self, span: Span) -> list[_Value]:
        """The values that ``span`` holds, in order."""
        first = bisect_left(self._values, span.start, key=lambda v: v.anchor.start)
        last = bisect_left(self._values, span.end, key=lambda v: v.anchor.start)
        return [v for v in self._values[first:last] if v.anchor.end <= span.end]


_Inside = tuple[ByPlace[DateMention], ByPlace[PlaceMention], ByPlace[Figure]]


class ClaimIndex:
    """Which claim a span belongs to: the smallest one that holds it."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = sorted(
            ((span, claim) for claim in claims for span in claim.anchor.spans),
            key=lambda item: item[0],
        )

    def of(self, span: Span) -> Claim | None:
        """The claim, or None when the span stands in none."""
        held = [(s.end - s.start, c.id, c) for s, c in self._near(span) if contains(s, span)]
        return min(held, key=lambda item: item[:2])[2] if held else None

    def _near(self, span: Span) -> list[tuple[Span, Claim]]:
        last = bisect_right(self._claims, span.start, key=lambda item: item[0].start)
        return self._claims[max(0, last - 40) : last]


def _make(
    document: str,
    text: str,
    passage: Passage,
    token: "Token",
    found: tuple[EventType, Claim, _Inside],
) -> Event:
    kind, claim, (dates, places, figures) = found

    def anchor(head: "Token | None", role: Role) -> Anchor | None:
        source = make_source(head) if head is not None else None
        if source is None:
            return None
        return make_anchor(document, text, role, [passage.cover(source.first, source.last)])

    actor, recipient = (anchor(h, r) for h, r in zip(_arguments(token), _ROLES, strict=True))
    inside = claim.anchor.hull
    day = next((d for d in dates.within(inside) if d.start and d.end), None)
    place = next(iter(places.within(inside)), None)
    return Event(
        anchor=make_anchor(document, text, "event", [passage.span(token)]),
        type=_refine(kind, token, claim),
        actor=actor,
        recipient=recipient,
        actor_country=country_of(actor.text) if actor else None,
        recipient_country=country_of(recipient.text) if recipient else None,
        date=_days(day),
        place=place.id if place else None,
        figures=tuple(f.id for f in figures.within(inside)),
        modality=claim.modality,
        polarity=claim.polarity,
        certainty=claim.certainty,
        claim=claim.id,
        attribution=claim.attribution,
    )


_ROLES: tuple[Role, Role] = ("actor", "recipient")


def _days(day: DateMention | None) -> str | None:
    if day is None or day.start is None:
        return None
    return day.start if day.start == day.end else f"{day.start}/{day.end}"


def _arguments(token: "Token") -> tuple["Token | None", "Token | None"]:
    """Heads of actor and recipient: subject and object; swapped in the passive."""
    by_dep = {c.dep_: c for c in reversed(list(token.children))}
    actor, recipient = by_dep.get("nsubj"), by_dep.get("dobj")
    if "nsubjpass" in by_dep:
        agent = by_dep.get("agent")
        actor = next((c for c in agent.children if c.dep_ == "pobj"), None) if agent else None
        recipient = by_dep["nsubjpass"]
    if actor is None and token.dep_ in ("xcomp", "conj", "advcl"):
        actor = next((c for c in token.head.children if c.dep_ == "nsubj"), None)
    if "dative" in by_dep:
        recipient = by_dep["dative"]
    return actor, recipient


def _refine(kind: EventType, token: "Token", claim: Claim) -> EventType:
    """Help that is still to come is an agreement; manoeuvres held together are cooperation."""
    if kind in ("AID", "COOPERATE", "MOBILIZE") and claim.modality == "planned":
        return "AGREE"
    if kind == "MOBILIZE" and any(c.text.lower() in _JOINT for c in token.subtree):
        return "COOPERATE"
    return kind
