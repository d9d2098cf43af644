"""Bodies, equipment and outlets: the tables are sound, and forms are found where they stand."""

from collections import Counter
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.knowledge import (
    BodyKind,
    Equipment,
    find_bodies,
    find_body,
    find_equipment,
    find_publisher,
    load_bodies,
    load_body_nouns,
    load_countries,
    load_publishers,
)
from reportedly.knowledge.publishers import Control
from reportedly.knowledge.tables import read_table

COUNTRIES = {c.iso for c in load_countries().values()}


def forms(table: str) -> list[str]:
    rows = read_table(table)
    return [f for r in rows for f in (r["name"], *filter(None, r["forms"].split("|")))]


def test_enough_bodies_and_outlets() -> None:
    assert len(read_table("bodies.tsv")) >= 250
    assert len(read_table("publishers.tsv")) >= 150


def test_a_form_stands_for_one_body_only() -> None:
    assert [f for f, n in Counter(forms("bodies.tsv")).items() if n > 1] == []
    assert not [f for f in forms("bodies.tsv") if f.startswith("the ") or f != f.strip()]


def test_kinds_and_countries_are_known() -> None:
    assert {b.kind for b in load_bodies().values()} <= set(get_args(BodyKind))
    assert set(load_body_nouns().values()) <= set(get_args(BodyKind))
    assert {b.country for b in load_bodies().values()} <= COUNTRIES | {None}
    assert {r["type"] for r in read_table("equipment.tsv")} <= set(get_args(Equipment))


@pytest.mark.parametrize(
    ("form", "name", "country", "kind"),
    [
        ("NIS", "NIS", "KR", "intelligence"),
        ("the National Intelligence Service", "NIS", "KR", "intelligence"),
        ("HUR", "GUR", "UA", "intelligence"),
        ("TASS", "TASS", "RU", "media"),
        ("KCNA", "KCNA", "KP", "media"),
        ("MSMT", "MSMT", None, "international"),
        ("Russia’s Defence Ministry", "Russian Defence Ministry", "RU", "ministry"),
        ("the Kremlin", "Kremlin", "RU", "head_of_state"),
        ("Houthis", "Houthis", "YE", "armed_group"),
    ],
)
def test_a_form_and_its_body(form: str, name: str, country: str | None, kind: str) -> None:
    body = find_body(form)
    assert body is not None
    assert (body.name, body.country, body.kind) == (name, country, kind)


@pytest.mark.parametrize(
    "form", ["Defence Ministry", "Security Council", "who", "", "General Staff"]
)
def test_what_stands_for_many_stands_for_none(form: str) -> None:
    assert find_body(form) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The NIS told the UN Security Council.", ["NIS", "UN Security Council"]),
        ("TASSO and unNIS", []),
        ("al-Qaeda, Al-Shabaab", ["al-Qaeda", "Al-Shabaab"]),
        ("Ukraine’s General Staff said", ["Ukraine’s General Staff"]),
    ],
)
def test_forms_in_a_text(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end, _ in find_bodies(text)] == found


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    spans = [(start, end) for start, end, _ in find_bodies(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert all(0 <= start < end <= len(text) for start, end, _ in find_equipment(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("two Su-34s and a MiG-31K", {("Su-34s", "aircraft"), ("MiG-31K", "aircraft")}),
        (
            "T-72 tanks, S-400 and Shaheds",
            {("T-72", "weapon"), ("S-400", "weapon"), ("Shaheds", "aircraft")},
        ),
        ("aboard HMS Defender near", {("HMS Defender", "vessel")}),
        ("COVID-19, C-4 and B-2 visas, K-pop", set()),
    ],
)
def test_equipment_in_a_text(text: str, found: set[tuple[str, str]]) -> None:
    assert {(text[s:e], kind) for s, e, kind in find_equipment(text)} == found


def test_outlets_are_sound() -> None:
    outlets = load_publishers()
    domains = Counter(d for p in outlets for d in p.domains)
    assert [d for d, n in domains.items() if n > 1 or d != d.lower() or "/" in d] == []
    assert [n for n, k in Counter(p.name for p in outlets).items() if k > 1] == []
    assert {p.control for p in outlets} <= set(get_args(Control))
    assert {p.country for p in outlets} <= COUNTRIES
    assert all(p.reference and p.family and p.domains for p in outlets)
    agencies = [p.is_agency for p in outlets]
    assert agencies == sorted(agencies, reverse=True)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("tass.com", "TASS"),
        ("www.rt.com", "RT"),
        ("world.kbs.co.kr", "KBS"),
        ("live.bbc.co.uk", "BBC"),
        ("The Korea Herald", "Korea Herald"),
        ("Yonhap News Agency", "Yonhap"),
    ],
)
def test_an_outlet_by_name_or_address(printed: str, name: str) -> None:
    outlet = find_publisher(printed)
    assert outlet is not None
    assert outlet.name == name


@pytest.mark.parametrize("printed", ["example.org", "nottass.com", "", "co.uk", "the"])
def test_no_outlet(printed: str) -> None:
    assert find_publisher(printed) is None


def test_sister_outlets_are_one_family() -> None:
    pairs = [("ria.ru", "sputnikglobe.com"), ("kp.ru", "rbc.ru"), ("people.cn", "globaltimes.cn")]
    for one, other in pairs:
        first, second = find_publisher(one), find_publisher(other)
        assert first is not None
        assert second is not None
        assert first.family == second.family
