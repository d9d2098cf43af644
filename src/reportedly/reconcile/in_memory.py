"""All steps over facts that are at hand, without a ledger: what a ledger must come to as well."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from reportedly.model import Echo, Reconciled
from reportedly.reconcile.facts import Facts
from reportedly.reconcile.steps import (
    Filed,
    Record,
    Step,
    Unit,
    gather,
    number_keys,
    order_facts,
    subject_of,
)
from reportedly.reconcile.units import link_number, plan_units


class MemoryIndex:
    """An index over keys in memory."""

    def __init__(self, keys: Mapping[str, frozenset[int]]) -> None:
        self._keys = keys
        self._documents: dict[int, set[str]] = {}
        for document, numbers in keys.items():
            for number in numbers:
                self._documents.setdefault(number, set()).add(document)

    def keys_of(self, documents: Iterable[str]) -> Mapping[str, frozenset[int]]:
        """Numbers of keys by document."""
        return {d: self._keys.get(d, frozenset()) for d in documents}

    def documents_of(self, keys: Iterable[int]) -> Mapping[int, frozenset[str]]:
        """Documents by the number of a key."""
        return {k: frozenset(self._documents.get(k, ())) for k in keys}


def run_steps(
    found: Iterable[Facts], text_of: Callable[[str], str], steps: Sequence[Step]
) -> Reconciled:
    """What the steps say of some documents. Pure; the order of the facts does not matter."""
    facts = {f.document: f for f in order_facts(found)}
    filed: dict[str, list[tuple[str, Record]]] = {document: [] for document in facts}
    for step in steps:
        keys = {d: number_keys(f, [step])[step.name] for d, f in facts.items()}
        if step.reach == "cluster":
            keys = _tie(keys, (r for records in filed.values() for _, r in records))
        around = step.prepare(tuple(facts.values()), text_of) if step.reach == "document" else None
        made: list[Filed] = []
        for planned in plan_units(step.reach, MemoryIndex(keys), facts):
            documents = [planned.subject] if step.reach == "document" else planned.documents
            earlier = gather(r for d in documents for s, r in filed[d] if s in step.after)
            members = order_facts(facts[d] for d in documents)
            subject = planned.subject or subject_of(step, planned.number, members)
            made += step.run(Unit(subject, members, earlier, text_of, around))
        for one in made:
            filed[one.document].append((step.name, one.record))
    return gather(record for records in filed.values() for _, record in records)


def _tie(
    keys: Mapping[str, frozenset[int]], records: Iterable[Record]
) -> dict[str, frozenset[int]]:
    """Keys with one more for each echo, which both of its documents have."""
    tied = {document: set(numbers) for document, numbers in keys.items()}
    for record in records:
        if isinstance(record, Echo):
            for document in (record.later, record.earlier):
                tied[document].add(link_number(record.id))
    return {document: frozenset(numbers) for document, numbers in tied.items()}
