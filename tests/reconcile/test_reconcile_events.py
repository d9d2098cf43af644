"""Events across documents: what joins, what stays apart, and what differs inside."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

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
from reportedly.reconcile.event_traits import make_traits
from reportedly.reconcile.event_units import records_under
from reportedly.reconcile.registry import STEPS
from reportedly.reconcile.same_event import find_same

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


# ------------------------------------------------------------------ periods

HAITI = "Kenya has sent 1,200 police officers to Haiti."


def periods(*texts: tuple[str, str, str]) -> list[str]:
    """What the keys of some texts say of time, each once."""
    return sorted({key.rpartition(":")[2] for f in told(*texts) for key in event_keys(f)})


def test_the_end_of_a_month_and_the_start_of_the_next_are_not_apart() -> None:
    one = ("The Gazette", "2031-05-31", "Ethiopian drones attacked a market in Mekelle on 31 May.")
    other = ("Tidende", "2031-06-03", "Ethiopian forces struck the market in Mekelle on 1 June.")
    assert clusters(told(one, other)) == [["0 attacked", "1 struck"]]
    assert periods(one) == ["2031-05", "2031-06"]
    assert periods(other) == ["2031-06"]


def test_a_plan_meets_the_deed_in_any_month_up_to_its_end() -> None:
    plan = ("The Gazette", "2031-05-20", "Kenya will send 120 police officers to Haiti.")
    done = ("Tidende", "2031-08-20", "Kenya has sent 120 police officers to Haiti.")
    assert clusters(told(plan, done)) == [["0 send", "1 sent"]]
    assert periods(plan) == [f"2031-{month:02}" for month in range(5, 12)]


def test_what_takes_weeks_meets_a_day_between_them() -> None:
    vague = ("The Gazette", "2031-03-28", "North Korea has sent more soldiers to Russia, it said.")
    dated = ("Tidende", "2031-04-27", "North Korea sent more soldiers to Russia in February 2031.")
    assert clusters(told(vague, dated)) == [["0 sent", "1 sent"]]


def test_a_count_is_recalled_a_year_later_and_not_two() -> None:
    one = ("The Gazette", "2031-05-20", HAITI)
    again = f"So it was. {HAITI}"
    assert clusters(told(one, ("Post", "2032-05-02", again))) == [["0 sent", "1 sent"]]
    assert clusters(told(one, ("Post", "2033-06-02", again))) == []


def test_a_count_meets_itself_wherever_years_are_cut() -> None:
    facts = told(("The Gazette", "2031-01-01", HAITI), ("Post", "2031-01-01", f"And: {HAITI}"))
    for start in range(0, 1400, 100):
        first = date(2031, 1, 1) + timedelta(start)
        for gap in (0, 40, 200, 400):
            one, other = (
                moved(f, day) for f, day in zip(facts, (first, first + timedelta(gap)), strict=True)
            )
            assert clusters([one, other]) == [["0 sent", "1 sent"]]


def moved(facts: Facts, day: date) -> Facts:
    """Facts of the same words on another day."""
    header = replace(facts.header, published=day.isoformat())
    happenings = tuple(replace(h, header=header) for h in facts.happenings)
    return replace(facts, header=header, happenings=happenings)


def test_few_are_not_recalled() -> None:
    few = HAITI.replace("1,200", "120")
    one, other = ("The Gazette", "2031-05-20", few), ("Post", "2032-05-20", f"So it was. {few}")
    assert clusters(told(one, other)) == []


def test_one_loose_tie_does_not_make_two_counts_one() -> None:
    more = HAITI.replace("1,200", "1,900")
    texts = [
        ("The Gazette", "2031-02-20", HAITI),
        ("Tidende", "2031-05-20", f"So it was. {HAITI}"),
        ("Post", "2031-06-10", more),
        ("Herald", "2031-09-20", f"So it was. {more}"),
    ]
    assert clusters(told(*texts)) == [["0 sent", "1 sent"], ["2 sent", "3 sent"]]


def test_the_largest_of_several_counts_stands_for_a_record() -> None:
    words = "About 4,000 Malian soldiers have been killed, wounded or captured, and 1,000 killed."
    (facts,) = told(("The Gazette", "2031-05-20", words))
    wounded = next(make_traits(h) for h in facts.happenings if h.words.text == "wounded")
    assert {a.figure.low for a in wounded.happening.figures} == {1_000, 4_000}
    assert [str(n) for n in wounded.numbers] == [str(wounded.count)] == ["4,000"]


def test_one_day_in_one_town_is_enough_for_a_deed_done_once() -> None:
    one = ("The Gazette", "2031-06-20", "Leaders signed it in Zinder on 19 May 2031.")
    words = "Niger and Chad signed a deal on 19 May 2031 in the town of Zinder."
    assert clusters(told(one, ("Tidende", "2032-03-02", words))) == [["0 signed", "1 signed"]]


def test_a_deed_left_to_nobody_stays_with_its_text() -> None:
    (facts,) = told(("The Gazette", "2031-05-20", "Some 30 were killed. Others were wounded."))
    assert facts.happenings
    assert all(facts.document in key for key in event_keys(facts))


def test_a_text_of_another_month_leaves_a_unit_alone() -> None:
    early, late = told(ATTACK, ("Post", "2031-09-20", ATTACK[2]))
    assert event_keys(early) & event_keys(late) == frozenset()
    assert link_events([early, late]) == ()


def test_a_text_without_a_day_has_keys() -> None:
    facts = find_facts(report("Some 900 Malian soldiers were killed or wounded.", None))
    assert clusters([facts]) == [["0 killed", "0 wounded"]]


# ------------------------------------------------------------------ units

TEXTS = [
    ATTACK,
    ("Tidende", "2031-05-20", "Ethiopian forces struck the market in Mekelle on Monday."),
    ("Post", "2031-05-21", "Sudan shelled a hospital in Kassala on Monday. Kenya sent 1,200 men."),
    ("Wire", "2031-05-22", "Sudan did not shell a hospital in Kassala on Monday."),
    ("Herald", "2031-05-20", "Eritrea shelled a hospital in Kassala on Monday."),
    ("Courier", "2031-05-25", "Kenya will send 1,200 police officers to Haiti."),
    ("Echo", "2031-08-25", "Kenya has sent 1,200 police officers to Haiti."),
    ("Globe", "2031-06-01", "Sudan shelled a hospital in Kassala on 31 May. Kenya sent 1,200 men."),
    ("Sun", "2031-06-02", "Sudan did not shell a hospital in Kassala on 1 June."),
    (
        "Star",
        "2032-06-02",
        "Kenya sent 1,200 men to Haiti, and Chad and Niger signed a border pact.",
    ),
    ("Moon", "2031-01-02", "Chad and Niger signed a border pact in Zinder on 1 January 2031."),
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


def test_whatever_tells_of_one_event_meets_in_a_unit() -> None:
    records = [r for f in FACTS for k in sorted(event_keys(f)) for r in records_under(k, [f])]
    own = {r.traits.event: r for r in records}.values()
    pairs = [(a, b) for a, b in combinations(own, 2) if find_same(a.traits, b.traits)]
    sides = [a.traits.happening.countries & b.traits.happening.countries for a, b in pairs]
    assert any(sides)
    assert all(a.keys & b.keys for (a, b), both in zip(pairs, sides, strict=True) if both)


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
