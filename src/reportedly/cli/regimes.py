"""``reportedly regimes``."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from reportedly.cli.common import App, console, parse_day
from reportedly.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.extract import Options
    from reportedly.model import Pack, Provision
    from reportedly.reconcile import Conduct
    from reportedly.regimes import CaseResult


@click.group("regimes", short_help="List, show and validate packs of sanctions regimes.")
def command() -> None:
    """Packs of sanctions regimes: what they hold, and whether they are sound.

    A pack is a folder of data; its format is in the documentation. PACK is the name of a bundled
    or installed pack, or a folder.
    """


@command.command("list")
def list_packs() -> None:
    """List the packs at hand, with their editions."""
    from reportedly.publish.pack_tables import packs_table
    from reportedly.regimes import find_pack, list_bundled, list_installed

    names = [*list_bundled(), *sorted(list_installed())]
    console().print(packs_table(find_pack(name) for name in names))


@command.command("show")
@click.argument("name", metavar="PACK")
@click.argument("key", metavar="[PROVISION]", required=False)
@click.option("--on", "day", callback=parse_day, metavar="DAY", help="In force on that day only.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def show_pack(name: str, key: str | None, day: str | None, as_json: bool) -> None:
    """Show the provisions of a pack, or one of them whole."""
    from reportedly.publish.pack_tables import (
        print_provision,
        provisions_table,
        to_pack_json,
    )
    from reportedly.regimes import find_pack

    pack = find_pack(name)
    chosen = _choose(pack, key, day)
    out = console()
    if as_json:
        click.echo(json.dumps(to_pack_json(pack, chosen), ensure_ascii=False))
    elif key is not None:
        print_provision(out, pack, chosen[0])
    else:
        out.print(provisions_table(pack, chosen))


def _choose(pack: "Pack", key: str | None, day: str | None) -> "list[Provision]":
    chosen = [
        p
        for p in pack.provisions
        if key in (None, p.key)
        and (day is None or ((p.first or "") <= day and (not p.last or day <= p.last)))
    ]
    if key is not None and not chosen:
        raise NotFound("no_record", f"{pack.id} has no provision {key}")
    return chosen


@command.command("validate")
@click.argument("name", metavar="PACK")
@click.option("--case", "only", metavar="NAME", help="Only this case, with its elements.")
@click.pass_obj
def validate_pack(app: App, /, name: str, only: str | None) -> int:
    """Load a pack, read its cases as texts, and say which come out otherwise.

    Each case is read twice: as it is, and without the words on which its outcome hangs. Exit
    status 4 when one comes out otherwise than it says.
    """
    from reportedly.publish.pack_tables import case_lines
    from reportedly.regimes import load_with_cases

    pack = load_with_cases(name)
    results = list(_run(pack, only, app.options))
    bad = [r for r in results if not (r.is_right and r.hangs_on_it)]
    for line in case_lines(results if only else bad, in_full=only is not None):
        click.echo(line)
    known = f"{len(pack.provisions)} provisions, {len(results)} cases"
    click.echo(f"{pack.edition}: {known}, {len(bad)} otherwise than they say")
    return 4 if bad else 0


def _run(pack: "Pack", only: str | None, options: "Options") -> "Iterator[CaseResult]":
    from reportedly.regimes import run_case

    cases = [c for c in pack.cases if only in (None, c.name)]
    if only is not None and not cases:
        raise NotFound("no_record", f"{pack.id} has no case {only}")
    for case in cases:
        yield run_case(case, pack, lambda text, day: _read(text, day, options))


def _read(text: str, published: str | None, options: "Options") -> "Iterable[Conduct]":
    """The acts of a case's text."""
    from reportedly.model import Report
    from reportedly.pipeline import extract_text
    from reportedly.reconcile import find_facts

    made = extract_text(text, published=published, language="en", options=options)
    return find_facts(Report(*made)).conducts
