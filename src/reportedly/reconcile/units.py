"""Which units documents belong to, for each reach of a step."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from reportedly.reconcile.steps import Step
from reportedly.reconcile.windows import (
    Posted,
    Window,
    ends_of,
    repeated_families,
    with_gone,
)

WHOLE = 0  # number of a unit that is no key


class Index(Protocol):
    """Keys of documents and documents of keys, of one step."""

    def keys_of(self, documents: Iterable[str]) -> Mapping[str, frozenset[int]]:
        """Numbers of keys by document; documents without facts have none."""

    def documents_of(self, keys: Iterable[int]) -> Mapping[int, frozenset[str]]:
        """Documents by the number of a key."""

    def postings(self, keys: Iterable[int]) -> Mapping[int, Sequence[Posted]]:
        """Documents by the number of a key, in the order of their places in time."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A unit to be worked on: ``number`` of its key, or its subject, and its documents.

    For a document these are at least those that it sees.
    """

    number: int
    subject: str
    documents: frozenset[str]


def plan_units(
    step: Step,
    index: Index,
    dirty: Iterable[str],
    gone: Mapping[int, Sequence[Posted]] | None = None,
) -> Iterator[Planned]:
    """The units that some documents touch, in a fixed order.

    ``gone`` are the keys that those documents had before, with the places that they had then.
    """
    touched, gone = sorted(set(dirty)), gone or {}
    if step.reach == "document":
        yield from _looks(step.window, index, frozenset(touched), gone)
        return
    keys = set(gone).union(*index.keys_of(touched).values())
    found = index.documents_of(keys)
    yield from (Planned(k, "", found.get(k, frozenset())) for k in sorted(keys))


def plan_all(step: Step, index: Index, documents: Iterable[str]) -> Iterator[Planned]:
    """All units of a step, where all of its documents are due."""
    if step.reach == "key":
        yield from plan_units(step, index, documents)
        return
    everything = frozenset(documents)
    if step.reach == "thread":
        yield Planned(WHOLE, "", everything)
        return
    yield from (Planned(WHOLE, document, everything) for document in sorted(everything))


# ------------------------------------------------------------------ one against those it sees


def _looks(
    window: Window, index: Index, dirty: frozenset[str], gone: Mapping[int, Sequence[Posted]]
) -> Iterator[Planned]:
    """Documents that see a changed one, or saw it, with all that any of them sees."""
    keys = set(gone).union(*index.keys_of(dirty).values())
    subjects = set(dirty)
    for key, posted in index.postings(keys).items():
        left = [g for g in gone.get(key, ()) if g not in posted]
        subjects |= _touched(window, posted, dirty, left)
    around = subjects | _seen(window, index, subjects)
    shared = frozenset(around)  # one set for all of them
    for subject in sorted(subjects):
        yield Planned(WHOLE, subject, shared)


def _touched(
    window: Window, posted: Sequence[Posted], dirty: frozenset[str], left: Sequence[Posted]
) -> set[str]:
    """Documents of one key that see one of the changed, or one that had the key before."""
    row = with_gone(posted, left)
    changed = [p for p in posted if p[1] in dirty]
    found = {s[1] for one in (*changed, *left) for s in window.seers(row, one)}
    rest = [p for p in posted if p[1] not in dirty]
    now = repeated_families(window, posted)
    before = repeated_families(window, rest), repeated_families(window, [*rest, *left])
    turned = (now ^ before[0]) | (now ^ before[1])
    return found | {document for _, document, family in posted if family in turned}


def _seen(window: Window, index: Index, subjects: Iterable[str]) -> set[str]:
    """All that some documents see, and what shows that a wording is printed again and again."""
    keys = index.keys_of(subjects)
    holders: dict[int, list[str]] = {}
    for subject, numbers in keys.items():
        for number in numbers:
            holders.setdefault(number, []).append(subject)
    found: set[str] = set()
    for key, posted in index.postings(holders).items():
        places = {p[1]: p for p in posted}
        for subject in holders[key]:
            found.update(p[1] for p in window.seen(posted, places[subject]))
        for family in repeated_families(window, posted):
            found.update(p[1] for p in ends_of(posted, family, window.repeats))
    return found
