"""Questions to the ledger: claims and figures by speaker, party, place, measure, date and words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
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
from reportedly.ledger.rows import Row, shown_value, whole
from reportedly.ledger.views import current_documents, current_rows

BATCH = 400  # rows hydrated at a time: below SQLite's limit on bound values


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


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim with what a reader needs beside it."""

    id: str
    document: str
    publisher: str | None
    published: str | None
    speaker: str | None
    source_kind: str
    mode: str
    modality: str
    polarity: str
    certainty: str
    text: str
    figures: tuple[str, ...]
    dates: tuple[str, ...]
    places: tuple[str, ...]
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure with who says it, where and when."""

    id: str
    document: str
    publisher: str | None
    published: str | None
    speaker: str | None
    source_kind: str
    mode: str
    exact: str
    low: int | float | None
    high: int | float | None
    hedge: str
    unit: str
    measure: str | None
    population: str | None
    as_of: str | None
    place: str | None
    claim: str | None
    start: int
    end: int


def list_claims(connection: Connection, query: Query) -> Iterator[ClaimRow]:
    """Claims in order of publication, then of the text."""
    tables = _Tables(connection, query.recorded_by, all_versions=query.all_versions)
    for batch in _batches(connection, _claim_query(tables, query)):
        yield from _make_claims(tables, batch)


def list_figures(connection: Connection, query: Query) -> Iterator[FigureRow]:
    """Figures in order of publication, then of the text."""
    tables = _Tables(connection, query.recorded_by, all_versions=query.all_versions)
    for batch in _batches(connection, _figure_query(tables, query)):
        yield from _make_figures(tables, batch)


class _Tables:
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

    def rows(self, query: Select[Any]) -> list[Row]:
        return [dict(row) for row in self.connection.execute(query).mappings()]

    def words(self, anchors: Iterable[str | None]) -> dict[str, str]:
        """Text of anchors by identifier."""
        table = schema.anchor_span
        wanted = sorted({a for a in anchors if a})
        found: dict[str, list[str]] = {}
        for part in _parts(wanted):
            query = (
                select(table).where(table.c.anchor.in_(part)).order_by(table.c.anchor, table.c.n)
            )
            for row in self.rows(query):
                shown = row["exact"] if row["exact"] is not None else "█"
                found.setdefault(row["anchor"], []).append(shown)
        return {anchor: " […] ".join(exact) for anchor, exact in found.items()}

    def speakers(self, rows: Sequence[Row]) -> dict[str, str]:
        """Names of mentions by identifier."""
        wanted = sorted({r["speaker"] for r in rows if r["speaker"]})
        names: dict[str, str] = {}
        for part in _parts(wanted):
            query = select(self.mention.c.id, self.mention.c.name)
            names |= {
                r["id"]: shown_value(r["name"]) or ""
                for r in self.rows(query.where(self.mention.c.id.in_(part)))
            }
        return names

    def within(self, table: Subquery, rows: Sequence[Row]) -> dict[str, list[Row]]:
        """Rows of a value table for the documents of some claims, by document."""
        found: dict[str, list[Row]] = {}
        for part in _parts(sorted({r["document"] for r in rows})):
            query = select(table).where(table.c.document.in_(part)).order_by(table.c.start)
            for row in self.rows(query):
                found.setdefault(row["document"], []).append(row)
        return found


def _parts(items: Sequence[str]) -> Iterator[Sequence[str]]:
    for i in range(0, len(items), BATCH):
        yield items[i : i + BATCH]


def _batches(connection: Connection, query: Select[Any]) -> Iterator[list[Row]]:
    rows = iter(connection.execute(query).mappings())
    while batch := [dict(row) for row in islice(rows, BATCH)]:
        yield batch


# ------------------------------------------------------------------ selecting


def _claim_query(t: _Tables, query: Query) -> Select[Any]:
    chosen = (
        select(
            t.claim,
            t.attribution.c.source,
            t.attribution.c.speaker,
            t.attribution.c.source_kind,
            t.attribution.c.mode,
            t.documents.c.publisher,
            t.documents.c.published,
            t.documents.c.kind.label("document_kind"),
        )
        .join(t.attribution, t.attribution.c.id == t.claim.c.attribution)
        .join(t.documents, t.documents.c.id == t.claim.c.document)
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


def _figure_query(t: _Tables, query: Query) -> Select[Any]:
    chosen = (
        select(
            t.figure,
            t.attribution.c.source,
            t.attribution.c.speaker,
            t.attribution.c.source_kind,
            t.attribution.c.mode,
            t.documents.c.publisher,
            t.documents.c.published,
            t.documents.c.kind.label("document_kind"),
        )
        .outerjoin(t.attribution, t.attribution.c.id == t.figure.c.attribution)
        .join(t.documents, t.documents.c.id == t.figure.c.document)
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


def _common(t: _Tables, query: Query, scope: Subquery) -> list[ColumnElement[bool]]:
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


def _said_by(t: _Tables, wanted: str) -> ColumnElement[bool]:
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


def _finish(chosen: Select[Any], t: _Tables, table: Subquery, query: Query) -> Select[Any]:
    chosen = chosen.order_by(
        func.coalesce(t.documents.c.published, "9999"), table.c.document, table.c.start, table.c.id
    )
    return chosen.limit(query.limit) if query.limit else chosen


# ------------------------------------------------------------------ hydrating


def _publisher(row: Row) -> str | None:
    name = shown_value(row["publisher"])
    return f"digest of {name}" if name and row["document_kind"] == "digest" else name


def _speaker(row: Row, names: dict[str, str], words: dict[str, str]) -> str | None:
    return names.get(row["speaker"] or "") or words.get(row["source"] or "")


def _make_claims(t: _Tables, batch: list[Row]) -> Iterator[ClaimRow]:
    names = t.speakers(batch)
    values = {name: t.within(getattr(t, name), batch) for name in ("figure", "date", "place")}
    words = t.words(
        [r["anchor"] for r in batch]
        + [r["source"] for r in batch]
        + [r["anchor"] for rows in values["figure"].values() for r in rows]
    )
    for row in batch:
        inside = {name: _pick(found, row) for name, found in values.items()}
        yield ClaimRow(
            id=row["id"],
            document=row["document"],
            publisher=_publisher(row),
            published=row["published"],
            speaker=_speaker(row, names, words),
            text=words.get(row["anchor"], ""),
            figures=tuple(words.get(r["anchor"], "") for r in inside["figure"]),
            dates=tuple(_days(r) for r in inside["date"]),
            places=tuple(dict.fromkeys(shown_value(r["name"]) or "" for r in inside["place"])),
            **{name: row[name] for name in _CLAIM_FIELDS},
        )


_CLAIM_FIELDS = (
    "source_kind",
    "mode",
    "modality",
    "polarity",
    "certainty",
    "start",
    "end",
    "confidence",
)


def _pick(found: dict[str, list[Row]], claim: Row) -> list[Row]:
    rows = found.get(claim["document"], [])
    return [r for r in rows if claim["start"] <= r["start"] and r["end"] <= claim["end"]]


def _days(row: Row) -> str:
    first, last = row["first_day"], row["last_day"]
    if first is None and last is None:
        return str(row["value"])
    return first if first == last else f"{first or '…'}/{last or '…'}"


def _make_figures(t: _Tables, batch: list[Row]) -> Iterator[FigureRow]:
    names = t.speakers(batch)
    words = t.words([r[name] for r in batch for name in ("anchor", "source", "population")])
    for row in batch:
        as_of = f"{row['as_of_start']}/{row['as_of_end']}" if row["as_of_start"] else None
        yield FigureRow(
            id=row["id"],
            document=row["document"],
            publisher=_publisher(row),
            published=row["published"],
            speaker=_speaker(row, names, words),
            source_kind=row["source_kind"] or "none",
            mode=row["mode"] or "narrative",
            exact=words.get(row["anchor"], ""),
            low=whole(row["low"]),
            high=whole(row["high"]),
            population=words.get(row["population"] or ""),
            as_of=as_of,
            **{name: row[name] for name in _FIGURE_FIELDS},
        )


_FIGURE_FIELDS = ("hedge", "unit", "measure", "place", "claim", "start", "end")
