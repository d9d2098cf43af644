import pytest
from own_findings_of import own_findings


@pytest.mark.parametrize(
    "text",
    [
        "Some 300 of the 1,200 conscripts, or a quarter, have been killed.",
        "At least 300 conscripts died, representing nearly 26% of the 1,200 conscripts sent.",
        "They lost 100 soldiers, representing nearly 10 percent of the estimated 1,100 soldiers.",
        "At least 310 conscripts died, about a quarter of the 1,200 conscripts sent.",
        "The dead, 300 conscripts, amount to 25% of the 1,200 conscripts sent there.",
    ],
)
def test_shares_that_hold(text: str) -> None:
    found = own_findings(text, "arithmetic")
    assert [f.type for f in found] in (["arithmetic.holds"], [])
    assert "fails" not in str(found)


@pytest.mark.parametrize(
    ("text", "worked_out"),
    [
        ("Some 300 of the 1,200 conscripts, or a third, have been killed.", "25 %"),
        ("At least 300 conscripts died, representing nearly 40% of the 1,200 conscripts.", "25 %"),
    ],
)
def test_shares_that_fail(text: str, worked_out: str) -> None:
    [finding] = own_findings(text, "arithmetic")
    assert finding.type == "arithmetic.fails"
    assert worked_out in finding.why


@pytest.mark.parametrize(
    "text",
    [
        "Some 300 conscripts were killed. Elsewhere 40% of the 1,200 conscripts fell ill.",
        "The army lost 300 men and a third of the 90 tanks it had.",
        "The index lost 26 points or 12% to a level of 743 points.",
        "It hit 300,000 miners, who make up 50 percent of us, and led to the loss of 250 miners.",
        "Support rose by 12% while 300 of the 1,200 conscripts left.",
    ],
)
def test_shares_of_something_else_are_left_alone(text: str) -> None:
    assert own_findings(text, "arithmetic") == []


def test_what_came_and_what_it_makes() -> None:
    text = "Mali had 1,500 soldiers in the town. Another 500 soldiers brought the total to {}."
    [holds] = own_findings(text.format("2,000"), "arithmetic")
    assert (holds.type, "1,500 + 500 = 2,000" in holds.why) == ("arithmetic.holds", True)
    [fails] = own_findings(text.format("2,600"), "arithmetic")
    assert fails.type == "arithmetic.fails"


def test_several_earlier_numbers_are_no_base() -> None:
    text = (
        "Mali had 1,500 soldiers in the town and 300 soldiers at the bridge. Another 500 soldiers "
        "brought the total to 2,600."
    )
    assert own_findings(text, "arithmetic") == []
