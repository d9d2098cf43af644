"""One number in texts of several owners: the same measure, people, bounds and day."""

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from reportedly.model import Finding, Maker, Side
from reportedly.reconcile.answers import Answer
from reportedly.reconcile.facts import Facts
from reportedly.reconcile.steps import Filed, Step, Unit

_WEIGHT: Final = 0.2  # that two texts print one number says little by itself


def figure_keys(facts: Facts) -> frozenset[str]:
    """Measure, country, bounds and day of each answer that leaves none of them open."""
    return frozenset(key for a in facts.answers if (key := _key(a)))


def find_same_figures(unit: Unit) -> Iterable[Filed]:
    """Each later text against the first of another family of owners."""
    alike = [a for f in unit.facts for a in f.answers if _key(a) == unit.subject]
    firsts = [next(group) for _, group in groupby(alike, key=lambda a: a.header.document)]
    for n, answer in enumerate(firsts):
        other = next((a for a in firsts[:n] if a.header.family != answer.header.family), None)
        if other is not None:
            yield Filed(answer.header.document, _agreement(answer, other))


def _agreement(answer: Answer, other: Answer) -> Finding:
    why = (
        f"{answer.header.shown} and {other.header.shown} give the same figure for {answer.day}: "
        f"“{answer.figure.anchor.text}” and “{other.figure.anchor.text}”"
    )
    here = Side(answer.figure.anchor, answer.voice.shown)
    there = Side(other.figure.anchor, other.voice.shown)
    return Finding("agreement", _WEIGHT, why, (here,), (there,))


def _key(answer: Answer) -> str:
    figure = answer.figure
    if answer.key is None or answer.day is None or answer.is_vague:
        return ""
    return f"{'|'.join(answer.key)}|{figure.low}|{figure.high}|{answer.day}"


STEP: Final = Step("findings", Maker("same_figures", 1), "key", figure_keys, find_same_figures)
