"""Opening a ledger: what is refused and how; its tables; its lock; its disk."""

import contextlib
import errno
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event

from factory import NOW, make_entry, moment
from reportedly.errors import InputError, IntegrityError, ReportedlyError
from reportedly.ledger import (
    append_reading,
    engine,
    list_documents,
    open_ledger,
    schema,
    verify,
)
from reportedly.pipeline import Batch, read
from reportedly.settings import Settings

# What format 2 consists of. A change here needs a new format number and a migration.
TABLES = {
    "act": "run id document anchor start end kinds actor object recipient origin place date "
    "figures modality polarity certainty claim attribution",
    "anchor": "id document role",
    "anchor_span": "anchor n start end exact exact_hash",
    "attribution": "run id document anchor start end source cue carrier mode kind source_kind "
    "speaker parent confidence cue_confidence source_confidence content_confidence",
    "capture": "id sha256 size name address fetched_at status media_type recorded_at blob",
    "claim": "run id document anchor start end attribution n predicate modality polarity "
    "certainty confidence",
    "current_run": "seq subject stage run since until",
    "date_mention": "run id document anchor start end value first_day last_day precision basis",
    "document": "run id text_hash capture reader kind",
    "event": "run id document anchor start end type actor recipient actor_country "
    "recipient_country date place figures modality polarity certainty claim attribution",
    "failure": "seq id stage input code message retry at",
    "figure": "run id document anchor start end low high hedge unit measure population aspect "
    "as_of_start as_of_end as_of_basis place claim attribution",
    "judgement": "id target decision field value reason by at supersedes",
    "ledger": "key value",
    "log": "seq at action target digest chain",
    "mark": "run document segment n kind start end",
    "mention": "run id document anchor start end type name country",
    "place_mention": "run id document anchor start end name kind precision country geonameid "
    "lat lon",
    "recovery": "seq input failure at",
    "redaction": "id target document at by basis hash_kept",
    "reject": "run kind reason count",
    "run": "id stage maker version subject settings_hash model_hash input_hash recorded_at "
    "output_hash",
    "search": "n kind id document",
    "segment": "run document n kind start end level grp",
    "stated": "run document field rank value basis place exact start end",
    "text": "hash body redacted body_hash",
    "echo": "run unit id document earlier kind reason score",
    "event_link": "run unit id document event cluster reason score",
    "fact_key": "run step key",
    "facts": "run document body at family",
    "finding": "run unit id document type weight why",
    "member": "run unit id document question figure speaker day state by reason",
    "origin": "run unit id document root speaker",
    "party_link": "run unit id document mention party name reason score",
    "passed": "run unit origin n document anchor path family reason",
    "question": "id measure population place aspect",
    "reconciliation": "run seen done redactions steps",
    "side": "run unit record side n "
    "document anchor speaker known_table known_words known_reference",
}


def test_the_tables_are_those_of_format_5(tmp_path: Path) -> None:
    path = tmp_path / "story.db"
    open_ledger(path, now=NOW).close()
    with sqlite3.connect(path) as raw:
        names = [n for (n,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {
            name: " ".join(row[1] for row in raw.execute(f"PRAGMA table_info({name})"))
            for name in names
            if "_text" not in name and not name.startswith("sqlite_")
        }
        assert found == TABLES
        assert {"claim_text", "document_text"} <= set(names)
        assert raw.execute("PRAGMA user_version").fetchone() == (schema.SCHEMA_VERSION,)
        assert raw.execute("PRAGMA application_id").fetchone() == (0x52505444,)
        about = dict(raw.execute("SELECT key, value FROM ledger").fetchall())
    assert about == {"format": "reportedly.ledger/5", "created_at": NOW}


# ------------------------------------------------------------------ refusals


def make_text(path: Path) -> None:
    path.write_text("General Park said. " * 40)


def make_other_database(path: Path) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE mine (a)")


def make_newer(path: Path) -> None:
    open_ledger(path).close()
    with contextlib.closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")


def make_older(path: Path) -> None:
    open_ledger(path).close()
    with contextlib.closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA user_version = 1")


def make_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (make_text, "not_a_ledger"),
        (make_other_database, "not_a_ledger"),
        (make_newer, "ledger_newer"),
        (make_older, "ledger_older"),
        (make_folder, "no_ledger"),
        (lambda path: None, "no_ledger"),
        (lambda path: path.touch(), "no_ledger"),
    ],
)
def test_what_is_no_ledger_is_refused_and_left_as_it_is(
    tmp_path: Path, make: Callable[[Path], None], code: str
) -> None:
    path = tmp_path / "x.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(ReportedlyError) as caught:
        open_ledger(path, create=False)
    assert (caught.value.code, caught.value.exit_code) == (code, 2)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert [p.stat().st_size for p in tmp_path.glob("x.db-wal")] in ([], [0])


@pytest.mark.parametrize("make", [make_text, make_other_database, make_newer, make_folder])
def test_leave_to_create_does_not_help(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "x.db")
    with pytest.raises(ReportedlyError):
        open_ledger(tmp_path / "x.db", create=True)


@pytest.mark.parametrize("name", ["no/such/folder.db", "file.txt/x.db", "n" * 300 + ".db", "."])
@pytest.mark.parametrize("create", [True, False])
def test_a_place_that_cannot_hold_a_ledger_is_refused(
    tmp_path: Path, name: str, create: bool
) -> None:
    (tmp_path / "file.txt").touch()
    with pytest.raises(ReportedlyError, match="no_ledger"):
        open_ledger(tmp_path / name, create=create)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_closed_to_us_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(InputError, match="ledger_unwritable"):
        open_ledger(tmp_path / "x.db")


@pytest.mark.parametrize(
    "name", ["what?.db", "50%.db", "a#b.db", "a b.db", "Журнал.db", ":memory:", "file:x.db", "a;b"]
)
def test_no_name_is_special(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_ledger(name) as ledger:
        append_reading(ledger, make_entry(), now=NOW)
    assert sorted(p.name for p in tmp_path.iterdir()) == [name, f"{name}.files"]
    with open_ledger(name, create=False) as ledger:
        assert verify(ledger).seal == "holds"


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    (tmp_path / "x.db").touch()
    with open_ledger(tmp_path / "x.db") as ledger:
        assert append_reading(ledger, make_entry(), now=NOW).added


def test_a_ledger_opened_twice_at_its_making_is_one(tmp_path: Path) -> None:
    ledgers = []
    threads = [
        threading.Thread(target=lambda: ledgers.append(open_ledger(tmp_path / "x.db", now=NOW)))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ledgers) == 6
    assert verify(ledgers[0]).sound


# ------------------------------------------------------------------ the lock

HOLDER = """
import sqlite3, sys
raw = sqlite3.connect(sys.argv[1], isolation_level=None)
raw.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
raw.execute("ROLLBACK")
"""


@pytest.fixture
def held(tmp_path: Path):
    """A ledger whose write lock another process holds until it is told to let go."""
    path = tmp_path / "x.db"
    open_ledger(path, now=NOW).close()
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout.readline() == "held\n"
        yield path, process
        process.stdin.close()


def test_a_lock_held_too_long_is_said_so(held, monkeypatch: pytest.MonkeyPatch) -> None:
    path, _ = held
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", 100)
    ledger = open_ledger(path, create=False)
    with pytest.raises(InputError) as caught:
        append_reading(ledger, make_entry(), now=NOW)
    assert (caught.value.code, caught.value.retry) == ("ledger_locked", True)
    with ledger.read() as connection:  # readers are not shut out
        assert list_documents(connection) == []


def test_a_lock_let_go_is_waited_for(held) -> None:
    path, process = held
    threading.Timer(0.4, lambda: process.stdin.write("go\n") and process.stdin.flush()).start()
    with open_ledger(path, create=False) as ledger:
        assert append_reading(ledger, make_entry(), now=NOW).added
    with open_ledger(path, create=False) as ledger:
        assert verify(ledger).seal == "holds"


# ------------------------------------------------------------------ the full disk


def test_a_disk_full_while_bytes_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with open_ledger(tmp_path / "x.db") as ledger:
        append_reading(ledger, make_entry(count=1), now=moment(1))
        monkeypatch.setattr(os, "fsync", fail)
        with pytest.raises(InputError) as caught:
            append_reading(ledger, make_entry(count=2), now=moment(2))
        monkeypatch.undo()
        assert (caught.value.code, caught.value.retry) == ("disk_full", True)
        assert "No space left" in str(caught.value)
        assert not list(ledger.folder.rglob(".part-*"))
        assert verify(ledger).checked["documents"] == 1
    with open_ledger(tmp_path / "x.db") as ledger:
        assert verify(ledger).problems == ()
        assert append_reading(ledger, make_entry(count=2), now=moment(2)).added


@pytest.mark.parametrize("pages", [0, 2, 5, 9])
def test_a_disk_full_while_rows_are_written(tmp_path: Path, pages: int) -> None:
    """SQLite's own limit on a file: it reports a full disk where the file would have to grow."""
    path = tmp_path / "x.db"
    with open_ledger(path) as ledger:
        append_reading(ledger, make_entry(count=1), now=moment(1))
    ledger = open_ledger(path)

    def limit(connection: sqlite3.Connection, _: object) -> None:
        size = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {size + pages}")

    event.listen(ledger._engine, "connect", limit)
    entries = [make_entry(count=n, lead=f"{n} times quiet here. " * 60) for n in range(2, 60)]
    kept = []
    with pytest.raises(InputError) as caught:
        kept.extend(append_reading(ledger, entry, now=moment(9)) for entry in entries)
    assert (caught.value.code, caught.value.retry) == ("disk_full", True)
    ledger.close()
    with open_ledger(path, create=False) as again:
        result = verify(again)
        assert (result.problems, result.checked["documents"]) == ((), 1 + len(kept))
        assert append_reading(again, entries[len(kept)], now=moment(9)).added
        assert verify(again).problems == ()


LIMITED = """
import resource, signal, sys
from reportedly.cli.main import main
from reportedly.reading import read_text
read_text("Quelques mots pour charger le modèle des langues.")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
main(sys.argv[2:])
"""


@pytest.mark.slow
@pytest.mark.parametrize("more", [60_000])
def test_a_file_that_may_not_grow_stops_the_command_with_one_line(
    tmp_path: Path, more: int
) -> None:
    path, texts = tmp_path / "x.db", tmp_path / "texts"
    with open_ledger(path) as ledger:
        append_reading(ledger, make_entry(count=1), now=moment(1))
    texts.mkdir()
    for n in range(20):
        words = f"Le général Park a parlé {n} fois de la guerre et de la paix. " * 100
        (texts / f"{n:02}.txt").write_text(words)
    arguments = ["--ledger", str(path), "read", str(texts), "--workers", "1"]
    size = str(path.stat().st_size + more)
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, size, *arguments],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert done.stderr.startswith("reportedly: disk_error: ")
    assert done.stderr.count("\n") == 1
    with open_ledger(path, create=False) as ledger:
        result = verify(ledger)
        assert result.problems == ()
        assert result.checked["documents"] < 21
        batch = Batch(ledger, Settings())
        assert {o.state for o in read([str(texts)], batch)} <= {"read", "known"}
        result = verify(ledger)
    assert (result.problems, result.checked["documents"]) == ((), 21)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (sqlite3.SQLITE_FULL, "disk_full"),
        (sqlite3.SQLITE_IOERR, "disk_error"),
        (sqlite3.SQLITE_IOERR_WRITE, "disk_error"),
        (sqlite3.SQLITE_BUSY, "ledger_locked"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "ledger_locked"),
        (sqlite3.SQLITE_READONLY, "ledger_unwritable"),
        (sqlite3.SQLITE_CANTOPEN, "ledger_unwritable"),
        (sqlite3.SQLITE_CORRUPT, "ledger_damaged"),
        (sqlite3.SQLITE_NOTADB, "ledger_damaged"),
    ],
)
def test_the_database_s_errors_become_ours(code: int, expected: str) -> None:
    error = sqlite3.OperationalError("full of locked disk i/o")  # its words must not matter
    error.sqlite_errorcode = code
    with pytest.raises(ReportedlyError) as caught, engine.translated(Path("x.db")):
        raise error
    assert caught.value.code == expected
    assert isinstance(caught.value, IntegrityError) == (expected == "ledger_damaged")
