"""A reading that is killed loses nothing, and two at once lose nothing: with real processes.

Most texts are marked as French: they are kept without being parsed, which makes a folder of 500
quick to read. A few English ones go the whole way.
"""

import random
import signal
import time
from collections import Counter
from pathlib import Path

import pytest
from reading_process import count_documents, run_until_call, start, wait_for_documents

from reportedly.ledger import Verification, list_failures, open_ledger, verify
from reportedly.pipeline import Batch, now_utc, read
from reportedly.settings import Settings

FRENCH = "Le général Park a dit le 3 mai 2025 que {} soldats avaient été tués près de Koursk.\n"
ENGLISH = "General Park said on 3 May 2025 that {} soldiers were killed in Kursk.\n"


def write_texts(folder: Path, numbers: range, words: str = FRENCH) -> Path:
    folder.mkdir(exist_ok=True)
    for n in numbers:
        (folder / f"{n:04}.txt").write_text(words.format(n), encoding="utf-8")
    return folder


def check(path: Path) -> Verification:
    with open_ledger(path, create=False) as ledger:
        return verify(ledger)


WHOLE = """
SELECT capture.name, count(DISTINCT run.stage) FROM document
JOIN capture ON capture.id = document.capture
JOIN current_run ON current_run.subject IN (document.id, capture.id) AND until IS NULL
JOIN run ON run.id = current_run.run
WHERE run.stage IN ('reading', 'attributions', 'claims', 'figures', 'dates', 'places', 'parties',
  'events')
GROUP BY document.run, document.id
"""


def names_of_documents(path: Path) -> Counter[str]:
    """How often each text is kept, as a whole document: all of its eight runs are there."""
    with open_ledger(path, create=False) as ledger, ledger.read() as connection:
        assert list_failures(connection) == []
        rows = connection.exec_driver_sql(WHOLE).all()
    assert {stages for _, stages in rows} == {8}, "half a document"
    return Counter(Path(name).name for name, _ in rows)


def read_here(path: Path, folder: Path) -> list[str]:
    """States of a reading in this process."""
    with open_ledger(path, now=now_utc()) as ledger:
        return [outcome.state for outcome in read([str(folder)], Batch(ledger, Settings()))]


@pytest.mark.slow
def test_a_killed_reading_goes_on_where_it_stopped(tmp_path: Path) -> None:
    folder = write_texts(tmp_path / "texts", range(500))
    write_texts(folder, range(490, 500), ENGLISH)
    ledger = tmp_path / "story.db"
    open_ledger(ledger, now=now_utc()).close()  # sealed while empty
    dice = random.Random(4)
    for wanted in (3, 90, 210):
        process = start(ledger, "read", str(folder), "--workers", "1")
        wait_for_documents(ledger, wanted, process)
        time.sleep(dice.random() * 0.05)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        result = check(ledger)
        assert (result.problems, result.seal) == ((), "older")
        assert wanted <= result.checked["documents"] < 500
        assert result.checked["documents"] == result.checked["captures"]
    last = start(ledger, "read", str(folder), "--workers", "1")
    out, _ = last.communicate(timeout=120)
    assert last.returncode == 0
    known = result.checked["documents"]
    assert f"{known} known, {500 - known} read" in out
    assert names_of_documents(ledger) == {f"{n:04}.txt": 1 for n in range(500)}
    end = check(ledger)
    assert (end.problems, end.seal) == ((), "holds")
    assert end.checked["files of bytes"] == 500


KILLED_AT = {
    "after the bytes were written": ("reportedly.ledger.blobs", "BlobStore", "put", "after", 3),
    "while the bytes are written": ("os", "", "replace", "before", 3),
    "before the commit": ("reportedly.ledger.writer", "_Writer", "append", "after", 3),
    "while the tables are made": ("reportedly.ledger.schema", "metadata", "create_all", "after", 1),
    "before the tables are made": ("reportedly.ledger.engine", "", "_create", "before", 1),
    "before the file is sealed": ("reportedly.ledger.engine", "", "write_seal", "before", 1),
    "while the seal is written": ("pathlib", "Path", "replace", "before", 1),
}


@pytest.mark.slow
@pytest.mark.parametrize("where", KILLED_AT)
def test_a_reading_killed_within_a_write_leaves_a_sound_ledger(tmp_path: Path, where: str) -> None:
    folder, ledger = write_texts(tmp_path / "texts", range(5)), tmp_path / "story.db"
    status = run_until_call(KILLED_AT[where], ledger, "read", str(folder), "--workers", "1")
    assert status == -signal.SIGKILL
    if "tables" not in where:
        result = check(ledger)
        assert result.problems == ()
        assert result.checked["documents"] == (5 if "seal" in where else 2)
    assert "failed" not in read_here(ledger, folder)
    assert names_of_documents(ledger) == {f"{n:04}.txt": 1 for n in range(5)}
    assert check(ledger).sound


@pytest.mark.slow
def test_two_readings_at_once_lose_nothing(tmp_path: Path) -> None:
    one = write_texts(tmp_path / "one", range(40))
    two = write_texts(tmp_path / "two", range(25, 60))
    ledger = tmp_path / "story.db"
    processes = [start(ledger, "read", str(f), "--workers", "1") for f in (one, two)]
    ends = [(p.communicate(timeout=120)[1], p.returncode) for p in processes]
    assert [status for _, status in ends] == [0, 0], ends
    assert names_of_documents(ledger) == {f"{n:04}.txt": 1 for n in range(60)}
    assert check(ledger).problems == ()


@pytest.mark.slow
def test_a_reader_is_not_disturbed_by_a_writer(tmp_path: Path) -> None:
    folder, ledger = write_texts(tmp_path / "texts", range(40)), tmp_path / "story.db"
    process = start(ledger, "read", str(folder), "--workers", "1")
    wait_for_documents(ledger, 5, process)
    results = []
    while process.poll() is None:
        results.append(check(ledger))
    assert process.communicate()[1] == "", "the writer complained"
    assert process.returncode == 0
    assert [r.problems for r in results] == [()] * len(results)
    assert count_documents(ledger) == 40
