"""A claim typed in by a person, as records of a document that the ledger holds."""

from dataclasses import dataclass
from typing import cast

from reportedly.errors import UsageError
from reportedly.manual.days import read_days
from reportedly.manual.passages import absent_words, find_beside, find_claim
from reportedly.manual.places import country_code, make_place
from reportedly.manual.quantities import Unreadable, read_quantity
from reportedly.manual.row_records import MAKER, STAGE
from reportedly.manual.speakers import Voice, find_voice, party_of
from reportedly.model import (
    Anchor,
    Aspect,
    Attribution,
    Certainty,
    Claim,
    DateMention,
    Document,
    Extraction,
    Figure,
    Interval,
    Mention,
    Modality,
    Mode,
    PlaceMention,
    Polarity,
    Role,
    Run,
    SourceKind,
    Span,
    contains,
    hash_value,
    make_anchor,
    make_id,
)


@dataclass(frozen=True, slots=True)
class Note:
    """What a person typed: words that stand in the document, and terms that say how to take them.

    ``exact`` are the words of the claim; ``span`` or ``occurrence`` tell which of several places.
    The other words are looked for in the claim, then in its paragraph, then in the whole text.
    """

    exact: str = ""
    span: Span | None = None
    occurrence: int | None = None
    speaker: str | None = None
    cue: str | None = None
    carrier: str | None = None
    figure: str | None = None
    population: str | None = None
    place: str | None = None
    as_of: str | None = None
    measure: str | None = None
    unit: str = ""
    aspect: Aspect | None = None
    mode: Mode | None = None
    source_kind: SourceKind | None = None
    modality: Modality = "done"
    polarity: Polarity = "positive"
    certainty: Certainty = "asserted"
    precision: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class _Page:
    """The document with the place of the claim in it."""

    document: Document
    id: str
    claim: Span

    def anchor(self, role: Role, words: str | None) -> Anchor | None:
        if words is None:
            return None
        found = find_beside(self.document.text, words, self.claim, self.document.segments)
        return self.at(role, found)

    def at(self, role: Role, span: Span) -> Anchor:
        return make_anchor(self.id, self.document.text, role, [span])


def make_note(document: Document, document_id: str, note: Note) -> Extraction:
    """The records of a note, with its run.

    Raises :class:`UsageError`: ``words_absent``, ``words_repeated`` when words do not stand in the
    document or stand in several places; ``words_unreadable`` when they are no number, day or
    place; ``note_empty`` when there are no words at all.
    """
    if not note.exact and note.span is None:
        raise UsageError("note_empty", "a claim needs its words: give --exact or --span")
    text = document.text
    claim_span = find_claim(text, note.exact, occurrence=note.occurrence, span=note.span)
    page = _Page(document, document_id, claim_span)
    speaker, attribution = _attribution(page, note)
    claim = Claim(
        attribution.id, 0, page.at("claim", claim_span), modality=note.modality,
        polarity=note.polarity, certainty=note.certainty,
    )  # fmt: skip
    day, place = _day(page, note), _place(page, note)
    figure = _figure(page, note, claim, day, place)
    spans = [claim.anchor.spans, figure.anchor.spans if figure else ()]
    run = Run(STAGE, MAKER, make_id("not", document_id, spans), input_hash=hash_value(note))
    return Extraction(
        document=document_id,
        attributions=(attribution,),
        claims=(claim,),
        figures=(figure,) if figure else (),
        dates=(day,) if day else (),
        places=(place,) if place else (),
        parties=(speaker,) if speaker else (),
        runs=(run,),
    )


def _attribution(page: _Page, note: Note) -> tuple[Mention | None, Attribution]:
    source = page.anchor("source", note.speaker)
    voice = find_voice(source.text) if source else Voice("none")
    party = (party_of(note.source_kind) if note.source_kind else None) or voice.party
    mention = None
    if source is not None and party:
        mention = Mention(page.at("party", source.hull), party, source.text, voice.country)
    return mention, Attribution(
        content=page.at("content", page.claim),
        source=source,
        cue=page.anchor("cue", note.cue),
        carrier=page.anchor("carrier", note.carrier),
        mode=note.mode or ("indirect" if source else "narrative"),
        source_kind=note.source_kind or voice.kind,
        speaker=mention.id if mention else None,
    )


def _figure(
    page: _Page, note: Note, claim: Claim, day: DateMention | None, place: PlaceMention | None
) -> Figure | None:
    """The figure, which must stand in the words of the claim."""
    if note.figure is None:
        return None
    anchor = cast(Anchor, page.anchor("figure", note.figure))
    if not contains(page.claim, anchor.hull):
        raise absent_words(page.document.text[slice(*page.claim)], note.figure)
    try:
        found = read_quantity(anchor.text, any_noun=True)
    except Unreadable as error:
        raise _unreadable(anchor, error) from None
    as_of = None
    if day is not None and day.start and day.end:
        as_of = Interval(day.start, day.end, day.basis)
    population = page.anchor("population", note.population)
    if population is None and found.counted:
        population = page.at("population", found.counted.shift(anchor.start))
    return Figure(
        anchor=anchor,
        low=found.low,
        high=found.high,
        hedge=found.hedge,
        unit=found.unit or note.unit,
        measure=note.measure or found.measure,
        population=population,
        aspect=note.aspect,
        as_of=as_of,
        place=place.id if place else None,
        claim=claim.id,
        attribution=claim.attribution,
    )


def _day(page: _Page, note: Note) -> DateMention | None:
    anchor = page.anchor("date", note.as_of)
    if anchor is None:
        return None
    document = page.document
    try:
        return read_days(page.id, document.text, anchor.hull, published=document.published.value)
    except Unreadable as error:
        raise _unreadable(anchor, error) from None


def _place(page: _Page, note: Note) -> PlaceMention | None:
    anchor = page.anchor("place", note.place)
    if anchor is None:
        return None
    try:
        return make_place(anchor, precision=note.precision, country=country_code(note.country))
    except Unreadable as error:
        raise _unreadable(anchor, error) from None


def _unreadable(anchor: Anchor, error: Unreadable) -> UsageError:
    return UsageError("words_unreadable", f"“{anchor.text}” cannot be taken: {error}")
