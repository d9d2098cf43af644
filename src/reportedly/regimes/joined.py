"""Assessments of texts that tell of one event, taken together under each provision.

What one text leaves open another may say. Taken together is not proved together: every element
keeps the words, and the text, that meet it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from reportedly.model import Assessment, ElementResult, Met, Outcome, Pack
from reportedly.reconcile import Conduct, Facts
from reportedly.regimes.assess import assess

_FURTHEST: Final[tuple[Met, ...]] = ("met", "undetermined", "not_met")


@dataclass(frozen=True, slots=True)
class Told:
    """One act as a text tells it, and its assessment."""

    conduct: Conduct
    assessment: Assessment


def best_of(joined: Iterable["Joined"]) -> tuple["Joined", ...]:
    """Of several under one provision the one that goes furthest, in the order of the first."""
    found: dict[str, Joined] = {}
    for one in joined:
        before = found.get(one.provision)
        if before is None or _rank(one.outcome) < _rank(before.outcome):
            found[one.provision] = one
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Joined:
    """One event under one provision: how its texts tell it, and what comes of them together.

    ``elements`` has for each element the result of the text that goes furthest.
    """

    provision: str
    outcome: Outcome
    elements: tuple[ElementResult, ...]
    told: tuple[Told, ...]

    @property
    def first(self) -> Told:
        """The earliest of the texts that go furthest by themselves."""
        return min(self.told, key=lambda t: (_rank(t.assessment.outcome), *_order(t)))

    @property
    def is_joined(self) -> bool:
        """Whether the outcome takes the words of more than one text."""
        return all(t.assessment.outcome != self.outcome for t in self.told)

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who is named as saying so: one for each line of a person, body or state."""
        named: dict[str, str] = {}
        for told in self.told:
            voice = told.conduct.voice
            if voice.is_named:
                named.setdefault(voice.line, voice.shown)
        return tuple(named.values())

    @property
    def exempted(self) -> tuple[str, ...]:
        """Exceptions that the words of a text meet, each once."""
        return tuple(dict.fromkeys(w for t in self.told for w in t.assessment.exempted))

    @property
    def open(self) -> tuple[str, ...]:
        """Exceptions that might apply, each once."""
        return tuple(dict.fromkeys(w for t in self.told for w in t.assessment.open))

    @property
    def missing(self) -> tuple[ElementResult, ...]:
        """The elements that no text says anything of."""
        return tuple(e for e in self.elements if e.result == "undetermined")


def assess_all(
    facts: Iterable[Facts], pack: Pack, clusters: Mapping[str, str] | None = None
) -> tuple[Joined, ...]:
    """The assessments of several documents under a pack, joined by event and provision.

    ``clusters`` gives for an event record the event that several texts tell (see
    :func:`reportedly.reconcile.join_links`). In the order of the first text, then of the pack.
    """
    groups: dict[tuple[str, str], list[Told]] = {}
    for one in facts:
        events = _events(one)
        for conduct in one.conducts:
            event = events.get(_place(conduct))
            cluster = (clusters or {}).get(event or "", conduct.act.id)
            for found in assess((conduct,), pack):
                groups.setdefault((cluster, found.provision), []).append(Told(conduct, found))
    order = {p.key: n for n, p in enumerate(pack.provisions)}
    joined = (_join(provision, told) for (_, provision), told in groups.items())
    return tuple(sorted(joined, key=lambda j: (*_order(j.told[0]), order[j.provision])))


def _events(facts: Facts) -> dict[tuple[int, int], str]:
    """Event records of a document by the place of their words."""
    return {(h.words.start, h.words.end): h.event for h in facts.happenings}


def _place(conduct: Conduct) -> tuple[int, int]:
    return conduct.act.anchor.start, conduct.act.anchor.end


def _join(provision: str, told: list[Told]) -> Joined:
    told = sorted(told, key=_order)
    elements = tuple(_furthest(told))
    results = {e.result for e in elements}
    outcome: Outcome = "engaged"
    if "not_met" in results or all(t.assessment.exempted for t in told):
        outcome = "not_engaged"
    elif "undetermined" in results:
        outcome = "plausible"
    return Joined(provision, outcome, elements, tuple(told))


def _furthest(told: list[Told]) -> Iterator[ElementResult]:
    """For each element the first result that goes furthest."""
    for same in zip(*(t.assessment.elements for t in told), strict=True):
        yield min(same, key=lambda e: _FURTHEST.index(e.result))


def _rank(outcome: Outcome) -> int:
    return ("engaged", "plausible", "not_engaged").index(outcome)


def _order(told: Told) -> tuple[str, str, int]:
    day, document = told.conduct.header.order
    return day, document, told.conduct.act.anchor.start
