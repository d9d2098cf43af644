"""The command ``reportedly``: its verbs, and how errors end."""

import importlib
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reportedly.cli.common import App
from reportedly.errors import ReportedlyError
from reportedly.settings import DEFAULT_LEDGER

if TYPE_CHECKING:
    from reportedly.extract import Attributor

# Verb to the module that holds it: a verb's libraries load when it runs, not before.
VERBS = (
    *("read", "import", "note", "check", "reconcile", "brief", "origins", "diff"),
    *("assess", "regimes"),
    *("claims", "figures", "questions", "show", "failures", "verify", "redact", "extract", "demo"),
)
MODULES = {"import": "import_sheet"}  # Python keeps the word for itself


class Verbs(click.Group):
    """A group that imports a verb when it is asked for, and lists them in working order."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all verbs."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of that name."""
        if cmd_name not in VERBS:
            return None
        name = MODULES.get(cmd_name, cmd_name)
        module = importlib.import_module(f"reportedly.cli.{name}")
        command = module.command
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb. Click would end with status 1, which means something else here."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            raise OutputLost from error


class OutputLost(Exception):
    """What a verb printed went nowhere: its reader has gone, or the disk is full."""


@click.command(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--ledger",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="REPORTEDLY_LEDGER",
    default=DEFAULT_LEDGER,
    show_default=True,
    show_envvar=True,
    help="The ledger file to work on.",
)
@click.option(
    "--attribution",
    type=click.Choice(["auto", "learned", "rules"]),
    envvar="REPORTEDLY_ATTRIBUTION",
    default="auto",
    show_default=True,
    show_envvar=True,
    help="Who finds who says what: the learned model, the rules alone, or the model if installed.",
)
@click.option("--debug", is_flag=True, help="Show log messages and the trace of an error.")
@click.version_option(package_name="reportedly", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, ledger: Path, attribution: "Attributor", debug: bool) -> None:
    """Keep a ledger of who reportedly said what: every claim with its exact words.

    `read` takes articles in, `import` a sheet that people keep, `note` one claim by hand; `check`
    holds one article against itself and other reporting, and keeps nothing; `claims`, `figures`,
    `questions` and `show` answer from the ledger; `verify` checks the ledger file itself, not
    whether anybody's claim is true.

    Exit status: 0 done; 1 done, and `check` found something weighty; 2 wrong use or unreadable
    input; 3 integrity broken; 4 done, but some inputs failed (see `reportedly failures`).
    """
    logging.basicConfig(
        level=logging.DEBUG if debug else logging.ERROR, format="%(name)s: %(message)s"
    )
    given = ctx.get_parameter_source("ledger")
    chosen = given is not click.core.ParameterSource.DEFAULT
    ctx.obj = App(ledger, chosen=chosen, debug=debug, attribution=attribution)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its status."""
    try:
        status = cli.main(arguments, prog_name="reportedly", standalone_mode=False)
    except ReportedlyError as error:
        if "--debug" in (arguments or sys.argv):
            raise
        click.echo(f"reportedly: {error}", err=True)
        status = error.exit_code
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("reportedly: stopped", err=True)
        status = 130
    except OutputLost as lost:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what is buffered
        status = 0  # the reader of our output (head, less) has gone: nothing to report to it
        if not isinstance(lost.__cause__, BrokenPipeError):
            click.echo(f"reportedly: {lost.__cause__}", err=True)
            status = 2
    sys.exit(status if isinstance(status, int) else 0)
