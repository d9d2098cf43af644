"""Getting records back: whole readings, single records with their provenance, failures."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, case, exists, func, or_, select

from reportedly.errors import Conflict, NotFound
from reportedly.ledger import reconciled_tables, schema
from reportedly.ledger.engine import Ledger
from reportedly.ledger.reconciled import list_sides
from reportedly.ledger.restore import (
    RecordMaker,
    make_anchors,
    make_document,
    shown_value,
    whole,
)
from reportedly.ledger.rows import Row
from reportedly.ledger.views import current_documents, current_rows
from reportedly.model import Anchor, Capture, Document, Extraction, Failure, Maker, Reject, Run

GIVEN_BY_USER = "given by the user"  # where a statement of the user's stands

RECORD_TABLES: dict[str, Table] = {
    "att": schema.attribution,
    "clm": schema.claim,
    "fig": schema.figure,
    "dat": schema.date_mention,
    "plc": schema.place_mention,
    "men": schema.mention,
    "evt": schema.event,
}
OTHER_TABLES: dict[str, Table] = {
    "doc": schema.document,
    "cap": schema.capture,
    "anc": schema.anchor,
    "run": schema.run,
    "fai": schema.failure,
    "jud": schema.judgement,
    "red": schema.redaction,
    "ech": reconciled_tables.echo,
    "ori": reconciled_tables.origin,
    "que": reconciled_tables.question,
    "mem": reconciled_tables.member,
    "pli": reconciled_tables.party_link,
    "eli": reconciled_tables.event_link,
    "fnd": reconciled_tables.finding,
}


@dataclass(frozen=True, slots=True)
class Kept:
    """A reading as the ledger holds it."""

    document: Document
    document_id: str
    extraction: Extraction
    capture: Capture
    redacted: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One record: its columns, where it stands, and how it came to be."""

    kind: str
    id: str
    columns: Row
    anchors: dict[str, Anchor]
    document: str | None
    runs: tuple[Row, ...]
    judgements: tuple[Row, ...]
    sides: tuple[Row, ...] = ()


def _rows(connection: Connection, query: Any) -> list[Row]:
    return [dict(row) for row in connection.execute(query).mappings()]


def list_documents(
    connection: Connection, *, at: str | None = None, all_versions: bool = False
) -> list[Row]:
    """Current documents with their chosen metadata, by date of publication."""
    documents = current_documents(at, all_versions=all_versions)
    order = (documents.c.published.is_(None), documents.c.published, documents.c.id)
    return _rows(connection, select(documents).order_by(*order))


def list_sheet_rows(ledger: Ledger, sheet: str) -> dict[str, str]:
    """The current document of each row of a sheet, by the row's address."""
    with ledger.read() as connection:
        documents = current_documents()
        prefix = f"sheet:{sheet}#"
        query = select(documents.c.address, documents.c.id).where(
            documents.c.address.startswith(prefix, autoescape=True)
        )
        return {str(row.address): str(row.id) for row in connection.execute(query)}


def find_document(connection: Connection, run: str) -> str:
    """The document that a run of the reading stage made. Raises :class:`NotFound`."""
    query = select(schema.document.c.id).where(schema.document.c.run == run)
    document = connection.execute(query).scalar()
    if document is None:
        raise NotFound("no_record", f"no document of the run {run}")
    return str(document)


def find_document_named(connection: Connection, wanted: str) -> str:
    """A current document by identifier, name of its input or title, or a unique beginning of one.

    Raises :class:`NotFound` (``no_record``) and :class:`Conflict` (``ambiguous_id``).
    """
    if wanted.startswith("doc_"):
        return find_id(connection, wanted)[2]
    documents, capture = current_documents(), schema.capture
    query = select(documents.c.id, documents.c.title, capture.c.name).join(
        capture, capture.c.id == documents.c.capture
    )
    names = [
        (row["id"], {row["name"], row["name"].rpartition("/")[2], row["title"] or ""})
        for row in _rows(connection, query)
    ]
    found: list[str] = sorted({d for d, called in names if wanted in called}) or sorted(
        {d for d, called in names if wanted and any(n.startswith(wanted) for n in called)}
    )
    if not found:
        raise NotFound("no_record", f"no current document is called {wanted!r}")
    if len(found) > 1:
        raise Conflict("ambiguous_id", f"{wanted!r} fits {len(found)} documents: say more")
    return found[0]


def load_given(connection: Connection, capture: str) -> dict[str, str]:
    """What the user said about a capture when it was last read, by field."""
    table, link = schema.stated, schema.current_run
    query = (
        select(table.c.field, table.c.exact)
        .join(link, link.c.run == table.c.run)
        .where(link.c.subject == capture, link.c.until.is_(None))
        .where(table.c.place == GIVEN_BY_USER, table.c.rank == 0)
    )
    return {field: exact for field, exact in connection.execute(query) if exact}


def load_document(
    connection: Connection, document: str, run: str | None = None
) -> tuple[Document, Row, bool]:
    """A document, its row, and whether words of it were redacted.

    ``run`` asks for one reading of it; otherwise the first that is current, or the last that was.
    Raises :class:`NotFound`.
    """
    link, doc = schema.current_run, schema.document
    query = select(doc).where(doc.c.id == document)
    if run:
        query = query.where(doc.c.run == run)
    else:
        # Current ones first, in the order in which they became so; then what was current last.
        query = query.join(link, link.c.run == doc.c.run).order_by(
            link.c.until.is_not(None),
            case((link.c.until.is_(None), link.c.seq), else_=-link.c.seq),
        )
    head = next(iter(_rows(connection, query)), None)
    if head is None:
        raise NotFound("no_record", f"no document {document}")
    body = _rows(connection, select(schema.text).where(schema.text.c.hash == head["text_hash"]))[0]
    parts = {
        table.name: _rows(
            connection,
            select(table)
            .where(table.c.run == head["run"], table.c.document == document)
            .order_by(*table.primary_key.columns),
        )
        for table in (schema.stated, schema.segment, schema.mark)
    }
    made = make_document(head, body["body"] or "", parts)
    return made, head, bool(body["redacted"])


def load_reading(connection: Connection, document: str) -> Kept:
    """A document with its current extraction and its capture. Raises :class:`NotFound`."""
    made, head, redacted = load_document(connection, document)
    query = select(schema.capture).where(schema.capture.c.id == head["capture"])
    row = _rows(connection, query)[0]
    names = ("sha256", "size", "name", "fetched_at", "address", "status", "media_type")
    capture = Capture(**{name: row[name] for name in names})
    return Kept(made, document, load_extraction(connection, document), capture, redacted)


def load_anchors(connection: Connection, document: str) -> dict[str, Anchor]:
    """All anchors of a document by identifier."""
    mine = select(schema.anchor).where(schema.anchor.c.document == document)
    spans = (
        select(schema.anchor_span)
        .join(schema.anchor, schema.anchor.c.id == schema.anchor_span.c.anchor)
        .where(schema.anchor.c.document == document)
    )
    return make_anchors(_rows(connection, mine), _rows(connection, spans))


def load_extraction(connection: Connection, document: str, at: str | None = None) -> Extraction:
    """What was found in a document, by the runs that are current or were at ``at``."""
    make = RecordMaker(load_anchors(connection, document))

    def rows(table: Table) -> list[Row]:
        current = current_rows(table, at)
        query = select(current).where(current.c.document == document)
        return _rows(connection, query.order_by(current.c.start, current.c.end, current.c.id))

    runs = _current_runs(connection, document)
    return Extraction(
        document=document,
        attributions=tuple(make.attribution(r) for r in rows(schema.attribution)),
        claims=tuple(make.claim(r) for r in rows(schema.claim)),
        figures=tuple(make.figure(r) for r in rows(schema.figure)),
        dates=tuple(make.date(r) for r in rows(schema.date_mention)),
        places=tuple(make.place(r) for r in rows(schema.place_mention)),
        parties=tuple(make.party(r) for r in rows(schema.mention)),
        events=tuple(make.event(r) for r in rows(schema.event)),
        acts=tuple(make.act(r) for r in rows(schema.act)),
        rejected=_rejects(connection, [r.id for r in runs]),
        runs=tuple(runs),
    )


def _current_runs(connection: Connection, subject: str) -> list[Run]:
    """Current runs of a document: the makers', and those of what people entered about it."""
    link, claim = schema.current_run, schema.claim
    entered = select(claim.c.run).where(claim.c.document == subject)
    query = (
        select(schema.run)
        .join(link, link.c.run == schema.run.c.id)
        .where(or_(link.c.subject == subject, link.c.run.in_(entered)), link.c.until.is_(None))
        .where(link.c.stage.not_in(reconciled_tables.STAGE_TABLES))
        .order_by(link.c.seq)
    )
    return [make_run(row) for row in _rows(connection, query)]


def make_run(row: Row) -> Run:
    """Run of its row."""
    return Run(
        stage=row["stage"],
        maker=Maker(row["maker"], row["version"]),
        subject=row["subject"],
        settings_hash=row["settings_hash"],
        model_hash=row["model_hash"],
        input_hash=row["input_hash"],
    )


def _rejects(connection: Connection, runs: list[str]) -> tuple[Reject, ...]:
    table = schema.reject
    query = select(table).where(table.c.run.in_(runs)).order_by(table.c.kind, table.c.reason)
    return tuple(Reject(r["kind"], r["reason"], r["count"]) for r in _rows(connection, query))


def find_id(connection: Connection, wanted: str) -> tuple[str, Table, str]:
    """Kind, table and full identifier of a record named by its identifier or a unique beginning.

    Raises :class:`NotFound` (``no_record``) and :class:`Conflict` (``ambiguous_id``).
    """
    kind = wanted.split("_", 1)[0]
    table = (RECORD_TABLES | OTHER_TABLES).get(kind)
    if table is None or "_" not in wanted:
        raise NotFound("no_record", f"{wanted!r} is not an identifier of a record")
    query = select(table.c.id).where(table.c.id.startswith(wanted, autoescape=True)).distinct()
    found = sorted(connection.execute(query.limit(3)).scalars())
    if not found:
        raise NotFound("no_record", f"no record {wanted}")
    if len(found) > 1:
        raise Conflict("ambiguous_id", f"{wanted} fits {len(found)} or more records: say more")
    return kind, table, found[0]


def get_record(connection: Connection, wanted: str) -> Shown:
    """One record with its anchors and provenance, by identifier or a unique beginning of it."""
    kind, table, record = find_id(connection, wanted)
    query = select(table).where(table.c.id == record)
    if "run" in table.c:  # the current row last
        link = schema.current_run
        since = select(func.max(link.c.seq)).where(link.c.run == table.c.run)
        query = query.order_by(since.scalar_subquery())
    rows = _rows(connection, query)
    row = rows[-1]
    sides = list_sides(connection, row) if kind in _SIDED else []
    named = {f"{s['side']} {s['n'] + 1}": s["anchor"] for s in sides}
    anchors = _anchors_of_row(connection, row | named, kind)
    document = record if kind == "doc" else row.get("document")
    runs = [make for r in rows if "run" in r for make in _run_rows(connection, r["run"])]
    targets = {record, *(a.id for a in anchors.values())}
    judged = select(schema.judgement).where(schema.judgement.c.target.in_(targets))
    return Shown(
        kind=kind,
        id=record,
        columns={k: _shown_column(v) for k, v in row.items()},
        anchors=anchors,
        document=document,
        runs=tuple(runs),
        judgements=tuple(_rows(connection, judged.order_by(schema.judgement.c.at))),
        sides=tuple(
            {k: shown_value(v) if isinstance(v, str) else v for k, v in s.items()} for s in sides
        ),
    )


_SIDED = frozenset({"ech", "fnd", "ori"})  # kinds of records with places in several texts


def _shown_column(value: Any) -> Any:
    if isinstance(value, str):
        return shown_value(value)
    return whole(value) if isinstance(value, float) else value


def _run_rows(connection: Connection, run: str) -> list[Row]:
    link = schema.current_run
    query = (
        select(schema.run, link.c.since, link.c.until)
        .join(link, link.c.run == schema.run.c.id)
        .where(schema.run.c.id == run)
        .order_by(link.c.seq)
    )
    return _rows(connection, query)


def _anchors_of_row(connection: Connection, row: Row, kind: str) -> dict[str, Anchor]:
    names = {
        name: value
        for name, value in row.items()
        if isinstance(value, str) and value.startswith("anc_")
    }
    if kind == "anc":
        names = {"anchor": row["id"]}
    heads = _rows(
        connection, select(schema.anchor).where(schema.anchor.c.id.in_(set(names.values())))
    )
    spans = _rows(
        connection,
        select(schema.anchor_span).where(schema.anchor_span.c.anchor.in_(set(names.values()))),
    )
    made = make_anchors(heads, spans)
    return {name: made[value] for name, value in names.items() if value in made}


def list_failures(connection: Connection, *, all_of_them: bool = False) -> list[Row]:
    """Failures whose input was not read since; all that ever happened when asked for.

    ``capture`` is the newest capture of the input, None where not even bytes were had.
    """
    table = schema.failure
    rows = (
        _rows(connection, select(table).order_by(table.c.seq))
        if all_of_them
        else open_failures(connection)
    )
    capture = schema.capture.c
    query = select(capture.name, capture.id).where(capture.name.in_(select(table.c.input)))
    captures = {c.name: c.id for c in connection.execute(query.order_by(capture.recorded_at))}
    return [row | {"capture": captures.get(row["input"])} for row in rows]


def open_failures(connection: Connection, name: str | None = None) -> list[Row]:
    """The newest failure of each input, or of one, unless the input was read since."""
    table, answer = schema.failure, schema.recovery
    newest = select(func.max(table.c.seq)).group_by(table.c.input)
    if name is not None:
        newest = newest.where(table.c.input == name)
    answered = exists().where(answer.c.input == table.c.input, answer.c.failure >= table.c.seq)
    query = select(table).where(table.c.seq.in_(newest), ~answered).order_by(table.c.seq)
    return _rows(connection, query)


def make_failure(row: Row) -> Failure:
    """Failure of its row."""
    names = ("stage", "input", "code", "message", "retry")
    return Failure(**{name: row[name] for name in names})
