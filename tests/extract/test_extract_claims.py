from collections.abc import Callable

import pytest

from reportedly.model import Claim, Extraction

Extract = Callable[..., Extraction]


def only(found: Extraction) -> Claim:
    (claim,) = found.claims
    return claim


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The soldiers left.", "done"),
        ("The soldiers are leaving.", "ongoing"),
        ("The soldiers live in barracks.", "ongoing"),
        ("The soldiers will leave.", "planned"),
        ("The soldiers would leave.", "hypothetical"),
        ("The soldiers might leave.", "hypothetical"),
    ],
)
def test_modality(extract: Extract, text: str, modality: str) -> None:
    assert only(extract(text)).modality == modality


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("The soldiers left.", "positive"),
        ("The soldiers did not leave.", "negative"),
        ("The soldiers never left.", "negative"),
        ("The army denied that it had left.", "negative"),
        ("The army denied that it had not left.", "positive"),
    ],
)
def test_polarity(extract: Extract, text: str, polarity: str) -> None:
    assert only(extract(text)).polarity == polarity


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("The soldiers left.", "asserted"),
        ("The soldiers probably left.", "probable"),
        ("The soldiers possibly left.", "possible"),
        ("The soldiers reportedly left.", "possible"),
        ("The army estimates that soldiers left.", "probable"),
    ],
)
def test_certainty(extract: Extract, text: str, certainty: str) -> None:
    assert only(extract(text)).certainty == certainty


def test_each_sentence_of_a_quotation_is_a_claim(extract: Extract) -> None:
    found = extract("“The soldiers left at noon. The ships did not leave,” said Anna Bell.")
    assert [c.anchor.text for c in found.claims] == [
        "The soldiers left at noon",
        "The ships did not leave",
    ]
    assert [c.n for c in found.claims] == [0, 1]
    assert [c.polarity for c in found.claims] == ["positive", "negative"]


def test_the_predicate_is_the_main_verb(extract: Extract) -> None:
    claim = only(extract("The soldiers left the town."))
    assert claim.predicate is not None
    assert claim.predicate.text == "left"
