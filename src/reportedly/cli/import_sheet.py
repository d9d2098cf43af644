"""``reportedly import``."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import click

from reportedly.capture import Item, Limits, capture_item
from reportedly.cli.common import App, console
from reportedly.cli.read import BRIEF_AT_MOST, load_readings
from reportedly.errors import UsageError
from reportedly.ledger import Ledger, list_sheet_rows
from reportedly.manual import (
    RowOutcome,
    SheetFile,
    explain,
    import_sheet,
    make_rows,
    make_template,
    open_sheet,
    parse_mapping,
)
from reportedly.pipeline import now_utc
from reportedly.publish import count, make_brief, shown_words

LISTED = 20  # refusals printed; all of them are in `failures`


@click.command("import", short_help="Take in a sheet of figures, row by row.")
@click.argument("sheet", metavar="SHEET", type=click.Path(path_type=Path))
@click.option(
    "--mapping", "mapping", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="What each column says (YAML).",
)  # fmt: skip
@click.option("--template", is_flag=True, help="Print a mapping to fill in for this sheet; stop.")
@click.option("--check", is_flag=True, help="Read the sheet and say what would be refused; stop.")
@click.option("--brief", is_flag=True, help="Print a brief of the rows, as `read` does.")
@click.option(
    "--withdraw-missing", is_flag=True,
    help="Take rows that the sheet no longer has out of what is current.",
)  # fmt: skip
@click.pass_obj
def command(
    app: App, /, sheet: Path, mapping: Path | None, template: bool, check: bool, **options: bool
) -> int:  # fmt: skip
    """Take in a sheet of figures that people keep (.csv, .xlsx), as it stands.

    Each row becomes a document whose text is the row written out, each figure a record that hangs
    on its cell. FILE says which column is what. A cell that cannot be read is refused and named;
    the rest of the sheet goes on. Importing again adds what is new and what changed.
    """
    raw = capture_item(Item(str(sheet), path=sheet), limits=Limits(), now=now_utc).raw
    if template:
        click.echo(make_template(raw, sheet.stem), nl=False)
        return 0
    if mapping is None:
        raise UsageError("no_mapping", "say what the columns mean: --mapping FILE, or --template")
    text = capture_item(Item(str(mapping), path=mapping), limits=Limits(), now=now_utc).raw
    file = SheetFile(raw, sheet.name, parse_mapping(_decode(text, mapping), name=str(mapping)))
    if check:
        return _present(_dry(file), {})
    kept: dict[str, str | None] = {}
    with app.open(create=True) as ledger:
        before = set(list_sheet_rows(ledger, file.mapping.name))
        withdraw = options["withdraw_missing"]
        status = _present(import_sheet(file, ledger, now=now_utc, withdraw=withdraw), kept)
        if options["brief"]:
            _print_brief(ledger, [document for document in kept.values() if document])
    gone = len(before - set(kept))
    if gone:
        end = "withdrawn" if withdraw else "kept (--withdraw-missing)"
        click.echo(f"{count(gone, 'row')} of an earlier import, not in this sheet: {end}", err=True)
    return status


def _print_brief(ledger: Ledger, documents: list[str]) -> None:
    console().print(make_brief(list(load_readings(ledger, documents[:BRIEF_AT_MOST]))))
    if len(documents) > BRIEF_AT_MOST:
        click.echo(f"the first {BRIEF_AT_MOST} rows of {len(documents)}", err=True)


def _decode(raw: bytes, path: Path) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeError:
        raise UsageError("mapping_invalid", f"{path}: it is not written in UTF-8") from None


def _dry(file: SheetFile) -> Iterator[RowOutcome]:
    for made in make_rows(file, open_sheet(file), now_utc):
        state = "failed" if made.entry is None else "read"
        yield RowOutcome(made.row, made.address, state, refused=made.refused)  # type: ignore[arg-type]


def _present(outcomes: Iterator[RowOutcome], kept: dict[str, str | None]) -> int:
    """Print counts by state, and refusals by row; give the exit status.

    ``kept`` gets the rows' documents by address, None for those that are not there to be shown.
    """
    states: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for outcome in outcomes:
        states[outcome.state] += 1
        kept[outcome.address] = outcome.document if outcome.state != "redacted" else None
        for refusal in islice(outcome.refused, max(0, LISTED - reasons.total())):
            where = f"row {refusal.row}" + (f", {refusal.column}" if refusal.column else "")
            click.echo(f"{shown_words(where, 100)}: {explain(refusal.reason)}", err=True)
        reasons.update(refusal.reason for refusal in outcome.refused)
    if reasons.total() > LISTED:
        click.echo(f"… and {reasons.total() - LISTED} more", err=True)
    rows = ", ".join(f"{n} {state}" for state, n in sorted(states.items()))
    click.echo(f"{count(states.total(), 'row')}: {rows or 'nothing in the sheet'}")
    for reason, n in sorted(reasons.items()):
        click.echo(f"  {n} refused: {reason}")
    if not reasons:
        return 0
    return 2 if states["failed"] == states.total() else 4
