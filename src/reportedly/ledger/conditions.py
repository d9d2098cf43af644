"""What a query narrows to, as SQL: the conditions on claims and figures."""

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Subquery,
    and_,
    exists,
    func,
    literal_column,
    or_,
    select,
    text,
)
from sqlalchemy.exc import DatabaseError

from reportedly.errors import UsageError
from reportedly.ledger import schema
from reportedly.ledger.views import current_documents, current_rows


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for; every field narrows, None does not.

    ``speaker``, ``party`` and ``place`` match a part of the name, in any case; ``said`` and
    ``meant`` are pairs of ISO days (inclusive): when it was published, and what dates the words
    name. ``words`` is a full-text query. ``published_by`` and ``recorded_by`` are the two clocks.
    """

    speaker: str | None = None
    party: str | None = None
    place: str | None = None
    measure: str | None = None
    mode: str | None = None
    document: str | None = None
    words: str | None = None
    said: tuple[str, str] | None = None
    meant: tuple[str, str] | None = None
    published_by: str | None = None
    recorded_by: str | None = None
    all_versions: bool = False
    limit: int | None = None


class Tables:
    """The current rows of each table, at one moment."""

    def __init__(self, connection: Connection, at: str | None, *, all_versions: bool) -> None:
        self.connection = connection
        self.documents = current_documents(at, all_versions=all_versions)
        self.claim = current_rows(schema.claim, at)
        self.attribution = current_rows(schema.attribution, at)
        self.figure = current_rows(schema.figure, at)
        self.date = current_rows(schema.date_mention, at)
        self.place = current_rows(schema.place_mention, at)
        self.mention = current_rows(schema.mention, at)


def _beside(t: Tables) -> tuple[ColumnElement[Any], ...]:
    """What stands beside each row: who says it, how, and which document has it."""
    said, document = t.attribution.c, t.documents.c
    kind = document.kind.label("document_kind")
    by = (said.source, said.speaker, said.source_kind, said.mode, schema.run.c.maker)
    return (*by, document.publisher, document.published, kind)


def claim_query(t: Tables, query: Query) -> Select[Any]:
    """Claims that meet the query, with their attribution and document."""
    chosen = (
        select(t.claim, *_beside(t))
        .join(t.attribution, t.attribution.c.id == t.claim.c.attribution)
        .join(t.documents, t.documents.c.id == t.claim.c.document)
        .join(schema.run, schema.run.c.id == t.claim.c.run)
    )
    conditions = _common(t, query, t.claim)
    if query.measure:
        conditions.append(
            exists().where(
                t.figure.c.claim == t.claim.c.id, _like(t.figure.c.measure, query.measure)
            )
        )
    if query.words:
        conditions.append(t.claim.c.id.in_(_matching(t.connection, "claim", query.words)))
    return _finish(chosen.where(*conditions), t, t.claim, query)


def figure_query(t: Tables, query: Query) -> Select[Any]:
    """Figures that meet the query, with their attribution and document."""
    chosen = (
        select(t.figure, *_beside(t), t.attribution.c.confidence)
        .outerjoin(t.attribution, t.attribution.c.id == t.figure.c.attribution)
        .join(t.documents, t.documents.c.id == t.figure.c.document)
        .join(schema.run, schema.run.c.id == t.figure.c.run)
    )
    # Dates, places and parties of a figure are those of the claim it stands in.
    scope = select(t.claim).subquery("scope")
    chosen = chosen.outerjoin(scope, scope.c.id == t.figure.c.claim)
    conditions = _common(t, query, scope)
    if query.measure:
        conditions.append(_like(t.figure.c.measure, query.measure))
    if query.words:
        matching = _matching(t.connection, "claim", query.words)
        conditions.append(t.figure.c.claim.in_(matching))
    return _finish(chosen.where(*conditions), t, t.figure, query)


def _common(t: Tables, query: Query, scope: Subquery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.speaker:
        conditions.append(_said_by(t, query.speaker))
    if query.mode:
        conditions.append(t.attribution.c.mode == query.mode)
    if query.document:
        conditions.append(t.documents.c.id == query.document)
    if query.said:
        conditions.append(t.documents.c.published.between(*query.said))
    if query.published_by:
        conditions.append(t.documents.c.published <= query.published_by)
    if query.party:
        conditions.append(_inside(t.mention, scope, _like(t.mention.c.name, query.party)))
    if query.place:
        named = or_(
            _like(t.place.c.name, query.place), t.place.c.country == query.place.strip().upper()
        )
        conditions.append(_inside(t.place, scope, named))
    if query.meant:
        first, last = query.meant
        met = and_(t.date.c.first_day <= last, t.date.c.last_day >= first)
        conditions.append(_inside(t.date, scope, met))
    return conditions


def _like(column: ColumnElement[Any], wanted: str) -> ColumnElement[bool]:
    return func.instr(func.fold(column), wanted.casefold()) > 0


def _inside(
    table: Subquery, scope: Subquery, condition: ColumnElement[bool]
) -> ColumnElement[bool]:
    """Whether a claim's extent holds a value that meets the condition."""
    return exists().where(
        table.c.document == scope.c.document,
        table.c.start >= scope.c.start,
        table.c.end <= scope.c.end,
        condition,
    )


def _said_by(t: Tables, wanted: str) -> ColumnElement[bool]:
    spans = schema.anchor_span
    named = exists().where(
        t.mention.c.id == t.attribution.c.speaker, _like(t.mention.c.name, wanted)
    )
    printed = exists().where(spans.c.anchor == t.attribution.c.source, _like(spans.c.exact, wanted))
    return or_(named, printed)


def _matching(connection: Connection, kind: str, words: str) -> Select[Any]:
    """Identifiers of records whose text matches a full-text query, read as words if it is none."""
    table, search = schema.FULL_TEXT[kind], schema.search
    wanted = _full_text_query(connection, table.name, words)
    # The names in the condition are constants of the schema; the words are bound.
    matches = literal_column(table.name).op("MATCH")(wanted)
    return select(search.c.id).join(table, table.c.rowid == search.c.n).where(matches)


def _full_text_query(connection: Connection, table: str, words: str) -> str:
    """The user's query if FTS5 accepts it, else the same with its words taken literally."""
    probe = text(f"SELECT 1 FROM {table} WHERE {table} MATCH :words LIMIT 1")  # noqa: S608
    for attempt in (words, _literal(words), _literal(words, operators=False)):
        try:
            connection.execute(probe, {"words": attempt}).first()
        except DatabaseError:  # how FTS5 reports bad syntax
            continue
        if any(ch.isalnum() for ch in attempt):
            return attempt
    raise UsageError("bad_query", f"nothing to search for in {words!r}")


def _literal(words: str, *, operators: bool = True) -> str:
    """Each word as a phrase, so that "soldier-for-hire" needs no quoting; AND, OR, NOT stand."""
    kept = []
    for phrase, word in re.findall(r'"([^"]*)"|(\S+)', words):
        if operators and word in ("AND", "OR", "NOT"):
            kept.append(word)
        elif any(ch.isalnum() for ch in phrase or word):
            plain = (phrase or word).replace('"', "")
            kept.append(f'"{plain.rstrip("*")}"' + ("*" if word.endswith("*") else ""))
    return " ".join(kept)


def _finish(chosen: Select[Any], t: Tables, table: Subquery, query: Query) -> Select[Any]:
    chosen = chosen.order_by(
        func.coalesce(t.documents.c.published, "9999"), table.c.document, table.c.start, table.c.id
    )
    return chosen.limit(query.limit) if query.limit else chosen
