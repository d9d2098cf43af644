"""Passages in agency style, written and marked without a look at what the program finds."""

from collections import Counter

from benchmarks.wire import load_passages, measure, total

CLASSES = 10


def test_the_passages_are_many_and_of_all_kinds() -> None:
    kinds = Counter(p.kind for p in load_passages())
    assert len(kinds) == CLASSES
    assert min(kinds.values()) >= 5


def test_who_says_what_in_agency_style() -> None:
    results = [measure(p, "learned") for p in load_passages()]
    assert total(results).f1 >= 0.9
    assert total(results).f1 > total([measure(p, "rules") for p in load_passages()]).f1 + 0.05
