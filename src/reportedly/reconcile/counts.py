"""What figures count, as far as two of them may be held together: number, bound and measure."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from reportedly.reconcile.amounts import value_of
from reportedly.reconcile.answers import Answer

# Measures that may count the same, beside equal ones.
_FAMILIES: Final = (
    frozenset({"casualties", "losses"}),
    frozenset({"deminers", "engineers"}),
)
_PEOPLE: Final = frozenset({"troops", "workers", "deminers", "military_builders", "engineers"})
ONE_COUNT: Final = 183  # days between two figures that may be one count; then it is a new one
_LEFT_OUT: Final = frozenset({"duration"})


def number_of(answer: Answer) -> float | None:
    """The number that a figure prints, whichever bound it is; None for a range or none at all."""
    return value_of(answer.figure)


def bound_of(answer: Answer) -> tuple[bool, bool]:
    """Whether a figure is open below, and above."""
    return answer.figure.low is None, answer.figure.high is None


def family_of(measure: str | None) -> str:
    """One name for measures that may count the same; empty where nothing is said."""
    if measure is None:
        return ""
    return next((min(f) for f in _FAMILIES if measure in f), measure)


def measures_meet(one: str | None, other: str | None) -> bool:
    """Whether two measures may count the same; an open one may count anything."""
    if one is None or other is None or family_of(one) == family_of(other):
        return True
    return "people" in (one, other) and bool({one, other} & _PEOPLE)


def usable_answers(answers: Iterable[Answer]) -> Iterator[Answer]:
    """The figures that have one number and are no stretch of time."""
    for answer in answers:
        if answer.measure not in _LEFT_OUT and number_of(answer) is not None:
            yield answer


def days_between(one: str | None, other: str | None) -> int:
    """Days between two ISO days; 0 where one is not known."""
    if not one or not other:
        return 0
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
