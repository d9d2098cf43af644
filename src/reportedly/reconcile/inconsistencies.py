"""Places of one text that do not fit together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from reportedly.model import Anchor, Finding, Side
from reportedly.reconcile.amounts import amount_of, rounding, value_of
from reportedly.reconcile.answers import Answer
from reportedly.reconcile.office_namings import Naming, find_namings
from reportedly.reconcile.own_text import OwnText
from reportedly.reconcile.sums import WHOLES, is_count, list_groups, may_be_same
from reportedly.reconcile.telling import quote
from reportedly.reconcile.utterances import Utterance
from reportedly.reconcile.weights import (
    HEADLINE_FIGURE,
    OTHER_PEOPLE,
    TWO_FIGURES,
    TWO_HOLDERS,
    TWO_WORDINGS,
)

_PEOPLE: Final = frozenset(
    {"killed", "wounded", "casualties", "losses", "captured", "missing", "troops", "displaced"}
)
# What makes two numbers no answers to one question.
_DIFFERS: Final = re.compile(
    r"\b(?:another|more|further|additional|other|others|earlier|previous\w*|initial\w*|first"
    r"|second|third|last|next|since|until|then|later|after|before|had|of (?:them|these|those|whom)"
    r"|includ\w+|among|each|every|total|overall|so far|up from|revised|updated|compared|per|daily"
    r"|rose|risen|rising|fell|fallen|grew|grown|increas\w+|decreas\w+|bring\w*|brought|remain\w*"
    r"|\w+day|january|february|march|april|may|june|july|august|september|october|november"
    r"|december|week|month|year|night|morning|today|yesterday|(?:19|20)\d\d)\b",
    re.I,
)
_FIGHTERS: Final = re.compile(r"\b(?:troops|soldiers|fighters|marines|infantry|combatants)\b", re.I)
_UNARMED: Final = frozenset({"deminers", "military_builders", "engineers", "workers"})
_FEW_WORDS: Final = 5  # words of a quotation below which a likeness says nothing
_ALIKE: Final = 0.6
_MANY: Final = 200  # quotations of one speaker that are held against one another


def find_two_holders(own: OwnText) -> Iterator[Finding]:
    """Two people who act now in an office that one person holds, in a text without a date."""
    if own.published is not None:
        return  # the table of offices says which of them is out of time
    now = [n for n in find_namings(own) if n.when == "now" and n.office.single]
    for one, other in combinations(now, 2):
        if one.office == other.office and one.holder != other.holder and not _overlap(one, other):
            why = (
                f"The text has both {quote(own.words(one.span))} and "
                f"{quote(own.words(other.span))} act as it is written; by the table of offices "
                "they were never in office together."
            )
            here, there = own.side(one.span), own.side(other.span)
            yield Finding("inconsistent", TWO_HOLDERS, why, (here,), (there,))
            return


def _overlap(one: Naming, other: Naming) -> bool:
    return any(a.start < b.last and b.start < a.last for a in one.tenures for b in other.tenures)


def find_headline_figure(own: OwnText) -> Iterator[Finding]:
    """A number of victims or troops in the headline that the one number of the body does not fit.

    Where the body has several, they may be parts of what the headline sums up.
    """
    if own.headline is None:
        return
    for answer in own.answers_in(own.headline):
        body = [
            a
            for a in own.facts.answers
            if a.figure.anchor.start >= own.headline.end and _may_answer(a, answer)
        ]
        if answer.measure not in _PEOPLE or len(body) != 1 or _fit(body[0], answer):
            continue
        if not _DIFFERS.search(body[0].sentence.text):
            why = (
                f"The headline has {quote(answer.figure.anchor.text)}, and the only number of the "
                f"body for it is {quote(body[0].figure.anchor.text)}."
            )
            sides = (own.figure_side(answer),), (own.figure_side(body[0]),)
            yield Finding("inconsistent", HEADLINE_FIGURE, why, *sides)


def _may_answer(one: Answer, other: Answer) -> bool:
    kin = WHOLES.get(other.measure or "", frozenset()) | {other.measure}
    return is_count(one) and is_count(other) and one.measure in kin and may_be_same(one, other)


def _fit(one: Answer, other: Answer) -> bool:
    """Whether one number fits both; a part of a whole always does."""
    if one.measure != other.measure:
        return (value_of(one.figure) or 0) <= (value_of(other.figure) or 0)
    loose = rounding([one.figure, other.figure])
    return amount_of(one.figure).widened(loose).meets(amount_of(other.figure).widened(loose))


def find_two_figures(own: OwnText) -> Iterator[Finding]:
    """Two numbers for one question by one speaker, where no word says what differs."""
    asked: dict[tuple[str, str, str], list[Answer]] = {}
    for answer in filter(_is_plain, own.facts.answers):
        key = answer.voice.key, answer.measure or "", answer.population.key
        asked.setdefault(key, []).append(answer)
    for answers in asked.values():
        for one, other in combinations(answers, 2):
            if not _fit(one, other) and _same_places(one, other):
                words = f"{quote(one.figure.anchor.text)} and {quote(other.figure.anchor.text)}"
                why = f"{one.voice.shown} has two numbers for one question, as it reads: {words}."
                yield Finding(
                    "inconsistent", TWO_FIGURES, why,
                    (own.figure_side(one),), (own.figure_side(other),),
                )  # fmt: skip
                break


def _is_plain(answer: Answer) -> bool:
    """Whether a figure answers a question by itself, and no word beside it says what differs."""
    return (
        answer.measure in _PEOPLE
        and is_count(answer)
        and bool(answer.population.country)
        and answer.figure.aspect in (None, "total")
        and not _DIFFERS.search(answer.sentence.text)
    )


def _same_places(one: Answer, other: Answer) -> bool:
    mine, theirs = ({p.name for p in a.places} for a in (one, other))
    return mine == theirs and one.sentence != other.sentence


def find_other_people(own: OwnText) -> Iterator[Finding]:
    """Fighters in one place, and parts of the same number that are no fighters in another."""
    fighters = [
        a
        for a in own.facts.answers
        if a.measure == "troops" and _FIGHTERS.search(a.figure.anchor.text)
    ]
    groups = [g for g in list_groups(own) if len(g) > 1 and {p.measure for p in g} <= _UNARMED]
    for total in fighters:
        same = [g for g in groups if _adds_up(g, total)]
        if same:
            # Words given to a speaker of his own say best who is meant.
            parts = next((g for g in same if not g[0].voice.is_author), same[0])
            words = " and ".join(quote(p.figure.anchor.text) for p in parts)
            why = (
                f"The text has {quote(total.figure.anchor.text)} in one place, and {words} in "
                "another: one number of people, called by different work."
            )
            there = tuple(own.figure_side(p) for p in parts)
            yield Finding("inconsistent", OTHER_PEOPLE, why, (own.figure_side(total),), there)


def _adds_up(parts: tuple[Answer, ...], total: Answer) -> bool:
    made = sum(value_of(p.figure) or 0 for p in parts)
    return made == value_of(total.figure) and all(may_be_same(p, total) for p in parts)


def find_two_wordings(own: OwnText) -> Iterator[Finding]:
    """One utterance that the text quotes in two wordings."""
    spoken: dict[str, list[_Quoted]] = {}
    for utterance in own.facts.utterances:
        for anchor in utterance.quoted:
            words = re.findall(r"\w+", anchor.text.lower())
            if utterance.voice.is_named and len(words) >= _FEW_WORDS:
                quoted = _Quoted(utterance, anchor, f" {' '.join(words)} ", frozenset(words))
                spoken.setdefault(utterance.voice.key, []).append(quoted)
    for said in spoken.values():
        for n, other in enumerate(said[:_MANY]):
            first = next((one for one in said[:n] if _is_reworded(one, other)), None)
            if first is not None and _are_apart(own, first, other):
                yield _two_wordings(own, first, other)


def _two_wordings(own: OwnText, one: "_Quoted", other: "_Quoted") -> Finding:
    why = (
        f"The text quotes {one.utterance.voice.shown} in two wordings of what may be one saying: "
        f"{quote(one.anchor.text)} and {quote(other.anchor.text)}."
    )
    sides = (_quoted_side(own, one),), (_quoted_side(own, other),)
    return Finding("inconsistent", TWO_WORDINGS, why, *sides)


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A quotation with its words in small letters, in order and as a set."""

    utterance: Utterance
    anchor: Anchor
    flat: str
    words: frozenset[str]


def _is_reworded(one: _Quoted, other: _Quoted) -> bool:
    """Whether two quotations share most of their words, and neither is cut from the other."""
    shared = len(one.words & other.words) / len(one.words | other.words)
    return shared >= _ALIKE and one.flat not in other.flat and other.flat not in one.flat


def _are_apart(own: OwnText, one: _Quoted, other: _Quoted) -> bool:
    """Whether something stands between: who repeats himself in one breath is quoted rightly."""
    return any(s.start >= one.anchor.end for s in own.sentences.before(other.anchor.start))


def _quoted_side(own: OwnText, quoted: _Quoted) -> Side:
    return own.side(quoted.anchor.hull, quoted.utterance.voice.shown)
