"""``reportedly questions``."""

from collections.abc import Sequence
from typing import Any

import click

from reportedly.cli.common import App, clock_options, console, end_of, print_csv, print_jsonl
from reportedly.errors import Conflict, NotFound
from reportedly.publish import count
from reportedly.reconcile import RULES, Asked, Rule

_NARROWING = ("measure", "population", "place")


@click.command("questions", short_help="List who gave which figure when, and what was revised.")
@click.argument("wanted", metavar="[ID]", required=False)
@click.option("--measure", metavar="WHAT", help="What is counted: killed, casualties, troops, …")
@click.option("--population", metavar="WHOSE", help="Whose people: a country, or its code.")
@click.option("--place", metavar="WHERE", help="Where: a country, or its code.")
@click.option(
    "--rule",
    type=click.Choice(RULES),
    default="all",
    show_default=True,
    help="How to derive the range.",
)
@clock_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "csv"]),
    default="table",
    show_default=True,
    help="How to print.",
)
@click.pass_obj
def command(
    app: App, /, wanted: str | None, rule: Rule, form: str, **options: Any
) -> None:  # fmt: skip
    """List questions: figures that count the same, by speaker and day.

    Without ID or narrowing options: every question. With one: its figures, one row for each
    figure of each speaker, what revised it, and the range that the rule derives. Figures that only
    repeat an earlier one are folded in the table.
    """
    from reportedly.pipeline import load_facts
    from reportedly.publish.question_rows import matches
    from reportedly.reconcile import ask

    published_by, recorded_by = options.pop("published_by"), options.pop("recorded_by")
    with app.open() as ledger:
        facts = load_facts(
            ledger,
            published_by=published_by[1] if published_by else None,
            recorded_by=end_of(recorded_by) if recorded_by else None,
        )
    asked = ask(facts)
    chosen = [_by_id(asked, wanted)] if wanted else list(asked)
    chosen = [a for a in chosen if matches(a.question, options)]
    narrowed = wanted is not None or any(options[name] for name in _NARROWING)
    _print(asked, chosen, form=form, rule=rule, narrowed=narrowed)


def _by_id(asked: Sequence[Asked], wanted: str) -> Asked:
    found = [a for a in asked if a.question.id.startswith(wanted)]
    if not found or not wanted.startswith("que_"):
        raise NotFound("no_record", f"no question {wanted}")
    if len(found) > 1:
        raise Conflict("ambiguous_id", f"{wanted} fits {len(found)} questions: say more")
    return found[0]


def _print(
    asked: Sequence[Asked], chosen: Sequence[Asked], *, form: str, rule: Rule, narrowed: bool
) -> None:
    import dataclasses

    from reportedly.publish.question_rows import (
        QuestionRow,
        SeriesRow,
        make_question_row,
        make_series,
    )

    if form == "table":
        _print_tables(asked, chosen, rule=rule, narrowed=narrowed)
        return
    kind = SeriesRow if narrowed else QuestionRow
    rows: list[Any] = (
        [row for a in chosen for row in make_series(a)]
        if narrowed
        else [make_question_row(a, rule) for a in chosen]
    )
    if form == "jsonl":
        print_jsonl(rows)
    else:
        print_csv(rows, [field.name for field in dataclasses.fields(kind)])


def _print_tables(
    asked: Sequence[Asked], chosen: Sequence[Asked], *, rule: Rule, narrowed: bool
) -> None:
    from reportedly.publish.question_tables import print_questions, print_series
    from reportedly.reconcile import link_questions

    out = console()
    if not narrowed:
        if chosen:
            print_questions(out, chosen, rule)
    else:
        links = link_questions(a.question for a in asked)
        known = {a.question.id: a.question for a in asked}
        for n, one in enumerate(chosen):
            if n:
                out.print()
            print_series(out, one, rule, links=links, known=known)
    click.echo(count(len(chosen), "question"), err=True)
