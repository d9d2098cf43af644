"""Mappings: strings as written, and errors that say where and why."""

import pytest

from reportedly.errors import UsageError
from reportedly.manual import parse_mapping
from reportedly.manual.mapping import Words

FIGURES = "figures:\n- {value: killed}\n"


def test_every_value_is_a_plain_string() -> None:
    mapping = parse_mapping(
        f"sheet: 2025-01\nkey: no\nlanguage: {{constant: no}}\nencoding: utf-8\n{FIGURES}", name="m"
    )
    assert (mapping.name, mapping.key) == ("2025-01", "no")
    assert mapping.language == Words(constant="no")


def test_what_stands_above_holds_for_figures_without_their_own() -> None:
    mapping = parse_mapping(
        "sheet: s\nmeasure: what\nplace: where\nfigures:\n- value: a\n"
        "- {value: b, measure: kind}\n",
        name="m",
    )
    first, second = mapping.figures
    assert first.measure == Words(column="what")
    assert second.measure == Words(column="kind")
    assert first.place == second.place != None  # noqa: E711


def test_columns_are_listed_with_the_key_that_names_them() -> None:
    mapping = parse_mapping(
        "sheet: s\nkey: id\nspeaker: {column: who, kind: sort}\nnotes: [n, m]\nignore: x\n"
        + FIGURES,
        name="m",
    )
    assert mapping.columns == {
        "who": "speaker.words", "sort": "speaker.kind", "killed": "figures 1.value",
        "id": "key", "n": "notes", "m": "notes", "x": "ignore",
    }  # fmt: skip


BAD = {
    "nothing": ("", "it is empty"),
    "no YAML": ("sheet: [", "not valid YAML"),
    "a list": ("- a", "line 1: must be a list of `key: value` lines"),
    "no name": (FIGURES, "sheet: is required"),
    "no figures and no quote": ("sheet: s\n", "figures: say which columns"),
    "an unknown key": (f"sheet: s\nkolumn: x\n{FIGURES}", "line 2: there is no key 'kolumn'"),
    "a key twice": (f"sheet: s\nkey: a\nkey: b\n{FIGURES}", "line 3: 'key' stands there twice"),
    "an unknown key of a figure": (
        "sheet: s\nfigures:\n- value: a\n  misure: b\n", "line 4: figures 1: there is no key",
    ),
    "value and bounds": ("sheet: s\nfigures:\n- {value: a, low: b}\n", "either value, or low"),
    "neither": ("sheet: s\nfigures:\n- {measure: b}\n", "either value, or low"),
    "a constant number": (
        "sheet: s\nfigures:\n- value: {constant: '5'}\n", "figures 1.value: must be a column",
    ),
    "one column for two figures": (
        "sheet: s\nfigures:\n- value: a\n- value: a\n", "line 4: figures 2: a figure above",
    ),
    "bounds with a hedge": ("sheet: s\nfigures:\n- {low: a, hedge: b}\n", "need no hedge"),
    "a term that is none": (
        f"sheet: s\nmode: {{constant: shouted}}\nquote: q\n{FIGURES}", "is none of direct",
    ),
    "a translation to no term": (
        "sheet: s\nquote: q\nmode: {column: m, values: {q: shouted}}\n", "'shouted' is none of",
    ),
    "a column and a constant": (
        "sheet: s\nquote: {column: a, constant: b}\n", "a column or a constant, and not both",
    ),
    "an order of days": (f"sheet: s\ndates: dd/mm\n{FIGURES}", "'dd/mm' is none of day_first"),
    "a header": (f"sheet: s\nheader: first\n{FIGURES}", "header: must be the number of the row"),
    "a delimiter": (f"sheet: s\ndelimiter: ', '\n{FIGURES}", "delimiter: must be one character"),
    "a name with #": (f"sheet: 'a#b'\n{FIGURES}", "a name has no #"),
    "half a character": (f'sheet: "\\ud800"\n{FIGURES}', "invalid"),
    "an object": (f"sheet: !!python/object:os.system x\nfoo: 1\n{FIGURES}", "tags are not taken"),
    "very long": ("#" * 300_000, "longer than"),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_a_bad_mapping_is_refused_with_place_and_rule(what: str) -> None:
    text, rule = BAD[what]
    with pytest.raises(UsageError) as error:
        parse_mapping(text, name="lake.yaml")
    assert error.value.code == "mapping_invalid"
    assert "lake.yaml" in error.value.message
    assert rule in error.value.message
