"""Ranges by named rules, on worked examples that the documentation prints too."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reconcile_answers import make_facts

from reportedly.knowledge import are_at_war
from reportedly.reconcile import RULES, Facts, Range, ask, derive_range


def said(
    n: int, number: float | None, line: str, day: str = "2025-03-01", **more: str | bool
) -> Facts:
    more = {"population": "RU:military", **more}
    return make_facts(n, day=day, line=line, number=number, **more)  # type: ignore[arg-type]


def derived(rule: str, *facts: Facts) -> Range:
    asked = ask(facts)
    assert len(asked) == 1
    return derive_range(asked[0], rule)  # type: ignore[arg-type]


def ends(found: Range) -> tuple[float | None, float | None, float | None]:
    return found.low, found.best, found.high


MONITOR = said(1, 300, "org:a monitor", country="CH")
LATER = said(2, 450, "org:another monitor", day="2025-03-05", country="SE")
OWN_SIDE = said(3, 120, "body:army", country="RU")
ENEMY = said(4, 2000, "body:enemy army", country="UA")


def test_the_table_of_wars_knows_sides_and_days():
    assert are_at_war("UA", "RU", "2025-03-01")
    assert are_at_war("RU", "UA", "2025-03-01")
    assert not are_at_war("UA", "RU", "2010-01-01")
    assert not are_at_war("CH", "RU", "2025-03-01")
    assert not are_at_war(None, "RU", "2025-03-01")


# ------------------------------------------------------------------ ucdp


def test_ucdp_one_source_gives_one_number():
    assert ends(derived("ucdp", MONITOR)) == (300, 300, 300)


def test_ucdp_a_count_of_the_enemys_losses_is_high_only():
    found = derived("ucdp", MONITOR, LATER, ENEMY)
    assert ends(found) == (300, 450, 2000)
    assert "one side's count" in found.notes[0]


def test_ucdp_a_count_of_the_enemys_losses_alone():
    found = derived("ucdp", ENEMY)
    assert ends(found) == (None, None, 2000)


def test_ucdp_best_is_the_latest_of_a_third_party():
    late = said(5, 90, "body:army", day="2025-03-09", country="RU")
    assert ends(derived("ucdp", MONITOR, LATER, late)) == (90, 450, 450)


def test_an_outlet_of_one_side_is_not_that_side():
    outlet = said(6, 2000, "outlet:kyivpaper", country="UA")
    assert derived("ucdp", MONITOR, outlet).notes == ()


# ------------------------------------------------------------------ acled


def test_acled_takes_the_most_conservative_count():
    found = derived("acled", MONITOR, LATER, ENEMY)
    assert ends(found) == (300, 300, 300)
    assert [left.why for left in found.left_out] == [
        "one side's count of the other's losses, and there are others"
    ]


def test_acled_reads_vague_words_by_its_table():
    assert ends(derived("acled", said(7, None, "org:a monitor", country="CH"))) == (200, 200, 200)
    assert ends(derived("ucdp", said(7, None, "org:a monitor", country="CH"))) == (None,) * 3


def test_acled_a_count_of_the_enemys_losses_alone_is_noted():
    found = derived("acled", ENEMY)
    assert ends(found) == (2000, 2000, 2000)
    assert found.notes == ("only one side's count of the other's losses",)


# ------------------------------------------------------------------ airwars, all


def test_airwars_goes_from_the_lowest_to_the_highest_source():
    found = derived("airwars", MONITOR, LATER, ENEMY)
    assert ends(found) == (300, None, 2000)
    assert any("contested" in note for note in found.notes)
    assert any("counts civilians" in note for note in found.notes)


def test_airwars_on_civilians_by_one_source():
    one = said(8, 12, "org:a monitor", population="SY:civilian", country="CH")
    assert derived("airwars", one).notes == ("a single source",)


def test_all_takes_everything_that_was_said_revised_or_not():
    revised = said(9, 100, "org:a monitor", day="2025-01-01", country="CH")
    assert ends(derived("all", revised, MONITOR, ENEMY)) == (100, None, 2000)
    assert ends(derived("airwars", revised, MONITOR, ENEMY)) == (300, None, 2000)


# ------------------------------------------------------------------ every rule


@pytest.mark.parametrize("rule", RULES)
def test_plans_and_figures_told_again_are_left_out(rule):
    plan = said(10, 9000, "org:a third", planned=True, country="CH")
    again = said(11, 300, "outlet:paper", day="2025-03-02")
    found = derived(rule, MONITOR, plan, again)
    assert found.high == 300
    assert {left.why for left in found.left_out} == {
        "a plan, not yet a count",
        "it repeats a figure that is counted where it was first told",
    }


NUMBERS = st.lists(
    st.tuples(
        st.sampled_from([10, 20, 30, None]),
        st.sampled_from([("org:a", "CH"), ("body:b", "UA"), ("body:c", "RU"), ("outlet:d", None)]),
        st.sampled_from(["2025-03-01", "2025-03-02", "2025-04-01"]),
    ),
    min_size=1,
    max_size=8,
)


@pytest.mark.parametrize("rule", RULES)
@given(rows=NUMBERS)
def test_a_range_is_in_order_and_accounts_for_every_figure(rule, rows):
    facts = [
        said(n, number, who[0], day, country=who[1]) for n, (number, who, day) in enumerate(rows)
    ]
    found = derived(rule, *facts)
    numbers = [n for n in ends(found) if n is not None]
    assert numbers == sorted(numbers)
    figures = [*found.rests_on, *(left.figure for left in found.left_out)]
    assert sorted(figures) == sorted(f.answers[0].figure.id for f in facts)
    assert derived(rule, *[replace(f) for f in reversed(facts)]) == found
