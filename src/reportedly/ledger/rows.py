"""Records to rows and back: the only place that knows how a record is spread over columns."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, cast

from reportedly.model import (
    STATED_FIELDS,
    Act,
    Anchor,
    Attribution,
    Claim,
    DateMention,
    Document,
    Event,
    Extraction,
    Figure,
    Mention,
    PartConfidence,
    PlaceMention,
    Span,
    Stated,
)

Row = dict[str, Any]


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
                    "exact_hash": None,
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
    for act in extraction.acts:
        keep(act.anchor, *act.arguments)
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
        "act": [_act_row(a) for a in extraction.acts],
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


PART_CONFIDENCES = tuple(f"{part}_confidence" for part in PartConfidence._fields)


def _attribution_row(a: Attribution) -> Row:
    return (
        _head(a.id, a.content)
        | {
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
        | _part_columns(a.parts)
    )


def _part_columns(parts: PartConfidence | None) -> Row:
    values = parts if parts is not None else (None, None, None)
    return dict(zip(PART_CONFIDENCES, values, strict=True))


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


def _act_row(a: Act) -> Row:
    return _head(a.id, a.anchor) | {
        "kinds": json.dumps(a.kinds, separators=(",", ":")),
        "actor": _id(a.actor),
        "object": _id(a.object),
        "recipient": _id(a.recipient),
        "origin": _id(a.origin),
        "place": _id(a.place),
        "date": a.date,
        "figures": json.dumps(a.figures, separators=(",", ":")),
        "modality": a.modality,
        "polarity": a.polarity,
        "certainty": a.certainty,
        "claim": a.claim,
        "attribution": a.attribution,
    }
