"""``reportedly origins``."""

import json

import click

from reportedly.cli.common import App
from reportedly.cli.states import make_context, note_unreconciled
from reportedly.errors import UsageError
from reportedly.ledger import (
    Ledger,
    find_id,
    list_homes,
    list_origins_at,
    list_places,
    load_records,
)
from reportedly.model import Origin
from reportedly.publish import origin_json, origin_lines

_PLACED = ("fig", "clm", "att", "que")


@click.command("origins", short_help="Whom words or a figure go back to, and by which texts.")
@click.argument("record", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(app: App, /, record: str, as_json: bool) -> None:
    """Whom a figure, claim, attribution or question goes back to, as trees.

    ID is a figure (fig_…), claim, attribution, question (que_…: all figures that answer it) or
    origin (ori_…). Texts that nothing shows to be independent are one origin. Branches name who
    passes the words on, nearest to the speaker first; each text stands with the reason for it.
    """
    with app.open() as ledger:
        origins = find_origins(ledger, record)
        context = make_context(ledger, origins=origins)
        note_unreconciled(ledger)
    if as_json:
        found = {"id": record, "origins": [origin_json(o) for o in origins]}
        click.echo(json.dumps(found | {"count": len(origins)}, ensure_ascii=False))
        return
    for line in origin_lines(origins, context):
        click.echo(line)


def find_origins(ledger: Ledger, wanted: str) -> list[Origin]:
    """The origins that a record has words of, in their own order."""
    with ledger.read() as connection:
        kind, _, record = find_id(connection, wanted)
        if kind == "ori":
            names = frozenset({record})
        elif kind in _PLACED:
            names = list_origins_at(connection, list_places(connection, record))
        else:
            raise UsageError("no_origins", f"{record} is no figure, claim, question or origin")
        homes = list_homes(connection, names)
        found = load_records(connection, ["origins"], homes)
    return [r for _, r in found if isinstance(r, Origin) and r.id in names]
