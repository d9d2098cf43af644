import pytest
from reconcile_reports import held_against, of_type

LONG = (
    "The Courier",
    "2031-05-18",
    "“The harbour will stay shut until every crate has been counted,” President William Ruto said.",
)


def test_words_given_to_another_speaker():
    text = "“The harbour will stay shut until every crate has been counted,” Abiy Ahmed said."
    found = of_type(held_against(text, LONG), "conflict.source")
    assert len(found) == 1
    assert "William Ruto" in found[0].why
    assert found[0].here[0].anchor.text == "Abiy Ahmed"
    assert any("Ruto" in s.anchor.text for s in found[0].there if s.anchor)


@pytest.mark.parametrize(
    "text",
    [
        "“The harbour will stay shut until every crate has been counted,” William Ruto said.",
        "“The harbour will stay shut until every crate has been counted,” Reuters reported.",
        "“The harbour will stay open,” Abiy Ahmed said.",
        "The harbour will stay shut, Abiy Ahmed said.",
        "“The harbour will stay shut until every crate has been counted,” officials said.",
    ],
    ids=["same speaker", "an outlet", "other words", "no quotation", "nobody in particular"],
)
def test_no_conflict_of_source(text):
    assert of_type(held_against(text, LONG), "conflict.source") == []


def test_the_same_speaker_elsewhere_is_an_agreement():
    text = "“The harbour will stay shut until every crate has been counted,” William Ruto said."
    assert len(of_type(held_against(text, LONG), "agreement")) == 1
