import pytest
from reconcile_reports import held_against, of_type, weighty

SIGNED = (
    "The Courier",
    "2031-02-12",
    "Kenya and Ethiopia signed a defence treaty in Nairobi on February 12, 2031.",
)
RATIFIED = (
    "The Herald",
    "2031-04-22",
    "Kenya and Ethiopia ratified the treaty on April 21, 2031, the speaker said.",
)


def test_another_day_for_a_deed_that_is_done_once():
    text = "The drill follows a treaty that was signed by Kenya and Ethiopia in April 2031."
    found = of_type(held_against(text, SIGNED, RATIFIED), "conflict.date")
    assert len(found) == 1
    assert found[0].here[0].anchor.text == "April 2031"
    assert "12 February 2031" in found[0].why
    assert "ratified" in found[0].why


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Ethiopia signed the treaty in February 2031.",
        "Kenya and Ethiopia ratified the treaty in April 2031.",
        "Kenya and Sudan signed a treaty in April 2031.",
        "Kenya and Ethiopia signed a memorandum on wheat in April 2031.",
        "Kenya and Ethiopia will sign a treaty in June 2031.",
    ],
    ids=["same month", "another deed", "other parties", "another thing", "still to come"],
)
def test_no_conflict_where_the_deed_is_another_or_the_day_fits(text):
    assert of_type(held_against(text, SIGNED, RATIFIED), "conflict.date") == []


FIRST = (
    "The Courier",
    "2030-10-18",
    "Kenya has begun moving soldiers to Haiti. A first group of 200 arrived on October 8, 2030.",
)


def test_a_presence_older_than_the_first_arrival():
    text = "Kenyan soldiers have been present in Haiti since 2027, intelligence sources indicate."
    found = of_type(held_against(text, FIRST), "conflict.date")
    assert len(found) == 1
    assert found[0].here[0].anchor.text == "since 2027"
    assert any("first group" in s.anchor.text for s in found[0].there if s.anchor)


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan soldiers have been present in Haiti since October 2030.",
        "Kenyan soldiers have been present in Somalia since 2011.",
        "Kenyan workers have been employed in Haiti since 2027.",
    ],
    ids=["fits", "elsewhere", "other people"],
)
def test_a_beginning_that_fits_or_is_another(text):
    assert of_type(held_against(text, FIRST), "conflict.date") == []


def test_still_to_come_here_and_done_elsewhere():
    other = (
        "The Courier",
        "2031-05-18",
        "Trains link Kenya and Ethiopia again. The service resumed on May 17, 2031.",
    )
    text = "Rail links between Kenya and Ethiopia are expected to resume soon, the minister said."
    found = of_type(held_against(text, other), "stale")
    assert len(found) == 1
    assert "17 May 2031" in found[0].why
    early = held_against(text, other, published="2031-05-10")
    assert weighty(early) == []


def test_a_service_at_one_town_that_runs_again_is_not_still_to_come():
    other = (
        "The Courier",
        "2031-05-18",
        "Flights at Kismayo airport in Somalia resumed on May 17, 2031, its director said.",
    )
    text = "Flights at Kismayo airport in Somalia are expected to resume soon, officials said."
    assert len(of_type(held_against(text, other), "stale")) == 1
    elsewhere = "Flights at Baidoa airport in Somalia are expected to resume soon, officials said."
    assert of_type(held_against(elsewhere, other), "stale") == []
