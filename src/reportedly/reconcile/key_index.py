"""Keys of documents and documents of keys, with the documents in the order of time.

Documents are numbered in that order, so that who comes before whom under a key, and who sees whom,
are questions over whole numbers. Only the keys of what is worked on are looked at: a large ledger
has millions.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from reportedly.model import Posted
from reportedly.reconcile.windows import ALL, Window

_ISO_DAY = 10  # characters


class Rows(Protocol):
    """Where an index has its keys from: rows of a key and a document that has it."""

    def of(self, documents: Sequence[str]) -> Iterable[tuple[int, str]]:
        """The rows of documents."""

    def having(self, keys: Sequence[int]) -> Iterable[tuple[int, str]]:
        """The rows of keys."""


class HeldRows:
    """Rows that are at hand."""

    def __init__(self, rows: Iterable[tuple[int, str]]) -> None:
        self._keyed: defaultdict[int, list[str]] = defaultdict(list)
        self._keys: defaultdict[str, list[int]] = defaultdict(list)
        for key, document in rows:
            self._keyed[key].append(document)
            self._keys[document].append(key)

    def of(self, documents: Sequence[str]) -> Iterable[tuple[int, str]]:
        """The rows of documents."""
        return ((key, d) for d in documents for key in self._keys.get(d, ()))

    def having(self, keys: Sequence[int]) -> Iterable[tuple[int, str]]:
        """The rows of keys."""
        return ((key, d) for key in keys for d in self._keyed.get(key, ()))


class KeyIndex:
    """An index of one step. Documents without a place in time are in none.

    Keys are looked up when they are asked for, and then held.
    """

    def __init__(self, rows: Rows, places: Iterable[Posted]) -> None:
        self._places = sorted(places, key=lambda p: p[:2])
        self.rank = {document: n for n, (_, document, _) in enumerate(self._places)}
        self._rows = rows
        self._posted: dict[int, Sequence[int]] = {}
        self._keys: dict[str, frozenset[int]] = {}

    def hold(self, documents: Iterable[str]) -> None:
        """Look up who else has the keys of documents: to be asked for one by one takes longer."""
        self._look_up(frozenset[int]().union(*self.keys_of(documents).values()))

    def posted(self, key: int) -> Sequence[int]:
        """The ranks of the documents of a key, in their order."""
        if key not in self._posted:
            self._look_up([key])
        return self._posted[key]

    def _look_up(self, keys: Iterable[int]) -> None:
        missing = [k for k in keys if k not in self._posted]
        found: dict[int, list[int]] = {k: [] for k in missing}
        for key, document in self._rows.having(missing):
            if document in self.rank:
                found[key].append(self.rank[document])
        for ranks in found.values():
            ranks.sort()
        self._posted.update(found)

    @cached_property
    def _day_ends(self) -> Sequence[int]:
        """For each document the rank that the next day begins with."""
        ends = [0] * len(self._places)
        for n in range(len(ends) - 1, -1, -1):
            same = n + 1 < len(ends) and self.day(n) == self.day(n + 1)
            ends[n] = ends[n + 1] if same else n + 1
        return ends

    def day(self, rank: int) -> str:
        """The ISO day of a document."""
        return self._places[rank][0][:_ISO_DAY]

    def place(self, rank: int) -> Posted:
        """The place of a document by its rank."""
        return self._places[rank]

    def document(self, rank: int) -> str:
        """A document by its rank."""
        return self._places[rank][1]

    def keys_of(self, documents: Iterable[str]) -> Mapping[str, frozenset[int]]:
        """Keys by document; documents without a place have none."""
        known = [d for d in documents if d in self.rank]
        missing = [d for d in known if d not in self._keys]
        found: dict[str, list[int]] = {d: [] for d in missing}
        for key, document in self._rows.of(missing):
            found[document].append(key)
        self._keys.update((d, frozenset(keys)) for d, keys in found.items())
        return {d: self._keys[d] for d in known}

    def documents_of(self, keys: Iterable[int]) -> Mapping[int, frozenset[str]]:
        """Documents by key; keys that no document has are left out."""
        wanted = list(keys)
        self._look_up(wanted)
        return {
            k: frozenset(self._places[n][1] for n in self._posted[k])
            for k in wanted
            if self._posted[k]
        }

    def earlier(self, key: int, rank: int, window: Window) -> Sequence[int]:
        """Ranks of documents under a key that come before one: the first and the nearest."""
        posted = self.posted(key)
        return window.cut(posted, bisect_left(posted, rank))

    def up_to(self, key: int, day: str, window: Window) -> Sequence[int]:
        """Ranks of documents under a key up to the end of a day: the first and the nearest."""
        posted = self.posted(key)
        return window.cut(posted, bisect_right(posted, day, key=self.day))

    def after(self, key: int, day: str, most: int) -> Sequence[int]:
        """Ranks of the next documents under a key from after a day."""
        posted = self.posted(key)
        start = bisect_right(posted, day, key=self.day)
        return posted[start : start + most]

    def repeated(self, key: int, window: Window) -> frozenset[int]:
        """Families that print again and again what has a key."""
        if not window.repeats:
            return frozenset()
        posted = self.posted(key)
        return window.repeated((self._places[n][2], self.day(n)) for n in posted)

    # -------------------------------------------------------------- who is touched

    def seers(self, key: int, one: Posted, window: Window) -> Iterable[int]:
        """Ranks of the documents under a key that see a place in time, taken or not."""
        posted = self.posted(key)
        if window == ALL:
            return posted
        rank = bisect_left(self._places, one[:2], key=lambda p: p[:2])
        at = bisect_left(posted, rank)
        taken = at < len(posted) and self._places[posted[at]][:2] == one[:2]
        start = at + taken
        if window.whole_day:  # those of one day see one another
            start = bisect_left(posted, one[0][:_ISO_DAY], key=self.day)
        if at < window.first:
            return posted[start:]
        # How many lie between counts, the place itself with them.
        last = at + window.nearest - (not taken)
        return [n for n in posted[start : last + 1] if self._end(posted, n, window) <= last]

    def _end(self, posted: Sequence[int], rank: int, window: Window) -> int:
        """Up to where under a key a document sees."""
        return bisect_left(posted, self._day_ends[rank] if window.whole_day else rank)

    def turned(
        self, key: int, dirty: frozenset[int], gone: Sequence[Posted], window: Window
    ) -> frozenset[int]:
        """Families that print a key's wording again and again now and did not before, or did."""
        if not window.repeats:
            return frozenset()
        left = [(family, at[:_ISO_DAY]) for at, _, family in gone]
        moved = {self._places[n][2] for n in dirty}.union(family for family, _ in left)
        posted = [n for n in self.posted(key) if self._places[n][2] in moved]
        now = window.repeated([(self._places[n][2], self.day(n)) for n in posted])
        rest = [(self._places[n][2], self.day(n)) for n in posted if n not in dirty]
        return (now ^ window.repeated(rest)) | (now ^ window.repeated([*rest, *left]))

    def of_families(self, key: int, families: frozenset[int]) -> Iterable[int]:
        """Ranks of documents under a key that are of some families."""
        if not families:
            return ()
        return [n for n in self.posted(key) if self._places[n][2] in families]

    def family(self, rank: int) -> int | None:
        """The number of a document's publisher's family."""
        return self._places[rank][2]
