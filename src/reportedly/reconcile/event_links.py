"""Events that several texts, or several places of one text, tell of.

Records are compared within a unit of one field of deeds, one country or person, and one period.
Candidates come from what two tellings of one event share: a day, a number, a place, a word, a
person. Of what very many share, the first and the nearest are looked at.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from reportedly.model import EventLink, make_id
from reportedly.reconcile.event_traits import MARGIN, Days, Traits
from reportedly.reconcile.event_units import Keyed, event_keys, records_under
from reportedly.reconcile.facts import Facts
from reportedly.reconcile.figure_numbers import Number
from reportedly.reconcile.same_event import Same, find_same
from reportedly.reconcile.steps import gather
from reportedly.reconcile.telling import name_text

_FIRST: Final = 3  # earliest records of a mark that are looked at
_NEAREST: Final = 8  # records just before one that are looked at
_LONGEST: Final = 4  # days of a stretch that is looked up day by day

Order = tuple[tuple[str, str], int, str]
Mark = tuple[object, ...]


def link_events(facts: Iterable[Facts]) -> tuple[EventLink, ...]:
    """Links of records to the events that they tell of, each event with two records or more."""
    by_key: dict[str, dict[str, Facts]] = {}
    for found in facts:
        for key in event_keys(found):
            by_key.setdefault(key, {})[found.document] = found
    return gather(k for key, some in by_key.items() for k in link_unit(key, some.values())).events


def link_unit(key: str, facts: Iterable[Facts]) -> tuple[EventLink, ...]:
    """Links among the records that have one key.

    Events whose records all have a lesser key in common are left to that key.
    """
    made = _Clusters(sorted(records_under(key, facts), key=_order)).link(key)
    return tuple(sorted(made, key=lambda link: (link.cluster, link.event)))


def _order(record: Keyed) -> Order:
    told = record.traits.happening
    return told.header.order, told.words.start, told.event


# ------------------------------------------------------------------ candidates


def _marks(traits: Traits) -> Iterator[Mark]:
    """What two records of a unit must have one of in common before they are compared."""
    yield "clause", traits.clause
    things = traits.matter | traits.people | ({f"place:{traits.site}"} if traits.site else set())
    yield from (("thing", thing) for thing in things)
    if traits.is_once:
        return
    yield from (("number", traits.happening.group, n) for n in traits.numbers)
    for day in _days(traits.days):
        yield from (("day", day, thing) for thing in things)


def _days(days: Days | None) -> Iterable[int]:
    """Each day on which another telling may begin or end, where these are few."""
    if days is None or days.length > _LONGEST:
        return ()
    return range(days.first - MARGIN, days.last + MARGIN + 1)


def _candidates(found: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """Pairs of places of records, the earlier first, each once."""
    posted: dict[Mark, list[int]] = {}
    for n, traits in enumerate(found):
        near = set[int]()
        for mark in _marks(traits):
            before = posted.setdefault(mark, [])
            near.update(before[:_FIRST], before[-_NEAREST:])
            before.append(n)
        yield from ((m, n) for m in sorted(near))


# ------------------------------------------------------------------ clusters


@dataclass(slots=True)
class _Cluster:
    """Records of one event, with the days, turns and numbers that all of them allow."""

    members: list[int]
    days: Days | None
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
        return self.days.meet(other.days)


class _Clusters:
    """Clusters that grow from the surest pairs on."""

    def __init__(self, records: Sequence[Keyed]) -> None:
        self._keys = [r.keys for r in records]
        self._traits = [r.traits for r in records]
        self._found = [t.happening for t in self._traits]
        self._of: dict[int, _Cluster] = {}

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
        for m, n in _candidates(self._traits):
            one, other = self._found[m], self._found[n]
            if one.polarity == other.polarity == "negative":
                continue
            same = find_same(self._traits[m], self._traits[n])
            if same is None:
                continue
            if one.polarity == other.polarity:
                told.append((same, m, n))
            else:
                denials.append((same, m, n) if one.polarity == "negative" else (same, n, m))
        return sorted(told, key=_surest), sorted(denials, key=_surest)

    def _cluster_of(self, n: int) -> _Cluster:
        """The cluster of a record: most records have none before something joins them."""
        found = self._of.get(n)
        if found is None:
            found = self._of[n] = _start(n, self._traits[n])
        return found

    def _join(self, same: Same, one: int, other: int) -> None:
        mine, theirs = self._cluster_of(one), self._cluster_of(other)
        if mine is theirs or not mine.meets(theirs, same):
            return
        for n, partner in ((one, other), (other, one)):
            self._of[n].reasons.setdefault(n, (self._why(n, partner, same), same.score))
        if len(mine.members) < len(theirs.members):
            mine, theirs = theirs, mine
        mine.members += theirs.members
        mine.days = _common(mine.days, theirs.days)
        mine.numbers = _common_numbers(mine.numbers, theirs.numbers, same.numbers)
        mine.turns = mine.turns & theirs.turns or mine.turns | theirs.turns
        mine.reasons |= theirs.reasons
        for n in theirs.members:
            self._of[n] = mine

    def _deny(self, same: Same, denied: int, told: int) -> None:
        """A denial stands beside what it denies and ties nothing together."""
        if len(self._cluster_of(denied).members) > 1:
            return
        cluster = self._cluster_of(told)
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
        shared = frozenset[str].intersection(*(self._keys[n] for n in cluster.members))
        return key == min(shared)

    def _links(self, cluster: _Cluster) -> Iterator[EventLink]:
        name = make_id("evc", self._found[min(cluster.members)].event)
        for n in sorted(cluster.members):
            reason, score = cluster.reasons[n]
            yield EventLink(self._found[n].event, name, reason, score)


def _start(n: int, traits: Traits) -> _Cluster:
    # A deed done once may be given days that differ, which is to be kept.
    days = None if traits.is_once else traits.days
    return _Cluster([n], days, traits.happening.turns - {"more"})


def _common_numbers(*numbers: frozenset[Number]) -> frozenset[Number]:
    known = [n for n in numbers if n]
    return known[0].intersection(*known[1:]) if known else frozenset()


def _surest(pair: tuple[Same, int, int]) -> tuple[float, int, int]:
    same, one, other = pair
    return -same.score, one, other


def _list(same: Same) -> str:
    return "; ".join(same.grounds)


def _common(one: Days | None, other: Days | None) -> Days | None:
    """The days that two stretches have in common, where both are known; near ones as they meet."""
    if one is None or other is None:
        return one or other
    first, last = max(one.first, other.first), min(one.last, other.last)
    return Days(first, last) if first <= last else Days(last, first)


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
