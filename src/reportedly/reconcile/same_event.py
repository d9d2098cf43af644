"""Whether two event records tell of one event, and on what grounds.

Like deeds of like sides are never enough: two texts must also share a day or be near in time, and
share what the deed is done with or to, a place, a number. What they differ in stays with them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import inf
from typing import Final, Literal

from reportedly.knowledge import load_once
from reportedly.model import PlaceMention
from reportedly.reconcile.event_traits import RECALLED_FOR, Traits, is_rare, site_of
from reportedly.reconcile.figure_numbers import Number
from reportedly.reconcile.happenings import Happening, same_clause

_ONCE_APART: Final = 31  # days between two dates of a deed done once, told differently
_FRESH: Final = 7  # days in which texts that count otherwise may tell of one piece of news
_SHORT: Final = 3  # days of a stretch that places an event in time by itself
_MATTER: Final = 2  # shared words that show one matter where no number or place does
_MUTUAL: Final = frozenset({"CONSULT", "AGREE", "COOPERATE", "SUPPORT", "meeting", "sign"})

Time = Literal["day", "time", "near"]


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
    time: Time | None

    @property
    def sides(self) -> int:
        """How many sides of the deed both texts name."""
        return min(2, max(len(self.people), len(self.countries)))


def find_same(one: Traits, other: Traits) -> Same | None:
    """The grounds on which two records tell of one event; None where there are too few."""
    mine, theirs = one.happening, other.happening
    if mine.event == theirs.event or mine.field != theirs.field:
        return None
    if same_clause(mine, theirs):
        return _in_one_clause(mine, theirs)
    time = _time(one, other)
    if time is None and not one.is_once and not _counts_meet(one, other):
        return None
    if _are_apart(one, other):
        return None
    shared = _share(one, other, time)
    enough = _once if one.is_once else _is_enough
    return _grounds(shared) if enough(one, other, shared) else None


def _in_one_clause(one: Happening, other: Happening) -> Same | None:
    """As "killed and wounded": one clause tells of one event."""
    if one.group != other.group:
        return None
    return Same(("one clause tells of both",), 0.9)


# ------------------------------------------------------------------ what keeps two apart


def _are_apart(one: Traits, other: Traits) -> bool:
    """Whether the texts tell of two events, whatever else they share."""
    mine, theirs = one.happening, other.happening
    if mine.turns != theirs.turns and _turns_matter(mine, theirs):
        return True
    if one.is_once:
        each = load_once()[mine.group] == "each"  # every party ratifies for itself
        return each and one.actors != other.actors
    if _counts_differ(one, other):
        return True
    return places_apart(mine.place, theirs.place) or _sides_apart(one, other)


def _turns_matter(one: Happening, other: Happening) -> bool:
    """A second visit is not the third; "more" soldiers are not those that they join."""
    if {"more"} & (one.turns ^ other.turns):
        return one.group == "sending"
    return bool(one.turns and other.turns and not one.turns & other.turns)


def _counts_differ(one: Traits, other: Traits) -> bool:
    """Whether texts of different weeks count otherwise, and no day says that both mean one deed.

    Each count is recalled for long, by many: one loose tie between two of them would make all of
    these one event.
    """
    if one.count is None or other.count is None or one.count == other.count:
        return False
    return not (one.is_dated and other.is_dated) and _days_told_apart(one, other) > _FRESH


def _sides_apart(one: Traits, other: Traits) -> bool:
    """Other states on the same side, where it matters who does it to whom.

    Texts may blame one attack on different sides; those who suffered it are the same.
    """
    mine, theirs = one.happening, other.happening
    if mine.field in _MUTUAL:
        return False
    if mine.field != "violence":
        return _differ(one.recipients, other.recipients) or _differ(one.actors, other.actors)
    blamed = mine.place is not None and theirs.place is not None
    return not blamed and _differ(one.recipients, other.recipients)


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sides are known and have no state in common."""
    return bool(one and other) and one.isdisjoint(other)


def places_apart(one: PlaceMention | None, other: PlaceMention | None) -> bool:
    """Two places, neither of which may hold the other."""
    if one is None or other is None or "country" in (one.precision, other.precision):
        return False
    if one.country and other.country and one.country != other.country:
        return True
    return one.precision == other.precision and site_of(one) != site_of(other)


# ------------------------------------------------------------------ what ties them


def _share(one: Traits, other: Traits, time: Time | None) -> _Shared:
    mine, theirs = one.happening, other.happening
    place = mine.place.name if mine.place and one.site and one.site == other.site else None
    numbers = one.numbers & other.numbers
    if time is None:
        numbers = frozenset(n for n in numbers if is_rare(n))
    return _Shared(
        people=one.people & other.people,
        countries=mine.countries & theirs.countries,
        place=place,
        numbers=numbers,
        matter=(one.matter & other.matter) - {mine.deed, theirs.deed},
        time=time,
    )


def _time(one: Traits, other: Traits) -> Time | None:
    """How two records meet in time: "day", "time" by longer stretches, "near" by their texts."""
    mine, theirs = one.days, other.days
    if mine is None or theirs is None or not mine.meet(theirs):
        return None
    if not (one.is_dated and other.is_dated):
        return "near"
    return "day" if max(mine.length, theirs.length) <= _SHORT else "time"


def _counts_meet(one: Traits, other: Traits) -> bool:
    """Whether one number may be told again long after, as in "the 11,000 sent last year"."""
    if one.count is None or one.count != other.count or (one.is_dated and other.is_dated):
        return False
    return _days_told_apart(one, other) <= RECALLED_FOR


def _days_told_apart(one: Traits, other: Traits) -> float:
    """Days between two texts; without end where one has no day."""
    if one.told is None or other.told is None:
        return inf
    return abs(one.told - other.told)


def _once(one: Traits, other: Traits, shared: _Shared) -> bool:
    """A deed done once: to the same thing by the same sides, or on one day in one place."""
    mine, theirs = one.own_days, other.own_days
    if mine and theirs and not mine.meet(theirs, _ONCE_APART):
        return False
    if shared.place and shared.time == "day":
        return True
    return bool(shared.matter) and (shared.sides > 1 or bool(shared.people))


def _is_enough(one: Traits, other: Traits, shared: _Shared) -> bool:
    """Whether sides, place, number and matter are enough beside the time."""
    mine, theirs = one.happening, other.happening
    if shared.numbers and mine.group == theirs.group:
        return bool(shared.countries)
    if "losses" in (mine.group, theirs.group):
        return _occasion(shared)
    if shared.place and shared.time == "day":
        return mine.group == theirs.group or bool(shared.countries or shared.people)
    if mine.group != theirs.group:
        return False
    if mine.field in ("CONSULT", "meeting"):
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


_TIME_WORDS: Final[Mapping[Time, tuple[str, float]]] = {
    "day": ("one day", 0.2),
    "time": ("days that meet", 0.1),
    "near": ("told at about one time", 0.05),
}
