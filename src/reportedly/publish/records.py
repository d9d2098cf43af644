"""The extraction format ``reportedly.extraction/1`` and the JSON of one reading."""

from collections.abc import Mapping
from typing import Any

from reportedly.model import (
    STATED_FIELDS,
    Act,
    Anchor,
    Attribution,
    Capture,
    Claim,
    DateMention,
    Event,
    Extraction,
    Figure,
    Mention,
    PlaceMention,
    Stated,
)
from reportedly.publish.readings import (
    Reading,
    mentions_by_id,
    rejected_by_reason,
    speaker_name,
)

SCHEMA = "reportedly.extraction/1"

Json = dict[str, Any]


def to_extraction_json(document_id: str, extraction: Extraction) -> Json:
    """One object of the format; ``document_id`` is the identifier the caller knows the text by."""
    mentions = mentions_by_id(extraction)
    places = {p.id: p.name for p in extraction.places}
    return {
        "id": document_id,
        "schema": SCHEMA,
        "attributions": [_attribution(a, mentions) for a in extraction.attributions],
        "claims": [_claim(c) for c in extraction.claims],
        "figures": [_figure(f) for f in extraction.figures],
        "dates": [_date(d) for d in extraction.dates],
        "places": [_place(p) for p in extraction.places],
        "parties": [_party(m) for m in extraction.parties],
        "events": [_event(e, places) for e in extraction.events],
        "acts": [_act(a) for a in extraction.acts],
        "rejected": rejected_by_reason(extraction.rejected),
    }


def to_reading_json(reading: Reading) -> Json:
    """The document's metadata and its extraction. The text itself stays in the ledger."""
    return {
        "document": to_document_json(reading),
        "extraction": to_extraction_json(reading.document.id, reading.extraction),
    }


def _spans(anchor: Anchor | None) -> list[list[int]]:
    return [list(s) for s in anchor.spans] if anchor else []


def _hull(anchor: Anchor) -> list[int]:
    return list(anchor.hull)


def _hull_or_none(anchor: Anchor | None) -> list[int] | None:
    return list(anchor.hull) if anchor else None


def _attribution(attribution: Attribution, mentions: Mapping[str, Mention]) -> Json:
    return {
        "id": attribution.id,
        "source": _spans(attribution.source),
        "cue": _spans(attribution.cue),
        "content": _spans(attribution.content),
        "carrier": _spans(attribution.carrier),
        "mode": attribution.mode,
        "kind": attribution.kind,
        "source_kind": attribution.source_kind,
        "parent": attribution.parent,
        "confidence": attribution.confidence,
        "parts": attribution.parts._asdict() if attribution.parts else None,
        "speaker": speaker_name(attribution, mentions),
    }


def _claim(claim: Claim) -> Json:
    return {
        "id": claim.id,
        "attribution": claim.attribution,
        "span": _hull(claim.anchor),
        "modality": claim.modality,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
    }


def _figure(figure: Figure) -> Json:
    as_of = figure.as_of
    return {
        "id": figure.id,
        "span": _hull(figure.anchor),
        "low": figure.low,
        "high": figure.high,
        "hedge": figure.hedge,
        "unit": figure.unit,
        "measure": figure.measure,
        "population": figure.population.text if figure.population else None,
        "aspect": figure.aspect,
        "as_of": f"{as_of.start}/{as_of.end}" if as_of else None,
        "claim": figure.claim,
        "attribution": figure.attribution,
    }


def _date(date: DateMention) -> Json:
    return {
        "id": date.id,
        "span": _hull(date.anchor),
        "value": date.value,
        "start": date.start,
        "end": date.end,
        "precision": date.precision,
        "basis": date.basis,
    }


def _place(place: PlaceMention) -> Json:
    return {
        "id": place.id,
        "span": _hull(place.anchor),
        "kind": place.kind,
        "geonameid": place.geonameid,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "precision": place.precision,
    }


def _party(mention: Mention) -> Json:
    return {
        "id": mention.id,
        "span": _hull(mention.anchor),
        "type": mention.type,
        "name": mention.name,
    }


def _event(event: Event, places: Mapping[str, str]) -> Json:
    return {
        "id": event.id,
        "span": _hull(event.anchor),
        "type": event.type,
        "actor": _hull_or_none(event.actor),
        "recipient": _hull_or_none(event.recipient),
        "actor_country": event.actor_country,
        "recipient_country": event.recipient_country,
        "date": event.date,
        "place": places.get(event.place or ""),
        "figures": list(event.figures),
        "modality": event.modality,
        "polarity": event.polarity,
        "certainty": event.certainty,
        "claim": event.claim,
        "attribution": event.attribution,
    }


def _act(act: Act) -> Json:
    return {
        "id": act.id,
        "span": _hull(act.anchor),
        "kinds": list(act.kinds),
        "actor": _hull_or_none(act.actor),
        "object": _hull_or_none(act.object),
        "recipient": _hull_or_none(act.recipient),
        "origin": _hull_or_none(act.origin),
        "place": _hull_or_none(act.place),
        "date": act.date,
        "figures": list(act.figures),
        "modality": act.modality,
        "polarity": act.polarity,
        "certainty": act.certainty,
        "claim": act.claim,
        "attribution": act.attribution,
    }


def to_document_json(reading: Reading) -> Json:
    """The metadata of a document, each value with what says so, and its capture."""
    document, capture = reading.document, reading.capture
    return {
        "id": document.id,
        "text_hash": document.text_hash,
        "characters": len(document.text),
        "kind": document.kind,
        "reader": document.reader,
        "shown_publisher": document.shown_publisher,
        **{name: _stated(getattr(document, name)) for name in STATED_FIELDS},
        "alternatives": [{"field": f, **_stated(s)} for f, s in document.alternatives],
        "capture": _capture(capture) if capture else None,
    }


def _stated(stated: Stated) -> Json:
    return {
        "value": stated.value,
        "basis": stated.basis,
        "where": stated.where,
        "exact": stated.exact,
        "span": list(stated.span) if stated.span else None,
    }


def _capture(capture: Capture) -> Json:
    return {
        "id": capture.id,
        "sha256": capture.sha256,
        "size": capture.size,
        "name": capture.name,
        "fetched_at": capture.fetched_at,
        "address": capture.address,
        "status": capture.status,
        "media_type": capture.media_type,
    }
