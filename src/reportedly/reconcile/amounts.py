"""Printed numbers as intervals: what a bound, a hedge and a round number allow.

Tolerances are stated here and nowhere else. They are wide on purpose: a sum is called wrong only
where no reading of the printed words makes it right.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import inf
from typing import Final

from reportedly.knowledge import load_hedges
from reportedly.model import Figure

ABOUT: Final = 0.1  # "about N" allows a tenth on both sides
# Hedges that say on which side of the number the count lies; the other side gets a little.
_BELOW: Final = frozenset({"nearly", "almost", "close to", "just under", "approaching"})
_SLACK: Final = 0.02
_NEARLY: Final = 0.15  # how far below N "nearly N" may lie


@dataclass(frozen=True, slots=True)
class Amount:
    """The numbers that printed words allow, both ends included."""

    low: float
    high: float

    def meets(self, other: "Amount") -> bool:
        """Whether one number fits both."""
        return self.low <= other.high and other.low <= self.high

    def widened(self, by: float) -> "Amount":
        """The same with ``by`` more on both sides."""
        return Amount(self.low - by, self.high + by)


def amount_of(figure: Figure) -> Amount:
    """What a figure's bounds and hedge allow; a plain number allows itself.

    >>> from reportedly.model import Span, make_anchor
    >>> anchor = make_anchor("d", "at least 40 men", "figure", [Span(0, 15)])
    >>> amount_of(Figure(anchor, 40, None, hedge="at least")).low
    40.0
    """
    low = -inf if figure.low is None else float(figure.low)
    high = inf if figure.high is None else float(figure.high)
    if low == high:
        return _hedged(low, figure.hedge.lower())
    return Amount(low, high)


def _hedged(value: float, hedge: str) -> Amount:
    if any(word in hedge for word in _BELOW):
        return Amount(value * (1 - _NEARLY), value * (1 + _SLACK))
    if is_approximate(hedge):
        return Amount(value * (1 - ABOUT), value * (1 + ABOUT))
    return Amount(value, value)


@lru_cache(maxsize=1024)
def is_approximate(hedge: str) -> bool:
    """Whether a hedge as printed leaves both sides open ("about", "an estimated")."""
    words = tuple(hedge.lower().split())
    return any(
        h.bound == "about" and words[i : i + len(h.words)] == h.words
        for h in load_hedges()
        for i in range(len(words))
    )


def rounding(figures: Iterable[Figure]) -> float:
    """How far each of some numbers may be off when all are rounded like the finest of them.

    Half a unit of the finest digit printed: 50 for 600 + 4,100 = 4,700, and nothing for
    12 + 30 = 42, which nobody rounded.
    """
    units = [_unit(v) for f in figures for v in (f.low, f.high) if v]
    finest = min(units, default=1.0)
    return finest / 2 if finest >= 10 else 0.0


def _unit(value: float) -> float:
    digits = Decimal(str(value)).normalize()
    exponent = digits.as_tuple().exponent
    return float(10**exponent) if isinstance(exponent, int) else 1.0


def value_of(figure: Figure) -> float | None:
    """The one number that is printed, None for a range or none at all."""
    first, last = figure.ends
    return float(first) if first is not None and first == last else None


def show_number(value: float) -> str:
    """A number with thousands separated and at most one decimal: "9.1", "6,000"."""
    return re.sub(r"\.0$", "", f"{round(value, 1):,}")
