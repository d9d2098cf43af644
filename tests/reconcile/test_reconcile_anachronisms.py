import pytest
from own_findings_of import own_findings

from reportedly.model import WEIGHTY

DAY = "2025-06-18"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Biden administration has condemned the shipment.", "The Biden administration"),
        ("The Scholz government is weighing an answer.", "The Scholz government"),
        (
            "Defence Minister Sergei Shoigu says the bridge is closed.",
            "Defence Minister Sergei Shoigu",
        ),
        ("Russian Defence Minister Sergei Shoigu said on Tuesday that it was closed.", "Shoigu"),
        ("Sergei Shoigu, Russia's defence minister, has warned of an attack.", "defence minister"),
        ("British Prime Minister Rishi Sunak is to visit Kyiv.", "Prime Minister Rishi Sunak"),
        ("Vice President Kamala Harris plans to speak.", "Vice President Kamala Harris"),
        ("Chancellor Olaf Scholz met the envoy on 12 June 2025.", "Chancellor Olaf Scholz"),
    ],
)
def test_an_office_that_another_holds(text: str, words: str) -> None:
    [finding] = own_findings(text, "anachronism", published=DAY)
    assert finding.weight >= WEIGHTY
    assert words in finding.here[0].anchor.text
    assert [s.known.table for s in finding.there] == ["holders", "holders"]


def test_the_row_says_who_since_when_and_how_well_it_is_known() -> None:
    text = "The Biden administration has condemned the shipment."
    [finding] = own_findings(text, "anachronism", published=DAY)
    now, before = (s.known for s in finding.there)
    assert now.words == (
        "Donald Trump, President of the United States since 20 January 2025 "
        "(recalled, not read in the reference)"
    )
    assert now.reference == "Wikipedia: List of presidents of the United States"
    assert "from 20 January 2021 to 20 January 2025" in before.words


@pytest.mark.parametrize(
    "text",
    [
        "In 2023 the Biden administration condemned the shipment.",
        "Aid has grown since the Biden administration has left. Under President Biden, it fell.",
        "The minister criticised the Biden administration.",
        "Ignoring the Biden administration's advice, they have left.",
        "The Biden administration had condemned the shipment.",
        "Former Defence Minister Sergei Shoigu says the bridge is closed.",
        "Former Russian Defence Minister Sergei Shoigu says the bridge is closed.",
        "Then-Prime Minister Rishi Sunak said the bridge was closed.",
        "Rishi Sunak, prime minister until 2024, has spoken.",
        "Rishi Sunak, the former prime minister, has spoken.",
        "“Prime Minister Sunak is wrong,” said Ms Brown.",
        "President Trump has spoken. Security Council Secretary Sergei Shoigu says no.",
        "In March 2024 Chancellor Olaf Scholz met the envoy.",
        "A talk was held in May 2023. Chancellor Olaf Scholz met the envoy there.",
        "The Biden administration sent them there.",
        "The Biden administration has been blamed for it. It is remembered for that.",
        "Canadian Prime Minister Sunak has spoken.",
        "President Melania Trump has spoken. President Hunter Biden says so.",
        "Prime Minister Sunak Ferraro has spoken.",
        "Deputy Prime Minister Sunak has spoken.",
    ],
)
def test_what_is_told_from_then_is_none(text: str) -> None:
    assert own_findings(text, "anachronism", published=DAY) == []


def test_the_simple_past_without_a_day_is_light() -> None:
    text = "The Biden administration condemned the shipment."
    [finding] = own_findings(text, "anachronism", published=DAY)
    assert finding.weight < WEIGHTY


def test_a_title_before_its_time_may_be_one_of_courtesy() -> None:
    [finding] = own_findings("President Trump has spoken.", "anachronism", published="2024-06-18")
    assert finding.weight < WEIGHTY
    text = "The Trump administration has spoken."
    [government] = own_findings(text, "anachronism", published="2024-06-18")
    assert government.weight >= WEIGHTY


@pytest.mark.parametrize("day", ["2025-01-19", "2025-01-21", "2023-05-01"])
def test_in_office_and_within_the_margin(day: str) -> None:
    text = "The Biden administration has condemned the shipment."
    assert own_findings(text, "anachronism", published=day) == []


def test_without_a_date_only_the_text_itself_can_disagree() -> None:
    text = "The Biden administration has condemned it. President Donald Trump says he is glad."
    assert own_findings(text, "anachronism", published=None) == []
    [finding] = own_findings(text, "inconsistent", published=None)
    assert finding.weight >= WEIGHTY
    assert own_findings(text, "inconsistent", published=DAY) == []


def test_who_acts_with_somebody_else_acts() -> None:
    text = "The Biden administration and the Houthis agreed on a truce in March 2025."
    [finding] = own_findings(text, "anachronism", published="2025-06-10")
    assert finding.weight >= WEIGHTY
