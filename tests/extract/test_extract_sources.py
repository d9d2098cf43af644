from collections.abc import Callable

import pytest

from reportedly.model import Attribution, Extraction

Extract = Callable[..., Extraction]


def source_of(found: Extraction) -> Attribution:
    return next(a for a in found.attributions if a.source)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Sergei Shoigu", "named"),
        ("The defence minister, Anton Brel,", "named"),
        ("The president", "named"),
        ("A minister", "anonymous"),
        ("The ministry", "organisation"),
        ("South Korea's intelligence service", "organisation"),
        ("Russia", "organisation"),
        ("Moscow", "organisation"),
        ("Two diplomats", "anonymous"),
        ("Analysts", "collective"),
        ("They", "collective"),
        ("The report", "document"),
        ("The newspaper", "media"),
    ],
)
def test_kinds(extract: Extract, source: str, kind: str) -> None:
    assert source_of(extract(f"{source} said that the ship had left.")).source_kind == kind


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The man who led the crew said that it had left.", "The man"),
        ("The minister, Anton Brel, said that it had left.", "The minister, Anton Brel"),
        ("Russia and North Korea said that they had left.", "Russia and North Korea"),
        ("Officials in Seoul said that it had left.", "Officials in Seoul"),
    ],
)
def test_extent(extract: Extract, text: str, source: str) -> None:
    found = source_of(extract(text)).source
    assert found is not None
    assert found.text == source


def test_he_is_the_person_who_spoke_last(extract: Extract) -> None:
    found = extract("Anna Bell told John Holt that it had left. She said that it was late.")
    speakers = {a.speaker for a in found.attributions if a.source}
    names = {m.id: m.name for m in found.parties}
    assert [names[s] for s in speakers if s] == ["Anna Bell"]


def test_an_administration_is_not_the_person_it_is_named_after(extract: Extract) -> None:
    found = extract("The Biden administration said that the ship had left.")
    assert source_of(found).speaker is None


@pytest.mark.parametrize("text", ["It is said that it had left.", "What said that it had left?"])
def test_pronouns_that_stand_for_nobody(extract: Extract, text: str) -> None:
    assert all(a.source is None for a in extract(text).attributions)


def test_it_is_somebody_that_says(extract: Extract) -> None:
    source = source_of(extract("The army spoke at noon. It said that the ship had left.")).source
    assert source is not None
    assert source.text == "It"
