"""Origins: figures and quotations that go back to one utterance or wording, and who passed them on.

Everything that a link ties together is one origin; so is what one named speaker says with one
number. What nothing ties together may still not be independent: see :mod:`.independence`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from reportedly.model import Echo, Origin, Passed
from reportedly.reconcile.counts import ONE_COUNT, days_between, measures_meet
from reportedly.reconcile.facts import Facts, keep_only
from reportedly.reconcile.said import Said, figures_of
from reportedly.reconcile.speakers import country_of, is_speaker, names_nobody, relate


def origin_keys(facts: Facts) -> frozenset[str]:
    """What ties figures into one origin without a link: a named speaker with a number."""
    return frozenset(s.key for s in facts.said if s.key)


def find_origins(facts: Iterable[Facts], echoes: Iterable[Echo]) -> tuple[Origin, ...]:
    """The origins of all figures and quotations of some texts, given the echoes among them."""
    by_document = {f.document: f for f in facts}
    items = {s.id: s for f in by_document.values() for s in f.said}
    groups = _Groups(items)
    for pair in tie_speakers(items.values()):
        groups.tie(pair)
    for echo in echoes:
        if echo.later in by_document and echo.earlier in by_document:
            for pair in tie_echo(echo, by_document[echo.later], by_document[echo.earlier]):
                groups.tie(pair)
    made = (_origin(sorted(group, key=lambda i: i.order)) for group in groups.all())
    return tuple(sorted(made, key=lambda o: (o.root.document, o.root.start, o.id)))


def said_in(facts: Facts) -> Sequence[Said]:
    """The figures and quotations of a document."""
    return facts.said


def keep_said(facts: Facts, ids: frozenset[str]) -> Facts:
    """Facts with only some of their figures and quotations."""
    return keep_only(facts, said=tuple(s for s in facts.said if s.id in ids))


def tie_speakers(items: Iterable[Said]) -> Iterator[tuple[str, str]]:
    """Figures that one named speaker gives again, each with the next one, as identifiers."""
    found: dict[str, list[tuple[str, Said]]] = {}
    for item in items:
        if item.key:
            found.setdefault(item.key, []).append((item.day or "", item))
    for said in found.values():
        said.sort(key=lambda one: (one[0], one[1].order))
        for (day, one), (next_day, other) in pairwise(said):
            if days_between(day, next_day) <= ONE_COUNT:
                yield one.id, other.id


def named_by(echo: Echo) -> frozenset[str] | None:
    """The identifiers of the words that an echo may tie; None for all of its two texts."""
    if echo.kind in ("same_quotation", "figure_reuse"):
        return frozenset(a.id for a in (*echo.here, *echo.there))
    return None


def tie_echo(echo: Echo, later: Facts, earlier: Facts) -> Iterator[tuple[str, str]]:
    """The figures and quotations that an echo ties together, as identifiers of their words."""
    if echo.kind == "same_quotation":
        yield from zip((a.id for a in echo.here), (a.id for a in echo.there), strict=False)
        return
    here, there = {a.id for a in echo.here}, {a.id for a in echo.there}
    for one in figures_of(later.said):
        if echo.kind == "figure_reuse" and one.id not in here:
            continue
        near = [
            other
            for other in figures_of(earlier.said)
            if one.number == other.number
            and measures_meet(one.measure, other.measure)
            and (echo.kind != "figure_reuse" or other.id in there)
            and _may_come_along(echo, one, other)
        ]
        if near:
            yield one.id, max(near, key=lambda other: _nearness(one, other)).id


def _may_come_along(echo: Echo, one: Said, other: Said) -> bool:
    """Whether a figure may have come with copied or cited words: no other speaker is named."""
    if one.voice is None or other.voice is None:
        return False
    if relate(one.voice, other.voice) == "other":
        # Copied words that name another body of the same state are no second count.
        return echo.kind == "copy" and country_of(one.voice) == country_of(other.voice) is not None
    return echo.kind != "citation" or is_speaker(other.voice) or not is_speaker(one.voice)


def _nearness(one: Said, other: Said) -> tuple[bool, bool, bool, int]:
    """Of like figures in one text: that of the same voice, with the same hedge, the first."""
    return (
        _line(one) == _line(other),
        _is_speaker(one) == _is_speaker(other),
        one.hedge == other.hedge,
        -other.anchor.start,
    )


def _line(said: Said) -> str:
    return said.voice.line if said.voice is not None else ""


def _is_speaker(said: Said) -> bool:
    return said.voice is not None and is_speaker(said.voice)


class _Groups:
    """Disjoint groups of items that grow together."""

    def __init__(self, items: Mapping[str, Said]) -> None:
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

    def all(self) -> Iterable[list[Said]]:
        groups: dict[str, list[Said]] = {}
        for key, item in self._items.items():
            groups.setdefault(self._top(key), []).append(item)
        return groups.values()


def _origin(items: Sequence[Said]) -> Origin:
    """One origin of items in order; its speaker is the first one that is named."""
    voices = [i.voice for i in items if i.voice is not None]
    speaker = next((v for v in voices if is_speaker(v)), voices[0] if voices else None)
    return Origin(
        root=items[0].anchor,
        speaker=speaker.line if speaker is not None else "",
        passed=tuple(_passed(item, items[0]) for item in items),
    )


def _passed(item: Said, root: Said) -> Passed:
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


def _why(item: Said, root: Said) -> str:
    if item.voice is None or names_nobody(item.voice):
        return f"it names nobody, and goes back to what {root.header.shown} has"
    return f"said by {item.voice.shown} here, too, or passed on from {root.header.shown}"
