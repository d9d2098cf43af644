"""``reportedly extract``."""

import json
import logging
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from reportedly.capture import Item, Limits, capture_item
from reportedly.cli.common import App
from reportedly.errors import InputError, describe_crash
from reportedly.extract import Options
from reportedly.model import Document
from reportedly.parallel import Map, ProcessMap, WorkerDied, in_process
from reportedly.pipeline import extract_text, now_utc
from reportedly.publish import to_extraction_json
from reportedly.reading import choose_reader, read_document

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of input, or why it is none."""

    n: int
    id: str | None = None
    text: str = ""
    published: str | None = None
    language: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """One line of output, or why there is none."""

    name: str
    output: str | None = None
    error: str | None = None


@click.command("extract", short_help="Extract records in bulk, without a ledger.")
@click.option(
    "--html", "pages", is_flag=True, help="Print the main text of the given pages instead."
)
@click.option(
    "--vague",
    type=click.Choice(["none", "acled"]),
    default="none",
    show_default=True,
    help="Table that gives words like “dozens” a least value: none or acled.",
)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, metavar="N")
@click.argument("files", nargs=-1, type=click.Path(), metavar="[FILE…]")
@click.pass_obj
def command(app: App, /, pages: bool, vague: str, workers: int, files: tuple[str, ...]) -> int:
    """Extract records from JSON lines, without a ledger: the bulk interface.

    Reads {"id", "text", "published", "lang"} lines from FILE or standard input and prints one
    reportedly.extraction/1 object for each. The output does not depend on --workers. With --html,
    FILE… are pages and {"id", "text"} lines are printed, the id being the file's name.
    """
    mapping: Map = in_process if workers == 1 else ProcessMap(workers, name_of=str)
    if pages:
        results = mapping(main_text, files)
    else:
        results = mapping(Extract(replace(app.options, vague=vague)), _lines(files))
    failed = total = 0
    for result in results:
        total += 1
        if isinstance(result, WorkerDied):
            result = Result(result.name, error=f"worker_died: {result.message}")
        if result.output is None:
            failed += 1
            click.echo(f"reportedly: {result.name}: {result.error}", err=True)
        else:
            click.echo(result.output)
    return 0 if not failed else 2 if failed == total else 4


@dataclass(frozen=True, slots=True)
class Extract:
    """Extraction of one line, with its options; it crosses to worker processes."""

    options: Options

    def __call__(self, line: Line) -> Result:
        """The line's object of the extraction format."""
        name = line.id if line.id is not None else f"line {line.n}"
        if line.error:
            return Result(name, error=line.error)
        try:
            made = extract_text(
                line.text, published=line.published, language=line.language, options=self.options
            )
        except Exception as error:
            logger.warning("extracting %s failed", name, exc_info=True)
            return Result(name, error=f"internal_error: {describe_crash(error)}")
        found = to_extraction_json(line.id or name, made.extraction)
        return Result(name, output=json.dumps(found, ensure_ascii=False, separators=(",", ":")))


def main_text(name: str) -> Result:
    """The main text of one page."""
    try:
        captured = capture_item(Item(name, path=Path(name)), limits=Limits(), now=now_utc)
        reader = choose_reader(name, "text/html", captured.raw)
        document = read_document(captured.raw, name=name, reader=reader)
    except InputError as error:
        return Result(name, error=str(error))
    row = {"id": Path(name).stem, "text": body_text(document)}
    return Result(name, output=json.dumps(row, ensure_ascii=False))


def body_text(document: Document) -> str:
    """The article without headline, by-line and dateline, one segment a line."""
    outside = ("headline", "byline", "dateline", "front_matter")
    spans = (s.span for s in document.segments if s.kind not in outside)
    return "\n".join(document.text[start:end] for start, end in spans)


def _lines(files: tuple[str, ...]) -> Iterator[Line]:
    n = 0
    for name in files or ("-",):
        try:
            stream = sys.stdin.buffer if name == "-" else open(name, "rb")  # noqa: SIM115
        except OSError as error:
            yield Line(0, id=name, error=f"missing_file: {error.strerror}")
            continue
        with stream:
            for raw in stream:
                n += 1
                if raw.strip():
                    yield parse_line(raw, n)


def parse_line(raw: bytes, n: int) -> Line:
    """One line of input, checked: an object with a text, and what else is known of it."""
    try:
        row: Any = json.loads(raw)
    except (ValueError, RecursionError) as error:
        return Line(n, error=f"bad_line: not JSON ({str(error)[:80]})")
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return Line(n, error='bad_line: not an object with a "text"')
    record = n if row.get("id") is None else row["id"]
    fields = {
        "id": str(record) if type(record) is int else record,
        "text": row["text"],
        "published": row.get("published"),
        "lang": row.get("lang"),
    }
    for name, value in fields.items():
        known = None if name == "id" else fields["id"]
        if value is not None and not isinstance(value, str):
            return Line(n, id=known, error=f'bad_line: "{name}" is no string')
        if value is not None and not _is_sound(value):
            return Line(n, id=known, error=f'bad_line: "{name}" has lone surrogates')
    return Line(n, *fields.values())


def _is_sound(text: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in text)
