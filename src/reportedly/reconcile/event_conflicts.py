"""What the texts that tell of one event do not agree on: kept, and listed with both sides' words.

Nothing is settled here, and nothing is a finding: a view shows a cluster with what differs in it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import Final, Literal

from reportedly.model import Anchor, Side
from reportedly.reconcile.answers import Answer
from reportedly.reconcile.comparing import stretches_meet
from reportedly.reconcile.event_traits import states_of
from reportedly.reconcile.happenings import Happening, clause_of
from reportedly.reconcile.same_event import places_apart
from reportedly.reconcile.telling import quote, side

Differing = Literal["date", "place", "figure", "actor", "denial", "state"]


@dataclass(frozen=True, slots=True)
class EventConflict:
    """Two tellings of one event that differ: in what, the words of the earlier text and the later.

    ``state`` is planned in one text and done in the other; ``why`` is one plain sentence.
    """

    kind: Differing
    why: str
    here: Side
    there: Side


@dataclass(frozen=True, slots=True)
class _Value:
    """What one telling gives, with its words."""

    told: Happening
    words: Anchor
    figure: Answer | None = None


def conflicts_of(cluster: Iterable[Happening]) -> tuple[EventConflict, ...]:
    """Where the tellings of one event differ, each other value once, held against the first.

    The order of the tellings does not matter; a value that meets all before it is no conflict.
    """
    told = sorted(cluster, key=lambda h: (h.header.order, h.words.start, h.event))
    found = [c for kind in _KINDS for c in _conflicts(kind, list(_values(kind, told)))]
    return tuple(found)


def _conflicts(kind: Differing, values: Sequence[_Value]) -> Iterator[EventConflict]:
    differing: list[_Value] = []
    for value in values:
        against = next((d for d in differing if _KINDS[kind](d, value)), None)
        if against is not None and value.words != against.words:
            yield _conflict(kind, against, value)
        if against is not None or not differing:
            differing.append(value)
        if len(differing) > _MOST:
            return


def _conflict(kind: Differing, one: _Value, other: _Value) -> EventConflict:
    why = f"{_NAMES[kind]} differs: {quote(one.words.text)} and {quote(other.words.text)}."
    return EventConflict(kind, why, side(one.told, one.words), side(other.told, other.words))


def _values(kind: Differing, told: Iterable[Happening]) -> Iterator[_Value]:
    for h in told:
        if kind == "date" and h.days is not None and h.date is not None:
            yield _Value(h, h.date.anchor)
        elif kind == "place" and h.place is not None:
            yield _Value(h, h.place.anchor)
        elif kind == "actor" and h.actor_words is not None:
            yield _Value(h, h.actor_words)
        elif kind in ("denial", "state"):
            yield _Value(h, clause_of(h))
        elif kind == "figure":
            yield from (_Value(h, a.figure.anchor, a) for a in h.figures if not a.is_vague)


# ------------------------------------------------------------------ what cannot both be


def _dates_differ(one: _Value, other: _Value) -> bool:
    mine, theirs = one.told.days, other.told.days
    if mine is None or theirs is None:
        return False
    return not stretches_meet(mine, theirs)


def _places_differ(one: _Value, other: _Value) -> bool:
    return places_apart(one.told.place, other.told.place)


def _actors_differ(one: _Value, other: _Value) -> bool:
    """Other states on the same side; who meets whom is told from either."""
    a, b = one.told, other.told
    mine, theirs = states_of(a.actor), states_of(b.actor)
    turned = mine & states_of(b.recipient) and theirs & states_of(a.recipient)
    return bool(mine and theirs) and not mine & theirs and not turned


def _figures_differ(one: _Value, other: _Value) -> bool:
    """Numbers of one measure about the same people whose bounds leave no number in common."""
    a, b = one.figure, other.figure
    if a is None or b is None or a.measure is None or a.measure != b.measure:
        return False
    if a.population.country != b.population.country:
        return False
    (low, high), (least, most) = _bounds(a), _bounds(b)
    return max(low, least) > min(high, most)


def _bounds(answer: Answer) -> tuple[float, float]:
    low, high = answer.figure.low, answer.figure.high
    return (-inf if low is None else float(low), inf if high is None else float(high))


def _is_denied(one: _Value, other: _Value) -> bool:
    return one.told.polarity != other.told.polarity


def _states_differ(one: _Value, other: _Value) -> bool:
    states = {one.told.modality, other.told.modality}
    return "planned" in states and len(states) > 1


_MOST: Final = 20  # values of one kind that are listed
_KINDS: Final[dict[Differing, Callable[[_Value, _Value], bool]]] = {
    "date": _dates_differ,
    "place": _places_differ,
    "figure": _figures_differ,
    "actor": _actors_differ,
    "denial": _is_denied,
    "state": _states_differ,
}
_NAMES: Final[dict[Differing, str]] = {
    "date": "The day",
    "place": "The place",
    "figure": "The number",
    "actor": "Who did it",
    "denial": "Whether it happened",
    "state": "Whether it is still to come",
}
