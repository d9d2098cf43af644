"""``extract``: one line in, one line out, whatever the line; the same bytes every time."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from command import run

from reportedly.cli import extract as module
from reportedly.cli.extract import parse_line

TEXTS = [
    {"id": f"t{n}", "text": f"\nGeneral Park said on 3 May 2025 that {n} soldiers were killed.",
     "published": "2025-05-04", "lang": "en"}
    for n in range(6)
]  # fmt: skip
LINES = "".join(json.dumps(row) + "\n" for row in TEXTS)


def test_each_line_gives_an_object_of_the_format() -> None:
    done = run(None, "extract", given=LINES)
    found = [json.loads(line) for line in done.lines]
    assert (done.status, done.err) == (0, "")
    assert [row["id"] for row in found] == [f"t{n}" for n in range(6)]
    assert {row["schema"] for row in found} == {"reportedly.extraction/1"}
    for row, given in zip(found, TEXTS, strict=True):
        (span,) = {tuple(d["span"]) for d in row["dates"]}
        assert given["text"][slice(*span)] == "3 May 2025"
        assert row["claims"]


@pytest.mark.slow
def test_the_output_depends_neither_on_workers_nor_on_the_run(tmp_path: Path) -> None:
    file = tmp_path / "docs.jsonl"
    file.write_text(LINES)
    command = [sys.executable, "-m", "reportedly", "extract"]
    two = subprocess.run(
        [*command, "--workers", "2", str(file)], capture_output=True, check=True
    ).stdout
    assert two.count(b"\n") == 6
    assert run(None, "extract", given=LINES).out.encode() == two
    assert run(None, "extract", file).out.encode() == two


BAD = {
    "no JSON": (b"{", "bad_line: not JSON"),
    "nothing but words": (b"hello", "bad_line: not JSON"),
    "not UTF-8": (b'{"id": "x", "text": "\xff"}', "bad_line: not JSON"),
    "deep nesting": (b"[" * 100_000, "bad_line: not JSON"),
    "a list": (b"[]", "bad_line: not an object"),
    "no text": (b'{"id": "x"}', "bad_line: not an object"),
    "text is a number": (b'{"id": "x", "text": 5}', "bad_line: not an object"),
    "text is null": (b'{"id": "x", "text": null}', "bad_line: not an object"),
    "lone surrogate in the text": (rb'{"id": "x", "text": "a \ud800 b"}', "lone surrogates"),
    "lone surrogate in the id": (rb'{"id": "\ud800", "text": "a"}', "lone surrogates"),
    "lone surrogate in the language": (rb'{"text": "a", "lang": "\udfff"}', "lone surrogates"),
    "lone surrogate in the day": (rb'{"text": "a", "published": "\ud800"}', "lone surrogates"),
    "published is a number": (b'{"text": "a", "published": 2025}', '"published" is no string'),
    "lang is a list": (b'{"text": "a", "lang": ["en"]}', '"lang" is no string'),
    "id is an object": (b'{"id": {}, "text": "a"}', '"id" is no string'),
    "a huge number": (b'{"id": ' + b"9" * 5000 + b', "text": "a"}', "bad_line: not JSON"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_line_is_named_and_the_others_go_on(what: str) -> None:
    raw, reason = BAD[what]
    good = json.dumps(TEXTS[0]).encode()
    done = run(None, "extract", given=good + b"\n\n" + raw + b"\n" + good + b"\n")
    assert done.status == 4
    assert len(done.lines) == 2
    assert reason in done.err
    assert done.err.startswith("reportedly: ")
    assert done.err.count("\n") == 1
    assert "Traceback" not in done.err


def test_nothing_but_bad_lines_ends_with_2() -> None:
    done = run(None, "extract", given="{\n[\n")
    assert (done.status, done.out) == (2, "")
    assert done.err.count("bad_line") == 2


def test_no_lines_are_no_failure() -> None:
    assert run(None, "extract", given="\n  \n") == (0, "", "")


@pytest.mark.parametrize(
    ("raw", "record"),
    [
        (b'{"id": "a", "text": "t"}', "a"),
        (b'{"id": 7, "text": "t"}', "7"),
        (b'{"id": null, "text": "t"}', "3"),
        (b'{"text": "t"}', "3"),
        (b'\xef\xbb\xbf{"id": "a", "text": "t"}', "a"),
    ],
)
def test_a_line_without_identifier_goes_by_its_number(raw: bytes, record: str) -> None:
    line = parse_line(raw, 3)
    assert (line.id, line.error) == (record, None)


@pytest.mark.parametrize("text", ["", " ", "\n", "\x00", "….", "說 說", "𝕏" * 50, "a\r\nb\u2028c"])
def test_any_text_gives_a_line(text: str) -> None:
    done = run(None, "extract", given=json.dumps({"id": "x", "text": text}))
    assert (done.status, len(done.out.split("\n"))) == (0, 2), done.err
    assert json.loads(done.out)["id"] == "x"


@pytest.mark.parametrize("day", ["2025-13-45", "", "2025", "yesterday", "2025-05-04T10:00:00Z"])
def test_a_day_that_is_none_does_not_stop_the_line(day: str) -> None:
    row = {"id": "x", "text": "General Park said on Tuesday: no.", "published": day}
    done = run(None, "extract", given=json.dumps(row))
    assert (done.status, json.loads(done.out)["id"]) == (0, "x")


def test_an_extraction_that_breaks_is_a_failure_of_its_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = module.extract_text

    def fail_on_three(text, **options):
        if " 3 soldiers" in text:
            raise KeyError("three")
        return real(text, **options)

    monkeypatch.setattr(module, "extract_text", fail_on_three)
    done = run(None, "extract", given=LINES)
    assert (done.status, len(done.lines)) == (4, 5)
    assert done.err == "reportedly: t3: internal_error: KeyError: 'three'\n"


@pytest.mark.parametrize("name", ["no-such-file.jsonl", "."])
def test_a_file_that_cannot_be_read_is_named(name: str) -> None:
    done = run(None, "extract", name)
    assert done.status == 2
    assert done.err.startswith(f"reportedly: {name}: ")


def test_pages_give_their_main_text(tmp_path: Path) -> None:
    words = "The general said that the soldiers had gone home after the battle. " * 5
    page = tmp_path / "a.b.html"
    page.write_text(f"<html><body><nav>Menu</nav><article><p>{words}</p></article></body></html>")
    done = run(None, "extract", "--html", page, tmp_path / "none.html")
    assert done.status == 4
    assert json.loads(done.out)["id"] == "a.b"
    assert json.loads(done.out)["text"].strip() == words.strip()
    assert "missing_file" in done.err
