"""``reportedly assess``."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reportedly.cli.common import (
    App,
    clock_options,
    console,
    end_of,
    given_options,
    make_given,
    write_page_file,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportedly.model import Pack
    from reportedly.reconcile import Facts
    from reportedly.regimes import Joined

OUTCOMES = ("engaged", "plausible", "not_engaged")


@dataclass(frozen=True, slots=True)
class _Held:
    """What is held against the packs: facts of documents, and which records tell of one event."""

    facts: "Sequence[Facts]"
    clusters: "Mapping[str, str]"
    called: str


@click.command("assess", short_help="Which provisions of a regime reported conduct engages.")
@click.argument("article", metavar="[ARTICLE]", required=False)
@click.option(
    "--regime",
    "regimes",
    multiple=True,
    metavar="PACK",
    help="A pack by name or folder; may be given again. By default all bundled ones.",
)
@click.option("--provision", "provisions", multiple=True, metavar="KEY", help="Only this one.")
@click.option(
    "--outcome",
    type=click.Choice(OUTCOMES),
    help="Only what comes out so.",
)
@clock_options
@click.option("--all", "in_full", is_flag=True, help="Show also what is not engaged.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--html",
    "page",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="PAGE",
    help="Write a page with the matrix of provisions and acts, and the words behind each.",
)
@given_options
@click.option("--ignore-robots", is_flag=True, help="Fetch also what robots.txt forbids.")
@click.option("--contact", metavar="ADDRESS", help="How a site's owner can reach you.")
@click.pass_obj
def command(app: App, /, article: str | None, **options: Any) -> int:
    """Hold reported conduct against the provisions of sanctions regimes.

    Without ARTICLE: what the documents of the ledger report, texts that tell of one event taken
    together. With one (a file, an address, or - for standard input): that text alone, and nothing
    is kept.

    A provision is engaged when the words meet all of its elements, plausible when something is not
    reported (it is named), not engaged when an element is not met. Always if the report is right.
    """
    packs = _packs(options["regimes"])
    held = _read(article, app, options) if article else _load(app, options)
    found = [(pack, _choose(pack, held, options)) for pack in packs]
    if options["as_json"]:
        click.echo(json.dumps(_to_json(found, held), ensure_ascii=False))
    else:
        _print(found, held, in_full=_in_full(options))
    if options["page"]:
        write_page_file(options["page"], _page(found, held, in_full=_in_full(options)))
    return 0


def _in_full(options: dict[str, Any]) -> bool:
    return bool(options["in_full"]) or options["outcome"] == "not_engaged"


def _page(found: "list[tuple[Pack, list[Joined]]]", held: _Held, *, in_full: bool) -> str:
    from importlib.metadata import version

    from reportedly.publish.assessment_page import make_assessment_page
    from reportedly.regimes import read_law

    claims = [c for f in held.facts for c in f.law]
    return make_assessment_page(
        [(pack, joined, list(read_law(claims, pack))) for pack, joined in found],
        [c for c in claims if c.kind == "breach"],
        held=held.called,
        made_by=f"reportedly {version('reportedly')}",
        in_full=in_full,
    )


def _packs(names: Iterable[str]) -> "list[Pack]":
    from reportedly.regimes import bundled_packs, find_pack

    names = list(dict.fromkeys(names))
    return [find_pack(name) for name in names] if names else list(bundled_packs())


def _read(article: str, app: App, options: dict[str, Any]) -> _Held:
    """The facts of one text, read in memory."""
    from reportedly.checking import How, read_one
    from reportedly.cli.read import make_settings
    from reportedly.reconcile import find_facts

    report, capture = read_one(article, How(make_settings(app, options), make_given(options)))
    return _Held((find_facts(report),), {}, report.document.title.value or capture.name)


def _load(app: App, options: dict[str, Any]) -> _Held:
    from reportedly.ledger import load_event_links
    from reportedly.pipeline import load_facts
    from reportedly.publish import count
    from reportedly.reconcile import join_links, link_events

    by, at = options["published_by"], options["recorded_by"]
    with app.open() as ledger:
        facts = load_facts(
            ledger,
            published_by=by[1] if by else None,
            recorded_by=end_of(at) if at else None,
        )
        with ledger.read() as connection:
            links = load_event_links(connection)
    clusters = join_links(link_events(facts) if by or at else links)
    return _Held(facts, clusters, f"{count(len(facts), 'document')} of {app.path.name}")


def _choose(pack: "Pack", held: _Held, options: dict[str, Any]) -> "list[Joined]":
    from reportedly.errors import NotFound
    from reportedly.regimes import assess_all

    wanted = set(options["provisions"])
    known = {p.key for p in pack.provisions}
    if wanted and not wanted <= known and options["regimes"]:
        missing = ", ".join(sorted(wanted - known))
        raise NotFound("no_record", f"{pack.id} has no provision {missing}")
    return [
        j
        for j in assess_all(held.facts, pack, held.clusters)
        if (not wanted or j.provision in wanted) and options["outcome"] in (None, j.outcome)
    ]


def _to_json(found: "list[tuple[Pack, list[Joined]]]", held: _Held) -> dict[str, Any]:
    from reportedly.publish.assessment_rows import to_assessment_json, to_breach_json, to_law_json
    from reportedly.regimes import read_law

    claims = [c for f in held.facts for c in f.law]
    return {
        "assessments": [to_assessment_json(j, pack) for pack, joined in found for j in joined],
        "law": [to_law_json(r, pack) for pack, _ in found for r in read_law(claims, pack)],
        "alleged": [to_breach_json(c) for c in claims if c.kind == "breach"],
    }


def _print(found: "list[tuple[Pack, list[Joined]]]", held: _Held, *, in_full: bool) -> None:
    from reportedly.publish.assessment_list import AssessmentList
    from reportedly.regimes import read_law

    claims = [c for f in held.facts for c in f.law]
    out = console()
    for n, (pack, joined) in enumerate(found):
        if n:
            out.print()
        law = list(read_law(claims, pack))
        breaches = [c for c in claims if c.kind == "breach"] if n == len(found) - 1 else []
        out.print(AssessmentList(pack, joined, held.called, law, breaches, in_full))
