"""Facts written and read again are the same facts."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reconcile_reports import report

from factory import Report as Invented
from factory import make_document, make_extraction
from reportedly.model import Report
from reportedly.reconcile import Facts, find_facts, keep_only, read_facts, write_facts

TEXT = """Two towns hit

Officials in the capital said on Monday that at least 40 soldiers were killed near Kharkiv.

“We lost 300 workers,” Ivan Todorov told the Gazette.

The ministry said 1,200 Russian soldiers had been wounded by Tuesday. About half of them were young.
"""


def test_a_text_of_several_voices() -> None:
    read = report(TEXT)
    facts = find_facts(read)
    body = write_facts(facts)
    again = read_facts(body, read.document.text)
    assert again == facts
    assert [a.figure.id for a in again.answers] == [a.figure.id for a in facts.answers]
    assert write_facts(again) == body


invented = st.builds(
    Invented,
    speaker=st.sampled_from(["General Pak", "Olga “Olja” Hanu", "Ünal Ş."]),
    count=st.integers(0, 10**9),
    published=st.sampled_from(["2025-05-04", None]),
    publisher=st.sampled_from(["Halvard Courier", None]),
    kind=st.sampled_from(["report", "digest"]),
    tail=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=3).filter(str.strip),
)


@settings(max_examples=40, deadline=None)
@given(invented)
def test_invented_reports(told: Invented) -> None:
    document = make_document(told)
    facts = find_facts(Report(document, make_extraction(told, document.id)))
    body = write_facts(facts)
    assert read_facts(body, document.text) == facts
    assert body.replace("\n", "") == json.dumps(
        json.loads(body), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def test_a_record_that_was_read_is_as_one_that_was_made() -> None:
    read = report(TEXT)
    made = find_facts(read).answers[1]
    again = read_facts(write_facts(find_facts(read)), read.document.text).answers[1]
    assert made == again
    assert again == made
    assert {made: "one"}[again] == "one"
    assert repr(again) == repr(made)
    assert replace(again, spot="here") == replace(made, spot="here")
    assert not hasattr(again, "nothing")


def test_only_what_is_asked_for_is_read() -> None:
    read = report(TEXT)
    facts = find_facts(read)
    body = write_facts(facts).replace('"Answer":[', '"Answer":[broken')
    again = read_facts(body, read.document.text)
    assert again.utterances == facts.utterances
    assert keep_only(again, prints=again.prints) == Facts(facts.header, (), (), prints=facts.prints)
    with pytest.raises(ValueError, match="Expecting value"):
        len(again.answers)


def test_words_of_the_text_are_not_repeated_but_names_are() -> None:
    body = write_facts(find_facts(report(TEXT)))
    assert "were killed near" not in body
    assert "Ivan Todorov" in body


def test_what_answers_share_is_written_once() -> None:
    rows = json.loads(write_facts(find_facts(report(TEXT))))
    assert len(rows["Header"]) == 1
    assert len(rows["Answer"]) > 1


def test_a_text_that_was_redacted_gives_facts_without_the_words() -> None:
    read = report(TEXT)
    hidden = read.document.text.replace("Ivan Todorov", "█" * 12)
    again = read_facts(write_facts(find_facts(read)), hidden)
    assert "█" * 12 in {u.attribution.source.text for u in again.utterances if u.attribution.source}


def test_an_anchor_of_another_document_is_refused() -> None:
    one, other = find_facts(report(TEXT)), find_facts(report("Rain fell on 12 fields, he said."))
    with pytest.raises(ValueError, match="anchor"):
        write_facts(Facts(one.header, other.answers, ()))
