"""``reportedly claims``."""

from collections.abc import Iterable
from typing import Any

import click

from reportedly.cli.common import (
    App,
    console,
    make_query,
    print_listing,
    query_options,
    speaker_words,
)
from reportedly.ledger import ClaimRow, list_claims
from reportedly.publish import count, shown_words


@click.command("claims", short_help="List what was said, by whom.")
@query_options
@click.pass_obj
def command(app: App, /, form: str, **options: Any) -> None:
    """List claims of the ledger: what was said, by whom, in which words.

    Claims come in order of publication. Conditions add up. `--text` looks for words; `--said`
    is when it was published, `--meant` which dates the words name.
    """
    with app.open() as ledger, ledger.read() as connection:
        rows = list_claims(connection, make_query(options))
        print_listing(rows, form, ClaimRow, _print_table)


def _print_table(rows: Iterable[ClaimRow]) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold", expand=True)
    table.add_column("published", no_wrap=True, width=10)
    table.add_column("publisher", ratio=2)
    table.add_column("speaker", ratio=2)
    table.add_column("mode", no_wrap=True, width=9)
    table.add_column("claim", ratio=5)
    table.add_column("id", no_wrap=True, width=10)
    n = 0
    for n, row in enumerate(rows, start=1):  # noqa: B007
        table.add_row(
            row.published or "undated",
            shown_words(row.publisher or "–", 28),
            speaker_words(row.speaker, row.mode, row.confidence),
            row.mode,
            shown_words(row.text, 200),
            row.id[:10],
        )
    if n:
        console().print(table)
    click.echo(count(n, "claim"), err=True)
