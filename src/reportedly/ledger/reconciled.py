"""What reconciliation keeps in the ledger, and getting it back as it is or was."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Table, select

from reportedly.ledger import reconciled_tables as tables
from reportedly.ledger import schema
from reportedly.ledger.reconciled_rows import Record, Rows, make_records
from reportedly.ledger.restore import make_anchors
from reportedly.ledger.rows import Row
from reportedly.ledger.run_writer import parts
from reportedly.ledger.views import holds
from reportedly.model import Anchor

_ANCHORS = ("anchor", "root")


def load_rows(
    connection: Connection, stage: str, documents: Iterable[str], at: str | None = None
) -> dict[str, Rows]:
    """Rows of a stage by document and table, with their run."""
    found: dict[str, Rows] = {}
    for part in parts(documents):
        for table in tables.STAGE_TABLES[stage]:
            for subject, row in _current(connection, table, stage, part, at):
                found.setdefault(subject, {}).setdefault(table.name, []).append(row)
    return found


def load_records(
    connection: Connection,
    stages: Iterable[str],
    documents: Sequence[str] | None = None,
    at: str | None = None,
) -> list[tuple[str, Record]]:
    """Records of some stages, each with its document; of all documents when none are named.

    Questions come with the members that answer them.
    """
    found: list[tuple[str, Record]] = []
    for stage in stages:
        rows: dict[str, Rows] = {}
        for table in tables.STAGE_TABLES[stage]:
            for part in [None] if documents is None else parts(documents):
                for subject, row in _current(connection, table, stage, part, at):
                    rows.setdefault(subject, {}).setdefault(table.name, []).append(row)
        _add_questions(connection, rows)
        anchors = load_named_anchors(connection, rows.values())
        for subject, of_subject in rows.items():
            found += [(subject, record) for record in make_records(of_subject, anchors)]
    return found


def _current(
    connection: Connection, table: Table, stage: str, subjects: list[str] | None, at: str | None
) -> Iterable[tuple[str, Row]]:
    link = schema.current_run
    query = (
        select(link.c.subject.label("_subject"), table)
        .join(table, table.c.run == link.c.run)
        .where(link.c.stage == stage, holds(at))
        .order_by(link.c.subject, *table.primary_key.columns)
    )
    if subjects is not None:
        query = query.where(link.c.subject.in_(subjects))
    for mapping in connection.execute(query).mappings():
        row = dict(mapping)
        yield row.pop("_subject"), row


def _add_questions(connection: Connection, rows: dict[str, Rows]) -> None:
    wanted = {r["question"] for of in rows.values() for r in of.get("member", ())}
    known: dict[str, Row] = {}
    for part in parts(sorted(wanted)):
        query = select(tables.question).where(tables.question.c.id.in_(part))
        known |= {row["id"]: dict(row) for row in connection.execute(query).mappings()}
    for of in rows.values():
        if "member" in of:
            asked = dict.fromkeys(r["question"] for r in of["member"])
            of["question"] = [known[q] for q in asked]


def load_named_anchors(connection: Connection, found: Iterable[Rows]) -> dict[str, Anchor]:
    """The anchors that rows name."""
    wanted = {
        row[name]
        for rows in found
        for of_table in rows.values()
        for row in of_table
        for name in _ANCHORS
        if row.get(name)
    }
    heads: list[Row] = []
    spans: list[Row] = []
    for part in parts(sorted(wanted)):
        head = select(schema.anchor).where(schema.anchor.c.id.in_(part))
        span = select(schema.anchor_span).where(schema.anchor_span.c.anchor.in_(part))
        heads += [dict(r) for r in connection.execute(head).mappings()]
        spans += [dict(r) for r in connection.execute(span).mappings()]
    return make_anchors(heads, spans)
