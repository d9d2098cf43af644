from collections.abc import Callable

import pytest

from reportedly.model import Document

Read = Callable[..., Document]
BODY = "\n\nThe council said on Sunday that it would lend forty ploughs to its neighbours.\n"


@pytest.mark.parametrize(
    ("line", "day", "basis"),
    [
        ("Written: 2025-06-18 15:23:05", "2025-06-18", "text"),
        ("Published June 18, 2025", "2025-06-18", "text"),
        ("Published June 18, 2025 | Updated June 19, 2025", "2025-06-18", "text"),
        ("Posted on 18 June 2025 at 10:30", "2025-06-18", "text"),
        ("Wednesday, June 18, 2025", "2025-06-18", "dateline"),
        ("GRAZ, June 18, 2025 (AP) — It rained on the fields.", "2025-06-18", "dateline"),
    ],
)
def test_days_that_a_text_states(read: Read, line: str, day: str, basis: str) -> None:
    document = read(f"Council lends ploughs\n\n{line}{BODY}")
    assert (document.published.value, document.published.basis) == (day, basis)
    assert document.published.span is not None
    assert document.text[slice(*document.published.span)] == document.published.exact


@pytest.mark.parametrize(
    "line",
    [
        "Updated June 19, 2025",
        "Last modified: 2025-06-19",
        "The treaty was signed on June 19, 2024.",
        "© 2025 Valley Post",
    ],
)
def test_days_that_are_not_the_day_of_publication(read: Read, line: str) -> None:
    published = read(f"Council lends ploughs\n\n{line}{BODY}").published
    assert published.value is None
    assert published.where


@pytest.mark.parametrize("printed", ["06/07/2025", "2025-02-30", "0000-01-01"])
def test_a_labelled_day_that_cannot_be_read_is_quoted(read: Read, printed: str) -> None:
    document = read(f"Council lends ploughs\n\nPublished: {printed}{BODY}")
    assert document.published.value is None
    assert printed in document.published.where
    assert document.alternatives == ()


def test_a_dateline_without_a_year_is_not_guessed(read: Read) -> None:
    text = "GRAZ, April 30 (Yonhap) -- The council has lent ploughs since 2022." + BODY
    published = read(text).published
    assert published.value is None
    assert "April 30" in published.where
    assert "year" in published.where


@pytest.mark.parametrize(
    ("rest", "given", "year"),
    [
        ("© Yonhap 2025", {}, "2025"),
        ("It met on April 30, 2024 in the hall.", {}, "2024"),
    ],
)
def test_the_year_of_a_dateline(read: Read, rest: str, given: dict[str, str], year: str) -> None:
    text = f"GRAZ, April 30 (Yonhap) -- The council has lent ploughs since 2022.{BODY}\n{rest}\n"
    published = read(text, given=given).published
    assert published.value == f"{year}-04-30"
    assert "year from" in published.where


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("GRAZ, April 30 (Yonhap) -- It rained.", "Yonhap"),
        ("MOSCOW, June 17. /TASS/. It rained.", "TASS"),
        ("By Associated Press", "Associated Press"),
        ("By Ida Lind, Associated Press", "Associated Press"),
        ("Kyiv, April 30, 2025, UNN. It rained.", "UNN"),
        ("Source: TASS", "TASS"),
        ("[Source: Reuters]", "Reuters"),
        ("(AFP) - It rained on the fields.", "Agence France-Presse"),
    ],
)
def test_agencies(read: Read, line: str, agency: str) -> None:
    document = read(f"Council lends ploughs\n\n{line}{BODY}")
    assert document.agency.value == agency
    assert document.agency.span is not None
    assert document.text[slice(*document.agency.span)] == document.agency.exact


def test_an_agency_is_no_author(read: Read) -> None:
    document = read(f"Council lends ploughs\nBy Associated Press{BODY}")
    assert document.author.value is None


def test_a_newer_post_stays_as_an_alternative(read: Read) -> None:
    text = (
        f"Council lends ploughs\n\nPublished June 18, 2025{BODY}\n"
        "🌾 PLOUGHS GO https://t.co/a\n— P P (@pplough) June 20, 2025\n"
    )
    document = read(text)
    assert document.published.value == "2025-06-18"
    (field, stated), *_ = document.alternatives
    assert (field, stated.value, stated.basis) == ("published", "2025-06-20", "embedded_post")
    assert "no date" not in stated.where
