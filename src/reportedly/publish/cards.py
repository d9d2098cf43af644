"""The cards beside the text: each claim with who says it, how, and every value in its words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.model import Attribution, DateMention, Event, Extraction, Figure, PlaceMention
from reportedly.publish.readings import mentions_by_id, shown_speaker
from reportedly.publish.rows import ClaimRow, claim_rows
from reportedly.publish.traces import target_of
from reportedly.publish.wording import (
    MODES,
    SOURCE_KINDS,
    as_of_words,
    confidence_words,
    date_words,
    figure_words,
    plain,
    qualifiers,
)

SHORT_ID = 12  # characters of an identifier that are shown: the prefix and eight digits


@dataclass(frozen=True, slots=True)
class Fact:
    """One value: its kind, the words as printed (a link to them), and how they were read."""

    label: str
    printed: str
    target: str
    words: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """One claim. ``number`` is its place in the article, from 1; ``at`` its place on the page."""

    at: int
    number: int
    id: str
    target: str
    words: str
    speaker: str
    has_speaker: bool
    mode: str
    source_kind: str
    source_words: str
    chain: tuple[Fact, ...]
    qualifiers: tuple[str, ...]
    confidence: tuple[str, ...]
    facts: tuple[Fact, ...]

    @property
    def short_id(self) -> str:
        """Enough of the identifier to tell it from its neighbours."""
        return self.id[:SHORT_ID]


def make_cards(found: Extraction, first: int = 0) -> tuple[Card, ...]:
    """A card per claim, in the order of the extraction; ``first`` is the first one's place."""
    attributions = {a.id: a for a in found.attributions}
    speakers = {a.id: shown_speaker(a, mentions_by_id(found)) for a in found.attributions}
    places = {p.id: p.name for p in found.places}
    return tuple(
        _card(
            row,
            n,
            first,
            chain=tuple(_chain(row.attribution, attributions, speakers)),
            places=places,
        )
        for n, row in enumerate(claim_rows(found))
    )


def _card(
    row: ClaimRow, n: int, first: int, *, chain: tuple[Fact, ...], places: Mapping[str, str]
) -> Card:
    claim, attribution = row.claim, row.attribution
    return Card(
        at=first + n,
        number=n + 1,
        id=claim.id,
        target=target_of(claim.id),
        words=plain(claim.anchor.text),
        speaker=plain(row.speaker),
        has_speaker=attribution.mode != "narrative",
        mode=MODES[attribution.mode],
        source_kind=attribution.source_kind,
        source_words=SOURCE_KINDS[attribution.source_kind],
        chain=chain,
        qualifiers=_qualifiers(row),
        confidence=confidence_words(claim, attribution),
        facts=tuple(_facts(row, places)),
    )


def _qualifiers(row: ClaimRow) -> tuple[str, ...]:
    shown = list(qualifiers(row.claim))
    if row.attribution.kind != "speech":
        shown.append(row.attribution.kind)
    return tuple(shown)


def _part(role: str, attribution: Attribution) -> Fact | None:
    anchor = {"source": attribution.source, "cue": attribution.cue, "carrier": attribution.carrier}[
        role
    ]
    if anchor is None:
        return None
    return Fact(role, plain(anchor.text), target_of(f"{role}-{attribution.id}"))


def _chain(
    attribution: Attribution, known: Mapping[str, Attribution], speakers: Mapping[str, str]
) -> Iterator[Fact]:
    """The words of source, cue and carrier, then those of every attribution around this one."""
    source, cue = _part("source", attribution), _part("cue", attribution)
    carrier = _part("carrier", attribution)
    if source and source.printed != plain(speakers[attribution.id]):
        yield source
    yield from (part for part in (cue, carrier) if part)
    seen = {attribution.id}
    parent = known.get(attribution.parent or "")
    while parent and parent.id not in seen:
        seen.add(parent.id)
        words = "" if parent.source is None else parent.source.text
        if not carrier or plain(words) != carrier.printed:
            yield Fact("passed on by", plain(speakers[parent.id]), target_of(f"source-{parent.id}"))
        parent = known.get(parent.parent or "")


def _facts(row: ClaimRow, places: Mapping[str, str]) -> Iterator[Fact]:
    yield from (figure_fact(f) for f in row.figures)
    yield from (date_fact(d) for d in row.dates)
    yield from (place_fact(p) for p in row.places)
    yield from (event_fact(e, places) for e in row.events)


def figure_fact(figure: Figure) -> Fact:
    """A figure as printed and what it was read as."""
    notes = [f"of “{plain(figure.population.text)}”"] if figure.population else []
    if figure.as_of:
        notes.append(f"as of {as_of_words(figure.as_of)}, basis: {plain(figure.as_of.basis)}")
    if not figure.measure:
        notes.append("measure not stated")
    words = plain(figure_words(figure))
    return Fact("figure", plain(figure.anchor.text), target_of(figure.id), words, tuple(notes))


def date_fact(date: DateMention) -> Fact:
    """A date as printed, its resolved days, and from what they were resolved."""
    notes = (f"{date.precision}, basis: {plain(date.basis)}",)
    return Fact("date", plain(date.anchor.text), target_of(date.id), plain(date_words(date)), notes)


def place_fact(place: PlaceMention) -> Fact:
    """A place as printed, and which place that is."""
    country = f", {place.country}" if place.country else ""
    notes = [place.precision + ("" if place.kind == "literal" else f", {place.kind}")]
    if place.lat is not None and place.lon is not None:
        notes.append(f"{place.lat:.2f}, {place.lon:.2f}")
    if place.geonameid is not None:
        notes.append(f"GeoNames {place.geonameid}")
    words = plain(place.name + country)
    return Fact("place", plain(place.anchor.text), target_of(place.id), words, tuple(notes))


def event_fact(event: Event, places: Mapping[str, str]) -> Fact:
    """An event's trigger, its type and its parties as printed."""
    actor = f"actor “{plain(event.actor.text)}”" if event.actor else ""
    recipient = f"recipient “{plain(event.recipient.text)}”" if event.recipient else ""
    when = event.date.replace("/", " to ") if event.date else ""
    where = plain(places.get(event.place or "", ""))
    kinds = (event.modality, event.polarity, event.certainty)
    shown = [k for k in kinds if k not in ("done", "positive", "asserted")]
    notes = tuple(n for n in (actor, recipient, when, where, *shown) if n)
    return Fact("event", plain(event.anchor.text), target_of(event.id), event.type, notes)


def facts_outside(found: Extraction, cards: Sequence[Card]) -> tuple[Fact, ...]:
    """Values that stand in no claim, and attributions without one: kept, so shown."""
    in_cards = {fact.target for card in cards for fact in card.facts}
    facts = (*_values(found), *_bare_attributions(found))
    return tuple(fact for fact in facts if fact.target not in in_cards)


def _values(found: Extraction) -> Iterator[Fact]:
    places = {p.id: p.name for p in found.places}
    yield from map(figure_fact, found.figures)
    yield from map(date_fact, found.dates)
    yield from map(place_fact, found.places)
    yield from (event_fact(e, places) for e in found.events)


def _bare_attributions(found: Extraction) -> Iterator[Fact]:
    mentions = mentions_by_id(found)
    claimed = {c.attribution for c in found.claims}
    for attribution in found.attributions:
        if attribution.id not in claimed:
            speaker = plain(shown_speaker(attribution, mentions))
            words = plain(attribution.content.text)
            yield Fact(
                "attribution", words, target_of(attribution.id), f"{speaker}, {attribution.mode}"
            )


def source_kinds(cards: Iterable[Card]) -> tuple[tuple[str, str], ...]:
    """The kinds of source that occur, as (value, words), in the order of the model."""
    present = {card.source_kind for card in cards}
    return tuple((kind, words) for kind, words in SOURCE_KINDS.items() if kind in present)
