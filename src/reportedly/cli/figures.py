"""``reportedly figures``."""

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
from reportedly.ledger import FigureRow, list_figures
from reportedly.publish import count, shown_words


@click.command("figures", short_help="List how many, according to whom.")
@query_options
@click.pass_obj
def command(app: App, /, form: str, **options: Any) -> None:
    """List figures of the ledger: how many, of what, according to whom, since when.

    Figures stand as printed, with the bound their words set: "at least 100" has no upper end.
    """
    with app.open() as ledger, ledger.read() as connection:
        rows = list_figures(connection, make_query(options))
        print_listing(rows, form, FigureRow, _print_table)


def _print_table(rows: Iterable[FigureRow]) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold", expand=True)
    table.add_column("published", no_wrap=True, width=10)
    table.add_column("measure", ratio=2, min_width=10, overflow="fold")
    table.add_column("figure", ratio=4)
    table.add_column("low", justify="right", no_wrap=True, min_width=6)
    table.add_column("high", justify="right", no_wrap=True, min_width=6)
    table.add_column("speaker", ratio=3)
    table.add_column("publisher", ratio=3)
    table.add_column("id", no_wrap=True, width=10)
    n = 0
    for n, row in enumerate(rows, start=1):  # noqa: B007
        table.add_row(
            row.published or "undated",
            row.measure or "–",
            shown_words(row.exact, 48),
            _number(row.low),
            _number(row.high),
            speaker_words(row.speaker, row.mode, row.confidence),
            shown_words(row.publisher or "–", 28),
            row.id[:10],
        )
    if n:
        console().print(table)
    click.echo(count(n, "figure"), err=True)


def _number(value: int | float | None) -> str:
    return "–" if value is None else f"{value:,}"
