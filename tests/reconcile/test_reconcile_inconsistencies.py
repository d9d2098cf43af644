import pytest
from own_findings_of import own_findings, words_of

from reportedly.model import WEIGHTY

SINCE = "Chadian soldiers have been present in Sudan since the war began in 2028."
WITHIN = "At least 200 Chadian soldiers have been killed within two months of deployment in Sudan."


def test_there_for_years_and_yet_within_months() -> None:
    [finding] = own_findings(f"{SINCE} {WITHIN}", "inconsistent")
    assert words_of(finding) == (
        ["since the war began in 2028"],
        ["within two months of deployment"],
    )
    assert finding.weight >= WEIGHTY


@pytest.mark.parametrize(
    "other",
    [
        WITHIN.replace("Chadian", "Malian"),  # other people
        WITHIN.replace("Sudan", "Libya"),  # another place
        WITHIN.replace("At least 200", "At least 200 newly arrived"),  # some of them
        WITHIN.replace("have been", "were"),  # told of then
        WITHIN.replace("two months", "three years"),  # as long as it can be
        "Chadian soldiers have two months of training.",
    ],
)
def test_stretches_of_something_else(other: str) -> None:
    assert own_findings(f"{SINCE} {other}", "inconsistent") == []


def test_presence_since_lately_is_no_matter() -> None:
    since = SINCE.replace("the war began in 2028", "March 2031")
    assert own_findings(f"{since} {WITHIN}", "inconsistent") == []


HEADLINE = "{} Malian soldiers killed in ambush\n\nThe army said {} Malian soldiers were killed.\n"


def test_a_headline_number_that_the_body_does_not_have() -> None:
    [finding] = own_findings(HEADLINE.format("300", "30"), "inconsistent")
    assert words_of(finding) == (["300 Malian soldiers"], ["30 Malian soldiers"])
    assert finding.weight >= WEIGHTY
    assert own_findings(HEADLINE.format("30", "30"), "inconsistent") == []
    assert own_findings(HEADLINE.format("About 30", "28"), "inconsistent") == []


def test_a_headline_number_of_a_day_is_no_total() -> None:
    text = HEADLINE.format("30", "300").replace("were killed", "were killed since January")
    assert own_findings(text, "inconsistent") == []


def test_two_numbers_by_one_speaker() -> None:
    text = (
        "General Traore said 30 Malian soldiers were killed at the bridge. A man ran away.\n\n"
        "General Traore said 50 Malian soldiers were killed at the bridge.\n"
    )
    found = own_findings(text, "inconsistent")
    assert [f.weight < WEIGHTY for f in found] in ([True], [False], [True, False], [False, True])
    assert own_findings(text.replace("50", "another 50"), "inconsistent") == []


def test_one_saying_in_two_wordings_is_light() -> None:
    text = (
        "“We will stand with our brothers to the end,” General Traore said. Later the general was "
        "quoted again. “We shall stand with our brothers until the end,” General Traore said.\n"
    )
    [finding] = own_findings(text, "inconsistent")
    assert finding.weight < WEIGHTY
