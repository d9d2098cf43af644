"""Events of the story as labelled by reading the digests, before any code joined them."""

from collections.abc import Mapping
from functools import cache
from itertools import combinations

from benchmarks.story import facts, reports, rows

from reportedly.reconcile import conflicts_of, join_links, link_events

PRECISION, RECALL = 0.99, 0.53
Pair = frozenset[str]


@cache
def labels() -> Mapping[str, str]:
    """The group of each labelled event record."""
    found = {}
    for row in rows("events.csv"):
        events = [
            e for e in reports()[row["digest"]].extraction.events if e.anchor.text == row["trigger"]
        ]
        events.sort(key=lambda e: e.anchor.start)
        found[events[int(row["nth"]) - 1].id] = row["group"]
    return found


def pairs_of(groups: Mapping[str, str]) -> frozenset[Pair]:
    """Pairs of labelled records that some grouping makes one event."""
    both = combinations(sorted(labels().keys() & groups.keys()), 2)
    return frozenset(frozenset(p) for p in both if groups[p[0]] == groups[p[1]])


@cache
def found() -> Mapping[str, str]:
    return join_links(link_events(facts().values()))


def test_records_of_one_event_are_joined_and_others_are_not(capsys):
    wanted, got = pairs_of(labels()), pairs_of(found())
    precision, recall = len(wanted & got) / len(got), len(wanted & got) / len(wanted)
    with capsys.disabled():
        print(  # noqa: T201 - the figures are wanted beside the floors
            f"\nevents: pairwise precision {precision:.3f}, recall {recall:.3f} "
            f"({len(got)} pairs found, {len(wanted)} labelled)"
        )
    assert precision >= PRECISION
    assert recall >= RECALL


def test_enough_is_labelled_to_say_anything():
    groups = list(labels().values())
    several = {g for g in groups if groups.count(g) > 1}
    assert len(several) >= 25
    assert len(groups) == len(rows("events.csv"))


def test_what_differs_inside_an_event_has_words_on_both_sides():
    happenings = [h for f in facts().values() for h in f.happenings if h.event in found()]
    for name in sorted(set(found().values())):
        for conflict in conflicts_of(h for h in happenings if found()[h.event] == name):
            assert conflict.here.anchor != conflict.there.anchor
            assert conflict.kind != "actor"  # nobody in the story blames another for a deed
