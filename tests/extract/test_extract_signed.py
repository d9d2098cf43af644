import pytest

from reportedly.extract import Options, extract_document
from reportedly.reading import Given, read_text


def signed(text: str) -> list[tuple[str | None, str | None, str, str]]:
    found = extract_document(
        read_text(text, Given(language="en")), Options(attribution="rules")
    ).attributions
    return [
        (a.source and a.source.text, a.cue and a.cue.text, a.content.text, a.mode)
        for a in found
        if a.mode != "narrative"
    ]


@pytest.mark.parametrize("dash", ["―", "—", "–", "-", "--"])
def test_a_quotation_signed_behind_a_dash(dash: str) -> None:
    text = (
        f"Readers wrote to us about the ferry.\n\n“It comes late every day.”\n{dash} Anna de Bell"
    )
    assert signed(text) == [("Anna de Bell", dash, "“It comes late every day.”", "direct")]


def test_what_stands_behind_a_name() -> None:
    text = "“It comes late every day.” — Anna Bell, a teacher from the north shore"
    assert signed(text) == [("Anna Bell", "—", "“It comes late every day.”", "direct")]


@pytest.mark.parametrize(
    "text",
    [
        "“It comes late every day.” — and nobody knows why",
        "“It comes late every day.” — Anna Bell sold the boat",
        "The sign “It comes late every day” — Anna Bell",
    ],
)
def test_other_words_behind_a_dash_sign_nothing(text: str) -> None:
    assert not any(a[0] == "Anna Bell" for a in signed(text))


def test_a_list_of_signed_quotations_in_hasty_print() -> None:
    text = (
        "“It comes late every day.”\xa0― Anna Bell\xa0\n\n”The crew is kind. Nothing else is.” ― "
        "Olga Marin.\n\n“I take the bus.”― Ivo Sand"
    )
    assert [(a[0], a[2]) for a in signed(text)] == [
        ("Anna Bell", "“It comes late every day.”"),
        ("Olga Marin", "”The crew is kind. Nothing else is.”"),
        ("Ivo Sand", "“I take the bus.”"),
    ]
