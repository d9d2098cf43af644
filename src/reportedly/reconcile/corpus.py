"""Facts of many documents, found by what they are about. Built once; every look-up is bounded."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from reportedly.knowledge import load_topics, topic_words
from reportedly.model import Anchor
from reportedly.reconcile.answers import Answer
from reportedly.reconcile.facts import Facts
from reportedly.reconcile.moments import Moment
from reportedly.reconcile.starts import Start
from reportedly.reconcile.tellings import Telling
from reportedly.reconcile.utterances import Utterance

Key = tuple[str, str]  # measure, country of those counted
Value = tuple[float | None, float | None]
_STEPS: Final = 400  # answers looked at when the latest of each speaker are sought
_NEAREST: Final = 200  # answers with one number, the first and those just before
_LAST_DAY: Final = "9999-99-99"  # of texts without a date
_VOICES: Final = 12  # speakers of one question that are held against a text
_COMMON: Final = 50  # quotations a word may stand in and still find one


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
    """Facts by question, value, deed, beginning and quoted word, each list in order of time."""

    def __init__(self, facts: Iterable[Facts]) -> None:
        ordered = sorted(facts, key=lambda f: f.header.order)
        self.documents = frozenset(f.document for f in ordered)
        self._answers: dict[Key, list[Answer]] = {}
        self._valued: dict[tuple[str, Value], list[Answer]] = {}
        self._moments: dict[tuple[str, str], list[Moment]] = {}
        self._starts: dict[tuple[str, str], list[Start]] = {}
        self._quoted: dict[str, list[Quoted]] = {}
        self._tellings: dict[str, list[Telling]] = {}
        self._sums: dict[tuple[str, float], list[Sum]] = {}
        for item in ordered:
            self._add(item)
        for answers in self._answers.values():
            answers.sort(key=_by_day)

    def _add(self, facts: Facts) -> None:
        self._add_answers(facts)
        for moment in facts.moments:
            for thing in moment.object & load_topics():
                self._moments.setdefault((moment.deed, thing), []).append(moment)
        for start in facts.starts:
            self._starts.setdefault((start.people[0], start.place), []).append(start)
        for quoted in find_quoted(facts):
            for word in quoted.words:
                self._quoted.setdefault(word, []).append(quoted)
        for telling in facts.tellings:
            for thing in telling.things:
                self._tellings.setdefault(thing, []).append(telling)

    def _add_answers(self, facts: Facts) -> None:
        for answer in facts.answers:
            if answer.ground is not None and not answer.is_vague:
                self._answers.setdefault(answer.ground, []).append(answer)
                valued = (answer.ground[1], value_of(answer))
                self._valued.setdefault(valued, []).append(answer)
        for country, total, pair in _sums(facts):
            self._sums.setdefault((country, total), []).append(pair)

    def same_value(self, answer: Answer) -> Iterator[Answer]:
        """Answers with the same printed number about the same people or place, known by then.

        In order of publication; of very many the first and the nearest before.
        """
        if answer.ground is None:
            return
        found = self._valued.get((answer.ground[1], value_of(answer)), [])
        last = (answer.header.day or _LAST_DAY, "~")
        end = bisect_right(found, last, key=lambda a: a.header.order)
        yield from found[: min(end, _NEAREST)]
        yield from found[max(_NEAREST, end - _NEAREST) : end]

    def latest(self, answer: Answer, day: str | None) -> tuple[Answer, ...]:
        """The latest answer of each speaker to the same, up to an ISO day, the latest first.

        What was published later than the answer is not known then, and changes nothing.
        """
        if answer.ground is None:
            return ()
        answers = self._answers.get(answer.ground, [])
        end = len(answers) if day is None else bisect_right(answers, (day, "~"), key=_by_day)
        known = answer.header.day or _LAST_DAY
        found: dict[str, Answer] = {}
        for other in reversed(answers[max(0, end - _STEPS) : end]):
            if (other.header.day or _LAST_DAY) <= known:
                found.setdefault(other.voice.line, other)
            if len(found) >= _VOICES:
                break
        return tuple(found.values())

    def moments(self, moment: Moment) -> tuple[Moment, ...]:
        """Moments of the same deed, done to a thing of the same class."""
        found: dict[str, Moment] = {}
        for thing in sorted(moment.object & load_topics()):
            for other in self._moments.get((moment.deed, thing), ()):
                found.setdefault(other.words.id, other)
        return tuple(found.values())

    def moments_with(self, deeds: Iterable[str], thing: str) -> tuple[Moment, ...]:
        """Moments of some deeds, done to a thing of a class."""
        return tuple(m for deed in deeds for m in self._moments.get((deed, thing), ()))

    def tellings(self, telling: Telling) -> tuple[Telling, ...]:
        """Claims about a thing that is not in everybody's mouth."""
        found: dict[str, Telling] = {}
        for thing in sorted(telling.things):
            for other in self._tellings.get(thing, ())[:_STEPS]:
                found.setdefault(other.claim.id, other)
        return tuple(found.values())

    def sums(self, answer: Answer) -> tuple[Sum, ...]:
        """Pairs of figures of other sentences that add up to an answer."""
        low, high = value_of(answer)
        if answer.ground is None or low is None or low != high:
            return ()
        return tuple(self._sums.get((answer.ground[1], low), ())[:_STEPS])

    def starts(self, start: Start) -> tuple[Start, ...]:
        """Beginnings of the presence of the same people in the same country."""
        return tuple(self._starts.get((start.people[0], start.place), ()))

    def quoted(self, quoted: Quoted) -> tuple[Quoted, ...]:
        """Quotations that share a word with one, words that stand in very many aside."""
        found: dict[str, Quoted] = {}
        for word in sorted(quoted.words):
            near = self._quoted.get(word, [])
            if len(near) <= _COMMON:
                for other in near:
                    found.setdefault(other.anchor.id, other)
        return tuple(found.values())


def corpus_keys(facts: Facts) -> frozenset[str]:
    """What a document is looked up by: it meets only what shares one of these with it.

    Deeds done to one thing share a key whatever the deed, for one may be told instead of another.
    """
    answers = [a for a in facts.answers if a.ground is not None and not a.is_vague]
    values = [(a.ground[1], *value_of(a)) for a in answers if a.ground]
    totals = [(country, low) for country, low, high in values if low == high]
    totals += [(country, total) for country, total, _ in _sums(facts)]
    topics = load_topics()
    return frozenset(
        [
            *(f"question:{':'.join(a.ground)}" for a in answers if a.ground),
            *(f"value:{country}:{low}:{high}" for country, low, high in values),
            *(f"sum:{country}:{total:g}" for country, total in totals if total is not None),
            *(f"deed:{thing}" for m in facts.moments for thing in m.object & topics),
            *(f"start:{s.people[0]}:{s.place}" for s in facts.starts),
            *(f"quoted:{word}" for q in find_quoted(facts) for word in q.words),
            *(f"told:{thing}" for t in facts.tellings for thing in t.things),
        ]
    )


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
    low, high = answer.figure.low, answer.figure.high
    if low is None or high is None:
        one = high if low is None else low
        return one, one
    return low, high


def _by_day(answer: Answer) -> tuple[str, str]:
    return answer.day or answer.header.day or _LAST_DAY, answer.figure.id
