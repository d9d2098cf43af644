import time

import pytest
import yaml

from reportedly import plain_yaml
from reportedly.errors import UsageError
from reportedly.plain_yaml import DEEPEST, Tree


@pytest.fixture(params=["libyaml", "python"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers: libyaml may be missing where the program runs."""
    if request.param == "python":
        monkeypatch.setattr(plain_yaml, "_LOADER", yaml.SafeLoader)


def tree(text: str, longest: int = 10_000) -> Tree:
    return Tree(text, name="lake.yml", code="lake_invalid", longest=longest)


def read_value(text: str) -> str:
    found = tree(text)
    return found.line(found.fields(found.root, "", ("a", "b"), required=("a",))["a"], "")


REFUSED = {
    "broken": ("a: [1\nb: 2", "line 2: not valid YAML"),
    "an anchor": ("a: 1\nb: &x 2", "line 2: anchors and aliases"),
    "an alias": ("a: &x [1]\nb: *x", "line 1: anchors and aliases"),
    "a merge": ("a: &x {c: 1}\nb: {<<: *x}", "line 1: anchors and aliases"),
    "a tag": ("a: 1\nb: !!python/object/apply:os.system [ls]", "line 2: tags are not taken"),
    "a tag of its own": ("a: !mine 1", "line 1: tags are not taken (!mine)"),
    "nested too deep": ("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1), f"more than {DEEPEST} levels"),
    "nested far too deep": ("[" * 9_000, "nest"),
    "empty": ("# nothing\n", "lake.yml: it is empty"),
    "several documents": ("a: 1\n---\nb: 2\n", "not valid YAML"),
    "half a character": ('a: "\\ud800"', "lake.yml, line 1"),
    "long": ("#" * 10_001, "longer than 10,000 characters"),
    "no entries": ("- a\n- b", "must be a list of `key: value` lines"),
    "an unknown key": ("a: 1\nc: 2\n", "line 2: there is no key 'c'; known are a, b"),
    "a key twice": ("a: 1\na: 2", "line 2: 'a' stands there twice"),
    "a key missing": ("b: 1", "line 1: 'a' is missing"),
    "a list for a value": ("a: [1]", "line 1: must be a plain value"),
    "an empty value": ("a:", "must be a plain value"),
}


@pytest.mark.parametrize(("text", "rule"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_is_said_with_its_place(text: str, rule: str) -> None:
    with pytest.raises(UsageError) as error:
        read_value(text)
    assert error.value.code == "lake_invalid"
    assert rule in error.value.message


def test_values_stay_as_they_are_written() -> None:
    found = tree("a: no\nb: [0x1F, 2024-01-01, 1_000, ~]\n")
    fields = found.fields(found.root, "", ("a", "b"))
    assert found.line(fields["a"], "a") == "no"
    assert found.lines(fields["b"], "b") == ("0x1F", "2024-01-01", "1_000", "~")
    assert found.lines(fields["a"], "a") == ("no",)
    assert len(found.items(fields["b"], "b")) == 4


def test_references_that_multiply_cost_nothing() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    start = time.perf_counter()
    with pytest.raises(UsageError, match="anchors and aliases"):
        tree("\n".join(lines))
    assert time.perf_counter() - start < 1


def test_one_of_names_what_is_allowed() -> None:
    found = tree("a: z")
    with pytest.raises(UsageError, match="'z' is none of x, y"):
        found.one_of(found.fields(found.root, "", ("a",))["a"], "a", ("x", "y"))
