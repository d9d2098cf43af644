"""What hangs together across documents, item by item: figures and quotations with their ties.

A tie leads from one text to the next, so that by documents everything would hang together in the
end. By items it does not: what a few new texts say is tied to little.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from reportedly.model import Echo
from reportedly.reconcile.facts import Facts

Pairs = Iterable[tuple[str, str]]
Link = tuple[str, str, str]  # later text, earlier text and kind of an echo


class Item(Protocol):
    """Something that ties are between. ``key`` is what it may share with others, or empty."""

    @property
    def id(self) -> str:
        """The identifier of its words."""

    @property
    def key(self) -> str:
        """Items with one key may be tied; empty for none."""


@dataclass(frozen=True, slots=True)
class Ties:
    """What the items of documents are, and which of them are tied, as pairs of identifiers.

    ``by_key`` ties items that share keys: more of them may only tie what is tied through others
    already. ``by_echo`` says what an echo ties, given the facts of its later and earlier text, and
    ``named_by`` which items alone it may tie, None for any of these texts; ``keep`` leaves some
    items in facts.
    """

    items: Callable[[Facts], Sequence[Any]]
    by_key: Callable[[Sequence[Any]], Pairs]
    by_echo: Callable[[Echo, Facts, Facts], Pairs]
    named_by: Callable[[Echo], frozenset[str] | None]
    keep: Callable[[Facts, frozenset[str]], Facts]


class Shelf(Protocol):
    """Where facts and echoes come from."""

    def facts(self, documents: Iterable[str]) -> Mapping[str, Facts]:
        """Facts of documents; those that take no part are left out."""

    def echoes(self, documents: Iterable[str]) -> Sequence[Echo]:
        """Echoes from or to some documents."""

    def holders(self, keys: Iterable[str]) -> Iterable[str]:
        """Documents that have one of some keys."""


@dataclass(frozen=True, slots=True)
class Thread:
    """All that hangs together with some items: facts with these items alone, and the echoes."""

    facts: tuple[Facts, ...]
    echoes: tuple[Echo, ...]
    items: frozenset[str]


def follow(
    shelf: Shelf, ties: Ties, documents: Iterable[str], others: Iterable[tuple[str, str]] = ()
) -> Thread:
    """What hangs together with all items of some documents, and with other items.

    ``others`` are documents with the identifier of an item; items that are gone lead nowhere.
    """
    walk = _Walk(shelf, ties)
    others = list(others)
    walk.open({*documents, *(d for d, _ in others)})
    edge = {i for d in documents for i in walk.items_in(d)}
    edge |= {item for _, item in others if item in walk.at}
    found = set(edge)
    while edge:
        walk.look_around(edge)
        edge = {n for item in edge for n in walk.tied[item]} - found
        found |= edge
    return walk.end(frozenset(found))


class _Walk:
    """A walk over items; ``at`` is the document of each item that was seen."""

    def __init__(self, shelf: Shelf, ties: Ties) -> None:
        self._shelf, self._ties = shelf, ties
        self._facts: dict[str, Facts] = {}
        self._items: dict[str, Item] = {}
        self._keyed: defaultdict[str, list[Item]] = defaultdict(list)
        self._echoes: dict[Link, Echo] = {}  # those that tie
        self._waiting: defaultdict[str, list[Echo]] = defaultdict(list)  # by items not yet met
        self._seen: set[str] = set()  # documents whose echoes are known
        self._keys: set[str] = set()  # keys whose documents are open
        self.at: dict[str, str] = {}
        self.tied: defaultdict[str, set[str]] = defaultdict(set)

    def open(self, documents: Iterable[str]) -> None:
        """Take the items of documents into account."""
        fresh = set(documents) - self._facts.keys()
        for document, facts in sorted(self._shelf.facts(fresh).items()):
            self._facts[document] = facts
            for item in self._ties.items(facts):
                self._items[item.id], self.at[item.id] = item, document
                if item.key:
                    self._keyed[item.key].append(item)

    def items_in(self, document: str) -> Iterable[str]:
        """Identifiers of the items of an open document."""
        facts = self._facts.get(document)
        return [i.id for i in self._ties.items(facts)] if facts is not None else []

    def look_around(self, items: Iterable[str]) -> None:
        """Find the ties of some items."""
        keys = {k for i in items if (k := self._items[i].key)} - self._keys
        echoes = self._echoes_of(items)
        partners = {d for e in echoes for d in (e.later, e.earlier)}
        self.open(partners.union(self._shelf.holders(keys)))
        self._keys |= keys
        for key in keys:
            self._tie(self._ties.by_key(self._keyed[key]))
        for echo in echoes:
            if echo.later in self._facts and echo.earlier in self._facts:
                both = self._facts[echo.later], self._facts[echo.earlier]
                self._tie(self._ties.by_echo(echo, *both))

    def _echoes_of(self, items: Iterable[str]) -> list[Echo]:
        """Echoes that may tie some items, and were not followed before.

        Texts echo one another in many items: those that an echo does not name lead nowhere by it.
        """
        documents = {self.at[i] for i in items} - self._seen
        self._seen |= documents
        found = []
        for echo in self._shelf.echoes(documents):
            named = self._ties.named_by(echo)
            if named is None:
                found.append(echo)
            else:
                for item in named:
                    self._waiting[item].append(echo)
        for item in items:
            found += self._waiting.pop(item, ())
        fresh = {_link(e): e for e in found if _link(e) not in self._echoes}
        self._echoes |= fresh
        return list(fresh.values())

    def _tie(self, pairs: Pairs) -> None:
        for one, other in pairs:
            if one in self.at and other in self.at:
                self.tied[one].add(other)
                self.tied[other].add(one)

    def end(self, found: frozenset[str]) -> Thread:
        """What was found, for a step to work on."""
        documents = sorted({self.at[i] for i in found})
        facts = tuple(self._ties.keep(self._facts[d], found) for d in documents)
        echoes = tuple(self._echoes[name] for name in sorted(self._echoes))
        return Thread(facts, echoes, found)


def _link(echo: Echo) -> Link:
    return echo.later, echo.earlier, echo.kind
