"""Events across documents: what joins, what stays apart, and what differs inside."""

from hypothesis import given, settings
from hypothesis import strategies as st
from reconcile_reports import report

from reportedly.model import EventLink
from reportedly.reconcile import (
    Facts,
    conflicts_of,
    event_keys,
    find_facts,
    join_links,
    link_events,
    run_steps,
)
from reportedly.reconcile.event_links import link_unit
from reportedly.reconcile.registry import STEPS

STEP = next(s for s in STEPS if s.name == "event_links")


def told(*texts: tuple[str, str, str]) -> list[Facts]:
    """Facts of texts, each (publisher, day, words)."""
    return [find_facts(report(words, day, outlet)) for outlet, day, words in texts]


def clusters(facts: list[Facts]) -> list[list[str]]:
    """The words of the deeds in each cluster, texts in order."""
    cluster = join_links(link_events(facts))
    found: dict[str, list[str]] = {}
    for n, f in enumerate(facts):
        for h in f.happenings:
            if h.event in cluster:
                found.setdefault(cluster[h.event], []).append(f"{n} {h.words.text}")
    return sorted(found.values())


def reasons(facts: list[Facts]) -> str:
    return " | ".join(link.reason for link in link_events(facts))


def differing(facts: list[Facts]) -> list[str]:
    """Kinds of conflict inside the clusters."""
    cluster = join_links(link_events(facts))
    found = [h for f in facts for h in f.happenings if h.event in cluster]
    names = sorted(set(cluster.values()))
    return sorted(
        c.kind for name in names for c in conflicts_of(h for h in found if cluster[h.event] == name)
    )


# ------------------------------------------------------------------ attacks

ATTACK = ("The Gazette", "2031-05-20", "Ethiopian drones attacked a market in Mekelle on Monday.")


def test_an_attack_on_a_day_in_a_town_is_one_event_in_other_words() -> None:
    other = ("Tidende", "2031-05-20", "Ethiopian forces struck the market in Mekelle on Monday.")
    facts = told(ATTACK, other)
    assert clusters(facts) == [["0 attacked", "1 struck"]]
    assert "one day" in reasons(facts)
    assert "one place, Mek'ele" in reasons(facts)  # by its name in the gazetteer


def test_another_day_or_another_town_is_another_attack() -> None:
    later = ("Tidende", "2031-05-28", "Ethiopian drones attacked a market in Mekelle on Tuesday.")
    elsewhere = ("Tidende", "2031-05-20", "Ethiopian drones attacked a market in Aksum on Monday.")
    assert clusters(told(ATTACK, later)) == []
    assert clusters(told(ATTACK, elsewhere)) == []


def test_a_like_deed_of_one_country_is_not_enough() -> None:
    one = ("The Gazette", "2031-05-20", "Sudan condemned the report. Sudan arrested an editor.")
    other = ("Tidende", "2031-05-20", "Sudan condemned the strike. Sudan arrested a smuggler.")
    assert clusters(told(one, other)) == []


def test_who_is_blamed_may_differ_and_is_kept() -> None:
    one = ("The Gazette", "2031-05-20", "Sudan shelled a hospital in Kassala on Monday.")
    other = ("Tidende", "2031-05-20", "Eritrea shelled a hospital in Kassala on Monday.")
    facts = told(one, other)
    assert clusters(facts) == [["0 shelled", "1 shelled"]]
    assert differing(facts) == ["actor"]


def test_a_denial_stands_beside_what_it_denies_and_is_no_telling() -> None:
    one = ("The Gazette", "2031-05-20", "Sudan shelled a hospital in Kassala on Monday.")
    denied = ("Tidende", "2031-05-21", "Sudan did not shell a hospital in Kassala on Monday.")
    facts = told(one, denied)
    assert clusters(facts) == [["0 shelled", "1 shell"]]
    assert "denies what" in reasons(facts)
    assert "denial" in differing(facts)
    assert clusters(told(denied, ("Post", "2031-05-21", f"{denied[2]} So it said."))) == []


# ------------------------------------------------------------------ those killed


def test_a_count_that_is_told_again_is_one_event_and_another_count_is_not() -> None:
    one = ("The Gazette", "2031-05-20", "About 2,400 Malian soldiers have been killed in the war.")
    more = ("Tidende", "2031-08-02", "About 3,100 Malian soldiers have been killed in the war.")
    assert clusters(told(one, ("Tidende", "2031-06-02", f"{one[2]} It goes on."))) == [
        ["0 killed", "1 killed"]
    ]
    assert clusters(told(one, more)) == []


def test_few_killed_in_one_week_are_not_one_event() -> None:
    one = ("The Gazette", "2031-05-20", "Two Malian soldiers were killed near the border.")
    other = ("Tidende", "2031-05-22", "Two Malian soldiers were killed when a lorry overturned.")
    assert clusters(told(one, other)) == []


def test_one_clause_that_tells_of_killed_and_wounded_is_one_event() -> None:
    one = ("The Gazette", "2031-05-20", "Some 900 Malian soldiers were killed or wounded.")
    assert clusters(told(one)) == [["0 killed", "0 wounded"]]


# ------------------------------------------------------------------ deeds done once


def test_a_signing_is_one_whenever_it_is_told_and_its_days_may_differ() -> None:
    one = ("The Gazette", "2031-05-20", "Chad and Niger signed a border pact on 19 May 2031.")
    late = ("Tidende", "2032-03-02", "Chad and Niger signed the border pact on 17 May 2031.")
    facts = told(one, late)
    assert clusters(facts) == [["0 signed", "1 signed"]]
    assert differing(facts) == ["date"]


def test_other_signings_by_the_same_states_stay_apart() -> None:
    one = ("The Gazette", "2031-05-20", "Chad and Niger signed a border pact on 19 May 2031.")
    thing = ("Tidende", "2031-05-20", "Chad and Niger signed a loan contract on 19 May 2031.")
    later = ("Tidende", "2034-03-02", "Chad and Niger signed a border pact on 1 March 2034.")
    law = ("Post", "2031-06-20", "Chad signed the law that ratifies the border pact with Niger.")
    assert clusters(told(one, later)) == []
    assert clusters(told(one, thing)) == []
    assert clusters(told(one, law)) == []


def test_every_state_ratifies_for_itself() -> None:
    one = ("The Gazette", "2031-05-20", "Chad ratified the border pact with Niger on Monday.")
    other = ("Tidende", "2031-05-20", "Niger ratified the border pact with Chad on Monday.")
    assert clusters(told(one, other)) == []


# ------------------------------------------------------------------ visits, deployments


def test_a_visit_is_one_event_and_a_second_visit_another() -> None:
    one = (
        "The Gazette",
        "2031-05-20",
        "Amina Haddad of Algeria met Omar Farah in Tunis on Monday.",
    )
    other = ("Tidende", "2031-05-21", "Amina Haddad of Algeria visited Tunis on 19 May 2031.")
    third = ("Post", "2031-07-02", "Amina Haddad of Algeria met Omar Farah in Tunis on Tuesday.")
    assert clusters(told(one, other, third)) == [["0 met", "1 visited"]]


def test_planned_and_done_are_states_of_one_deed() -> None:
    plan = ("The Gazette", "2031-05-20", "Kenya will send 1,200 police officers to Haiti.")
    done = ("Tidende", "2031-08-02", "Kenya has sent 1,200 police officers to Haiti.")
    facts = told(plan, done)
    assert clusters(facts) == [["0 send", "1 sent"]]
    assert "planned there" in reasons(facts)
    assert "state" in differing(facts)


def test_more_soldiers_are_not_those_they_join() -> None:
    one = ("The Gazette", "2031-05-20", "Kenya has sent soldiers to Haiti.")
    more = ("Tidende", "2031-05-22", "Kenya has sent more soldiers to Haiti.")
    assert clusters(told(one, more)) == []
    assert clusters(told(more, ("Post", "2031-05-23", f"Now, {more[2]}"))) == [["0 sent", "1 sent"]]


def test_another_sender_is_another_deed() -> None:
    one = ("The Gazette", "2031-05-20", "Kenya has sent 1,200 soldiers to Haiti.")
    other = ("Tidende", "2031-05-20", "Jamaica has sent 1,200 soldiers to Haiti.")
    assert clusters(told(one, other)) == []


def test_what_is_only_imagined_joins_nothing() -> None:
    other = (
        "Post",
        "2031-05-20",
        "If Ethiopian drones attacked a market in Mekelle, it would end.",
    )
    assert all(h.modality != "hypothetical" for f in told(other) for h in f.happenings)


# ------------------------------------------------------------------ units

TEXTS = [
    ATTACK,
    ("Tidende", "2031-05-20", "Ethiopian forces struck the market in Mekelle on Monday."),
    ("Post", "2031-05-21", "Sudan shelled a hospital in Kassala on Monday. Kenya sent 1,200 men."),
    ("Wire", "2031-05-22", "Sudan did not shell a hospital in Kassala on Monday."),
    ("Herald", "2031-05-20", "Eritrea shelled a hospital in Kassala on Monday."),
    ("Courier", "2031-05-25", "Kenya will send 1,200 police officers to Haiti."),
    ("Echo", "2031-08-25", "Kenya has sent 1,200 police officers to Haiti."),
]
FACTS = told(*TEXTS)


@settings(max_examples=25, deadline=None)
@given(st.permutations(FACTS), st.integers(0, len(FACTS)))
def test_units_come_to_what_all_comes_to_in_any_order(facts: list[Facts], n: int) -> None:
    some = facts[:n]
    whole = link_events(some)
    assert run_steps(some, lambda _: "", [STEP]).events == whole
    assert link_events(sorted(some, key=lambda f: f.header.order)) == whole


@settings(max_examples=25, deadline=None)
@given(st.sets(st.sampled_from(range(len(FACTS)))), st.sampled_from(range(len(FACTS))))
def test_a_new_text_changes_only_units_it_shares_a_key_with(some: set[int], new: int) -> None:
    before = [FACTS[n] for n in sorted(some - {new})]
    after = [*before, FACTS[new]]
    keys = {k for f in before for k in event_keys(f)} - event_keys(FACTS[new])
    for key in keys:
        sharing = [[f for f in facts if key in event_keys(f)] for facts in (before, after)]
        assert link_unit(key, sharing[0]) == link_unit(key, sharing[1])


def test_every_link_has_a_reason_and_a_score() -> None:
    links = link_events(FACTS)
    assert links
    assert all(link.reason and 0 < link.score <= 1 for link in links)


def test_each_conflict_has_words_of_two_texts() -> None:
    cluster = join_links(link_events(FACTS))
    found = [h for f in FACTS for h in f.happenings if h.event in cluster]
    for conflict in conflicts_of(found):
        assert conflict.here.anchor is not None
        assert conflict.there.anchor is not None
        assert conflict.here.anchor.text in conflict.why or "…" in conflict.why


# ------------------------------------------------------------------ what differs inside


def test_other_numbers_about_one_event_are_kept() -> None:
    one = ("The Gazette", "2031-05-20", "Kenya has sent 1,200 soldiers to Haiti.")
    other = ("Tidende", "2031-05-22", "Kenya has sent 900 soldiers to Haiti.")
    facts = told(one, other)
    assert clusters(facts) == [["0 sent", "1 sent"]]
    assert differing(facts) == ["figure"]


def test_a_number_within_the_bound_of_another_is_no_conflict() -> None:
    one = ("The Gazette", "2031-05-20", "Kenya has sent at least 900 soldiers to Haiti.")
    other = ("Tidende", "2031-05-22", "Kenya has sent 1,200 soldiers to Haiti.")
    assert differing(told(one, other)) == []


def test_conflicts_do_not_depend_on_the_order_of_tellings() -> None:
    cluster = join_links(link_events(FACTS))
    found = [h for f in FACTS for h in f.happenings if h.event in cluster]
    assert conflicts_of(found) == conflicts_of(reversed(found))


def test_groups_that_share_a_record_are_one_event() -> None:
    links = [
        EventLink("evt_1", "evc_2", "", 0.5),
        EventLink("evt_2", "evc_2", "", 0.5),
        EventLink("evt_2", "evc_1", "", 0.5),
        EventLink("evt_3", "evc_1", "", 0.5),
        EventLink("evt_4", "evc_3", "", 0.5),
    ]
    joined = {"evt_1": "evc_1", "evt_2": "evc_1", "evt_3": "evc_1", "evt_4": "evc_3"}
    assert join_links(links) == join_links(reversed(links)) == joined
