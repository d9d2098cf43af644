"""Keys under which event records meet, and the records that share one.

A key is a field of deeds with one country or person, and a period: new texts touch the units of
their own months, and not all that was ever told of a country.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from reportedly.reconcile.event_traits import MARGIN, RECALLED_FOR, Days, Traits, make_traits
from reportedly.reconcile.facts import Facts
from reportedly.reconcile.happenings import Happening

_MONTHS: Final = 24  # months of a stretch that are gone through; of a longer one the two ends
_YEARS: Final = 1200  # days of a unit of one count
_REMEMBERED: Final = 4096  # stretches whose months are at hand


class Keyed(NamedTuple):
    """An event record with the keys of its units."""

    traits: Traits
    keys: frozenset[str]


def event_keys(facts: Facts) -> frozenset[str]:
    """What tellings of one event share: the field of the deed, a country or person, a period.

    Periods are the months of its days. A deed done once may be told whenever: what it is done to
    stands for the period. A count that texts recall without a day is a key as well. A deed that a
    text leaves to nobody has the name of its place, or nothing beyond its text.
    """
    return frozenset[str]().union(*(r.keys for h in _clauses(facts) for r in _keyed(h)))


def records_under(key: str, facts: Iterable[Facts]) -> list[Keyed]:
    """The records that have a key."""
    _, field, rest = key.split(":", 2)
    found = []
    for told in facts:
        # Few records of a text are of the key's field and side: only these are looked into.
        likely = {h.event for h in told.happenings if h.field == field and _is_of(h, rest)}
        if likely:
            clauses = (c for c in _clauses(told) if any(h.event in likely for h in c))
            found += [r for clause in clauses for r in _keyed(clause) if key in r.keys]
    return found


def _clauses(facts: Facts) -> Iterable[list[Happening]]:
    """Records that one clause tells of as one event, or one alone."""
    found: dict[tuple[str, ...], list[Happening]] = {}
    for happening in facts.happenings:
        claim = happening.claim
        where = (happening.event,) if claim is None else (claim.attribution, str(claim.n))
        found.setdefault((happening.field, happening.group, *where), []).append(happening)
    return found.values()


def _keyed(clause: Iterable[Happening]) -> Iterator[Keyed]:
    """Records of one clause have their periods in common, to meet wherever one of them goes."""
    made = [make_traits(h) for h in clause]
    periods = frozenset(p for t in made for p in _periods(t))
    for traits in made:
        told, counts = traits.happening, tuple(_counts(traits))
        when = periods if _is_known(told) else {""}
        keys = {f"event:{told.field}:{who}:{w}" for who in _who(told) for w in when}
        keys |= {f"event:{told.field}:{who}:{c}" for who in told.countries for c in counts}
        yield Keyed(traits, frozenset(keys))


def _is_of(happening: Happening, rest: str) -> bool:
    """Whether what follows the field in a key begins with a country or person of a record."""
    return any(rest.startswith(f"{who}:") for who in _who(happening))


def _who(happening: Happening) -> frozenset[str]:
    who = happening.countries | happening.people
    if who:
        return who
    place = happening.place
    return frozenset({place.name.lower() if place else happening.header.document})


def _is_known(happening: Happening) -> bool:
    """Whether other texts may tell of it: it has somebody or some place to be known by."""
    return bool(happening.countries or happening.people or happening.place)


# ------------------------------------------------------------------ periods


def _periods(traits: Traits) -> Iterable[str]:
    """When a record can be told of again, or of what; its own text where nothing says it."""
    alone = {traits.happening.header.document}
    if not traits.is_once:
        return _months_of(traits.days) if traits.days is not None else alone
    things = traits.matter | traits.people
    if traits.site and traits.own_days is not None:
        things |= {f"{traits.site} {month}" for month in _months_of(traits.own_days)}
    return things or alone


def _counts(traits: Traits) -> Iterator[str]:
    """The count that texts recall, with some years; near their end with the next ones too."""
    if traits.is_once or traits.told is None or traits.count is None:
        return
    known = f"{traits.happening.group} {traits.count} {traits.count.measure}"
    for years in {traits.told // _YEARS, (traits.told + RECALLED_FOR) // _YEARS}:
        yield f"{known} {years}"


@lru_cache(_REMEMBERED)
def _months_of(days: Days) -> frozenset[str]:
    """The months of a stretch of days, and of the day after it, on which another may begin."""
    first, last = _month(days.first), _month(days.last + MARGIN)
    found = range(first, last + 1) if last - first < _MONTHS else (first, last)
    return frozenset(f"{n // 12:04}-{n % 12 + 1:02}" for n in found)


def _month(day: int) -> int:
    """A month as a number, of a day that may lie beyond the calendar."""
    known = date.fromordinal(min(max(day, 1), date.max.toordinal()))
    return known.year * 12 + known.month - 1
