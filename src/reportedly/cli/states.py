"""States of a ledger's reconciliation for the verbs that compare them."""

import json
from collections.abc import Iterable
from typing import Any

import click

from reportedly.ledger import (
    RECORD_STAGES,
    Ledger,
    list_documents,
    list_moved,
    list_speakers,
    list_unreconciled,
    load_figure_words,
    load_questions,
    load_records,
)
from reportedly.model import Member, Origin
from reportedly.publish import Context, count, figure_at, since_json, since_lines
from reportedly.reconcile import Changes, as_published, compare_states, gather


def compare_recorded(ledger: Ledger, since: str, until: str | None = None) -> Changes:
    """What was recorded after one moment and, where it is given, up to another."""
    with ledger.read() as connection:
        moved = list_moved(connection, since, until)
        before = gather(r for _, r in load_records(connection, RECORD_STAGES, moved, since))
        after = gather(r for _, r in load_records(connection, RECORD_STAGES, moved, until))
        asked = list_speakers(connection, {m.question for m in after.members}, since)
    return compare_states(before, after, asked)


def compare_published(ledger: Ledger, since: str, until: str = "9999-99-99") -> Changes:
    """What texts of some days of publication bring, as the ledger stands now."""
    with ledger.read() as connection:
        found = gather(r for _, r in load_records(connection, RECORD_STAGES))
        days = {d["id"]: d["published"] for d in list_documents(connection)}
    return compare_states(as_published(found, days, since), as_published(found, days, until))


def make_context(
    ledger: Ledger, members: Iterable[Member] = (), origins: Iterable[Origin] = ()
) -> Context:
    """What stands beside records when they are shown."""
    listed = list(members)
    figures = {m.figure for m in listed} | {figure_at(o) for o in origins}
    with ledger.read() as connection:
        documents = list_documents(connection, all_versions=True)
        words = load_figure_words(connection, figures)
        asked = load_questions(connection, {m.question for m in listed})
    outlets = {d["id"]: _outlet(d) for d in documents}
    days = {d["id"]: d["published"] for d in documents}
    return Context(outlets, days, asked, words)


def print_changes(
    changes: Changes, context: Context, about: dict[str, Any], *, as_json: bool, nothing: str
) -> None:
    """Print changes, as JSON with ``about`` in front or as lines, or ``nothing``."""
    if as_json:
        click.echo(json.dumps(about | since_json(changes, context), ensure_ascii=False))
        return
    for line in list(since_lines(changes, context)) or [nothing]:
        click.echo(line)


def _outlet(document: dict[str, str | None]) -> str:
    name = document["publisher"] or "a text without a publisher"
    return f"digest of {name}" if document["kind"] == "digest" else name


def members_of(changes: Changes) -> list[Member]:
    """All members that changes name."""
    return [
        *changes.first,
        *changes.speakers,
        *changes.further,
        *changes.revised,
        *changes.dropped,
    ]


def origins_of(changes: Changes) -> list[Origin]:
    """All origins that changes name."""
    return [*changes.origins, *(s.origin for s in changes.spread)]


def note_unreconciled(ledger: Ledger) -> None:
    """Say so when documents were read that no pass has seen."""
    with ledger.read() as connection:
        waiting = list_unreconciled(connection)
    if waiting:
        command = "reportedly reconcile"
        click.echo(f"{count(waiting, 'reading')} not reconciled yet: run `{command}`", err=True)
