import pytest
from echo_cases import echoes, links, page

FIRST = "General Idris Keita said that 1,340 Malian soldiers had been killed in Azawad."


def reused(later: str, first: str = FIRST, *, day: str = "2031-05-23") -> set:
    return links(page("The Courier", "2031-05-20", first), page("The Mail", day, later))


LINK = {("The Mail", "The Courier", "figure_reuse")}


@pytest.mark.parametrize(
    "later",
    [
        "Idris Keita has spoken of 1,340 Malian soldiers killed.",
        "So far 1,340 Malian soldiers have been killed in the war in Azawad.",
        "The army lost 1,340 Malian soldiers killed in Azawad; Keita gave the number on May 20.",
    ],
)
def test_a_number_with_its_speaker_day_or_place_is_carried_on(later):
    assert reused(later) == LINK


@pytest.mark.parametrize(
    "later",
    [
        "Governor Moussa Diallo said that 1,340 Malian soldiers had been killed.",
        "So far 1,340 Malian soldiers have been wounded in the war.",
        "So far 1,340 Chadian soldiers have been killed.",
        "So far 1,350 Malian soldiers have been killed.",
    ],
)
def test_another_speaker_measure_people_or_number_is_none(later):
    assert not reused(later) & LINK


def test_a_round_number_alone_is_weak():
    first = "General Idris Keita said that 1,000 Malian soldiers had been killed."
    assert reused("Some say that 1,000 Malian soldiers have died.", first) == set()
    assert reused("Keita said that 1,000 Malian soldiers had died.", first) != set()


def test_the_first_text_that_has_a_figure_is_its_origin():
    found = links(
        page("The Courier", "2031-05-20", FIRST),
        page("The Post", "2031-05-21", FIRST.replace("General ", "")),
        page("The Mail", "2031-05-29", "Keita had counted 1,340 Malian soldiers killed."),
    )
    assert ("The Mail", "The Courier", "figure_reuse") in found
    assert not {x for x in found if x[:2] == ("The Mail", "The Post")}


def test_the_reason_names_what_both_have():
    (echo,) = echoes(
        page("The Courier", "2031-05-20", FIRST),
        page("The Mail", "2031-05-23", "Keita has spoken of 1,340 Malian soldiers killed."),
    )
    assert "1340 is no round number" in echo.reason
    assert [a.text for a in echo.there] == ["1,340 Malian soldiers"]
