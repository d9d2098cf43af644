"""Redaction of what reconciliation keeps: its sentences and names repeat words of several texts."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Table, or_, select, update

from reportedly.knowledge import name_key
from reportedly.ledger import reconciled_tables as tables
from reportedly.ledger import schema
from reportedly.ledger.journal import redacted_value
from reportedly.ledger.restore import REDACTION_MARK
from reportedly.ledger.rows import Row

SHORTEST = 3  # characters of removed words that are looked for elsewhere

# Columns that name a document whose words a row may repeat.
_NAMING = ("document", "earlier")


def blank_reconciled(connection: Connection, document: str, gone: Iterable[str]) -> None:
    """Leave only digests of columns that may repeat words of a document.

    ``gone`` are the removed words. Whatever rests on the document goes, for keys hold names in
    forms of their own; reconciliation makes it again from what is left. Elsewhere those columns
    go that repeat the words: a party's name may come from one text and stand with another.
    """
    about = _resting_on(connection, document)
    words = frozenset(form for w in gone for form in _forms(w))
    for name, columns in tables.WORD_COLUMNS.items():
        table = schema.metadata.tables[name]
        for row in _rows(connection, table):
            if name == "facts" and row["document"] != document:
                continue  # another document's own words
            if _record(table, row) in about or _repeats(row, columns, words):
                _blank(connection, table, row, columns)


def _forms(words: str) -> Iterator[str]:
    """Words as they are printed, and as keys have them."""
    for form in (words.strip().casefold(), name_key(words)):
        if len(form) >= SHORTEST:
            yield form


def _resting_on(connection: Connection, document: str) -> frozenset[str]:
    """Identifiers of records that have the document on one of their sides."""
    found: set[str] = {document}
    for name in tables.WORD_COLUMNS:
        table = schema.metadata.tables[name]
        named = [table.c[c] == document for c in _NAMING if c in table.c]
        query = select(_identity(table)).where(or_(*named))
        found |= set(connection.execute(query).scalars())
    return frozenset(found)


def _identity(table: Table) -> Any:
    return next(table.c[c] for c in ("id", "record", "origin", "run") if c in table.c)


def _record(table: Table, row: Row) -> str:
    return str(row[_identity(table).name])


def _rows(connection: Connection, table: Table) -> Iterator[Row]:
    for row in list(connection.execute(select(table)).mappings()):
        yield dict(row)


def _repeats(row: Row, columns: Iterable[str], words: frozenset[str]) -> bool:
    values = [str(row[c]).casefold() for c in columns if row[c]]
    return any(w in value for value in values for w in words)


def _blank(connection: Connection, table: Table, row: Row, columns: Iterable[str]) -> None:
    values = {c: redacted_value(row[c]) for c in columns if row[c]}
    if all(str(row[c]).startswith(REDACTION_MARK) for c in values):
        return
    keys = [c == row[c.name] for c in table.primary_key.columns]
    connection.execute(update(table).where(*keys).values(**values))
