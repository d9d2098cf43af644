from collections.abc import Callable

import pytest

from reportedly.model import Extraction

Extract = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("text", "printed", "country", "precision"),
    [
        ("They fought in the Kursk region.", "Kursk", "RU", "region"),
        ("They rebuilt Belgorod oblast.", "Belgorod", "RU", "region"),
        ("They met in Pyongyang.", "Pyongyang", "KP", "town"),
        ("They met in Pyongyang's centre.", "Pyongyang", "KP", "town"),
        ("They crossed into North Korea.", "North Korea", "KP", "country"),
        ("They crossed into Ukraine’s south.", "Ukraine", "UA", "country"),
    ],
)
def test_places(extract: Extract, text: str, printed: str, country: str, precision: str) -> None:
    (place,) = extract(text).places
    words = place.anchor.text.removesuffix("'s").removesuffix("’s").removeprefix("the ")
    assert words.removesuffix(" oblast").removesuffix(" region") == printed
    assert (place.country, place.precision) == (country, precision)


def test_a_name_that_the_gazetteer_lacks_is_counted(extract: Extract) -> None:
    found = extract("They met in Zzyrgorodok. Then they drove to Zzyrgorodok in Russia.")
    assert [p.name for p in found.places] == ["Russia"]
    assert all(r.reason == "not_in_gazetteer" for r in found.rejected if r.kind == "places")


def test_a_name_that_speaks_is_associative(extract: Extract) -> None:
    found = extract("Russia sent trains. They stopped in Vladivostok.")
    assert [(p.name, p.kind) for p in found.places] == [
        ("Russia", "associative"),
        ("Vladivostok", "literal"),
    ]


def test_a_town_of_a_country_in_the_text_comes_before_a_namesake(extract: Extract) -> None:
    found = extract("Ukrainian officials said that shells fell on Pokrovsk.")
    assert [(p.name, p.country) for p in found.places if p.precision == "town"] == [
        ("Pokrovsk", "UA")
    ]
