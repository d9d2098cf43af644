"""``reportedly failures``."""

import click

from reportedly.cli.common import App, print_jsonl
from reportedly.ledger import list_failures
from reportedly.publish import count, shown_words


@click.command("failures", short_help="List inputs that could not be read.")
@click.option("--all", "everything", is_flag=True, help="Also those that succeeded later.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines.")
@click.pass_obj
def command(app: App, /, everything: bool, as_json: bool) -> None:
    """List inputs that could not be read, with the reason.

    An input that was read since is left out. "may retry" says that a later attempt can succeed.
    Bytes that were had but could not be read are kept; their capture stands in brackets.
    """
    with app.open() as ledger, ledger.read() as connection:
        rows = list_failures(connection, all_of_them=everything)
    if as_json:
        print_jsonl(rows)
        return
    for row in rows:
        retry = " (may retry)" if row["retry"] else ""
        kept = f"  [{row['capture'][:10]}]" if row["capture"] else ""
        message = shown_words(row["message"], 300)
        click.echo(f"{row['at'][:19]}  {row['code']}{retry}  {message}{kept}")
    click.echo(count(len(rows), "failure"), err=True)
