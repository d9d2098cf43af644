"""``reportedly note``."""

import re
from typing import Any, get_args

import click

from reportedly.cli.common import App
from reportedly.cli.show import in_context
from reportedly.ledger import append_note, find_document_named, load_document
from reportedly.manual import Note, make_note
from reportedly.model import (
    Aspect,
    Certainty,
    Claim,
    Extraction,
    Figure,
    Judgement,
    Modality,
    Mode,
    PlacePrecision,
    Polarity,
    SourceKind,
    Span,
)
from reportedly.pipeline import now_utc

_ABOUT = ("by", "reason", "reference")


def _parse_span(_ctx: click.Context, _param: click.Parameter, value: str | None) -> Span | None:
    if value is None:
        return None
    match = re.fullmatch(r"(\d{1,9}):(\d{1,9})", value)
    if not match:
        raise click.BadParameter(f"{value!r} is no place (120:180)")
    return Span(int(match[1]), int(match[2]))


def _terms(kind: Any) -> click.Choice[str]:
    return click.Choice(get_args(kind))


@click.command("note", short_help="Add a claim by hand, with its words.")
@click.argument("document", metavar="DOCUMENT")
@click.option("--exact", default="", metavar="WORDS", help="The claim, as it stands there.")
@click.option("--span", callback=_parse_span, metavar="START:END", help="Where it stands.")
@click.option("--occurrence", type=click.IntRange(1), metavar="N", help="The N-th such place.")
@click.option("--speaker", metavar="WORDS", help="The words for who says it.")
@click.option("--cue", metavar="WORDS", help="The words that say so (said, warned, …).")
@click.option("--carrier", metavar="WORDS", help="The words for who passes it on.")
@click.option("--figure", metavar="WORDS", help="The number with its bound, in the claim.")
@click.option("--population", metavar="WORDS", help="The words for those counted.")
@click.option("--place", metavar="WORDS", help="The words for where.")
@click.option("--as-of", metavar="WORDS", help="The words for the day of the figure.")
@click.option("--measure", metavar="WHAT", help="What is counted: killed, troops, …")
@click.option("--unit", default="", metavar="UNIT", help="Unit of the figure, if not printed.")
@click.option("--aspect", type=_terms(Aspect), help="Of the figure.")
@click.option("--mode", type=_terms(Mode), help="Quoted, reported, both, or the author's voice.")
@click.option("--source-kind", type=_terms(SourceKind), help="What kind of source.")
@click.option("--modality", type=_terms(Modality), default="done", show_default=True)
@click.option("--polarity", type=_terms(Polarity), default="positive", show_default=True)
@click.option("--certainty", type=_terms(Certainty), default="asserted", show_default=True)
@click.option("--precision", type=_terms(PlacePrecision), help="Of a place no table has.")
@click.option("--country", default="", metavar="CODE", help="Country of the place.")
@click.option("--by", metavar="NAME", help="Who adds it; optional.")
@click.option("--reason", default="", metavar="TEXT", help="Why; optional.")
@click.option("--reference", metavar="TEXT", help="What it rests on besides the text; optional.")
@click.pass_obj
def command(app: App, /, document: str, **options: Any) -> None:
    """Add a claim of a document by hand: words that stand in it, and terms for how to take them.

    DOCUMENT is an identifier, a file's name or a title, or its beginning. WORDS must stand in the
    document character by character; START:END names their place where they stand in several. The
    claim lives beside what the rules find, survives a new reading, and is marked as made by hand.
    Noting the same claim and figure again replaces the terms; the earlier ones stay on the clocks.
    """
    about = {name: options.pop(name) for name in _ABOUT}
    note = Note(**options)
    with app.open() as ledger:
        with ledger.read() as connection:
            document_id = find_document_named(connection, document)
            read, _, _ = load_document(connection, document_id)
        made = make_note(read, document_id, note)
        now = now_utc()
        added = append_note(ledger, made, list_judgements(made, about, now), now=now)
    if not added:
        click.echo("already in the ledger: nothing added", err=True)
    for record in list_records(made):
        words = f"  {_bounds(record)}" if isinstance(record, Figure) else ""
        click.echo(f"{'noted' if added else 'known'} {record.id}{words}")
    click.echo(f"  {in_context(read.text, made.claims[0].anchor.hull)}")


def _bounds(figure: Figure) -> str:
    """How the figure was taken, so that a slip shows."""
    low, high = ("open" if v is None else f"{v:,}" for v in (figure.low, figure.high))
    return f"low {low}, high {high}, {figure.measure or 'no measure'}"


def list_records(made: Extraction) -> list[Claim | Figure]:
    """What a note consists of, for whoever reads it."""
    return [*made.claims, *made.figures]


def list_judgements(made: Extraction, about: dict[str, str | None], now: str) -> list[Judgement]:
    """Who noted the claim and its figure, why, and with which reference."""
    reference = about["reference"]
    return [
        Judgement(
            target=record.anchor.id, decision="noted", reason=about["reason"] or "", at=now,
            by=about["by"], field="reference" if reference else None, value=reference,
        )
        for record in list_records(made)
    ]  # fmt: skip
