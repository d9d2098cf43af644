"""Which texts share a key, in the order of their days: where candidates for echoes come from."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

from reportedly.model import hash_number
from reportedly.reconcile.facts import Facts
from reportedly.reconcile.headers import post
from reportedly.reconcile.key_index import HeldRows, KeyIndex
from reportedly.reconcile.windows import UNDATED, Window

T = TypeVar("T")

# Versions of one report come within days; what a publisher prints again weeks later is no report.
ECHOED: Final = Window(first=3, nearest=3, repeats=3, apart=14)


class Postings:
    """Texts by their keys, each looked at through a window; facts are read when they are asked for.

    ``load`` gives the facts of a document, ``number`` the number of a key in the index.
    """

    def __init__(
        self,
        index: KeyIndex,
        load: Callable[[str], Facts],
        text_of: Callable[[str], str],
        window: Window,
        number: Callable[[str], int] = hash_number,
    ) -> None:
        self.facts: Sequence[Facts] = _Shelf(index, load)
        self.text_of = text_of
        self._index, self._load, self._window = index, load, window
        self._number = number
        self._numbers: dict[str, int] = {}
        self._made: dict[tuple[Any, str], Any] = {}
        self._repeated: dict[str, frozenset[int]] = {}

    @classmethod
    def over(
        cls,
        facts: Iterable[Facts],
        keys_of: Callable[[Facts], Iterable[str]],
        text_of: Callable[[str], str],
        window: Window,
    ) -> "Postings":
        """Postings of facts that are at hand."""
        held: Mapping[str, Facts] = {f.document: f for f in facts}
        rows = ((hash_number(key), d) for d, f in held.items() for key in keys_of(f))
        index = KeyIndex(HeldRows(rows), [post(f.header) for f in held.values()])
        return cls(index, held.__getitem__, text_of, window)

    def _key(self, key: str) -> int:
        if key not in self._numbers:
            self._numbers[key] = self._number(key)
        return self._numbers[key]

    def earlier(self, key: str, facts: Facts) -> Sequence[int]:
        """Places of texts under a key that come before a text: the first ones and the nearest."""
        return self._index.earlier(self._key(key), self._index.rank[facts.document], self._window)

    def known(self, key: str, day: str | None) -> list[Facts]:
        """Texts under a key up to a day, all of that day with them: the first and the nearest."""
        found = self._index.up_to(self._key(key), day or UNDATED, self._window)
        return [self.facts[n] for n in found]

    def later(self, key: str, day: str | None) -> list[Facts]:
        """Texts under a key from after a day: the nearest."""
        found = self._index.after(self._key(key), day or UNDATED, self._window.nearest)
        return [self.facts[n] for n in found]

    def get(self, document: str) -> Facts:
        """The facts of a document by its identifier."""
        return self._load(document)

    def once(self, make: Callable[..., T], facts: Facts, *more: Any) -> T:
        """What a function makes of a text's facts, and of what it is always given, made once."""
        key = (make, facts.document)
        if key not in self._made:
            self._made[key] = make(facts, *more)
        made: T = self._made[key]
        return made

    def is_boilerplate(self, key: str, facts: Facts) -> bool:
        """Whether a text's publisher prints a wording again and again, weeks apart."""
        if key not in self._repeated:
            self._repeated[key] = self._index.repeated(self._key(key), self._window)
        return self._index.family(self._index.rank[facts.document]) in self._repeated[key]

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


class _Shelf(Sequence[Facts]):
    """The facts of all texts, by their places in time."""

    def __init__(self, index: KeyIndex, load: Callable[[str], Facts]) -> None:
        self._index, self._load = index, load

    def __len__(self) -> int:
        return len(self._index.rank)

    def __getitem__(self, place: Any) -> Any:
        return self._load(self._index.document(place))

    def __iter__(self) -> Iterator[Facts]:
        return (self[n] for n in range(len(self)))
