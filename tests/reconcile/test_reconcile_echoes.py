"""Echoes depend on the texts alone: not on their order, and not on texts that share no key."""

from functools import cache

import pytest
from benchmarks.copies import Sample, load_digests, make_boilerplate, make_copies, make_renderings
from benchmarks.echoes import links_by_wording, score
from benchmarks.made_up import made_up_reports
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import Echo, Report, check_anchor
from reportedly.reconcile import (
    Facts,
    echo_keys,
    find_echoes,
    find_echoes_of,
    find_facts,
    find_origins,
)

FLOOR = 0.95


@cache
def samples() -> tuple[Sample, ...]:
    digests = load_digests()
    return (*digests, *make_boilerplate(digests))


@cache
def reports() -> tuple[Report, ...]:
    return tuple(made_up_reports(60, claims=5, seed=3))


@cache
def facts() -> tuple[Facts, ...]:
    return tuple(find_facts(r) for r in reports())


@cache
def echoes() -> tuple[Echo, ...]:
    return find_echoes(facts(), text_of)


def text_of(document: str) -> str:
    return next(r.document.text for r in reports() if r.id == document)


@settings(max_examples=5, deadline=None)
@given(st.permutations(range(60)))
def test_the_order_of_arrival_does_not_matter(order):
    mixed = [facts()[n] for n in order]
    found = find_echoes(mixed, text_of)
    assert found == echoes()
    assert find_origins(mixed, reversed(found)) == find_origins(facts(), echoes())


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 59))
def test_the_echoes_of_a_text_need_only_those_that_share_a_key(n):
    later = facts()[n]
    near = [f for f in facts() if echo_keys(f) & echo_keys(later)]
    assert len(near) < len(facts())
    expected = tuple(e for e in echoes() if e.later == later.document)
    assert find_echoes_of(later, near, text_of) == expected


def test_made_up_reports_have_echoes_and_all_their_words_stand():
    assert {e.kind for e in echoes()} >= {"copy", "figure_reuse"}
    for echo in echoes():
        for anchor in (*echo.here, *echo.there):
            check_anchor(anchor, text_of(anchor.document))


@pytest.mark.slow
@settings(max_examples=2, deadline=None)
@given(st.integers(0, 10_000))
def test_controlled_copies_are_found_whatever_the_changes(seed):
    digests = load_digests()
    copies = list(make_copies(digests, seed=seed))
    listed = [*samples(), *copies]
    texts = {s.report.id: s.report.document.text for s in listed}
    linked = find_echoes((find_facts(s.report) for s in listed), texts.__getitem__)
    found = score(copies, listed, links_by_wording(linked))
    assert found.recall >= FLOOR
    assert found.precision >= FLOOR


def test_an_utterance_in_another_translation_is_found_in_a_text_of_its_own():
    digests = load_digests(extracted=True)
    copies = list(make_renderings(digests))
    listed = [*digests, *copies]
    texts = {s.report.id: s.report.document.text for s in listed}
    linked = find_echoes((find_facts(s.report) for s in listed), texts.__getitem__)
    found = score(copies, listed, links_by_wording(linked))
    assert found.recall >= FLOOR
    assert found.precision >= FLOOR
