"""``reportedly brief``."""

from typing import Any

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
from reportedly.ledger import Ledger, list_documents, load_event_links
from reportedly.model import Pack
from reportedly.pipeline import load_facts
from reportedly.publish.assessment_matrix import matrix_lines
from reportedly.publish.assessment_rows import to_assessment_json
from reportedly.reconcile import join_links
from reportedly.regimes import Joined, assess_all, bundled_packs


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

    Below that, the provisions that the conduct in new texts engages, if the reports are right.

    Without --since: everything. Each line ends with an identifier for `reportedly show`.
    """
    day = since[0] if since else "0001-01-01"
    with app.open() as ledger:
        if clock == "recorded":
            changes = compare_recorded(ledger, f"{day}T00:00:00.000000Z")
        else:
            changes = compare_published(ledger, day)
        context = make_context(ledger, members_of(changes), origins_of(changes))
        touched = find_touched(ledger, day, clock)
        note_unreconciled(ledger)
    about: dict[str, Any] = {"since": since[0] if since else None, "clock": clock}
    if as_json:
        rows = [to_assessment_json(j, pack) for pack, joined in touched for j in joined]
        about |= {"assessments": rows}
    print_changes(changes, context, about, as_json=as_json, nothing="Nothing new.")
    if not as_json:
        print_touched(touched)


Touched = list[tuple[Pack, list[Joined]]]


def find_touched(ledger: Ledger, since: str, clock: str) -> Touched:
    """What new texts report, held against the bundled packs; with the older texts of one event."""
    with ledger.read() as connection:
        now = list_documents(connection)
        then = list_documents(connection, at=f"{since}T00:00:00.000000Z")
        clusters = join_links(load_event_links(connection))
    if clock == "recorded":
        new = {d["id"] for d in now} - {d["id"] for d in then}
    else:
        new = {d["id"] for d in now if (d["published"] or "") >= since}
    if not new:
        return []
    facts = load_facts(ledger)
    return [
        (pack, [j for j in assess_all(facts, pack, clusters) if _is_new(j, new)])
        for pack in bundled_packs()
    ]


def _is_new(joined: Joined, new: set[str]) -> bool:
    told = any(t.conduct.document in new for t in joined.told)
    return told and joined.outcome != "not_engaged"


def print_touched(touched: Touched) -> None:
    """Print the matrix of each regime that new texts touch."""
    for pack, joined in touched:
        lines = list(matrix_lines(pack, joined))
        if lines:
            click.echo(f"Provisions that reported conduct engages, if right: {pack.edition}")
            for line in lines:
                click.echo(f"  {line}")
