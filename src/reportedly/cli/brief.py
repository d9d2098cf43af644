"""``reportedly brief``."""

import click

from reportedly.cli.common import App, parse_days
from reportedly.cli.states import (
    compare_published,
    compare_recorded,
    make_context,
    members_of,
    note_unreconciled,
    origins_of,
    print_changes,
)


@click.command("brief", short_help="What is new since a day, over all documents.")
@click.option("--since", callback=parse_days, metavar="DAY", help="Since the beginning of DAY.")
@click.option(
    "--clock",
    type=click.Choice(["recorded", "published"]),
    default="recorded",
    show_default=True,
    help="New in this ledger, or new by date of publication.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(app: App, /, since: tuple[str, str] | None, clock: str, as_json: bool) -> None:
    """What is new since a day: conflicts, revised figures, first answers, speakers, origins.

    Without --since: everything. Each line ends with an identifier for `reportedly show`.
    """
    day = since[0] if since else "0001-01-01"
    with app.open() as ledger:
        if clock == "recorded":
            changes = compare_recorded(ledger, f"{day}T00:00:00.000000Z")
        else:
            changes = compare_published(ledger, day)
        context = make_context(ledger, members_of(changes), origins_of(changes))
        note_unreconciled(ledger)
    about = {"since": since[0] if since else None, "clock": clock}
    print_changes(changes, context, about, as_json=as_json, nothing="Nothing new.")
