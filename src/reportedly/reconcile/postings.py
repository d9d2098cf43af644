"""Which texts share a key, in the order of their days: where candidates for echoes come from."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, TypeVar

from reportedly.reconcile.facts import Facts
from reportedly.reconcile.headers import sequence
from reportedly.reconcile.windows import UNDATED, Window

T = TypeVar("T")

# Versions of one report come within days; what a publisher prints again weeks later is no report.
ECHOED: Final = Window(first=3, nearest=3, repeats=3, apart=14)


class Postings:
    """Texts by their keys. Any set serves that holds all which a text sees in the window."""

    def __init__(
        self,
        facts: Iterable[Facts],
        keys_of: Callable[[Facts], Iterable[str]],
        text_of: Callable[[str], str],
        window: Window = ECHOED,
    ) -> None:
        unique = {f.document: f for f in facts}
        self.facts: Sequence[Facts] = sorted(unique.values(), key=lambda f: sequence(f.header))
        self.text_of = text_of
        self._window = window
        self._days = [f.header.day or UNDATED for f in self.facts]
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
        return self._window.cut(posted, bisect_left(posted, self._places[facts.document]))

    def known(self, key: str, day: str | None) -> list[Facts]:
        """Texts under a key up to a day, all of that day with them: the first and the nearest."""
        posted = self._posted.get(key, [])
        end = bisect_right(posted, day or UNDATED, key=self._days.__getitem__)
        return [self.facts[n] for n in self._window.cut(posted, end)]

    def later(self, key: str, day: str | None) -> list[Facts]:
        """Texts under a key from after a day: the nearest."""
        posted = self._posted.get(key, [])
        start = bisect_right(posted, day or UNDATED, key=self._days.__getitem__)
        return [self.facts[n] for n in posted[start : start + self._window.nearest]]

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
            posted = self._posted.get(key, ())
            printed = ((self.facts[n].header.family, self._days[n]) for n in posted)
            self._repeated[key] = self._window.repeated(printed)
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
