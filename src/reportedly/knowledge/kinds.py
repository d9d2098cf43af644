"""What acts are about: kinds of goods, people, money and vehicles, which contain one another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from reportedly.knowledge.tables import read_table


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing: the kinds that hold it, and its words in the singular."""

    key: str
    parents: tuple[str, ...]
    words: tuple[str, ...]


@cache
def load_kinds() -> dict[str, Kind]:
    """Kinds by key, in the order of the table."""
    return {
        row["kind"]: Kind(row["kind"], _listed(row["parents"]), _listed(row["words"]))
        for row in read_table("kinds.tsv")
    }


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(word for word in cell.split("|") if word)


def spread_kinds(kinds: Mapping[str, Kind]) -> dict[str, frozenset[str]]:
    """For each kind itself and all kinds that hold it, however far up."""
    found: dict[str, frozenset[str]] = {}

    def above(key: str, path: tuple[str, ...]) -> frozenset[str]:
        if key not in found:
            parents = [p for p in kinds[key].parents if p not in path]
            found[key] = frozenset({key}).union(*(above(p, (*path, key)) for p in parents))
        return found[key]

    for key in kinds:
        above(key, ())
    return found


def join_kinds(known: Mapping[str, Kind], more: Iterable[Kind]) -> dict[str, Kind]:
    """Known kinds with further ones; one that is known gets more words and parents."""
    joined = dict(known)
    for kind in more:
        before = joined.get(kind.key, Kind(kind.key, (), ()))
        parents = tuple(dict.fromkeys((*before.parents, *kind.parents)))
        joined[kind.key] = Kind(kind.key, parents, (*before.words, *kind.words))
    return joined
