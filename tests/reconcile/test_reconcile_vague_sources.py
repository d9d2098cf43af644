import pytest
from own_findings_of import own_findings
from reconcile_reports import report

from reportedly.model import WEIGHTY
from reportedly.reconcile import find_facts
from reportedly.reconcile.vague_sources import list_vague


@pytest.mark.parametrize(
    "text",
    [
        "Reports indicate that 200 Malian soldiers have been killed.",
        "At least 200 Malian soldiers have reportedly been killed.",
        "Officials say that 200 Malian soldiers have been killed.",
        "Intelligence sources say that the fleet has left the harbour at night.",
    ],
)
def test_nobody_in_particular(text: str) -> None:
    [finding] = own_findings(text, "vague_source")
    assert finding.weight < WEIGHTY


@pytest.mark.parametrize(
    "text",
    [
        "General Traore said that 200 Malian soldiers have been killed.",
        "Malian officials say that 200 soldiers have been killed.",
        "South Korean officials say that 200 soldiers have been killed.",
        "The officials say that 200 Malian soldiers have been killed.",
        "Analysts say that the fleet will leave the harbour at night.",
        "200 Malian soldiers have been killed.",
    ],
)
def test_somebody_or_nothing_of_weight(text: str) -> None:
    assert own_findings(text, "vague_source") == []


def test_what_the_step_across_documents_looks_for() -> None:
    facts = find_facts(report("Officials say that 200 Malian soldiers have been killed."))
    [(utterance, figures)] = list_vague(facts)
    assert utterance.voice.shown == "Officials"
    assert [a.figure.low for a in figures] == [200]
