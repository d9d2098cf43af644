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
from reportedly.reconcile.units import Planned, plan_units


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
        index = MemoryIndex({d: number_keys(f, [step])[step.name] for d, f in facts.items()})
        made: list[Filed] = []
        for planned in plan_units(step.scope, index, facts):
            unit = _make_unit(step, planned, facts, filed, text_of)
            made += step.run(unit) if unit else ()
        for one in made:
            filed[one.document].append((step.name, one.record))
    return gather(record for records in filed.values() for _, record in records)


def _make_unit(
    step: Step,
    planned: Planned,
    facts: Mapping[str, Facts],
    filed: Mapping[str, list[tuple[str, Record]]],
    text_of: Callable[[str], str],
) -> Unit | None:
    members = order_facts(facts[d] for d in planned.documents if d in facts)
    if not members or (step.scope == "document" and planned.subject not in facts):
        return None
    subject = planned.subject or subject_of(step, planned.number, members)
    earlier = gather(
        record
        for document in planned.documents
        for stage, record in filed.get(document, ())
        if stage in step.after
    )
    return Unit(subject, members, earlier, text_of)
