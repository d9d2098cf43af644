"""What the bundled stories report, held against the bundled packs: rows of the analysis."""

from functools import cache

import pytest

from reportedly.extract import extract_document
from reportedly.model import Assessment, Report
from reportedly.reading import Given, choose_reader, read_document
from reportedly.reconcile import Facts, find_facts
from reportedly.regimes import assess, load_bundled, read_law
from reportedly.stories import list_story

DPRK, YEMEN = "un-sc1718", "un-sc2140"


@cache
def facts_of(story: str, number: str) -> Facts:
    [file] = [f for f in list_story(story) if f.name.partition("/")[2].startswith(number)]
    reader = choose_reader(file.name, "text/markdown", file.raw)
    document = read_document(
        file.raw, name=file.name, reader=reader, address=None, charset=None, given=Given()
    )
    return find_facts(Report(document, extract_document(document)))


def assessed(story: str, number: str, pack: str) -> list[Assessment]:
    return list(assess(facts_of(story, number).conducts, load_bundled(pack)))


def touched(found: list[Assessment]) -> dict[str, str]:
    return {a.provision: a.outcome for a in found if a.outcome != "not_engaged"}


ENGAGED = {
    "shells and missiles for Russia": ("048", "1874-9", ()),
    "builders and sappers for Kursk, announced": ("038", "2397-8", ("earning income", "done")),
    "the same, work authorisations": ("038", "2375-17", ("work authorisation", "done")),
    "soldiers sent": ("021", "2321-15", ("tie", "finding")),
    "workers used, and no word of pay beside": ("034", "2397-8", ("earning income",)),
}


@pytest.mark.parametrize(("number", "key", "missing"), ENGAGED.values(), ids=ENGAGED)
def test_what_is_missing_is_named(number: str, key: str, missing: tuple[str, ...]) -> None:
    found = [a for a in assessed("russia_dprk", number, DPRK) if a.provision == key]
    assert missing in [tuple(e.name for e in a.missing) for a in found]
    assert {a.outcome for a in found} == {"plausible" if missing else "engaged"}


UNTOUCHED = {
    "a treaty signed": "001",
    "a treaty ratified": "008",
    "a treaty in force": "010",
    "trains again": "041",
    "a joint drill of others": "046",
    "a passenger flight": "050",
    "portraits of the fallen": "051",
    "a museum begun": "054",
}


@pytest.mark.parametrize("number", UNTOUCHED.values(), ids=UNTOUCHED)
def test_near_misses_touch_nothing(number: str) -> None:
    assert touched(assessed("russia_dprk", number, DPRK)) == {}


@pytest.mark.parametrize(
    ("number", "keys"),
    [("022", {"1718-8e", "2094-10"}), ("059", {"2321-29", "2397-6"})],
    ids=["a visit beside other news", "a museum beside other news"],
)
def test_near_misses_beside_other_news_touch_no_paragraph_of_theirs(
    number: str, keys: set[str]
) -> None:
    assert not keys & set(touched(assessed("russia_dprk", number, DPRK)))


def test_arms_whose_receiver_is_only_named_elsewhere_stay_open() -> None:
    found = [
        a
        for n in range(1, 23)
        for a in assessed("yemen_arms", f"{n:03}", YEMEN)
        if a.provision == "2624-Ha" and "seiz" not in a.act.text
    ]
    assert {a.outcome for a in found} >= {"plausible"}
    assert any("recipient" in {e.name for e in a.missing} for a in found)


def test_deaths_in_air_strikes_are_no_matter_of_the_embargo() -> None:
    for number in ("003", "004", "005"):
        keys = touched(assessed("yemen_arms", number, YEMEN))
        assert not any(key.startswith(("2216-14", "2624")) for key in keys)


def test_each_story_stays_with_its_regime() -> None:
    for number in ("021", "038", "048"):
        assert assessed("russia_dprk", number, YEMEN) == []


def test_nobody_in_the_story_says_what_the_law_forbids_too_widely() -> None:
    law = [c for n in range(1, 60) for c in facts_of("russia_dprk", f"{n:03}").law]
    assert [r for r in read_law(law, load_bundled(DPRK)) if r.state == "broader"] == []
    assert any(c.kind == "breach" for c in law)
