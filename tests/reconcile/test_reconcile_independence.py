from echo_cases import page

from reportedly.model import Report
from reportedly.reconcile import (
    Independent,
    count_independent,
    find_agreeing,
    find_echoes,
    find_facts,
    find_origins,
)


def counted(*reports: Report, number: int = 1340) -> Independent:
    texts = {r.id: r.document.text for r in reports}
    facts = [find_facts(r) for r in reports]
    origins = find_origins(facts, find_echoes(facts, texts.__getitem__))
    answers = [a for f in facts for a in f.answers]
    asked = next(a for a in answers if number in (a.figure.low, a.figure.high))
    return count_independent(origins, find_agreeing(asked, answers, origins))


def said(publisher: str, day: int, words: str) -> Report:
    return page(publisher, f"2031-05-{day}", words)


KEITA = "General Idris Keita said that 1,340 Malian soldiers had been killed."


def test_two_outlets_that_quote_one_speaker_are_one_origin():
    found = counted(said("The Courier", 20, KEITA), said("The Mail", 21, KEITA + " It rained."))
    assert found.count == 1
    assert "carried by 2 texts" in found.reasons[0]


def test_two_named_speakers_are_two_statements():
    other = "Governor Moussa Diallo said that 1,340 Malian soldiers had been killed."
    found = counted(said("The Courier", 20, KEITA), said("The Mail", 25, other))
    assert found.count == 2
    assert all("nothing shows that the count is" in r for r in found.reasons)


def test_sources_without_a_name_add_nothing():
    other = "Two diplomats in Paris said that 1,340 Malian soldiers had been killed."
    found = counted(said("The Courier", 20, KEITA), said("The Mail", 25, other))
    assert found.count == 1
    assert any("without a name" in r for r in found.reasons)


def test_sources_without_a_name_are_one_together():
    one = "Two diplomats in Paris said that 1,340 Malian soldiers had been killed."
    other = "Local officials said that 1,340 Malian soldiers had been killed."
    assert counted(said("The Courier", 20, one), said("The Mail", 25, other)).count == 1


def test_a_number_without_credit_after_a_known_one_adds_nothing():
    own = "The war has cost much. So far 1,340 Malian soldiers have been killed."
    found = counted(said("The Courier", 20, KEITA), said("The Mail", 25, own))
    assert found.count == 1


def test_what_is_planned_is_not_what_has_come():
    plan = "General Idris Keita said that 1,340 Malian soldiers would be sent to Gao in June."
    come = "Governor Moussa Diallo said that 1,340 Malian soldiers were sent to Gao."
    assert counted(said("The Courier", 10, plan), said("The Mail", 25, come)).count == 1


def test_a_state_and_its_general_are_not_two():
    one = "Mali's army said that 1,340 Malian soldiers had been killed."
    other = "Mali said that 1,340 Malian soldiers had been killed."
    assert counted(said("The Courier", 20, one), said("The Mail", 22, other)).count == 1


def test_a_surname_is_not_another_speaker():
    other = "Keita said that 1,340 Malian soldiers had been killed."
    assert counted(said("The Courier", 20, KEITA), said("The Mail", 22, other)).count == 1
