"""``reportedly show``."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import click

from reportedly.cli.common import App
from reportedly.ledger import Shown, Telling, get_record, list_tellings, load_document
from reportedly.model import Document, Span
from reportedly.publish import shown_words

CONTEXT = 240  # code points on either side


@click.command("show", short_help="Show one record with context and provenance.")
@click.argument("record", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--text", "full", is_flag=True, help="Of a document, print the whole text.")
@click.pass_obj
def command(app: App, /, record: str, as_json: bool, full: bool) -> None:
    """Show one record: its values, its words in context, and how it came to be.

    ID is what the other commands print; its beginning is enough if no other record begins so.
    """
    with app.open() as ledger, ledger.read() as connection:
        shown = get_record(connection, record)
        document: Document | None = None
        head: dict[str, Any] = {}
        if shown.document:
            document, head, _ = load_document(connection, shown.document)
        told = list_tellings(connection, shown.id) if shown.kind == "evt" else ()
    if as_json:
        click.echo(json.dumps(_as_json(shown, document, told), ensure_ascii=False, indent=1))
    elif full and document is not None and shown.kind == "doc":
        click.echo(document.text)
    else:
        for line in _lines(shown, document, head.get("text_hash", "")) + _told_also(told):
            click.echo(line)


def _told_also(told: Sequence[Telling]) -> list[str]:
    """Where else the event of a record is told, and why it is taken for the same one."""
    return [
        f"  told also by   {t.event} in {t.document}: {shown_words(t.reason, 300)}" for t in told
    ]


def _as_json(
    shown: Shown, document: Document | None, told: Sequence[Telling] = ()
) -> dict[str, Any]:
    anchors = {
        name: {"spans": [list(s) for s in anchor.spans], "exact": list(anchor.exact)}
        for name, anchor in shown.anchors.items()
    }
    return {
        "id": shown.id,
        "values": shown.columns,
        "anchors": anchors,
        "document": shown.document,
        "publisher": document.shown_publisher if document else None,
        "published": document.published.value if document else None,
        "sides": [_plain_side(s) for s in shown.sides],
        "runs": list(shown.runs),
        "judgements": list(shown.judgements),
        "told_also": [asdict(t) for t in told],
    }


_HIDDEN = frozenset({"id", "run", "document", "start", "end", "unit"})
_OF_RECORD = frozenset({"run", "unit", "record", "origin"})


def _plain_side(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in _OF_RECORD}


def _side_line(row: dict[str, Any], shown: Shown) -> str:
    """A place in one of several texts, or a row of knowledge: who says it, in which words."""
    name = f"{row['side']} {row['n'] + 1}"
    anchor = shown.anchors.get(name)
    if anchor is None:
        known = f"{row.get('known_words')} ({row.get('known_table')}: {row.get('known_reference')})"
        return f"  {name:<14} {shown_words(known, 400)}"
    speaker = f"{row['speaker']}: " if row.get("speaker") else ""
    said = f"{speaker}“{shown_words(anchor.text, 300)}” {_places(anchor.spans)}"
    why = f" – {row['reason']}" if row.get("reason") else ""
    return f"  {name:<14} {shown_words(said + why, 500)} in {row['document']}"


def _lines(shown: Shown, document: Document | None, text_hash: str) -> list[str]:
    lines = [shown.id]
    for name, value in shown.columns.items():
        if name in _HIDDEN or value in (None, ""):
            continue
        anchor = shown.anchors.get(name)
        said = f"“{shown_words(anchor.text, 300)}” {_places(anchor.spans)}" if anchor else value
        lines.append(f"  {name:<14} {shown_words(str(said), 400)}")
    lines += [_side_line(row, shown) for row in shown.sides]
    if document is not None:
        lines += _about(document, text_hash)
        for anchor in list(shown.anchors.values())[:1]:
            lines += ["  in context:", f"    {in_context(document.text, anchor.hull)}"]
    for run in shown.runs:
        until = f" until {run['until']}" if run.get("until") else ""
        maker = f"{run['maker']}/{run['version']}"
        lines.append(f"  made by        {maker}, recorded {run['recorded_at']}{until}")
    for judgement in shown.judgements:
        lines.append(f"  {'judged':<14} {shown_words(_judged(judgement), 400)}")
    return lines


def _judged(judgement: dict[str, Any]) -> str:
    by = f" by {judgement['by']}" if judgement["by"] else ""
    reason = f": {judgement['reason']}" if judgement["reason"] else ""
    field = f" ({judgement['field']}: {judgement['value']})" if judgement["field"] else ""
    return f"{judgement['decision']}{by}, {judgement['at'][:19]}{reason}{field}"


def _places(spans: tuple[Span, ...]) -> str:
    return "[" + ", ".join(f"{s}–{e}" for s, e in spans) + "]"


_SHOWN = ("title", "publisher", "published", "language", "address", "reference", "encoding")


def _about(document: Document, text_hash: str) -> list[str]:
    lines = []
    for field in (
        "title",
        "publisher",
        "published",
        "language",
        "address",
        "reference",
        "encoding",
    ):
        stated = getattr(document, field)
        value = document.shown_publisher if field == "publisher" else stated.value
        said = f"{value} ({stated.basis}: {stated.where})" if value else f"none: {stated.where}"
        lines.append(f"  {field:<14} {shown_words(said, 300)}")
    lines.append(f"  text           sha256 {text_hash}")
    return lines


def in_context(text: str, span: Span) -> str:
    """The words around a span on one line, the span itself between ⟦ and ⟧."""
    start, end = max(0, span.start - CONTEXT), min(len(text), span.end + CONTEXT)
    before = ("…" if start else "") + text[start : span.start]
    after = text[span.end : end] + ("…" if end < len(text) else "")
    return shown_words(f"{before}⟦{text[span.start : span.end]}⟧{after}", 4000)
