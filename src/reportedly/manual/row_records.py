"""A row as records: who says it, and each figure with its words.

A figure hangs on the cell with the number; its claim on the lines that together say it: the quoted
words, the number, and what the row says of measure, population, place and day.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Final, TypeVar

from reportedly.extract.figure_measures import measure_words
from reportedly.knowledge import find_body, find_country, load_measures
from reportedly.manual.days import read_days
from reportedly.manual.mapping import Decimal, Mapping, Number, Spot, Words
from reportedly.manual.mapping_file import allowed_terms
from reportedly.manual.places import country_code, make_place
from reportedly.manual.quantities import (
    Quantity,
    Unreadable,
    read_bound,
    read_quantity,
    with_hedge,
)
from reportedly.manual.written import Line, Written
from reportedly.model import (
    Anchor,
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
# What a source is taken for where the mapping does not say: it is named, whatever it is.
_KINDS = {"country": "organisation", "organisation": "organisation", "person": "named"}
_PARTIES = {"organisation": "organisation", "named": "person"}

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
            found = self._quantity(number)
        except Unreadable as error:
            self.refuse(column, error)
            return None
        if found is None:
            return None
        quantity, spans, lines = found
        try:
            measure = self._measure(number.measure) or quantity.measure
            aspect = self._term(number.aspect, "aspect")
        except Unreadable as error:
            words = number.measure or number.aspect
            self.refuse(words.column if words else column, error)
            return None
        return self._part(number, quantity, spans, lines, measure=measure, aspect=aspect)

    def _part(
        self,
        number: Number,
        quantity: Quantity,
        spans: list[Span],
        lines: list[Span],
        **named: Any,
    ) -> Part:
        day = self._day(number.as_of)
        place = self._place(number.place)
        population = self._tried(number.population, self.written.span) or quantity.counted
        as_of = None
        if day is not None and day.start and day.end:
            as_of = Interval(day.start, day.end, day.basis)
        figure = Figure(
            anchor=self._anchor("figure", merge_spans(spans)),
            low=quantity.low,
            high=quantity.high,
            hedge=quantity.hedge,
            unit=quantity.unit or self._text(number.unit),
            population=self._anchor("population", [population]) if population else None,
            as_of=as_of,
            place=place.id if place else None,
            **named,
        )
        return Part(figure, merge_spans([*lines, *self._lines_beside(number)]))

    def _lines_beside(self, number: Number) -> list[Span]:
        """The lines that say what is counted, of whom, where and when."""
        spot = number.place.words if number.place else None
        beside = (number.measure, number.population, spot, number.as_of, number.unit)
        lines = [self._tried(words, self.written.line) for words in beside]
        return [line.whole for line in lines if line]

    def _quantity(self, number: Number) -> tuple[Quantity, list[Span], list[Span]] | None:
        """The value with the spans that it stands in and the lines around them."""
        if number.value is None:
            return self._bounds(number)
        line = self.written.line(number.value)
        if line is None:
            return None
        hedge = self.written.line(number.hedge)
        cell = self.written.text[line.words.start : line.words.end]
        decimal = self._decimal(line)
        if hedge is not None:
            words = self.written.said(number.hedge)
            found = with_hedge(words, cell, decimal=decimal)
        else:
            found = read_quantity(cell, decimal=decimal)
        if line.cell.kind == "date":
            raise Unreadable("no_number")
        if "%" in line.cell.form and not found.unit:
            found = replace(found, unit="share", measure=found.measure or "share")
        at = line.words.start
        counted = found.counted.shift(at) if found.counted else None
        spans = [found.span.shift(at), *([hedge.words] if hedge else [])]
        lines = [line.whole, *([hedge.whole] if hedge else [])]
        return replace(found, counted=counted), spans, lines

    def _bounds(self, number: Number) -> tuple[Quantity, list[Span], list[Span]] | None:
        found: dict[str, Quantity] = {}
        lines: list[Line] = []
        for name, words in (("low", number.low), ("high", number.high)):
            line = self.written.line(words)
            if line is not None:
                cell = self.written.text[line.words.start : line.words.end]
                found[name] = read_bound(cell, decimal=self._decimal(line))
                lines.append(line)
        if not found:
            return None
        low, high = (found[name].low if name in found else None for name in ("low", "high"))
        if low is not None and high is not None and low > high:
            raise Unreadable("upside_down_range")
        spans = [f.span.shift(li.words.start) for f, li in zip(found.values(), lines, strict=True)]
        unit = next((f.unit for f in found.values() if f.unit), "")
        return Quantity(low, high, spans[0], unit=unit), spans, [line.whole for line in lines]

    def _decimal(self, line: Line) -> Decimal:
        """A number that the file stores as one has a point before its decimals."""
        return "." if line.cell.kind == "number" else self.mapping.decimal

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
        body, state = find_body(words), find_country(words)
        known = "organisation" if body else "country" if state else ""
        kind = self._tried(given.kind, lambda w: self._term(w, "kind")) or _KINDS.get(
            known, "named"
        )
        party = self._tried(given.type, lambda w: self._term(w, "type")) or known
        if not party and given.kind:
            party = _PARTIES.get(kind, "")
        country = body.country if body else state.iso if state else None
        mention = (
            Mention(self._anchor("party", [span]), party, words, country)  # type: ignore[arg-type]
            if party
            else None
        )
        return mention, self._anchor("source", [span]), kind

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
