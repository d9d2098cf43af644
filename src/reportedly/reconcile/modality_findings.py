"""Figures that stand here as done, and in all other texts only as announced."""

from collections.abc import Iterator, Sequence
from typing import Final

from reportedly.model import Finding
from reportedly.reconcile.answers import Answer
from reportedly.reconcile.comparing import VICTIMS, are_same_people, is_few, is_part_of, share_arena
from reportedly.reconcile.corpus import Corpus, Sum
from reportedly.reconcile.facts import Facts
from reportedly.reconcile.telling import best_anchor, name_voice, quote, side
from reportedly.reconcile.weights import (
    ATTRIBUTED,
    DONE,
    GOING_ON,
    PARTS,
)

_SHOWN: Final = 2
_AHEAD: Final = ("planned", "hypothetical")


def find_modality_findings(facts: Facts, corpus: Corpus) -> Iterator[Finding]:
    """Announced elsewhere, done here; and one number here that others give in parts."""
    for answer in facts.answers:
        if answer.ground is None or answer.is_vague or answer.claim is None:
            continue
        found = _announced(answer, corpus) or _parts(answer, corpus)
        if found is not None:
            yield found


def _is_ahead(answer: Answer) -> bool:
    return answer.claim is not None and answer.claim.modality in _AHEAD


def _known_then(answer: Answer, others: Sequence[Answer]) -> list[Answer]:
    own = answer.header
    return [
        o
        for o in others
        if o.header.document != own.document
        and o.claim is not None
        and (own.day is None or (o.header.day or "9999") <= own.day)
    ]


def _announced(answer: Answer, corpus: Corpus) -> Finding | None:
    if _is_ahead(answer) or answer.claim is None or answer.claim.modality == "hypothetical":
        return None
    same = [
        o
        for o in _known_then(answer, list(corpus.same_value(answer)))
        if o.measure == answer.measure and are_same_people(o, answer)
    ]
    if not same or not all(_is_ahead(o) for o in same):
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
    ahead = all(_is_ahead(s.one) for s in first) and not _is_ahead(answer)
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
