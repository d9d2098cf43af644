"""Figures that stand here as done, and in all other texts only as announced."""

from collections.abc import Iterable, Iterator
from typing import Final

from reportedly.model import Finding
from reportedly.reconcile.answers import Answer
from reportedly.reconcile.comparing import (
    are_same_people,
    is_few,
    is_part_of,
    known_then,
    share_arena,
)
from reportedly.reconcile.corpus import Corpus, Sum
from reportedly.reconcile.facts import Facts
from reportedly.reconcile.scopes import VICTIMS
from reportedly.reconcile.telling import best_anchor, name_voice, quote, side
from reportedly.reconcile.weights import (
    ATTRIBUTED,
    DONE,
    GOING_ON,
    PARTS,
)

_SHOWN: Final = 2


def find_modality_findings(facts: Facts, corpus: Corpus) -> Iterator[Finding]:
    """Announced elsewhere, done here; and one number here that others give in parts."""
    for answer in facts.answers:
        if answer.ground is None or answer.is_vague or answer.claim is None:
            continue
        found = _announced(answer, corpus) or _parts(answer, corpus)
        if found is not None:
            yield found


def _known_then(answer: Answer, others: Iterable[Answer]) -> list[Answer]:
    return [o for o in known_then(answer, others) if o.claim is not None]


def _announced(answer: Answer, corpus: Corpus) -> Finding | None:
    if answer.is_ahead or answer.claim is None:
        return None
    same = [
        o
        for o in _known_then(answer, corpus.same_value(answer))
        if o.measure == answer.measure and are_same_people(o, answer)
    ]
    if not same or not all(o.is_ahead for o in same):
        return None
    first = same[:_SHOWN]
    shown = "; ".join(f"{quote(o.sentence.text)}, {name_voice(o)}" for o in first)
    why = (
        f"{quote(answer.figure.anchor.text)} stands here as something that happens or has "
        f"happened; other texts only have it announced: {shown}."
    )
    weight = DONE if answer.claim.modality == "done" else GOING_ON
    if answer.voice.is_named or is_few(answer) or not all(share_arena(answer, o) for o in first):
        weight = ATTRIBUTED
    there = tuple(side(o, best_anchor(o.sentence, o.figure.anchor)) for o in first)
    return Finding("conflict.modality", weight, why, (side(answer, answer.figure.anchor),), there)


def _parts(answer: Answer, corpus: Corpus) -> Finding | None:
    """One number of one kind of people, where others give parts of other kinds that add up."""
    if answer.measure in VICTIMS:
        return None  # killed and wounded are casualties, and nobody is renamed
    sums = [s for s in corpus.sums(answer) if _is_sum_of(answer, s)]
    if not sums:
        return None
    first = sums[:_SHOWN]
    shown = "; ".join(
        f"{quote(s.one.figure.anchor.text)} and {quote(s.other.figure.anchor.text)}, "
        f"{name_voice(s.one)}"
        for s in first
    )
    ahead = all(s.one.is_ahead for s in first) and not answer.is_ahead
    why = (
        f"{quote(answer.figure.anchor.text)} stands here; other texts give parts that add up to "
        f"it and name other people{', and have them only announced' if ahead else ''}: {shown}."
    )
    there = tuple(side(s.one, best_anchor(s.one.sentence, s.one.figure.anchor)) for s in first)
    here = (side(answer, answer.figure.anchor),)
    weight = ATTRIBUTED if answer.voice.is_named else PARTS
    return Finding("conflict.modality" if ahead else "scope", weight, why, here, there)


def _is_sum_of(answer: Answer, parts: Sum) -> bool:
    known = _known_then(answer, [parts.one, parts.other])
    both = all(is_part_of(p, answer) for p in (parts.one, parts.other))
    return len(known) == 2 and both and parts.one.population.meets(answer.population)
