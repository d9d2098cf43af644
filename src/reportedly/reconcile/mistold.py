"""Figures told of a part that other texts tell of the whole: casualties told as wounded."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from reportedly.knowledge import load_measure_relations
from reportedly.reconcile.scopes import Scope, Value
from reportedly.reconcile.told import MOST, Standing, is_nobody, order_told

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
        if scope.day and not scope.vague and not is_nobody(scope.voice):
            said.setdefault((scope.voice.line, scope.value), []).append(scope)
    found = {}
    for scope in parts:
        same = said.get((scope.voice.line, scope.value), ())[:MOST]
        meant = next((s for s in same if _within_days(s, scope)), None)
        if meant is not None and meant.header.document != scope.header.document:
            reason = f"another text tells the same number of the same speaker of {whole}"
            found[scope.figure] = Standing("echo", meant.figure, reason)
    return found


def _within_days(one: Scope, other: Scope) -> bool:
    if one.day is None or other.day is None:
        return False
    apart = date.fromisoformat(one.day) - date.fromisoformat(other.day)
    return abs(apart.days) <= _DAYS
