from pathlib import Path

import pytest
from acts_of import assessed, read

from reportedly import assess_text
from reportedly.errors import UsageError
from reportedly.model import Assessment, Pack
from reportedly.regimes import assess_all, load_pack


def results(found: Assessment) -> dict[str, str]:
    return {e.name: e.result for e in found.elements}


OUTCOMES = {
    "all of it": ("Norway delivered twelve tanks to Chad on Monday.", "11-3", "engaged", ()),
    "a wider word": (
        "Norway delivered weapons to Chad on Monday.", "11-3", "plausible", ("object",),
    ),
    "nobody who gives": (
        "Twelve tanks were delivered to Chad on Monday.", "11-3", "plausible", ("actor",),
    ),
    "to come": ("Norway will deliver twelve tanks to Chad.", "11-3", "plausible", ("done",)),
    "perhaps": ("Norway may have delivered tanks to Chad.", "11-3", "plausible", ("done",)),
    "denied": ("Norway denied that it had delivered tanks to Chad.", "11-3", "not_engaged", ()),
    "by its own": ("Chad delivered twelve tanks to a base in Chad.", "11-3", "not_engaged", ()),
    "an exception": (
        "Norway delivered a tank to Chad for flood relief on Monday.", "11-3", "not_engaged", (),
    ),
    "workers, unpaid for all one reads": (
        "Chad sent 500 builders to Norway in April.", "11-4", "plausible", ("wages",),
    ),
    "workers, paid": (
        "Chad sent 500 builders to Norway in April. They earn wages of 90 dollars.", "11-4",
        "engaged", (),
    ),
    "under the cap": (
        "In 2012 Norway bought 800 tonnes of peat from Chad.", "11-5", "plausible",
        ("above the cap",),
    ),
    "above the cap": (
        "In 2012 Norway bought 2,000 tonnes of peat from Chad.", "11-5", "engaged", (),
    ),
    "after the cap": (
        "In 2016 Norway bought 2,000 tonnes of peat from Chad.", "11-5", "not_engaged", (),
    ),
    "under the ban": ("In 2016 Norway bought peat bricks from Chad.", "12-2", "engaged", ()),
    "of that origin": ("Norway bought Chadian peat in 2016.", "12-2", "engaged", ()),
    "before the ban": ("In 2014 Norway bought peat from Chad.", "12-2", "not_engaged", ()),
    "partly before": (
        "Between 2014 and 2016 Norway bought peat from Chad.", "12-2", "plausible", ("in force",),
    ),
    "a listed company": (
        "In 2017 a bank in Bergen paid Lake Ferry 200 dollars.", "12-3", "engaged", (),
    ),
    "no longer listed": (
        "In 2021 a bank in Bergen paid Lake Ferry 200 dollars.", "12-3", "not_engaged", (),
    ),
    "never listed": (
        "In 2017 Lake Ferry said that a bank paid the Guild 200 dollars.", "12-3",
        "not_engaged", (),
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "provision", "outcome", "missing"), OUTCOMES.values(), ids=OUTCOMES
)
def test_outcomes(
    lake: Pack, text: str, provision: str, outcome: str, missing: tuple[str, ...]
) -> None:
    found = assessed(text, lake)[provision]
    assert found.outcome == outcome
    assert tuple(e.name for e in found.missing) == missing


UNRELATED = {
    "another object": "Norway delivered bread to Chad on Monday.",
    "another recipient, with the country looking on": (
        "Norway delivered tanks to Niger while Chad looked on."
    ),
    "a treaty": "Norway and Chad signed a treaty.",
    "nothing of the regime": "Norway delivered tanks to Sweden.",
}


@pytest.mark.parametrize("text", UNRELATED.values(), ids=UNRELATED)
def test_what_has_nothing_to_do_with_it_is_not_assessed(lake: Pack, text: str) -> None:
    assert assessed(text, lake) == {}


def test_every_element_rests_on_words_of_the_text(lake: Pack) -> None:
    text = "Norway delivered twelve tanks to Chad on Monday."
    found = assessed(text, lake)["11-3"]
    basis = {e.name: [a.text for a in e.basis] for e in found.elements}
    assert basis == {
        "act": ["delivered"],
        "actor": ["Norway"],
        "object": ["tanks"],
        "recipient": ["Chad"],
        "done": ["delivered"],
        "in force": [],
    }
    for element in found.elements:
        for anchor in element.basis:
            [(start, end)] = anchor.spans
            assert text[start:end] == anchor.text


def test_open_exceptions_are_named(lake: Pack) -> None:
    found = assessed("Norway delivered twelve tanks to Chad on Monday.", lake)["11-3"]
    assert found.exempted == ()
    assert found.open == ("what is for flood relief", "what the committee allows")


def test_a_report_without_a_day_leaves_the_day_open(lake: Pack) -> None:
    found = assessed("Norway delivered twelve tanks to Chad.", lake, None)["11-3"]
    assert results(found)["in force"] == "undetermined"
    assert found.outcome == "plausible"


def test_texts_of_one_event_are_taken_together(lake: Pack) -> None:
    one = read("Norway delivered twelve tanks to Chad on 1 May 2018.")
    other = read("Twelve tanks were delivered to Chad on 1 May 2018, the port said.")
    events = {h.event: "one" for f in (one, other) for h in f.happenings}
    [joined] = assess_all([other, one], lake, events)
    assert joined.outcome == "engaged"
    assert sorted(t.assessment.outcome for t in joined.told) == ["engaged", "plausible"]
    apart = assess_all([other, one], lake)
    assert [j.outcome for j in apart] != ["engaged"]
    assert len(apart) == 2


def test_what_one_text_leaves_open_another_may_say(lake: Pack) -> None:
    who = read("Norway will deliver twelve tanks to Chad.")
    done = read("Twelve tanks were delivered to Chad on Monday.")
    events = {h.event: "one" for f in (who, done) for h in f.happenings}
    [joined] = assess_all([who, done], lake, events)
    assert joined.is_joined
    assert joined.outcome == "engaged"
    names = {a.text for e in joined.elements for a in e.basis}
    assert {"Norway", "delivered"} <= names


def test_a_text_is_assessed_without_a_ledger() -> None:
    text = "North Korea shipped artillery shells to Russia in May 2024, the agency said."
    found = assess_text(text, "un-sc1718", published="2024-06-02")
    assert ("1874-9", "engaged") in {(a.provision, a.outcome) for a in found}
    with pytest.raises(UsageError, match="there is no pack"):
        assess_text(text, "un-sea")


MORE = """
- key: 12-{number}
  resolution: "12"
  paragraph: "{number}"
  title: One more
  family: more
  wording: One more.
  force: mandatory
  bound: [member_states]
  number: read
  reference: the text itself
  from: 2015-03-01
  elements: {elements}
"""
GUILD = (
    "{act: {act: [pay]}, object: {kind: [money]}, conditions: "
    "[{name: guild, wording: to the Guild, test: {party: [guild]}}]}"
)
WORDS_OF_ROLES = {
    "a sum is money": (
        "{act: {act: [pay]}, object: {kind: [money]}, recipient: {country: [TD]}}",
        "Norway paid $400 to Chad on Monday.", "engaged",
    ),
    "the price of a thing is no gift of money": (
        "{act: {act: [transfer]}, object: {kind: [money]}, recipient: {country: [TD]}}",
        "Norway sold $400 worth of bread to Chad on Monday.", "none",
    ),
    "a noun names act and thing": (
        "{act: {act: [pay]}, object: {kind: [credit]}, recipient: {country: [TD]}}",
        "Norway granted a loan to Chad on Monday.", "engaged",
    ),
    "whoever employs does so at home": (
        "{act: {act: [employ]}, object: {kind: [workers]}, place: {country: [TD]}}",
        "A yard in Chad employed twelve builders on Monday.", "engaged",
    ),
    "whoever sends does not": (
        "{act: {act: [dispatch]}, object: {kind: [workers]}, place: {country: [TD]}}",
        "Chad sent twelve builders on Monday.", "plausible",
    ),
    "any argument may name the party": (
        GUILD,
        "Norway paid $400 to the Guild in Chad on Monday.", "engaged",
    ),
    "another party of the pack": (
        GUILD,
        "Norway paid $400 to Lake Ferry in Chad on Monday.", "none",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("elements", "text", "outcome"), WORDS_OF_ROLES.values(), ids=WORDS_OF_ROLES
)
def test_where_the_words_of_an_element_stand(
    folder: Path, elements: str, text: str, outcome: str
) -> None:
    more = MORE.replace("{number}", "7").replace("{elements}", elements)
    (folder / "provisions" / "more.yml").write_text(more, encoding="utf-8")
    found = assessed(text, load_pack(folder)).get("12-7")
    assert (found.outcome if found else "none") == outcome
