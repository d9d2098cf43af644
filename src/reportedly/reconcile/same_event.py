"""Whether two event records tell of one event, and on what grounds.

Like deeds of like sides are never enough: two texts must also share a day or be near in time, and
share what the deed is done with or to, a place, a number. What they differ in stays with them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from reportedly.knowledge import load_deed_groups, load_once
from reportedly.model import PlaceMention
from reportedly.reconcile.comparing import days_between, is_of_one_occasion
from reportedly.reconcile.figure_numbers import Number, numbers_of
from reportedly.reconcile.happenings import Happening, same_clause
from reportedly.reconcile.tellings import COMMON

_MARGIN: Final = 1  # days by which two texts may differ and mean one day
_FRESH: Final = 7  # days before a text in which undated news has happened
_FRESH_FOR: Final = {"sending": 60}  # what takes weeks is told of for weeks
_AHEAD: Final = 180  # days after a text in which what it announces may be done
_ONCE_APART: Final = 31  # days between two dates of a deed done once, told differently
_COUNT_APART: Final = 400  # days between texts that give one count without a date
_SHORT: Final = 3  # days of a stretch that places an event in time by itself
_MATTER: Final = 2  # shared words that show one matter where no number or place does
_DISTINCT: Final = 20  # numbers below this are shared by chance
_RARE: Final = 500  # numbers from this on are known again without a day
_SENT: Final = frozenset({"soldier", "worker", "missile", "ammunition"})
_MUTUAL: Final = frozenset({"CONSULT", "AGREE", "COOPERATE", "SUPPORT", "meeting", "sign"})


@dataclass(frozen=True, slots=True)
class Same:
    """Grounds on which two records are one event, in words, and how sure that is (0 to 1)."""

    grounds: tuple[str, ...]
    score: float
    numbers: frozenset[Number] = frozenset()


@dataclass(frozen=True, slots=True)
class _Shared:
    """What two records have in common."""

    people: frozenset[str]
    countries: frozenset[str]
    place: str | None
    numbers: frozenset[Number]
    matter: frozenset[str]
    time: str | None

    @property
    def sides(self) -> int:
        """How many sides of the deed both texts name."""
        return min(2, max(len(self.people), len(self.countries)))


def find_same(one: Happening, other: Happening) -> Same | None:
    """The grounds on which two records tell of one event; None where there are too few."""
    if one.event == other.event or one.field != other.field:
        return None
    if same_clause(one, other):
        return _in_one_clause(one, other)
    if _are_apart(one, other):
        return None
    shared = _share(one, other)
    counted = bool(shared.numbers) and _counts_meet(one, other)
    if shared.time is None and not counted and not one.is_once:
        return None
    enough = _once if one.is_once else _is_enough
    return _grounds(shared) if enough(one, other, shared) else None


def _in_one_clause(one: Happening, other: Happening) -> Same | None:
    """As "killed and wounded": one clause tells of one event."""
    if one.group != other.group:
        return None
    return Same(("one clause tells of both",), 0.9)


# ------------------------------------------------------------------ what keeps two apart


def _are_apart(one: Happening, other: Happening) -> bool:
    """Whether the texts tell of two events, whatever else they share."""
    if one.turns != other.turns and _turns_matter(one, other):
        return True
    if one.is_once:
        each = load_once()[one.group] == "each"  # every party ratifies for itself
        return each and states_of(one.actor) != states_of(other.actor)
    return places_apart(one.place, other.place) or _sides_apart(one, other)


def _turns_matter(one: Happening, other: Happening) -> bool:
    """A second visit is not the third; "more" soldiers are not those that they join."""
    if {"more"} & (one.turns ^ other.turns):
        return one.group == "sending"
    return bool(one.turns and other.turns and not one.turns & other.turns)


def _sides_apart(one: Happening, other: Happening) -> bool:
    """Other states on the same side, where it matters who does it to whom.

    Texts may blame one attack on different sides; those who suffered it are the same.
    """
    if one.field in _MUTUAL:
        return False
    blamed = one.field == "violence" and one.place is not None and other.place is not None
    sides = [(one.recipient, other.recipient)] if not blamed else []
    if one.field != "violence":
        sides.append((one.actor, other.actor))
    known = [(states_of(a), states_of(b)) for a, b in sides]
    return any(a and b and not a & b for a, b in known)


def states_of(keys: frozenset[str]) -> frozenset[str]:
    """The countries among the keys of a side."""
    return frozenset(k for k in keys if ":" not in k)


def places_apart(one: PlaceMention | None, other: PlaceMention | None) -> bool:
    """Two places, neither of which may hold the other."""
    if one is None or other is None or "country" in (one.precision, other.precision):
        return False
    if one.country and other.country and one.country != other.country:
        return True
    return one.precision == other.precision and _site(one) != _site(other)


def _site(place: PlaceMention) -> str:
    return str(place.geonameid) if place.geonameid is not None else place.name.lower()


# ------------------------------------------------------------------ what ties them


def _share(one: Happening, other: Happening) -> _Shared:
    place = None
    if one.place and other.place and _site(one.place) == _site(other.place):
        place = one.place.name if one.place.precision != "country" else None
    time = _time(one, other)
    numbers = numbers_of(one.figures) & numbers_of(other.figures)
    return _Shared(
        people=one.people & other.people,
        countries=one.countries & other.countries,
        place=place,
        numbers=frozenset(n for n in numbers if _tells(n, time)),
        matter=_matter(one, other),
        time=time,
    )


def _tells(number: Number, time: str | None) -> bool:
    """Whether a number is one that two texts would hardly share by chance."""
    if not number.measure:
        return False
    if number.words:
        return time is not None
    return number.most >= (_DISTINCT if time is not None else _RARE)


def _matter(one: Happening, other: Happening) -> frozenset[str]:
    return (matter_of(one) & matter_of(other)) - {one.deed, other.deed}


def matter_of(happening: Happening) -> frozenset[str]:
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


def _time(one: Happening, other: Happening) -> str | None:
    """How two records meet in time: "day", "time" by longer stretches, "near" by their texts."""
    if one.days and other.days:
        if not days_meet(one.days, other.days, _MARGIN):
            return None
        return "day" if _is_short(one.days) and _is_short(other.days) else "time"
    mine, theirs = presumed_days(one), presumed_days(other)
    return "near" if mine and theirs and days_meet(mine, theirs, _MARGIN) else None


def presumed_days(happening: Happening) -> tuple[str, str] | None:
    """The days of a record: its own, else about those of its text."""
    told = happening.header.day
    if happening.days is not None or told is None:
        return happening.days
    return _days_about(told, happening.group, happening.modality == "planned")


@cache
def _days_about(day: str, group: str, planned: bool) -> tuple[str, str]:
    told = date.fromisoformat(day)
    if planned:
        return day, (told + timedelta(_AHEAD)).isoformat()
    return (told - timedelta(_FRESH_FOR.get(group, _FRESH))).isoformat(), day


def days_meet(one: tuple[str, str], other: tuple[str, str], margin: int) -> bool:
    """Whether two stretches of ISO days have a day in common, or lie ``margin`` days apart."""
    gaps = days_between(one[1], other[0]), days_between(other[1], one[0])
    return all(gap is None or gap <= margin for gap in gaps)


def _is_short(days: tuple[str, str]) -> bool:
    return (days_between(*days) or 0) <= _SHORT


def _counts_meet(one: Happening, other: Happening) -> bool:
    """Whether one number may be told again long after, as in "the 11,000 sent last year"."""
    if (one.days and other.days) or any(map(is_of_one_occasion, one.figures + other.figures)):
        return False
    gap = days_between(one.header.day, other.header.day)
    return gap is not None and abs(gap) <= _COUNT_APART


def _once(one: Happening, other: Happening, shared: _Shared) -> bool:
    """A deed done once: to the same thing by the same sides, or on one day in one place."""
    if one.days and other.days and not days_meet(one.days, other.days, _ONCE_APART):
        return False
    if shared.place and shared.time == "day":
        return True
    return bool(shared.matter) and (shared.sides > 1 or bool(shared.people))


def _is_enough(one: Happening, other: Happening, shared: _Shared) -> bool:
    """Whether sides, place, number and matter are enough beside the time."""
    if shared.numbers and one.group == other.group:
        return bool(shared.countries)
    if "losses" in (one.group, other.group):
        return _occasion(shared)
    if shared.place and shared.time == "day":
        return one.group == other.group or bool(shared.countries or shared.people)
    if one.group != other.group:
        return False
    if one.field in ("CONSULT", "meeting"):
        return bool(shared.people) and (shared.time == "day" or shared.sides > 1)
    known = shared.sides > 1 or bool(shared.people or shared.place)
    return known and len(shared.matter) >= (_MATTER if shared.time == "time" else 1)


def _occasion(shared: _Shared) -> bool:
    """People killed on one occasion: one day, one place, or one matter."""
    if shared.time == "near" and not shared.place:
        return len(shared.matter) > _MATTER and bool(shared.countries)
    return bool(shared.place) or (shared.time == "day" and len(shared.matter) >= _MATTER)


def _grounds(shared: _Shared) -> Same:
    found = list(_words_for(shared))
    score = 0.4 + sum(points for _, points in found)
    grounds = tuple(words for words, _ in found)
    return Same(grounds, round(min(0.95, score), 2), shared.numbers)


def _words_for(shared: _Shared) -> Iterator[tuple[str, float]]:
    if shared.time is not None:
        yield _TIME_WORDS[shared.time]
    if shared.place:
        yield f"one place, {shared.place}", 0.2
    if shared.people:
        yield "the same persons", 0.1 * min(2, len(shared.people))
    if shared.countries:
        yield f"the same countries, {' and '.join(sorted(shared.countries))}", 0.05 * shared.sides
    if shared.numbers:
        yield f"one number, {', '.join(sorted(str(n) for n in shared.numbers))}", 0.2
    if shared.matter:
        told = ", ".join(sorted(shared.matter)[:4])
        yield f"words in common: {told}", 0.05 * min(3, len(shared.matter))


_TIME_WORDS: Final = {
    "day": ("one day", 0.2),
    "time": ("days that meet", 0.1),
    "near": ("told at about one time", 0.05),
}
