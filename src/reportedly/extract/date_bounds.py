"""Open intervals and tense: what the words around a date say about it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from reportedly.extract.date_context import Context
from reportedly.extract.date_values import When
from reportedly.extract.date_words import (
    Point,
    Tokens,
)
from reportedly.knowledge.calendar import load_calendar

BOUNDS: Final = load_calendar("bound")
_ONE_DAY: Final = timedelta(days=1)


def bound_of(t: Tokens, point: Point) -> str:
    """One of "since", "after", "before" and "until" where the words before or after say so."""
    after, beyond = t[point.end], t[point.end + 1].low
    if after.low in ("'", "’"):
        return ""  # "after Tuesday's attack" is about the attack
    if after.low == "or" and beyond in ("later", "earlier") and t[point.end + 2].low != "than":
        return "since" if beyond == "later" else "until"
    if after.low in ("onward", "onwards"):
        return "since"
    bound = _bound_before(t, point.start - 1)
    return _AT_EDGE.get((bound, point.edge), bound)


# "Before the end of March" reaches to the end; "after the beginning of March" from the beginning.
_AT_EDGE: Final = {("before", "late"): "until", ("after", "early"): "since"}


def _bound_before(t: Tokens, j: int) -> str:
    if t[j].low == "than" and t[j - 1].low in ("later", "earlier"):
        if t[j - 2].low in ("no", "not"):
            return "until" if t[j - 1].low == "later" else "since"
        return "after" if t[j - 1].low == "later" else "before"
    if t[j].low == "to" and t[j - 1].low == "prior":
        return "before"
    j -= t[j].low in ("on", "about", "around")
    if t[j].low in ("starting", "beginning"):
        return "since"
    return BOUNDS.get(t[j].low, "")


def open_up(when: When, bound: str) -> When:
    """An interval open to the past or the future; the value stays that of the printed date."""
    if not bound or when.start is None or when.end is None:
        return when
    first: date | None = None
    last: date | None = None
    if bound == "since":
        first = when.start
    elif bound == "after":
        first = when.end + _ONE_DAY
    elif bound == "before":
        last = when.start - _ONE_DAY
    else:
        last = when.end
    return replace(when, start=first, end=last, basis=f"{when.basis}; {bound}")


_AHEAD: Final = frozenset(load_calendar("future"))


def look_back(t: Tokens, i: int, context: Context) -> None:
    """Set direction and tense by the eight tokens before an expression, in the same sentence."""
    context.direction = context.tense = 0
    for j in range(i - 1, max(-1, i - 9), -1):
        low = t[j].low
        if t[j].kind == "mark" and low in _STOPS:
            break
        if low in _AHEAD and not t[j].capital:
            context.direction = 1
        elif low in _PAST or (low.endswith("ed") and j >= i - 2):
            context.tense = -1
    if t[i - 1].low == "since":
        context.direction = -1


_STOPS: Final = frozenset('.;“”"')
_PAST: Final = frozenset(load_calendar("past"))
