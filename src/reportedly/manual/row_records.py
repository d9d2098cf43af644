"""A row as records: who says it, and each figure with its words.

A figure hangs on the cell with the number; its claim on the lines that together say it: the quoted
words, the number, and what the row says of measure, population, place and day.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Final, TypeVar, cast

from reportedly.extract.figure_measures import measure_words
from reportedly.knowledge import load_measures
from reportedly.manual.days import read_days
from reportedly.manual.mapping import Mapping, Number, Spot, Words
from reportedly.manual.mapping_file import allowed_terms
from reportedly.manual.places import country_code, make_place
from reportedly.manual.quantities import Unreadable
from reportedly.manual.row_numbers import Printed, read_number
from reportedly.manual.speakers import find_voice, party_of
from reportedly.manual.written import Written
from reportedly.model import (
    Anchor,
    Aspect,
    Attribution,
    Claim,
    DateMention,
    Document,
    Extraction,
    Figure,
    Interval,
    Maker,
    Mention,
    PlaceMention,
    Role,
    Span,
    make_anchor,
    merge_spans,
)

MAKER: Final = Maker("manual", 1)
STAGE: Final = "manual"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part:
    """One figure without its claim, and the lines of the row that say it."""

    figure: Figure
    lines: tuple[Span, ...]


@dataclass(slots=True)
class RowReader:
    """Makes the records of one row; what cannot be read is refused and the rest goes on."""

    written: Written
    mapping: Mapping
    document: Document
    document_id: str
    refuse: Callable[[str, Exception], None]
    _places: dict[Spot, PlaceMention | None] = field(default_factory=dict)
    _days: dict[Words, DateMention | None] = field(default_factory=dict)

    def read(self) -> Extraction:
        """All records of the row, without their run."""
        parts = [p for p in map(self._number, self.mapping.figures) if p is not None]
        quote = self._tried(self.mapping.quote, lambda words: self.written.span(words))
        said = [(quote, *part.lines) if quote else part.lines for part in parts]
        if not said and quote:
            self._day(self.mapping.beside.as_of)
            self._place(self.mapping.beside.place)
            said = [(quote, *self._lines_beside(self.mapping.beside))]
        if not said:
            self.refuse("", Unreadable("nothing_claimed"))
            return Extraction(self.document_id)
        speaker, attribution = self._attribution([s for spans in said for s in spans])
        claims = [self._claim(attribution, n, spans) for n, spans in enumerate(said)]
        figures = [
            replace(part.figure, claim=claim.id, attribution=attribution.id)
            for part, claim in zip(parts, claims, strict=False)
        ]
        return Extraction(
            document=self.document_id,
            attributions=(attribution,),
            claims=tuple(claims),
            figures=tuple(sorted(figures, key=lambda f: f.anchor.start)),
            dates=_kept(self._days),
            places=_kept(self._places),
            parties=(speaker,) if speaker else (),
        )

    # -------------------------------------------------------------- figures

    def _number(self, number: Number) -> Part | None:
        """One figure; an empty cell is none, and no refusal."""
        column = next(w.column for w in (number.value, number.low, number.high) if w)
        try:
            printed = read_number(self.written, number, self.mapping.decimal)
        except Unreadable as error:
            self.refuse(column, error)
            return None
        if printed is None:
            return None
        try:
            measure = self._measure(number.measure) or printed.quantity.measure
        except Unreadable as error:
            self.refuse(number.measure.column if number.measure else column, error)
            return None
        figure = self._figure(number, printed, measure)
        return Part(figure, merge_spans([*printed.lines, *self._lines_beside(number)]))

    def _figure(self, number: Number, printed: Printed, measure: str | None) -> Figure:
        quantity = printed.quantity
        day, place = self._day(number.as_of), self._place(number.place)
        population = self._tried(number.population, self.written.span) or quantity.counted
        aspect = self._tried(number.aspect, lambda words: self._term(words, "aspect"))
        as_of = None
        if day is not None and day.start and day.end:
            as_of = Interval(day.start, day.end, day.basis)
        return Figure(
            anchor=self._anchor("figure", merge_spans(printed.spans)),
            low=quantity.low,
            high=quantity.high,
            hedge=quantity.hedge,
            unit=quantity.unit or self._text(number.unit),
            measure=measure,
            population=self._anchor("population", [population]) if population else None,
            aspect=cast(Aspect | None, aspect),
            as_of=as_of,
            place=place.id if place else None,
        )

    def _lines_beside(self, number: Number) -> list[Span]:
        """The lines that say what is counted, of whom, where and when."""
        spot = number.place.words if number.place else None
        beside = (number.measure, number.population, spot, number.as_of, number.unit)
        lines = [self._tried(words, self.written.line) for words in beside]
        return [line.whole for line in lines if line]

    def _measure(self, words: Words | None) -> str | None:
        """The measure that a cell names, in the ledger's own term."""
        said = self._text(words)
        if not said or words is None or words.constant:
            return said or None
        if said.casefold() in known_measures():
            return said.casefold()
        named = measure_words(said.casefold().split())
        if named is None and said not in dict(words.values).values():
            raise Unreadable("measure_unknown")
        return named or said

    # -------------------------------------------------------------- who says it

    def _attribution(self, content: list[Span]) -> tuple[Mention | None, Attribution]:
        speaker, source, kind = self._speaker()
        carrier = self._tried(self.mapping.publisher, self.written.span)
        mode = self._tried_term("mode") or ("indirect" if source else "narrative")
        attribution = Attribution(
            content=self._anchor("content", merge_spans(content)),
            source=source,
            carrier=self._anchor("carrier", [carrier]) if carrier else None,
            mode=mode,  # type: ignore[arg-type]
            source_kind=kind,  # type: ignore[arg-type]
            speaker=speaker.id if speaker else None,
        )
        return speaker, attribution

    def _speaker(self) -> tuple[Mention | None, Anchor | None, str]:
        """The party that speaks, where its type is known; its words; what kind of source it is."""
        given = self.mapping.speaker
        span = self._tried(given.words, self.written.span) if given else None
        if given is None or span is None:
            return None, None, "none"
        words = self.written.text[span.start : span.end]
        voice = find_voice(words)
        kind = self._tried(given.kind, lambda w: self._term(w, "kind"))
        party = self._tried(given.type, lambda w: self._term(w, "type")) or voice.party
        if not party and kind:
            party = party_of(kind)
        mention = None
        if party:
            anchor = self._anchor("party", [span])
            mention = Mention(anchor, party, words, voice.country)  # type: ignore[arg-type]
        return mention, self._anchor("source", [span]), kind or voice.kind

    def _claim(self, attribution: Attribution, n: int, spans: tuple[Span, ...]) -> Claim:
        terms = {
            name: found
            for name in ("modality", "polarity", "certainty")
            if (found := self._tried_term(name))
        }
        anchor = self._anchor("claim", merge_spans(spans))
        return Claim(attribution.id, n, anchor, **terms)  # type: ignore[arg-type]

    # -------------------------------------------------------------- what stands beside it

    def _day(self, words: Words | None) -> DateMention | None:
        if words is None:
            return None
        if words not in self._days:
            self._days[words] = self._tried(words, self._read_day)
        return self._days[words]

    def _read_day(self, words: Words) -> DateMention | None:
        span = self.written.span(words)
        if span is None:
            return None
        published = self.document.published.value
        return read_days(
            self.document_id, self.written.text, span, order=self.mapping.dates, published=published
        )

    def _place(self, spot: Spot | None) -> PlaceMention | None:
        if spot is None:
            return None
        if spot not in self._places:
            self._places[spot] = self._tried(spot.words, lambda _: self._read_place(spot))
        return self._places[spot]

    def _read_place(self, spot: Spot) -> PlaceMention | None:
        span = self.written.span(spot.words)
        if span is None:
            return None
        return make_place(
            self._anchor("place", [span]),
            precision=self._term(spot.precision, "precision") or "",
            country=country_code(self._text(spot.country)),
            lat=self.written.said(spot.lat),
            lon=self.written.said(spot.lon),
        )

    # -------------------------------------------------------------- words and terms

    def _anchor(self, role: Role, spans: Any) -> Anchor:
        return make_anchor(self.document_id, self.written.text, role, spans)

    def _text(self, words: Words | None) -> str:
        """What words say, translated where the mapping has a translation."""
        said = self.written.said(words)
        return dict(words.values).get(said.casefold(), said) if words else ""

    def _term(self, words: Words | None, key: str) -> str | None:
        said = self._text(words)
        if said and said not in allowed_terms(key):
            raise Unreadable("term_unknown")
        return said or None

    def _tried_term(self, name: str) -> str | None:
        words: Words | None = getattr(self.mapping, name)
        return self._tried(words, lambda w: self._term(w, name))

    def _tried(self, words: Words | None, read: Callable[[Words], T | None]) -> T | None:
        """What is read from words, None with a refusal where it cannot be."""
        if words is None:
            return None
        try:
            return read(words)
        except Unreadable as error:
            self.refuse(words.column, error)
            return None


def _kept(found: dict[Any, T | None]) -> tuple[T, ...]:
    """Each value once, in the order of the text."""
    kept = {value.id: value for value in found.values() if value is not None}  # type: ignore[attr-defined]
    return tuple(sorted(kept.values(), key=lambda v: v.anchor.start))  # type: ignore[attr-defined]


@cache
def known_measures() -> frozenset[str]:
    """The measures that the tables name."""
    return frozenset(m for by in ("noun", "verb") for m in load_measures(by).values())
