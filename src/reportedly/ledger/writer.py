"""The one writer: checks every span against the text, then adds rows in one transaction."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any, Literal

from sqlalchemy import (
    CompoundSelect,
    Connection,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    delete,
    insert,
    select,
    union_all,
    update,
)
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from reportedly.errors import Conflict, IntegrityError, NotFound
from reportedly.ledger import schema
from reportedly.ledger.engine import Ledger
from reportedly.ledger.facts import FactsEntry, keep_given_facts
from reportedly.ledger.journal import (
    Journal,
    capture_content,
    current_content,
    output_hash,
    plain_content,
    run_content,
)
from reportedly.ledger.records import find_document, load_document, open_failures
from reportedly.ledger.restore import shown_exact
from reportedly.ledger.rows import (
    Row,
    anchor_rows,
    document_rows,
    extraction_rows,
    list_anchors,
)
from reportedly.ledger.views import current_rows
from reportedly.model import (
    STATED_FIELDS,
    Anchor,
    Capture,
    Document,
    Extraction,
    Failure,
    Judgement,
    Maker,
    Reject,
    Run,
    check_anchor,
    hash_bytes,
    join_words,
)


@dataclass(frozen=True, slots=True)
class Appended:
    """What an append did: the document's identifier and the stages that were new."""

    document: str
    stages: tuple[str, ...]

    @property
    def added(self) -> bool:
        """Whether anything was new."""
        return bool(self.stages)


@dataclass(frozen=True, slots=True)
class Entry:
    """One document to be kept: its bytes, its text, what was found, and the run that read it.

    ``facts`` are for reconciliation; without them, or where the ledger holds records of a newer
    maker, reconciliation makes them itself.
    """

    capture: Capture
    raw: bytes
    document: Document
    extraction: Extraction
    run: Run
    facts: FactsEntry | None = None


def append_reading(ledger: Ledger, reading: Entry, *, now: str) -> Appended:
    """Keep a reading: all of it in one transaction, nothing when all of it is known.

    Raises :class:`IntegrityError` (``bytes_mismatch``, ``span_mismatch``, ``foreign_anchor``) when
    hashes or spans do not hold, :class:`Conflict` (``redacted``) when its text was redacted.
    """
    check_reading(reading)
    with ledger.write() as connection:
        writer = _Writer(connection, now)
        writer.refuse_redacted(reading.capture, reading.document)
        newer = writer.find_newer(reading.run)
        if newer:
            return Appended(find_document(connection, newer), ())
        if not _is_its_text(reading):
            ledger.blobs.put(reading.raw)
        return writer.append(reading)


def append_readings(
    ledger: Ledger, readings: Sequence[Entry], *, now: str, again: Collection[str] = ()
) -> list[Literal["read", "known", "redacted"]]:
    """Keep readings whose bytes are their texts (rows of a sheet), all in one transaction.

    ``again`` are documents that another version has since taken the place of: they become the
    newest once more. Gives what became of each, in order.
    """
    for reading in readings:
        check_reading(reading)
    with ledger.write() as connection:
        writer = _Writer(connection, now)
        return [writer.keep(reading, again=reading.document.id in again) for reading in readings]


def _is_its_text(reading: Entry) -> bool:
    """Whether the bytes are a row written out: then the text is kept, and no file beside it."""
    return (
        reading.document.kind == "manual" and reading.capture.sha256 == reading.document.text_hash
    )


def append_capture(ledger: Ledger, capture: Capture, raw: bytes, *, now: str) -> None:
    """Keep bytes that could not be read, so that a better reader can; redacted ones stay away."""
    if hash_bytes(raw) != capture.sha256:
        raise IntegrityError("bytes_mismatch", "the bytes are not those of the capture")
    with ledger.write() as connection:
        writer = _Writer(connection, now)
        if not writer.is_redacted(capture):
            ledger.blobs.put(raw)
            writer.add_capture(capture)


def check_reading(reading: Entry) -> None:
    """The span check: nothing passes whose words do not stand in the text as recorded."""
    if hash_bytes(reading.raw) != reading.capture.sha256:
        raise IntegrityError("bytes_mismatch", "the bytes are not those of the capture")
    document, body = reading.document.id, reading.document.text
    if reading.extraction.document != document:
        raise IntegrityError("foreign_anchor", "the extraction belongs to another document")
    for anchor in list_anchors(reading.extraction):
        if anchor.document != document:
            raise IntegrityError("foreign_anchor", "an anchor belongs to another document")
        check_anchor(anchor, body)
    for stated in _stated(reading.document):
        if stated.span and body[stated.span.start : stated.span.end] != stated.exact:
            raise IntegrityError("span_mismatch", f"metadata {stated.where!r} is not in the text")


def _stated(document: Document) -> list[Any]:
    chosen = [getattr(document, name) for name in STATED_FIELDS]
    return chosen + [stated for _, stated in document.alternatives]


class _Writer:
    """Adds rows within one transaction. Every addition is entered in the log."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection = connection
        self._now = now
        self._journal = Journal(connection, now)

    def append(self, reading: Entry) -> Appended:
        document = reading.document
        self.add_capture(reading.capture, blob="text" if _is_its_text(reading) else "kept")
        self._text(document)
        tables = document_rows(document, run=reading.run.id, capture=reading.capture.id)
        stages = []
        if self._run(reading.run, tables):
            stages.append(reading.run.stage)
            index_document(self._connection, document.id, document.text)
        stages += self._extraction(reading.extraction)
        if reading.facts is not None:
            keep_given_facts(self._connection, reading.facts, reading.run, now=self._now)
        return Appended(document.id, tuple(stages))

    def keep(self, reading: Entry, *, again: bool) -> Literal["read", "known", "redacted"]:
        try:
            self.refuse_redacted(reading.capture, reading.document)
        except Conflict:
            return "redacted"
        if self.append(reading).added:
            return "read"
        if again:
            self._make_current(reading.run, self._newest(reading.run))
            return "read"
        return "known"

    def withdraw(self, document: str, maker: Maker) -> None:
        """Let an empty reading take the place of a document's: it is current no longer."""
        doc, link = schema.document, schema.current_run
        query = select(doc.c.capture).join(link, link.c.run == doc.c.run)
        query = query.where(doc.c.id == document, link.c.until.is_(None)).distinct()
        for capture in self._connection.execute(query).scalars().all():
            self._run(Run("reading", maker, capture, "withdrawn"), {})

    def note(self, extraction: Extraction) -> bool:
        return bool(self._extraction(extraction))

    def refuse_redacted(self, capture: Capture, document: Document) -> None:
        wanted = {"of": capture.id, "text": document.text_hash}
        if self._connection.execute(_find_redacted(), wanted).first():
            raise Conflict("redacted", f"{capture.name} was redacted; it is not read again")

    def _scalar(self, column: Any, condition: Any) -> Any:
        return self._connection.execute(select(column).where(condition)).scalar()

    def is_redacted(self, capture: Capture) -> bool:
        """Whether bytes like these were redacted, under whatever name they came."""
        same = (schema.capture.c.sha256 == capture.sha256) & (schema.capture.c.blob == "redacted")
        return self._scalar(schema.capture.c.id, same) is not None

    def add_capture(self, capture: Capture, *, blob: str = "kept") -> None:
        row = asdict(capture) | {"id": capture.id, "recorded_at": self._now, "blob": blob}
        if self._add(schema.capture, [row]):
            self._journal.add("capture", capture.id, capture_content(row))

    def _text(self, document: Document) -> None:
        text_hash = document.text_hash
        row = {
            "hash": text_hash,
            "body": document.text,
            "redacted": False,
            "body_hash": text_hash,
        }
        self._add(schema.text, [row])

    def _add(self, table: Table, rows: Sequence[Row]) -> int:
        """Insert rows that are not there yet; return how many were new."""
        if not rows:
            return 0
        return max(0, self._connection.execute(_insert_new(table), list(rows)).rowcount)

    def _extraction(self, extraction: Extraction) -> list[str]:
        tables = extraction_rows(extraction)
        fresh = []
        for run in extraction.runs:
            names = [t.name for t in schema.STAGE_TABLES[run.stage]]
            rows = {n: [r | {"run": run.id} for r in tables[n]] for n in names}
            rejects = [r for r in extraction.rejected if r.kind == run.stage]
            if self._run(run, rows, rejects, extraction):
                fresh.append(run.stage)
        if "claims" in fresh or "manual" in fresh:
            reindex_claims(self._connection, extraction.document)
        return fresh

    def _anchors(self, anchors: Iterable[Anchor]) -> None:
        heads, spans = anchor_rows(anchors)
        self._add(schema.anchor, heads)
        self._add(schema.anchor_span, spans)

    def _known(self, run: Run) -> bool:
        return self._scalar(schema.run.c.id, schema.run.c.id == run.id) is not None

    def _run(
        self,
        run: Run,
        tables: dict[str, list[Row]],
        rejects: Iterable[Reject] = (),
        extraction: Extraction | None = None,
    ) -> bool:
        """Keep a run with its rows and make it current; false when it is current already."""
        newest = self._newest(run)
        if newest and (newest["run"] == run.id or self._is_older(run, newest["run"])):
            return False
        if newest is None or not self._known(run):  # a run is made current when it is written
            if extraction is not None:
                self._anchors(_anchors_of(extraction, tables))
            self._keep(run, tables, rejects)
        self._make_current(run, newest)
        return True

    def _newest(self, run: Run) -> Row | None:
        wanted = {"of": run.subject, "at": run.stage}
        row = self._connection.execute(_newest_entry(), wanted).mappings().first()
        return dict(row) if row else None

    def find_newer(self, run: Run) -> str | None:
        """The current run, if a newer version of the maker made it."""
        newest = self._newest(run)
        return newest["run"] if newest and self._is_older(run, newest["run"]) else None

    def _is_older(self, run: Run, current: str) -> bool:
        """Whether an older maker's run arrives after a newer one's: it must not take its place."""
        query = select(schema.run.c.maker, schema.run.c.version).where(schema.run.c.id == current)
        maker, version = self._connection.execute(query).one()
        return bool(maker == run.maker.name and version > run.maker.version)

    def _keep(self, run: Run, tables: dict[str, list[Row]], rejects: Iterable[Reject]) -> None:
        row = asdict(run) | {
            "id": run.id,
            "maker": run.maker.name,
            "version": run.maker.version,
            "recorded_at": self._now,
            "output_hash": "",
        }
        self._connection.execute(insert(schema.run), row)
        for name, rows in tables.items():
            if rows:
                self._connection.execute(insert(schema.metadata.tables[name]), rows)
        counted = [asdict(r) | {"run": run.id} for r in rejects]
        if counted:
            self._connection.execute(insert(schema.reject), counted)
        written = {name for name, rows in tables.items() if rows}
        written |= {schema.reject.name} if counted else set()
        row["output_hash"] = output_hash(self._connection, run.id, run.stage, written)
        self._connection.execute(_set_output(), {"of": run.id, "digest": row["output_hash"]})
        self._journal.add("run", run.id, run_content(row))

    def _make_current(self, run: Run, newest: Row | None) -> None:
        table = schema.current_run
        if newest:
            self._connection.execute(
                update(table).where(table.c.seq == newest["seq"]).values(until=self._now)
            )
        row = {"subject": run.subject, "stage": run.stage, "run": run.id, "since": self._now}
        self._connection.execute(insert(table), row)
        self._journal.add("current", run.subject, current_content(row))

    def run(self, run: Run, rejects: Iterable[Reject]) -> None:
        self._run(run, {}, rejects)

    def failure(self, failure: Failure) -> None:
        row = asdict(failure) | {"id": failure.id, "at": self._now}
        self._connection.execute(insert(schema.failure), row)
        self._journal.add("failure", failure.id, plain_content(row))

    def recovery(self, name: str, failure: int) -> None:
        row = {"input": name, "failure": failure, "at": self._now}
        self._connection.execute(insert(schema.recovery), row)
        self._journal.add("recovery", name, plain_content(row))

    def judgement(self, judgement: Judgement) -> None:
        row = asdict(judgement) | {"id": judgement.id}
        if self._add(schema.judgement, [row]):
            self._journal.add("judgement", judgement.id, plain_content(row))


# Statements that are the same each time: to build one anew costs more than to run it.


@cache
def _insert_new(table: Table) -> Insert:
    return sqlite_insert(table).on_conflict_do_nothing()


@cache
def _newest_entry() -> Select[Any]:
    table = schema.current_run
    mine = (table.c.subject == bindparam("of")) & (table.c.stage == bindparam("at"))
    return select(table).where(mine, table.c.until.is_(None))


@cache
def _find_redacted() -> CompoundSelect[Any]:
    capture, text = schema.capture.c, schema.text.c
    return union_all(
        select(capture.id).where(capture.id == bindparam("of"), capture.blob == "redacted"),
        select(text.hash).where(text.hash == bindparam("text"), text.redacted),
    )


@cache
def _set_output() -> Update:
    table = schema.run
    return (
        update(table).where(table.c.id == bindparam("of")).values(output_hash=bindparam("digest"))
    )


def index_document(connection: Connection, document: str, body: str) -> None:
    """Put a document's text into the full-text index, in place of what was there."""
    _index(connection, "document", document, [(document, body)])


def reindex_claims(connection: Connection, document: str) -> None:
    """Put a document's current claims, whoever made them, into the full-text index."""
    words: dict[str, list[str]] = {}
    for row in connection.execute(_claim_words(), {"of": document}).mappings():
        words.setdefault(row["id"], []).append(shown_exact(dict(row)))
    claims = [(record, join_words(exact)) for record, exact in words.items()]
    _index(connection, "claim", document, claims)


@cache
def _claim_words() -> Select[Any]:
    claim, span = current_rows(schema.claim), schema.anchor_span
    return (
        select(claim.c.id, span)
        .join(span, span.c.anchor == claim.c.anchor)
        .where(claim.c.document == bindparam("of"))
        .order_by(claim.c.id, span.c.n)
    )


def _index(
    connection: Connection, kind: str, document: str, texts: Iterable[tuple[str, str]]
) -> None:
    unindex(connection, kind, document)
    table = schema.FULL_TEXT[kind]
    for record, words in texts:
        row = {"kind": kind, "id": record, "document": document}
        n = connection.execute(insert(schema.search).returning(schema.search.c.n), row).scalar_one()
        connection.execute(insert(table), {"rowid": n, "text": indexable(words)})


def unindex(connection: Connection, kind: str, document: str) -> None:
    """Take a document's rows of one kind out of the full-text index."""
    search, table = schema.search, schema.FULL_TEXT[kind]
    mine = (search.c.kind == kind) & (search.c.document == document)
    indexed = connection.execute(select(search.c.n).where(mine)).scalars().all()
    for n in indexed:
        connection.execute(delete(table).where(table.c.rowid == n))
    if indexed:
        connection.execute(delete(search).where(mine))


def indexable(words: str) -> str:
    """Words as the full-text index gets them: it reads a text up to its first NUL."""
    return words.replace("\0", " ")


def _anchors_of(extraction: Extraction, tables: dict[str, list[Row]]) -> list[Anchor]:
    """The anchors that some rows refer to."""
    rows = [row for rows in tables.values() for row in rows]
    wanted = {row[name] for row in rows for name in _ANCHOR_COLUMNS if row.get(name)}
    return [a for a in list_anchors(extraction) if a.id in wanted]


_ANCHOR_COLUMNS = (
    "anchor",
    "source",
    "cue",
    "carrier",
    "predicate",
    "population",
    "actor",
    "object",
    "origin",
    "place",
    "recipient",
)


def append_failure(ledger: Ledger, failure: Failure, *, now: str) -> None:
    """Keep a failure, unless the same one is open already."""
    with ledger.write() as connection:
        last = open_failures(connection, failure.input)
        if not last or last[0]["id"] != failure.id:
            _Writer(connection, now).failure(failure)


def append_failures(
    ledger: Ledger, failures: Iterable[Failure], *, recovered: Iterable[str], now: str
) -> None:
    """Keep failures that are not open already, and recoveries, in one transaction."""
    with ledger.write() as connection:
        writer = _Writer(connection, now)
        for failure in failures:
            last = open_failures(connection, failure.input)
            if not last or (last[0]["id"], last[0]["message"]) != (failure.id, failure.message):
                writer.failure(failure)
        for name in recovered:
            for row in open_failures(connection, name):
                writer.recovery(name, row["seq"])


def append_run(ledger: Ledger, run: Run, rejects: Iterable[Reject], *, now: str) -> None:
    """Keep a run that writes no records, with what it refused, and make it current."""
    with ledger.write() as connection:
        _Writer(connection, now).run(run, rejects)


def withdraw_documents(ledger: Ledger, documents: Iterable[str], *, maker: Maker, now: str) -> None:
    """Take documents out of what is current; they stay, as they were, on both clocks."""
    with ledger.write() as connection:
        writer = _Writer(connection, now)
        for document in documents:
            writer.withdraw(document, maker)


def append_recovery(ledger: Ledger, name: str, *, now: str) -> None:
    """Keep that an input was read after all; nothing happens when it has no open failure."""
    with ledger.write() as connection:
        for row in open_failures(connection, name):
            _Writer(connection, now).recovery(name, row["seq"])


def append_judgement(ledger: Ledger, judgement: Judgement, *, now: str) -> None:
    """Keep a person's judgement. Raises :class:`NotFound` when its target is no anchor here."""
    with ledger.write() as connection:
        query = select(schema.anchor.c.id).where(schema.anchor.c.id == judgement.target)
        if judgement.target.startswith("anc_") and connection.execute(query).scalar() is None:
            raise NotFound("no_record", f"no anchor {judgement.target}")
        _Writer(connection, now).judgement(judgement)


def append_note(
    ledger: Ledger, extraction: Extraction, judgements: Iterable[Judgement], *, now: str
) -> bool:
    """Keep what a person entered about a document, with who says so and why; false when known.

    Raises :class:`IntegrityError` (``span_mismatch``) when a span does not hold in the document,
    :class:`NotFound` when there is no such document.
    """
    with ledger.write() as connection:
        body = load_document(connection, extraction.document)[0].text
        for anchor in list_anchors(extraction):
            check_anchor(anchor, body)
        writer = _Writer(connection, now)
        if not writer.note(extraction):
            return False
        for judgement in judgements:
            writer.judgement(judgement)
    return True


def list_current(ledger: Ledger, subject: str) -> frozenset[str]:
    """Identifiers of the runs that are current for a capture or document."""
    table = schema.current_run
    query = select(table.c.run).where(table.c.subject == subject, table.c.until.is_(None))
    with ledger.read() as connection:
        return frozenset(connection.execute(query).scalars())
