"""Which texts share a key, in the order of their days: where candidates for echoes come from."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, Final, TypeVar

from reportedly.knowledge import find_publisher
from reportedly.reconcile.facts import Facts
from reportedly.reconcile.headers import Header

T = TypeVar("T")

_FIRST: Final = 3  # earliest texts of a key that are looked at
_NEAREST: Final = 3  # texts just before one that are looked at
_REPEATS: Final = 3  # texts of one publisher that make a wording one that it always prints
_REPEAT_DAYS: Final = 14  # and so far apart: versions of one report come within days
_LAST_DAY: Final = "9999-99-99"


def sequence(header: Header) -> tuple[str, bool, bool, str]:
    """What came first: by the day of the text; of one day, agencies before those who credit one."""
    outlet = find_publisher(header.publisher or "")
    is_agency = outlet is not None and outlet.is_agency
    passes_on = header.agency is not None and header.agency != header.publisher
    return header.day or _LAST_DAY, not is_agency, passes_on, header.document


class Postings:
    """Texts by their keys. Any set of texts serves that holds all which share a key with one."""

    def __init__(
        self,
        facts: Iterable[Facts],
        keys_of: Callable[[Facts], Iterable[str]],
        text_of: Callable[[str], str],
    ) -> None:
        unique = {f.document: f for f in facts}
        self.facts: Sequence[Facts] = sorted(unique.values(), key=lambda f: sequence(f.header))
        self.text_of = text_of
        self._places = {f.document: n for n, f in enumerate(self.facts)}
        self._keys_of = keys_of
        self._made: dict[tuple[str, str], Any] = {}
        self._repeated: dict[str, frozenset[str]] = {}

    @cached_property
    def _posted(self) -> Mapping[str, list[int]]:
        posted: dict[str, list[int]] = {}
        for n, facts in enumerate(self.facts):
            for key in self._keys_of(facts):
                posted.setdefault(key, []).append(n)
        return posted

    def earlier(self, key: str, facts: Facts) -> list[int]:
        """Places of texts under a key that come before a text: the first ones and the nearest."""
        posted = self._posted.get(key, [])
        end = bisect_left(posted, self._places[facts.document])
        if end <= _FIRST + _NEAREST:
            return posted[:end]
        return posted[:_FIRST] + posted[end - _NEAREST : end]

    def get(self, document: str) -> Facts:
        """The facts of a document by its identifier."""
        return self.facts[self._places[document]]

    def once(self, make: Callable[[Facts], T], facts: Facts) -> T:
        """What a function makes of a text's facts, made once."""
        key = (f"{make.__module__}.{make.__qualname__}", facts.document)
        if key not in self._made:
            self._made[key] = make(facts)
        made: T = self._made[key]
        return made

    def is_boilerplate(self, key: str, facts: Facts) -> bool:
        """Whether a text's publisher prints a wording again and again, weeks apart."""
        if key not in self._repeated:
            days: dict[str, list[str | None]] = {}
            for f in (self.facts[n] for n in self._posted.get(key, ())):
                if f.header.family is not None:
                    days.setdefault(f.header.family, []).append(f.header.day)
            self._repeated[key] = frozenset(
                family
                for family, found in days.items()
                if len(found) >= _REPEATS and _stretch_of(found) > _REPEAT_DAYS
            )
        return facts.header.family in self._repeated[key]

    def order_note(self, later: Facts, earlier: Facts) -> str:
        """What must be said of the order of two texts, as the end of a reason; mostly nothing."""
        notes = [
            f"; the text of {f.header.shown} gives {f.header.written} as its day, its page "
            f"{f.header.published}"
            for f in (later, earlier)
            if f.header.written
        ]
        if later.header.day is None or earlier.header.day is None:
            notes.append("; not both texts have a day, so their order is not known")
        elif later.header.day == earlier.header.day:
            notes.append("; both of one day, so their order is not sure")
        return "".join(notes)


def _stretch_of(days: Sequence[str | None]) -> int:
    """Days between the first and the last; without days, as if far apart."""
    known = [date.fromisoformat(d) for d in days if d]
    return (max(known) - min(known)).days if known else _REPEAT_DAYS + 1
