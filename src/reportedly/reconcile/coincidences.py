"""What two figures of one number have in common: signs that one was carried on from the other."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from reportedly.reconcile.answers import Answer
from reportedly.reconcile.counts import bound_of, number_of
from reportedly.reconcile.facts import Facts
from reportedly.reconcile.speakers import (
    Relation,
    is_person,
    is_short,
    is_speaker,
    is_state,
    names_nobody,
    speaker_name,
)
from reportedly.reconcile.voices import Voice
from reportedly.reconcile.wordings import cut_words, telling_words

Sign = tuple[float, str]  # a weight, and the words for it; empty words speak against

TRIVIAL: Final = 10  # numbers below are everywhere
_SHORTEST_NAME: Final = 3  # letters
_FEW, _MANY = 2, 4  # telling words that two sentences share
_NEWS: Final = 14  # days between two texts of one affair


def find_told(one: Answer, other: Answer, earlier: Facts, *, relation: Relation) -> Iterator[Sign]:
    """What points from a figure to another: speaker, day, the name in the sentence."""
    if relation in ("same", "state"):
        yield (2.0 if relation == "same" else 1.5), f"said by {speaker_name(other.voice)}"
    elif is_short(one.voice, other.voice):
        yield 2.0, f"said by {one.voice.shown}, who may be {other.voice.shown}"
    elif not (names_nobody(one.voice) or names_nobody(other.voice)) and any(
        one.voice.line == u.voice.line for u in earlier.utterances
    ):
        yield 1.5, f"“{one.voice.shown}” speak in both"
    elif _is_named_in(one.sentence.text, other.voice):
        yield 1.5, f"the sentence names {speaker_name(other.voice)}"
    if is_dated(one) and _within(one, other):
        yield 1.5, f"given for {_days(one)}"


def find_signs(one: Answer, other: Answer) -> Iterator[Sign]:
    """What else two figures have in common, or have not."""
    if names_nobody(one.voice):
        yield 0.5, "the later text names nobody for it"
    yield _weight_of_number(number_of(one) or 0.0)
    yield _weight_of_measure(one, other)
    if bound_of(one) != bound_of(other):
        yield -1.5, ""
    elif one.figure.hedge and one.figure.hedge.lower() == other.figure.hedge.lower():
        yield 0.5, f"“{one.figure.hedge}” in both"
    around = set(telling_words(one.sentence.text)) & set(telling_words(other.sentence.text))
    if len(around) >= _FEW:
        yield (1.0 if len(around) >= _MANY else 0.5), "like words around"


def may_be_one(one: Answer, other: Answer) -> bool:
    """Whether those counted may be the same: nothing in the texts says they are others."""
    mine, theirs = one.population, other.population
    if mine.country and theirs.country and not mine.meets(theirs):
        return False
    return "increment" not in {one.figure.aspect, other.figure.aspect} or (
        one.figure.aspect == other.figure.aspect or not (one.measure and other.measure)
    )


def is_news(one: Answer, other: Answer) -> bool:
    """Whether two texts are of one affair's days."""
    mine, theirs = one.header.day, other.header.day
    if mine is None or theirs is None:
        return False
    return abs((date.fromisoformat(mine) - date.fromisoformat(theirs)).days) <= _NEWS


def _is_named_in(sentence: str, voice: Voice) -> bool:
    """Whether a sentence has a name of a speaker; a country is named for many reasons."""
    if not is_speaker(voice) or is_state(voice):
        return False
    if not is_person(voice):
        return speaker_name(voice) in sentence
    printed = {w.low for w in cut_words(sentence)}
    return any(w.low in printed for w in cut_words(voice.shown) if len(w.low) >= _SHORTEST_NAME)


def _weight_of_number(number: float) -> Sign:
    digits = len(f"{number:.6g}".replace(".", "").strip("0"))
    if abs(number) < TRIVIAL:
        return -1.0, ""
    if digits < _FEW:
        return 0.0, ""
    return min(1.5, digits / 2), f"{number:g} is no round number"


def _weight_of_measure(one: Answer, other: Answer) -> Sign:
    if one.measure is None or other.measure is None:
        return -0.5, ""
    return (0.5, f"both count {one.measure}") if one.measure == other.measure else (0.0, "")


def _within(one: Answer, other: Answer) -> bool:
    """Whether the day or days given for a figure are those of the other one."""
    first = last = one.said
    if one.as_of is not None:
        first, last = one.as_of.start, one.as_of.end
    days = (other.day, other.said, other.header.day)
    return any(first <= d <= last for d in days if d and first and last)


def _days(answer: Answer) -> str:
    """The day of a figure, or its month, as shown in a reason."""
    given = answer.as_of
    return given.end[:7] if given is not None and given.start != given.end else str(answer.day)


def is_dated(answer: Answer) -> bool:
    """Whether the text gives a figure a day, or a month, that is not just its own."""
    if answer.as_of is not None:
        return answer.as_of.start[:7] == answer.as_of.end[:7]
    return answer.said is not None and answer.said != answer.header.published
