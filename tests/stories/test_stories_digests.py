"""The bundled digests: what a digest is and is not, checked on every one of them."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from reportedly.model import Document
from reportedly.reading import MARKDOWN_READER, read_document
from reportedly.stories import STORIES, list_story

TRUTH = Path(__file__).parent
WORD = re.compile(r"\w+")
RUN = 12  # as many words in a row as may not be anybody else's


def read_story(story: str) -> dict[str, Document]:
    return {
        Path(f.name).name[:3]: read_document(f.raw, name=f.name, reader=MARKDOWN_READER)
        for f in list_story(story)
    }


@pytest.fixture(scope="module", params=STORIES)
def story(request) -> dict[str, Document]:
    return read_story(request.param)


@pytest.fixture(scope="module")
def second() -> dict[str, Document]:
    return read_story("yemen_arms")


@pytest.fixture(scope="module")
def first() -> dict[str, Document]:
    return read_story("russia_dprk")


def body(document: Document) -> str:
    return document.text.split("---\n", 2)[2]


def rows(name: str) -> list[dict[str, str]]:
    with (TRUTH / "russia_dprk" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_story_has_at_least_32_digests(first):
    assert len(first) >= 32


def test_each_digest_is_marked_as_one_and_dated(story):
    for number, document in story.items():
        assert document.kind == "digest", number
        assert document.shown_publisher == f"digest of {document.publisher.value}", number
        assert date.fromisoformat(document.published.value or ""), number
        assert document.reference.value, number
        assert document.language.value == "en", number


def test_each_digest_has_60_to_200_words(story):
    lengths = {n: len(WORD.findall(body(d))) for n, d in story.items()}
    assert {n: size for n, size in lengths.items() if not 55 <= size <= 210} == {}


def test_quotations_have_at_most_eleven_words(story):
    quoted = re.compile(r"“([^”]*)”|\"([^\"]*)\"")
    long = [
        (n, words)
        for n, d in story.items()
        for pair in quoted.findall(body(d))
        for words in pair
        if len(words.split()) > 11
    ]
    assert long == []


def test_digests_share_no_twelve_words_unless_labelled_as_copies(first):
    copies = {frozenset((r["from"], r["to"])) for r in rows("echoes.csv") if r["kind"] == "copy"}
    seen: dict[tuple[str, ...], str] = {}
    for number, document in first.items():
        words = [w.lower() for w in WORD.findall(body(document))]
        for i in range(len(words) - RUN + 1):
            run = tuple(words[i : i + RUN])
            other = seen.setdefault(run, number)
            related = _related(copies, number, other)
            assert other == number or related, (number, other, " ".join(run))


def test_no_two_digests_of_the_second_story_share_twelve_words(second):
    seen: dict[tuple[str, ...], str] = {}
    for number, document in second.items():
        words = [w.lower() for w in WORD.findall(body(document))]
        for i in range(len(words) - RUN + 1):
            run = tuple(words[i : i + RUN])
            assert seen.setdefault(run, number) == number, (number, " ".join(run))


def test_the_second_story_has_its_threads_in_order_of_days(second):
    assert len(second) >= 14
    days = [d.published.value for _, d in sorted(second.items())]
    assert days == sorted(days)
    for number, stated in {"003": "70", "004": "82", "005": "80"}.items():
        assert f"At least {stated} " in body(second[number]).replace("at least", "At least")
    for number, stated in {"015": "20", "016": "38", "017": "58", "018": "Seventy-four"}.items():
        assert f"{stated} " in body(second[number]).replace(",", " ")
    assert "seized 750 tons" in body(second["019"])
    assert "over 750 tons" in body(second["020"])


def _related(copies: set[frozenset[str]], one: str, other: str) -> bool:
    """Copies of one text, directly or through the text that both copy."""
    if frozenset((one, other)) in copies:
        return True
    near = {n for pair in copies if one in pair for n in pair}
    return any(frozenset((n, other)) in copies for n in near)


def test_labelled_words_stand_in_their_digest(first):
    for row in (*rows("figures.csv"), *rows("presence.csv")):
        assert row["exact"] in body(first[row["digest"]]), row


def test_every_row_of_the_figures_ledger_is_stated_somewhere():
    stated = [*rows("figures.csv"), *rows("presence.csv")]
    assert {int(r["row"]) for r in stated if r["row"]} == set(range(1, 33))


def test_echoes_and_traps_name_digests_that_exist(first):
    for row in rows("echoes.csv"):
        assert row["from"] in first
        assert row["to"] in first
        assert row["kind"] in {"copy", "same_quotation", "citation", "figure_reuse"}
    traps = rows("traps.csv")
    assert {int(r["trap"]) for r in traps} == set(range(1, 9))
    assert all(n.strip() in first for r in traps for n in r["digests"].split(";"))
