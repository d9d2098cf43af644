from datetime import date

import pytest

from reportedly.knowledge import (
    find_body,
    is_part,
    list_summands,
    load_countries,
    load_measure_relations,
    load_measures,
)
from reportedly.knowledge.tables import read_table


def test_every_measure_that_relates_is_one_that_is_read():
    known = {m for by in ("noun", "verb") for m in load_measures(by).values()}
    named = {m.removeprefix("share_") for pair in load_measure_relations() for m in pair}
    assert named <= known


def test_casualties_are_killed_and_wounded():
    assert list_summands("casualties") == ("killed", "wounded")
    assert list_summands("troops") == ()


@pytest.mark.parametrize(
    ("part", "whole", "counted"),
    [
        ("killed", "casualties", True),
        ("deminers", "troops", True),
        ("casualties", "killed", False),
        ("workers", "troops", False),
        ("killed", "losses", False),  # print uses "lost" for either
    ],
)
def test_what_is_counted_within_what(part, whole, counted):
    assert is_part(part, whole) is counted


def test_nothing_is_part_of_what_is_part_of_it():
    pairs = set(load_measure_relations())
    assert not any((whole, part) in pairs for part, whole in pairs)


@pytest.mark.parametrize("row", read_table("wars.tsv"), ids=lambda r: f"{r['side']}-{r['enemy']}")
def test_a_war_has_two_states_days_in_order_and_a_reference(row):
    isos = {c.iso for c in load_countries().values()}
    assert {row["side"], row["enemy"]} <= isos
    assert row["side"] != row["enemy"]
    assert date.fromisoformat(row["start"]) <= date.fromisoformat(row["until"] or "9999-12-31")
    assert row["reference"]


@pytest.mark.parametrize("row", read_table("speaks_for.tsv"), ids=lambda r: r["body"])
def test_a_staff_speaks_for_forces_of_its_state(row):
    staff, forces = find_body(row["body"]), find_body(row["for"])
    assert staff is not None
    assert forces is not None
    assert staff.country == forces.country
    assert (staff.name, forces.name) == (row["body"], row["for"])
