"""Origins: figures and quotations that go back to one utterance or wording, and who passed them on.

Everything that a link ties together is one origin; so is what one named speaker says with one
number. What nothing ties together may still not be independent: see :mod:`.independence`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from reportedly.model import Anchor, Echo, Origin, Passed
from reportedly.reconcile.answers import Answer
from reportedly.reconcile.counts import (
    ONE_COUNT,
    days_between,
    family_of,
    measures_meet,
    number_of,
    usable_answers,
)
from reportedly.reconcile.facts import Facts
from reportedly.reconcile.headers import Header
from reportedly.reconcile.postings import sequence
from reportedly.reconcile.speakers import country_of, is_speaker, names_nobody, relate
from reportedly.reconcile.voices import Voice

KEY: Final = "origin:"


@dataclass(frozen=True, slots=True)
class _Item:
    """A figure or a quotation of one text, with its voice."""

    header: Header
    anchor: Anchor
    voice: Voice | None
    answer: Answer | None = None

    @property
    def order(self) -> tuple[tuple[str, bool, bool, str], int, str]:
        return sequence(self.header), self.anchor.start, self.anchor.id


def origin_keys(facts: Facts) -> frozenset[str]:
    """What ties texts into one origin without a link: a named speaker with a number."""
    return frozenset(key for a in usable_answers(facts) if (key := _speaker_key(a)))


def find_origins(facts: Iterable[Facts], echoes: Iterable[Echo]) -> tuple[Origin, ...]:
    """The origins of all figures and quotations of some texts, given the echoes among them."""
    by_document = {f.document: f for f in facts}
    items = {i.anchor.id: i for f in by_document.values() for i in _items(f)}
    groups = _Groups(items)
    for same in _one_speaker(items.values()):
        groups.tie(same)
    for echo in echoes:
        if echo.later in by_document and echo.earlier in by_document:
            later, earlier = by_document[echo.later], by_document[echo.earlier]
            for one, other in _tied(echo, later, earlier):
                groups.tie((one, other))
    made = (_origin(sorted(group, key=lambda i: i.order)) for group in groups.all())
    return tuple(sorted(made, key=lambda o: (o.root.document, o.root.start, o.id)))


def _items(facts: Facts) -> Iterator[_Item]:
    for answer in usable_answers(facts):
        yield _Item(facts.header, answer.figure.anchor, answer.voice, answer)
    for quotation in facts.quotations:
        named = [v for v in quotation.voices if is_speaker(v)]
        voice = next(iter(named or quotation.voices), None)
        yield _Item(facts.header, quotation.words, voice)


def _speaker_key(answer: Answer) -> str | None:
    if not is_speaker(answer.voice) or answer.measure is None:
        return None
    counted = answer.population.country or ""
    number = f"{number_of(answer):g}"
    return f"{KEY}{answer.voice.line}:{family_of(answer.measure)}:{number}:{counted}"


def _one_speaker(items: Iterable[_Item]) -> Iterator[tuple[str, str]]:
    """Figures that one named speaker gives again, each with the next one."""
    found: dict[str, list[tuple[str, _Item]]] = {}
    for item in items:
        if item.answer is not None and (key := _speaker_key(item.answer)):
            day = item.answer.day or item.header.day or ""
            found.setdefault(key, []).append((day, item))
    for said in found.values():
        said.sort(key=lambda one: (one[0], one[1].order))
        for (day, one), (next_day, other) in pairwise(said):
            if days_between(day, next_day) <= ONE_COUNT:
                yield one.anchor.id, other.anchor.id


def _tied(echo: Echo, later: Facts, earlier: Facts) -> Iterator[tuple[str, str]]:
    """The figures and quotations that an echo ties together, as identifiers of anchors."""
    if echo.kind == "same_quotation":
        yield from zip((a.id for a in echo.here), (a.id for a in echo.there), strict=False)
        return
    here, there = {a.id for a in echo.here}, {a.id for a in echo.there}
    for one in usable_answers(later):
        if echo.kind == "figure_reuse" and one.figure.anchor.id not in here:
            continue
        near = [
            other
            for other in usable_answers(earlier)
            if number_of(one) == number_of(other)
            and measures_meet(one.measure, other.measure)
            and (echo.kind != "figure_reuse" or other.figure.anchor.id in there)
            and _may_come_along(echo, one, other)
        ]
        if near:
            best = max(near, key=lambda other: _nearness(one, other))
            yield one.figure.anchor.id, best.figure.anchor.id


def _may_come_along(echo: Echo, one: Answer, other: Answer) -> bool:
    """Whether a figure may have come with copied or cited words: no other speaker is named."""
    if relate(one.voice, other.voice) == "other":
        # Copied words that name another body of the same state are no second count.
        return echo.kind == "copy" and country_of(one.voice) == country_of(other.voice) is not None
    return echo.kind != "citation" or is_speaker(other.voice) or not is_speaker(one.voice)


def _nearness(one: Answer, other: Answer) -> tuple[bool, bool, bool, int]:
    """Of like figures in one text: that of the same voice, with the same hedge, the first."""
    return (
        one.voice.line == other.voice.line,
        is_speaker(one.voice) == is_speaker(other.voice),
        one.figure.hedge.lower() == other.figure.hedge.lower(),
        -other.figure.anchor.start,
    )


class _Groups:
    """Disjoint groups of items that grow together."""

    def __init__(self, items: Mapping[str, _Item]) -> None:
        self._items = items
        self._above = {key: key for key in items}

    def tie(self, keys: Sequence[str]) -> None:
        known = [k for k in keys if k in self._above]
        for one, other in pairwise(known):
            a, b = self._top(one), self._top(other)
            self._above[max(a, b)] = min(a, b)

    def _top(self, key: str) -> str:
        while self._above[key] != key:
            self._above[key] = self._above[self._above[key]]
            key = self._above[key]
        return key

    def all(self) -> Iterable[list[_Item]]:
        groups: dict[str, list[_Item]] = {}
        for key, item in self._items.items():
            groups.setdefault(self._top(key), []).append(item)
        return groups.values()


def _origin(items: Sequence[_Item]) -> Origin:
    """One origin of items in order; its speaker is the first one that is named."""
    voices = [i.voice for i in items if i.voice is not None]
    speaker = next((v for v in voices if is_speaker(v)), voices[0] if voices else None)
    return Origin(
        root=items[0].anchor,
        speaker=speaker.line if speaker is not None else "",
        passed=tuple(_passed(item, items[0]) for item in items),
    )


def _passed(item: _Item, root: _Item) -> Passed:
    path = item.voice.path if item.voice is not None else ()
    own = (item.header.publisher,) if item.header.publisher else ()
    names = tuple(dict.fromkeys((*path, *own)))
    return Passed(
        document=item.header.document,
        anchor=item.anchor,
        path=names,
        family=item.header.family,
        reason="the first text that has it" if item is root else _why(item, root),
    )


def _why(item: _Item, root: _Item) -> str:
    if item.voice is None or names_nobody(item.voice):
        return f"it names nobody, and goes back to what {root.header.shown} has"
    return f"said by {item.voice.shown} here, too, or passed on from {root.header.shown}"
