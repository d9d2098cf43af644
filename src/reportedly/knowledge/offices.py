"""Who held which office when. A row says nothing about days after the one it was checked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal, cast

from reportedly.knowledge.spelling import name_key
from reportedly.knowledge.tables import read_table

Sure = Literal["read", "recalled", "about"]
# Days by which a row may be off: decrees, oaths and reports of one change differ by a few.
MARGINS: Mapping[Sure, int] = {"read": 3, "recalled": 3, "about": 31}


@dataclass(frozen=True, slots=True)
class Office:
    """An office: its country (None for international bodies), its body and its titles."""

    id: str
    country: str | None
    body: str
    title: str
    titles: tuple[str, ...]
    single: bool


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person's time in an office, ISO days inclusive; ``until`` None = still in office then.

    ``checked`` is the last day a row without an end vouches for. ``sure`` says how well the days
    are known: read in the reference, recalled, or only about right.
    """

    office: Office
    holder: str
    others: tuple[str, ...]
    start: str
    until: str | None
    sure: Sure
    reference: str
    checked: str | None

    @property
    def last(self) -> str:
        """The last day for which this row says that the person held the office."""
        return self.until or self.checked or self.start

    def holds(self, day: str) -> bool:
        """Whether the row says that the person held the office that day."""
        return self.start <= day <= self.last

    def may_hold(self, day: str) -> bool:
        """Whether the person may have held it, given how surely the days are known.

        Beyond ``checked`` everything may be. Only where this is False is a claim about the
        person's office out of its time.
        """
        return self._earliest() <= day and (self.until is None or day <= self._latest(self.until))

    def _earliest(self) -> str:
        return _move(self.start, -MARGINS[self.sure])

    def _latest(self, until: str) -> str:
        return _move(until, MARGINS[self.sure])


def _move(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days)).isoformat()


@cache
def load_offices() -> dict[str, Office]:
    """Offices by their identifiers ("defence_minister_ru")."""
    return {
        r["office"]: Office(
            r["office"],
            r["country"] or None,
            r["body"],
            r["title"],
            tuple(r["titles"].split("|")) if r["titles"] else (),
            r["holders"] == "one",
        )
        for r in read_table("offices.tsv")
    }


@cache
def load_tenures() -> tuple[Tenure, ...]:
    """All tenures, office by office, in order of time."""
    offices = load_offices()
    tenures = [
        Tenure(
            offices[r["office"]],
            r["holder"],
            tuple(r["others"].split("|")) if r["others"] else (),
            r["from"],
            r["until"] or None,
            cast(Sure, r["sure"]),
            r["reference"],
            r["checked"] or None,
        )
        for r in read_table("holders.tsv")
    ]
    return tuple(sorted(tenures, key=lambda t: (t.office.id, t.start, t.holder)))


def find_holder(office: str, country: str | None, day: str) -> tuple[Tenure, ...]:
    """Who held an office on an ISO day; ``office`` is an identifier, a title or a body's name.

    One tenure as a rule; two on a day of handover or where people hold an office side by side;
    none when the table does not know. A body's name gives all its offices.

    >>> [t.holder for t in find_holder("Defence Minister", "RU", "2024-07-01")]
    ['Andrei Belousov']
    """
    wanted = office.casefold()
    return tuple(
        t
        for t in load_tenures()
        if t.office.country == country and wanted in _names(t.office) and t.holds(day)
    )


@cache
def _names(office: Office) -> frozenset[str]:
    named = (office.id, office.body, office.title, *office.titles)
    return frozenset(name.casefold() for name in named)


def list_offices(name: str) -> tuple[Tenure, ...]:
    """Every tenure of the person of that name, in whatever spelling, in order of time."""
    return tuple(sorted(_by_person().get(name_key(name), ()), key=lambda t: (t.start, t.office.id)))


def find_person(name: str) -> str | None:
    """The name under which the table has a person, whatever spelling is asked for, or None."""
    tenures = _by_person().get(name_key(name), [])
    names = {t.holder for t in tenures}
    return names.pop() if len(names) == 1 else None


@cache
def _by_person() -> dict[str, list[Tenure]]:
    index: dict[str, list[Tenure]] = {}
    for tenure in load_tenures():
        for key in {name_key(n) for n in (tenure.holder, *tenure.others)}:
            index.setdefault(key, []).append(tenure)
    return index
