"""Which documents a document is held against under one key, and by which it is seen.

A key on everybody's desk has ten thousands of documents. What was first, and what was printed just
before, is enough to look at; so a document sees a few of them, and a new document is seen by few.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

Posted = tuple[str, str, int | None]  # place in time, document, number of the publisher's family

UNDATED: Final = "9999-99-99"
_AFTER: Final = "~"  # after all that begins like it
_ISO_DAY: Final = 10  # characters
_FAR: Final = 10**6

T = TypeVar("T")
F = TypeVar("F", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Window:
    """How far a document looks back under one key: at the ``first`` ones and the ``nearest``.

    Before it are those of an earlier place in time; with ``whole_day`` all of its own day, too.
    ``repeats`` documents of one family, more than ``apart`` days from first to last, are wording
    that a publisher prints again and again; 0 where that does not matter.
    """

    first: int
    nearest: int
    whole_day: bool = False
    repeats: int = 0
    apart: int = 0

    def seen(self, posted: Sequence[Posted], one: Posted) -> list[Posted]:
        """What a document sees of those under a key, given in their order."""
        if self.first == _FAR:
            return list(posted)
        return self.cut(posted, self._end(posted, one))

    def cut(self, posted: Sequence[T], end: int) -> list[T]:
        """The first and the nearest of the ones up to a place."""
        return [*posted[: min(end, self.first)], *posted[max(self.first, end - self.nearest) : end]]

    def seers(self, posted: Sequence[Posted], one: Posted) -> Iterable[Posted]:
        """Those under a key that see one, which may be among them or not."""
        row = list(posted)
        if self.first == _FAR:
            return row
        at = bisect_left(row, _key(one), key=_key)
        if at == len(row) or row[at][:2] != one[:2]:
            row.insert(at, one)
        start = bisect_left(row, one[0][:_ISO_DAY], key=_at) if self.whole_day else at + 1
        if at < self.first:
            return row[start:]
        near = row[start : at + self.nearest + 1]
        return [s for s in near if at < self._end(row, s) <= at + self.nearest]

    def repeated(self, printed: Iterable[tuple[F | None, str]]) -> frozenset[F]:
        """Families that print the same again and again, of families with days."""
        days: dict[F, list[str]] = {}
        for family, day in printed:
            if family is not None:
                days.setdefault(family, []).append(day)
        return frozenset(
            family
            for family, found in days.items()
            if len(found) >= self.repeats and _stretch_of(found) > self.apart
        )

    def _end(self, posted: Sequence[Posted], one: Posted) -> int:
        if self.whole_day:
            return bisect_right(posted, one[0][:_ISO_DAY] + _AFTER, key=_at)
        return bisect_left(posted, _key(one), key=_key)


# Everything is seen from everywhere: for steps over few documents.
ALL: Final = Window(first=_FAR, nearest=0, whole_day=True)


def ends_of(posted: Sequence[Posted], family: int, ends: int) -> list[Posted]:
    """The first and last documents of a family under a key."""
    own = [p for p in posted if p[2] == family]
    return [*own[:ends], *own[-ends:]]


def with_gone(posted: Sequence[Posted], gone: Iterable[Posted]) -> list[Posted]:
    """Documents under a key with those that were there before, at the places that they had."""
    row = list(posted)
    for one in gone:
        insort(row, one, key=_key)
    return row


def _stretch_of(days: Sequence[str]) -> int:
    """Days between the first and the last; without days, as if far apart."""
    known = [date.fromisoformat(d) for d in days if d and d != UNDATED]
    return (max(known) - min(known)).days if known else _FAR


def repeated_families(window: Window, posted: Iterable[Posted]) -> frozenset[int]:
    """Families that print again and again what has a key."""
    if not window.repeats:
        return frozenset()
    return window.repeated((family, at[:_ISO_DAY]) for at, _, family in posted)


def _key(posted: Posted) -> tuple[str, str]:
    return posted[:2]


def _at(posted: Posted) -> str:
    return posted[0]
