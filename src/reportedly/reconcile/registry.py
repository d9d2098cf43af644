"""The steps of reconciliation, in their order, each with what it hands to its unit's finder."""

from collections.abc import Iterable
from typing import Final

from reportedly.model import Maker
from reportedly.reconcile.copies import copy_keys
from reportedly.reconcile.corpus import KNOWN, Corpus, corpus_keys
from reportedly.reconcile.echoes import echo_keys, find_echoes_among
from reportedly.reconcile.event_links import link_unit
from reportedly.reconcile.event_units import event_keys
from reportedly.reconcile.findings import find_findings
from reportedly.reconcile.origins import (
    find_origins,
    keep_said,
    named_by,
    origin_keys,
    said_in,
    tie_echo,
    tie_speakers,
)
from reportedly.reconcile.own_findings import find_own_findings
from reportedly.reconcile.parties import block_key, link_block, party_keys
from reportedly.reconcile.postings import ECHOED
from reportedly.reconcile.questions import ask_of, question_keys
from reportedly.reconcile.steps import Filed, OwnStep, Step, Unit
from reportedly.reconcile.threads import Ties


def _party_links(unit: Unit) -> Iterable[Filed]:
    """Of the parties whose names meet under one key."""
    named = [
        party
        for facts in unit.facts
        for party in facts.parties
        if block_key(party.name, party.type) == unit.subject
    ]
    document = {party.mention: party.document for party in named}
    return (Filed(document[link.mention], link) for link in link_block(named))


def _echoes(unit: Unit) -> Iterable[Filed]:
    return (Filed(unit.subject, e) for e in find_echoes_among(unit.facts[0], unit.around))


def _origins(unit: Unit) -> Iterable[Filed]:
    found = find_origins(unit.facts, unit.echoes)
    return (Filed(o.root.document, o) for o in found)


def _questions(unit: Unit) -> Iterable[Filed]:
    """Of one measure and country, each filed once under every document that answers it."""
    measure, _, country = unit.subject.rpartition(":")
    links = {document: found.echoes for document, found in unit.earlier.items()}
    for one in ask_of(measure, country, unit.facts, links):
        answering = dict.fromkeys(m.document for m in one.members)
        yield from (Filed(document, one.question) for document in answering)
        yield from (Filed(m.document, m) for m in one.members)


def _event_links(unit: Unit) -> Iterable[Filed]:
    """Of the events of one field of deeds, one country or person and one period."""
    document = {h.event: f.document for f in unit.facts for h in f.happenings}
    return (Filed(document[link.event], link) for link in link_unit(unit.subject, unit.facts))


def _findings(unit: Unit) -> Iterable[Filed]:
    return (Filed(unit.subject, f) for f in find_findings(unit.facts[0], unit.around))


STEPS: Final[tuple[Step, ...]] = (
    Step(
        "party_links", Maker("parties_across", 1), "key", party_keys, _party_links,
    ),
    Step(
        "echoes", Maker("echoes", 1), "document", echo_keys, _echoes, window=ECHOED,
        wordings=copy_keys,
    ),
    Step(
        "origins", Maker("origins", 1), "thread", origin_keys, _origins, ("echoes",),
        ties=Ties(said_in, tie_speakers, tie_echo, named_by, keep_said),
    ),
    Step(
        "questions", Maker("questions", 1), "key", question_keys, _questions, ("echoes",),
    ),
    Step(
        "event_links", Maker("events_across", 2), "key", event_keys, _event_links, retrieval=2,
    ),
    Step(
        "findings", Maker("findings", 2), "document", corpus_keys, _findings, prepare=Corpus,
        window=KNOWN,
    ),
)  # fmt: skip

# What is found within one document, while all of its records are at hand.
OWN_STEPS: Final[tuple[OwnStep, ...]] = (
    OwnStep("own_findings", Maker("own_findings", 1), find_own_findings),
)
