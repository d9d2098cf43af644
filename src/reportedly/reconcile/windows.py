"""Which documents a document is held against under one key.

A key on everybody's desk has ten thousands of documents. What was first, and what was printed just
before, is enough to look at; so a document sees a few of them, and a new document is seen by few.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

T = TypeVar("T")
F = TypeVar("F", bound=Hashable)

UNDATED: Final = "9999-99-99"
_FAR: Final = 10**9


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

    def cut(self, posted: Sequence[T], end: int) -> list[T]:
        """The first and the nearest of the ones up to a place."""
        return [*posted[: min(end, self.first)], *posted[max(self.first, end - self.nearest) : end]]

    def repeated(self, printed: Iterable[tuple[F | None, str]]) -> frozenset[F]:
        """Families that print the same again and again, of families with ISO days."""
        days: dict[F, list[str]] = {}
        for family, day in printed:
            if family is not None:
                days.setdefault(family, []).append(day)
        return frozenset(
            family
            for family, found in days.items()
            if len(found) >= self.repeats and _stretch_of(found) > self.apart
        )


# Everything is seen from everywhere: for steps over few documents.
ALL: Final = Window(first=_FAR, nearest=0)


def _stretch_of(days: Sequence[str]) -> int:
    """Days between the first and the last; without days, as if far apart."""
    known = [d for d in days if d != UNDATED]
    return (date.fromisoformat(max(known)) - date.fromisoformat(min(known))).days if known else _FAR
