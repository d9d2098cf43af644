"""Units of a step with what they hold: facts, earlier records and texts, loaded from a ledger."""

import gc
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from reportedly.errors import InputError, IntegrityError, describe_crash
from reportedly.ledger import (
    Ledger,
    append_failure,
    append_recovery,
    list_failures,
    load_facts,
    load_records,
    load_texts,
    parts,
)
from reportedly.model import Failure, Reconciled
from reportedly.reconcile import (
    Facts,
    Filed,
    Planned,
    Record,
    Step,
    Unit,
    gather,
    order_facts,
    read_facts,
    subject_of,
)

logger = logging.getLogger(__name__)

LOADED_AT_ONCE = 100  # units whose facts are loaded together
DECODED_AT_ONCE = 200  # documents whose facts are held as text too


@contextmanager
def collector_paused() -> Iterator[None]:
    """Without Python's cyclic collector: facts are millions of objects, and none is in a cycle."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class Workbench:
    """Works through the units of steps. A document's facts are read once for all of them.

    Facts stay in memory: units come in no order that would let them go.
    """

    def __init__(self, ledger: Ledger, now: Callable[[], str]) -> None:
        self._ledger, self._now = ledger, now
        with ledger.read() as connection:
            self._failed = {row["input"] for row in list_failures(connection)}
        self._facts: dict[str, Facts | None] = {}
        self._earlier: dict[str, list[Record]] = {}
        self._texts: dict[str, str] = {}

    def work(self, step: Step, units: Sequence[Planned]) -> Iterator[tuple[int, Filed]]:
        """What a step files, each with the number of its unit."""
        self._step = step
        self._earlier.clear()
        if step.reach == "document":
            yield from self._work_on_documents(units)
            return
        for start in range(0, len(units), LOADED_AT_ONCE):
            part = units[start : start + LOADED_AT_ONCE]
            self._load(frozenset[str]().union(*(u.documents for u in part)))
            for planned in part:
                for filed in self._run(planned):
                    yield planned.number, filed

    def _work_on_documents(self, units: Sequence[Planned]) -> Iterator[tuple[int, Filed]]:
        """All of them against one preparation of the documents they share keys with."""
        around = units[0].documents if units else frozenset[str]()  # one set for all of them
        self._load(around)
        held = order_facts(f for d in around if (f := self._facts[d]))
        prepared = self._step.prepare(held, self._text_of)
        for planned in units:
            for filed in self._run(planned, prepared):
                yield planned.number, filed

    def _run(self, planned: Planned, around: Any = None) -> Sequence[Filed]:
        """What the step files of a unit. A unit that it fails on is a failure on record.

        Whatever facts do to a step, the other units go on.
        """
        name = f"{self._step.name} of {planned.subject or planned.number}"
        try:
            unit = self._make_unit(planned, around)
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
        for part in parts(sorted(documents - self._facts.keys()), DECODED_AT_ONCE):
            with self._ledger.read() as connection:
                kept = load_facts(connection, part)
            with collector_paused():
                for document in part:
                    body, text = kept.get(document, (None, ""))
                    self._facts[document] = read_facts(body, text) if body is not None else None
        missing = sorted(documents - self._earlier.keys()) if self._step.after else []
        self._earlier |= {document: [] for document in missing}
        with self._ledger.read() as connection:
            for document, record in load_records(connection, self._step.after, missing):
                self._earlier[document].append(record)

    def _make_unit(self, planned: Planned, around: Any) -> Unit | None:
        """The unit; None where no document of it takes part."""
        alone = self._step.reach == "document"
        documents = [planned.subject] if alone else planned.documents
        held = order_facts(f for d in documents if (f := self._facts[d]))
        if not held:
            return None
        subject = planned.subject or subject_of(self._step, planned.number, held)
        return Unit(subject, held, self._records(documents), self._text_of, around)

    def _records(self, documents: Iterable[str]) -> Reconciled:
        return gather(record for d in documents for record in self._earlier.get(d, ()))

    def _text_of(self, document: str) -> str:
        if document not in self._texts:
            with self._ledger.read() as connection:
                self._texts |= load_texts(connection, [document])
        return self._texts[document]
