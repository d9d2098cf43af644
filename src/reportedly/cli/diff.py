"""``reportedly diff``."""

import click

from reportedly.cli.common import App, end_of, parse_days
from reportedly.cli.states import (
    compare_published,
    compare_recorded,
    make_context,
    members_of,
    origins_of,
    print_changes,
)
from reportedly.errors import UsageError


@click.command("diff", short_help="What differs between two days.")
@click.option(
    "--from", "first", callback=parse_days, metavar="DAY", required=True, help="End of this day."
)
@click.option(
    "--to", "last", callback=parse_days, metavar="DAY", required=True, help="End of this day."
)
@click.option(
    "--clock",
    type=click.Choice(["recorded", "published"]),
    default="recorded",
    show_default=True,
    help="As this ledger stood on those days, or by dates of publication.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(
    app: App, /, first: tuple[str, str], last: tuple[str, str], clock: str, as_json: bool
) -> None:
    """What differs between the ends of two days: figures, findings and origins, come and gone."""
    if last[1] < first[1]:
        raise UsageError("bad_days", f"{last[1]} comes before {first[1]}")
    with app.open() as ledger:
        if clock == "recorded":
            changes = compare_recorded(ledger, end_of(first), end_of(last))
        else:
            changes = compare_published(ledger, first[1] + "~", last[1] + "~")
        context = make_context(ledger, members_of(changes), origins_of(changes))
    about = {"from": first[1], "to": last[1], "clock": clock}
    print_changes(changes, context, about, as_json=as_json, nothing="No difference.")
