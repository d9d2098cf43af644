"""Keeping many runs at once: each statement is for a whole batch of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from reportedly.errors import IntegrityError
from reportedly.ledger import schema
from reportedly.ledger.journal import (
    Journal,
    current_content,
    row_content,
    run_content,
    tables_of,
)
from reportedly.ledger.reconciled_rows import Rows, sort_rows
from reportedly.ledger.rows import Row, anchor_rows
from reportedly.model import Anchor, Run, check_anchor, hash_value

BATCH = 400  # values bound at a time: below SQLite's limit


@dataclass(frozen=True, slots=True)
class KeptRun:
    """A run with what it says: rows by table, without their run, and the anchors they hang on."""

    run: Run
    rows: Rows
    anchors: tuple[Anchor, ...] = ()


def keep_runs(connection: Connection, kept: Sequence[KeptRun], *, now: str) -> int:
    """Keep runs that are not current yet and make them current; return how many.

    There is at most one for a subject and stage. Raises :class:`IntegrityError`
    (``span_mismatch``, ``foreign_anchor``) when an anchor does not stand in its text.
    """
    newest = _newest(connection, [k.run for k in kept])
    fresh = [k for k in kept if _takes_place(k.run, newest.get((k.run.subject, k.run.stage)))]
    known = _known(connection, [k.run.id for k in fresh])
    unknown = [k for k in fresh if k.run.id not in known]
    _keep_anchors(connection, [a for k in unknown for a in k.anchors])
    heads = _insert_rows(connection, unknown, now)
    current = [
        {"subject": k.run.subject, "stage": k.run.stage, "run": k.run.id, "since": now}
        for k in fresh
    ]
    ended = [n["seq"] for k in fresh if (n := newest.get((k.run.subject, k.run.stage)))]
    for part in parts(ended):
        table = schema.current_run
        connection.execute(update(table).where(table.c.seq.in_(part)).values(until=now))
    if current:
        connection.execute(insert(schema.current_run), current)
    entries: list[tuple[str, str, Any]] = [("run", r["id"], run_content(r)) for r in heads]
    entries += [("current", c["subject"], current_content(c)) for c in current]
    Journal(connection, now).add_all(entries)
    return len(fresh)


def parts(items: Iterable[Any], size: int = BATCH) -> Iterator[list[Any]]:
    """Items in lists of at most ``size``."""
    listed = list(items)
    for n in range(0, len(listed), size):
        yield listed[n : n + size]


def _newest(connection: Connection, runs: Sequence[Run]) -> dict[tuple[str, str], Row]:
    table, run = schema.current_run, schema.run
    query = select(table, run.c.maker, run.c.version).join(run, run.c.id == table.c.run)
    found: dict[tuple[str, str], Row] = {}
    for part in parts({r.subject for r in runs}):
        mine = query.where(table.c.subject.in_(part), table.c.until.is_(None))
        for row in connection.execute(mine).mappings():
            found[row["subject"], row["stage"]] = dict(row)
    return found


def _takes_place(run: Run, newest: Row | None) -> bool:
    """Whether a run takes the place of the current one: another, and not of an older maker."""
    if newest is None:
        return True
    older = newest["maker"] == run.maker.name and newest["version"] > run.maker.version
    return newest["run"] != run.id and not older


def _known(connection: Connection, runs: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for part in parts(runs):
        query = select(schema.run.c.id).where(schema.run.c.id.in_(part))
        found |= set(connection.execute(query).scalars())
    return found


def _insert_rows(connection: Connection, kept: Sequence[KeptRun], now: str) -> list[Row]:
    heads, tables = [], dict[str, list[Row]]()
    for k in kept:
        run_id = k.run.id
        heads.append(
            asdict(k.run)
            | {"id": run_id, "maker": k.run.maker.name, "version": k.run.maker.version}
            | {"recorded_at": now, "output_hash": _output_hash(k)}
        )
        for name, rows in k.rows.items():
            named = name != "question"
            # In the order of their keys, so that the same ledger is the same file.
            tables.setdefault(name, []).extend(
                ({"run": run_id} | r) if named else r for r in sort_rows(name, rows)
            )
    if heads:
        connection.execute(insert(schema.run), heads)
    questions = tables.pop("question", [])
    add_missing(connection, "question", questions)
    for name, rows in tables.items():
        if rows:
            connection.execute(insert(schema.metadata.tables[name]), rows)
    return heads


def _output_hash(kept: KeptRun) -> str:
    """What :func:`journal.output_hash` will find in the database."""
    run = {"run": kept.run.id}
    return hash_value(
        [
            [
                t.name,
                [row_content(t, run | r) for r in sort_rows(t.name, kept.rows.get(t.name, []))],
            ]
            for t in tables_of(kept.run.stage)
        ]
    )


def add_missing(connection: Connection, table: str, rows: Sequence[Row]) -> None:
    """Insert rows whose key is not there yet."""
    if rows:
        statement = sqlite_insert(schema.metadata.tables[table]).on_conflict_do_nothing()
        connection.execute(statement, list(rows))


# ------------------------------------------------------------------ the span check


def _keep_anchors(connection: Connection, anchors: Sequence[Anchor]) -> None:
    unique = {a.id: a for a in sorted(anchors, key=lambda a: a.id)}
    there = set[str]()
    for part in parts(unique):
        query = select(schema.anchor.c.id).where(schema.anchor.c.id.in_(part))
        there |= set(connection.execute(query).scalars())
    fresh = [a for name, a in unique.items() if name not in there]
    texts = load_texts(connection, {a.document for a in fresh})
    for anchor in fresh:
        if anchor.document not in texts:
            raise IntegrityError("foreign_anchor", f"{anchor.document} is not in the ledger")
        check_anchor(anchor, texts[anchor.document])
    heads, spans = anchor_rows(fresh)
    add_missing(connection, "anchor", heads)
    add_missing(connection, "anchor_span", spans)


def load_texts(connection: Connection, documents: Iterable[str]) -> dict[str, str]:
    """Texts of documents by identifier."""
    document, text = schema.document, schema.text
    found: dict[str, str] = {}
    for part in parts(sorted(documents)):
        query = (
            select(document.c.id, text.c.body)
            .join(text, text.c.hash == document.c.text_hash)
            .where(document.c.id.in_(part))
        )
        found |= {row.id: row.body or "" for row in connection.execute(query)}
    return found
