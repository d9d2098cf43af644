"""When two figures may be held against one another, and when their numbers cannot both be."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from reportedly.reconcile.figure_traits import FigureTraits
from reportedly.reconcile.scopes import VICTIMS

# What is counted until a day, and can only grow.
CUMULATIVE: Final = VICTIMS
# Measures whose figures a larger one takes in: the part first.
PARTS: Final = frozenset(
    {(part, "casualties") for part in ("killed", "wounded", "captured", "missing")}
    | {("deminers", "troops"), ("military_builders", "troops"), ("engineers", "troops")}
)
_SAME_OCCASION: Final = 3  # days
_TOLD_AGAIN: Final = 60  # days after which one occasion at one place is still told of undated
_FEW: Final = 10
_MUCH: Final = 0.2
_ORDER: Final = 10


def is_comparable(one: FigureTraits, other: FigureTraits) -> bool:
    """Whether two figures answer one question: same measure, people, aspect; places that meet."""
    return (
        one.measure == other.measure
        and one.aspect == other.aspect
        and are_same_people(one, other)
        and _places_meet(one, other)
        and _occasions_meet(one, other)
    )


def are_same_people(one: FigureTraits, other: FigureTraits) -> bool:
    """Whether both may count the same people: of one country, or hit in one place."""
    if one.kind and other.kind and one.kind != other.kind:
        return False
    if one.country is not None and one.country == other.country:
        return True
    return bool(one.spot) and one.spot == other.spot


def _occasions_meet(one: FigureTraits, other: FigureTraits) -> bool:
    """Whether both count over a war, or both on one occasion: of about the same days."""
    if not one.is_at_once and not other.is_at_once:
        return True
    gap = days_apart(one.on, other.on)
    open_days = not (one.has_days and other.has_days)
    told_again = bool(one.spot) and one.spot == other.spot and open_days
    near = _TOLD_AGAIN if told_again else _SAME_OCCASION
    return one.is_at_once and other.is_at_once and gap is not None and abs(gap) <= near


def _places_meet(one: FigureTraits, other: FigureTraits) -> bool:
    """Whether the places may hold the same: one country, or one side names none."""
    mine, theirs = one.places, other.places
    return not mine or not theirs or not mine.isdisjoint(theirs)


def share_arena(one: FigureTraits, other: FigureTraits) -> bool:
    """Whether both are told of one country besides that of the people: of one war, most likely."""
    shared = one.answer.arena & other.answer.arena
    return bool(shared) or bool(one.spot and one.spot == other.spot)


def known_then(one: FigureTraits, others: Iterable[FigureTraits]) -> list[FigureTraits]:
    """Figures of other documents, published no later than the one that is looked at."""
    own, day = one.document, one.header.day
    return [o for o in others if o.document != own and (day is None or o.published <= day)]


def are_apart(one: FigureTraits, other: FigureTraits) -> bool:
    """Whether no number fits the words of both."""
    return one.most < other.least or other.most < one.least


def differ_much(one: FigureTraits, other: FigureTraits) -> bool:
    """Whether the printed numbers, bounds aside, are more than a fifth apart."""
    mine, theirs = one.size, other.size
    return abs(mine - theirs) > _MUCH * max(abs(mine), abs(theirs))


def is_few(one: FigureTraits) -> bool:
    """Whether so few are counted that two texts hit upon the number by chance."""
    return one.size < _FEW


def is_higher(one: FigureTraits, other: FigureTraits) -> bool:
    """Whether the first prints the higher number."""
    return one.size > other.size


def is_same_order(one: FigureTraits, other: FigureTraits) -> bool:
    """Whether one number is less than ten times the other: else they hardly count the same."""
    few, many = sorted((abs(one.size), abs(other.size)))
    return many < _ORDER * few


def is_part_of(one: FigureTraits, other: FigureTraits) -> bool:
    """Whether one figure counts a part of what the other counts."""
    return (one.measure, other.measure) in PARTS


def stretches_meet(one: tuple[str, str], other: tuple[str, str], margin: int = 0) -> bool:
    """Whether two stretches of ISO days have a day in common, or lie ``margin`` days apart."""
    gaps = days_between(one[1], other[0]), days_between(other[1], one[0])
    return all(gap is None or gap <= margin for gap in gaps)


def days_between(one: str | None, other: str | None) -> int | None:
    """Days from one ISO day to another, None when one is missing or is no day."""
    try:
        return (date.fromisoformat(other or "") - date.fromisoformat(one or "")).days
    except ValueError:
        return None


def days_apart(one: int | None, other: int | None) -> int | None:
    """Days from one day to another by their numbers, None when one is not known."""
    return None if one is None or other is None else other - one
