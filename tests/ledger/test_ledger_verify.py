"""Every change of a byte is found; a logical change is found even when it is sealed again."""

import importlib
import json
import random
import shutil
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from factory import make_entry, moment
from reportedly.errors import ReportedlyError
from reportedly.ledger import (
    append_failure,
    append_judgement,
    append_reading,
    open_ledger,
    redact,
    verify,
)
from reportedly.ledger.seal import file_digest
from reportedly.model import Failure, Judgement

SAMPLE = 150


def make_ledger(path: Path) -> Path:
    """Three documents, one of them re-read by a newer maker, a failure and a judgement."""
    with open_ledger(path, now=moment(0)) as ledger:
        for n, place in enumerate(("Kursk", "Belgorod", "Bryansk")):
            entry = make_entry(count=40 + n, place=place, name=f"{n}.txt")
            append_reading(ledger, entry, now=moment(n))
        newer = make_entry(name="0.txt", makers={"figures": 2}, low=41)
        append_reading(ledger, newer, now=moment(5))
        failure = Failure("capture", "x.txt", "missing_file", "no x.txt")
        append_failure(ledger, failure, now=moment(6))
        target = newer.extraction.claims[0].anchor.id
        judgement = Judgement(target, "confirmed", "seen in print", moment(7), by="A. B.")
        append_judgement(ledger, judgement, now=moment(7))
    return path


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_ledger(tmp_path_factory.mktemp("sealed") / "small.db")


@pytest.fixture
def copied(sealed: Path, tmp_path: Path) -> Path:
    return copy_ledger(sealed, tmp_path)


def copy_ledger(path: Path, folder: Path) -> Path:
    shutil.copy(path, folder / path.name)
    shutil.copytree(path.with_name(path.name + ".files"), folder / (path.name + ".files"))
    return folder / path.name


def files_of(path: Path) -> list[Path]:
    folder = path.with_name(path.name + ".files")
    return sorted(p for p in folder.rglob("*") if p.is_file())


def found_by_verify(path: Path) -> bool:
    """Whether verifying says that something does not hold, or the ledger is refused outright."""
    try:
        with open_ledger(path, create=False) as ledger:
            return not verify(ledger).sound
    except ReportedlyError:
        return True


def flip(path: Path, offset: int, mask: int) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        (byte,) = file.read(1)
        file.seek(offset)
        file.write(bytes([byte ^ mask]))


def undetected(ledger: Path, target: Path, flips: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those flips of one bit or more in ``target`` that verifying ``ledger`` does not find."""
    whole = target.read_bytes()
    missed = []
    for offset, mask in flips:
        flip(target, offset, mask)
        if not found_by_verify(ledger):
            missed.append((offset, mask))
        target.write_bytes(whole)
        for rest in ("-wal", "-shm"):
            ledger.with_name(ledger.name + rest).unlink(missing_ok=True)
    return missed


def run_sql(path: Path, *statements: str) -> None:
    """What somebody with a database tool could do; committed and folded into the file."""
    raw = sqlite3.connect(path)
    for statement in statements:
        changed = raw.execute(statement).rowcount
        assert changed, f"nothing changed: {statement}"
    raw.commit()
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()


# ------------------------------------------------------------------ a sound ledger


def test_a_ledger_just_written_is_sound_and_sealed(sealed: Path) -> None:
    with open_ledger(sealed, create=False) as ledger:
        result = verify(ledger)
    assert (result.problems, result.seal) == ((), "holds")
    assert result.checked["documents"] == 3
    assert result.checked["captures"] == result.checked["files of bytes"] == 3
    assert result.checked["runs"] == 3 * 9 + 1
    assert result.checked["spans"] > 30


def test_verifying_changes_no_byte_of_the_ledger(sealed: Path) -> None:
    everything = [sealed, *files_of(sealed)]
    before = {path: file_digest(path) for path in everything}
    with open_ledger(sealed, create=False) as ledger:
        verify(ledger)
    assert {path: file_digest(path) for path in everything} == before
    assert [sealed, *files_of(sealed)] == everything


# ------------------------------------------------------------------ bytes


@pytest.mark.slow
def test_every_flipped_byte_of_a_sample_is_found(copied: Path) -> None:
    dice = random.Random(20250618)
    size = copied.stat().st_size
    flips = [(dice.randrange(size), 1 << dice.randrange(8)) for _ in range(SAMPLE)]
    assert undetected(copied, copied, flips) == []


@pytest.fixture
def only_the_seal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Verification without its checks of rows: hundreds of flips in seconds."""
    monkeypatch.setattr(importlib.import_module("reportedly.ledger.verify"), "CHECKS", ())


@pytest.mark.slow
@pytest.mark.usefixtures("only_the_seal")
def test_flipped_bytes_all_over_the_file_are_found(copied: Path) -> None:
    dice = random.Random(42)
    offsets = [*range(100), *range(512, copied.stat().st_size, 512)]  # the header, then all pages
    assert undetected(copied, copied, [(n, dice.randrange(1, 256)) for n in offsets]) == []


@pytest.mark.usefixtures("only_the_seal")
def test_every_flipped_byte_of_the_seal_is_found(copied: Path) -> None:
    seal = copied.with_name(copied.name + ".files") / "seal.json"
    dice = random.Random(7)
    flips = [(n, 1 << dice.randrange(8)) for n in range(seal.stat().st_size)]
    assert undetected(copied, seal, flips) == []


RECORDED = (b"at least", b"General Pak", b"killed", b"Kursk", b"Nobody else", b"Halvard Courier",
    b"indirect", b"seen in print", b"2025-05-03", b"doc_", b"fig_", b"missing_file")  # fmt: skip


@pytest.mark.parametrize("words", RECORDED, ids=lambda words: words.decode())
def test_a_flipped_byte_of_what_is_recorded_is_found_without_a_seal(
    copied: Path, words: bytes
) -> None:
    (copied.with_name(copied.name + ".files") / "seal.json").unlink()
    whole = copied.read_bytes()
    places = [n for n in range(len(whole)) if whole.startswith(words, n)]
    dice = random.Random(len(places))
    chosen = dice.sample(places, min(4, len(places)))
    assert chosen
    flips = [(n + dice.randrange(len(words)), 1 << dice.randrange(7)) for n in chosen]
    assert undetected(copied, copied, flips) == []


def test_flipped_bytes_of_the_kept_bytes_are_found(copied: Path) -> None:
    for blob in files_of(copied):
        if blob.name != "seal.json":
            assert undetected(copied, blob, [(0, 1), (blob.stat().st_size - 1, 128)]) == []


@pytest.mark.parametrize("cut", [1, 100, 4096, 20_000])
def test_a_truncated_file_is_found(copied: Path, cut: int) -> None:
    whole = copied.read_bytes()
    copied.write_bytes(whole[:-cut])
    assert found_by_verify(copied)


@pytest.mark.parametrize("left", [1, 15, 16, 100, 4096])
def test_a_stump_of_a_file_is_found(copied: Path, left: int) -> None:
    copied.write_bytes(copied.read_bytes()[:left])
    assert found_by_verify(copied)


@pytest.mark.parametrize("more", [b"\0", b"x", b"\0" * 4096])
def test_appended_bytes_are_found(copied: Path, more: bytes) -> None:
    with copied.open("ab") as file:
        file.write(more)
    assert found_by_verify(copied)


def test_missing_kept_bytes_are_named(copied: Path) -> None:
    blob = next(path for path in files_of(copied) if path.name != "seal.json")
    blob.unlink()
    with open_ledger(copied, create=False) as ledger:
        problems = verify(ledger).problems
    assert [(p.code, p.where) for p in problems] == [("blob_missing", blob.name)]


def test_an_emptied_file_is_not_taken_for_a_new_ledger(copied: Path) -> None:
    copied.write_bytes(b"")
    assert found_by_verify(copied)


# ------------------------------------------------------------------ rows, sealed again

TAMPERINGS = {
    "a figure's lower end": "UPDATE figure SET low = low + 1",
    "a figure's hedge": "UPDATE figure SET hedge = 'exactly'",
    "a figure's place in the text": "UPDATE figure SET start = start + 1",
    "a claim's modality": "UPDATE claim SET modality = 'planned'",
    "a claim's attribution": "UPDATE claim SET attribution = 'att_0'",
    "an attribution's speaker": "UPDATE attribution SET speaker = NULL WHERE speaker IS NOT NULL",
    "an attribution without its source": "UPDATE attribution SET source = NULL, cue = NULL",
    "a date's value": "UPDATE date_mention SET first_day = '2025-05-01'",
    "a place's coordinates": "UPDATE place_mention SET lat = 0",
    "a place's name": "UPDATE place_mention SET name = 'Minsk'",
    "a party's name": "UPDATE mention SET name = 'Somebody'",
    "a name passed off as redacted": "UPDATE mention SET name = 'redacted:sha256:' || '0'",
    "an event's type": "UPDATE event SET type = 'AID'",
    "a count of refusals": "UPDATE reject SET count = 1",
    "a stated publisher": "UPDATE stated SET value = 'X' WHERE field = 'publisher' AND rank = 0",
    "a stated day": "UPDATE stated SET value = '2025-01-01' WHERE field = 'published'",
    "a statement not chosen": "UPDATE stated SET value = 'X' WHERE rank = 1",
    "a stated span": "UPDATE stated SET start = start + 1 WHERE start IS NOT NULL",
    "a segment's kind": "UPDATE segment SET kind = 'quotation' WHERE n = 0",
    "a document's kind": "UPDATE document SET kind = 'digest'",
    "a document's reader": "UPDATE document SET reader = 'text/9'",
    "a text": "UPDATE text SET body = replace(body, 'killed', 'wounded')",
    "a text and its hash": "UPDATE text SET body_hash = '0'",
    "a text passed off as redacted": "UPDATE text SET redacted = 1",
    "an anchor's words": "UPDATE anchor_span SET exact = 'said so' WHERE exact = 'said'",
    "an anchor's words withheld": "UPDATE anchor_span SET exact = NULL WHERE exact = 'said'",
    "an anchor's span": "UPDATE anchor_span SET end = end - 1 WHERE exact = 'said'",
    "an anchor's role": "UPDATE anchor SET role = 'carrier' WHERE role = 'cue'",
    "a failure's message": "UPDATE failure SET message = 'all is well'",
    "a failure's retry": "UPDATE failure SET retry = 1",
    "a failure deleted": "DELETE FROM failure",
    "a judgement's decision": "UPDATE judgement SET decision = 'rejected'",
    "a judgement's reason": "UPDATE judgement SET reason = 'seen online'",
    "a judgement deleted": "DELETE FROM judgement",
    "an end of a currency": "UPDATE current_run SET until = NULL WHERE until IS NOT NULL",
    "a later end": "UPDATE current_run SET until = '2026' WHERE until IS NOT NULL",
    "an end where none was": "UPDATE current_run SET until = '2026' WHERE stage = 'events'",
    "a later beginning": "UPDATE current_run SET since = '2026' WHERE stage = 'events'",
    "an older run made current": "UPDATE current_run SET run = (SELECT id FROM run "
    "WHERE stage = 'figures' AND version = 1 LIMIT 1) WHERE stage = 'figures'",
    "a run's time": "UPDATE run SET recorded_at = '2024'",
    "a run's version": "UPDATE run SET version = 7",
    "a run deleted": "DELETE FROM run WHERE stage = 'figures' AND version = 2",
    "a capture's name": "UPDATE capture SET name = 'other.txt'",
    "a capture's time": "UPDATE capture SET fetched_at = '2024'",
    "a capture's bytes passed off as redacted": "UPDATE capture SET blob = 'redacted'",
    "a capture deleted": "DELETE FROM capture",
    "a claim deleted": "DELETE FROM claim WHERE polarity = 'negative'",
    "all figures deleted": "DELETE FROM figure",
    "an anchor deleted": "DELETE FROM anchor_span WHERE exact = 'said'",
    "a document deleted": "DELETE FROM document",
    "a log entry's time": "UPDATE log SET at = '2024' WHERE seq = 3",
    "a log entry's action": "UPDATE log SET action = 'run' WHERE action = 'failure'",
    "the log's end cut off": "DELETE FROM log WHERE seq > 20",
    "the log emptied": "DELETE FROM log",
    "the format's name": "UPDATE ledger SET value = 'x' WHERE key = 'format'",
    "an indexed text": "UPDATE document_text SET text = 'nothing'",
    "an indexed claim": "UPDATE claim_text SET text = 'nothing'",
    "an index without its claims": "DELETE FROM claim_text",
    "an index without its documents": "DELETE FROM search WHERE kind = 'document'",
    "an index that points elsewhere": "UPDATE search SET id = 'clm_0' WHERE kind = 'claim'",
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_tampering_with_rows_is_found_even_when_sealed_again(copied: Path, name: str) -> None:
    run_sql(copied, TAMPERINGS[name])
    with open_ledger(copied, create=False) as ledger:
        assert ledger.seal()
        result = verify(ledger)
    assert not result.sound
    assert result.seal == "holds"


def test_tampering_breaks_the_seal(copied: Path) -> None:
    run_sql(copied, TAMPERINGS["a figure's lower end"])
    with open_ledger(copied, create=False) as ledger:
        result = verify(ledger)
    assert result.seal == "broken"
    assert {p.code for p in result.problems} == {"seal_broken", "hash_mismatch"}


def test_a_forged_record_is_found(copied: Path) -> None:
    run_sql(
        copied,
        "INSERT INTO judgement SELECT 'jud_forged', target, decision, field, value, 'forged', by,"
        " at, supersedes FROM judgement",
    )
    with open_ledger(copied, create=False) as ledger:
        ledger.seal()
        codes = {p.code for p in verify(ledger).problems}
    assert "row_unlogged" in codes


def test_a_forged_word_in_a_redacted_text_is_found(copied: Path) -> None:
    with open_ledger(copied, create=False) as ledger:
        document = make_entry(count=41, place="Belgorod").document.id
        redact(ledger, document, basis="court order", now=moment(9), words="Belgorod")
        assert verify(ledger).sound
    run_sql(copied, "UPDATE mention SET name = 'Somebody' WHERE document = '" + document + "'")
    with open_ledger(copied, create=False) as ledger:
        ledger.seal()
        assert not verify(ledger).sound


# ------------------------------------------------------------------ the seal


def test_an_unsealed_change_of_the_log_makes_the_seal_older(copied: Path) -> None:
    ledger = open_ledger(copied, create=False)
    append_failure(ledger, Failure("capture", "y.txt", "missing_file", "no y"), now=moment(8))
    with open_ledger(copied, create=False) as other:  # the first is never closed: as if killed
        result = verify(other)
    assert (result.problems, result.seal) == ((), "older")


def test_a_ledger_that_was_never_sealed_is_sound_and_says_so(copied: Path) -> None:
    (copied.with_name(copied.name + ".files") / "seal.json").unlink()
    with open_ledger(copied, create=False) as ledger:
        result = verify(ledger)
    assert (result.problems, result.seal) == ((), "none")


@pytest.mark.parametrize("words", ["", "{}", "[]", "null", '{"seq": "x", "sha256": 1}', "\udcff"])
def test_a_seal_that_cannot_be_read_is_a_problem(copied: Path, words: str) -> None:
    seal = copied.with_name(copied.name + ".files") / "seal.json"
    seal.write_bytes(words.encode("utf-8", "surrogateescape"))
    with open_ledger(copied, create=False) as ledger:
        result = verify(ledger)
    assert [p.code for p in result.problems] == ["seal_damaged"]
    assert result.seal == "broken"


# ------------------------------------------------------------------ the command


def run_cli(path: Path, *arguments: str) -> tuple[int, str, str]:
    from reportedly.cli.main import main

    runner = CliRunner()
    with runner.isolation() as (out, err, _):
        try:
            main(["--ledger", str(path), *arguments])
        except SystemExit as stop:
            status = stop.code
    return int(status or 0), out.getvalue().decode(), err.getvalue().decode()


def test_the_command_ends_with_3_when_something_does_not_hold(copied: Path) -> None:
    run_sql(copied, TAMPERINGS["a figure's hedge"])
    status, out, _ = run_cli(copied, "verify")
    assert status == 3
    assert "problems" in out.splitlines()[-1]
    assert "hash_mismatch" in out


def test_the_command_ends_with_0_when_all_holds(copied: Path) -> None:
    status, out, _ = run_cli(copied, "verify", "--json")
    assert status == 0
    assert json.loads(out)["problems"] == []
    assert json.loads(out)["seal"] == "holds"


VERBS = (
    ("read", "no-such-file.txt"),
    ("claims",),
    ("figures",),
    ("show", "clm_1"),
    ("failures",),
    ("verify",),
    ("redact", "doc_1", "--basis", "b", "--yes"),
    ("demo",),
)
DAMAGES = {
    "no header": lambda whole: b"\0" * 100 + whole[100:],
    "a stump": lambda whole: whole[:100],
    "another application": lambda whole: whole[:68] + b"\1\2\3\4" + whole[72:],
    "its schema overwritten": lambda whole: whole[:100] + b"\xff" * 3996 + whole[4096:],
    "an unknown write version": lambda whole: whole[:18] + b"\7\7" + whole[20:],
}


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_ledger_too_damaged_to_open_gives_one_line(
    copied: Path, verb: tuple[str, ...], damage: str
) -> None:
    copied.write_bytes(DAMAGES[damage](copied.read_bytes()))
    status, out, err = run_cli(copied, *verb)
    assert (status, out) == (3, "")
    assert err.startswith("reportedly: ledger_damaged: ")
    assert err.count("\n") == 1
