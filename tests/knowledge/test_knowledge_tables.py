"""The tables that ship: well-formed, with known values, and unambiguous where it matters."""

import doctest
from collections import Counter
from importlib.resources import files
from typing import get_args

import pytest

from reportedly.knowledge import (
    LIGHT,
    inflect,
    load_act_nouns,
    load_act_verbs,
    load_acts,
    load_cues,
    load_event_nouns,
    load_event_phrases,
    load_event_verbs,
    load_hedges,
    load_kinds,
    load_measures,
    load_roles,
    load_vague,
    spread_kinds,
    words,
)
from reportedly.knowledge.tables import read_table
from reportedly.knowledge.words import Bound, Force, Frame
from reportedly.model import AttributionKind, EventType, SourceKind

DATA = files("reportedly.knowledge") / "data"
KEYS = {
    "announcing.tsv": ("word", "part"),
    "cues.tsv": ("lemma", "pos"),
    "events.tsv": ("lemma",),
    "hedges.tsv": ("hedge", "place"),
    "measures.tsv": ("word", "by"),
    "roles.tsv": ("word",),
    "vague.tsv": ("word",),
    "countries.tsv": ("iso",),
    "country_forms.tsv": ("form",),
    "bodies.tsv": ("name",),
    "body_nouns.tsv": ("noun",),
    "equipment.tsv": ("name",),
    "holders.tsv": ("office", "holder", "from"),
    "name_variants.tsv": ("spellings",),
    "offices.tsv": ("office",),
    "publishers.tsv": ("name",),
    "titles.tsv": ("title",),
    "verb_forms.tsv": ("lemma",),
    "people.tsv": ("noun",),
    "people_kinds.tsv": ("noun",),
    "people_verbs.tsv": ("lemma",),
    "speaks_for.tsv": ("body",),
    "measure_relations.tsv": ("part", "whole"),
    "wars.tsv": ("side", "enemy", "start"),
    "cyrillic.tsv": ("letter",),
    "event_nouns.tsv": ("noun",),
    "event_phrases.tsv": ("verb", "beside"),
    "event_types.tsv": ("type",),
    "plain_words.tsv": ("word",),
    "translations.tsv": ("words",),
}


def test_every_table_is_checked_here() -> None:
    assert {p.name for p in DATA.iterdir() if p.name.endswith(".tsv")} >= KEYS.keys()


@pytest.mark.parametrize("name", KEYS)
def test_rows_have_all_cells_and_no_key_twice(name: str) -> None:
    lines = (DATA / name).read_text(encoding="utf-8").split("\n")
    rows = [line for line in lines if line and not line.startswith("#")]
    columns = rows[0].count("\t")
    assert lines[0].startswith("#"), "a table says where it comes from"
    assert [row for row in rows if row.count("\t") > columns] == []
    keys = Counter(tuple(row[k] for k in KEYS[name]) for row in read_table(name))
    assert [k for k, n in keys.items() if n > 1] == []
    assert all(all(key) and key == tuple(map(str.strip, key)) for key in keys)


def column(table: str, name: str) -> set[str]:
    return {row[name] for row in read_table(table)}


@pytest.mark.parametrize(
    ("table", "name", "known"),
    [
        ("announcing.tsv", "part", ("verb", "phrase", "noun")),
        ("cues.tsv", "kind", get_args(AttributionKind)),
        ("cues.tsv", "force", get_args(Force)),
        ("cues.tsv", "frame", get_args(Frame)),
        ("cues.tsv", "pos", ("verb", "noun")),
        ("events.tsv", "type", get_args(EventType)),
        ("event_nouns.tsv", "type", get_args(EventType)),
        ("event_phrases.tsv", "type", (*get_args(EventType), "=")),
        ("event_types.tsv", "type", get_args(EventType)),
        ("event_types.tsv", "attitude", ("friendly", "neutral", "hostile")),
        ("hedges.tsv", "bound", get_args(Bound)),
        ("hedges.tsv", "place", ("before", "after")),
        ("measures.tsv", "by", ("noun", "verb")),
        ("people_kinds.tsv", "kind", ("military", "civilian", "worker", "victim")),
        ("people_kinds.tsv", "names", ("yes", "no")),
        ("people_verbs.tsv", "role", ("sends", "withdraws", "loses")),
        ("measure_relations.tsv", "relation", ("summand", "subset", "unclear")),
        ("roles.tsv", "kind", get_args(SourceKind)),
        ("country_forms.tsv", "use", ("name", "adjective", "metonym")),
    ],
)
def test_values_are_known(table: str, name: str, known: tuple[str, ...]) -> None:
    assert column(table, name) <= set(known)


@pytest.mark.parametrize("table", ["cues.tsv", "events.tsv"])
def test_a_form_belongs_to_one_verb(table: str) -> None:
    owners: dict[str, set[str]] = {}
    for row in read_table(table):
        if row.get("pos", "verb") != "verb":
            continue  # "a finding" and "to find" are two cues; the tag tells them apart
        for form in words._forms(row):
            owners.setdefault(form, set()).add(row["lemma"])
    # "found" would also be the base of "to found", which is no cue; no two rows share a form.
    assert {form for form, lemmas in owners.items() if len(lemmas) > 1} == set()


def test_every_type_of_event_is_defined_and_has_words() -> None:
    assert column("event_types.tsv", "type") == set(get_args(EventType))
    assert all(row["definition"] for row in read_table("event_types.tsv"))
    worded = column("events.tsv", "type") | column("event_phrases.tsv", "type")
    assert worded >= set(get_args(EventType))


def test_an_irregular_form_is_of_a_verb_in_use() -> None:
    verbs = {
        verb.partition("_")[0]
        for row in read_table("event_phrases.tsv")
        for verb in row["verb"].split()
    }
    verbs |= {r["word"].partition("_")[0] for r in read_table("acts.tsv") if r["pos"] == "verb"}
    assert column("verb_forms.tsv", "lemma") <= verbs
    assert load_event_phrases()["broke"]
    assert load_event_nouns()["attacks"] == "ASSAULT"


def test_kinds_hold_one_another_without_a_circle() -> None:
    kinds = load_kinds()
    assert {p for k in kinds.values() for p in k.parents} <= set(kinds)
    above = spread_kinds(kinds)
    assert all(k not in above[p] for k, kind in kinds.items() for p in kind.parents)
    assert above["tanks"] >= {"tanks", "heavy_arms", "arms", "goods"}


def test_every_act_has_a_word_and_forms() -> None:
    verbs, nouns = load_act_verbs(), load_act_nouns()
    named = {w.act for words in (*verbs.values(), *nouns.values()) for w in words}
    assert named == {*load_acts(), LIGHT}
    assert {w.act for w in verbs["shipped"]} == {"transfer"}
    assert {w.act for w in nouns["deliveries"]} == {"transfer"}


def test_words_are_lower_case() -> None:
    lowered = [*load_cues(), *load_event_verbs(), *load_roles()]
    lowered += [w for key in (*load_measures("noun"), *load_measures("verb")) for w in key]
    lowered += [w for key in load_vague("none") for w in key]
    lowered += [w for hedge in load_hedges() for w in hedge.words]
    assert [w for w in lowered if w != w.lower()] == []


def test_measures_are_plain_names() -> None:
    assert all(
        m.replace("_", "").isalpha() and m == m.lower() for m in column("measures.tsv", "measure")
    )


def test_longer_hedges_come_first() -> None:
    sizes = [len(h.words) for h in load_hedges()]
    assert sizes == sorted(sizes, reverse=True)


def test_vague_counts_have_a_least_value_or_none() -> None:
    assert load_vague("none")[("dozens",)] is None
    assert load_vague("acled")[("dozens",)] == 12
    known = [v for v in load_vague("acled").values() if v is not None]
    assert all(v == int(v) > 0 for v in known)


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("deny", "deny denies denied denying"),
        ("announce", "announce announces announced announcing"),
        ("stress", "stress stresses stressed stressing"),
        ("convey", "convey conveys conveyed conveying"),
        ("report", "report reports reported reporting"),
        ("preach", "preach preaches preached preaching"),
    ],
)
def test_regular_forms(lemma: str, forms: str) -> None:
    assert inflect(lemma) == tuple(forms.split())


def test_examples_in_the_documentation_hold() -> None:
    assert doctest.testmod(words).failed == 0


def test_common_cues_are_read_as_what_they_are() -> None:
    cues = load_cues()
    assert (cues["said"].lemma, cues["said"].kind, cues["said"].force) == (
        "say",
        "speech",
        "assert",
    )
    assert cues["denied"].force == "deny"
    assert cues["believes"].kind == "attitude"
    assert cues["declined"].force == "refuse"
