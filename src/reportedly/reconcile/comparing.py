"""When two figures may be held against one another, and when their numbers cannot both be."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from math import inf
from typing import Final

from reportedly.reconcile.amounts import ABOUT, is_approximate
from reportedly.reconcile.answers import Answer
from reportedly.reconcile.scopes import VICTIMS, counts_a_unit

# What is counted until a day, and can only grow.
CUMULATIVE: Final = VICTIMS
# Measures whose figures a larger one takes in: the part first.
PARTS: Final = frozenset(
    {(part, "casualties") for part in ("killed", "wounded", "captured", "missing")}
    | {("deminers", "troops"), ("military_builders", "troops"), ("engineers", "troops")}
)
_OCCASION: Final = re.compile(
    r"\b(?:an?|the|this|that|one|\w+day[’']s)\s+(?:[\w-]+\s+){0,3}"
    r"(?:attack|ambush|strike|airstrike|clash|raid|bombing|blast|explosion|crash|shelling|battle"
    r"|shooting|massacre|assault|incident|accident|collapse)\b",
    re.IGNORECASE,
)
_SAME_OCCASION: Final = 3  # days
_TOLD_AGAIN: Final = 60  # days after which one occasion at one place is still told of undated
_FEW: Final = 10
_MUCH: Final = 0.2
_ORDER: Final = 10


def is_comparable(one: Answer, other: Answer) -> bool:
    """Whether two figures answer one question: same measure, people, aspect; places that meet."""
    return (
        one.measure is not None
        and one.measure == other.measure
        and are_same_people(one, other)
        and _aspect(one) == _aspect(other)
        and _places_meet(one, other)
        and not one.is_vague
        and not other.is_vague
        and _occasions_meet(one, other)
    )


def are_same_people(one: Answer, other: Answer) -> bool:
    """Whether both may count the same people: of one country, or hit in one place."""
    if one.population.meets(other.population):
        return True
    kinds = {one.population.kind, other.population.kind} - {""}
    return bool(one.spot) and one.spot == other.spot and len(kinds) < 2


def _occasions_meet(one: Answer, other: Answer) -> bool:
    """Whether both count over a war, or both on one occasion: of about the same days."""
    mine, theirs = is_of_one_occasion(one), is_of_one_occasion(other)
    if not mine and not theirs:
        return True
    gap = days_between(one.day, other.day)
    told_again = bool(one.spot) and one.spot == other.spot and None in (one.as_of, other.as_of)
    near = _TOLD_AGAIN if told_again else _SAME_OCCASION
    return mine and theirs and gap is not None and abs(gap) <= near


def is_of_one_occasion(answer: Answer) -> bool:
    """Whether those counted suffered it at once: "in an ambush near Kismayo"."""
    return answer.measure in VICTIMS and _names_occasion(answer.sentence.text)


# A sentence is held against those of many texts.
@lru_cache(maxsize=8192)
def _names_occasion(sentence: str) -> bool:
    return _OCCASION.search(sentence) is not None


def _aspect(answer: Answer) -> str:
    """A part of a larger count is a total of its own measure: "including 600 deaths"."""
    if counts_a_unit(answer):
        return "unit"
    aspect = answer.figure.aspect or "total"
    if aspect == "part" and answer.measure in VICTIMS:
        return "total"
    return aspect


def _places_meet(one: Answer, other: Answer) -> bool:
    """Whether the places may hold the same: one country, or one side names none."""
    mine = {p.country for p in one.places if p.country}
    theirs = {p.country for p in other.places if p.country}
    return not mine or not theirs or bool(mine & theirs)


def share_arena(one: Answer, other: Answer) -> bool:
    """Whether both are told of one country besides that of the people: of one war, most likely."""
    return bool(one.arena & other.arena) or bool(one.spot and one.spot == other.spot)


def known_then(answer: Answer, others: Iterable[Answer]) -> list[Answer]:
    """Figures of other documents, published no later than the one that is looked at."""
    own = answer.header
    return [
        o
        for o in others
        if o.header.document != own.document
        and (own.day is None or (o.header.day or "9999") <= own.day)
    ]


def bounds(answer: Answer) -> tuple[float, float]:
    """Least and most that the printed words allow; "about" leaves a tenth on both sides."""
    low, high = answer.figure.low, answer.figure.high
    least = -inf if low is None else float(low)
    most = inf if high is None else float(high)
    if least == most and is_approximate(answer.figure.hedge):
        return least * (1 - ABOUT), most * (1 + ABOUT)
    return least, most


def are_apart(one: Answer, other: Answer) -> bool:
    """Whether no number fits the words of both."""
    (low, high), (least, most) = bounds(one), bounds(other)
    return high < least or most < low


def differ_much(one: Answer, other: Answer) -> bool:
    """Whether the printed numbers, bounds aside, are more than a fifth apart."""
    mine, theirs = _printed(one), _printed(other)
    return abs(mine - theirs) > _MUCH * max(abs(mine), abs(theirs))


def is_few(answer: Answer) -> bool:
    """Whether so few are counted that two texts hit upon the number by chance."""
    return _printed(answer) < _FEW


def is_higher(one: Answer, other: Answer) -> bool:
    """Whether the first prints the higher number."""
    return _printed(one) > _printed(other)


def is_same_order(one: Answer, other: Answer) -> bool:
    """Whether one number is less than ten times the other: else they hardly count the same."""
    few, many = sorted((abs(_printed(one)), abs(_printed(other))))
    return many < _ORDER * few


def _printed(answer: Answer) -> float:
    low, high = answer.figure.low, answer.figure.high
    ends = [float(n) for n in (low, high) if n is not None]
    return sum(ends) / len(ends) if ends else 0.0


def is_part_of(one: Answer, other: Answer) -> bool:
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
