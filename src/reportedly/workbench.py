"""Units of a step with what they hold: facts, earlier records and texts, loaded from a ledger."""

import gc
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from reportedly.errors import InputError, IntegrityError, describe_crash
from reportedly.ledger import (
    Ledger,
    append_failure,
    append_recovery,
    list_echoing,
    list_failures,
    list_keyed,
    list_keys,
    load_facts,
    load_places,
    load_records,
    load_texts,
    parts,
)
from reportedly.model import Echo, Failure, Posted, Reconciled
from reportedly.reconcile import (
    WHOLE,
    Facts,
    Filed,
    KeyIndex,
    Planned,
    Postings,
    Record,
    Step,
    Unit,
    follow,
    gather,
    key_number,
    keys_by_number,
    link_later,
    number_record,
    order_facts,
    read_facts,
)

logger = logging.getLogger(__name__)

_LoadFacts = Callable[[Sequence[str]], Mapping[str, tuple[str, str]]]  # with the texts
LOADED_AT_ONCE = 100  # units whose facts are loaded together, or documents


@contextmanager
def collector_paused() -> Iterator[None]:
    """Without Python's cyclic collector: facts are millions of objects, and none goes meanwhile."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Followed:
    """Items that hang together, their documents, and what is filed, by the record's number."""

    items: frozenset[str]
    documents: frozenset[str]
    filed: tuple[tuple[int, Filed], ...]


class Workbench:
    """Works through the units of steps. Facts are read once for all of them.

    Facts stay in memory: units come in no order that would let them go.
    """

    def __init__(self, ledger: Ledger, now: Callable[[], str]) -> None:
        self._ledger, self._now = ledger, now
        with ledger.read() as connection:
            self._failed = {row["input"] for row in list_failures(connection)}
        self._facts: dict[str, Facts | None] = {}
        self._filed: dict[tuple[str, ...], dict[str, Reconciled]] = {}
        self._texts: dict[str, str] = {}
        self._keys: dict[str, dict[int, str]] = {}
        self._places: Mapping[str, Posted] | None = None
        self._index: tuple[str, KeyIndex] | None = None

    def work(self, step: Step, units: Sequence[Planned]) -> Iterator[tuple[int, Filed]]:
        """What a step files, each with the number of its unit."""
        self._start(step)
        if step.reach == "document":
            yield from self._work_on_documents(units)
            return
        for start in range(0, len(units), LOADED_AT_ONCE):
            part = units[start : start + LOADED_AT_ONCE]
            self._load(frozenset[str]().union(*(u.documents for u in part)))
            for planned in part:
                for filed in self._run(planned, self._make_unit(planned, None)):
                    yield planned.number, filed

    def follow(
        self, step: Step, documents: Iterable[str], others: Iterable[tuple[str, str]] = ()
    ) -> Followed:
        """Work on what hangs together with some documents, and with items of others."""
        self._start(step)
        if step.ties is None:
            raise TypeError(f"{step.name} follows threads and says nothing of ties")
        thread = follow(_LedgerShelf(self, self._ledger, step), step.ties, documents, others)
        around = frozenset(f.document for f in thread.facts)
        links = link_later(thread.echoes)
        earlier = {document: Reconciled(echoes=found) for document, found in links.items()}
        planned = Planned(WHOLE, "", around)
        unit = Unit("", order_facts(thread.facts), earlier, self._text_of) if around else None
        filed = self._run(planned, unit)
        numbered = tuple((number_record(f.record), f) for f in filed)
        return Followed(thread.items, around, numbered)

    def _start(self, step: Step) -> None:
        self._step = step
        # The steps before have filed all that they file in this pass.
        self._earlier = self._filed.setdefault(step.after, {})
        self._keys.clear()

    def facts_of(self, documents: Iterable[str]) -> dict[str, Facts]:
        """Facts of documents that take part."""
        wanted = frozenset(documents)
        self._load(wanted)
        return {d: f for d in sorted(wanted) if (f := self._facts[d])}

    def echoes_of(self, documents: Iterable[str]) -> Iterator[Echo]:
        """What the steps before the one at work have found that documents echo."""
        wanted = frozenset(documents)
        self._load_earlier(wanted)
        return (echo for d in sorted(wanted) for echo in self._earlier[d].echoes)

    def index(self, step: Step) -> KeyIndex:
        """The index of a step's keys. During a pass nobody's facts change."""
        if self._places is None:
            with self._ledger.read() as connection:
                self._places = load_places(connection)
        if self._index is None or self._index[0] != step.name:
            rows = _LedgerRows(self._ledger, step, self._places)
            self._index = step.name, KeyIndex(rows, self._places.values())
        return self._index[1]

    def wordings(self, step: Step, documents: Iterable[str]) -> frozenset[int] | None:
        """Numbers of the keys of documents that are wordings to a step; None where it has none."""
        if step.wordings is None:
            return None
        self._start(step)
        found = self.facts_of(documents).values()
        return frozenset(key_number(step.name, k) for f in found for k in step.wordings(f))

    def _work_on_documents(self, units: Sequence[Planned]) -> Iterator[tuple[int, Filed]]:
        """Each of them against those that it sees, whose facts are read when they are asked for.

        They come in the order of time, for texts of one day see the same.
        """
        number = partial(key_number, self._step.name)
        index, window = self.index(self._step), self._step.window
        ordered = sorted(units, key=lambda p: index.rank.get(p.subject, 0))
        with self._ledger.read() as connection:  # to begin anew would take longer than to read
            get = partial(self._get_facts, partial(load_facts, connection))
            prepared = self._step.prepare(Postings(index, get, self._text_of, window, number))
            for start in range(0, len(ordered), LOADED_AT_ONCE):
                part = ordered[start : start + LOADED_AT_ONCE]
                index.hold(p.subject for p in part)
                self._load(frozenset(p.subject for p in part))
                for planned in part:
                    for filed in self._run(planned, self._make_unit(planned, prepared)):
                        yield planned.number, filed

    def _get_facts(self, load: _LoadFacts, document: str) -> Facts:
        if document not in self._facts:
            self._read_facts(load([document]), [document])
        facts = self._facts[document]
        if facts is None:
            raise KeyError(document)
        return facts

    def _run(self, planned: Planned, unit: Unit | None) -> Sequence[Filed]:
        """What the step files of a unit. A unit that it fails on is a failure on record.

        Whatever facts do to a step, the other units go on.
        """
        name = f"{self._step.name} of {planned.subject or planned.number}"
        try:
            filed = list(self._step.run(unit)) if unit else []
            for one in filed:
                self._check(planned, one)
        except (IntegrityError, InputError):
            raise
        except Exception as error:
            logger.warning("%s failed", name, exc_info=True)
            failure = Failure("reconcile", name, "internal_error", describe_crash(error))
            append_failure(self._ledger, failure, now=self._now())
            return []
        if name in self._failed:
            append_recovery(self._ledger, name, now=self._now())
        return filed

    def _check(self, planned: Planned, filed: Filed) -> None:
        at_home = filed.document == planned.subject or self._step.reach != "document"
        if not at_home or filed.document not in planned.documents:
            raise ValueError(f"{self._step.name} filed a record under {filed.document}")

    def _load(self, documents: frozenset[str]) -> None:
        missing = sorted(d for d in documents if d not in self._facts)
        for part in parts(missing, LOADED_AT_ONCE):
            with self._ledger.read() as connection:
                self._read_facts(load_facts(connection, part), part)
        if self._step.after and self._step.reach != "thread":
            self._load_earlier(documents)

    def _read_facts(self, kept: Mapping[str, tuple[str, str]], documents: Sequence[str]) -> None:
        for document in documents:
            body, text = kept.get(document, (None, ""))
            self._facts[document] = read_facts(body, text) if body is not None else None
            if body is not None:
                self._texts[document] = text

    def _load_earlier(self, documents: frozenset[str]) -> None:
        missing = sorted(documents - self._earlier.keys())
        found: dict[str, list[Record]] = {document: [] for document in missing}
        with self._ledger.read() as connection:
            for document, record in load_records(connection, self._step.after, missing):
                found[document].append(record)
        self._earlier |= {document: gather(records) for document, records in found.items()}

    def _make_unit(self, planned: Planned, around: Any) -> Unit | None:
        """The unit; None where no document of it takes part."""
        alone = self._step.reach == "document"
        documents = [planned.subject] if alone else planned.documents
        held = order_facts(f for d in documents if (f := self._facts[d]))
        if not held:
            return None
        subject = planned.subject or self._subject_of(planned.number, held[0])
        earlier = {d: self._earlier[d] for d in documents if d in self._earlier}
        return Unit(subject, held, earlier, self._text_of, around)

    def _subject_of(self, number: int, facts: Facts) -> str:
        """The key behind a number, of which the ledger keeps nothing else."""
        if facts.document not in self._keys:
            self._keys[facts.document] = keys_by_number(facts, self._step)
        return self._keys[facts.document].get(number, "")

    def _text_of(self, document: str) -> str:
        if document not in self._texts:
            with self._ledger.read() as connection:
                self._texts |= load_texts(connection, [document])
        return self._texts[document]


class _LedgerRows:
    """Keys of a step as the ledger holds them; ``places`` by the runs of facts that are current."""

    def __init__(self, ledger: Ledger, step: Step, places: Mapping[str, Posted]) -> None:
        self._ledger, self._step, self._places = ledger, step, places
        self._runs = {document: run for run, (_, document, _) in places.items()}

    def of(self, documents: Sequence[str]) -> Iterable[tuple[int, str]]:
        """The rows of documents."""
        with self._ledger.read() as connection:
            found = list_keys(connection, self._step.name, map(self._runs.__getitem__, documents))
        return ((key, self._places[run][1]) for key, run in found)

    def having(self, keys: Sequence[int]) -> Iterable[tuple[int, str]]:
        """The rows of keys."""
        with self._ledger.read() as connection:
            found = list_keyed(connection, self._step.name, keys)
        return ((key, self._places[run][1]) for key, run in found if run in self._places)


class _LedgerShelf:
    """Facts and echoes for a walk along threads, as the ledger holds them now."""

    def __init__(self, bench: Workbench, ledger: Ledger, step: Step) -> None:
        self._bench, self._ledger, self._step = bench, ledger, step

    def facts(self, documents: Iterable[str]) -> dict[str, Facts]:
        """Facts of documents."""
        return self._bench.facts_of(documents)

    def echoes(self, documents: Iterable[str]) -> list[Echo]:
        """Echoes from or to some documents."""
        wanted = set(documents)
        with self._ledger.read() as connection:
            later = wanted | list_echoing(connection, wanted)
        echoes = self._bench.echoes_of(later)
        return [e for e in echoes if e.later in wanted or e.earlier in wanted]

    def holders(self, keys: Iterable[str]) -> frozenset[str]:
        """Documents that have one of some keys."""
        numbers = [key_number(self._step.name, key) for key in keys]
        found = self._bench.index(self._step).documents_of(numbers)
        return frozenset[str]().union(*found.values())
