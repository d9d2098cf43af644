"""Sanctions regimes as data, and reported conduct held against them.

Packs say what paragraphs are about; assessments say which elements the words of a text meet, and
what is missing. Always "if the report is right".
"""

from reportedly.regimes.assess import DONE, IN_FORCE, assess
from reportedly.regimes.cases import CaseResult, counter_test, run_case
from reportedly.regimes.citing import RECALLED, cite
from reportedly.regimes.joined import Joined, Told, assess_all, best_of
from reportedly.regimes.legal_claims import LawReading, find_law_findings, read_law
from reportedly.regimes.packs import (
    find_pack,
    list_bundled,
    list_installed,
    load_bundled,
    load_pack,
    load_with_cases,
)
from reportedly.regimes.steps import LAW_STEP, bundled_packs

__all__ = [
    "DONE",
    "IN_FORCE",
    "LAW_STEP",
    "RECALLED",
    "CaseResult",
    "Joined",
    "LawReading",
    "Told",
    "assess",
    "assess_all",
    "best_of",
    "bundled_packs",
    "cite",
    "counter_test",
    "find_law_findings",
    "find_pack",
    "list_bundled",
    "list_installed",
    "load_bundled",
    "load_pack",
    "load_with_cases",
    "read_law",
    "run_case",
]
