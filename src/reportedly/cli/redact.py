"""``reportedly redact``."""

import click

from reportedly.cli.common import App
from reportedly.ledger import redact
from reportedly.pipeline import now_utc
from reportedly.publish import count


@click.command("redact", short_help="Remove words for a lawful reason.")
@click.argument("target", metavar="ID")
@click.option(
    "--basis", required=True, metavar="TEXT", help="The legal basis or reason; it is kept."
)
@click.option("--words", metavar="WORDS", help="Only these words, wherever the document has them.")
@click.option("--by", metavar="NAME", help="Who decided; optional.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def command(
    app: App, /, target: str, basis: str, words: str | None, by: str | None, yes: bool
) -> None:
    """Remove words for good, for a lawful reason; hash, date and reason stay.

    ID is a document (all its text, or each occurrence of --words), a record (the words it hangs
    on), or a capture that could not be read. The raw bytes go too. There is no way back.
    """
    if not yes:
        click.confirm(f"Remove words of {target} for good?", abort=True)
    with app.open() as ledger:
        done = redact(ledger, target, basis=basis, now=now_utc(), words=words, by=by)
    taken = f"{count(done.passages, 'passage')}, {count(done.characters, 'character')}"
    files = count(len(done.blobs), "file")
    click.echo(f"redacted {taken} of {done.document or target}; {files} of raw bytes removed")
