"""All steps over facts that are at hand, without a ledger: what a ledger must come to as well."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from reportedly.model import Reconciled
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
from reportedly.reconcile.units import plan_all
from reportedly.reconcile.windows import Posted


class MemoryIndex:
    """An index over keys in memory."""

    def __init__(self, keys: Mapping[str, frozenset[int]], places: Iterable[Posted] = ()) -> None:
        self._keys = keys
        self._places = {p[1]: p for p in places}
        self._documents: dict[int, set[str]] = {}
        for document, numbers in keys.items():
            for number in numbers:
                self._documents.setdefault(number, set()).add(document)

    def keys_of(self, documents: Iterable[str]) -> Mapping[str, frozenset[int]]:
        """Numbers of keys by document."""
        return {d: self._keys.get(d, frozenset()) for d in documents}

    def postings(self, keys: Iterable[int]) -> Mapping[int, Sequence[Posted]]:
        """Documents by key, in the order of their places in time."""
        return {k: sorted(self._places[d] for d in self._documents.get(k, ())) for k in keys}

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
        around = step.prepare(tuple(facts.values()), text_of) if step.reach == "document" else None
        made: list[Filed] = []
        for planned in plan_all(step, MemoryIndex(keys), facts):
            documents = [planned.subject] if step.reach == "document" else planned.documents
            earlier = gather(r for d in documents for s, r in filed[d] if s in step.after)
            members = order_facts(facts[d] for d in documents)
            subject = planned.subject or subject_of(step, planned.number, members)
            made += step.run(Unit(subject, members, earlier, text_of, around))
        for one in made:
            filed[one.document].append((step.name, one.record))
    return gather(record for records in filed.values() for _, record in records)
