"""What is current, and what was current then: selections that every query starts from."""

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    Subquery,
    Table,
    and_,
    exists,
    func,
    or_,
    select,
)

from reportedly.ledger import schema

MANUAL = "manual"  # the stage of what people enter


def holds(at: str | None, table: FromClause = schema.current_run) -> ColumnElement[bool]:
    """Condition on ``current_run``: the entry holds now, or held at the moment ``at``."""
    if at is None:
        return table.c.until.is_(None)
    return and_(table.c.since <= at, or_(table.c.until.is_(None), table.c.until > at))


def current_rows(table: Table, at: str | None = None) -> Subquery:
    """Rows of a record table whose run is current, or was at ``at``; each record once.

    What a person entered stands before the same record of a maker, and the newer entry before the
    older.
    """
    link = schema.current_run
    query = (
        select(table)
        .join(link, link.c.run == table.c.run)
        .where(holds(at), ~_entered_since(table, at))
    )
    return query.subquery(f"current_{table.name}")


def _entered_since(table: Table, at: str | None) -> ColumnElement[bool]:
    """Whether a person's entry of the same record stands before a row of ``table``."""
    link, other, entry = schema.current_run, table.alias("other"), schema.current_run.alias("entry")
    before = or_(link.c.stage != MANUAL, entry.c.seq > link.c.seq)
    return exists().where(
        other.c.id == table.c.id,
        entry.c.run == other.c.run,
        entry.c.stage == MANUAL,
        holds(at, entry),
        before,
    )


def current_documents(at: str | None = None, *, all_versions: bool = False) -> Subquery:
    """One row for each current document with its chosen metadata.

    Columns: id, run, capture, kind, text_hash, reader, title, publisher, published, language,
    address, since. Of several texts at one address only the newest counts, unless
    ``all_versions``.
    """
    link, doc = schema.current_run, schema.document
    facts = {name: _stated(name) for name in _SHOWN}
    query = select(
        doc,
        link.c.since,
        *(facts[name].c.value.label(name) for name in _SHOWN),
        func.row_number().over(partition_by=doc.c.id, order_by=link.c.seq).label("copy"),
        link.c.seq,
    ).join(link, link.c.run == doc.c.run)
    for name in _SHOWN:
        fact = facts[name]
        query = query.outerjoin(fact, and_(fact.c.run == doc.c.run, fact.c.document == doc.c.id))
    once = query.where(holds(at)).subquery("readings")
    newest = func.row_number().over(
        partition_by=func.coalesce(once.c.address, once.c.id), order_by=once.c.seq.desc()
    )
    versions: Select[tuple[object, ...]] = select(once, newest.label("age")).where(once.c.copy == 1)
    ranked = versions.subquery("versions")
    result = select(ranked)
    if not all_versions:
        result = result.where(ranked.c.age == 1)
    return result.subquery("documents")


_SHOWN = ("title", "publisher", "published", "language", "address")


def _stated(field: str) -> Subquery:
    table = schema.stated
    chosen = select(table.c.run, table.c.document, table.c.value).where(
        table.c.field == field, table.c.rank == 0
    )
    return chosen.subquery(f"stated_{field}")
