from collections.abc import Callable

import pytest

from reportedly.extract.parties import country_of
from reportedly.model import Extraction

Extract = Callable[..., Extraction]


def named(found: Extraction) -> list[tuple[str, str, str]]:
    return [(m.anchor.text, m.type, m.name) for m in found.parties]


def test_a_bare_family_name_gets_the_full_one(extract: Extract) -> None:
    found = named(extract("Sergei Shoigu went to Pyongyang. Shoigu met Kim Jong Un there."))
    assert ("Shoigu", "person", "Sergei Shoigu") in found
    assert ("Kim Jong Un", "person", "Kim Jong Un") in found


def test_a_country_has_its_code(extract: Extract) -> None:
    codes = {m.anchor.text: m.country for m in extract("Russia thanked North Korea.").parties}
    assert codes == {"Russia": "RU", "North Korea": "KP"}


def test_a_capital_is_a_party_when_it_acts_and_not_where_something_happens(
    extract: Extract,
) -> None:
    texts = [t for t, _, _ in named(extract("Moscow warned Tokyo. He met them in Moscow."))]
    assert texts.count("Moscow") == 1


def test_articles_and_possessives_are_no_part_of_a_name(extract: Extract) -> None:
    texts = {t for t, _, _ in named(extract("Russia's army thanked the United Nations."))}
    assert "Russia" in texts
    assert not any(t.startswith(("the ", "The ")) or t.endswith(("'s", "’s")) for t in texts)


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("South Korean intelligence", "KR"),
        ("the North Korean army", "KP"),
        ("Korean food", None),
        ("U.S. officials", "US"),
        ("tell us", None),
        ("Indiana", None),
        ("", None),
    ],
)
def test_the_country_in_some_words(words: str, iso: str | None) -> None:
    assert country_of(words) == iso
