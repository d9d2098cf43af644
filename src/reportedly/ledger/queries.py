"""Questions to the ledger: claims and figures by speaker, party, place, measure, date and words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Select, Subquery, select

from reportedly.ledger import schema
from reportedly.ledger.conditions import Query, Tables, claim_query, figure_query
from reportedly.ledger.restore import shown_value, whole
from reportedly.ledger.rows import Row
from reportedly.model import show_publisher

BATCH = 400  # rows hydrated at a time: below SQLite's limit on bound values


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
    made_by: str


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
    confidence: float  # of who says it
    made_by: str


def list_claims(connection: Connection, query: Query) -> Iterator[ClaimRow]:
    """Claims in order of publication, then of the text."""
    tables = _Look(connection, query.recorded_by, all_versions=query.all_versions)
    for batch in _batches(connection, claim_query(tables, query)):
        yield from _make_claims(tables, batch)


def list_figures(connection: Connection, query: Query) -> Iterator[FigureRow]:
    """Figures in order of publication, then of the text."""
    tables = _Look(connection, query.recorded_by, all_versions=query.all_versions)
    for batch in _batches(connection, figure_query(tables, query)):
        yield from _make_figures(tables, batch)


class _Look(Tables):
    """Looks up what stands beside a batch of rows."""

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


def _publisher(row: Row) -> str | None:
    return show_publisher(row["document_kind"], shown_value(row["publisher"]))


def _speaker(row: Row, names: dict[str, str], words: dict[str, str]) -> str | None:
    return names.get(row["speaker"] or "") or words.get(row["source"] or "")


def _make_claims(t: _Look, batch: list[Row]) -> Iterator[ClaimRow]:
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
            made_by=row["maker"],
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


def _make_figures(t: _Look, batch: list[Row]) -> Iterator[FigureRow]:
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
            confidence=1.0 if row["confidence"] is None else row["confidence"],
            made_by=row["maker"],
            **{name: row[name] for name in _FIGURE_FIELDS},
        )


_FIGURE_FIELDS = ("hedge", "unit", "measure", "place", "claim", "start", "end")
