from echo_cases import echoes, page

from reportedly.model import Origin, Report
from reportedly.reconcile import find_facts, find_origins


def origins(*reports: Report) -> tuple[Origin, ...]:
    return find_origins([find_facts(r) for r in reports], echoes(*reports))


def test_an_utterance_with_all_who_pass_it_on():
    agency = page(
        "TASS", "2031-05-20", "General Idris Keita said that 1,340 Malian soldiers had died."
    )
    outlet = page(
        "The Mail",
        "2031-05-21",
        "TASS quoted General Idris Keita as saying that 1,340 Malian soldiers had died.",
    )
    (origin,) = origins(outlet, agency)
    assert origin.root.document == agency.id
    assert origin.speaker == "person:idriskeita"
    assert [p.document for p in origin.passed] == [agency.id, outlet.id]
    assert origin.passed[1].path == ("TASS", "The Mail")
    assert origin.passed[0].reason == "the first text that has it"


def test_figures_of_two_speakers_have_two_origins():
    one = page("The Mail", "2031-05-20", "Idris Keita said that 1,340 trucks had left Gao.")
    other = page("The Post", "2031-05-21", "Moussa Diallo said that 1,340 trucks had left Gao.")
    assert len(origins(one, other)) == 2


def test_each_figure_and_quotation_has_one_origin():
    reports = [
        page("The Mail", "2031-05-20", "Idris Keita said that 40 trucks and 12 boats had left."),
        page("The Post", "2031-05-22", "“We have 40 trucks and no fuel,” Idris Keita said."),
    ]
    anchors = [p.anchor.id for o in origins(*reports) for p in o.passed]
    assert len(anchors) == len(set(anchors))
    facts = [find_facts(r) for r in reports]
    assert {a.figure.anchor.id for f in facts for a in f.answers} <= set(anchors)
