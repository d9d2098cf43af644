"""Steps of reconciliation: what one is, and the list of them.

A step says of a document under which **keys** it can be found, and makes records from a **unit**: a
few documents that share keys. Everything a record depends on lies in its unit, so that new
documents touch only the units they share a key with. The same steps work over facts in memory
(:func:`run_steps`) and over a ledger.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final, Literal

from reportedly.model import (
    Echo,
    EventLink,
    Finding,
    Maker,
    Member,
    Origin,
    PartyLink,
    Question,
    Reconciled,
    Report,
    hash_number,
    hash_settings,
)
from reportedly.reconcile.codec import shape_of_facts
from reportedly.reconcile.facts import Facts
from reportedly.reconcile.postings import Postings
from reportedly.reconcile.threads import Ties
from reportedly.reconcile.windows import ALL, Window

Record = PartyLink | Echo | Origin | Question | Member | EventLink | Finding
Reach = Literal["document", "key", "thread"]
FACTS: Final = Maker("facts", 2)  # who makes facts; a higher version makes all of them anew

# Which field of `Reconciled` holds records of which kind.
FIELDS: Final[Mapping[type, str]] = {
    PartyLink: "parties",
    Echo: "echoes",
    Origin: "origins",
    Question: "questions",
    Member: "members",
    EventLink: "events",
    Finding: "findings",
}


@dataclass(frozen=True, slots=True)
class Filed:
    """A record with the document it is kept under: one of its unit."""

    document: str
    record: Record


@dataclass(frozen=True, slots=True)
class Unit:
    """What a step works on at one time.

    ``subject`` is a document, a key, or nothing; ``facts`` those of all documents of the unit, by
    :attr:`Header.order`, or of that document alone; ``earlier`` what the steps before have filed,
    by document. ``around`` is what the step's ``prepare`` made of the postings of all
    documents.
    """

    subject: str
    facts: tuple[Facts, ...]
    earlier: Mapping[str, Reconciled]
    text_of: Callable[[str], str]
    around: Any = None

    @property
    def echoes(self) -> tuple[Echo, ...]:
        """All echoes from the documents of the unit."""
        return tuple(e for found in self.earlier.values() for e in found.echoes)


Prepare = Callable[[Postings], Any]


def _as_it_is(postings: Postings) -> Any:
    return postings


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    ``name`` is the stage in the ledger. ``reach`` says what its units are: a *document* against
    all that share a key with it and that it sees in the ``window`` (``prepare`` makes of the
    postings what it looks things up in; records are filed under that document), a *key* with all
    documents that have it, or a *thread*: items of documents that ``ties`` tie together, however
    far, each record from items that hang together (such a step comes after echoes). ``after`` names
    the steps whose records it looks at. ``wordings`` are those of the ``keys`` for which it matters
    that a publisher prints them again and again. ``retrieval`` is the version of ``keys``: raise it
    when the same facts give other keys; raise the maker's version when the same unit gives other
    records.
    """

    name: str
    maker: Maker
    reach: Reach
    keys: Callable[[Facts], frozenset[str]]
    run: Callable[[Unit], Iterable[Filed]]
    after: tuple[str, ...] = ()
    retrieval: int = 1
    prepare: Prepare = _as_it_is
    window: Window = ALL
    wordings: Callable[[Facts], frozenset[str]] | None = None
    ties: Ties | None = None


@dataclass(frozen=True, slots=True)
class OwnStep:
    """A step that looks at one document alone, at all of its records; run where facts are made.

    ``edition`` says which data it works with, besides the program's own.
    """

    name: str
    maker: Maker
    run: Callable[[Report, Facts], Iterable[Record]]
    edition: Callable[[], str] = str


def key_number(step: str, key: str) -> int:
    """A key of a step as a whole number of 63 bits: it says nothing of the words in the key."""
    return hash_number(f"{step}\0{key}")


def number_record(record: Record) -> int:
    """A record as a whole number of 63 bits."""
    return hash_number(repr((type(record).__name__, *_IDENTITY[type(record)](record))))


def keys_by_number(facts: Facts, step: Step) -> dict[int, str]:
    """The keys of a document's facts for a step, by their numbers."""
    return {key_number(step.name, key): key for key in step.keys(facts)}


def number_keys(facts: Facts, steps: Iterable[Step]) -> dict[str, frozenset[int]]:
    """The keys of a document's facts as numbers, by step."""
    return {s.name: frozenset(keys_by_number(facts, s)) for s in steps}


def hash_steps(steps: Iterable[Step], own: Iterable[OwnStep]) -> str:
    """Digest of what is made of one document alone: the shape of facts, keys, own records."""
    versions = {s.name: s.retrieval for s in steps}
    makers = {s.name: f"{s.maker} {s.edition()}".strip() for s in own}
    return hash_settings({"shape": shape_of_facts(), "keys": versions, "own": makers})


def order_facts(found: Iterable[Facts]) -> tuple[Facts, ...]:
    """Facts in the order of publication, whatever order they came in."""
    return tuple(sorted(found, key=lambda f: f.header.order))


# What makes a record this one among those of its kind.
_IDENTITY: Final[Mapping[type, Callable[[Any], tuple[str, ...]]]] = {
    PartyLink: lambda r: (r.mention, r.party),
    Echo: lambda r: (r.later, r.earlier, r.kind),
    Origin: lambda r: (r.root.document, r.root.id),
    Question: lambda r: (r.measure, r.population, r.place, r.aspect),
    Member: lambda r: (r.question, r.document, r.figure),
    EventLink: lambda r: (r.cluster, r.event),
    Finding: lambda r: (r.type, r.id),
}


def gather(records: Iterable[Record]) -> Reconciled:
    """Records by kind, each once, in an order of their own."""
    kinds: dict[str, dict[tuple[str, ...], Record]] = {name: {} for name in FIELDS.values()}
    for record in records:
        kind = type(record)
        same = kinds[FIELDS[kind]]
        key = _IDENTITY[kind](record)
        if key not in same or repr(record) < repr(same[key]):
            same[key] = record
    ordered = {name: tuple(same[key] for key in sorted(same)) for name, same in kinds.items()}
    return Reconciled(**ordered)  # type: ignore[arg-type]


def list_records(found: Reconciled) -> list[Record]:
    """All records, kind by kind."""
    return [record for f in fields(found) for record in getattr(found, f.name)]
