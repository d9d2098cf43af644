"""Facts of many documents, found by what they are about. Built once; every look-up is bounded.

A document is held against those that share a key with it: the first of them, and the nearest
before the end of its day. What was published later counts for nothing, unless the corpus looks
ahead, as it does for a text that somebody asks about and that is kept nowhere.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, TypeVar

from reportedly.knowledge import load_topics, topic_words
from reportedly.model import Anchor
from reportedly.reconcile.answers import Answer
from reportedly.reconcile.facts import Facts
from reportedly.reconcile.figure_traits import FigureTraits, Value, make_figure_traits
from reportedly.reconcile.moments import Moment
from reportedly.reconcile.postings import Postings
from reportedly.reconcile.starts import Start
from reportedly.reconcile.tellings import Telling
from reportedly.reconcile.utterances import Utterance
from reportedly.reconcile.windows import Window

T = TypeVar("T")
Ground = tuple[str, str]
KNOWN: Final = Window(first=5, nearest=25, whole_day=True)
_VOICES: Final = 12  # speakers of one question that are held against a text
_REMEMBERED: Final = 4096  # answers to what texts of one day ask that are at hand
_COMMON: Final = 20  # texts whose quotations a word may stand in and still find one


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that a text puts between quotation marks for somebody."""

    utterance: Utterance
    anchor: Anchor
    words: frozenset[str]
    countries: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sum:
    """Two figures of one sentence that count people of one country in different ways."""

    one: FigureTraits
    other: FigureTraits


class Corpus:
    """Facts by question, value, deed, beginning and quoted word, each look-up in order of time.

    Look-ups go through the postings' window, which is ``KNOWN``. All texts of a day ask the same of
    a question, so what figures are held against is remembered for a while.
    """

    def __init__(self, postings: Postings, *, looks_ahead: bool = False) -> None:
        self._postings = postings
        self._looks_ahead = looks_ahead
        self._find_valued = lru_cache(_REMEMBERED)(self._valued)
        self._find_latest = lru_cache(_REMEMBERED)(self._latest)
        self._shelves: dict[str, _Figures] = {}

    @classmethod
    def over(cls, facts: Iterable[Facts], *, looks_ahead: bool = False) -> "Corpus":
        """A corpus of facts that are at hand."""
        return cls(Postings.over(facts, corpus_keys, str, KNOWN), looks_ahead=looks_ahead)

    def _near(self, key: str, day: str | None) -> list[Facts]:
        near = self._postings.known(key, day)
        return near + self._postings.later(key, day) if self._looks_ahead else near

    def _told(
        self, key: str, day: str | None, shelve: Callable[[Facts], dict[str, list[T]]]
    ) -> Iterator[T]:
        """What documents tell under a key, in the order of publication."""
        for facts in self._near(key, day):
            yield from self._postings.once(shelve, facts).get(key, ())

    def figures(self, facts: Facts) -> Sequence[FigureTraits]:
        """The figures of a document that can be held against others, in their order."""
        return self._shelf(facts).all()

    def _shelf(self, facts: Facts) -> "_Figures":
        document = facts.header.document
        shelf = self._shelves.get(document)
        if shelf is None:
            shelf = self._shelves[document] = _Figures(facts)
        return shelf

    def same_value(self, figure: FigureTraits) -> tuple[FigureTraits, ...]:
        """Figures with the same printed number about the same people or place."""
        key = _value_key(figure.ground[1], figure.value)
        return self._find_valued(key, figure.header.day)

    def _valued(self, key: str, published: str | None) -> tuple[FigureTraits, ...]:
        near = self._near(key, published)
        return tuple(f for facts in near for f in self._shelf(facts).under(key))

    def latest(self, figure: FigureTraits, day: str | None) -> tuple[FigureTraits, ...]:
        """The latest figure of each speaker for the same, up to an ISO day, the latest first.

        What was published later than the figure is not known then, and changes nothing.
        """
        return self._find_latest(_question_key(figure.ground), figure.header.day, day)

    def _latest(self, key: str, published: str | None, day: str | None) -> tuple[FigureTraits, ...]:
        found: dict[str, FigureTraits] = {}
        near = self._postings.known(key, published)
        nearest = near[-KNOWN.nearest :]
        told = (f for facts in nearest for f in self._shelf(facts).under(key))
        for other in sorted(told, key=_by_day_and_text, reverse=True):
            if day is None or other.told[0] <= day:
                found.setdefault(other.line, other)
            if len(found) >= _VOICES:
                break
        return tuple(found.values())

    def moments(self, moment: Moment) -> tuple[Moment, ...]:
        """Moments of the same deed, done to a thing of the same class."""
        found: dict[str, Moment] = {}
        for thing in sorted(moment.object & load_topics()):
            for other in self._told(f"deed:{thing}", moment.header.day, _moments):
                if other.deed == moment.deed:
                    found.setdefault(other.words.id, other)
        return tuple(found.values())

    def moments_with(self, moment: Moment, deeds: Iterable[str], thing: str) -> tuple[Moment, ...]:
        """Moments of some deeds, done to a thing of a class, as one moment meets them."""
        wanted = list(deeds)
        told = list(self._told(f"deed:{thing}", moment.header.day, _moments))
        return tuple(m for deed in wanted for m in told if m.deed == deed)

    def tellings(self, telling: Telling) -> tuple[Telling, ...]:
        """Claims about a thing that is not in everybody's mouth."""
        found: dict[str, Telling] = {}
        for thing in sorted(telling.things):
            for other in self._told(f"told:{thing}", telling.header.day, _tellings):
                found.setdefault(other.claim.id, other)
        return tuple(found.values())

    def sums(self, figure: FigureTraits) -> tuple[Sum, ...]:
        """Pairs of figures of other sentences that add up to one."""
        low, high = figure.value
        if low is None or low != high:
            return ()
        return tuple(self._told(_sum_key(figure.ground[1], low), figure.header.day, _pairs))

    def starts(self, start: Start) -> tuple[Start, ...]:
        """Beginnings of the presence of the same people in the same country."""
        return tuple(self._told(_start_key(start), start.header.day, _starts))

    def quoted(self, quoted: Quoted) -> tuple[Quoted, ...]:
        """Quotations that share a word with one, words that stand in very many aside."""
        found: dict[str, Quoted] = {}
        day = quoted.utterance.header.day
        for word in sorted(quoted.words):
            key = f"quoted:{word}"
            if len(self._near(key, day)) <= _COMMON:
                for other in self._told(key, day, _quotations):
                    found.setdefault(other.anchor.id, other)
        return tuple(found.values())


class _Figures:
    """The figures of one document by key, each looked into when it is first asked for."""

    def __init__(self, facts: Facts) -> None:
        self._usable = _usable(facts)
        self._places = _shelve(
            (key, n) for n, usable in enumerate(self._usable) for key in _figure_keys(*usable)
        )
        self._made: dict[int, FigureTraits] = {}
        self._under: dict[str, Sequence[FigureTraits]] = {}

    def under(self, key: str) -> Sequence[FigureTraits]:
        """Those under one key."""
        found = self._under.get(key)
        if found is None:
            found = self._under[key] = [self._figure(n) for n in self._places.get(key, ())]
        return found

    def all(self) -> Sequence[FigureTraits]:
        """All of them, in the order of the text."""
        return [self._figure(n) for n in range(len(self._usable))]

    def _figure(self, n: int) -> FigureTraits:
        if n not in self._made:
            self._made[n] = make_figure_traits(*self._usable[n])
        return self._made[n]


# ------------------------------------------------------------------ what stands under which key


def corpus_keys(facts: Facts) -> frozenset[str]:
    """What a document is looked up by: it meets only what shares one of these with it.

    Deeds done to one thing share a key whatever the deed, for one may be told instead of another.
    """
    usable = _usable(facts)
    values = [(ground[1], *a.figure.ends) for a, ground in usable]
    totals = [_sum_key(country, low) for country, low, high in values if low == high and low]
    return frozenset(
        [
            *totals,
            *(key for one in usable for key in _figure_keys(*one)),
            *_pairs(facts),
            *_moments(facts),
            *_starts(facts),
            *_quotations(facts),
            *_tellings(facts),
        ]
    )


def _shelve(told: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    shelf: defaultdict[str, list[T]] = defaultdict(list)
    for key, item in told:
        shelf[key].append(item)
    return dict(shelf)


def _usable(facts: Facts) -> list[tuple[Answer, Ground]]:
    """Answers with a number that can be held against others, each with its ground."""
    return [(a, g) for a in facts.answers if not a.is_vague and (g := a.ground) is not None]


def _figure_keys(answer: Answer, ground: Ground) -> tuple[str, str]:
    """The question of an answer, and its printed number with the people or the place."""
    return _question_key(ground), _value_key(ground[1], answer.figure.ends)


def _by_day_and_text(figure: FigureTraits) -> tuple[str, str]:
    return figure.told


def _moments(facts: Facts) -> dict[str, list[Moment]]:
    topics = load_topics()
    return _shelve((f"deed:{thing}", m) for m in facts.moments for thing in m.object & topics)


def _starts(facts: Facts) -> dict[str, list[Start]]:
    return _shelve((_start_key(s), s) for s in facts.starts)


def _quotations(facts: Facts) -> dict[str, list[Quoted]]:
    return _shelve((f"quoted:{word}", q) for q in find_quoted(facts) for word in q.words)


def _tellings(facts: Facts) -> dict[str, list[Telling]]:
    return _shelve((f"told:{thing}", t) for t in facts.tellings for thing in t.things)


def _pairs(facts: Facts) -> dict[str, list[Sum]]:
    return _shelve((_sum_key(country, total), pair) for country, total, pair in _sums(facts))


def _question_key(ground: Sequence[str]) -> str:
    return f"question:{':'.join(ground)}"


def _value_key(country: str, value: Value) -> str:
    return f"value:{country}:{value[0]}:{value[1]}"


def _sum_key(country: str, total: float) -> str:
    return f"sum:{country}:{total:g}"


def _start_key(start: Start) -> str:
    return f"start:{start.people[0]}:{start.place}"


def find_quoted(facts: Facts) -> Iterator[Quoted]:
    """The quotations of a document with the words that tell something."""
    for utterance in facts.utterances:
        for anchor in utterance.quoted:
            words = frozenset(word for _, word in topic_words(anchor.text))
            if words:
                yield Quoted(utterance, anchor, words, facts.countries)


def _sums(facts: Facts) -> Iterator[tuple[str, float, Sum]]:
    """Country and total of neighbouring exact figures of one sentence with different measures."""
    for one, other in pairwise(facts.answers):
        if one.sentence != other.sentence or one.measure == other.measure:
            continue
        values = (one.figure.ends[0], other.figure.ends[0])
        country = one.population.country or other.population.country
        if country and None not in values and one.key and other.key:
            both = Sum(make_figure_traits(one, one.key), make_figure_traits(other, other.key))
            yield country, float(sum(v for v in values if v is not None)), both
