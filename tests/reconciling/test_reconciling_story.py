"""The steps of the house over the bundled story: in batches, in any order, the same as at once."""

import random
from collections.abc import Sequence
from dataclasses import fields, replace
from itertools import islice
from pathlib import Path

import pytest

from factory import NOW, moment
from reportedly.extract import extract_document
from reportedly.ledger import Entry, append_reading, load_records, open_ledger, verify
from reportedly.model import Capture, Reconciled, Report, Run, hash_bytes
from reportedly.reading import MARKDOWN_READER, read_document
from reportedly.reconcile import (
    STEPS,
    Corpus,
    Facts,
    find_echoes,
    find_facts,
    find_findings,
    find_origins,
    find_questions,
    gather,
    join_links,
    link_events,
    link_parties,
    run_steps,
)
from reportedly.reconciling import reconcile
from reportedly.stories import STORIES, list_story

pytestmark = pytest.mark.slow
STORY = 36  # digests: enough for every kind of record


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    made = []
    for file in islice(list_story(STORIES[0]), STORY):
        capture = Capture(hash_bytes(file.raw), len(file.raw), file.name, NOW)
        document = read_document(file.raw, name=file.name, reader=MARKDOWN_READER)
        run = Run("reading", MARKDOWN_READER, capture.id, "", input_hash=capture.sha256)
        made.append(Entry(capture, file.raw, document, extract_document(document), run))
    return made


@pytest.fixture(scope="module")
def facts(entries: Sequence[Entry]) -> list[Facts]:
    return [find_facts(Report(e.document, e.extraction)) for e in entries]


@pytest.fixture(scope="module")
def at_once(entries: Sequence[Entry], facts: Sequence[Facts]) -> Reconciled:
    texts = {e.extraction.document: e.document.text for e in entries}
    return run_steps(facts, texts.__getitem__, STEPS)


def test_units_leave_nothing_out(
    entries: Sequence[Entry], facts: Sequence[Facts], at_once: Reconciled
) -> None:
    """Each step over its units comes to what its finder comes to over everything."""
    texts = {e.extraction.document: e.document.text for e in entries}
    echoes = find_echoes(facts, texts.__getitem__)
    questions, members = find_questions(facts, echoes=echoes)
    corpus = Corpus.over(facts)
    findings = [f for one in facts for f in find_findings(one, corpus)]
    records = (*echoes, *questions, *members, *findings)
    whole = gather((*records, *find_origins(facts, echoes), *link_parties(facts)))
    assert replace(at_once, events=()) == whole
    # One event may be found in two units; joined, the units come to what all texts come to.
    assert join_links(at_once.events) == join_links(link_events(facts))
    assert all(getattr(at_once, field.name) for field in fields(at_once))


@pytest.mark.parametrize("seed", [1, 2])
def test_batches_in_any_order_come_to_the_same(
    entries: Sequence[Entry], at_once: Reconciled, seed: int, tmp_path: Path
) -> None:
    order = random.Random(seed).sample(entries, len(entries))
    with open_ledger(tmp_path / "story.db", now=NOW) as ledger:
        for n in range(0, len(order), 12):
            for entry in order[n : n + 12]:
                append_reading(ledger, entry, now=moment(n))
            reconcile(ledger, now=lambda n=n: moment(n + 1))  # type: ignore[misc]
        with ledger.read() as connection:
            found = load_records(connection, [s.name for s in STEPS])
        assert gather(record for _, record in found) == at_once
        assert reconcile(ledger, now=lambda: moment(99), full=True).changed == 0
        assert verify(ledger).problems == ()
