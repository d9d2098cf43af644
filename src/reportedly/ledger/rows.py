"""Records to rows and back: the only place that knows how a record is spread over columns."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, cast

from reportedly.model import (
    Anchor,
    Attribution,
    Claim,
    DateMention,
    Document,
    Event,
    Extraction,
    Figure,
    Interval,
    Mark,
    Mention,
    PlaceMention,
    Segment,
    Span,
    Stated,
    hash_text,
    parse_maker,
)

Row = dict[str, Any]

STATED_FIELDS = (
    "title",
    "author",
    "agency",
    "publisher",
    "published",
    "language",
    "address",
    "reference",
    "encoding",
)


def anchor_rows(anchors: Iterable[Anchor]) -> tuple[list[Row], list[Row]]:
    """Rows of ``anchor`` and ``anchor_span``."""
    heads, spans = [], []
    for anchor in anchors:
        anchor_id = anchor.id
        heads.append({"id": anchor_id, "document": anchor.document, "role": anchor.role})
        for n, ((start, end), exact) in enumerate(zip(anchor.spans, anchor.exact, strict=True)):
            spans.append(
                {
                    "anchor": anchor_id,
                    "n": n,
                    "start": start,
                    "end": end,
                    "exact": exact,
                    "exact_hash": hash_text(exact),
                }
            )
    return heads, spans


def list_anchors(extraction: Extraction) -> list[Anchor]:
    """Every anchor that the records of an extraction hang on, each once."""
    found: dict[str, Anchor] = {}

    def keep(*anchors: Anchor | None) -> None:
        found.update({a.id: a for a in anchors if a is not None})

    for a in extraction.attributions:
        keep(a.source, a.cue, a.content, a.carrier)
    for c in extraction.claims:
        keep(c.anchor, c.predicate)
    for f in extraction.figures:
        keep(f.anchor, f.population)
    for e in extraction.events:
        keep(e.anchor, e.actor, e.recipient)
    keep(*(d.anchor for d in extraction.dates))
    keep(*(p.anchor for p in extraction.places))
    keep(*(m.anchor for m in extraction.parties))
    return list(found.values())


def document_rows(document: Document, *, run: str, capture: str) -> dict[str, list[Row]]:
    """Rows of the reading stage, by table."""
    doc = document.id
    key = {"run": run, "document": doc}
    stated = [
        _stated_row(key, field, 0, cast(Stated, getattr(document, field)))
        for field in STATED_FIELDS
    ]
    stated += [
        _stated_row(key, field, rank, value)
        for rank, (field, value) in enumerate(document.alternatives, start=1)
    ]
    segments, marks = [], []
    for n, segment in enumerate(document.segments):
        segments.append(
            {**key, "n": n, "kind": segment.kind, "level": segment.level, "grp": segment.group}
            | _place(segment.span)
        )
        marks += [
            {**key, "segment": n, "n": i, "kind": m.kind} | _place(m.span)
            for i, m in enumerate(segment.marks)
        ]
    head = {
        "run": run,
        "id": doc,
        "text_hash": document.text_hash,
        "capture": capture,
        "reader": document.reader,
        "kind": document.kind,
    }
    return {"document": [head], "stated": stated, "segment": segments, "mark": marks}


def _stated_row(key: Mapping[str, str], field: str, rank: int, stated: Stated) -> Row:
    return {
        **key,
        "field": field,
        "rank": rank,
        "value": stated.value,
        "basis": stated.basis,
        "place": stated.where,
        "exact": stated.exact,
        "start": stated.span.start if stated.span else None,
        "end": stated.span.end if stated.span else None,
    }


def _place(span: Span) -> Row:
    return {"start": span.start, "end": span.end}


def extraction_rows(extraction: Extraction) -> dict[str, list[Row]]:
    """Rows of the extraction stages, by table, without their run."""
    return {
        "attribution": [_attribution_row(a) for a in extraction.attributions],
        "claim": [_claim_row(c) for c in extraction.claims],
        "figure": [_figure_row(f) for f in extraction.figures],
        "date_mention": [_date_row(d) for d in extraction.dates],
        "place_mention": [_place_row(p) for p in extraction.places],
        "mention": [_mention_row(m) for m in extraction.parties],
        "event": [_event_row(e) for e in extraction.events],
    }


def _head(record_id: str, anchor: Anchor) -> Row:
    return {
        "id": record_id,
        "document": anchor.document,
        "anchor": anchor.id,
        "start": anchor.start,
        "end": anchor.end,
    }


def _id(anchor: Anchor | None) -> str | None:
    return anchor.id if anchor else None


def _attribution_row(a: Attribution) -> Row:
    return _head(a.id, a.content) | {
        "source": _id(a.source),
        "cue": _id(a.cue),
        "carrier": _id(a.carrier),
        "mode": a.mode,
        "kind": a.kind,
        "source_kind": a.source_kind,
        "speaker": a.speaker,
        "parent": a.parent,
        "confidence": float(a.confidence),
    }


def _claim_row(c: Claim) -> Row:
    return _head(c.id, c.anchor) | {
        "attribution": c.attribution,
        "n": c.n,
        "predicate": _id(c.predicate),
        "modality": c.modality,
        "polarity": c.polarity,
        "certainty": c.certainty,
        "confidence": float(c.confidence),
    }


def _figure_row(f: Figure) -> Row:
    return _head(f.id, f.anchor) | {
        "low": None if f.low is None else float(f.low),
        "high": None if f.high is None else float(f.high),
        "hedge": f.hedge,
        "unit": f.unit,
        "measure": f.measure,
        "population": _id(f.population),
        "aspect": f.aspect,
        "as_of_start": f.as_of.start if f.as_of else None,
        "as_of_end": f.as_of.end if f.as_of else None,
        "as_of_basis": f.as_of.basis if f.as_of else None,
        "place": f.place,
        "claim": f.claim,
        "attribution": f.attribution,
    }


def _date_row(d: DateMention) -> Row:
    return _head(d.id, d.anchor) | {
        "value": d.value,
        "first_day": d.start,
        "last_day": d.end,
        "precision": d.precision,
        "basis": d.basis,
    }


def _place_row(p: PlaceMention) -> Row:
    return _head(p.id, p.anchor) | {
        "name": p.name,
        "kind": p.kind,
        "precision": p.precision,
        "country": p.country,
        "geonameid": p.geonameid,
        "lat": p.lat,
        "lon": p.lon,
    }


def _mention_row(m: Mention) -> Row:
    return _head(m.id, m.anchor) | {"type": m.type, "name": m.name, "country": m.country}


def _event_row(e: Event) -> Row:
    return _head(e.id, e.anchor) | {
        "type": e.type,
        "actor": _id(e.actor),
        "recipient": _id(e.recipient),
        "actor_country": e.actor_country,
        "recipient_country": e.recipient_country,
        "date": e.date,
        "place": e.place,
        "figures": json.dumps(e.figures, separators=(",", ":")),
        "modality": e.modality,
        "polarity": e.polarity,
        "certainty": e.certainty,
        "claim": e.claim,
        "attribution": e.attribution,
    }


# ------------------------------------------------------------------ rows to records


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
    exact: str | None = row["exact"]
    return REDACTED * (row["end"] - row["start"]) if exact is None else exact


def reader_version(reader: str) -> int:
    """Version number of a document's reader."""
    return parse_maker(reader).version
