"""Which units documents belong to, for each reach of a step."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from reportedly.reconcile.steps import Reach

WHOLE = 0  # number of a unit that is no key


class Index(Protocol):
    """Keys of documents and documents of keys, of one step."""

    def keys_of(self, documents: Iterable[str]) -> Mapping[str, frozenset[int]]:
        """Numbers of keys by document; documents without facts have none."""

    def documents_of(self, keys: Iterable[int]) -> Mapping[int, frozenset[str]]:
        """Documents by the number of a key."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A unit to be worked on: ``number`` of its key, or its subject, and its documents.

    For a document these are at least those that share a key with it.
    """

    number: int
    subject: str
    documents: frozenset[str]


def link_number(echo: str) -> int:
    """The number that stands for an echo as a key of both its documents."""
    return int(echo.rpartition("_")[2][:15], 16)


def plan_units(
    reach: Reach, index: Index, dirty: Iterable[str], gone: Iterable[int] = ()
) -> Iterator[Planned]:
    """The units that some documents touch, in a fixed order.

    ``gone`` are numbers of keys that those documents had before.
    """
    touched = sorted(set(dirty))
    keys = set(gone).union(*index.keys_of(touched).values())
    found = index.documents_of(keys)
    if reach == "key":
        yield from (Planned(k, "", found.get(k, frozenset())) for k in sorted(keys))
        return
    around = set(touched).union(*found.values())
    if reach == "document":
        yield from _neighbourhoods(index, sorted(around))
    else:
        yield from _clusters(index, sorted(around))


def _neighbourhoods(index: Index, subjects: Sequence[str]) -> Iterator[Planned]:
    """Each document with all that share a key with one of them: one set, whoever it is for."""
    keys = index.keys_of(subjects)
    found = index.documents_of(set[int]().union(*keys.values()))
    around = frozenset(subjects).union(*found.values())
    for subject in subjects:
        yield Planned(WHOLE, subject, around)


def _clusters(index: Index, subjects: Iterable[str]) -> Iterator[Planned]:
    """Documents tied by keys, from one to the next, until no more come."""
    placed: set[str] = set()
    for subject in subjects:
        if subject in placed:
            continue
        cluster, edge, seen = {subject}, {subject}, set[int]()
        while edge:
            keys = set[int]().union(*index.keys_of(edge).values()) - seen
            seen |= keys
            edge = set[str]().union(*index.documents_of(keys).values()) - cluster
            cluster |= edge
        placed |= cluster
        yield Planned(WHOLE, min(cluster), frozenset(cluster))
