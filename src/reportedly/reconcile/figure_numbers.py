"""Numbers of figures as keys: what is counted, and how many, as printed."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from reportedly.reconcile.answers import Answer

# Vague numbers that say more than "many": texts that print the same one may mean one count.
_VAGUE: Final = re.compile(r"\b(?:several|a few|many|tens of|hundreds of) (?:hundred|thousand)s?\b")


class Number(NamedTuple):
    """A number of one measure; "at least 1,000" and "around 1,000" print the same one.

    ``words`` stand for a number that is only vaguely given ("several hundred").
    """

    measure: str
    least: float = 0
    most: float = 0
    words: str = ""

    def __str__(self) -> str:
        if self.words:
            return f"“{self.words}”"
        shown = f"{self.least:,.10g}"
        return shown if self.least == self.most else f"{shown} to {self.most:,.10g}"


def numbers_of(answers: Iterable[Answer]) -> frozenset[Number]:
    """The numbers that some figures print."""
    return frozenset(n for a in answers if (n := _number(a)) is not None)


def _number(answer: Answer) -> Number | None:
    measure = answer.measure or ""
    least, most = answer.figure.ends
    if least is not None and most is not None:
        return Number(measure, float(least), float(most))
    vague = _VAGUE.search(answer.figure.anchor.text.lower())
    return Number(measure, words=vague[0]) if vague else None
