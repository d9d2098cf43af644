"""Facts of many documents, found by what they are about. Built once; every look-up is bounded.

A document is held against those that share a key with it: the first of them, and the nearest
before the end of its day. What was published later counts for nothing, unless the corpus looks
ahead, as it does for a text that somebody asks about and that is kept nowhere.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeVar

from reportedly.knowledge import load_topics, topic_words
from reportedly.model import Anchor
from reportedly.reconcile.answers import Answer
from reportedly.reconcile.facts import Facts
from reportedly.reconcile.headers import Header
from reportedly.reconcile.moments import Moment
from reportedly.reconcile.postings import Postings
from reportedly.reconcile.starts import Start
from reportedly.reconcile.tellings import Telling
from reportedly.reconcile.utterances import Utterance
from reportedly.reconcile.windows import UNDATED, Window

T = TypeVar("T")
Value = tuple[float | None, float | None]
_Dated = tuple[str, str, Answer]
KNOWN: Final = Window(first=5, nearest=25, whole_day=True)
_VOICES: Final = 12  # speakers of one question that are held against a text
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

    one: Answer
    other: Answer


class Corpus:
    """Facts by question, value, deed, beginning and quoted word, each look-up in order of time.

    Look-ups go through the postings' window, which is ``KNOWN``.
    """

    def __init__(self, postings: Postings, *, looks_ahead: bool = False) -> None:
        self._postings = postings
        self._looks_ahead = looks_ahead

    @classmethod
    def over(cls, facts: Iterable[Facts], *, looks_ahead: bool = False) -> "Corpus":
        """A corpus of facts that are at hand."""
        return cls(Postings.over(facts, corpus_keys, str, KNOWN), looks_ahead=looks_ahead)

    def _near(self, key: str, header: Header) -> list[Facts]:
        near = self._postings.known(key, header.day)
        return near + self._postings.later(key, header.day) if self._looks_ahead else near

    def _told(
        self, key: str, header: Header, shelve: Callable[[Facts], dict[str, list[T]]]
    ) -> Iterator[T]:
        """What documents tell under a key, in the order of publication."""
        for facts in self._near(key, header):
            yield from self._postings.once(shelve, facts).get(key, ())

    def same_value(self, answer: Answer) -> Iterator[Answer]:
        """Answers with the same printed number about the same people or place."""
        if answer.ground is not None:
            key = _value_key(answer.ground[1], value_of(answer))
            yield from self._told(key, answer.header, _answers)

    def latest(self, answer: Answer, day: str | None) -> tuple[Answer, ...]:
        """The latest answer of each speaker to the same, up to an ISO day, the latest first.

        What was published later than the answer is not known then, and changes nothing.
        """
        if answer.ground is None:
            return ()
        key, found = _question_key(answer.ground), dict[str, Answer]()
        near = self._postings.known(key, answer.header.day)
        shelves = (self._postings.once(_dated, f) for f in near[-KNOWN.nearest :])
        told = [dated for shelf in shelves for dated in shelf.get(key, ())]
        told.sort(key=_day_and_text, reverse=True)
        for given, _, other in told:
            if day is None or given <= day:
                found.setdefault(other.voice.line, other)
            if len(found) >= _VOICES:
                break
        return tuple(found.values())

    def moments(self, moment: Moment) -> tuple[Moment, ...]:
        """Moments of the same deed, done to a thing of the same class."""
        found: dict[str, Moment] = {}
        for thing in sorted(moment.object & load_topics()):
            for other in self._told(f"deed:{thing}", moment.header, _moments):
                if other.deed == moment.deed:
                    found.setdefault(other.words.id, other)
        return tuple(found.values())

    def moments_with(self, moment: Moment, deeds: Iterable[str], thing: str) -> tuple[Moment, ...]:
        """Moments of some deeds, done to a thing of a class, as one moment meets them."""
        wanted = list(deeds)
        told = list(self._told(f"deed:{thing}", moment.header, _moments))
        return tuple(m for deed in wanted for m in told if m.deed == deed)

    def tellings(self, telling: Telling) -> tuple[Telling, ...]:
        """Claims about a thing that is not in everybody's mouth."""
        found: dict[str, Telling] = {}
        for thing in sorted(telling.things):
            for other in self._told(f"told:{thing}", telling.header, _tellings):
                found.setdefault(other.claim.id, other)
        return tuple(found.values())

    def sums(self, answer: Answer) -> tuple[Sum, ...]:
        """Pairs of figures of other sentences that add up to an answer."""
        low, high = value_of(answer)
        if answer.ground is None or low is None or low != high:
            return ()
        return tuple(self._told(_sum_key(answer.ground[1], low), answer.header, _pairs))

    def starts(self, start: Start) -> tuple[Start, ...]:
        """Beginnings of the presence of the same people in the same country."""
        return tuple(self._told(_start_key(start), start.header, _starts))

    def quoted(self, quoted: Quoted) -> tuple[Quoted, ...]:
        """Quotations that share a word with one, words that stand in very many aside."""
        found: dict[str, Quoted] = {}
        header = quoted.utterance.header
        for word in sorted(quoted.words):
            key = f"quoted:{word}"
            if len(self._near(key, header)) <= _COMMON:
                for other in self._told(key, header, _quotations):
                    found.setdefault(other.anchor.id, other)
        return tuple(found.values())


# ------------------------------------------------------------------ what stands under which key


def corpus_keys(facts: Facts) -> frozenset[str]:
    """What a document is looked up by: it meets only what shares one of these with it.

    Deeds done to one thing share a key whatever the deed, for one may be told instead of another.
    """
    values = [(ground[1], *value_of(a)) for ground, a in _usable(facts)]
    totals = [_sum_key(country, low) for country, low, high in values if low == high and low]
    return frozenset(
        [
            *totals,
            *_answers(facts),
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


def _usable(facts: Facts) -> list[tuple[tuple[str, str], Answer]]:
    """Answers with a number that can be held against others, each with its ground."""
    return [(g, a) for a in facts.answers if (g := a.ground) is not None and not a.is_vague]


def _answers(facts: Facts) -> dict[str, list[Answer]]:
    """Answers by question, and by printed number and people or place."""
    usable = _usable(facts)
    asked = [(_question_key(ground), a) for ground, a in usable]
    return _shelve([*asked, *((_value_key(g[1], value_of(a)), a) for g, a in usable)])


def _dated(facts: Facts) -> dict[str, list[_Dated]]:
    """Answers by question, with the day of each, the document and the place in it."""
    return _shelve((_question_key(ground), _date(a)) for ground, a in _usable(facts))


def _date(answer: Answer) -> _Dated:
    header = answer.header
    told = f"{header.document} {answer.figure.anchor.start:09}"
    return answer.day or header.day or UNDATED, told, answer


def _day_and_text(dated: _Dated) -> tuple[str, str]:
    return dated[:2]


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
        values = (value_of(one)[0], value_of(other)[0])
        country = one.population.country or other.population.country
        if country and None not in values and one.key and other.key:
            yield country, float(sum(v for v in values if v is not None)), Sum(one, other)


def value_of(answer: Answer) -> Value:
    """The printed number of an answer; "at least 1,000" and "around 1,000" print the same one."""
    return answer.figure.ends
