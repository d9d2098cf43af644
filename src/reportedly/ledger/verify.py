"""Checking a ledger: every span, every hash, every link of the log, the file and the bytes."""

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from sqlalchemy import Connection, Table, select
from sqlalchemy.exc import InvalidRequestError

from reportedly.errors import IntegrityError
from reportedly.ledger import schema
from reportedly.ledger.engine import Ledger, last_seq
from reportedly.ledger.faults import translated
from reportedly.ledger.journal import (
    GENESIS,
    capture_content,
    current_content,
    link,
    output_hash,
    plain_content,
    run_content,
)
from reportedly.ledger.reconciled_tables import question
from reportedly.ledger.records import make_run
from reportedly.ledger.restore import REDACTED, REDACTION_MARK, shown_exact
from reportedly.ledger.rows import Row
from reportedly.ledger.seal import file_digest, read_seal, wal_size
from reportedly.ledger.views import current_rows
from reportedly.ledger.writer import indexable
from reportedly.model import (
    Capture,
    hash_text,
    hash_value,
    join_words,
    make_document_id,
    make_id,
)

Seal = Literal["holds", "broken", "older", "none"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not hold."""

    code: str
    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked, how often, and what did not hold.

    ``seal`` is ``older`` when the ledger was written to after its last seal (a run was killed):
    then everything recorded is checked, but not the unused bytes of the file.
    """

    checked: dict[str, int]
    problems: tuple[Problem, ...]
    seal: Seal

    @property
    def sound(self) -> bool:
        """Whether everything holds."""
        return not self.problems


def verify(ledger: Ledger) -> Verification:
    """Check everything; never stops at the first problem, never changes anything."""
    checked: Counter[str] = Counter()
    problems: list[Problem] = []
    seal = _check_seal(ledger, problems)
    with _noting(ledger, problems), ledger.read() as connection:  # one state throughout
        for check in CHECKS:
            with _noting(ledger, problems):
                problems.extend(check(connection, ledger, checked))
    with _noting(ledger, problems):
        _check_search(ledger)
    return Verification(dict(sorted(checked.items())), tuple(problems), seal)


@contextlib.contextmanager
def _noting(ledger: Ledger, problems: list[Problem]) -> Iterator[None]:
    """Turn what stops a check into a problem."""
    try:
        with translated(ledger.path):
            yield
    except IntegrityError as error:
        problems.append(Problem(error.code, str(ledger.path), error.message))
    except _NONSENSE as error:
        message = f"a value makes no sense: {type(error).__name__}: {error}"
        problems.append(Problem("ledger_damaged", str(ledger.path), message))


# What reading an altered value can end in: text where a number belongs, a number out of bounds.
_NONSENSE = (
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    InvalidRequestError,
)


def _check_seal(ledger: Ledger, problems: list[Problem]) -> Seal:
    try:
        seal = read_seal(ledger.folder)
        with ledger.read() as connection:
            seq = last_seq(connection)
    except IntegrityError as error:
        problems.append(Problem(error.code, str(ledger.path), error.message))
        return "broken"
    if seal is None:
        return "none"
    if seal[0] < seq or wal_size(ledger.path):
        return "older"
    if seal[0] == seq and file_digest(ledger.path) == seal[1]:
        return "holds"
    message = "the file is not the one that was sealed"
    problems.append(Problem("seal_broken", str(ledger.path), message))
    return "broken"


Check = Callable[[Connection, Ledger, "Counter[str]"], Iterator[Problem]]


def _each(connection: Connection, table: Table, *order: Any) -> Iterator[Row]:
    query = select(table).order_by(*(order or table.primary_key.columns))
    for row in connection.execution_options(yield_per=1000).execute(query).mappings():
        yield dict(row)


def _check_database(connection: Connection, _: Ledger, checked: Counter[str]) -> Iterator[Problem]:
    checked["database pages"] = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    for (message,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if message != "ok":
            yield Problem("ledger_damaged", "database", message)
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Problem("row_missing", str(row[0]), f"row {row[1]} refers to nothing")
    about = connection.execute(select(schema.about.c.value).where(schema.about.c.key == "format"))
    if about.scalar() != f"reportedly.ledger/{schema.SCHEMA_VERSION}":
        yield Problem("ledger_damaged", "ledger", "the format's name was altered")


def _check_log(connection: Connection, _: Ledger, checked: Counter[str]) -> Iterator[Problem]:
    """The chain, then each entry against the row it is about."""
    chain, expected = GENESIS, _contents(connection)
    for n, row in enumerate(_each(connection, schema.log), start=1):
        checked["log entries"] += 1
        chain = link(chain, row["at"], row["action"], row["target"], row["digest"])
        if row["seq"] != n or row["chain"] != chain:
            yield Problem("chain_broken", f"log {row['seq']}", "the log was altered here")
            chain = row["chain"]
        key = (row["action"], row["target"], row["digest"])
        if expected[key] <= 0:
            yield Problem("row_altered", row["target"], f"the {row['action']} is not as logged")
        expected[key] -= 1
    for (action, target, _digest), left in expected.items():
        if left > 0:
            yield Problem("row_unlogged", target, f"the {action} has no entry in the log")


def _contents(connection: Connection) -> Counter[tuple[str, str, str]]:
    """What the log must say, rebuilt from the rows."""
    kinds: tuple[tuple[str, Table, str, Callable[[Row], Any]], ...] = (
        ("capture", schema.capture, "id", capture_content),
        ("run", schema.run, "id", run_content),
        ("current", schema.current_run, "subject", current_content),
        ("failure", schema.failure, "id", plain_content),
        ("recovery", schema.recovery, "input", plain_content),
        ("judgement", schema.judgement, "id", plain_content),
        ("redaction", schema.redaction, "id", plain_content),
    )
    return Counter(
        (action, row[key], hash_value(content(row)))
        for action, table, key, content in kinds
        for row in _each(connection, table)
    )


def _check_runs(connection: Connection, _: Ledger, checked: Counter[str]) -> Iterator[Problem]:
    for row in _each(connection, schema.run):
        checked["runs"] += 1
        if make_run(row).id != row["id"]:
            yield Problem("hash_mismatch", row["id"], "the run's identifier is not its content's")
        elif output_hash(connection, row["id"], row["stage"]) != row["output_hash"]:
            yield Problem("hash_mismatch", row["id"], f"its {row['stage']} are not as written")


def _check_questions(connection: Connection, _: Ledger, checked: Counter[str]) -> Iterator[Problem]:
    """A question is its content: no run answers for it."""
    for row in _each(connection, question):
        checked["questions"] += 1
        if make_id("que", *(row[c.name] for c in question.c if c.name != "id")) != row["id"]:
            yield Problem("hash_mismatch", row["id"], "the question's identifier does not hold")


def _check_current(connection: Connection, _: Ledger, checked: Counter[str]) -> Iterator[Problem]:
    """Each entry ends when the next for the same subject and stage begins."""
    table = schema.current_run
    before: Row | None = None
    for row in _each(connection, table, table.c.subject, table.c.stage, table.c.seq):
        checked["current runs"] += 1
        if before and before["until"] != _end_of(before, row):
            yield Problem("row_altered", before["subject"], f"{before['stage']} ends wrongly")
        before = row
    if before and before["until"] is not None:
        yield Problem("row_altered", before["subject"], f"{before['stage']} ends wrongly")


def _end_of(entry: Row, after: Row) -> str | None:
    same = (entry["subject"], entry["stage"]) == (after["subject"], after["stage"])
    return str(after["since"]) if same else None


def _check_texts(connection: Connection, _: Ledger, checked: Counter[str]) -> Iterator[Problem]:
    redacted = set(connection.execute(select(schema.redaction.c.hash_kept)).scalars())
    for row in _each(connection, schema.text):
        checked["texts"] += 1
        if hash_text(row["body"] or "") != row["body_hash"]:
            yield Problem("hash_mismatch", row["hash"], "the text is not as recorded")
        if bool(row["redacted"]) != (row["hash"] in redacted):
            yield Problem("row_altered", row["hash"], "redacted without a record, or unmarked")
        if not row["redacted"] and row["hash"] != row["body_hash"]:
            yield Problem("hash_mismatch", row["hash"], "the text's identifier is not its hash")


def _check_documents(connection: Connection, _: Ledger, checked: Counter[str]) -> Iterator[Problem]:
    stated = schema.stated
    for row in _each(connection, schema.document):
        checked["documents"] += 1
        query = select(stated.c.value).where(
            stated.c.run == row["run"],
            stated.c.document == row["id"],
            stated.c.field == "address",
            stated.c.rank == 0,
        )
        address = connection.execute(query).scalar()
        if address is not None and address.startswith(REDACTION_MARK):
            continue  # the hash of the run's rows covers it; what it was is gone
        if make_document_id(row["text_hash"], address) != row["id"]:
            yield Problem("hash_mismatch", row["id"], "the document's identifier does not hold")


def _check_spans(connection: Connection, _: Ledger, checked: Counter[str]) -> Iterator[Problem]:
    """Every anchor against the text, document by document."""
    anchors, bodies = schema.anchor, schema.text
    query = select(schema.document.c.id, schema.document.c.text_hash).distinct()
    known = set()
    for document, text_hash in connection.execute(query).all():
        known.add(document)
        body = connection.execute(select(bodies).where(bodies.c.hash == text_hash)).mappings().one()
        yield from _check_anchors(connection, document, dict(body), checked)
        yield from _check_stated(connection, document, dict(body), checked)
    for row in connection.execute(select(anchors.c.id, anchors.c.document)):
        if row.document not in known:
            yield Problem("row_altered", row.id, "an anchor of no document")


def _check_anchors(
    connection: Connection, document: str, body: Row, checked: Counter[str]
) -> Iterator[Problem]:
    head, span = schema.anchor, schema.anchor_span
    query = (
        select(head.c.role, span)
        .outerjoin(span, span.c.anchor == head.c.id)
        .where(head.c.document == document)
        .order_by(head.c.id, span.c.n)
    )
    grouped: dict[str, list[Row]] = {}
    for row in connection.execute(query).mappings():
        grouped.setdefault(row["anchor"], []).append(dict(row))
    for anchor, rows in grouped.items():
        spans = [(r["start"], r["end"]) for r in rows]
        if make_id("anc", document, rows[0]["role"], spans) != anchor:
            yield Problem("hash_mismatch", str(anchor), "the anchor's identifier does not hold")
        for part in rows:
            checked["spans"] += 1
            if not _span_holds(part, body):
                yield Problem("span_mismatch", str(anchor), "its words are not in the text")


def _span_holds(row: Row, body: Row) -> bool:
    shown = (body["body"] or "")[row["start"] : row["end"]]
    if row["exact"] is None:
        return bool(body["redacted"] and row["exact_hash"]) and REDACTED in shown
    return bool(shown == row["exact"] and row["exact_hash"] is None)


def _check_stated(
    connection: Connection, document: str, body: Row, checked: Counter[str]
) -> Iterator[Problem]:
    table = schema.stated
    doc = schema.document
    runs = select(doc.c.run).where(doc.c.id == document)  # the table is kept in order of runs
    query = select(table).where(
        table.c.run.in_(runs), table.c.document == document, table.c.start.is_not(None)
    )
    for row in connection.execute(query).mappings():
        checked["spans"] += 1
        shown = (body["body"] or "")[row["start"] : row["end"]]
        if shown != row["exact"] and REDACTED not in shown:
            yield Problem("span_mismatch", document, f"the {row['field']} is not in the text")


def _check_index(connection: Connection, _: Ledger, checked: Counter[str]) -> Iterator[Problem]:
    """The words of the full-text index against the records."""
    wanted = {"document": _words_of_documents, "claim": _words_of_claims}
    for kind, table in schema.FULL_TEXT.items():
        expected = {record: hash_text(words) for record, words in wanted[kind](connection)}
        search = schema.search
        query = (
            select(search.c.id, table.c.text)
            .select_from(table.outerjoin(search, table.c.rowid == search.c.n))
            .where((search.c.kind == kind) | search.c.kind.is_(None))
        )
        for record, words in connection.execution_options(yield_per=100).execute(query):
            checked[f"indexed {kind}s"] += 1
            if expected.pop(record, None) != hash_text(words or ""):
                yield Problem("index_altered", str(record), "the search index is not the text")
        for record in expected:
            yield Problem("index_altered", record, "it is missing from the search index")


def _check_search(ledger: Ledger) -> None:
    """The structure of the full-text index; SQLite gives this check to a writer only."""
    with ledger.probe() as connection:
        for table in schema.FULL_TEXT.values():
            connection.exec_driver_sql(
                f"INSERT INTO {table.name}({table.name}) VALUES ('integrity-check')"  # noqa: S608
            )


def _words_of_documents(connection: Connection) -> Iterator[tuple[str, str]]:
    query = (
        select(schema.document.c.id, schema.text.c.body)
        .join(schema.text, schema.text.c.hash == schema.document.c.text_hash)
        .distinct()
    )
    for document, body in connection.execution_options(yield_per=100).execute(query):
        yield document, indexable(body or "")


def _words_of_claims(connection: Connection) -> Iterator[tuple[str, str]]:
    span, claim = schema.anchor_span, current_rows(schema.claim)
    query = (
        select(claim.c.id, span)
        .join(span, span.c.anchor == claim.c.anchor)
        .order_by(claim.c.id, span.c.n)
    )
    rows = connection.execution_options(yield_per=1000).execute(query).mappings()
    for record, parts in groupby(rows, key=lambda row: str(row["id"])):
        yield record, indexable(join_words([shown_exact(dict(part)) for part in parts]))


def _check_blobs(
    connection: Connection, ledger: Ledger, checked: Counter[str]
) -> Iterator[Problem]:
    kept: set[str] = set()
    gone: set[str] = set()
    for row in _each(connection, schema.capture):
        checked["captures"] += 1
        names = ("sha256", "size", "name", "fetched_at", "address", "status", "media_type")
        if Capture(**{n: row[n] for n in names}).id != row["id"]:
            yield Problem("hash_mismatch", row["id"], "the capture's identifier does not hold")
        if row["blob"] != "text":  # a row of a sheet: its bytes are its text, and checked as that
            (kept if row["blob"] == "kept" else gone).add(row["sha256"])
    for sha256 in sorted(kept | set(ledger.blobs.names())):
        checked["files of bytes"] += 1
        try:
            ledger.blobs.get(sha256)
        except IntegrityError as error:
            yield Problem(error.code, sha256, error.message)
        if sha256 in gone and sha256 not in kept:
            yield Problem("blob_redacted", sha256, "redacted bytes are still in the folder")


CHECKS: tuple[Check, ...] = (
    _check_database,
    _check_log,
    _check_runs,
    _check_questions,
    _check_current,
    _check_texts,
    _check_documents,
    _check_spans,
    _check_index,
    _check_blobs,
)
