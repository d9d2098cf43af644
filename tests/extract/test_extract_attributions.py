import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.extract import Options, extract_document
from reportedly.model import Attribution, Extraction
from reportedly.reading import Given, read_text

RULES = Options(attribution="rules")
Extract = Callable[..., Extraction]
DAY = "2025-06-18"


def said(found: Extraction) -> list[Attribution]:
    return [a for a in found.attributions if a.mode != "narrative"]


def parts(a: Attribution) -> tuple[str | None, str | None, str]:
    return (a.source and a.source.text, a.cue and a.cue.text, a.content.text)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "mode"),
    [
        ("“We left,” said Anna Bell.", "Anna Bell", "said", "We left", "direct"),
        ('Anna Bell said: "We left at noon."', "Anna Bell", "said", "We left at noon", "direct"),
        ("“We,” she said, “left at noon.”", "she", "said", "“We,” […] “left at noon.”", "direct"),
        ("The army said that it had left.", "The army", "said", "that it had left", "indirect"),
        ("It had left, the army said.", "the army", "said", "It had left", "indirect"),
        ("It had left, according to the army.", "the army", "according to", "It had left",
         "indirect"),
        ("According to the army, it had left.", "the army", "According to", "it had left",
         "indirect"),
        ("The ship reportedly sank.", None, "reportedly", "The ship […] sank", "indirect"),
        ("The army denied that it had left.", "The army", "denied", "that it had left", "indirect"),
        ("The army did not say that it had left.", "The army", "did not say", "that it had left",
         "indirect"),
        ("The mayor called it “a gift”.", "The mayor", "called", "it “a gift”", "mixed"),
        ("The mayor said it was “a gift” to all.", "The mayor", "said", "it was “a gift” to all",
         "mixed"),
        ("Russia and China said that it had left.", "Russia and China", "said", "that it had left",
         "indirect"),
    ],
)  # fmt: skip
def test_parts_and_mode(
    extract: Extract, text: str, source: str | None, cue: str, content: str, mode: str
) -> None:
    (a,) = said(extract(text))
    strip = ' ,.”“"'
    assert parts(a)[:2] == (source, cue)
    assert a.content.text.strip(strip) == content.strip(strip)
    assert a.mode == mode


def test_a_verb_of_thinking_is_an_attitude(extract: Extract) -> None:
    (a,) = said(extract("Analysts believe that the ship had left."))
    assert (a.kind, a.source_kind) == ("attitude", "collective")


def test_a_cue_inside_a_quotation_is_the_speakers_own_word(extract: Extract) -> None:
    (a,) = said(extract("“I said that we would leave at noon,” Anna Bell told the court."))
    assert a.cue is not None
    assert a.cue.text == "told"


def test_a_long_quotation_without_a_cue_has_no_source(extract: Extract) -> None:
    (a,) = said(extract("On the wall stands: “Nobody leaves this town before winter comes.”"))
    assert (a.mode, a.source, a.source_kind) == ("direct", None, "none")


def test_a_second_quotation_of_the_paragraph_has_the_same_speaker(extract: Extract) -> None:
    (a,) = said(extract("“We left at noon,” said Anna Bell. “Nobody saw us go.”"))
    assert a.content.exact == ("“We left at noon,”", "“Nobody saw us go.”")


def test_a_post_carries_what_is_said_in_it(extract: Extract) -> None:
    text = "It was seen today.\n\nDockers unloaded 300 crates overnight, the union says.\n"
    found = extract(text + "— Anna Bell (@annab) June 3, 2025\n")
    post, inner = sorted(said(found), key=lambda a: a.parent is not None)
    assert (post.source_kind, inner.parent) == ("social", post.id)
    assert inner.carrier is not None
    assert inner.carrier.text == "Anna Bell"


def test_two_cues_over_the_same_words_stand_once_each(extract: Extract) -> None:
    found = extract("Tass quoted the minister as saying that it had left.")
    assert ("the minister", "saying", "that it had left") in [parts(a) for a in said(found)]
    assert len({a.id for a in found.attributions}) == len(found.attributions)


def test_more_attributions_than_a_sentence_can_have_are_counted(extract: Extract) -> None:
    found = extract("He said that " * 300 + "it rains.")
    refused = {r.reason: r.count for r in found.rejected}
    assert 0 < len(said(found)) <= 80
    assert refused["too_many_in_sentence"] > 100


def test_unpaired_marks_are_counted(extract: Extract) -> None:
    found = extract("He said ” and left.")
    assert {r.reason: r.count for r in found.rejected}["unpaired_quotation_mark"] == 1


def uncovered(text: str, found: Extraction) -> str:
    """Letters of a text that belong to no content, source or cue."""
    left = list(text)
    for a in found.attributions:
        for anchor in (a.content, a.source, a.cue):
            for start, end in anchor.spans if anchor else ():
                left[start:end] = "\0" * (end - start)
    return "".join(left)


WORDS = st.sampled_from(
    ["the", "minister", "said", "that", "soldiers", "“", "”", '"', ",", ".", "40", "according",
     "to", "reportedly", "denied", "North", "Korea", "were", "killed", "Tuesday", "he", "and",
     "\n\n", "«yes»", "''", "quoted", "as", "saying", "!", "Kursk", "region", "told", "us", ":"]
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=40))
def test_the_authors_own_voice_takes_what_is_left(words: list[str]) -> None:
    text = " ".join(words)
    document = read_text(text, Given(published=DAY, language="en"))
    found = extract_document(document, RULES)
    # Of an attributed sentence up to three words may be left over ("on Tuesday"); no more.
    rests = re.split("[\0\n.!]+", uncovered(text, found))
    assert all(len(re.findall(r"[A-Za-z]{2,}", rest)) < 4 for rest in rests)


def test_every_sentence_is_covered(extract: Extract) -> None:
    text = "The sea was calm. Anna Bell said on Monday that it had left. “No,” he said. It rained."
    left = uncovered(text, extract(text))
    assert re.findall(r"[A-Za-z]+", left) == ["on", "Monday"]


def test_scraps_of_an_attributed_sentence_are_no_claims(extract: Extract) -> None:
    found = extract("Anna Bell told reporters on Monday that it had left the harbour.")
    assert [a.content.text for a in found.attributions] == ["that it had left the harbour"]


def test_what_a_deed_confirms_is_said_by_nobody(extract: Extract) -> None:
    found = extract("The republic is sending forty soldiers north, confirming an old alliance.")
    narrative = [a.content.text for a in found.attributions if a.mode == "narrative"]
    assert narrative == ["The republic is sending forty soldiers north, confirming an old alliance"]


def test_datelines_and_bylines_claim_nothing() -> None:
    text = "Ferry leaves harbour\n\nBy Anna Bell\n\nOSLO, May 3 (AP) - The ferry left on Friday."
    document = read_text(text, Given(published=DAY, language="en"))
    claims = [c.anchor.text for c in extract_document(document, RULES).claims]
    assert claims == ["Ferry leaves harbour", "The ferry left on Friday"]
