"""Texts that name where they have their news from, and texts that recall what somebody once said.

An outlet or body is named, and a text of it is there that has the same figure, or tells of the same
thing; or a speaker's utterance is told again, in other words than quotation marks would show.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from reportedly.knowledge import find_publisher
from reportedly.model import Anchor, Echo
from reportedly.reconcile.counts import measures_meet, number_of
from reportedly.reconcile.credits import outlet_of
from reportedly.reconcile.facts import Facts
from reportedly.reconcile.postings import Postings
from reportedly.reconcile.speakers import is_speaker, speaker_name
from reportedly.reconcile.utterances import Utterance
from reportedly.reconcile.voices import Voice
from reportedly.reconcile.wordings import event_words

KEY: Final = "cited:"
_NEWS: Final = 10  # days between two texts up to which one may report the other
_LEAST: Final = 3  # telling words that the telling and what is told share
_SURE: Final = 6  # as many give a score of 1
_NEARLY: Final = 0.6  # part of the most that any text shares, from which an earlier one is taken
_WEIGHT_OF_NUMBER: Final = 2  # telling words that a figure in common stands for


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence with who it is from: an outlet that is named or prints it, or a speaker."""

    who: str
    shown: str
    sentence: Anchor
    words: frozenset[str]
    numbers: frozenset[tuple[str | None, float]]


def citation_keys(facts: Facts) -> frozenset[str]:
    """Under which keys a text is found by those that it cites, and by those that cite it."""
    told = (*find_own(facts), *find_credited(facts), *find_spoken(facts))
    return frozenset(key for t in told for key in _keys(t))


def find_cited(later: Facts, postings: Postings) -> Iterator[Echo]:
    """The earlier texts whose outlet a text names for something that both have."""
    return _echoes(postings.once(find_credited, later), later, postings)


def find_recalled(later: Facts, postings: Postings) -> Iterator[Echo]:
    """The earlier texts with an utterance that a text tells again, named speaker and all."""
    return _echoes(postings.once(find_spoken, later), later, postings)


def _echoes(tellings: Sequence[Telling], later: Facts, postings: Postings) -> Iterator[Echo]:
    best: dict[int, tuple[int, Telling, Telling]] = {}
    for told in tellings:
        found = _told_before(told, later, postings)
        if found is not None and found[0] > best.get(found[1], (0,))[0]:
            best[found[1]] = (found[0], told, found[2])
    for place, (weight, told, source) in sorted(best.items()):
        earlier = postings.facts[place]
        yield Echo(
            later=later.document,
            earlier=earlier.document,
            kind="citation",
            reason=_reason(told, source) + postings.order_note(later, earlier),
            score=round(min(1.0, weight / _SURE), 3),
            here=(told.sentence,),
            there=(source.sentence,),
        )


def find_own(facts: Facts) -> tuple[Telling, ...]:
    """What a text of an outlet tells, each sentence under the outlet's name."""
    outlet = outlet_of(facts.header)
    if outlet is None:
        return ()
    sentences = [a.sentence for a in facts.answers] + [u.sentence for u in facts.utterances]
    if facts.lead is not None:
        sentences.append(facts.lead)
    return tuple(
        _telling(facts, _outlet(outlet), outlet, sentence) for sentence in dict.fromkeys(sentences)
    )


def find_credited(facts: Facts) -> tuple[Telling, ...]:
    """The sentences of a text that name an outlet or body, under its name."""
    named = [(c.name, c.sentence) for c in facts.credits]
    named += [(name, u.sentence) for u in facts.utterances for name in _outlets(u.voice)]
    named = [(name, sentence) for name, sentence in named if name != facts.header.publisher]
    agency = facts.header.agency
    if agency is not None and agency != facts.header.publisher and facts.lead is not None:
        named.append((agency, facts.lead))
    return tuple(
        _telling(facts, _outlet(name), name, sentence) for name, sentence in dict.fromkeys(named)
    )


def _outlets(voice: Voice) -> Iterator[str]:
    """The outlets that say something, or pass it on."""
    for name in (voice.shown, *voice.path):
        outlet = find_publisher(name)
        if outlet is not None:
            yield outlet.name


def find_spoken(facts: Facts) -> tuple[Telling, ...]:
    """The sentences in which a named speaker is said to say something."""
    return tuple(_tell(facts, u) for u in facts.utterances if is_speaker(u.voice))


def _own(facts: Facts, who: str, postings: Postings) -> Sequence[Telling]:
    """What a text tells under the name of an outlet, if it is that outlet's."""
    return postings.once(find_own, facts) if _outlet(outlet_of(facts.header)) == who else ()


def _spoken(facts: Facts, who: str, postings: Postings) -> Sequence[Telling]:
    """What a speaker is said to say in a text."""
    return postings.once(_Spoken, facts).by(who)


class _Spoken:
    """What speakers are said to say in a text, worked out for those who are asked for.

    Of ten who speak in a text mostly one is met in another.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._said: dict[str, list[Utterance]] = {}
        for said in facts.utterances:
            self._said.setdefault(_speaker(said.voice), []).append(said)
        self._told: dict[str, Sequence[Telling]] = {}

    def by(self, who: str) -> Sequence[Telling]:
        if who not in self._told:
            said = (u for u in self._said.get(who, ()) if is_speaker(u.voice))
            self._told[who] = [_tell(self._facts, u) for u in said]
        return self._told[who]


def _tell(facts: Facts, said: Utterance) -> Telling:
    return _telling(facts, _speaker(said.voice), speaker_name(said.voice), said.sentence)


def _speaker(voice: Voice) -> str:
    return f"speaker:{voice.line}"


def _outlet(name: str | None) -> str:
    return f"outlet:{name}"


def _telling(facts: Facts, who: str, shown: str, sentence: Anchor) -> Telling:
    numbers = frozenset(
        (a.measure, n)
        for a in facts.answers
        if a.sentence == sentence and (n := number_of(a)) is not None and a.measure != "duration"
    )
    return Telling(who, shown, sentence, frozenset(event_words(sentence.text)), numbers)


def _keys(told: Telling) -> Iterator[str]:
    for word in told.words:
        yield f"{KEY}{told.who}:{word}"
    for _, number in told.numbers:
        yield f"{KEY}{told.who}:{number:g}"


def _told_before(
    told: Telling, later: Facts, postings: Postings
) -> tuple[int, int, Telling] | None:
    """The earlier text that has most of a telling: the weight, its place, its nearest sentence."""
    if len(told.words) + _WEIGHT_OF_NUMBER * len(told.numbers) < _LEAST:
        return None
    is_outlet = told.who.startswith("outlet:")
    near: list[tuple[int, int, Telling]] = []
    for place in sorted({p for key in _keys(told) for p in postings.earlier(key, later)}):
        earlier = postings.facts[place]
        if is_outlet and not _is_news(earlier, later):
            continue
        sources = (
            _own(earlier, told.who, postings) if is_outlet else _spoken(earlier, told.who, postings)
        )
        best = max(sources, key=lambda s: (_weigh(told, s), -s.sentence.start), default=None)
        if best is not None:
            whole = _whole(best, sources) if is_outlet else best
            near.append((_weigh(told, whole), place, best))
    near = [n for n in near if n[0] >= _LEAST]
    enough = _NEARLY * max((weight for weight, *_ in near), default=0)
    return min((n for n in near if n[0] >= enough), key=lambda n: n[1], default=None)


def _whole(best: Telling, sources: Sequence[Telling]) -> Telling:
    """All that a text of an outlet tells: who credits it may put together what stands apart."""
    words = frozenset(w for s in sources for w in s.words)
    numbers = frozenset(n for s in sources for n in s.numbers)
    return replace(best, words=words, numbers=numbers)


def _weigh(told: Telling, source: Telling) -> int:
    return len(told.words & source.words) + _WEIGHT_OF_NUMBER * len(_numbers(told, source))


def _numbers(told: Telling, source: Telling) -> frozenset[float]:
    """Numbers of both, of what may be the same measure."""
    return frozenset(
        n
        for measure, n in told.numbers
        if any(n == m and measures_meet(measure, other) for other, m in source.numbers)
    )


def _is_news(earlier: Facts, later: Facts) -> bool:
    """Whether a text is of a day at which the other may be reporting it."""
    one, other = earlier.header.day, later.header.day
    if one is None or other is None:
        return True
    return (date.fromisoformat(other) - date.fromisoformat(one)).days <= _NEWS


def _reason(told: Telling, source: Telling) -> str:
    shared: Sequence[str] = sorted(f"{n:g}" for n in _numbers(told, source))
    shared = [*shared, *sorted(told.words & source.words)]
    verb = "names" if told.who.startswith("outlet:") else "tells again what was said by"
    return f"the later text {verb} {told.shown}; both sentences have {', '.join(shared)}"
