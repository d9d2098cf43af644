"""Findings that need no other document: one text against itself and against known offices."""

from collections.abc import Callable, Iterator
from typing import Final

from reportedly.model import Finding, Report
from reportedly.reconcile.anachronisms import find_anachronisms
from reportedly.reconcile.durations import find_stretches
from reportedly.reconcile.facts import Facts, telling_report
from reportedly.reconcile.inconsistencies import (
    find_headline_figure,
    find_other_people,
    find_two_figures,
    find_two_holders,
    find_two_wordings,
)
from reportedly.reconcile.increments import find_increments
from reportedly.reconcile.own_text import OwnText
from reportedly.reconcile.shares import find_shares
from reportedly.reconcile.sums import find_sums
from reportedly.reconcile.vague_sources import find_vague_sources

OWN_FINDERS: Final[tuple[Callable[[OwnText], Iterator[Finding]], ...]] = (
    find_sums,
    find_shares,
    find_increments,
    find_anachronisms,
    find_two_holders,
    find_headline_figure,
    find_stretches,
    find_two_figures,
    find_other_people,
    find_two_wordings,
    find_vague_sources,
)


def find_own_findings(report: Report, facts: Facts) -> tuple[Finding, ...]:
    """What a text's own words, and the table of offices, say to one another. Pure."""
    own = OwnText(telling_report(report), facts)
    return tuple(f for find in OWN_FINDERS for f in find(own))
