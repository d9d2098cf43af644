"""Questions of small texts of our own: what joins, what stays apart, what became of each figure."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reconcile_answers import make_facts
from reconcile_reports import report

from reportedly.model import Echo, Member, Question
from reportedly.reconcile import (
    Facts,
    ask,
    find_facts,
    find_questions,
    link_questions,
    question_keys,
)

START = date(2031, 5, 1)


def facts(text: str, day: int = 1, publisher: str = "The Gazette") -> Facts:
    """Facts of a text published on a day of May 2031."""
    return find_facts(report(text, published=f"2031-05-{day:02}", publisher=publisher))


def told(*texts: tuple[str, int]) -> list[tuple[str, str, str | None]]:
    """State of each figure (words, state, words of the figure it is revised by or echoes)."""
    made = [facts(text, day) for text, day in texts]
    words = {a.figure.id: a.figure.anchor.text for f in made for a in f.answers}
    _, members = find_questions(made)
    return [(words[m.figure], m.state, words.get(m.by or "")) for m in members]


def questions(*texts: str) -> list[Question]:
    found, _ = find_questions(facts(t, n + 1) for n, t in enumerate(texts))
    return list(found)


# ------------------------------------------------------------------ what belongs together


def test_workers_and_troops_are_two_questions():
    found = questions(
        "The ministry said that 900 Chadian soldiers were in Libya.",
        "The ministry said that 900 Chadian workers were in Libya.",
    )
    assert {q.measure for q in found} == {"troops", "workers"}


def test_peoples_of_two_countries_are_two_questions():
    found = questions(
        "The ministry said that 40 Chadian soldiers had died.",
        "The ministry said that 40 Libyan soldiers had died.",
    )
    assert {q.population for q in found} == {"TD:military", "LY:military"}


def test_soldiers_and_civilians_are_two_questions():
    found = questions(
        "The ministry said that 40 Chadian soldiers had died.",
        "The ministry said that 40 Chadian civilians had died.",
    )
    assert {q.population for q in found} == {"TD:military", "TD:civilian"}


def test_an_open_kind_joins_the_only_one_with_the_reason():
    made = [
        facts("The ministry said that 40 Chadian soldiers had died."),
        facts("Chadians were hit. The mayor said that 60 had died.", 2),
    ]
    asked = ask(made)
    assert [a.question.population for a in asked] == ["TD:military"]
    assert "does not say of which kind" in asked[0].members[-1].reason


def test_an_open_kind_beside_two_others_stays_by_itself():
    found = questions(
        "The ministry said that 40 Chadian soldiers had died.",
        "The ministry said that 40 Chadian civilians had died.",
        "Chadians were hit. The mayor said that 60 had died.",
    )
    assert {q.population for q in found} == {"TD:military", "TD:civilian", "TD:"}


def test_a_region_is_comparable_with_its_country_and_two_countries_are_not():
    within = questions(
        "The ministry said that 40 Chadian soldiers had died in Libya.",
        "The mayor said that 60 Chadian soldiers had died in Benghazi.",
    )
    assert [q.place for q in within] == ["LY"]
    apart = questions(
        "The ministry said that 40 Chadian soldiers had died in Libya.",
        "The mayor said that 60 Chadian soldiers had died in Niger.",
    )
    assert {q.place for q in apart} == {"LY", "NE"}


def test_two_towns_lie_apart():
    found = questions(
        "The ministry said that 90 Chadian soldiers had died in Libya.",
        "The mayor said that 60 Chadian soldiers had died in Benghazi.",
        "The governor said that 30 Chadian soldiers had died in Tripoli.",
    )
    assert {q.place for q in found} == {"LY", "LY:benghazi", "LY:tripoli"}
    links = link_questions(found)
    assert {link.why for link in links} == {"benghazi lies in LY", "tripoli lies in LY"}


@pytest.mark.parametrize("place", ["near Libya", "from Libya", "against Libya"])
def test_a_place_beside_is_no_place_of_the_count(place):
    found = questions(f"The ministry said that 40 Chadian soldiers had died {place}.")
    assert [q.place for q in found] == [""]


def test_those_who_come_on_top_are_another_question():
    found = questions(
        "The ministry said that Chad had sent 900 soldiers to Libya.",
        "The ministry said that Chad had sent 300 additional soldiers to Libya.",
    )
    assert {q.aspect for q in found} == {"total", "increment"}


def test_deaths_among_casualties_are_all_the_deaths():
    found = questions("Chad has suffered 470 casualties, including 60 deaths, the ministry said.")
    assert {(q.measure, q.aspect) for q in found} == {("casualties", "total"), ("killed", "total")}
    assert [link.why for link in link_questions(found)] == ["casualties take in killed"]


def test_a_denied_figure_answers_nothing():
    assert questions("The ministry denied that 40 Chadian soldiers had died.") == []


def test_a_figure_of_nobodys_people_answers_nothing():
    assert questions("The mayor said that 40 had died.") == []


# ------------------------------------------------------------------ what became of each

FIRST = "Chad's army said on May 1 that 40 Chadian soldiers had died."
SECOND = "Chad's army said on May 9 that 70 Chadian soldiers had died."


def test_a_speaker_revises_his_own_figure():
    assert told((FIRST, 1), (SECOND, 9)) == [
        ("40 Chadian soldiers", "revised", "70 Chadian soldiers"),
        ("70 Chadian soldiers", "stands", None),
    ]


def test_nobody_revises_another_ones():
    other = "Libya's army said on May 9 that 70 Chadian soldiers had died."
    assert [state for _, state, _ in told((FIRST, 1), (other, 9))] == ["stands", "stands"]


def test_an_old_figure_told_again_is_an_echo_of_the_revised_one():
    stale = "At least 40 Chadian soldiers have died, according to Chad's army."
    assert told((FIRST, 1), (SECOND, 9), (stale, 20))[-1] == (
        "At least 40 Chadian soldiers",
        "echo",
        "40 Chadian soldiers",
    )


def test_a_figure_in_nobodys_name_is_no_new_count():
    bare = "At least 40 Chadian soldiers have died in the war."
    words, state, by = told((FIRST, 1), (bare, 5))[-1]
    assert (words, state, by) == ("At least 40 Chadian soldiers", "echo", "40 Chadian soldiers")


def test_another_named_speaker_with_the_same_number_stands_beside():
    other = "Libya's army said on May 3 that 40 Chadian soldiers had died."
    assert [state for _, state, _ in told((FIRST, 1), (other, 3))] == ["stands", "stands"]


def test_a_plan_is_not_revised_by_what_was_done():
    plan = "Chad's army said on May 1 that it would send 900 Chadian soldiers to Libya."
    done = "Chad's army said on May 9 that 300 Chadian soldiers had arrived in Libya."
    assert {state for _, state, _ in told((plan, 1), (done, 9))} == {"stands"}


def test_casualties_told_as_wounded_revise_nothing():
    before = "Chad's army said on May 1 that 90 Chadian soldiers had been wounded."
    whole = "Chad has suffered 470 casualties, including 60 deaths, Chad's army said."
    wrong = (
        "Chad's army said that 60 Chadian soldiers were killed and 470 Chadian soldiers wounded."
    )
    states = told((before, 1), (whole, 9), (wrong, 10))
    assert ("90 Chadian soldiers", "stands", None) in states
    assert ("470 Chadian soldiers", "echo", "470 casualties") in states


def test_a_late_report_takes_its_place_by_its_day():
    middle = "Chad's army said on May 5 that 55 Chadian soldiers had died."
    assert told((SECOND, 9), (FIRST, 1), (middle, 5)) == [
        ("40 Chadian soldiers", "revised", "55 Chadian soldiers"),
        ("55 Chadian soldiers", "revised", "70 Chadian soldiers"),
        ("70 Chadian soldiers", "stands", None),
    ]


def test_a_retracted_report_leaves_what_was_before():
    assert told((FIRST, 1)) == [("40 Chadian soldiers", "stands", None)]


def test_a_corrected_report_changes_what_it_is_revised_by():
    corrected = SECOND.replace("70", "75")
    assert told((FIRST, 1), (corrected, 9))[0] == (
        "40 Chadian soldiers",
        "revised",
        "75 Chadian soldiers",
    )


def test_a_known_echo_is_used():
    one = facts(FIRST, 1)
    other = facts("Libya's army said on May 3 that 40 Chadian soldiers had died.", 3)
    echo = Echo(
        later=other.document,
        earlier=one.document,
        kind="figure_reuse",
        reason="the text has the figure from there",
        score=0.9,
        here=(other.answers[0].sentence,),
        there=(one.answers[0].sentence,),
    )
    _, members = find_questions([one, other], echoes=[echo])
    assert (members[1].state, members[1].by) == ("echo", one.answers[0].figure.id)
    assert members[1].reason.startswith("the text has the figure from there")


# ------------------------------------------------------------------ properties

SAID = st.tuples(
    st.integers(0, 30),  # day
    st.sampled_from(["person:a", "person:b", "outlet:x", "unnamed:d:1", "anon:some officials"]),
    st.sampled_from([10, 20, 30, None]),  # the number, None for a vague word
    st.booleans(),  # planned
)


def generated(said) -> list[Facts]:
    return [
        make_facts(
            n, day=(START + timedelta(d)).isoformat(), line=line, number=number, planned=plan
        )
        for n, (d, line, number, plan) in enumerate(said)
    ]


@given(st.lists(SAID, max_size=12), st.randoms())
def test_the_order_of_arrival_does_not_matter(said, random):
    made = generated(said)
    turned = list(made)
    random.shuffle(turned)
    assert find_questions(made) == find_questions(turned)


@given(st.lists(SAID, max_size=12))
def test_every_answer_is_one_member_and_links_hold(said):
    made = generated(said)
    questions, members = find_questions(made)
    assert sorted(m.figure for m in members) == sorted(a.figure.id for f in made for a in f.answers)
    by_figure: dict[str, Member] = {m.figure: m for m in members}
    assert {m.question for m in members} == {q.id for q in questions}
    for m in members:
        assert (m.state == "stands") == (m.by is None)
        if m.by is None:
            continue
        other = by_figure[m.by]
        assert other.state != "echo", "what is told again goes back to its first telling"
        if m.state == "revised":
            assert (other.day or "") > (m.day or "")
            assert other.speaker == m.speaker


@given(st.lists(SAID, min_size=1, max_size=8))
def test_a_text_without_a_shared_key_changes_nothing(said):
    made = generated(said)
    other = facts("The ministry said that 900 Libyan soldiers were in Niger.")
    assert not any(question_keys(other) & question_keys(m) for m in made)
    assert set(find_questions(made)[1]) <= set(find_questions([*made, other])[1])


def test_a_hub_question_stays_near_linear():
    import time

    def seconds(n: int) -> float:
        made = [
            make_facts(
                i,
                day=(START + timedelta(i % 400)).isoformat(),
                line=f"person:{i % 97}" if i % 3 else "outlet:x",
                number=i % 1000,
            )
            for i in range(n)
        ]
        start = time.process_time()
        find_questions(made)
        return time.process_time() - start

    seconds(200)
    small, large = min(seconds(800) for _ in range(3)), seconds(8_000)
    assert large < 14 * small + 0.5


def test_twice_is_the_same():
    made = [facts(FIRST, 1), facts(SECOND, 9)]
    assert find_questions(made) == find_questions([replace(f) for f in made])
