"""Figures against other texts. The stories are made up; only the shapes are those of print."""

import pytest
from reconcile_reports import held_against, of_type, weighty

MARCH = (
    "The Herald",
    "2031-03-02",
    "Around 300 Kenyan soldiers have been killed in Somalia, Western diplomats told the Herald.",
)
MAY = (
    "The Courier",
    "2031-05-11",
    "The Kenyan Defence Ministry said on Sunday that 520 Kenyan soldiers had died in Somalia.",
)


def test_an_old_number_given_as_current_is_stale():
    text = "Reports indicate that at least 300 Kenyan soldiers have been killed in Somalia."
    found = of_type(held_against(text, MARCH, MAY), "stale")
    assert len(found) == 1
    assert found[0].here[0].anchor.text == "at least 300 Kenyan soldiers"
    assert {s.anchor.document for s in found[0].there if s.anchor} != set()
    assert "520" in found[0].why
    assert "Western diplomats" in found[0].why


@pytest.mark.parametrize(
    "text",
    [
        "By early March 2031 around 300 Kenyan soldiers had been killed in Somalia, reports said.",
        "Reports say 300 Kenyan soldiers died in Somalia. A minister said 520 had been killed.",
        "The Kenyan Defence Ministry said that 520 Kenyan soldiers have been killed in Somalia.",
        "Around 300 Kenyan civilians have been killed in Somalia, reports say.",
        "Around 300 Ugandan soldiers have been killed in Somalia, reports say.",
    ],
    ids=["dated", "has the later one", "the later one itself", "civilians", "another army"],
)
def test_what_is_dated_complete_or_about_others_is_not_stale(text):
    assert of_type(held_against(text, MARCH, MAY), "stale") == []


def test_a_number_that_nobody_has_given_since_is_not_stale():
    text = "Reports indicate that at least 300 Kenyan soldiers have been killed in Somalia."
    assert of_type(held_against(text, MARCH), "stale") == []


def test_a_number_that_was_given_again_after_all_others_stands():
    again = ("The Globe", "2031-05-15", MARCH[2])
    text = "Reports indicate that at least 300 Kenyan soldiers have been killed in Somalia."
    assert of_type(held_against(text, MARCH, MAY, again), "stale") == []


def test_later_texts_do_not_make_an_earlier_one_stale():
    text = "Reports indicate that at least 300 Kenyan soldiers have been killed in Somalia."
    found = held_against(text, MARCH, MAY, published="2031-04-20")
    assert of_type(found, "stale") == []


def test_the_dead_and_all_casualties_are_two_scopes_and_no_conflict():
    other = (
        "The Courier",
        "2031-05-11",
        "Kenyan soldiers have taken more than 900 casualties in Somalia, the ministry said.",
    )
    text = "More than 900 Kenyan soldiers have been killed in Somalia."
    found = held_against(text, other)
    assert [f.type for f in found if f.type.startswith("conflict")] == []
    assert len(of_type(found, "scope")) == 1


def test_a_number_put_into_the_mouth_of_a_speaker_who_gave_another():
    other = ("The Courier", "2031-05-19", MAY[2])
    text = "The Kenyan Defence Ministry said that 250 Kenyan soldiers have been killed in Somalia."
    found = of_type(held_against(text, other), "conflict.figure")
    assert len(found) == 1
    assert found[0].weight >= 0.5
    assert "520" in found[0].why


def test_two_speakers_who_differ_are_shown_but_not_weighty():
    text = "Al-Shabaab said that 800 Kenyan soldiers have been killed in Somalia."
    found = held_against(text, ("The Courier", "2031-05-19", MAY[2]))
    assert len(of_type(found, "conflict.figure")) == 1
    assert weighty(found) == []


def test_a_total_that_has_grown_is_no_conflict():
    text = "The Kenyan Defence Ministry said that 560 Kenyan soldiers have been killed in Somalia."
    assert of_type(held_against(text, MARCH, MAY), "conflict.figure") == []


def test_those_there_now_and_those_who_came_first():
    other = (
        "The Courier",
        "2031-05-11",
        "Some 4,000 Kenyan soldiers were initially deployed in Somalia, the ministry said.",
    )
    text = "Some 4,000 Kenyan soldiers are currently serving in Somalia."
    found = of_type(held_against(text, other), "scope")
    assert len(found) == 1
    assert "initially" in found[0].there[0].anchor.text


def test_one_number_of_several_speakers_is_an_agreement():
    text = "Uganda's army said that 520 Kenyan soldiers have been killed in Somalia."
    found = held_against(text, MAY)
    assert len(of_type(found, "agreement")) == 1
    assert weighty(found) == []


def test_announced_elsewhere_done_here():
    other = (
        "The Courier",
        "2031-05-18",
        "Kenya's president said on Sunday that Kenya will send 700 Kenyan engineers to Haiti.",
    )
    text = "Kenya has sent 700 Kenyan engineers to Haiti."
    found = of_type(held_against(text, other), "conflict.modality")
    assert len(found) == 1
    assert found[0].weight >= 0.5
    again = held_against(text, other, ("The Globe", "2031-05-19", f"{text} They landed."))
    assert of_type(again, "conflict.modality") == []


def test_one_number_that_others_give_in_parts():
    other = (
        "The Courier",
        "2031-05-18",
        "President Ruto said Kenya will send 700 Kenyan sappers and 300 Kenyan builders to Haiti.",
    )
    text = "Kenya sends 1,000 Kenyan troops to the front in Haiti."
    found = [f for f in held_against(text, other) if f.type in ("conflict.modality", "scope")]
    assert len(found) == 1
    assert "sappers" in found[0].there[0].anchor.text


def test_the_dead_of_one_ambush_are_not_held_against_those_of_a_war():
    text = "At least 100 Kenyan soldiers were killed in an ambush in Somalia, the BBC reported."
    found = held_against(text, MARCH, MAY)
    assert [f.type for f in found if f.type in ("stale", "conflict.figure", "scope")] == []


def test_two_texts_on_one_ambush_are_held_against_one_another():
    words = "Kenya's Defence Ministry said that an ambush in Somalia had killed 40 Kenyan soldiers."
    text = "At least 100 Kenyan soldiers were killed in an ambush in Somalia."
    found = held_against(text, ("The Courier", "2031-05-19", words))
    assert len(of_type(found, "conflict.figure")) == 1
    found = held_against(text, ("The Courier", "2031-03-19", words))
    assert of_type(found, "conflict.figure") == []


def test_few_people_are_counted_alike_by_chance():
    text = "Reports say 3 Kenyan soldiers have been killed in Somalia."
    other = ("The Courier", "2031-01-19", "3 Kenyan soldiers were killed in Somalia, NATO said.")
    assert weighty(held_against(text, other, MAY)) == []


def test_a_count_of_another_war_is_not_weighty():
    text = "Reports indicate that at least 300 Kenyan soldiers have been killed in Haiti."
    assert weighty(held_against(text, MARCH, MAY)) == []


STRIKE = (
    "The Courier",
    "2031-05-19",
    "Reuters said 12 people were killed in an airstrike in Sirte.",
)


def test_victims_of_no_country_are_held_against_those_of_one_place_and_occasion():
    text = "Some 60 people were killed in an airstrike in Sirte, according to the mayor's office."
    found = of_type(held_against(text, STRIKE), "conflict.figure")
    assert [f.here[0].anchor.text for f in found] == ["Some 60 people"]


@pytest.mark.parametrize(
    "text",
    [
        "Some 60 people were killed in an airstrike in Tobruk, according to the mayor's office.",
        "Some 60 people were wounded in an airstrike in Sirte, according to the mayor's office.",
        "Some 60 people were killed in Sirte last year, according to the mayor's office.",
    ],
    ids=["another town", "wounded", "no strike"],
)
def test_victims_of_another_place_or_occasion_are_not(text):
    found = held_against(text, STRIKE)
    assert [f for f in found if f.type in ("conflict.figure", "stale", "scope")] == []


def test_the_toll_of_a_place_goes_stale():
    old = (
        "The Herald",
        "2031-01-19",
        "More than 4,000 civilians have been killed in Benghazi, Western diplomats said.",
    )
    new = (
        "The Courier",
        "2031-05-01",
        "The UN said that 9,500 civilians have been killed in Benghazi.",
    )
    text = "More than 4,000 civilians have been killed in Benghazi, reports say."
    assert len(of_type(held_against(text, old, new), "stale")) == 1
