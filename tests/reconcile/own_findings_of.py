"""Findings of short texts of our own, by themselves."""

from reconcile_reports import report

from reportedly.model import Finding
from reportedly.reconcile import find_facts
from reportedly.reconcile.own_findings import find_own_findings


def own_findings(
    text: str, kind: str = "", *, published: str | None = "2031-05-20"
) -> list[Finding]:
    """Findings of a text whose type begins with ``kind``."""
    read = report(text, published)
    found = find_own_findings(read, find_facts(read))
    for finding in found:
        for side in (*finding.here, *finding.there):
            anchor = side.anchor
            assert (anchor is None) != (side.known is None)
            assert anchor is None or text[anchor.start : anchor.end] == anchor.text
    return [f for f in found if f.type.startswith(kind)]


def words_of(finding: Finding) -> tuple[list[str], list[str]]:
    """Both sides' words."""
    sides = (finding.here, finding.there)
    here, there = ([s.anchor.text for s in side if s.anchor] for side in sides)
    return here, there
