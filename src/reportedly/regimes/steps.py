"""What the bundled packs find in one document, as a step of its own."""

from collections.abc import Iterable
from typing import Final

from reportedly.model import Finding, Maker, Pack, Report
from reportedly.reconcile import Facts, OwnStep
from reportedly.regimes.legal_claims import find_law_findings
from reportedly.regimes.packs import list_bundled, load_bundled


def bundled_packs() -> tuple[Pack, ...]:
    """The packs that ship with the program, by name."""
    return tuple(load_bundled(name) for name in list_bundled())


def _find(_: Report, facts: Facts) -> Iterable[Finding]:
    return find_law_findings(facts.law, bundled_packs()) if facts.law else ()


def _editions() -> str:
    return ", ".join(pack.edition for pack in bundled_packs())


LAW_STEP: Final = OwnStep("law_findings", Maker("law_findings", 1), _find, _editions)
