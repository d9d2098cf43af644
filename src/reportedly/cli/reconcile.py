"""``reportedly reconcile``."""

import json

import click

from reportedly.cli.common import App
from reportedly.pipeline import now_utc, reconcile_ledger
from reportedly.publish import count


@click.command("reconcile", short_help="Hold what was read against one another.")
@click.option("--full", is_flag=True, help="Work on everything, not only on what changed.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(app: App, /, full: bool, as_json: bool) -> None:
    """Hold the documents of the ledger against one another.

    `read` does this at its end. Only what new, changed or redacted documents touch is worked on;
    a run that was stopped is finished by the next. When nothing changed, nothing is written.
    """
    with app.open() as ledger:
        done = reconcile_ledger(ledger, now=now_utc, full=full)
    if as_json:
        found = {"documents": done.documents, "units": done.units, "changed": done.runs}
        click.echo(json.dumps(found))
        return
    click.echo(f"{count(done.documents, 'document')} new, changed or gone since the last time")
    for stage, units in done.units.items():
        changed = count(done.runs[stage], "document")
        click.echo(f"  {stage:<14} {units:>7,} looked at, records of {changed} differ")
