"""Who held which office: the table is sound, and speaks only of days it vouches for."""

import doctest
from datetime import date
from itertools import groupby, pairwise

import pytest

from reportedly.knowledge import (
    find_holder,
    find_person,
    list_offices,
    load_bodies,
    load_countries,
    load_offices,
    load_tenures,
    offices,
)
from reportedly.knowledge.tables import read_table

STORY = ("RU", "KP", "KR", "UA", "US", "JP", "GB", "CN", "BY")


def test_the_examples_hold() -> None:
    assert doctest.testmod(offices).failed == 0


def test_rows_are_whole() -> None:
    for t in load_tenures():
        assert t.holder
        assert t.reference
        assert t.sure in ("read", "recalled", "about")
        for day in filter(None, (t.start, t.until, t.checked)):
            assert date.fromisoformat(day).isoformat() == day
        assert t.until is None or t.start < t.until
        assert t.until is not None or (t.checked is not None and t.start <= t.checked)


def test_every_office_has_holders_and_a_body() -> None:
    assert {t.office.id for t in load_tenures()} == set(load_offices())
    assert {o.body for o in load_offices().values()} <= set(load_bodies())
    countries = {c.iso for c in load_countries().values()}
    assert {o.country for o in load_offices().values()} <= countries | {None}
    assert {r["office"] for r in read_table("holders.tsv")} <= set(load_offices())


def test_nobody_shares_an_office_of_one_holder() -> None:
    for office, group in groupby(load_tenures(), key=lambda t: t.office):
        if office.single:
            for one, later in pairwise(group):
                assert one.until is not None, (office.id, one.holder)
                assert one.until <= later.start, (office.id, one.holder, later.holder)


@pytest.mark.parametrize("country", STORY)
@pytest.mark.parametrize("office", ["foreign_minister", "defence_minister"])
@pytest.mark.parametrize("day", ["2022-01-15", "2023-06-01", "2025-06-17"])
def test_the_storys_ministers_are_known(country: str, office: str, day: str) -> None:
    if (country, office, day) == ("KR", "defence_minister", "2025-06-17"):
        assert find_holder("acting_defence_minister_kr", "KR", day)
        return
    assert len(find_holder(f"{office}_{country.lower()}", country, day)) == 1


@pytest.mark.parametrize(
    ("office", "country", "day", "holders"),
    [
        ("Security Council Secretary", "RU", "2025-06-17", ["Sergei Shoigu"]),
        ("defense minister", "RU", "2023-01-01", ["Sergei Shoigu"]),
        ("President", "US", "2025-06-17", ["Donald Trump"]),
        ("president", "US", "2025-01-20", ["Joe Biden", "Donald Trump"]),
        ("Prime Minister", "JP", "2025-06-18", ["Shigeru Ishiba"]),
        ("Chief Cabinet Secretary", "JP", "2025-06-18", ["Yoshimasa Hayashi"]),
        ("NIS", "KR", "2025-06-18", ["Cho Tae-yong"]),
        ("GUR chief", "UA", "2025-06-18", ["Kyrylo Budanov"]),
        ("UN Secretary-General", None, "2025-06-18", ["António Guterres"]),
        ("President", "KR", "2025-05-01", []),
        ("President", "RU", "2099-01-01", []),
        ("President", "XX", "2025-01-01", []),
    ],
)
def test_who_held_it(office: str, country: str | None, day: str, holders: list[str]) -> None:
    assert [t.holder for t in find_holder(office, country, day)] == holders


def test_what_a_row_cannot_know_it_does_not_deny() -> None:
    (trump,) = [t for t in list_offices("Donald Trump") if t.until is None]
    assert not trump.holds("2099-01-01")
    assert trump.may_hold("2099-01-01")
    (biden,) = list_offices("Joe Biden")
    assert not biden.may_hold("2025-06-17")
    assert biden.may_hold("2025-01-22")  # three days for oaths and time zones


def test_one_person_in_many_spellings() -> None:
    for name in ("Sergei Shoigu", "Sergey Shoygu", "SERGEI SHOIGU", "Sergeĭ Shoĭgu"):
        titles = [t.office.title for t in list_offices(name)]
        assert titles == ["Defence Minister", "Secretary of the Security Council"]
    assert find_person("Vladimir Zelensky") == "Volodymyr Zelensky"
    assert find_person("Olena Zelenska") is None
    assert list_offices("") == ()
