"""Counts that somebody gives without a clause, beside sentences that only look alike."""

from collections.abc import Callable

import pytest

from reportedly.knowledge import load_number_words
from reportedly.model import Extraction

Extract = Callable[..., Extraction]


def told(found: Extraction) -> list[tuple[str | None, str | None, str]]:
    return [
        (a.source and a.source.text, a.cue and a.cue.text, a.content.text)
        for a in found.attributions
        if a.mode != "narrative"
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The governor has named 12 dead in the strike.", "The governor", "has named", "12 dead"),
        ("The committee gave a toll of 40 dead.", "The committee", "gave", "a toll of 40 dead"),
        ("Kigali gave the figure of 300 on Monday.", "Kigali", "gave", "the figure of 300"),
        ("The clinic recorded 40 deaths in May.", "The clinic", "recorded", "40 deaths"),
        ("The report lists 40 ships.", "The report", "lists", "40 ships"),
        ("The survey's photographs showed 30 graves near the camp.",
         "The survey's photographs", "showed", "30 graves"),
        ("Set against the 900 rebels that Bamako counts in the north, the force is small.",
         "Bamako", "counts", "the 900 rebels […] in the north"),
        ("Of the 60 victims that the mayor reported earlier, most were fishermen.",
         "the mayor", "reported", "the 60 victims"),
        ("The 300 tents and 40 pumps promised by the Red Crescent in May have come.",
         "the Red Crescent", "promised", "The 300 tents and 40 pumps"),
        ("Three officers whose deaths the ministry confirmed came from Mopti.",
         "the ministry", "confirmed", "Three officers"),
        ("Two pilots whose arrest the mayor made public on May 3 were fed.",
         "the mayor", "made public", "Two pilots"),
        ("A photo: one of two pilots whose arrest the mayor, Idris Bello, made public on May 3.",
         "the mayor, Idris Bello", "made public", "two pilots"),
        ("The Somali health ministry was more cautious on Friday: 40 dead, 300 injured.",
         "The Somali health ministry", "was more cautious", "40 dead, 300 injured"),
    ],
)  # fmt: skip
def test_a_count_is_told(extract: Extract, text: str, source: str, cue: str, content: str) -> None:
    assert told(extract(text)) == [(source, cue, content)]


@pytest.mark.parametrize(
    "text",
    [
        "The president named two new deputies on Friday.",
        "A fourth man, who was not named, was among 40 dead.",
        "Oslo gave 40 howitzers to the army.",
        "The army showed 30 captured trucks on Sunday.",
        "The two offers that the minister rejected came from Oslo.",
        "The 40 journalists whom the minister briefed left early.",
        "The 40 trucks driven by the Red Crescent have come.",
        "The trucks promised by the Red Crescent have come.",
        "The weather was more cautious: 3 degrees.",
        "The Somali health ministry was more cautious: 3 rooms were shut.",
    ],
)
def test_a_deed_gives_no_count(extract: Extract, text: str) -> None:
    assert told(extract(text)) == []


def test_the_authors_sentence_around_a_told_count_stays_whole(extract: Extract) -> None:
    text = "Set against the 900 rebels that Bamako counts in the north, the force is small."
    found = extract(text)
    (own,) = (a for a in found.attributions if a.mode == "narrative")
    assert own.content.text == text.rstrip(".")
    (figure,) = (f for f in found.figures if f.low == 900)
    said = {a.id: a for a in found.attributions}
    source = said[figure.attribution or ""].source
    assert source is not None
    assert source.text == "Bamako"


def test_the_list_below_named_things_is_of_the_one_who_names_them(extract: Extract) -> None:
    found = extract("The Danish navy named the ships:\n\n- two frigates\n- a tanker\n")
    assert told(found) == [("The Danish navy", "named", "the ships […] two frigates […] a tanker")]


@pytest.mark.parametrize("word", sorted(load_number_words("stance")))
def test_each_word_for_a_stance_leads_to_a_count(extract: Extract, word: str) -> None:
    (said,) = told(extract(f"The health ministry was {word}: 40 dead and 300 wounded."))
    assert said == ("The health ministry", f"was {word}", "40 dead and 300 wounded")
