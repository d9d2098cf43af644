"""Whose people a figure counts; texts of our own on several conflicts, with what must not match."""

import pytest
from reconcile_reports import report

from reportedly.reconcile import Answer, find_answers


def answer(text: str, words: str, title: str = "") -> Answer:
    made = report(f"{title}\n\n{text}" if title else text)
    return next(a for a in find_answers(made) if words in a.figure.anchor.text)


def population(text: str, words: str = "40") -> str:
    return answer(text, words).population.key


@pytest.mark.parametrize(
    "text",
    [
        "Chad has sent 40 soldiers to Libya, the mayor said.",
        "The mayor said that Chad was preparing to send 40 soldiers to Libya.",
        "Chad is to send 40 soldiers to Libya, the mayor said.",
        "The mayor spoke of the 40 soldiers that Chad has deployed in Libya.",
        "Chad's 40 soldiers have left Libya, the mayor said.",
        "The mayor said that 40 soldiers from Chad had died.",
        "Chad has lost 40 soldiers in Libya, the mayor said.",
        "Chad withdrew 40 soldiers from Libya, the mayor said.",
        "Chadian soldiers fought alongside Libyan troops; 40 died, the mayor said.",
        "The mayor said 40 of the Chadian troops had died.",
        "Chadian soldiers went to Libya. The mayor said that 40 had been killed.",
        "Chad admitted sending soldiers to Libya. The mayor said that 40 soldiers had died.",
        "Chad said on Monday that its soldiers had fought. The mayor said that 40 had died.",
    ],
)
def test_the_text_shows_whose_people_they_are(text):
    assert population(text) == "TD:military"


@pytest.mark.parametrize(
    "text",
    [
        "Libyan forces killed 40 in the town, the mayor said.",
        "The mayor said that 40 had died in an attack by Libyan forces.",
        "The mayor said that 40 people were killed when Libyan forces shelled the town.",
        "Libyan troops entered the town. The mayor said that 40 people had died.",
        "Libyan troops shelled the town. The mayor said that 40 had died.",
        "Chadian soldiers fought Libyan soldiers. The mayor said that 40 had been killed.",
        "Chad's army chief said that 40 soldiers had died.",
        "Chadian military officials came. The mayor said that 40 soldiers had died.",
        "Chad sent 300 trucks. The mayor said that 40 soldiers had died.",
        "Chad has sent 40 captured soldiers back, the mayor said.",
        "Men fighting against Chad have lost 40 soldiers, the mayor said.",
        "Libyan troops killed five Chadian soldiers and lost 40, the mayor said.",
        "The soldiers withdrew. The mayor said that 40 soldiers from a base in Chad had died.",
        "Swiss trains stood still. The mayor said that 40 had died.",
    ],
)
def test_nothing_shows_whose_people_they_are(text):
    assert population(text) in ("", "LY:") or answer(text, "40").population.country is None


def test_the_south_is_the_one_country_of_the_text_with_that_name():
    text = "South Sudan closed the border. The mayor said the South's 40 soldiers had left."
    assert population(text) == "SS:military"


def test_the_south_of_two_countries_is_nobody():
    text = "South Sudan wrote to South Africa. The mayor said the South's 40 soldiers had left."
    assert answer(text, "40").population.country is None


def test_a_person_in_office_sends_the_people_of_the_country():
    text = "Kaja Kallas left Estonia. Emmanuel Macron of France will send 40 soldiers, he said."
    assert answer(text, "40").population.country in ("FR", None)


def test_workers_before_do_not_make_soldiers_of_the_dead():
    text = (
        "Chadian workers and troops came to Libya. Among the Chadian workers there was fear. "
        "The mayor said that 40 had died."
    )
    assert answer(text, "40").population.kind == ""


def test_soldiers_are_not_the_workers_of_the_sentence_before():
    text = "Chadian workers came to Libya. The mayor said that 40 soldiers had died."
    assert answer(text, "40").population.country is None
