"""One party behind many spellings, and homonyms that stay two; names of our own."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reconcile_reports import report

from reportedly.model import PartyType
from reportedly.reconcile import Facts, PartyName, find_facts, link_parties, party_keys

EMPTY = find_facts(report("Nothing happened."))


def facts(n: int, *names: tuple[str, PartyType, str | None]) -> Facts:
    document = f"doc_{n}"
    parties = tuple(
        PartyName(f"men_{n}_{i}", document, name, kind, country)
        for i, (name, kind, country) in enumerate(names)
    )
    return replace(EMPTY, header=replace(EMPTY.header, document=document), parties=parties)


def parties(*names: tuple[str, PartyType, str | None]) -> list[str]:
    """The party of each name, each in a document of its own."""
    made = [facts(n, name) for n, name in enumerate(names)]
    found = {link.mention: link.party for link in link_parties(made)}
    return [found[f"men_{n}_0"] for n in range(len(names))]


def test_spellings_of_a_full_name_are_one_person():
    a, b, c = parties(
        ("Sergey Tkachenko", "person", "UA"),
        ("Sergei Tkachenko", "person", None),
        ("Сергей Ткаченко", "person", "UA"),
    )
    assert a == b == c


def test_homonyms_of_two_countries_stay_apart():
    a, b, c = parties(
        ("Ali Hassan", "person", "IQ"),
        ("Ali Hassan", "person", "KE"),
        ("Ali Hassan", "person", None),
    )
    assert len({a, b, c}) == 3


def test_a_family_name_alone_links_nobody():
    a, b = parties(("Tkachenko", "person", "UA"), ("Tkachenko", "person", "UA"))
    assert a != b


def test_words_in_another_order():
    a, b = parties(("Nagy Ferenc", "person", "HU"), ("Ferenc Nagy", "person", "HU"))
    assert a == b


def test_a_middle_name_more():
    a, b = parties(("Ivan Petrovich Dragan", "person", "UA"), ("Ivan Dragan", "person", None))
    assert a == b


def test_an_eastern_name_of_three_words_has_no_middle_name():
    a, b = parties(("Pak Jong Su", "person", "KP"), ("Pak Su", "person", "KP"))
    assert a != b


def test_two_fuller_names_are_no_answer():
    a, b, c = parties(
        ("Ivan Petrovich Dragan", "person", "UA"),
        ("Ivan Andreevich Dragan", "person", "UA"),
        ("Ivan Dragan", "person", "UA"),
    )
    assert len({a, b, c}) == 3


def test_a_person_is_no_company():
    a, b = parties(("Ada Brook", "person", None), ("Ada Brook", "organisation", None))
    assert a != b


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("NIS", "National Intelligence Service"),
        ("Pentagon", "US Department of Defense"),
        ("Chadian army", "Chad's army"),
    ],
)
def test_a_body_by_its_names(one, other):
    a, b = parties((one, "organisation", None), (other, "organisation", None))
    assert a == b


def test_bodies_of_two_states_stay_apart():
    a, b = parties(("Chad's army", "organisation", "TD"), ("Niger's army", "organisation", "NE"))
    assert a != b


def test_a_state_by_its_names():
    a, b, c = parties(
        ("DPRK", "country", "KP"), ("North Korea", "country", "KP"), ("Chad", "country", "TD")
    )
    assert a == b != c


def test_every_mention_has_one_link_with_a_reason():
    made = find_facts(report("The NIS met Ada Brook in Chad. Ada Brook praised the service."))
    links = link_parties([made])
    assert sorted(link.mention for link in links) == sorted(p.mention for p in made.parties)
    assert all(link.reason and 0 < link.score <= 1 for link in links)


NAMES = st.sampled_from(
    ["Ivan Dragan", "Ivan Petrovich Dragan", "Dragan Ivan", "Dragan", "Ada Brook", "Ivan Dragán"]
)
MENTIONS = st.tuples(NAMES, st.just("person"), st.sampled_from([None, "UA", "RS"]))


@given(st.lists(MENTIONS, max_size=7), st.randoms())
def test_the_order_of_documents_does_not_matter(names: Sequence, random):
    made = [facts(n, name) for n, name in enumerate(names)]
    turned = list(made)
    random.shuffle(turned)
    assert link_parties(made) == link_parties(turned)


@given(st.lists(MENTIONS, min_size=1, max_size=6))
def test_documents_without_a_shared_key_change_nothing(names: Sequence):
    made = [facts(n, name) for n, name in enumerate(names)]
    other = facts(99, ("Zoran Vukov", "person", "RS"))
    assert not any(party_keys(other) & party_keys(m) for m in made)
    before = link_parties(made)
    assert set(before) <= set(link_parties([*made, other]))
