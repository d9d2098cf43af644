from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.extract import Options, extract_document
from reportedly.model import Extraction, contains
from reportedly.reading import Given, read_text

RULES = Options(attribution="rules")
Extract = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The army left the town and the mayor returned.",
         ["The army left the town", "the mayor returned"]),
        ("The army says that it left the town and that it will come back.",
         ["that it left the town", "that it will come back"]),
        ("It sent 300 trucks and 40 guns.",
         ["It sent 300 trucks", "40 guns"]),
        ("The road is open, although nobody has used it since May.",
         ["The road is open", "although nobody has used it since May"]),
        ("It will open the road if the army leaves the town.",
         ["It will open the road if the army leaves the town"]),
        ("It sent trucks and guns.", ["It sent trucks and guns"]),
        ("Quiet roads.", ["Quiet roads"]),
    ],
)  # fmt: skip
def test_each_thing_said_is_a_claim(extract: Extract, text: str, claims: list[str]) -> None:
    assert [c.anchor.text for c in extract(text).claims] == claims


def test_a_counted_thing_has_the_verb_it_shares(extract: Extract) -> None:
    found = extract("It will send 300 trucks and 40 guns.")
    assert [c.predicate and c.predicate.text for c in found.claims] == ["send", "send"]
    assert [c.modality for c in found.claims] == ["planned", "planned"]


def test_a_carrier_makes_no_claim_of_its_own(extract: Extract) -> None:
    found = extract("The agency quoted Anton Brel as saying that the ship had left.")
    (claim,) = found.claims
    speaker = next(a for a in found.attributions if a.id == claim.attribution)
    assert speaker.source is not None
    assert speaker.source.text == "Anton Brel"


_WORDS = (
    "the army sent 300 trucks and 40 guns , but said that it will leave although “ ” . "
    "according to who if not"
)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(_WORDS.split()), max_size=40))
def test_claims_stay_inside_what_is_said(words: list[str]) -> None:
    document = read_text(" ".join(words) + "\n", Given(published="2025-06-18", language="en"))
    found = extract_document(document, RULES)
    content = {a.id: a.content for a in found.attributions}
    for claim in found.claims:
        for span in claim.anchor.spans:
            assert any(contains(whole, span) for whole in content[claim.attribution].spans)
