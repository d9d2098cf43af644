"""The command line, run in this process as its users run it."""

from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from reportedly.cli.main import main


class Done(NamedTuple):
    """How a command ended and what it printed."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """Lines of standard output."""
        return self.out.splitlines()


def run(ledger: Path | str | None, *arguments: object, given: bytes | str | None = None) -> Done:
    """``reportedly --ledger LEDGER ARGUMENTS…`` with ``given`` on standard input."""
    before = [] if ledger is None else ["--ledger", str(ledger)]
    status: object = 0
    with CliRunner().isolation(input=given) as (out, err, _):
        try:
            main([*before, *map(str, arguments)])
        except SystemExit as stop:
            status = stop.code
    return Done(int(str(status or 0)), out.getvalue().decode(), err.getvalue().decode())
