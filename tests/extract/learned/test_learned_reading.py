"""The learned model at work, with its real weights."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import pytest

from reportedly.extract import Options, extract_document
from reportedly.extract.learned import decode
from reportedly.extract.learned.decode import find_relations
from reportedly.extract.learned.network import Network
from reportedly.extract.learned.pieces import cut_text
from reportedly.extract.learned.weights import find_weights
from reportedly.model import Attribution, check_anchor
from reportedly.publish import to_extraction_json
from reportedly.reading import Given, read_text
from reportedly.stories import list_story

LEARNED = Options(attribution="learned")


@pytest.fixture(scope="module")
def network() -> Network:
    weights = find_weights()
    assert weights is not None
    return Network(weights)


def read(text: str):
    return read_text(text, Given(language="en", published="2025-06-18"))


def said(text: str) -> list[Attribution]:
    found = extract_document(read(text), LEARNED)
    for a in found.attributions:
        for anchor in (a.source, a.cue, a.content, a.carrier):
            assert anchor is None or check_anchor(anchor, text) is None
    return [a for a in found.attributions if a.mode != "narrative"]


def parts(a: Attribution) -> tuple[str | None, str | None, str]:
    return (a.source and a.source.text, a.cue and a.cue.text, a.content.text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Two vessels had left the port at night, the coast guard said on Monday.",
            ("the coast guard", "said", "Two vessels had left the port at night"),
        ),
        (
            "“We found nothing,” the governor told reporters. “Nothing at all.”",
            ("the governor", "told", "“We found nothing,” […] “Nothing at all.”"),
        ),
        (
            "According to the police, the driver had fled.",
            ("the police", "According to", "the driver had fled"),
        ),
    ],
)
def test_who_says_what(text: str, expected: tuple[str, str, str]) -> None:
    (only,) = said(text)
    assert parts(only) == expected


def test_a_story_without_speakers_has_none() -> None:
    assert said("The bridge is 300 metres long. It was built in 1911 and mended twice.") == []


def stories(n: int) -> Iterator[str]:
    for file in islice(list_story("russia_dprk"), n):
        yield file.raw.decode("utf-8").split("---\n", 2)[-1]


def test_threads_and_neighbours_change_nothing(network: Network) -> None:
    side_by_side = Network(network.weights, threads=3)
    documents = [read(text) for text in stories(6)]
    cut = [cut_text(document, network.tokenizer) for document in documents]
    alone = [find_relations(pieces, network) for pieces in cut]
    assert sum(map(len, alone)) > 10
    assert [find_relations(p, side_by_side) for p in reversed(cut)] == alone[::-1]
    assert [find_relations(p, network) for p in cut] == alone


@pytest.mark.slow
def test_another_process_gives_the_same_bytes() -> None:
    text = next(stories(1))
    here = to_extraction_json("x", extract_document(read(text), LEARNED))
    code = (
        "import sys, json\n"
        "from reportedly.extract import Options, extract_document\n"
        "from reportedly.publish import to_extraction_json\n"
        "from reportedly.reading import Given, read_text\n"
        "given = Given(language='en', published='2025-06-18')\n"
        "found = extract_document(read_text(sys.argv[1], given), Options(attribution='learned'))\n"
        "sys.stdout.write(json.dumps(to_extraction_json('x', found)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, text], capture_output=True, check=True,
        env={"PYTHONHASHSEED": "7", "OMP_NUM_THREADS": "2"},
    )  # fmt: skip
    assert json.loads(done.stdout) == json.loads(json.dumps(here))


def test_blocks_are_read_like_the_whole(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = "The harbour office said that 40 ships had left. "
    pieces = cut_text(read(sentence * 30), network.tokenizer)
    whole = find_relations(pieces, network)
    monkeypatch.setattr(decode, "_BLOCK", 100)
    parted = find_relations(pieces, network)
    assert [replace(r, signs={}) for r in parted] == [replace(r, signs={}) for r in whole]


def test_what_the_model_is_not_sure_of_is_for_review() -> None:
    found = [a for text in stories(12) for a in said(text)]
    assert {a.for_review for a in found} == {True, False}
    assert all(0 <= a.confidence <= 1 for a in found)


@pytest.mark.parametrize(
    "text",
    [
        "”“”“”“ said said said :: ― ― ―",
        "said " * 3000,
        "“" * 500,
        "А сказал, что Б. " * 50,
        "\u202esaid he\u202c “x” \x00 🚀 said NATO.",
        "A" * 5000 + " said.",
    ],
    ids=["marks", "said", "open", "cyrillic", "controls", "long word"],
)
def test_odd_texts_give_sound_records_or_none(text: str) -> None:
    said(text)


def test_the_model_tells_how_sure_it_is_of_each_part() -> None:
    (only,) = said("Two vessels had left the port at night, the coast guard said on Monday.")
    assert only.parts is not None
    part, sure = min(only.parts._asdict().items(), key=lambda item: item[1])
    assert sure > 0.5
    assert only.least_sure == (part, sure)
