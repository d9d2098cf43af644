import pytest
from reconcile_reports import report

from reportedly.reconcile import Answer, find_answers


def answer(text: str, words: str, **given: str) -> Answer:
    return next(a for a in find_answers(report(text, **given)) if words in a.figure.anchor.text)


def test_the_counted_noun_names_whose_people_they_are():
    found = answer("The ministry said that 40 Chadian soldiers had died in Libya.", "40")
    assert found.population.key == "TD:military"
    assert found.key == ("killed", "TD")


def test_a_sentence_before_names_whose_people_they_are():
    text = "Chadian soldiers went to Libya in May. The ministry said that 40 had been killed."
    found = answer(text, "40")
    assert found.population.country == "TD"
    assert "sentence before" in found.population.basis


def test_who_speaks_is_not_who_is_counted():
    text = "The German ministry told reporters that 40 soldiers had died."
    assert answer(text, "40").population.country is None


def test_two_peoples_in_the_sentence_before_are_no_answer():
    text = "Chadian soldiers fought Libyan soldiers. The ministry said that 40 had been killed."
    assert answer(text, "40").population.country is None


@pytest.mark.parametrize(
    ("words", "kind"),
    [("soldiers", "military"), ("civilians", "civilian"), ("workers", "worker")],
)
def test_kinds_of_people(words, kind):
    assert answer(f"The mayor said 40 Chadian {words} were in Libya.", "40").population.kind == kind


def test_the_day_of_the_saying_is_not_the_day_of_the_count():
    text = "The ministry said on May 12 that 40 Chadian soldiers had died."
    found = answer(text, "40")
    assert found.said == "2031-05-12"
    assert found.as_of is None


def test_counted_things_have_no_population():
    assert answer("The ministry said it had sent 40 trucks to Chad.", "40").population.key == ""
