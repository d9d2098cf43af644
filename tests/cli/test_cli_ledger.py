"""The verbs that work on a ledger: what they print, how they end."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command import run

from factory import NOW, Report, make_entry, moment
from reportedly.cli.common import parse_days
from reportedly.cli.main import VERBS
from reportedly.ledger import append_reading, open_ledger

EVIL = Report(
    speaker="=HYPERLINK(1)", count=60, place="Seoul", publisher='A "B", C', published="2025-06-01"
)
ENGLISH = "General Park said on 3 May 2025 that {} soldiers were killed in Kursk.\n"
FRENCH = "Le général Park a parlé de la guerre et de la paix dans le pays, {} fois hier soir.\n"


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of two reports, made by hand; not to be written to."""
    path = tmp_path_factory.mktemp("story") / "story.db"
    with open_ledger(path, now=NOW) as ledger:
        append_reading(ledger, make_entry(), now=moment(1))
        append_reading(ledger, make_entry(EVIL), now=moment(2))
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new.db"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.txt").write_text(FRENCH.format(n), encoding="utf-8")
    return folder


# ------------------------------------------------------------------ the whole


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_says_what_it_does(verb: str) -> None:
    done = run(None, verb, "--help")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"Usage: reportedly {verb}")


def test_the_verbs_are_listed() -> None:
    done = run(None, "--help")
    assert done.status == 0
    assert all(f"\n  {verb} " in done.out for verb in VERBS)
    assert run(None, "--version").out.startswith("reportedly ")


@pytest.mark.parametrize(
    "arguments",
    [("nonsense",), ("claims", "--nonsense"), ("read",), ("show",), ("redact", "doc_1"),
     ("claims", "--limit", "0"), ("claims", "--mode", "loud"), ("claims", "--format", "xml"),
     ("figures", "--said", "yesterday"), ("figures", "--said", "2025-02-30"),
     ("figures", "--said", "2025-06..2025-05"), ("read", "x", "--workers", "0")],
    ids=" ".join,
)  # fmt: skip
def test_wrong_use_ends_with_2(story: Path, arguments: tuple[str, ...]) -> None:
    done = run(story, *arguments)
    assert (done.status, done.out) == (2, "")
    assert "Traceback" not in done.err


@pytest.mark.parametrize("verb", ["claims", "figures", "failures", "verify", "show", "redact"])
def test_a_missing_ledger_is_one_line_and_is_not_made(path: Path, verb: str) -> None:
    more = {"show": ["clm_1"], "redact": ["doc_1", "--basis", "b", "--yes"]}.get(verb, [])
    done = run(path, verb, *more)
    assert (done.status, done.out) == (2, "")
    assert done.err == f"reportedly: no_ledger: there is no ledger at {path}\n"
    assert not path.exists()


def test_the_environment_names_the_ledger(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_LEDGER", str(story))
    assert len(run(None, "figures", "--format", "jsonl").lines) == 2


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2025-06-18", ("2025-06-18", "2025-06-18")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2025", ("2025-01-01", "2025-12-31")),
        ("2025-06..2025-07-03", ("2025-06-01", "2025-07-03")),
        ("2025..", ("2025-01-01", "9999-12-31")),
        ("..2025", ("0001-01-01", "2025-12-31")),
    ],
)
def test_days_are_intervals(text: str, days: tuple[str, str]) -> None:
    assert parse_days(None, None, text) == days  # type: ignore[arg-type]


# ------------------------------------------------------------------ read


def test_a_folder_is_read_and_known_the_next_time(path: Path, texts: Path) -> None:
    done = run(path, "read", texts, "--workers", "1", "--json")
    rows = [json.loads(line) for line in done.lines]
    assert (done.status, done.err) == (0, "")
    assert [Path(row["document"]["capture"]["name"]).name for row in rows] == [
        "0.txt",
        "1.txt",
        "2.txt",
    ]
    again = run(path, "read", texts, "--workers", "1", "--json")
    assert [json.loads(line) for line in again.lines] == rows


def test_a_file_gives_a_brief(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(ENGLISH.format(40))
    done = run(path, "read", file, "--published", "2025-05-04", "--publisher", "Halvard Courier")
    assert done.status == 0
    assert "40 soldiers" in done.out
    assert "Halvard Courier" in done.out
    assert (
        "already in the ledger"
        in run(
            path, "read", file, "--published", "2025-05-04", "--publisher", "Halvard Courier"
        ).err
    )


def test_standard_input_is_read(path: Path) -> None:
    done = run(path, "read", "-", "--json", given=FRENCH.format("sept"))
    assert done.status == 0
    assert json.loads(done.out)["document"]["capture"]["name"] == "-"


def test_a_list_of_addresses_is_followed(path: Path, tmp_path: Path) -> None:
    addresses = tmp_path / "list.txt"
    addresses.write_text("# mine\nhttp://127.0.0.1:1/a\nhttps://10.0.0.1/b\n")
    done = run(path, "read", addresses, "--json")
    found = [json.loads(line)["failure"]["input"] for line in done.lines]
    assert done.status == 2
    assert found == ["http://127.0.0.1:1/a", "https://10.0.0.1/b"]


@pytest.mark.parametrize(("good", "bad", "status"), [(2, 0, 0), (2, 1, 4), (0, 2, 2)])
def test_the_status_tells_how_much_was_read(
    path: Path, texts: Path, good: int, bad: int, status: int
) -> None:
    inputs = [texts / f"{n}.txt" for n in range(good)] + [texts / f"no{n}" for n in range(bad)]
    done = run(path, "read", *inputs, "--workers", "1", "--json")
    kinds = ["failure" if "failure" in json.loads(line) else "document" for line in done.lines]
    assert done.status == status
    assert sorted(kinds) == ["document"] * good + ["failure"] * bad
    listed = run(path, "failures", "--json")
    assert len(listed.lines) == bad
    assert listed.status == 0


def test_failures_are_told_and_go(path: Path, texts: Path) -> None:
    assert run(path, "read", texts / "late.txt").status == 2
    assert "missing_file" in run(path, "failures").out
    (texts / "late.txt").write_text(FRENCH.format("neuf"), encoding="utf-8")
    assert run(path, "read", texts / "late.txt").status == 0
    assert run(path, "failures") == (0, "", "0 failures\n")
    assert "missing_file" in run(path, "failures", "--all").out


def test_a_page_is_written_whole_or_not_at_all(
    path: Path, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = texts.parent / "page.html"
    page.write_text("an older page")
    real = Path.write_text

    def half(self: Path, data: str, **options: str) -> int:
        real(self, data[:100], **options)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", half)
    done = run(path, "read", texts / "1.txt", "--html", page)
    monkeypatch.undo()
    assert done.status == 2
    assert done.err == (
        f"reportedly: page_unwritable: cannot write {page} ([Errno 28] No space left on device)\n"
    )
    assert page.read_text() == "an older page"
    assert sorted(p.name for p in page.parent.glob("*page*")) == ["page.html"]
    assert run(path, "read", texts / "1.txt", "--html", page).status == 0
    assert page.read_text(encoding="utf-8").lower().startswith("<!doctype html>")


# ------------------------------------------------------------------ claims and figures


@pytest.mark.parametrize("verb", ["claims", "figures"])
def test_tables_json_and_csv_have_the_same_rows(story: Path, verb: str) -> None:
    rows = [json.loads(line) for line in run(story, verb, "--format", "jsonl").lines]
    table = list(csv.DictReader(io.StringIO(run(story, verb, "--format", "csv").out)))
    shown = run(story, verb)
    assert len(rows) == {"claims": 4, "figures": 2}[verb]
    assert [row["id"] for row in table] == [row["id"] for row in rows]
    assert [row["publisher"] for row in table] == [row["publisher"] for row in rows]
    assert all(row["id"][:10] in shown.out for row in rows)
    assert shown.err == f"{len(rows)} {verb}\n"


def test_a_cell_that_looks_like_a_formula_is_guarded(story: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(story, "figures", "--format", "csv").out)))
    assert [row["speaker"] for row in rows] == ["General Pak", "'=HYPERLINK(1)"]
    assert [row["low"] for row in rows] == ["40", "60"]


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (("--speaker", "pak"), 1),
        (("--place", "KR"), 0),
        (("--place", "seoul"), 1),
        (("--measure", "killed", "--limit", "1"), 1),
        (("--text", "soldiers NOT kursk"), 1),
        (("--said", "2025-05"), 1),
        (("--published-by", "2025-05"), 1),
        (("--recorded-by", "2025-07-01"), 2),
        (("--recorded-by", "2025-06"), 0),
        (("--mode", "indirect"), 2),
        (("--document", make_entry().document.id), 1),
        (("--all-versions",), 2),
    ],
)
def test_options_narrow(story: Path, options: tuple[str, ...], count: int) -> None:
    assert len(run(story, "figures", "--format", "jsonl", *options).lines) == count


def test_words_that_say_nothing_are_wrong_use(story: Path) -> None:
    done = run(story, "claims", "--text", '"')
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("reportedly: bad_query: ")


# ------------------------------------------------------------------ show, redact


def test_a_record_is_shown_by_the_beginning_of_its_identifier(story: Path) -> None:
    figure = make_entry().extraction.figures[0].id
    done = run(story, "show", figure[:10])
    assert done.status == 0
    assert done.lines[0] == figure
    assert "“at least 40”" in done.out
    assert "⟦at least 40⟧ soldiers" in done.out
    assert "made by        figures/1, recorded 2025-07-01T01" in done.out
    found = json.loads(run(story, "show", figure, "--json").out)
    assert (found["id"], found["values"]["low"], found["publisher"]) == (
        figure, 40.0, "Halvard Courier",
    )  # fmt: skip


def test_a_document_is_shown_in_full(story: Path) -> None:
    entry = make_entry()
    assert run(story, "show", entry.document.id, "--text").out == entry.document.text + "\n"


@pytest.mark.parametrize(
    ("record", "code"),
    [
        ("clm_", "ambiguous_id"),
        ("clm_zz", "no_record"),
        ("nonsense", "no_record"),
        ("", "no_record"),
    ],
)
def test_a_record_that_is_not_one_is_said_so(story: Path, record: str, code: str) -> None:
    done = run(story, "show", record)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"reportedly: {code}: ")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("kind", ["run", "capture", "anchor", "attribution", "event", "place"])
def test_every_kind_of_record_can_be_shown(story: Path, kind: str) -> None:
    entry = make_entry()
    found = entry.extraction
    record = {
        "run": found.runs[0].id, "capture": entry.capture.id,
        "anchor": found.figures[0].anchor.id, "attribution": found.attributions[0].id,
        "event": found.events[0].id, "place": found.places[0].id,
    }[kind]  # fmt: skip
    assert run(story, "show", record).lines[0] == record
    assert json.loads(run(story, "show", record, "--json").out)["id"] == record


@pytest.fixture
def one(path: Path) -> Path:
    with open_ledger(path, now=NOW) as ledger:
        append_reading(ledger, make_entry(), now=NOW)
    return path


def test_a_redaction_asks_first(one: Path) -> None:
    document = make_entry().document.id
    before = one.read_bytes()
    done = run(one, "redact", document, "--basis", "court order", given="n\n")
    assert done.status == 130
    assert one.read_bytes() == before
    done = run(one, "redact", document, "--basis", "court order", given="y\n")
    assert done.status == 0
    assert "1 file of raw bytes removed" in done.out
    assert run(one, "verify").status == 0


def test_redacted_words_are_shown_as_blocks(one: Path) -> None:
    entry = make_entry()
    done = run(one, "redact", entry.document.id, "--basis", "b", "--words", "General Pak", "--yes")
    assert done.status == 0
    listed = run(one, "claims").out + run(one, "figures", "--format", "csv").out
    assert "█" in listed
    assert "Pak" not in listed
    shown = run(one, "show", entry.extraction.attributions[0].id).out
    assert "█" * 11 in shown
    assert "Pak" not in shown
    text = run(one, "show", entry.document.id, "--text").out
    assert text.startswith("█" * 11 + " said on 3 May")


# ------------------------------------------------------------------ processes


@pytest.mark.slow
def test_a_reader_of_the_output_may_leave(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with open_ledger(path) as ledger:
        for n in range(100):
            append_reading(ledger, make_entry(count=n + 1, tail="x" * 2000), now=NOW)
    command = [sys.executable, "-m", "reportedly", "--ledger", str(path), "claims", "--format"]
    for form in ("jsonl", "csv", "table"):
        with subprocess.Popen(
            [*command, form], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert process.stdout
            assert process.stderr
            process.stdout.read(1)
            process.stdout.close()
            err = process.stderr.read().decode()
        assert "Traceback" not in err
        assert "BrokenPipe" not in err
        assert process.returncode == 0, form


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_output_that_cannot_be_written_is_one_line(story: Path) -> None:
    command = [sys.executable, "-m", "reportedly", "--ledger", str(story), "claims"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*command, "--format", "jsonl"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith("reportedly: [Errno 28] ")
    assert done.stderr.count("\n") == 1


def test_the_module_runs_as_a_command(story: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reportedly", "figures", "--format", "jsonl"],
        env=os.environ | {"REPORTEDLY_LEDGER": str(story)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert [json.loads(line)["low"] for line in done.stdout.splitlines()] == [40, 60]
