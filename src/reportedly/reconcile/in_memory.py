"""All steps over facts that are at hand, without a ledger: what a ledger must come to as well."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from reportedly.model import Reconciled
from reportedly.reconcile.facts import Facts
from reportedly.reconcile.headers import post
from reportedly.reconcile.key_index import HeldRows, KeyIndex
from reportedly.reconcile.postings import Postings
from reportedly.reconcile.steps import (
    Filed,
    Record,
    Step,
    Unit,
    gather,
    key_number,
    keys_by_number,
    number_keys,
    order_facts,
)
from reportedly.reconcile.units import plan_all


def run_steps(
    found: Iterable[Facts], text_of: Callable[[str], str], steps: Sequence[Step]
) -> Reconciled:
    """What the steps say of some documents. Pure; the order of the facts does not matter."""
    facts = {f.document: f for f in order_facts(found)}
    filed: dict[str, list[tuple[str, Record]]] = {document: [] for document in facts}
    for step in steps:
        index = make_index(facts.values(), step)
        number = partial(key_number, step.name)
        around = step.prepare(Postings(index, facts.__getitem__, text_of, step.window, number))
        made: list[Filed] = []
        for planned in plan_all(step, index, facts):
            documents = [planned.subject] if step.reach == "document" else planned.documents
            earlier = {d: gather(r for s, r in filed[d] if s in step.after) for d in documents}
            members = order_facts(facts[d] for d in documents)
            subject = planned.subject
            if step.reach == "key":  # each of its documents has the key
                subject = keys_by_number(members[0], step)[planned.number]
            made += step.run(Unit(subject, members, earlier, text_of, around))
        for one in made:
            filed[one.document].append((step.name, one.record))
    return gather(record for records in filed.values() for _, record in records)


def make_index(facts: Iterable[Facts], step: Step) -> KeyIndex:
    """The index of a step over facts in memory."""
    held = list(facts)
    rows = ((key, f.document) for f in held for key in number_keys(f, [step])[step.name])
    return KeyIndex(HeldRows(rows), [post(f.header) for f in held])
