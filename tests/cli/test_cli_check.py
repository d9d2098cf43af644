"""``check``: what it prints, how it ends, and that it keeps nothing."""

import hashlib
import json
import os
from pathlib import Path

import pytest
from command import run

from factory import NOW, make_entry, moment
from reportedly.ledger import append_reading, open_ledger

CARELESS = (
    "Chad sends 900 troops\n\nThe Biden administration has condemned the dispatch. Chad will send "
    "400 medics and 600 engineers, a total of 1,200 people.\n"
)
PLAIN = "Chad will send 600 engineers to the border, General Idriss Saleh said on 3 May 2025.\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REPORTEDLY_LEDGER", raising=False)
    (tmp_path / "careless.txt").write_text(CARELESS, encoding="utf-8")
    (tmp_path / "plain.txt").write_text(PLAIN, encoding="utf-8")
    return tmp_path


@pytest.fixture
def story(here: Path) -> Path:
    path = here / "story.db"
    with open_ledger(path, now=NOW) as ledger:
        append_reading(ledger, make_entry(), now=moment(1))
    return path


def state(folder: Path) -> dict[str, str]:
    """Every file below a folder with the hash of its bytes."""
    return {
        str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in folder.rglob("*")
        if p.is_file()
    }


def test_without_a_ledger_nothing_is_made(here: Path) -> None:
    before = state(here)
    done = run(None, "check", "careless.txt", "--published", "2025-06-18")
    assert done.status == 1
    assert "office out of its time" in done.out
    assert "400 + 600 = 1,000" in done.out
    assert "2 weighty" in done.out
    assert "there is no ledger" in done.out
    assert state(here) == before


def test_a_side_has_its_words_speaker_and_quotation(here: Path) -> None:
    known = ("--published", "2025-06-18", "--publisher", "Gazette")
    assert "SHA-256" not in run(None, "check", "careless.txt", *known).out
    done = run(None, "check", "careless.txt", *known, "--quotes")
    assert "“The Biden administration”" in done.out
    assert "Gazette, 2025-06-18, characters 23–47" in done.out.replace("\n", " ")
    assert hashlib.sha256(CARELESS.encode()).hexdigest() in done.out
    assert "President of the United States since 20 January 2025" in done.out
    assert "recalled, not read" in done.out


def test_nothing_found_is_no_clearance(here: Path) -> None:
    done = run(None, "check", "plain.txt")
    assert done.status == 0
    assert "no finding" in done.out
    assert "no clearance" in done.out


def test_what_was_not_looked_at_is_said(here: Path) -> None:
    text = "Le général Park a parlé de la guerre et de la paix dans le pays, hier soir.\n"
    other = run(None, "check", "-", given=text)
    assert "Not extracted" in other.out
    assert "no clearance" in other.out
    assert "states no date" in run(None, "check", "careless.txt").out


def test_the_ledger_is_read_and_left_as_it_was(here: Path, story: Path) -> None:
    before = state(here)
    done = run(story, "check", "careless.txt", "--published", "2025-06-18")
    assert done.status == 1
    assert "1 other document of story.db" in done.out
    assert state(here) == before


def test_a_ledger_in_a_closed_folder_can_be_read(
    here: Path, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(here)
    monkeypatch.setattr(os, "access", lambda _path, mode, **_: mode != os.W_OK)
    assert run(story, "check", "plain.txt").status == 0
    assert state(here) == before


def test_a_named_ledger_must_be_there(here: Path) -> None:
    done = run(here / "other.db", "check", "plain.txt")
    assert (done.status, done.out) == (2, "")
    assert "no_ledger" in done.err


def test_against_a_folder_nothing_is_kept(here: Path, story: Path) -> None:
    folder = here / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(PLAIN.replace("600", "700"), encoding="utf-8")
    (folder / "b.txt").write_text(PLAIN, encoding="utf-8")  # a copy of the text itself
    before = state(here)
    done = run(story, "check", "plain.txt", "--against", "texts", "--workers", "1")
    assert done.status == 0
    assert "1 other document of texts" in done.out
    assert state(here) == before


def test_a_broken_text_of_the_folder_is_told(here: Path) -> None:
    folder = here / "texts"
    folder.mkdir()
    (folder / "a.html").write_bytes(b"\x00\x01\x02\xff" * 40)
    done = run(None, "check", "plain.txt", "--against", "texts", "--workers", "1")
    assert done.status == 4
    assert "a.html" in done.err


@pytest.mark.parametrize(
    ("item", "code"), [("nowhere.txt", "missing_file"), (".", "not_one_article")]
)
def test_what_cannot_be_checked(here: Path, item: str, code: str) -> None:
    done = run(None, "check", item)
    assert (done.status, done.out) == (2, "")
    assert code in done.err


def test_standard_input(here: Path) -> None:
    done = run(None, "check", "-", "--published", "2025-06-18", given=CARELESS)
    assert done.status == 1


def test_light_findings_in_full(here: Path) -> None:
    text = "Reports indicate that 200 Malian soldiers have been killed.\n"
    short = run(None, "check", "-", given=text)
    assert "characters" not in short.out
    assert "1 light" in short.out
    full = run(None, "check", "-", "--all", given=text)
    assert "characters" in full.out


def test_json(here: Path) -> None:
    done = run(None, "check", "careless.txt", "--published", "2025-06-18", "--json")
    assert done.status == 1
    made = json.loads(done.out)
    assert made["document"]["published"]["value"] == "2025-06-18"
    assert list(made["documents"].values()) == []
    assert [f["type"] for f in made["findings"][:2]] == ["anachronism", "arithmetic.fails"]
    for finding in made["findings"]:
        assert set(finding) == {"id", "type", "weight", "here", "there", "why"}
        assert all(CARELESS[slice(*h["span"])] == h["exact"] for h in finding["here"])
    [now, then] = made["findings"][0]["there"]
    assert now["document"] is None
    assert "[holders: Wikipedia" in now["exact"]
    assert then["span"] is None


def test_page(here: Path) -> None:
    done = run(None, "check", "careless.txt", "--published", "2025-06-18", "--html", "page.html")
    assert "page written: page.html" in done.err
    html = (here / "page.html").read_text(encoding="utf-8")
    assert "script-src &#39;none&#39;" in html
    assert "office out of its time" in html
