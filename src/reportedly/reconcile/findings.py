"""All findings of one document against the facts of others, the weightiest first."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from reportedly.model import Finding
from reportedly.reconcile.corpus import Corpus
from reportedly.reconcile.date_findings import find_date_findings
from reportedly.reconcile.facts import Facts
from reportedly.reconcile.figure_findings import find_figure_findings
from reportedly.reconcile.matter_findings import find_matter_findings
from reportedly.reconcile.modality_findings import find_modality_findings
from reportedly.reconcile.source_findings import find_source_findings

FINDERS: Final[tuple[Callable[[Facts, Corpus], Iterator[Finding]], ...]] = (
    find_figure_findings,
    find_date_findings,
    find_source_findings,
    find_modality_findings,
    find_matter_findings,
)


def find_findings(facts: Facts, corpus: Corpus) -> tuple[Finding, ...]:
    """What the facts of other documents say to those of one. Pure; the order is fixed."""
    return order_findings(f for find in FINDERS for f in find(facts, corpus))


def order_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once, the weightiest first, then by its place in the text."""
    once = {f.id: f for f in findings}
    return tuple(sorted(once.values(), key=lambda f: (-f.weight, _place(f), f.type, f.id)))


def _place(finding: Finding) -> int:
    return min((s.anchor.start for s in finding.here if s.anchor is not None), default=0)
