"""Figures told of a part that other texts tell of the whole: casualties told as wounded."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from reportedly.knowledge import load_measure_relations
from reportedly.reconcile.answers import Answer
from reportedly.reconcile.scopes import Scope
from reportedly.reconcile.told import MOST, Standing, Value, is_nobody, order_told, value_of

_DAYS: Final = 2  # between two texts that tell one statement


def find_mistold(groups: Mapping[tuple[str, str], Sequence[Scope]]) -> dict[str, Standing]:
    """Figures told of a part that other texts tell of the whole: casualties told as wounded.

    One speaker, one number and one day, give or take two: the whole is what was said, where only
    one text has it as the part. ``groups`` are scopes by measure and country.
    """
    found: dict[str, Standing] = {}
    for part, whole in load_measure_relations():
        for (measure, country), scopes in groups.items():
            if measure == part and (whole, country) in groups:
                found |= _mistold(scopes, groups[whole, country], whole)
    return found


def _mistold(parts: Sequence[Scope], wholes: Sequence[Scope], whole: str) -> dict[str, Standing]:
    said: dict[tuple[str, Value], list[Scope]] = {}
    for scope in sorted(wholes, key=order_told):
        answer = scope.answer
        if answer.day and not answer.is_vague and not is_nobody(answer.voice):
            said.setdefault((answer.voice.line, value_of(answer)), []).append(scope)
    found = {}
    for scope in parts:
        answer = scope.answer
        same = said.get((answer.voice.line, value_of(answer)), ())[:MOST]
        meant = next((s for s in same if _within_days(s.answer, answer)), None)
        if meant is not None and meant.answer.header.document != answer.header.document:
            reason = f"another text tells the same number of the same speaker of {whole}"
            found[scope.figure] = Standing("echo", meant.figure, reason)
    return found


def _within_days(one: Answer, other: Answer) -> bool:
    if one.day is None or other.day is None:
        return False
    apart = date.fromisoformat(one.day) - date.fromisoformat(other.day)
    return abs(apart.days) <= _DAYS
