"""Steps from another date: "two days ago", "three weeks later", "the day before"."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from reportedly.extract.date_context import Context
from reportedly.extract.date_relative import FINE, after_text, from_document, from_text
from reportedly.extract.date_values import (
    When,
    day_of,
    rolling,
    step,
    unit_of,
)
from reportedly.extract.date_words import (
    ORDINALS,
    Point,
    Tokens,
    parse_count,
)
from reportedly.extract.date_words import (
    UNITS as UNIT_WORDS,
)

_MORE: Final = {"more": "than", "less": "than", "over": "", "nearly": "", "almost": "", "about": ""}


def offset(t: Tokens, i: int) -> Point | None:
    """As in "two days ago", "a week earlier", "three months later", "two weeks from now"."""
    start = i
    hedge = t[i].low if t[i].low in _MORE else ""
    if hedge:
        i += 2 if _MORE[hedge] and t[i + 1].low == "than" else 1
    i += t[i].low == "just"
    steps, j = steps_of(t, i)
    if not steps:
        return None
    if t[j].low in ("'", "’") and t[j + 1].low == "time":
        return Point(start, j + 2, lambda context: _from_now(steps, 1, hedge, context))
    after = t[j].low
    if after == "ago":
        return Point(start, j + 1, lambda context: _from_now(steps, -1, hedge, context))
    if after == "from" and t[j + 1].low == "now":
        return Point(start, j + 2, lambda context: _from_now(steps, 1, hedge, context))
    if after in ("earlier", "later", "previously"):
        sign = 1 if after == "later" else -1
        return Point(start, j + 1, lambda context: _from_text(steps, sign, hedge, context))
    if after in ("before", "after", "beforehand", "afterward", "afterwards") and _ends(t, j + 1):
        sign = 1 if after.startswith("after") else -1
        return Point(start, j + 1, lambda context: _from_text(steps, sign, hedge, context))
    return None


def _ends(t: Tokens, i: int) -> bool:
    return t[i].kind == "end" or t[i].low in (".", ",", ";", ")", "”", '"', "?", "!")


def steps_of(t: Tokens, i: int) -> tuple[list[tuple[int, str]], int]:
    """As in "two weeks and two days" as counts with units, the largest first."""
    steps: list[tuple[int, str]] = []
    while len(steps) < 4:
        j = i + 1 if steps and t[i].low in ("and", ",") else i
        j += t[j].low == "the" and t[j + 1].low in UNIT_WORDS and not steps
        counted = (1, j) if j > i and t[j - 1].low == "the" else parse_count(t, j)
        if counted is None or t[counted[1]].low not in UNIT_WORDS:
            break
        steps.append((counted[0], UNIT_WORDS[t[counted[1]].low]))
        i = counted[1] + 1
    return steps, i


def _shift(day: date, steps: list[tuple[int, str]], sign: int) -> date:
    for count, unit in steps:
        day = step(day, unit, sign * count)
    return day


def _from_now(steps: list[tuple[int, str]], sign: int, hedge: str, context: Context) -> When:
    anchor = from_document(context, sign, "")
    if isinstance(anchor, When):
        return anchor
    there = unit_of(_shift(anchor, steps, sign), steps[-1][1], "document date")
    return _hedged(there, hedge, sign, anchor)


def _hedged(when: When, hedge: str, sign: int, anchor: date) -> When:
    """Here "more than a year ago" has an open beginning, "less than" ends at the anchor."""
    if not hedge or when.start is None or when.end is None:
        return when
    basis = f"{when.basis}; {hedge}"
    far, near = (None, when.end) if sign < 0 else (when.start, None)
    if hedge in ("more", "over"):
        return replace(when, start=far, end=near, basis=basis)
    if hedge == "less":
        days = (when.start, anchor) if sign < 0 else (anchor, when.end)
        return replace(when, start=days[0], end=days[1], precision="period", basis=basis)
    return replace(when, basis=basis)


def step_from(when: When, steps: list[tuple[int, str]], sign: int, hedge: str) -> When:
    """So many units before or after a date that stands beside them; a day stays a day."""
    edge = when.start if sign < 0 else when.end
    if edge is None:
        return when
    there = _shift(edge, steps, sign)
    words = " ".join(f"{n} {u}{'s' * (n != 1)}" for n, u in steps)
    basis = f"{when.basis}; {words} {'later' if sign > 0 else 'earlier'}"
    unit = when.precision if when.precision in FINE else steps[-1][1]
    return _hedged(unit_of(there, unit, basis), hedge, sign, edge)


def _from_text(steps: list[tuple[int, str]], sign: int, hedge: str, context: Context) -> When:
    unit = steps[-1][1]
    known = from_text(context, unit)
    if isinstance(known, When):
        return known
    edge = known.when.start if sign < 0 else known.when.end
    assert edge is not None  # only resolved dates are remembered
    words = " ".join(f"{n} {u}{'s' * (n != 1)}" for n, u in steps)
    basis = f"{known.basis}, {words} {'later' if sign > 0 else 'earlier'}"
    return _hedged(unit_of(_shift(edge, steps, sign), unit, basis), hedge, sign, edge)


def unit_beside(t: Tokens, i: int) -> Point | None:
    """As in "the day before" at the end of a clause, "the day before yesterday"."""
    if t[i].low != "the" or t[i + 1].low not in UNIT_WORDS or t[i + 2].low not in _BESIDE:
        return None
    sign = _BESIDE[t[i + 2].low]
    unit = UNIT_WORDS[t[i + 1].low]
    near = t[i + 3].low
    if unit == "day" and near in ("yesterday", "tomorrow"):
        shift = 2 * sign
        return Point(i, i + 4, lambda context: _days_away(context, shift))
    if unit in ("week", "month", "year") and near == "next" and sign > 0:
        return Point(i, i + 4, lambda context: _units_away(context, unit, 2))
    if not _ends(t, i + 3):
        return None
    return Point(i, i + 3, lambda context: after_text(context, unit, sign, 1))


_BESIDE: Final = {"before": -1, "after": 1}


def _days_away(context: Context, shift: int) -> When:
    anchor = from_document(context, shift, "day")
    if isinstance(anchor, When):
        return anchor
    return day_of(anchor + timedelta(days=shift), "document date")


def _units_away(context: Context, unit: str, count: int) -> When:
    anchor = from_document(context, count, unit)
    if isinstance(anchor, When):
        return anchor
    return unit_of(step(anchor, unit, count), unit, "document date")


def nth_in(t: Tokens, i: int) -> Point | None:
    """The "three months" of "the third visit in three months": those that end with the news."""
    if t[i].low != "in" or not _is_nth(t, i):
        return None
    counted = parse_count(t, i + 1 + (t[i + 1].low == "just"))
    if counted is None or t[counted[1]].low not in UNIT_WORDS:
        return None
    number, unit = counted[0], UNIT_WORDS[t[counted[1]].low]
    return Point(i + 1, counted[1] + 1, lambda context: _up_to_now(unit, number, context))


def _is_nth(t: Tokens, i: int) -> bool:
    """Whether an ordinal number stands shortly before, in the same clause."""
    for j in range(i - 1, max(-1, i - 7), -1):
        if t[j].kind == "mark":
            return False
        if t[j].kind == "ordinal" or t[j].low in ORDINALS:
            return True
    return False


def _up_to_now(unit: str, count: int, context: Context) -> When:
    anchor = from_document(context, -1, unit)
    if isinstance(anchor, When):
        return anchor
    back = rolling(anchor, unit, -count, "document date; up to it")
    return replace(back, end=anchor)
