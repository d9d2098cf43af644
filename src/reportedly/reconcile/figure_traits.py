"""What comparing looks at in a figure, worked out once for all of its comparisons."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import inf
from typing import Final

from reportedly.model import Anchor
from reportedly.reconcile.amounts import ABOUT, is_approximate
from reportedly.reconcile.answers import Answer
from reportedly.reconcile.headers import Header
from reportedly.reconcile.scopes import VICTIMS, counts_a_unit
from reportedly.reconcile.voices import Voice
from reportedly.reconcile.windows import UNDATED

Value = tuple[float | None, float | None]
Print = tuple[str, float | None, float | None]

_OCCASION: Final = re.compile(
    r"\b(?:an?|the|this|that|one|\w+day[’']s)\s+(?:[\w-]+\s+){0,3}"
    r"(?:attack|ambush|strike|airstrike|clash|raid|bombing|blast|explosion|crash|shelling|battle"
    r"|shooting|massacre|assault|incident|accident|collapse)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FigureTraits:
    """A figure with a number and a ground, as others are compared with it.

    ``published`` is the day of the text as a string that sorts, ``told_on`` that day and ``on`` the
    day for which the figure stands, both as numbers of the calendar. ``told`` sorts figures by day,
    text and place in it. ``is_at_once`` says that those counted suffered it on one occasion,
    ``has_days`` that the text gives days for the count. ``value`` is the printed number, whatever
    its bound, ``print`` measure and number with the ends that are open, ``least`` and ``most`` what
    the words allow, ``size`` the number alone.
    """

    answer: Answer
    ground: tuple[str, str]
    measure: str
    document: str
    published: str
    told_on: int | None
    day: str | None
    on: int | None
    told: tuple[str, str]
    line: str
    country: str | None
    kind: str
    spot: str
    aspect: str
    places: frozenset[str]
    is_ahead: bool
    is_at_once: bool
    has_days: bool
    value: Value
    print: Print
    least: float
    most: float
    size: float

    @property
    def header(self) -> Header:
        """The document it stands in."""
        return self.answer.header

    @property
    def voice(self) -> Voice:
        """Who gives it."""
        return self.answer.voice

    @property
    def words(self) -> Anchor:
        """The figure as printed."""
        return self.answer.figure.anchor

    @property
    def sentence(self) -> Anchor:
        """The whole sentence."""
        return self.answer.sentence


def make_figure_traits(answer: Answer, ground: tuple[str, str]) -> FigureTraits:
    """The traits of a figure that has a number, with its ground. Pure."""
    figure, header, day = answer.figure, answer.header, answer.day
    least, most = _bounds(answer)
    return FigureTraits(
        answer=answer,
        ground=ground,
        measure=ground[0],
        document=header.document,
        published=header.day or "9999",
        told_on=_on(header.day),
        day=day,
        on=_on(day),
        told=(day or header.day or UNDATED, f"{header.document} {figure.anchor.start:09}"),
        line=answer.voice.line,
        country=answer.population.country,
        kind=answer.population.kind,
        spot=answer.spot,
        aspect=_aspect(answer),
        places=frozenset(p.country for p in answer.places if p.country),
        is_ahead=answer.is_ahead,
        is_at_once=is_of_one_occasion(answer),
        has_days=answer.as_of is not None,
        value=figure.ends,
        print=(ground[0], figure.low, figure.high),
        least=least,
        most=most,
        size=_size(answer),
    )


def is_of_one_occasion(answer: Answer) -> bool:
    """Whether those counted suffered it at once: "in an ambush near Kismayo"."""
    return answer.measure in VICTIMS and _names_occasion(answer.sentence.text)


# A sentence is looked at once for each of its figures and events.
@lru_cache(maxsize=8192)
def _names_occasion(sentence: str) -> bool:
    return _OCCASION.search(sentence) is not None


# Texts are of few days.
@lru_cache(maxsize=8192)
def _on(day: str | None) -> int | None:
    """An ISO day as a number of the calendar, None when it is missing or is no day."""
    try:
        return date.fromisoformat(day or "").toordinal()
    except ValueError:
        return None


def _aspect(answer: Answer) -> str:
    """A part of a larger count is a total of its own measure: "including 600 deaths"."""
    if counts_a_unit(answer):
        return "unit"
    aspect = answer.figure.aspect or "total"
    if aspect == "part" and answer.measure in VICTIMS:
        return "total"
    return aspect


def _bounds(answer: Answer) -> tuple[float, float]:
    """Least and most that the printed words allow; "about" leaves a tenth on both sides."""
    low, high = answer.figure.low, answer.figure.high
    least = -inf if low is None else float(low)
    most = inf if high is None else float(high)
    if least == most and is_approximate(answer.figure.hedge):
        return least * (1 - ABOUT), most * (1 + ABOUT)
    return least, most


def _size(answer: Answer) -> float:
    low, high = answer.figure.low, answer.figure.high
    ends = [float(n) for n in (low, high) if n is not None]
    return sum(ends) / len(ends)
