"""What the verbs share: the ledger at hand, options, output as table, JSON lines or CSV."""

import csv
import dataclasses
import io
import json
import re
import sys
from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reportedly.errors import InputError
from reportedly.ledger import Ledger, open_ledger
from reportedly.model import REVIEW_BELOW
from reportedly.publish import shown_words

if TYPE_CHECKING:
    from reportedly.extract import Attributor, Options

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class App:
    """What the group's options say."""

    path: Path
    chosen: bool  # the user named the ledger, by option or environment
    debug: bool
    attribution: "Attributor" = "auto"

    @property
    def options(self) -> "Options":
        """How texts are extracted from."""
        from reportedly.extract import Options  # here: only who reads needs it

        return Options(attribution=self.attribution)

    def open(self, *, create: bool = False) -> Ledger:
        """The ledger; made when ``create`` allows."""
        from reportedly.pipeline import now_utc  # here: --help need not wait for it

        return open_ledger(self.path, create=create, now=now_utc())


def parse_days(
    _ctx: click.Context, _param: click.Parameter, value: str | None
) -> tuple[str, str] | None:
    """First and last day, both inclusive, of ``2025-06-18``, ``2025-06``, ``2025`` or ``A..B``."""
    if value is None:
        return None
    first, dots, last = value.partition("..")
    try:
        start = _bounds(first)[0] if first else "0001-01-01"
        end = _bounds(last)[1] if last else "9999-12-31" if dots else _bounds(first)[1]
    except ValueError as error:
        message = f"{value!r} is no day, month, year or interval (2025-06-01..2025-06-30)"
        raise click.BadParameter(message) from error
    if end < start:
        raise click.BadParameter(f"{value!r} ends before it begins")
    return start, end


def parse_day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """One whole day: a publication date is not made up from a month."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no day (2025-06-18)") from error


def _bounds(text: str) -> tuple[str, str]:
    match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text)
    if not match:
        raise ValueError(text)
    year, month, day = (int(g) if g else None for g in match.groups())
    assert year is not None
    first = date(year, month or 1, day or 1)
    last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    return first.isoformat(), last.isoformat()


_CLOCKS = (
    click.option(
        "--published-by", callback=parse_days, metavar="DAY", help="Published by that day."
    ),
    click.option(
        "--recorded-by",
        callback=parse_days,
        metavar="DAY",
        help="As this ledger stood at the end of that day.",
    ),
)


def clock_options(command: F) -> F:
    """The options by which a verb goes back on either clock; see :func:`end_of`."""
    for option in reversed(_CLOCKS):
        command = option(command)
    return command


def end_of(days: tuple[str, str]) -> str:
    """The last moment of the days that an option gives."""
    return f"{days[1]}T23:59:59.999999Z"


def query_options(command: F) -> F:
    """The options by which claims and figures are looked for."""
    options = (
        click.option("--speaker", metavar="NAME", help="Said by a speaker whose name has NAME."),
        click.option("--party", metavar="NAME", help="Naming a party whose name has NAME."),
        click.option("--place", metavar="NAME", help="Naming a place, or a country by its code."),
        click.option("--measure", metavar="WHAT", help="With a figure of: killed, troops, …"),
        click.option("--said", callback=parse_days, metavar="DAYS", help="Published then."),
        click.option("--meant", callback=parse_days, metavar="DAYS", help="Naming a date then."),
        click.option("--text", "words", metavar="WORDS", help="With these words (AND, OR, *)."),
        click.option("--document", metavar="ID", help="In this document."),
        click.option(
            "--mode", type=click.Choice(["direct", "indirect", "mixed", "narrative"]),
            help="Quoted, reported, both, or in the author's own voice.",
        ),
        *_CLOCKS,
        click.option("--all-versions", is_flag=True, help="Also superseded versions of a page."),
        click.option("--limit", type=click.IntRange(1), metavar="N", help="At most N rows."),
        click.option(
            "--format", "form", type=click.Choice(["table", "jsonl", "csv"]), default="table",
            show_default=True, help="How to print.",
        ),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def given_options(command: F) -> F:
    """The options by which a user says what is known of an article; see :func:`make_given`."""
    options = (
        click.option(
            "--published", callback=parse_day, metavar="DAY",
            help="Publication date, if you know it.",
        ),
        click.option("--publisher", metavar="NAME", help="Publisher, if you know it."),
        click.option("--title", metavar="TEXT", help="Title, if you know it."),
        click.option(
            "--language", metavar="CODE", help="Language, if you know it (en, ko, …)."
        ),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def make_given(options: dict[str, Any]) -> Any:
    """A :class:`reportedly.reading.Given` from the options of :func:`given_options`."""
    from reportedly.reading import Given

    return Given(
        published=options["published"],
        publisher=options["publisher"],
        title=options["title"],
        language=options["language"],
    )


def make_query(options: dict[str, Any]) -> Any:
    """A ledger query from the options of :func:`query_options`."""
    from reportedly.ledger import Query

    published_by, recorded_by = options.pop("published_by"), options.pop("recorded_by")
    return Query(
        **options,
        published_by=published_by[1] if published_by else None,
        recorded_by=end_of(recorded_by) if recorded_by else None,
    )


def print_jsonl(rows: Iterable[Any]) -> int:
    """Print records as JSON lines; return how many."""
    n = 0
    for n, row in enumerate(rows, start=1):  # noqa: B007
        click.echo(json.dumps(as_plain(row), ensure_ascii=False))
    return n


def print_csv(rows: Iterable[Any], fields: Sequence[str]) -> int:
    """Print records as CSV with a header; lists are joined by "; "."""
    n = 0
    click.echo(_csv_line(fields), nl=False)
    for n, row in enumerate(rows, start=1):  # noqa: B007
        plain = as_plain(row)
        cells = [_csv_cell(plain[f]) for f in fields]
        click.echo(_csv_line(cells), nl=False)
    return n


T = TypeVar("T")


def print_listing(
    rows: Iterable[T], form: str, kind: type[T], print_table: Callable[[Iterable[T]], None]
) -> None:
    """Print records of one kind in the form that ``--format`` asks for."""
    if form == "jsonl":
        print_jsonl(rows)
    elif form == "csv":
        print_csv(rows, [field.name for field in dataclasses.fields(kind)])  # type: ignore[arg-type]
    else:
        print_table(rows)


def _csv_line(cells: Sequence[Any]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()


_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _csv_cell(value: Any) -> Any:
    text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else value
    # A cell that begins like a formula would run in a spreadsheet; quoted words come from anywhere.
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULA) else text


def as_plain(row: Any) -> dict[str, Any]:
    """A record as a dictionary."""
    return dataclasses.asdict(row) if dataclasses.is_dataclass(row) else dict(row)  # type: ignore[arg-type]


def console(*, stderr: bool = False) -> Any:
    """A rich console; wide when the output goes to a file or pipe, so that nothing is cut."""
    from rich.console import Console

    class Plain(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError  # rich would end with status 1, which means something else here

    stream = sys.stderr if stderr else sys.stdout
    return Plain(file=stream, width=None if stream.isatty() else 160, highlight=False)


def write_page_file(page: Path, text: str) -> None:
    """Write a page, whole or not at all, and say so. Raises ``page_unwritable``."""
    part = page.with_name(f".{page.name}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(page)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise InputError("page_unwritable", f"cannot write {page}") from error
    click.echo(f"page written: {page}", err=True)


def speaker_words(speaker: str | None, mode: str, confidence: float) -> str:
    """Who says it, for a cell of a listing, and how sure that is where it is not certain."""
    words = shown_words(speaker or absent_speaker(mode), 32)
    return words if confidence >= REVIEW_BELOW else f"{words} (for review: {confidence:.2f})"


def absent_speaker(mode: str) -> str:
    """What stands in a listing where no speaker is named."""
    return "author's voice" if mode == "narrative" else "unnamed"
