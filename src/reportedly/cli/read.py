"""``reportedly read``."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from reportedly.capture import Limits, make_user_agent
from reportedly.cli.common import App, console, given_options, make_given, write_page_file
from reportedly.ledger import Ledger, load_reading
from reportedly.model import Failure
from reportedly.parallel import Map, ProcessMap, in_process
from reportedly.pipeline import Batch, Job, Outcome, read, reconcile_ledger
from reportedly.publish import Reading, make_brief, make_page, to_reading_json
from reportedly.settings import Settings, default_workers

BRIEF_AT_MOST = 200  # documents shown one by one; a larger batch gets a count


@click.command("read", short_help="Read articles into the ledger; print a brief.")
@click.argument("inputs", nargs=-1, required=True, metavar="ARTICLE…")
@click.option(
    "--html",
    "page",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="PAGE",
    help="Write a working page: the text with its spans, linked to the claims.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines, one for each document.")
@click.option("--all-claims", is_flag=True, help="List the author's own voice claim by claim too.")
@given_options
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    metavar="N",
    help="Processes; by default one for a single article, else one per core.",
)
@click.option("--ignore-robots", is_flag=True, help="Fetch also what robots.txt forbids.")
@click.option("--no-reconcile", is_flag=True, help="Leave it to a later `reportedly reconcile`.")
@click.option("--contact", metavar="ADDRESS", help="How a site's owner can reach you.")
@click.pass_obj
def command(app: App, /, inputs: tuple[str, ...], **options: Any) -> int:  # fmt: skip
    """Read articles into the ledger and print a brief of their claims.

    ARTICLE is a file (.html, .txt, .md), a folder of them, an address (https://…), a text file of
    addresses, or - for standard input. The same bytes are read once, whatever you call them.
    """
    settings = make_settings(app, options)
    given = make_given(options)
    with app.open(create=True) as ledger:
        batch = Batch(ledger, settings, given, map=choose_map(inputs, options["workers"]))
        outcomes = list(shown_progress(read(inputs, batch)))
        if not options["no_reconcile"]:
            reconcile_ledger(ledger, now=batch.now)
        present(ledger, outcomes, options)
    return exit_status(outcomes)


def make_settings(app: App, options: dict[str, Any]) -> Settings:
    """Settings of a reading from its options."""
    limits = Limits(
        user_agent=make_user_agent(options.get("contact")),
        obey_robots=not options.get("ignore_robots", False),
    )
    return Settings(ledger=app.path, limits=limits, options=app.options)


def choose_map(inputs: tuple[str, ...], workers: int | None) -> Map:
    """One process for one article: starting more would take longer than reading it."""
    single = len(inputs) == 1 and not Path(inputs[0]).is_dir()
    count = workers or (1 if single else default_workers())
    return in_process if count == 1 else ProcessMap(count, name_of=name_of)


def name_of(todo: Job | Outcome) -> str:
    """How the user knows an item."""
    return todo.name if isinstance(todo, Outcome) else todo.captured.capture.name


def shown_progress(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """The outcomes, with running counts on a terminal."""
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    counts: Counter[str] = Counter()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    terminal = console(stderr=True)
    silent = not terminal.is_terminal
    with Progress(*columns, console=terminal, transient=True, disable=silent) as progress:
        task = progress.add_task("reading", total=None)
        for outcome in outcomes:
            counts[outcome.state] += 1
            words = ", ".join(f"{n} {state}" for state, n in sorted(counts.items()))
            progress.update(task, description=words)
            yield outcome


def present(ledger: Ledger, outcomes: list[Outcome], options: dict[str, Any]) -> None:
    """Print what was read, and write the page if one is wanted."""
    failures = [o.failure for o in outcomes if o.failure]
    documents = list(dict.fromkeys(o.document for o in outcomes if o.document))
    if options.get("as_json"):
        _print_json(ledger, documents, failures)
    elif len(documents) > BRIEF_AT_MOST:
        _print_counts(outcomes, failures)
    else:
        narrative = bool(options.get("all_claims"))
        brief = make_brief(
            list(load_readings(ledger, documents)), failures=failures, narrative=narrative
        )
        console().print(brief)
        _print_repeats(outcomes)
    if options.get("page"):
        write_page(ledger, options["page"], documents, failures)


def load_readings(ledger: Ledger, documents: Iterable[str]) -> Iterator[Reading]:
    """Readings as the ledger keeps them."""
    for document in documents:
        with ledger.read() as connection:
            kept = load_reading(connection, document)
        yield Reading(kept.document, kept.extraction, kept.capture)


def write_page(ledger: Ledger, page: Path, documents: list[str], failures: list[Failure]) -> None:
    """Write the working page, whole or not at all."""
    from importlib.metadata import version

    readings = list(load_readings(ledger, documents))
    text = make_page(readings, failures=failures, made_by=f"reportedly {version('reportedly')}")
    write_page_file(page, text)


def _print_json(ledger: Ledger, documents: list[str], failures: list[Failure]) -> None:
    for reading in load_readings(ledger, documents):
        click.echo(json.dumps(to_reading_json(reading), ensure_ascii=False))
    for failure in failures:
        fields = {name: getattr(failure, name) for name in failure.__slots__}
        click.echo(json.dumps({"failure": fields}, ensure_ascii=False))


def _print_counts(outcomes: list[Outcome], failures: list[Failure]) -> None:
    counts = Counter(o.state for o in outcomes)
    click.echo(", ".join(f"{n} {state}" for state, n in sorted(counts.items())))
    reasons = Counter(f.code for f in failures)
    for code, n in sorted(reasons.items()):
        click.echo(f"  {n} failed: {code}")
    click.echo("See them with: reportedly claims | figures | failures")


def _print_repeats(outcomes: list[Outcome]) -> None:
    known = sum(o.state == "known" for o in outcomes)
    gone = sum(o.state == "redacted" for o in outcomes)
    if known:
        click.echo(f"{known} already in the ledger: nothing added", err=True)
    if gone:
        click.echo(f"{gone} redacted earlier: not read again", err=True)


def exit_status(outcomes: list[Outcome]) -> int:
    """0 when all went well, 2 when nothing could be read, 4 when some failed."""
    failed = sum(o.state == "failed" for o in outcomes)
    if not failed:
        return 0
    return 2 if failed == len(outcomes) else 4
