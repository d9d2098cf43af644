"""Figures that a text has from an earlier one, with or without credit.

The number alone shows nothing when it is round. It is held together with what is counted, of whom,
who says it, for which day, the hedge, the words around, and other figures that both texts have.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reportedly.model import Echo
from reportedly.reconcile.answers import Answer
from reportedly.reconcile.coincidences import TRIVIAL, find_signs, find_told, is_news, may_be_one
from reportedly.reconcile.counts import (
    bound_of,
    family_of,
    measures_meet,
    number_of,
    usable_answers,
)
from reportedly.reconcile.facts import Facts
from reportedly.reconcile.headers import sequence
from reportedly.reconcile.postings import Postings
from reportedly.reconcile.speakers import is_speaker, names_nobody, relate

Numbers = Mapping[float, Sequence[Answer]]  # with the figures that have each

KEY: Final = "figure:"
ENOUGH: Final = 2.0  # weight of coincidences from which a figure is taken as carried on
_SURE: Final = 5.0  # weight that gives a score of 1


@dataclass(frozen=True, slots=True)
class Carried:
    """A figure with the earlier one it has its number from; ``weight`` adds up coincidences.

    ``is_told``: the later text itself points there, by speaker or by day.
    """

    later: Answer
    earlier: Answer
    weight: float
    reasons: tuple[str, ...]
    is_told: bool = False


def reuse_keys(facts: Facts) -> frozenset[str]:
    """Under which keys the figures of a text are found."""
    return frozenset(key for a in usable_answers(facts.answers) for key in _keys(a))


def find_reused(
    later: Facts, postings: Postings, *, passed: frozenset[str] = frozenset()
) -> Iterator[Echo]:
    """The earlier texts that a text's figures are carried on from: the first that has each.

    ``passed`` are texts that the later one copies or cites: what is in them has come from them.
    """
    found: dict[str, list[Carried]] = {}
    for answer in usable_answers(later.answers):
        carried = _origin(answer, later, postings)
        if carried is not None and (carried.is_told or not _has(passed, answer, postings)):
            found.setdefault(carried.earlier.header.document, []).append(carried)
    for document in sorted(found):
        yield _echo(later, found[document], postings=postings)


def _keys(answer: Answer) -> Iterator[str]:
    value = f"{number_of(answer):g}"
    if answer.measure is not None:
        yield f"{KEY}{family_of(answer.measure)}:{value}"
    if is_speaker(answer.voice):
        yield f"{KEY}{answer.voice.line}:{value}"
    for day in {answer.day, answer.said, answer.header.day} - {None}:
        yield f"{KEY}{day}:{value}"


def _origin(answer: Answer, later: Facts, postings: Postings) -> Carried | None:
    """The first text that has a figure: where one can be told, the first of its speaker or day."""
    places = sorted({p for key in _keys(answer) for p in postings.earlier(key, later)})
    near = [
        carried
        for place in places
        if (carried := _carried(answer, later, postings.facts[place], postings=postings))
        is not None
    ]
    return min([c for c in near if c.is_told] or near, key=_first, default=None)


def _first(carried: Carried) -> tuple[bool, str, bool, tuple[str, bool, bool, str], int]:
    """By day; of one day, the text from the speaker's own country before others.

    Of texts that a speaker or day points to, one with the same bound and hedge goes first.
    """
    header, voice = carried.earlier.header, carried.earlier.voice
    far = voice.country is None or voice.country != header.country
    start = carried.earlier.figure.anchor.start
    other_hedge = carried.is_told and not _same_hedge(carried)
    return other_hedge, header.day or "", far, sequence(header), start


def _same_hedge(carried: Carried) -> bool:
    one, other = carried.later, carried.earlier
    return one.figure.hedge.lower() == other.figure.hedge.lower() and bound_of(one) == bound_of(
        other
    )


def _carried(answer: Answer, later: Facts, earlier: Facts, *, postings: Postings) -> Carried | None:
    theirs, number = postings.once(_numbers, earlier), _number_of(answer)
    possible = [other for other in theirs.get(number, ()) if _may_be(answer, other)]
    if not possible:
        return None
    others = _others(number, postings.once(_numbers, later), theirs)
    near = [c for other in possible if (c := _pair(answer, other, earlier, others=others))]
    return max(near, key=lambda c: (c.weight, -c.earlier.figure.anchor.start), default=None)


def _may_be(one: Answer, other: Answer) -> bool:
    """Whether two figures of one number may be of one thing and the same people, by one voice."""
    return (
        measures_meet(one.measure, other.measure)
        and may_be_one(one, other)
        and relate(one.voice, other.voice) != "other"
    )


def _pair(one: Answer, other: Answer, earlier: Facts, *, others: int) -> Carried | None:
    """Two figures with their coincidences; None where too few say that they are one."""
    told = list(find_told(one, other, earlier, relation=relate(one.voice, other.voice)))
    beside = others and is_news(one, other) and not names_nobody(other.voice)
    if not (told or names_nobody(one.voice) or beside):
        return None  # a source of its own, and nothing shows that it is the same
    signs = [*told, *find_signs(one, other)]
    if others:
        signs.append((float(min(2, others)), f"{others} more in common"))
    weight = sum(w for w, _ in signs)
    if weight < ENOUGH:
        return None
    return Carried(one, other, weight, tuple(t for w, t in signs if w > 0 and t), bool(told))


def _others(number: float, mine: Numbers, theirs: Numbers) -> int:
    """How many other numbers both texts have, of what may be the same measure."""
    return sum(
        n != number
        and n >= TRIVIAL
        and any(measures_meet(one.measure, o.measure) for one in mine[n] for o in theirs[n])
        for n in mine.keys() & theirs.keys()
    )


def _numbers(facts: Facts) -> Numbers:
    """The figures of a text by their numbers."""
    found: dict[float, list[Answer]] = {}
    for answer in usable_answers(facts.answers):
        found.setdefault(_number_of(answer), []).append(answer)
    return found


def _number_of(answer: Answer) -> float:
    """The number of a usable figure."""
    return number_of(answer) or 0.0


def _has(documents: frozenset[str], answer: Answer, postings: Postings) -> bool:
    """Whether one of some texts has a figure too."""
    return any(
        measures_meet(a.measure, answer.measure)
        for document in documents
        for a in postings.once(_numbers, postings.get(document)).get(_number_of(answer), ())
    )


def _echo(later: Facts, carried: Sequence[Carried], *, postings: Postings) -> Echo:
    best = max(carried, key=lambda c: (c.weight, -c.later.figure.anchor.start))
    earlier = postings.get(best.earlier.header.document)
    return Echo(
        later=later.document,
        earlier=earlier.document,
        kind="figure_reuse",
        reason=f"“{best.later.figure.anchor.text}” is in the earlier text: "
        + ", ".join(best.reasons)
        + postings.order_note(later, earlier),
        score=round(min(1.0, best.weight / _SURE), 3),
        here=tuple(dict.fromkeys(c.later.figure.anchor for c in carried)),
        there=tuple(dict.fromkeys(c.earlier.figure.anchor for c in carried)),
    )
