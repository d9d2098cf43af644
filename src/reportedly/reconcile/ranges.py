"""Ranges over the figures of one question, derived by a named rule and never stored.

Each rule is our own reading of what a project says of its practice, written down in the
documentation; none is that project's own result. A range names the figures it rests on, and why
the others are left out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from reportedly.knowledge import are_at_war, load_vague
from reportedly.reconcile.answers import Answer
from reportedly.reconcile.questions import Asked

Rule = Literal["ucdp", "acled", "airwars", "all"]
_LOSSES: Final = frozenset({"killed", "wounded", "casualties", "losses", "captured", "missing"})


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A figure that a range does not rest on, by its identifier, and why."""

    figure: str
    why: str


@dataclass(frozen=True, slots=True)
class Range:
    """Low, best and high by a rule; None where the figures or the rule give none.

    ``rests_on`` are identifiers of figures; ``notes`` say in plain words what a reader must know.
    """

    rule: Rule
    low: float | None
    best: float | None
    high: float | None
    rests_on: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Count:
    """A figure that takes part, with the numbers that a rule reads from it."""

    answer: Answer
    low: float
    high: float
    enemy: bool  # one side's count of the other side's losses


def derive_range(asked: Asked, rule: Rule) -> Range:
    """The range of a question by a named rule. Pure; the set of documents is the caller's.

    The question comes from facts with their answers.
    """
    counts: list[_Count] = []
    left: list[LeftOut] = []
    for entry, member, answer in zip(asked.entries, asked.members, asked.answers, strict=True):
        why = _REASONS.get(member.state, "") if rule != "all" or member.state == "echo" else ""
        if entry.scope.planned and not why:
            why = "a plan, not yet a count"
        bounds = _bounds(answer, rule)
        if bounds is None and not why:
            why = "no number is printed"
        if why or bounds is None:
            left.append(LeftOut(answer.figure.id, why))
        else:
            counts.append(_Count(answer, *bounds, enemy=_is_of_enemy(answer)))
    return _RULES[rule](counts, left)


_REASONS: Final[Mapping[str, str]] = {
    "revised": "the same speaker has revised it",
    "echo": "it repeats a figure that is counted where it was first told",
}


def _bounds(answer: Answer, rule: Rule) -> tuple[float, float] | None:
    """The numbers of a figure: an open end is closed by the printed number."""
    first, last = answer.figure.ends
    if first is not None and last is not None:
        part = 100 if answer.figure.unit == "percent" else 1
        return float(first) / part, float(last) / part
    return _vague(answer) if rule == "acled" else None


def _vague(answer: Answer) -> tuple[float, float] | None:
    """What ACLED's table is reported to read in a vague word: 12 in "dozens"."""
    words = " ".join(answer.figure.anchor.text.lower().replace("”", " ").replace("“", " ").split())
    table = load_vague("acled")
    for form in sorted(table, key=lambda f: (-len(f), f)):
        number = table[form]
        if number is not None and f" {' '.join(form)} " in f" {words} ":
            return number, number
    return None


def _is_of_enemy(answer: Answer) -> bool:
    """Whether one side of a war counts what the other side lost."""
    lost = answer.measure is not None and answer.measure.removeprefix("share_") in _LOSSES
    day = answer.day or answer.header.published
    if not lost or day is None or not _is_official(answer):
        return False
    return are_at_war(answer.voice.country, answer.population.country, day)


def _is_official(answer: Answer) -> bool:
    """Whether a state, a body or a person of a country says it, and no outlet of that country."""
    return answer.voice.is_named and answer.voice.kind != "media"


# ------------------------------------------------------------------ the rules


def _all(counts: Sequence[_Count], left: Sequence[LeftOut]) -> Range:
    """Everything as said: from the least to the most that anybody has said."""
    low, high = _ends(counts)
    return Range("all", low, None, high, _ids(counts), tuple(left))


def _ucdp(counts: Sequence[_Count], left: Sequence[LeftOut]) -> Range:
    """One source gives one number; a count of the enemy's losses only raises the high end."""
    own = [c for c in counts if not c.enemy]
    if not own:
        notes = ("only one side's count of the other's losses: high alone",) if counts else ()
        return Range("ucdp", None, None, _ends(counts)[1], _ids(counts), tuple(left), notes)
    latest = max(_best_placed(own), key=lambda c: (_day(c), -c.low))
    low, high = _ends(own)
    if len({c.answer.voice.line for c in counts}) == 1:
        note = "one source: all three are its number"
        low, best, high = latest.low, latest.low, latest.high
        return Range("ucdp", low, best, high, _ids(counts), tuple(left), (note,))
    highs = [c.high for c in counts]
    raised = max(highs) > (high or 0)
    notes = ("high is one side's count of the other's losses",) if raised else ()
    return Range("ucdp", low, latest.low, max(highs), _ids(counts), tuple(left), notes)


def _best_placed(counts: Sequence[_Count]) -> Sequence[_Count]:
    """Counts by named third parties, else by unnamed ones, else by the side that was hit."""
    third = [c for c in counts if c.answer.voice.country != c.answer.population.country]
    named = [c for c in third if _is_official(c.answer) or c.answer.voice.body is not None]
    return named or third or counts


def _acled(counts: Sequence[_Count], left: Sequence[LeftOut]) -> Range:
    """The most conservative count; one of the enemy's losses only where there is no other."""
    own = [c for c in counts if not c.enemy]
    used = own or list(counts)
    why = "one side's count of the other's losses, and there are others"
    others = [LeftOut(c.answer.figure.id, why) for c in counts if c.enemy and own]
    notes = ("only one side's count of the other's losses",) if counts and not own else ()
    least = _ends(used)[0]
    return Range("acled", least, least, least, _ids(used), (*left, *others), notes)


def _airwars(counts: Sequence[_Count], left: Sequence[LeftOut]) -> Range:
    """From the lowest to the highest count of all sources, with what weighs on them."""
    low, high = _ends(counts)
    lines = {c.answer.voice.line for c in counts}
    notes = []
    if any(c.answer.population.kind != "civilian" for c in counts):
        notes.append("not of civilians, or not said to be: the project counts civilians")
    if len(lines) == 1:
        notes.append("a single source")
    if any(c.enemy for c in counts):
        notes.append("contested: one side counts the other's losses")
    return Range("airwars", low, None, high, _ids(counts), tuple(left), tuple(notes))


_RULES: Final[Mapping[Rule, Callable[[Sequence[_Count], Sequence[LeftOut]], Range]]] = {
    "all": _all,
    "ucdp": _ucdp,
    "acled": _acled,
    "airwars": _airwars,
}
RULES: Final = tuple(_RULES)


def _ends(counts: Sequence[_Count]) -> tuple[float | None, float | None]:
    if not counts:
        return None, None
    return min(c.low for c in counts), max(c.high for c in counts)


def _ids(counts: Sequence[_Count]) -> tuple[str, ...]:
    return tuple(c.answer.figure.id for c in counts)


def _day(count: _Count) -> str:
    return count.answer.day or ""
