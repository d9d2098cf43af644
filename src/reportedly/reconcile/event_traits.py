"""What comparing looks at in an event record, worked out once for all of its comparisons."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from reportedly.knowledge import load_deed_groups, load_once
from reportedly.model import PlaceMention
from reportedly.reconcile.figure_numbers import Number, numbers_of
from reportedly.reconcile.figure_traits import is_of_one_occasion
from reportedly.reconcile.happenings import Happening, clause_of
from reportedly.reconcile.tellings import COMMON

MARGIN: Final = 1  # days by which two texts may differ and mean one day
RECALLED_FOR: Final = 400  # days between texts that give one count without a date
_FRESH: Final = 7  # days before a text in which undated news has happened
_FRESH_FOR: Final = {"sending": 60}  # what takes weeks is told of for weeks
_AHEAD: Final = 180  # days after a text in which what it announces may be done
_DISTINCT: Final = 20  # numbers below this are shared by chance
_RARE: Final = 500  # numbers from this on are known again without a day
_SENT: Final = frozenset({"soldier", "worker", "missile", "ammunition"})


class Days(NamedTuple):
    """A stretch of days, the last included, as numbers of the calendar (``date.toordinal``)."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """Days from the first to the last."""
        return self.last - self.first

    def meet(self, other: "Days", margin: int = MARGIN) -> bool:
        """Whether two stretches have a day in common, or lie ``margin`` days apart."""
        return self.first - other.last <= margin and other.first - self.last <= margin


@dataclass(frozen=True, slots=True)
class Traits:
    """An event record as others are compared with it.

    ``days`` are its own (``is_dated``), else about those of the text; ``told`` is the day of the
    text. ``numbers`` are those that two texts hardly share by chance, ``count`` the one of them by
    which texts know it again long after, without a day. ``matter`` are the words that say what it
    is about, ``site`` is the key of its place unless that is a country.
    """

    happening: Happening
    clause: str
    is_once: bool
    people: frozenset[str]
    matter: frozenset[str]
    site: str
    days: Days | None
    is_dated: bool
    told: int | None
    numbers: frozenset[Number]
    count: Number | None
    actors: frozenset[str]
    recipients: frozenset[str]

    @property
    def event(self) -> str:
        """The record's identifier."""
        return self.happening.event

    @property
    def own_days(self) -> Days | None:
        """The days that the text gives it."""
        return self.days if self.is_dated else None


def make_traits(happening: Happening) -> Traits:
    """The traits of an event record. Pure."""
    own, told = _days_of(happening.days), _day(happening.header.day)
    numbers, count = _numbers(happening)
    place = happening.place
    return Traits(
        happening=happening,
        clause=f"{happening.header.document}:{clause_of(happening).start}",
        is_once=happening.is_once,
        people=happening.people,
        matter=_matter_of(happening),
        site=site_of(place) if place is not None and place.precision != "country" else "",
        days=own or _days_about(happening, told),
        is_dated=own is not None,
        told=told,
        numbers=numbers,
        count=count,
        actors=states_of(happening.actor),
        recipients=states_of(happening.recipient),
    )


def states_of(keys: frozenset[str]) -> frozenset[str]:
    """The countries among the keys of a side."""
    return frozenset(k for k in keys if ":" not in k)


def site_of(place: PlaceMention) -> str:
    """A place as a key: its number in the gazetteer, else its name."""
    return str(place.geonameid) if place.geonameid is not None else place.name.lower()


def is_rare(number: Number) -> bool:
    """Whether a number is known again without a day."""
    return not number.words and number.most >= _RARE


def _numbers(happening: Happening) -> tuple[frozenset[Number], Number | None]:
    """The numbers that tell a record from others, and the count that texts recall.

    Of several large numbers the largest stands for the record: in "1,000 of the 4,000 were killed"
    that is what makes two tellings one. What was suffered on one occasion is told of at its time.
    """
    known = [n for n in numbers_of(happening.figures) if n.measure]
    largest = max(filter(is_rare, known), key=lambda n: (n.most, n), default=None)
    telling = (n for n in known if n == largest or n.words or _DISTINCT <= n.most < _RARE)
    of_one = largest is not None and any(map(is_of_one_occasion, happening.figures))
    return frozenset(telling), None if of_one else largest


def _matter_of(happening: Happening) -> frozenset[str]:
    """Words of a clause apart from those for the deed and those of half the news.

    What is sent is its matter, and whether it is more of it.
    """
    own = load_once().keys() | _words_of(happening.group)
    if happening.group == "sending":
        return (happening.topics | happening.turns) - own - (COMMON - _SENT)
    return happening.topics - own - COMMON


@cache
def _words_of(group: str) -> frozenset[str]:
    return frozenset(word for word, (name, _) in load_deed_groups().items() if name == group)


def _days_about(happening: Happening, told: int | None) -> Days | None:
    """Days at which a text tells of what it gives no days for: just before, or from then on."""
    if told is None:
        return None
    if happening.modality == "planned":
        return Days(told, told + _AHEAD)
    return Days(told - _FRESH_FOR.get(happening.group, _FRESH), told)


def _days_of(stretch: tuple[str, str] | None) -> Days | None:
    if stretch is None:
        return None
    first, last = map(_day, stretch)
    return Days(first, last) if first is not None and last is not None else None


@cache
def _day(day: str | None) -> int | None:
    """An ISO day as a number; None for what is no day of the calendar."""
    try:
        return date.fromisoformat((day or "")[:10]).toordinal()
    except ValueError:
        return None
