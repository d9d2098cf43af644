"""Figures as answers: what is counted, of whom, where, for which day, and who says so.

Texts leave much of that to their context. Whatever is taken from outside the figure's own words
is found in the same document and keeps the reason; what cannot be found stays empty, and an answer
with a gap is never held against another one.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from reportedly.knowledge import find_country
from reportedly.model import (
    Anchor,
    Attribution,
    Claim,
    Figure,
    Interval,
    PlaceMention,
    Report,
    Span,
    contains,
    make_anchor,
)
from reportedly.reconcile.headers import Header, make_header
from reportedly.reconcile.sentences import Sentences
from reportedly.reconcile.voices import Voice, author_of, find_voices

Kind = Literal["military", "civilian", "worker", ""]
SAID: Final = "said then: "  # how a figure's date begins that is only the day of the saying
_PEOPLE: Final = frozenset(
    {"killed", "wounded", "casualties", "losses", "captured", "missing", "abducted", "displaced"}
    | {
        "troops",
        "workers",
        "deminers",
        "military_builders",
        "engineers",
        "people",
        "civilians",
        "repatriated",
    }
)
_MILITARY: Final = frozenset(
    {"soldier", "soldiers", "troop", "troops", "forces", "servicemen", "fighters", "officers"}
    | {"personnel", "army", "military", "sappers", "battle", "combat", "contingent", "brigades"}
)
_CIVIL: Final = frozenset({"civilian", "civilians", "residents", "children", "women"})
_WORKER: Final = frozenset({"worker", "workers", "labourers", "laborers", "builders"})
_TROOPS: Final = frozenset({"troops", "deminers", "military_builders"})
_SENDING: Final = re.compile(
    r"\s+(?:\w+\s+){0,3}(?:sen[dt]|sending|mov|deploy|transferr?|dispatch|station)\w*\s+"
    r"(?:[\w,]+\s+){0,4}(?:soldiers|troops|forces|fighters|workers|engineers|sappers)\b"
)
_LOOK_BACK: Final = 3  # sentences before a figure in which those counted may be named


@dataclass(frozen=True, slots=True)
class Population:
    """Who is counted: a country and a kind of people; ``basis`` says which words show it."""

    country: str | None
    kind: Kind
    basis: str

    @property
    def key(self) -> str:
        """As in "KP:military"; empty where the text does not say whose people they are."""
        return f"{self.country}:{self.kind}" if self.country else ""

    def meets(self, other: "Population") -> bool:
        """Whether both may count the same people: one country, and kinds that agree or are open."""
        if self.country is None or self.country != other.country:
            return False
        return not self.kind or not other.kind or self.kind == other.kind


@dataclass(frozen=True, slots=True)
class Answer:
    """One figure with what it answers.

    ``claim`` is the proposition it stands in (None in a headline of few words), ``sentence`` the
    whole sentence. ``places`` are those its claim names for what is counted, the nearest first.
    ``said`` is the latest ISO day on which it was said; ``as_of`` is the stretch of days that the
    text gives for the count itself, None where it gives none.
    """

    header: Header
    figure: Figure
    voice: Voice
    claim: Claim | None
    sentence: Anchor
    population: Population
    places: tuple[PlaceMention, ...]
    said: str | None
    as_of: Interval | None

    @property
    def measure(self) -> str | None:
        """What is counted, None where the words do not say."""
        return self.figure.measure

    @property
    def key(self) -> tuple[str, str] | None:
        """Measure and country of those counted: what may be held against what, coarsely."""
        if self.figure.measure is None or not self.population.country:
            return None
        return self.figure.measure, self.population.country

    @property
    def day(self) -> str | None:
        """The ISO day for which the figure stands: of the count, else of the saying."""
        return self.as_of.end if self.as_of is not None else self.said

    @property
    def is_vague(self) -> bool:
        """Whether no number is printed ("dozens")."""
        return self.figure.low is None and self.figure.high is None


def find_answers(report: Report) -> tuple[Answer, ...]:
    """All figures of a report as answers, in the order of the text."""
    reader = _Reader(report)
    return tuple(reader.answer(f) for f in report.extraction.figures)


class _Reader:
    """Looks around the figures of one report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.text = report.document.text
        self.sentences = Sentences(report.document)
        self.header = make_header(report)
        self.voices = find_voices(report)
        self.author = author_of(self.header)
        self.said: Mapping[str, Attribution] = {a.id: a for a in report.extraction.attributions}
        self.claims = {c.id: c for c in report.extraction.claims}
        self.usual = _usual_country(report)

    def answer(self, figure: Figure) -> Answer:
        sentence = self.sentences.at(figure.anchor.start) or figure.anchor.hull
        said, as_of = self._days(figure, sentence)
        return Answer(
            header=self.header,
            figure=figure,
            voice=self.voices.get(figure.attribution or "", self.author),
            claim=self.claims.get(figure.claim or ""),
            sentence=make_anchor(self.header.document, self.text, "evidence", [sentence]),
            population=self._population(figure, sentence),
            places=self._places(figure, sentence),
            said=said,
            as_of=as_of,
        )

    def _days(self, figure: Figure, sentence: Span) -> tuple[str | None, Interval | None]:
        """The latest day of the saying, and the days of the count."""
        given, published = figure.as_of, self.header.published
        if given is None:
            return published, self._until(sentence)
        if given.basis.startswith(SAID):
            return min(filter(None, (given.end, published))), self._until(sentence)
        return published, given

    def _until(self, sentence: Span) -> Interval | None:
        """A day up to which a sentence counts: "by the middle of May"; None with two of them."""
        open_ended = {
            (d.end, d.basis)
            for d in self.report.extraction.dates
            if d.start is None and d.end is not None and contains(sentence, d.anchor.hull)
        }
        if len(open_ended) != 1:
            return None
        end, basis = open_ended.pop()
        return Interval(end, end, basis) if end is not None else None

    # -------------------------------------------------------------- who is counted

    def _population(self, figure: Figure, sentence: Span) -> Population:
        measure = figure.measure or ""
        if measure not in _PEOPLE and not measure.startswith("share_"):
            return Population(None, "", "counts no people")
        own = figure.population.text if figure.population else ""
        around = self._clause(figure, sentence)
        kind = _kind(measure, own) or _kind("", around)
        country = _country(own)
        if country:
            return Population(country, kind, "the counted noun names the country")
        counted = self._countries(Span(sentence.start, figure.anchor.end), figure)
        if counted:
            return Population(counted[-1], kind, "the sentence names whose people they are")
        after = self._countries(Span(figure.anchor.end, sentence.end), figure)
        if len(set(after)) == 1:
            return Population(after[0], kind, "the sentence names whose people they are")
        for before in self.sentences.before(figure.anchor.start, _LOOK_BACK):
            found = self._countries(before, figure)
            if len(set(found)) == 1:
                return Population(found[0], kind, "a sentence before names whose people they are")
            if found:
                break
        if self.usual:
            return Population(self.usual, kind, "the only people that the text counts")
        return Population(None, kind, "the text does not say whose people they are")

    def _clause(self, figure: Figure, sentence: Span) -> str:
        claim = self.claims.get(figure.claim or "")
        return claim.anchor.text if claim is not None else self.text[slice(*sentence)]

    def _countries(self, within: Span, figure: Figure) -> list[str]:
        """Countries whose people or forces a stretch of text names, in order."""
        link = self.said.get(figure.attribution or "")
        source = link.source if link is not None else None
        found = []
        for place in self.report.extraction.places:
            hull = place.anchor.hull
            if not contains(within, hull) or place.country is None:
                continue
            if source is not None and contains(source.hull, hull):
                continue  # "South Korea's service": who speaks, not who is counted
            if _names_people(self.text, hull):
                found.append(place.country)
        return found

    # -------------------------------------------------------------- where

    def _places(self, figure: Figure, sentence: Span) -> tuple[PlaceMention, ...]:
        """Places of the sentence that are no adjective of people, the nearest first."""
        claim = self.claims.get(figure.claim or "")
        inside = claim.anchor.hull if claim is not None else sentence
        near = [
            p
            for p in self.report.extraction.places
            if contains(inside, p.anchor.hull) and not _names_people(self.text, p.anchor.hull)
        ]
        return tuple(sorted(near, key=lambda p: abs(p.anchor.start - figure.anchor.start)))


def _usual_country(report: Report) -> str | None:
    """The one country whose people the figures of a report count, None where there are several."""
    found = Counter(
        c for f in report.extraction.figures if f.population and (c := _country(f.population.text))
    )
    return next(iter(found)) if len(found) == 1 else None


def people_named(
    report: Report, within: Span, *, besides: Span | None = None
) -> tuple[str, Kind] | None:
    """The country and kind of the people that a stretch names, None where it names several."""
    text = report.document.text
    found = {
        (place.country, _kind("", text[place.anchor.start : place.anchor.end + 40]))
        for place in report.extraction.places
        if place.country is not None
        and contains(within, place.anchor.hull)
        and not (besides and contains(besides, place.anchor.hull))
        and (_names_people(text, place.anchor.hull) or _sends_people(text, place.anchor.hull))
    }
    countries = {country for country, _ in found}
    if len(countries) != 1:
        return None
    kinds = {kind for _, kind in found if kind}
    return countries.pop(), kinds.pop() if len(kinds) == 1 else ""


def _sends_people(text: str, span: Span) -> bool:
    """Whether a country by name sends people of its own: "Chad has begun moving soldiers"."""
    country = find_country(text[slice(*span)])
    if country is None or country.use == "adjective":
        return False
    return _SENDING.match(text, span.end) is not None


def _names_people(text: str, span: Span) -> bool:
    """Whether a form of a country stands for its people: "North Koreans", "Russian soldiers"."""
    printed = text[slice(*span)]
    country = find_country(printed)
    if country is None or country.use != "adjective":
        return False
    if printed.endswith("s"):
        return True
    following = text[span.end : span.end + 40].lower().split()[:3]
    return any(w.strip(".,;:") in _MILITARY | _CIVIL | _WORKER | {"people"} for w in following)


def _country(words: str) -> str | None:
    """The country that an adjective or name in a noun phrase stands for: "DPRK soldiers"."""
    parts = words.replace("’", "'").split()
    for size in (3, 2, 1):
        for n in range(len(parts) - size + 1):
            found = find_country(" ".join(parts[n : n + size]).strip(".,"))
            if found is not None and found.use != "metonym":
                return found.iso
    return None


def _kind(measure: str, words: str) -> Kind:
    plain = {w.strip(".,;:“”\"'’").lower() for w in words.split()}
    if plain & _CIVIL:
        return "civilian"
    if measure in _TROOPS or plain & _MILITARY:
        return "military"
    if measure == "workers" or plain & _WORKER:
        return "worker"
    return ""
