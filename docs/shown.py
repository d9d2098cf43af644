"""What the documentation shows: commands run in a scratch folder, with their real output.

The pages' cog blocks call this, and the tests run the same commands again. Commands run in this
process where that is possible, so that the language model loads once; the clock is a fixed one, so
that the pages do not change from one day to the next.
"""

import io
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

ROOT = Path(__file__).resolve().parent.parent
# An invented report, for the pages that need a text of the reader's own.
NOTE = """\
Sofia sends deminers to Lebanon

By Vesela Petrova, The Example Courier

SOFIA, March 3, 2026 — Bulgaria will send 40 deminers to southern Lebanon, the defence ministry said on Tuesday.

"They leave in April and stay for six months," Defence Minister Ivan Todorov told parliament. At least two deminers were wounded on an earlier mission, he said.

A Western diplomat said that about 3,500 shells still lie near Tyre. Lebanon's army denied that.

According to the Example News Agency, Romania is considering a similar step.
"""  # noqa: E501
WIDTH = 100
_ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_SHELL = re.compile(r"[|<>;&*$`]")
_INTO_FILE = re.compile(r"(reportedly [^|<>;&]*) > (\S+)")
_SECONDS = re.compile(r"(\d+ digests) in [\d.]+ s")


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command printed (both streams, in order) and its exit status."""

    output: str
    status: int


class _Terminal(io.StringIO):
    """A stream that says it is a terminal, so that tables take its width."""

    def isatty(self) -> bool:
        return True


class _Aside(io.StringIO):
    """Standard error: written into the same text, but no terminal (no progress is drawn)."""

    def __init__(self, into: io.StringIO) -> None:
        super().__init__()
        self._into = into

    def write(self, text: str) -> int:
        return self._into.write(text)


class _Clock:
    """Stands for ``datetime`` where the program asks for the time.

    Each step of a page begins at a minute of its own; a second passes with each question.
    """

    def __init__(self, step: int) -> None:
        self._next = datetime(2026, 3, 9, 8, 30, tzinfo=UTC) + timedelta(minutes=step)

    def now(self, _zone: tzinfo) -> datetime:
        at = self._next
        self._next += timedelta(seconds=1)
        return at


_KNOWN: dict[tuple[str, ...], Ran] = {}


class Session:
    """A scratch folder in which the commands of one page run, in order.

    ``src`` in it leads to the repository's sources, for the pages that are read in a check-out.
    The same steps in the same order give the same output, so within one process they run once: a
    command that is known is put off until one comes that is not.
    """

    def __init__(self) -> None:
        self._steps: tuple[str, ...] = ()
        self._put_off: list[Callable[[], Ran | None]] = []
        self._scratch = tempfile.TemporaryDirectory(prefix="reportedly-docs-")
        self.folder = Path(self._scratch.name)
        (self.folder / "src").symlink_to(ROOT / "src")

    def close(self) -> None:
        """Remove the folder."""
        self._scratch.cleanup()

    def file(self, name: str, text: str) -> str:
        """Write a file, and give the block that tells the reader to."""
        self._steps += (f"{name}\n{text}",)
        self._put_off.append(partial(self._write, name, text))
        return f"<!-- file: {name} -->\n```text\n{text.rstrip()}\n```\n"

    def first_id(self, arguments: str, length: int = 10) -> str:
        """The beginning of the identifier that a listing shows first."""
        return str(self.first_row(arguments)["id"])[:length]

    def first_row(self, arguments: str) -> dict[str, Any]:
        """The first row of a listing. This is no step of the page: it changes nothing."""
        steps = (*self._steps, f"? {arguments}")
        if steps not in _KNOWN:
            self._catch_up()
            words = shlex.split(f"{arguments} --limit 1 --format jsonl")
            _KNOWN[steps] = self._run_here(words, len(self._steps))
        row: dict[str, Any] = json.loads(_KNOWN[steps].output.splitlines()[0])
        return row

    def run(self, command: str) -> Ran:
        """Run one command line."""
        self._steps += (command,)
        self._put_off.append(partial(self._run_now, command, len(self._steps)))
        if self._steps not in _KNOWN:
            done = self._catch_up()
            assert done is not None
            _KNOWN[self._steps] = done
        return _KNOWN[self._steps]

    def _catch_up(self) -> Ran | None:
        """Do what was put off; what the last step gave."""
        done = [step() for step in self._put_off]
        self._put_off.clear()
        return done[-1] if done else None

    def _write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def _run_now(self, command: str, step: int) -> Ran:
        into = _INTO_FILE.fullmatch(command)
        if into:
            ran = self._run_here(shlex.split(into[1])[1:], step, self.folder / into[2])
        elif command.startswith("reportedly ") and not _SHELL.search(_unquoted(command)):
            ran = self._run_here(shlex.split(command)[1:], step)
        else:
            ran = self._run_shell(command)
        return Ran(_settled(ran.output), ran.status)

    def show(self, command: str, *, status: int = 0, first: int = 0, last: int = 0) -> str:
        """A ``console`` block of a command and its output, or ``first`` and ``last`` lines."""
        ran = self.run(command)
        if ran.status != status:
            raise AssertionError(f"{command}: exit status {ran.status}\n{ran.output}")
        lines = ran.output.splitlines()
        if (first or last) and len(lines) > first + last:
            lines = [*lines[:first], "…", *lines[len(lines) - last :]]
        note = f"<!-- status: {status} -->\n" if status else ""
        return note + "\n".join(["```console", f"$ {command}", *lines, "```"]) + "\n"

    def _run_here(self, arguments: list[str], step: int, into: Path | None = None) -> Ran:
        from reportedly import pipeline
        from reportedly.cli.main import main

        shown, file, status = _Terminal(), io.StringIO(), 0
        with (
            _inside(self.folder),
            mock.patch.dict(os.environ, {"COLUMNS": str(WIDTH), "TERM": "xterm"}),
            mock.patch.object(pipeline, "datetime", _Clock(step)),
            redirect_stdout(file if into else shown),
            redirect_stderr(_Aside(shown)),
        ):
            os.environ.pop("REPORTEDLY_LEDGER", None)
            try:
                main(arguments)
            except SystemExit as end:
                status = end.code if isinstance(end.code, int) else 1
        if into:
            into.write_text(file.getvalue(), encoding="utf-8")
        return Ran(shown.getvalue(), status)

    def _run_shell(self, command: str) -> Ran:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
        done = subprocess.run(  # noqa: S603 - the pages' own commands
            ["/bin/sh", "-c", command],
            cwd=self.folder,
            env=os.environ | {"PATH": path, "COLUMNS": str(WIDTH)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=120,
            check=False,
        )
        return Ran(done.stdout.decode(), done.returncode)


def help_of(verb: str = "") -> str:
    """A ``text`` block with the help of a verb, or of the program."""
    from click.testing import CliRunner

    from reportedly.cli.main import cli

    arguments = [verb, "--help"] if verb else ["--help"]
    result = CliRunner().invoke(cli, arguments, prog_name="reportedly", env={"COLUMNS": "80"})
    assert result.exit_code == 0, result.exception
    return f"```text\n{_settled(result.output)}\n```\n"


def table(header: tuple[str, ...], rows: Iterator[tuple[str, ...]] | list[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = [header, tuple("---" for _ in header), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _unquoted(command: str) -> str:
    return re.sub(r"'[^']*'|\"[^\"]*\"", "", command)


def _settled(output: str) -> str:
    """Output without colours and trailing spaces, and without how long it took."""
    plain = _SECONDS.sub(r"\1 in … s", _ANSI.sub("", output))
    lines = [line.rstrip() for line in plain.splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
