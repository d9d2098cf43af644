"""``reportedly verify``."""

import json

import click

from reportedly.cli.common import App
from reportedly.ledger import Verification, verify
from reportedly.publish import count

SEALS = {
    "holds": "the file is, byte for byte, as it was sealed",
    "older": "written to since the last seal (a run was stopped): unused bytes are not covered",
    "none": "the file was never sealed: unused bytes are not covered",
    "broken": "the file is not as it was sealed",
}


@click.command("verify", short_help="Check that the ledger is intact.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(app: App, /, as_json: bool) -> int:
    """Check the ledger itself: every span, every hash, the log, the file and the kept bytes.

    This says whether the ledger is intact, not whether anybody's claim is true. Exit status 3
    when anything does not hold.
    """
    with app.open() as ledger:
        result = verify(ledger)
    if as_json:
        problems = [{n: getattr(p, n) for n in p.__slots__} for p in result.problems]
        found = {"checked": result.checked, "seal": result.seal, "problems": problems}
        click.echo(json.dumps(found, ensure_ascii=False))
    else:
        _print(result)
    return 0 if result.sound else 3


def _print(result: Verification) -> None:
    for what, n in result.checked.items():
        click.echo(f"  {n:>9,} {what}")
    click.echo(f"  seal: {SEALS[result.seal]}")
    for problem in result.problems[:50]:
        click.echo(f"  {problem.code}  {problem.where}: {problem.message}")
    if len(result.problems) > 50:
        click.echo(f"  … and {len(result.problems) - 50} more")
    share = "100 % holds" if result.sound else count(len(result.problems), "problem")
    click.echo(f"verified: {share}")
