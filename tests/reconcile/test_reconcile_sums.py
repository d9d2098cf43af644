import pytest
from own_findings_of import own_findings, words_of

from reportedly.model import WEIGHTY

HOLDS = [
    "Chad will send 400 medics and 600 engineers to the border, 1,000 people in all.",
    "The strike killed 12 soldiers and wounded 30, bringing casualties to 42.",
    "The army reported 4,700 casualties, including 600 killed and 4,100 wounded.",
    "Sudan will send 900 soldiers. The force includes 500 sappers and 400 military builders.",
    "The strike left 12 dead and 30 wounded. In all, 42 casualties were counted.",
    "Niger counted 300 dead and 2,700 wounded. Its casualties are put at about 3,000.",
    "Chad will send 410 medics and 640 engineers to the border, about 1,000 people in all.",
]


@pytest.mark.parametrize("text", HOLDS)
def test_a_sum_that_holds_is_light(text: str) -> None:
    [finding] = own_findings(text, "arithmetic")
    assert finding.type == "arithmetic.holds"
    assert finding.weight < WEIGHTY
    assert len(finding.here) == 3


FAILS = [
    "Chad will send 400 medics and 600 engineers to the border, a total of 1,200 people.",
    "The strike left 12 dead and 30 wounded, 44 casualties in all.",
    "The army reported 4,700 casualties, including 600 killed and 5,100 wounded.",
    "The army reported 4,700 casualties, including 5,600 deaths.",
    "Sudan will send 900 soldiers. The force comprises 500 sappers and 300 military builders.",
    "They captured 10 soldiers, 12 of them officers.",
    "The strike left 12 dead and 30 wounded. Altogether 62 casualties were counted.",
]


@pytest.mark.parametrize("text", FAILS)
def test_a_sum_that_fails_is_weighty(text: str) -> None:
    [finding] = own_findings(text, "arithmetic")
    assert finding.type == "arithmetic.fails"
    assert finding.weight >= WEIGHTY


NO_SUM = [
    # no words tie the numbers together
    "In January 300 soldiers died. On Monday the army said it had 5,000 men and 40 tanks.",
    # "including" names some of them, and nobody says these are all
    "The army reported 4,700 casualties, including 600 killed and 3,100 wounded.",
    "They captured 40 soldiers, 12 of them officers.",
    # one person may be both
    "The army has 400 soldiers, including 300 volunteers and 200 women.",
    # the total is of another time
    "The strike left 12 dead and 30 wounded, a total of 300 casualties since January.",
    # the part comes first, its base later
    "Some 40 of them were dead, out of 900 who were sent.",
    # what was there before is not said
    "Another 500 soldiers came, bringing the total to 2,600.",
]


@pytest.mark.parametrize("text", NO_SUM)
def test_numbers_that_nothing_ties_are_left_alone(text: str) -> None:
    assert own_findings(text, "arithmetic") == []


def test_the_reason_prints_the_sum() -> None:
    [finding] = own_findings(HOLDS[2], "arithmetic")
    assert "600 + 4,100 = 4,700" in finding.why
    [failing] = own_findings(FAILS[1], "arithmetic")
    assert "12 + 30 = 42" in failing.why
    assert "44" in failing.why


def test_a_sum_said_three_times_is_found_once() -> None:
    found = own_findings(" ".join([HOLDS[3]] * 3), "arithmetic")
    assert len(found) == 1


def test_fighters_and_the_same_number_without_arms() -> None:
    text = (
        "Chad sends 900 troops to the front\n\nThe minister said: “We will send 500 sappers and "
        "400 military builders to the region.”\n"
    )
    [finding] = own_findings(text, "inconsistent")
    assert words_of(finding) == (["900 troops"], ["500 sappers", "400 military builders"])
    assert finding.weight < WEIGHTY
    same = text.replace("troops", "people")
    assert own_findings(same, "inconsistent") == []


def test_a_part_of_a_part_is_not_added() -> None:
    text = "The bomb hurt 20 people, of whom 17 were wounded badly, 3 of them at the bridge."
    assert own_findings(text, "arithmetic") == []
