"""Who is counted: whose people, and of which kind, by words of the figure or near it.

The nearest words decide; each step is taken only where the text leaves one answer, and says so. A
wrong population would hold texts against each other that count different people, so an open one
is better than a guess.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, cast

from reportedly.knowledge import find_country, load_measures, load_people_kinds
from reportedly.model import Figure, Report, Span, contains, merge_spans, overlaps, touching
from reportedly.reconcile.peoples import People, PeopleKind, Peoples
from reportedly.reconcile.sentences import Sentences

Kind = PeopleKind
_PEOPLE: Final = frozenset(
    {"killed", "wounded", "casualties", "losses", "captured", "missing", "abducted", "displaced"}
    | {"troops", "workers", "deminers", "military_builders", "engineers", "people", "civilians"}
    | {"repatriated"}
)
_TROOPS: Final = frozenset({"troops", "deminers", "military_builders"})
_LOOK_BACK: Final = 3  # sentences before a figure in which those counted may be named
_RELATIONS: Final = ("of", "among", "from", "for", "to")
_NO_KIND: Final = frozenset(
    {"", "casualties", "losses", "deaths", "dead", "fatalities", "injured", "wounded"}
)
_BREAKS: Final = frozenset({"and", "when", "while", "as", "after", "before", "but", "where"})


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
class _Found:
    """Those who may be counted, and the words for how the text shows it."""

    peoples: tuple[People, ...]
    basis: str
    around: frozenset[Kind] = frozenset()  # kinds of others near, who may be meant as well


class Populations:
    """Finds whose people the figures of one report count."""

    def __init__(self, report: Report, sentences: Sentences) -> None:
        self._report = report
        self._text = report.document.text
        self._sentences = sentences
        self._claims = {c.id: c for c in report.extraction.claims}
        title = report.document.title.value or ""
        senders = {
            m.anchor.hull: m.country
            for m in report.extraction.parties
            if m.type == "person" and m.country
        }
        self._speaking = _speaking(report)
        self._peoples = Peoples(self._text, senders, known=title)
        self._titled = Peoples(title, {}, known=self._text)
        self._counted = _counted(report)
        self._by_noun = {
            f.population.start: f
            for f in reversed(report.extraction.figures)
            if f.population is not None
        }

    def find(self, figure: Figure, sentence: Span) -> Population:
        """The population of a figure that stands in a sentence."""
        measure = figure.measure or ""
        if measure not in _PEOPLE and not measure.startswith("share_"):
            return Population(None, "", "counts no people")
        pointed = self._pointed(figure, sentence)
        if pointed is not None:
            return self.find(pointed, self._sentences.at(pointed.anchor.start) or sentence)
        own = figure.population.text if figure.population else ""
        kind = kind_of(measure, own)
        country = country_in(own)
        if country:
            kind = kind or kind_of("", self._around(figure, sentence))
            return Population(country, kind, "the counted noun names the country")
        for found in self._steps(figure, sentence, kind):
            isos = {p.iso for p in found.peoples}
            if len(isos) == 1 and not any(p.acts for p in found.peoples):
                return self._made(figure, sentence, found)
            if isos:
                break  # two answers are none, and who does harm is not who suffers it
        around = kind or kind_of("", self._around(figure, sentence))
        return Population(None, around, "the text does not say whose people they are")

    def _pointed(self, figure: Figure, sentence: Span) -> Figure | None:
        """The figure of an earlier sentence whose noun a bare number goes on counting."""
        population = figure.population
        if population is None or population.start >= sentence.start:
            return None
        earlier = self._by_noun.get(population.start)
        return earlier if earlier is not None and earlier.id != figure.id else None

    def _made(self, figure: Figure, sentence: Span, found: _Found) -> Population:
        own = figure.population.text if figure.population else ""
        kind = kind_of(figure.measure or "", own) or kind_of("", self._around(figure, sentence))
        if not kind and _noun(own) in _NO_KIND:  # a bare number counts those who were named
            kinds = {_plain_kind(p.kind) for p in found.peoples} | found.around
            kind = kinds.pop() if len(kinds) == 1 else ""
        return Population(found.peoples[-1].iso, kind, found.basis)

    def _around(self, figure: Figure, sentence: Span) -> str:
        claim = self._claims.get(figure.claim or "")
        return claim.anchor.text if claim is not None else self._text[slice(*sentence)]

    # ------------------------------------------------------------------ the steps

    def _steps(self, figure: Figure, sentence: Span, kind: Kind) -> Iterable[_Found]:
        """Those who may be counted, the nearest words first; each is empty or decides."""
        at = figure.anchor.hull
        here = self._fitting(self._peoples.within(sentence), kind)
        beside = [p for p in here if not p.governs and _touches(self._text, p.span, at)]
        yield _Found(tuple(beside[:1]), "the words around the number name whose people they are")
        sending = [p for p in here if p.governs and overlaps(p.governs, at)]
        yield _Found(tuple(sending[-1:]), "the sentence says who sent or lost them")
        before = [p for p in here if p.span.start < at.start and self._may(p, at)]
        if _is_open(figure) or not self._is_broken(before, at):
            yield _Found(tuple(before), "the sentence names whose people they are")
        after = [p for p in here if p.span.start >= at.end and _follows(self._text, p.span)]
        yield _Found(tuple(after), "the sentence names whose people they are")
        if not _is_open(figure):
            return
        near = [self._peoples.within(s) for s in self._sentences.before(at.start, _LOOK_BACK)]
        around = self._kinds_before(at)
        for peoples in near:
            found = self._fitting(peoples, kind)
            yield _Found(found, "a sentence before names whose people they are", around)
        yield from self._whole_text(kind)

    def _kinds_before(self, at: Span) -> frozenset[Kind]:
        spans = self._sentences.before(at.start, _LOOK_BACK)
        words = {w.strip(".,;:") for s in spans for w in self._text[slice(*s)].lower().split()}
        table = load_people_kinds(named=True)
        return frozenset(k for w in words if (k := _plain_kind(table.get(w, ""))))

    def _whole_text(self, kind: Kind) -> Iterable[_Found]:
        """The headline, and the rest of the text where it counts one country's people only."""
        titled = [p for p in self._fitting(self._titled.all, kind, spoken=False) if not p.acts]
        counted = self._fitting(self._counted, kind, spoken=False)
        if len({p.iso for p in (*titled, *counted)}) == 1:
            yield _Found(tuple(titled), "the headline names whose people they are")
            yield _Found(tuple(counted), "the only people that the text counts")

    def _fitting(
        self, peoples: Iterable[People], kind: Kind, *, spoken: bool = True
    ) -> tuple[People, ...]:
        """Those of a kind that may be meant and who are not the ones that speak."""
        return tuple(
            p
            for p in peoples
            if (not kind or _plain_kind(p.kind) in ("", kind) or p.acts)
            and not p.beside
            and not (spoken and not p.governs and touching(self._speaking, p.span))
        )

    def _may(self, people: People, at: Span) -> bool:
        """Whether a sender's people may be counted by a number that is not its object."""
        return people.governs is None or people.kind != "" or overlaps(people.governs, at)

    def _is_broken(self, before: Sequence[People], at: Span) -> bool:
        """Whether another clause begins between those named and the number."""
        if not before:
            return True
        between = self._text[before[-1].span.end : at.start]
        return "," in between or ";" in between or bool(_BREAKS & set(between.lower().split()))


def _counted(report: Report) -> tuple[People, ...]:
    """Peoples that the counted nouns of a report name."""
    found = []
    for figure in report.extraction.figures:
        words = figure.population.text if figure.population else ""
        country = country_in(words)
        if country and figure.population:
            kind = kind_of(figure.measure or "", words)
            found.append(People(figure.population.hull, country, kind))
    return tuple(found)


def _speaking(report: Report) -> tuple[Span, ...]:
    """Where sources and carriers stand: "South Korea's service" is not who is counted."""
    said = report.extraction.attributions
    spans = [a.source.hull for a in said if a.source is not None and len(a.source.spans) == 1]
    return merge_spans((*spans, *(a.carrier.hull for a in said if a.carrier is not None)))


def _touches(text: str, people: Span, at: Span) -> bool:
    """Whether the words for a people hold the number or go straight on from it."""
    if overlaps(people, at) or contains(people, at):
        return True
    between = text[at.end : people.start].split() if people.start >= at.end else ["far", "away"]
    return not between or (len(between) <= 2 and between[0] in ("of", "among"))


def _follows(text: str, people: Span) -> bool:
    """Whether a people after a number stands to it as the whole: "deaths among Chad's soldiers"."""
    before = text[max(0, people.start - 24) : people.start].lower().split()[-2:]
    return any(w in _RELATIONS for w in before)


def _is_open(figure: Figure) -> bool:
    """Whether those counted may be named in a sentence before.

    A bare number, soldiers, workers, the dead: they go on from what was told. "40 people" and
    "40 civilians" may be anybody.
    """
    own = figure.population.text if figure.population else ""
    noun = _noun(own)
    if not noun:
        return True
    kind = load_people_kinds(named=True).get(noun, "")
    if kind in ("military", "worker"):
        return True
    return (noun,) in load_measures("noun") and load_measures("noun")[(noun,)] not in (
        "people",
        "civilians",
        "families",
        "displaced",
    )


def _noun(words: str) -> str:
    """The last word of a noun phrase, in lower case, without marks."""
    parts = words.lower().strip(".,;:“”\"'’ ").split()
    return parts[-1] if parts else ""


def _plain_kind(kind: str) -> Kind:
    return cast(Kind, kind) if kind in ("military", "civilian", "worker") else ""


def country_in(words: str) -> str | None:
    """The country that an adjective or name in a noun phrase stands for: "DPRK soldiers"."""
    parts = words.replace("’", "'").split()
    for size in (3, 2, 1):
        for n in range(len(parts) - size + 1):
            found = find_country(" ".join(parts[n : n + size]).strip(".,"))
            if found is not None and found.use != "metonym":
                return found.iso
    return None


def kind_of(measure: str, words: str) -> Kind:
    """The kind of people that a measure or some words show, "" where they leave it open."""
    plain = {w.strip(".,;:“”\"'’").lower() for w in words.split()}
    kinds = {load_people_kinds(named=False).get(w, "") for w in plain}
    if "civilian" in kinds:
        return "civilian"
    if measure in _TROOPS or "military" in kinds:
        return "military"
    return "worker" if measure == "workers" or "worker" in kinds else ""
