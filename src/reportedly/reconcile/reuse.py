"""Figures that a text has from an earlier one, with or without credit.

The number alone shows nothing when it is round. It is held together with what is counted, of whom,
who says it, for which day, the hedge, the words around, and other figures that both texts have.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from reportedly.model import Echo
from reportedly.reconcile.answers import Answer
from reportedly.reconcile.facts import Facts
from reportedly.reconcile.postings import Postings, sequence
from reportedly.reconcile.speakers import Relation, is_speaker, names_nobody, relate
from reportedly.reconcile.voices import Voice
from reportedly.reconcile.wordings import cut_words, telling_words

KEY: Final = "figure:"
ENOUGH: Final = 2.0  # weight of coincidences from which a figure is taken as carried on
_SURE: Final = 5.0  # weight that gives a score of 1
_TRIVIAL: Final = 10  # numbers below are everywhere
# Measures that may count the same, beside equal ones: what is shown by a name of the family.
_FAMILIES: Final = (
    frozenset({"casualties", "losses"}),
    frozenset({"deminers", "engineers"}),
)
_PEOPLE: Final = frozenset({"troops", "workers", "deminers", "military_builders", "engineers"})
_SHORTEST_NAME: Final = 3  # letters
_FEW, _MANY = 2, 4  # telling words that two sentences share
_NEWS: Final = 14  # days between two texts of one affair
_LEFT_OUT: Final = frozenset({"duration"})


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


def number_of(answer: Answer) -> float | None:
    """The number that a figure prints, whichever bound it is; None for a range or none at all."""
    low, high = answer.figure.low, answer.figure.high
    if low is not None and high is not None and low != high:
        return None
    found = low if low is not None else high
    return None if found is None else float(found)


def family_of(measure: str | None) -> str:
    """One name for measures that may count the same; empty where nothing is said."""
    if measure is None:
        return ""
    return next((min(f) for f in _FAMILIES if measure in f), measure)


def measures_meet(one: str | None, other: str | None) -> bool:
    """Whether two measures may count the same; an open one may count anything."""
    if one is None or other is None or family_of(one) == family_of(other):
        return True
    return "people" in (one, other) and bool({one, other} & _PEOPLE)


def reuse_keys(facts: Facts) -> frozenset[str]:
    """Under which keys the figures of a text are found."""
    return frozenset(key for a in usable_answers(facts) for key in _keys(a))


def find_reused(
    later: Facts, postings: Postings, *, passed: frozenset[str] = frozenset()
) -> Iterator[Echo]:
    """The earlier texts that a text's figures are carried on from: the first that has each.

    ``passed`` are texts that the later one copies or cites: what is in them has come from them.
    """
    found: dict[str, list[Carried]] = {}
    for answer in usable_answers(later):
        carried = _origin(answer, later, postings)
        if carried is not None and (carried.is_told or not _has(passed, answer, postings)):
            found.setdefault(carried.earlier.header.document, []).append(carried)
    for document in sorted(found):
        yield _echo(later, found[document], postings=postings)


def _has(documents: frozenset[str], answer: Answer, postings: Postings) -> bool:
    """Whether one of some texts has a figure too."""
    return any(
        number_of(a) == number_of(answer) and measures_meet(a.measure, answer.measure)
        for document in documents
        for a in usable_answers(postings.get(document))
    )


def usable_answers(facts: Facts) -> Iterator[Answer]:
    """The figures of a text that have one number and are no stretch of time."""
    for answer in facts.answers:
        if answer.measure not in _LEFT_OUT and number_of(answer) is not None:
            yield answer


def _keys(answer: Answer) -> Iterator[str]:
    value = f"{number_of(answer):g}"
    if answer.measure is not None:
        yield f"{KEY}{family_of(answer.measure)}:{value}"
    if is_speaker(answer.voice):
        yield f"{KEY}{answer.voice.key}:{value}"
    for day in {answer.day, answer.said, answer.header.day} - {None}:
        yield f"{KEY}{day}:{value}"


def _origin(answer: Answer, later: Facts, postings: Postings) -> Carried | None:
    """The first text that has a figure: where one can be told, the first of its speaker or day."""
    places = sorted({p for key in _keys(answer) for p in postings.earlier(key, later)})
    near = [
        carried
        for place in places
        if (carried := _carried(answer, later, postings.facts[place])) is not None
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
    return one.figure.hedge.lower() == other.figure.hedge.lower() and _bound(one) == _bound(other)


def _carried(answer: Answer, later: Facts, earlier: Facts) -> Carried | None:
    others = _others(answer, later, earlier)
    near = [
        c
        for other in usable_answers(earlier)
        if (c := _pair(answer, other, earlier, others=others))
    ]
    return max(near, key=lambda c: (c.weight, -c.earlier.figure.anchor.start), default=None)


def _pair(one: Answer, other: Answer, earlier: Facts, *, others: int) -> Carried | None:
    """Two figures with their coincidences; None where too few say that they are one."""
    if number_of(one) != number_of(other) or not measures_meet(one.measure, other.measure):
        return None
    relation = relate(one.voice, other.voice)
    if relation == "other" or not _may_be_one(one, other):
        return None
    told = list(_told(one, other, earlier, relation=relation))
    beside = others and _is_news(one, other) and not names_nobody(other.voice)
    if not (told or names_nobody(one.voice) or beside):
        return None  # a source of its own, and nothing shows that it is the same
    signs = [*told, *_signs(one, other)]
    if others:
        signs.append((float(min(2, others)), f"{others} more in common"))
    weight = sum(w for w, _ in signs)
    if weight < ENOUGH:
        return None
    return Carried(one, other, weight, tuple(t for w, t in signs if w > 0 and t), bool(told))


def _others(answer: Answer, later: Facts, earlier: Facts) -> int:
    """How many other numbers both texts have, of what may be the same measure."""
    number = number_of(answer)
    theirs = [(n, a.measure) for a in usable_answers(earlier) if (n := number_of(a)) is not None]
    return len(
        {
            n
            for a in usable_answers(later)
            if (n := number_of(a)) is not None
            and n not in (number,)
            and n >= _TRIVIAL
            and any(n == m and measures_meet(a.measure, measure) for m, measure in theirs)
        }
    )


def _told(
    one: Answer, other: Answer, earlier: Facts, *, relation: Relation
) -> Iterator[tuple[float, str]]:
    """What points from a figure to another: speaker, day, the name in the sentence."""
    if relation in ("same", "state"):
        yield (2.0 if relation == "same" else 1.5), f"said by {other.voice.shown}"
    elif not names_nobody(one.voice) and any(
        one.voice.key == u.voice.key for u in earlier.utterances
    ):
        yield 1.5, f"“{one.voice.shown}” speak in both"
    elif _is_named_in(one.sentence.text, other.voice):
        yield 1.5, f"the sentence names {other.voice.shown}"
    if _dated(one) and _within(one, other):
        yield 1.5, f"given for {_days(one)}"


def _is_named_in(sentence: str, voice: Voice) -> bool:
    """Whether a sentence has a name of a speaker; a country is named for many reasons."""
    if not is_speaker(voice) or voice.key.startswith("country:"):
        return False
    if not voice.key.startswith("person:"):
        return voice.shown in sentence
    printed = {w.low for w in cut_words(sentence)}
    return any(w.low in printed for w in cut_words(voice.shown) if len(w.low) >= _SHORTEST_NAME)


def _signs(one: Answer, other: Answer) -> Iterator[tuple[float, str]]:
    """What else two figures have in common, or have not."""
    if names_nobody(one.voice):
        yield 0.5, "the later text names nobody for it"
    yield _weight_of_number(number_of(one) or 0.0)
    yield _weight_of_measure(one, other)
    if _bound(one) != _bound(other):
        yield -1.5, ""
    elif one.figure.hedge and one.figure.hedge.lower() == other.figure.hedge.lower():
        yield 0.5, f"“{one.figure.hedge}” in both"
    around = set(telling_words(one.sentence.text)) & set(telling_words(other.sentence.text))
    if len(around) >= _FEW:
        yield (1.0 if len(around) >= _MANY else 0.5), "like words around"


def _bound(answer: Answer) -> tuple[bool, bool]:
    return answer.figure.low is None, answer.figure.high is None


def _within(one: Answer, other: Answer) -> bool:
    """Whether the day or days given for a figure are those of the other one."""
    first = last = one.said
    if one.as_of is not None:
        first, last = one.as_of.start, one.as_of.end
    days = (other.day, other.said, other.header.day)
    return any(first <= d <= last for d in days if d and first and last)


def _is_news(one: Answer, other: Answer) -> bool:
    """Whether two texts are of one affair's days."""
    mine, theirs = one.header.day, other.header.day
    if mine is None or theirs is None:
        return False
    return abs((date.fromisoformat(mine) - date.fromisoformat(theirs)).days) <= _NEWS


def _may_be_one(one: Answer, other: Answer) -> bool:
    """Whether those counted may be the same: nothing in the texts says they are others."""
    mine, theirs = one.population, other.population
    if mine.country and theirs.country and not mine.meets(theirs):
        return False
    return "increment" not in {one.figure.aspect, other.figure.aspect} or (
        one.figure.aspect == other.figure.aspect or not (one.measure and other.measure)
    )


def _weight_of_number(number: float) -> tuple[float, str]:
    digits = len(f"{number:.6g}".replace(".", "").strip("0"))
    if abs(number) < _TRIVIAL:
        return -1.0, ""
    if digits < _FEW:
        return 0.0, ""
    return min(1.5, digits / 2), f"{number:g} is no round number"


def _weight_of_measure(one: Answer, other: Answer) -> tuple[float, str]:
    if one.measure is None or other.measure is None:
        return -0.5, ""
    return (0.5, f"both count {one.measure}") if one.measure == other.measure else (0.0, "")


def _days(answer: Answer) -> str:
    """The day of a figure, or its month, as shown in a reason."""
    given = answer.as_of
    return given.end[:7] if given is not None and given.start != given.end else str(answer.day)


def _dated(answer: Answer) -> bool:
    """Whether the text gives a figure a day, or a month, that is not just its own."""
    if answer.as_of is not None:
        return answer.as_of.start[:7] == answer.as_of.end[:7]
    return answer.said is not None and answer.said != answer.header.published


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
