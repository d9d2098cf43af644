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


@pytest.mark.parametrize(
    ("text", "printed", "country", "precision"),
    [
        ("They drove to Alexandria, Egypt.", "Alexandria", "EG", "town"),
        ("They drove to Alexandria, Virginia.", "Alexandria", "US", "town"),
        ("Ships crossed the Sea of Azov.", "Sea of Azov", None, "sea"),
        ("They fought over the Golan Heights.", "Golan Heights", "SY", "region"),
        ("They drove through the Donbas.", "Donbas", "UA", "region"),
        ("North Korean barges anchored at Rason.", "Rason", "KP", "town"),
        ("Shells fell on Izium and Kherson in Ukraine.", "Kherson", "UA", "town"),
        ("Ships left through the Bab el-Mandeb.", "Bab el-Mandeb", None, "sea"),
        ("They returned to North Darfur.", "North Darfur", "SD", "region"),
        ("They live in southern Yemen, near Taiz.", "Taiz", "YE", "town"),
        ("Talks began across the Middle East.", "Middle East", None, "region"),
    ],
)
def test_one_place_among_several(
    extract: Extract, text: str, printed: str, country: str | None, precision: str
) -> None:
    found = {p.anchor.text: p for p in extract(text).places}
    place = found[printed]
    assert (place.country, place.precision) == (country, precision)
    assert place.lat is not None


def test_whose_forces_they_are_does_not_say_where_they_are(extract: Extract) -> None:
    found = extract("Russian forces shelled Pokrovsk.")
    assert [p.anchor.text for p in found.places] == ["Russian"]
    assert [r.reason for r in found.rejected if r.kind == "places"] == ["ambiguous_place"]


def test_countries_have_a_point(extract: Extract) -> None:
    (place,) = extract("They crossed into Belarus.").places
    assert (place.country, place.lat, place.lon) == ("BY", 53.0, 28.0)


def test_a_name_has_one_sense_in_a_text(extract: Extract) -> None:
    found = extract("They left Tripoli, Lebanon, at dawn. Later they came back to Tripoli.")
    assert [p.country for p in found.places if p.anchor.text == "Tripoli"] == ["LB", "LB"]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Khasan said that he was tired.",
        "They met in Khasan.",
        "They spoke in Turkish.",
        "Guards stood on Lisbon Street.",
        "The Northern and the Central said no.",
        "A statement in capitals said US was us.",
    ],
)
def test_what_is_no_place_or_cannot_be_told(extract: Extract, text: str) -> None:
    assert [p.name for p in extract(text).places if p.precision != "country"] == []


def test_a_small_town_without_support_is_refused_and_counted(extract: Extract) -> None:
    found = extract("The men met in Khasan.")
    assert not found.places
    assert [(r.reason, r.count) for r in found.rejected if r.kind == "places"] == [
        ("ambiguous_place", 1)
    ]


def test_adjectives_are_associative(extract: Extract) -> None:
    found = extract("Syrian troops entered Homs.")
    assert [(p.anchor.text, p.kind) for p in found.places] == [
        ("Syrian", "associative"),
        ("Homs", "literal"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "KYIV MOSCOW ALEPPO " * 300,
        "In In In of Of the The " * 300,
        "Near " + "A" * 5000,
        "Region, Region (Region, " * 300,
        "В Киеве and 平壌 near Київ, Сирія",
        "İstanbul, Türkiye, near ﬁ",
    ],
)
def test_hostile_text(extract: Extract, text: str) -> None:
    for place in extract(text).places:
        assert text[place.anchor.start : place.anchor.spans[-1].end] == place.anchor.text


def test_a_town_of_a_country_in_the_text_comes_before_a_namesake(extract: Extract) -> None:
    found = extract("Ukrainian officials said that shells fell on Pokrovsk.")
    assert [(p.name, p.country) for p in found.places if p.precision == "town"] == [
        ("Pokrovsk", "UA")
    ]
