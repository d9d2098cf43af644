"""A sheet into the ledger: rows to documents and records, kept in batches. The map of this part.

    open_sheet   bytes ─► columns and rows
    make_entry   row ─► document and records, or a refusal      pure
    ledger       entries ─► rows, many in one transaction

A bad cell costs its value, a bad row costs the row; both are counted and named, and the rest of
the sheet goes on.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from reportedly.errors import InputError, UsageError
from reportedly.ledger import (
    Entry,
    Ledger,
    append_failures,
    append_readings,
    append_run,
    list_failures,
    list_sheet_rows,
    withdraw_documents,
)
from reportedly.manual.cells import MOST_ROWS, Row, Sheet
from reportedly.manual.csv_rows import open_csv
from reportedly.manual.mapping import Mapping
from reportedly.manual.quantities import Unreadable
from reportedly.manual.row_document import (
    READER,
    Refusal,
    make_address,
    make_document,
    write_sheet_row,
)
from reportedly.manual.row_records import MAKER, STAGE, RowReader
from reportedly.manual.xlsx_rows import is_workbook, open_xlsx
from reportedly.model import Capture, Failure, Maker, Reject, Run, hash_bytes, hash_value, make_id

BATCH = 200  # rows in one transaction
SHEET_STAGE = "sheet"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

State = Literal["read", "known", "redacted", "failed"]


@dataclass(frozen=True, slots=True)
class SheetFile:
    """A sheet's bytes, how the user named them, and what its columns say."""

    raw: bytes
    name: str
    mapping: Mapping


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of one row. ``refused`` are the cells, or the row itself, not taken."""

    row: int
    address: str
    state: State
    document: str | None = None
    refused: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class RowMade:
    """A row ready to be kept, or why it is not."""

    row: int
    address: str
    entry: Entry | None
    refused: tuple[Refusal, ...] = ()


def open_sheet(file: SheetFile) -> Sheet:
    """The sheet with its columns, checked against the mapping; rows are read as they are asked for.

    Raises :class:`InputError` (``sheet_unreadable``, ``sheet_too_large``, ``undecodable``),
    :class:`UsageError` (``mapping_invalid``, ``column_missing``).
    """
    mapping = file.mapping
    wanted = mapping.columns
    if file.raw.startswith(_OLD_OFFICE):
        message = f"{file.name} is an old or an encrypted workbook: save it as .xlsx or .csv"
        raise InputError("sheet_unreadable", message)
    if is_workbook(file.raw):
        sheet = open_xlsx(file.raw, header=mapping.header, worksheet=mapping.worksheet)
    else:
        sheet = open_csv(
            file.raw, header=mapping.header, wanted=wanted,
            delimiter=mapping.delimiter, encoding=mapping.encoding,
        )  # fmt: skip
    check_columns(sheet.columns, wanted)
    return sheet


def check_columns(columns: Iterable[str], wanted: dict[str, str]) -> None:
    """Refuse a mapping that names a column which is not there, or there twice."""
    counts = Counter(columns)
    for column, key in wanted.items():
        if counts[column] > 1:
            raise UsageError("column_missing", f"{key}: two columns are called “{column}”")
        if not counts[column]:
            has = ", ".join(f"“{c}”" for c in list(counts)[:40] if c)
            message = f"{key}: there is no column “{column}”; the sheet has {has}"
            raise UsageError("column_missing", message)


# ------------------------------------------------------------------ pure: rows to entries


def make_rows(file: SheetFile, sheet: Sheet, now: Callable[[], str]) -> Iterator[RowMade]:
    """Each row that is not blank, as an entry or a refusal. ``now`` gives the time of capture."""
    keys: set[str] = set()
    settings = hash_value(file.mapping)
    for n, row in enumerate(sheet.rows):
        if n >= MOST_ROWS:
            yield RowMade(row.number, "", None, (Refusal(row.number, "", "too_many_rows"),))
            return
        if not row.blank:
            made = make_row(file, sheet, row, settings=settings, now=now)
            if made.entry is not None and made.address in keys:
                refused = (Refusal(row.number, file.mapping.key, "key_repeated"),)
                made = replace(made, entry=None, refused=refused)
            keys.add(made.address)
            yield made


def make_row(
    file: SheetFile, sheet: Sheet, row: Row, *, settings: str, now: Callable[[], str]
) -> RowMade:
    """A row as an entry. Pure but for the clock."""
    mapping = file.mapping
    refused: dict[Refusal, None] = {}

    def refuse(column: str, error: Exception) -> None:
        refused[Refusal(row.number, column, str(error))] = None

    try:
        written = write_sheet_row(row, sheet.columns, mapping)
        address = make_address(mapping, row, written)
    except Unreadable as error:
        refuse("", error)
        return RowMade(row.number, f"sheet:{mapping.name}#row {row.number}", None, tuple(refused))
    document = make_document(written, mapping, address=address, sheet=sheet, refuse=refuse)
    document_id = document.id
    extraction = RowReader(written, mapping, document, document_id, refuse).read()
    raw = document.text.encode()
    name = f"{file.name}, row {row.number}"
    capture = Capture(hash_bytes(raw), len(raw), name, now(), address, media_type="text/plain")
    reading = Run("reading", READER, capture.id, settings, input_hash=capture.sha256)
    run = Run(STAGE, MAKER, document_id, settings, input_hash=document.text_hash)
    counts = Counter(r.reason for r in refused)
    rejects = tuple(Reject(STAGE, reason, n) for reason, n in sorted(counts.items()))
    extraction = replace(extraction, runs=(run,), rejected=rejects)
    entry = Entry(capture, raw, document, extraction, reading)
    return RowMade(row.number, address, entry, tuple(refused))


# ------------------------------------------------------------------ into a ledger


def import_sheet(
    file: SheetFile, ledger: Ledger, *, now: Callable[[], str], withdraw: bool = False
) -> Iterator[RowOutcome]:
    """Keep the rows of a sheet, one outcome each, in order.

    Rows that the ledger has are not kept again. With ``withdraw``, rows of an earlier import that
    the sheet no longer has are taken out of what is current; they stay on both clocks.
    """
    sheet = open_sheet(file)
    before = list_sheet_rows(ledger, file.mapping.name)
    with ledger.read() as connection:
        failed = {row["input"] for row in list_failures(connection)}
    seen: set[str] = set()
    reasons: Counter[str] = Counter()
    rows = make_rows(file, sheet, now)
    while batch := list(islice(rows, BATCH)):
        seen.update(made.address for made in batch)
        for outcome in _keep(batch, ledger, now=now(), before=before, failed=failed):
            reasons.update(refusal.reason for refusal in outcome.refused)
            yield outcome
    rejects = [Reject(SHEET_STAGE, reason, n) for reason, n in sorted(reasons.items())]
    append_run(ledger, _sheet_run(file), rejects, now=now())
    if withdraw:
        gone = [document for address, document in before.items() if address not in seen]
        withdraw_documents(ledger, gone, maker=READER, now=now())


def _sheet_run(file: SheetFile) -> Run:
    """The import itself: it vouches for the file's hash and for the counts of refusals."""
    subject = make_id("sht", file.mapping.name)
    settings = hash_value(file.mapping)
    return Run(
        SHEET_STAGE, Maker("sheet", READER.version), subject, settings, "", hash_bytes(file.raw)
    )


def _keep(
    batch: list[RowMade], ledger: Ledger, *, now: str, before: dict[str, str], failed: set[str]
) -> Iterator[RowOutcome]:
    entries = [made.entry for made in batch if made.entry is not None]
    newest = {made.address: before.get(made.address) for made in batch}
    again = {
        made.entry.document.id
        for made in batch
        if made.entry is not None and newest[made.address] != made.entry.document.id
    }
    kept = iter(append_readings(ledger, entries, again=again, now=now))
    outcomes = [_outcome(made, next(kept) if made.entry is not None else None) for made in batch]
    failures = [_failure(made) for made in batch if made.refused]
    recovered = [made.address for made in batch if not made.refused and made.address in failed]
    append_failures(ledger, failures, recovered=recovered, now=now)
    yield from outcomes


def _outcome(made: RowMade, state: State | None) -> RowOutcome:
    document = made.entry.document.id if made.entry is not None else None
    return RowOutcome(made.row, made.address, state or "failed", document, made.refused)


def _failure(made: RowMade) -> Failure:
    """What was refused of a row, without its words: a failure outlives a redaction."""
    told = "; ".join(f"{f'{r.column}: ' if r.column else ''}{r.reason}" for r in made.refused)
    return Failure(
        SHEET_STAGE,
        made.address,
        "row_refused" if made.entry is None else "cell_refused",
        f"{made.address}, row {made.row}: {told}",
    )
