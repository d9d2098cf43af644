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
    texts = {t for t, _, _ in named(extract("Russia's aims worried the United Nations."))}
    assert {"Russia", "United Nations"} <= texts
    assert not any(t.startswith(("the ", "The ")) or t.endswith(("'s", "’s")) for t in texts)


@pytest.mark.parametrize(
    ("text", "words", "kind", "country"),
    [
        ("TASS cited the ministry.", "TASS", "organisation", "RU"),
        ("The NIS told lawmakers about it.", "NIS", "organisation", "KR"),
        ("The State Department declined to comment.", "State Department", "organisation", "US"),
        ("The Kremlin rejected the offer.", "Kremlin", "organisation", "RU"),
        ("The Polish foreign ministry objected.", "Polish foreign ministry", "organisation", "PL"),
        ("Chad's army withdrew on Monday.", "Chad's army", "organisation", "TD"),
        ("The Houthis fired at a tanker.", "Houthis", "group", "YE"),
        ("Wagner left the town.", "Wagner", "group", "RU"),
        ("RSF fighters took the base.", "RSF", "group", "SD"),
        ("They shot down a Su-34 at noon.", "Su-34", "aircraft", None),
        ("Crews loaded Iskander rounds.", "Iskander", "weapon", None),
        ("HMS Dreadful sailed north.", "HMS Dreadful", "vessel", None),
    ],
)
def test_names_that_the_tables_know(
    extract: Extract, text: str, words: str, kind: str, country: str | None
) -> None:
    found = {m.anchor.text: (m.type, m.country) for m in extract(text).parties}
    assert found[words] == (kind, country)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Security Council Secretary Sergei Shoigu flew in.", "Sergei Shoigu"),
        ("On Saturday President Volodymyr Zelensky met them.", "Volodymyr Zelensky"),
        ("Lt. Gen. Anna Petrova said so.", "Anna Petrova"),
    ],
)
def test_a_name_has_no_title_and_no_weekday(extract: Extract, text: str, name: str) -> None:
    persons = [m.anchor.text for m in extract(text).parties if m.type == "person"]
    assert persons == [name]


def test_spellings_of_one_person_get_one_name(extract: Extract) -> None:
    found = extract(
        "Sergei Shoigu came first. Sergey Shoigu spoke. Later Sergei Shoigu left and Shoigu slept."
    )
    assert {m.name for m in found.parties if m.type == "person"} == {"Sergei Shoigu"}


def test_two_people_of_one_family_are_not_mixed(extract: Extract) -> None:
    found = extract("Kim Jong Un praised Kim Yo Jong. Later Kim spoke again to the guests.")
    names = [m.name for m in found.parties if m.type == "person"]
    assert names[:2] == ["Kim Jong Un", "Kim Yo Jong"]
    assert set(names[2:]) <= {"Kim"}


def test_a_body_gets_the_fullest_name_that_the_text_has(extract: Extract) -> None:
    found = named(extract("The National Intelligence Service (NIS) warned. The NIS was right."))
    assert {n for t, _, n in found if t == "NIS"} == {"National Intelligence Service"}
    assert named(extract("The NIS was right."))[0][2] == "NIS"


def test_a_holder_of_an_office_has_the_country_that_the_text_names(extract: Extract) -> None:
    def country(text: str) -> list[str | None]:
        return [m.country for m in extract(text).parties if m.type == "person"]

    assert country("Sergei Shoigu spoke for Russia.") == ["RU"]
    assert country("Sergei Shoigu spoke at noon.") == [None]


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("South Korean intelligence", "KR"),
        ("the North Korean army", "KP"),
        ("Korean food", None),
        ("U.S. officials", "US"),
        ("tell us", None),
        ("Indiana", None),
        ("the Iran-backed Houthis", "YE"),
        ("Ukraine's ambassador to Poland", "UA"),
        ("a Kremlin aide", "RU"),
        ("NATO", None),
        ("", None),
    ],
)
def test_the_country_in_some_words(words: str, iso: str | None) -> None:
    assert country_of(words) == iso
