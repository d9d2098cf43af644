"""``reportedly demo``."""

import tempfile
import time
from pathlib import Path
from typing import Any

import click

from reportedly.cli.common import App
from reportedly.cli.read import choose_map, exit_status, present, shown_progress
from reportedly.ledger import open_ledger
from reportedly.pipeline import Batch, now_utc, read_story, reconcile_ledger
from reportedly.settings import Settings
from reportedly.stories import STORIES


@click.command("demo", short_help="Load a bundled story and show it.")
@click.option(
    "--story",
    type=click.Choice(STORIES),
    default=STORIES[0],
    show_default=True,
    help="Which bundled story.",
)
@click.option(
    "--html",
    "page",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="PAGE",
    help="Write a working page of the whole story.",
)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, metavar="N")
@click.pass_obj
def command(app: App, /, story: str, workers: int, **options: Any) -> int:  # fmt: skip
    """Load a bundled, dated story and show a brief of it. Needs no network.

    The story goes into the ledger you name with --ledger, else into a temporary one. Its texts are
    digests: our own wording of public reporting, never the publishers' texts.
    """
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="reportedly-demo-") as folder:
        path = app.path if app.chosen else Path(folder) / "demo.db"
        with open_ledger(path, now=now_utc()) as ledger:
            batch = Batch(
                ledger,
                Settings(ledger=path, options=app.options),
                map=choose_map((story,), workers),
            )
            outcomes = list(shown_progress(read_story(story, batch)))
            reconcile_ledger(ledger, now=batch.now)
            present(ledger, outcomes, options)
        seconds = time.monotonic() - start
        where = f"ledger: {path}" if app.chosen else "ledger: temporary (keep one with --ledger)"
        click.echo(f"{len(outcomes)} digests in {seconds:.1f} s; {where}", err=True)
    return exit_status(outcomes)
