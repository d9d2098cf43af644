"""Rows back to records: the inverse of :mod:`reportedly.ledger.rows`."""

import json
from collections.abc import Iterable, Mapping

from reportedly.ledger.rows import PART_CONFIDENCES, Row
from reportedly.model import (
    Act,
    Anchor,
    Attribution,
    Claim,
    DateMention,
    Document,
    Event,
    Figure,
    Interval,
    Mark,
    Mention,
    PartConfidence,
    PlaceMention,
    Segment,
    Span,
    Stated,
)


def whole(number: float | None) -> int | float | None:
    """A stored number as it was: whole numbers come back as integers."""
    return int(number) if number is not None and number.is_integer() else number


def make_stated(row: Row) -> Stated:
    """Statement of metadata from its row."""
    span = Span(row["start"], row["end"]) if row["start"] is not None else None
    value, exact = shown_value(row["value"]), shown_value(row["exact"])
    return Stated(value, row["basis"], row["place"], exact, span)


def make_document(head: Row, body: str, parts: Mapping[str, list[Row]]) -> Document:
    """Document from its row, its text and the rows of ``stated``, ``segment`` and ``mark``."""
    marks: dict[int, list[Mark]] = {}
    for row in parts["mark"]:
        marks.setdefault(row["segment"], []).append(
            Mark(row["kind"], Span(row["start"], row["end"]))
        )
    segments = tuple(
        Segment(
            row["kind"],
            Span(row["start"], row["end"]),
            row["level"],
            row["grp"],
            tuple(marks.get(row["n"], ())),
        )
        for row in parts["segment"]
    )
    chosen = {r["field"]: make_stated(r) for r in parts["stated"] if r["rank"] == 0}
    others = tuple((r["field"], make_stated(r)) for r in parts["stated"] if r["rank"] > 0)
    return Document(
        text=body,
        segments=segments,
        reader=head["reader"],
        kind=head["kind"],
        alternatives=others,
        **chosen,
    )


def _parts(row: Row) -> PartConfidence | None:
    values = [row[name] for name in PART_CONFIDENCES]
    return None if None in values else PartConfidence(*values)


class RecordMaker:
    """Builds records from rows, given all anchors of the document by identifier."""

    def __init__(self, anchors: Mapping[str, Anchor]) -> None:
        self._anchors = anchors

    def _get(self, anchor_id: str | None) -> Anchor | None:
        return self._anchors[anchor_id] if anchor_id else None

    def attribution(self, r: Row) -> Attribution:
        """Attribution of a row."""
        return Attribution(
            content=self._anchors[r["anchor"]],
            source=self._get(r["source"]),
            cue=self._get(r["cue"]),
            carrier=self._get(r["carrier"]),
            mode=r["mode"],
            kind=r["kind"],
            source_kind=r["source_kind"],
            speaker=r["speaker"],
            parent=r["parent"],
            confidence=r["confidence"],
            parts=_parts(r),
        )

    def claim(self, r: Row) -> Claim:
        """Claim of a row."""
        return Claim(
            attribution=r["attribution"],
            n=r["n"],
            anchor=self._anchors[r["anchor"]],
            predicate=self._get(r["predicate"]),
            modality=r["modality"],
            polarity=r["polarity"],
            certainty=r["certainty"],
            confidence=r["confidence"],
        )

    def figure(self, r: Row) -> Figure:
        """Figure of a row."""
        as_of = None
        if r["as_of_start"]:
            as_of = Interval(r["as_of_start"], r["as_of_end"], r["as_of_basis"])
        return Figure(
            anchor=self._anchors[r["anchor"]],
            low=whole(r["low"]),
            high=whole(r["high"]),
            hedge=r["hedge"],
            unit=r["unit"],
            measure=r["measure"],
            population=self._get(r["population"]),
            aspect=r["aspect"],
            as_of=as_of,
            place=r["place"],
            claim=r["claim"],
            attribution=r["attribution"],
        )

    def date(self, r: Row) -> DateMention:
        """Date of a row."""
        return DateMention(
            self._anchors[r["anchor"]],
            r["value"],
            r["first_day"],
            r["last_day"],
            r["precision"],
            r["basis"],
        )

    def place(self, r: Row) -> PlaceMention:
        """Place of a row."""
        names = ("name", "kind", "precision", "country", "geonameid", "lat", "lon")
        values = {name: r[name] for name in names} | {"name": shown_value(r["name"])}
        return PlaceMention(self._anchors[r["anchor"]], **values)

    def party(self, r: Row) -> Mention:
        """Mention of a row."""
        name = shown_value(r["name"]) or ""
        return Mention(self._anchors[r["anchor"]], r["type"], name, r["country"])

    def event(self, r: Row) -> Event:
        """Event of a row."""
        names = (
            "type",
            "actor_country",
            "recipient_country",
            "date",
            "place",
            "modality",
            "polarity",
            "certainty",
            "claim",
            "attribution",
        )
        return Event(
            anchor=self._anchors[r["anchor"]],
            actor=self._get(r["actor"]),
            recipient=self._get(r["recipient"]),
            figures=tuple(json.loads(r["figures"])),
            **{name: r[name] for name in names},
        )

    def act(self, r: Row) -> Act:
        """Act of a row."""
        names = ("date", "modality", "polarity", "certainty", "claim", "attribution")
        return Act(
            anchor=self._anchors[r["anchor"]],
            kinds=tuple(json.loads(r["kinds"])),
            actor=self._get(r["actor"]),
            object=self._get(r["object"]),
            recipient=self._get(r["recipient"]),
            origin=self._get(r["origin"]),
            place=self._get(r["place"]),
            figures=tuple(json.loads(r["figures"])),
            **{name: r[name] for name in names},
        )


def make_anchors(heads: Iterable[Row], spans: Iterable[Row]) -> dict[str, Anchor]:
    """Anchors by identifier; a redacted span shows blocks of its length."""
    by_anchor: dict[str, list[Row]] = {}
    for row in spans:
        by_anchor.setdefault(row["anchor"], []).append(row)
    anchors = {}
    for head in heads:
        rows = sorted(by_anchor[head["id"]], key=lambda r: int(r["n"]))
        anchors[head["id"]] = Anchor(
            head["document"],
            head["role"],
            tuple(Span(r["start"], r["end"]) for r in rows),
            tuple(shown_exact(r) for r in rows),
        )
    return anchors


REDACTED = "█"
REDACTION_MARK = "redacted:sha256:"  # stands, with a digest, in a column whose words are gone


def shown_value(value: str | None) -> str | None:
    """A column that repeats words, as it is shown: a block when they were redacted."""
    return REDACTED if value and value.startswith(REDACTION_MARK) else value


def shown_exact(row: Row) -> str:
    """The words of a span; blocks of its length when they were redacted."""
    return shown_words(row["exact"], row["start"], row["end"])


def shown_words(exact: str | None, start: int, end: int) -> str:
    """Kept words; blocks of their length when they were redacted."""
    return REDACTED * (end - start) if exact is None else exact
