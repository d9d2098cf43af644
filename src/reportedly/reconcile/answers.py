"""Figures as answers: what is counted, of whom, where, for which day, and who says so.

Texts leave much of that to their context. Whatever is taken from outside the figure's own words
is found in the same document and keeps the reason; what cannot be found stays empty, and an answer
with a gap is never held against another one.
"""

from dataclasses import dataclass
from typing import Final

from reportedly.knowledge import find_country
from reportedly.model import (
    Anchor,
    Claim,
    DateMention,
    Figure,
    Interval,
    PlaceMention,
    Report,
    Span,
    make_anchor,
)
from reportedly.reconcile.contexts import Contexts, stands_locally
from reportedly.reconcile.headers import Header
from reportedly.reconcile.populations import Population, Populations
from reportedly.reconcile.voices import Voice

_HIT: Final = frozenset(
    {"killed", "wounded", "casualties", "missing", "abducted", "captured", "displaced"}
)
SAID: Final = "said then: "  # how a figure's date begins that is only the day of the saying


@dataclass(frozen=True, slots=True)
class Answer:
    """One figure with what it answers.

    ``claim`` is the proposition it stands in (None in a headline of few words), ``sentence`` the
    whole sentence. ``places`` are those its claim names for what is counted, the nearest first;
    ``arena`` are the countries it is told of, apart from that of those counted: of the sentence,
    else of the text.
    ``spot`` is the key of the one place in which victims whose country no word names were hit.
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
    arena: frozenset[str] = frozenset()
    spot: str = ""

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
    def ground(self) -> tuple[str, str] | None:
        """Measure and whose people they are or, for victims of no country, where they were."""
        key, measure = self.key, self.figure.measure
        if key is not None or measure is None or not self.spot:
            return key
        return measure, self.spot

    @property
    def day(self) -> str | None:
        """The ISO day for which the figure stands: of the count, else of the saying.

        A count of "this year" stands for the day on which it was said.
        """
        if self.as_of is None:
            return self.said
        said = self.said if self.said is not None and self.said >= self.as_of.start else None
        return min(filter(None, (self.as_of.end, said)))

    @property
    def is_ahead(self) -> bool:
        """Whether the figure is of what is only planned or supposed."""
        return self.claim is not None and self.claim.modality in ("planned", "hypothetical")

    @property
    def is_vague(self) -> bool:
        """Whether no number is printed ("dozens")."""
        return self.figure.low is None and self.figure.high is None


def find_answers(report: Report) -> tuple[Answer, ...]:
    """All figures of a report as answers, in the order of the text."""
    return answers_in(Contexts(report))


def answers_in(around: Contexts) -> tuple[Answer, ...]:
    """All figures of a report that is looked at already."""
    reader = _Reader(around)
    return tuple(reader.answer(f) for f in around.report.extraction.figures)


class _Reader:
    """Looks around the figures of one report."""

    def __init__(self, around: Contexts) -> None:
        self.around = around
        self.text, self.sentences, self.header = around.text, around.sentences, around.header
        self.claims = {c.id: c for c in around.report.extraction.claims}
        self.populations = Populations(around.report, around.sentences)
        self.named = {p.country for p in around.places.all}

    def answer(self, figure: Figure) -> Answer:
        sentence = self.sentences.at(figure.anchor.start) or figure.anchor.hull
        said, as_of = self._days(figure, sentence)
        population = self.populations.find(figure, sentence)
        return Answer(
            header=self.header,
            figure=figure,
            voice=self.around.voice(figure.attribution),
            claim=self.claims.get(figure.claim or ""),
            sentence=make_anchor(self.header.document, self.text, "evidence", [sentence]),
            population=population,
            places=self._places(figure, sentence),
            arena=self._arena(sentence, population.country),
            spot=self._spot(sentence) if _is_of_anybody(figure, population) else "",
            said=said,
            as_of=as_of,
        )

    def _days(self, figure: Figure, sentence: Span) -> tuple[str | None, Interval | None]:
        """The latest day of the saying, and the days of the count."""
        given, published = figure.as_of, self.header.day
        if given is None:
            return published, self._until(figure, sentence)
        if given.basis.startswith(SAID):
            return min(filter(None, (given.end, published))), self._until(figure, sentence)
        return published, given

    def _until(self, figure: Figure, sentence: Span) -> Interval | None:
        """A day up to which a sentence counts: "by the middle of May"; None with two of them.

        It is that of the number nearest to it: "3,000 had come, and 10,000 would by December".
        """
        open_ended = [
            d for d in self.around.dates.within(sentence) if d.start is None and d.end is not None
        ]
        if len(open_ended) != 1 or not self._is_nearest(figure, open_ended[0], sentence):
            return None
        end = open_ended[0].end or ""
        return Interval(end, end, open_ended[0].basis)

    def _is_nearest(self, figure: Figure, day: DateMention, sentence: Span) -> bool:
        at = day.anchor.start
        beside = (f for f in self.around.figures.within(sentence) if f.measure != "duration")
        return min(beside, key=lambda f: abs(f.anchor.start - at), default=figure) == figure

    # -------------------------------------------------------------- where

    def _places(self, figure: Figure, sentence: Span) -> tuple[PlaceMention, ...]:
        """Places of the sentence that are no adjective of people, the nearest first."""
        claim = self.claims.get(figure.claim or "")
        inside = claim.anchor.hull if claim is not None else sentence
        near = [p for p in self.around.places.within(inside) if not _is_adjective(p.anchor.text)]
        return tuple(sorted(near, key=lambda p: abs(p.anchor.start - figure.anchor.start)))

    def _spot(self, sentence: Span) -> str:
        """Where victims were hit: in the sentence, else in the one it goes on from."""
        before = self.around.leans_on(sentence)
        return self.around.spot(sentence) or (self.around.spot(before) if before else "")

    def _arena(self, sentence: Span, home: str | None) -> frozenset[str]:
        """Countries that a sentence places something in, else those that the text names."""
        found: set[str | None] = {
            p.country
            for p in self.around.places.within(sentence)
            if p.country != home and stands_locally(self.text, p.anchor.start)
        }
        if not found:
            found = self.named - {home}
        return frozenset(c for c in found if c is not None)


def _is_of_anybody(figure: Figure, population: Population) -> bool:
    """Whether victims are counted of whom no word says which country's they are."""
    return population.country is None and figure.measure in _HIT


def _is_adjective(printed: str) -> bool:
    """Whether a form of a country describes and names no place: "Chadian"."""
    country = find_country(printed)
    return country is not None and country.use == "adjective"
