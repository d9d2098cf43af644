"""The log: one chained entry for each thing added, so that a change behind our back shows."""

from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, insert, select

from reportedly.ledger import reconciled_tables, schema
from reportedly.ledger.restore import REDACTION_MARK
from reportedly.model import hash_text, hash_value

GENESIS = "0" * 64
STAGE_TABLES = schema.STAGE_TABLES | reconciled_tables.STAGE_TABLES
WORD_COLUMNS = schema.WORD_COLUMNS | reconciled_tables.WORD_COLUMNS


def link(previous: str, *entry: str) -> str:
    """Hash that ties an entry (time, action, target, digest) to all entries before it."""
    return hash_value([previous, *entry])


class Journal:
    """Appends entries within one writing transaction."""

    def __init__(self, connection: Connection, at: str) -> None:
        self._connection = connection
        self._at = at
        newest = select(schema.log).order_by(schema.log.c.seq.desc()).limit(1)
        row = connection.execute(newest).mappings().first()
        self._chain = row["chain"] if row else GENESIS

    def add(self, action: str, target: str, content: Any) -> None:
        """Enter an action on a target; ``content`` is what a later check will rebuild."""
        self.add_all([(action, target, content)])

    def add_all(self, entries: Iterable[tuple[str, str, Any]]) -> None:
        """Enter several actions, in order."""
        rows = []
        for action, target, content in entries:
            digest = hash_value(content)
            self._chain = link(self._chain, self._at, action, target, digest)
            row = {"at": self._at, "action": action, "target": target}
            rows.append(row | {"digest": digest, "chain": self._chain})
        if rows:
            self._connection.execute(insert(schema.log), rows)


def row_content(table: Table, row: dict[str, Any]) -> list[Any]:
    """A row as it is hashed: its values in column order, words by their digest."""
    return [_digest_words(row[name]) if words else row[name] for name, words in _hashed(table)]


@cache
def _hashed(table: Table) -> tuple[tuple[str, bool], ...]:
    """The columns of a table in their order, each with whether it repeats words."""
    words = WORD_COLUMNS.get(table.name, ())
    return tuple((column.name, column.name in words) for column in table.columns)


def _digest_words(value: str | None) -> str | None:
    if value is None:
        return None
    if value.startswith(REDACTION_MARK):
        return value.removeprefix(REDACTION_MARK)
    return hash_text(value)


def redacted_value(value: str | None) -> str | None:
    """What stands in a word column after a redaction: its digest."""
    if value is None or value.startswith(REDACTION_MARK):
        return value
    return REDACTION_MARK + hash_text(value)


def output_hash(
    connection: Connection, run: str, stage: str, written: Collection[str] | None = None
) -> str:
    """Digest of all rows that a run wrote, in the order of their keys.

    ``written`` names the tables that can have any, where that is known.
    """
    content: list[Any] = []
    for table in tables_of(stage):
        if written is not None and table.name not in written:
            content.append([table.name, []])
            continue
        rows = connection.execute(_rows_of_run(table), {"of": run}).mappings()
        content.append([table.name, [row_content(table, dict(row)) for row in rows]])
    return hash_value(content)


@cache
def _rows_of_run(table: Table) -> Select[Any]:
    query = select(table).where(table.c.run == bindparam("of"))
    return query.order_by(*table.primary_key.columns)


def tables_of(stage: str) -> tuple[Table, ...]:
    """The tables whose rows a run of a stage answers for."""
    return (*STAGE_TABLES[stage], schema.reject)


def run_content(row: dict[str, Any]) -> list[Any]:
    """A run's row as it is hashed."""
    return [row[column.name] for column in schema.run.columns]


def capture_content(row: dict[str, Any]) -> list[Any]:
    """A capture's row as it is hashed: all but whether its bytes are still kept."""
    return [row[column.name] for column in schema.capture.columns if column.name != "blob"]


def current_content(row: dict[str, Any]) -> list[Any]:
    """An entry of ``current_run`` as it is hashed; its end follows from the entry after it."""
    return [row["subject"], row["stage"], row["run"], row["since"]]


def plain_content(row: dict[str, Any]) -> list[Any]:
    """Any other row as it is hashed: values in the order of their columns, without the counter."""
    return [value for name, value in sorted(row.items()) if name != "seq"]
