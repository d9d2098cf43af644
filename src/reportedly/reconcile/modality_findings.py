"""Figures that stand here as done, and in all other texts only as announced."""

from collections.abc import Iterable, Iterator
from typing import Final

from reportedly.model import Finding
from reportedly.reconcile.comparing import (
    are_same_people,
    is_few,
    is_part_of,
    known_then,
    share_arena,
)
from reportedly.reconcile.corpus import Corpus, Sum
from reportedly.reconcile.facts import Facts
from reportedly.reconcile.figure_traits import FigureTraits
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
    for figure in corpus.figures(facts):
        if figure.answer.claim is None:
            continue
        found = _announced(figure, corpus) or _parts(figure, corpus)
        if found is not None:
            yield found


def _known_then(figure: FigureTraits, others: Iterable[FigureTraits]) -> list[FigureTraits]:
    return [o for o in known_then(figure, others) if o.answer.claim is not None]


def _announced(figure: FigureTraits, corpus: Corpus) -> Finding | None:
    claim = figure.answer.claim
    valued = corpus.same_value(figure)
    if figure.is_ahead or claim is None or not any(o.is_ahead for o in valued):
        return None
    same = [
        o
        for o in _known_then(figure, valued)
        if o.measure == figure.measure and are_same_people(o, figure)
    ]
    if not same or not all(o.is_ahead for o in same):
        return None
    first = same[:_SHOWN]
    shown = "; ".join(f"{quote(o.sentence.text)}, {name_voice(o)}" for o in first)
    why = (
        f"{quote(figure.words.text)} stands here as something that happens or has "
        f"happened; other texts only have it announced: {shown}."
    )
    weight = DONE if claim.modality == "done" else GOING_ON
    if figure.voice.is_named or is_few(figure) or not all(share_arena(figure, o) for o in first):
        weight = ATTRIBUTED
    there = tuple(side(o, best_anchor(o.sentence, o.words)) for o in first)
    return Finding("conflict.modality", weight, why, (side(figure, figure.words),), there)


def _parts(figure: FigureTraits, corpus: Corpus) -> Finding | None:
    """One number of one kind of people, where others give parts of other kinds that add up."""
    if figure.measure in VICTIMS:
        return None  # killed and wounded are casualties, and nobody is renamed
    sums = [s for s in corpus.sums(figure) if _is_sum_of(figure, s)]
    if not sums:
        return None
    first = sums[:_SHOWN]
    shown = "; ".join(
        f"{quote(s.one.words.text)} and {quote(s.other.words.text)}, {name_voice(s.one)}"
        for s in first
    )
    ahead = all(s.one.is_ahead for s in first) and not figure.is_ahead
    why = (
        f"{quote(figure.words.text)} stands here; other texts give parts that add up to "
        f"it and name other people{', and have them only announced' if ahead else ''}: {shown}."
    )
    there = tuple(side(s.one, best_anchor(s.one.sentence, s.one.words)) for s in first)
    here = (side(figure, figure.words),)
    weight = ATTRIBUTED if figure.voice.is_named else PARTS
    return Finding("conflict.modality" if ahead else "scope", weight, why, here, there)


def _is_sum_of(figure: FigureTraits, parts: Sum) -> bool:
    known = _known_then(figure, [parts.one, parts.other])
    both = all(is_part_of(p, figure) for p in (parts.one, parts.other))
    return len(known) == 2 and both and _are_of_one_people(parts.one, figure)


def _are_of_one_people(one: FigureTraits, other: FigureTraits) -> bool:
    return one.answer.population.meets(other.answer.population)
