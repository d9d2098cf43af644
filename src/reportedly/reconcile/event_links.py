"""Events that several texts, or several places of one text, tell of.

Records are compared within a unit of one field of deeds and one country or person. Candidates come
from what two tellings of one event share: a day, a number, a place, a word, a person at about
one time. Of a key that very many share, the first and the nearest are looked at.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from reportedly.model import EventLink, make_id
from reportedly.reconcile.facts import Facts
from reportedly.reconcile.figure_numbers import Number, numbers_of
from reportedly.reconcile.happenings import Happening, clause_of
from reportedly.reconcile.same_event import Same, days_meet, find_same, matter_of, presumed_days
from reportedly.reconcile.telling import name_text

_FIRST: Final = 3  # earliest records of a key that are looked at
_NEAREST: Final = 8  # records just before one that are looked at
_LONGEST: Final = 4  # days of a stretch that is looked up day by day
_MARGIN: Final = 1  # days between two stretches that may be one day

Order = tuple[tuple[str, str], int, str]


def event_keys(facts: Facts) -> frozenset[str]:
    """What tellings of one event share, roughly: the field of the deed with each country or person.

    A deed that a text leaves to nobody shares the key of its place, or none beyond its text.
    """
    return frozenset(key for h in facts.happenings for key in _keys(h))


def _keys(happening: Happening) -> frozenset[str]:
    who = happening.countries | happening.people
    if not who:
        place = happening.place
        who = frozenset({place.name.lower() if place else happening.header.document})
    return frozenset(f"event:{happening.field}:{w}" for w in who)


def link_events(facts: Iterable[Facts]) -> tuple[EventLink, ...]:
    """Links of records to the events that they tell of, each event with two records or more."""
    by_key: dict[str, dict[str, Facts]] = {}
    for found in facts:
        for key in event_keys(found):
            by_key.setdefault(key, {})[found.document] = found
    links = {
        (link.cluster, link.event): link
        for key in sorted(by_key, reverse=True)
        for link in link_unit(key, by_key[key].values())
    }
    return tuple(links[key] for key in sorted(links))


def link_unit(key: str, facts: Iterable[Facts]) -> tuple[EventLink, ...]:
    """Links among the records that have one key.

    Events whose records all have a lesser key in common are left to that key.
    """
    found = [h for f in facts for h in f.happenings if key in _keys(h)]
    made = _Clusters(sorted(found, key=_order)).link(key)
    return tuple(sorted(made, key=lambda link: (link.cluster, link.event)))


def _order(happening: Happening) -> Order:
    return happening.header.order, happening.words.start, happening.event


# ------------------------------------------------------------------ candidates


def _marks(happening: Happening) -> frozenset[str]:
    """What two records must have one of in common before they are compared."""
    group, days = happening.group, presumed_days(happening)
    clause = {f"clause:{happening.header.document}:{clause_of(happening).start}"}
    numbers = {f"number:{group}:{n}" for n in numbers_of(happening.figures)}
    things = matter_of(happening) | happening.people
    if happening.is_once:
        return frozenset(clause | {f"thing:{group}:{t}" for t in things})
    if happening.place is not None and happening.place.precision != "country":
        things |= {f"place:{happening.place.name.lower()}"}
    times = _times(days) if days is not None else ()
    return frozenset(clause | numbers | {f"time:{t}:{thing}" for t in times for thing in things})


def _times(days: tuple[str, str]) -> Iterator[str]:
    """The months of a stretch of days; each day of a short one."""
    first, last = (date.fromisoformat(d[:10]) for d in days)
    yield from sorted({f"{d.year}-{d.month:02}" for d in (first, last)})
    if (last - first).days <= _LONGEST:
        for n in range(-_MARGIN, (last - first).days + _MARGIN + 1):
            yield (first + timedelta(n)).isoformat()


def _candidates(found: Sequence[Happening]) -> Iterator[tuple[int, int]]:
    """Pairs of places of records, the earlier first, each once."""
    posted: dict[str, list[int]] = {}
    for n, happening in enumerate(found):
        near = set[int]()
        for mark in _marks(happening):
            before = posted.setdefault(mark, [])
            near.update(before[:_FIRST], before[-_NEAREST:])
            before.append(n)
        yield from ((m, n) for m in sorted(near))


# ------------------------------------------------------------------ clusters


@dataclass(slots=True)
class _Cluster:
    """Records of one event, with the days, turns and numbers that all of them allow."""

    members: list[int]
    days: tuple[str, str] | None
    turns: frozenset[str]
    numbers: frozenset[Number] = frozenset()
    reasons: dict[int, tuple[str, float]] = field(default_factory=dict)

    def meets(self, other: "_Cluster", same: Same) -> bool:
        """Whether two may be one on some grounds, for all that their other records say."""
        if self.turns and other.turns and not self.turns & other.turns:
            return False
        if same.numbers:
            return all(not c.numbers or c.numbers & same.numbers for c in (self, other))
        if self.days is None or other.days is None:
            return True
        return days_meet(self.days, other.days, _MARGIN)


class _Clusters:
    """Clusters that grow from the surest pairs on."""

    def __init__(self, found: Sequence[Happening]) -> None:
        self._found = found
        self._of = {n: _start(n, h) for n, h in enumerate(found)}

    def link(self, key: str) -> Iterator[EventLink]:
        pairs, denials = self._pairs()
        for same, one, other in pairs:
            self._join(same, one, other)
        for same, denied, told in denials:
            self._deny(same, denied, told)
        for cluster in {id(c): c for c in self._of.values()}.values():
            if len(cluster.members) > 1 and self._is_at_home(cluster, key):
                yield from self._links(cluster)

    def _pairs(self) -> tuple[list[tuple[Same, int, int]], list[tuple[Same, int, int]]]:
        """Records that tell of one event, the surest first; and denials with what they deny."""
        told, denials = [], []
        for m, n in _candidates(self._found):
            one, other = self._found[m], self._found[n]
            same = find_same(one, other)
            if same is None or one.polarity == other.polarity == "negative":
                continue
            if one.polarity == other.polarity:
                told.append((same, m, n))
            else:
                denials.append((same, m, n) if one.polarity == "negative" else (same, n, m))
        return sorted(told, key=_surest), sorted(denials, key=_surest)

    def _join(self, same: Same, one: int, other: int) -> None:
        mine, theirs = self._of[one], self._of[other]
        if mine is theirs or not mine.meets(theirs, same):
            return
        for n, partner in ((one, other), (other, one)):
            self._of[n].reasons.setdefault(n, (self._why(n, partner, same), same.score))
        mine.members += theirs.members
        mine.days = _common(mine.days, theirs.days)
        mine.numbers = _common_numbers(mine.numbers, theirs.numbers, same.numbers)
        mine.turns = mine.turns & theirs.turns or mine.turns | theirs.turns
        mine.reasons |= theirs.reasons
        for n in theirs.members:
            self._of[n] = mine

    def _deny(self, same: Same, denied: int, told: int) -> None:
        """A denial stands beside what it denies and ties nothing together."""
        if len(self._of[denied].members) > 1:
            return
        cluster = self._of[told]
        why = f"denies what {name_text(self._found[told].header)} tells: {_list(same)}"
        cluster.members.append(denied)
        cluster.reasons[denied] = (why, same.score)
        cluster.reasons.setdefault(told, (f"denied elsewhere: {_list(same)}", same.score))
        self._of[denied] = cluster

    def _why(self, n: int, partner: int, same: Same) -> str:
        one, other = self._found[n], self._found[partner]
        where = "this text" if one.header == other.header else name_text(other.header)
        state = ""
        if one.modality != other.modality and "planned" in (one.modality, other.modality):
            state = "; planned here" if one.modality == "planned" else "; planned there"
        return f"as {where} tells it: {_list(same)}{state}"

    def _is_at_home(self, cluster: _Cluster, key: str) -> bool:
        shared = frozenset[str].intersection(*(_keys(self._found[n]) for n in cluster.members))
        return key == min(shared)

    def _links(self, cluster: _Cluster) -> Iterator[EventLink]:
        name = make_id("evc", self._found[min(cluster.members)].event)
        for n in sorted(cluster.members):
            reason, score = cluster.reasons[n]
            yield EventLink(self._found[n].event, name, reason, score)


def _start(n: int, happening: Happening) -> _Cluster:
    # A deed done once may be given days that differ, which is to be kept.
    days = None if happening.is_once else presumed_days(happening)
    return _Cluster([n], days, happening.turns - {"more"})


def _common_numbers(*numbers: frozenset[Number]) -> frozenset[Number]:
    known = [n for n in numbers if n]
    return known[0].intersection(*known[1:]) if known else frozenset()


def _surest(pair: tuple[Same, int, int]) -> tuple[float, int, int]:
    same, one, other = pair
    return -same.score, one, other


def _list(same: Same) -> str:
    return "; ".join(same.grounds)


def _common(one: tuple[str, str] | None, other: tuple[str, str] | None) -> tuple[str, str] | None:
    """The days that two stretches have in common, where both are known; near ones as they meet."""
    if one is None or other is None:
        return one or other
    first, last = max(one[0], other[0]), min(one[1], other[1])
    return (first, last) if first <= last else (last, first)


def join_links(links: Iterable[EventLink]) -> Mapping[str, str]:
    """The cluster of each event: clusters that share a record are one, by the least name."""
    links = tuple(links)
    above = {link.cluster: link.cluster for link in links}

    def top(name: str) -> str:
        while above[name] != name:
            name = above[name]
        return name

    of: dict[str, str] = {}
    for link in sorted(links, key=lambda k: (k.event, k.cluster)):
        one, other = top(link.cluster), top(of.setdefault(link.event, link.cluster))
        above[max(one, other)] = min(one, other)
    return {event: top(cluster) for event, cluster in of.items()}
