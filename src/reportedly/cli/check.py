"""``reportedly check``."""

import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

from reportedly.checking import Checked, How, Others, check, load_others, read_others
from reportedly.cli.common import App, console, given_options, make_given, write_page_file
from reportedly.cli.read import make_settings, name_of
from reportedly.ledger import open_ledger
from reportedly.model import Failure
from reportedly.parallel import Map, ProcessMap, in_process
from reportedly.pipeline import Job
from reportedly.publish import (
    FindingList,
    Reading,
    count,
    list_gaps,
    make_finding_page,
    show_findings,
    to_check_json,
)
from reportedly.settings import default_workers


@click.command("check", short_help="Hold an article against itself and other reporting.")
@click.argument("article", metavar="ARTICLE")
@click.option(
    "--against",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Hold it against the texts of a folder instead of the ledger.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--html",
    "page",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="PAGE",
    help="Write the article with the findings in its margin.",
)
@click.option("--all", "in_full", is_flag=True, help="Show light findings in full too.")
@click.option("--quotes", is_flag=True, help="Add a line to copy as a quotation for each side.")
@given_options
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    metavar="N",
    help="Processes for the texts of --against; by default one per core.",
)
@click.option("--ignore-robots", is_flag=True, help="Fetch also what robots.txt forbids.")
@click.option("--contact", metavar="ADDRESS", help="How a site's owner can reach you.")
@click.pass_obj
def command(app: App, /, article: str, **options: Any) -> int:
    """Hold one article against itself, known offices, and other reporting.

    ARTICLE is a file, an address, or - for standard input. It is held against the documents of the
    ledger, if there is one, or those of --against. Nothing is kept and the ledger is not changed.

    A finding speaks of texts: it shows the words on both sides. Nothing found is no clearance.
    Exit status 1 when something weighty was found.
    """
    others, what = find_others(app, options)
    given = make_given(options)
    checked = check(article, others, How(make_settings(app, options), given))
    present(checked, what, options)
    return 1 if checked.is_weighty else 4 if others.failures else 0


def find_others(app: App, options: dict[str, Any]) -> tuple[Others, str]:
    """The documents to hold the article against, and what they are called."""
    folder = options["against"]
    if folder is not None:
        how = How(make_settings(app, options), map=_map(options["workers"]))
        return read_others(str(folder), how), str(folder)
    if not app.chosen and not app.path.exists():
        return Others(), ""
    with open_ledger(app.path, read_only=True) as ledger:
        return load_others(ledger), app.path.name


def _map(workers: int | None) -> Map:
    number = workers or default_workers()
    return in_process if number == 1 else ProcessMap(number, name_of=_name)


def _name(job: Job | Failure) -> str:
    return job.input if isinstance(job, Failure) else name_of(job)


def present(checked: Checked, what: str, options: dict[str, Any]) -> None:
    """Print the findings, and write the page if one is wanted."""
    reading = Reading(checked.report.document, checked.report.extraction, checked.capture)
    documents = {**checked.others.documents, checked.report.id: checked.report.document}
    against = describe_others(len(checked.others.facts), what)
    if options["as_json"]:
        made = to_check_json(reading, checked.findings, documents)
        click.echo(json.dumps(made, ensure_ascii=False))
    else:
        title = reading.document.title.value or checked.capture.name
        shown = show_findings(checked.findings, documents)
        listed = FindingList(
            title,
            shown,
            against,
            gaps=list_gaps(reading),
            in_full=options["in_full"],
            quotations=options["quotes"],
        )
        console().print(listed)
    for failure in checked.others.failures:
        click.echo(f"reportedly: {failure.input}: {failure.code}: {failure.message}", err=True)
    if options["page"]:
        made_by = f"reportedly {version('reportedly')}"
        page = make_finding_page(
            reading, checked.findings, documents, against=against, made_by=made_by
        )
        write_page_file(options["page"], page)


def describe_others(documents: int, what: str) -> str:
    """What the article was held against, as words."""
    if not what:
        return "no other documents, for there is no ledger"
    return f"{count(documents, 'other document')} of {what}"
