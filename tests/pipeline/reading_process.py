"""``reportedly`` as a real process, for tests that kill it or run two at once."""

import sqlite3
import subprocess
import sys
import time
from pathlib import Path

# Runs the command with a hook: the process kills itself at the n-th call of some function.
SUICIDE = """
import importlib, os, signal, sys
module, owner, name, after, n = sys.argv[1:6]
place = importlib.import_module(module)
owner = getattr(place, owner) if owner else place
function, calls = getattr(owner, name), [0]
def hooked(*args, **kwargs):
    calls[0] += 1
    if calls[0] == int(n) and after == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    result = function(*args, **kwargs)
    if calls[0] == int(n):
        os.kill(os.getpid(), signal.SIGKILL)
    return result
setattr(owner, name, hooked)
from reportedly.cli.main import main
main(sys.argv[6:])
"""


def start(ledger: Path, *arguments: str) -> "subprocess.Popen[str]":
    """The command, started and left running."""
    command = [sys.executable, "-m", "reportedly", "--ledger", str(ledger), *arguments]
    return _popen(command)


def run_until_call(hook: tuple[str, str, str, str, int], ledger: Path, *arguments: str) -> int:
    """The command, which kills itself around a call; its exit status."""
    hooked = [str(part) for part in hook]
    command = [sys.executable, "-c", SUICIDE, *hooked, "--ledger", str(ledger), *arguments]
    process = _popen(command)
    process.communicate(timeout=120)
    return process.returncode


def _popen(command: list[str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def count_documents(ledger: Path) -> int:
    """How many documents are committed, seen from outside."""
    try:
        with sqlite3.connect(f"file:{ledger}?mode=ro", uri=True) as raw:
            return int(raw.execute("SELECT count(*) FROM document").fetchone()[0])
    except sqlite3.OperationalError:  # not there yet
        return 0


def wait_for_documents(ledger: Path, wanted: int, process: "subprocess.Popen[str]") -> None:
    """Return when the ledger holds so many documents; fails when the process ends before."""
    limit = time.monotonic() + 60
    while count_documents(ledger) < wanted:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < limit
        time.sleep(0.03)
