"""Which units some documents touch."""

from hypothesis import given
from hypothesis import strategies as st

from reportedly.reconcile import plan_units
from reportedly.reconcile.in_memory import MemoryIndex

KEYS = {"a": {1}, "b": {1, 2}, "c": {2}, "d": {3}, "e": set[int]()}
INDEX = MemoryIndex({d: frozenset(k) for d, k in KEYS.items()})


def planned(scope: str, *dirty: str) -> dict[str | int, set[str]]:
    units = plan_units(scope, INDEX, dirty)  # type: ignore[arg-type]
    return {u.subject or u.number: set(u.documents) for u in units}


def test_of_a_document_those_that_share_a_key() -> None:
    around = {"a", "b", "c"}  # what either shares a key with
    assert planned("document", "a") == {"a": around, "b": around}


def test_a_document_without_keys_is_a_unit_by_itself() -> None:
    assert planned("document", "e") == {"e": {"e"}}
    assert planned("key", "e") == {}


def test_of_a_key_all_that_have_it() -> None:
    assert planned("key", "b") == {1: {"a", "b"}, 2: {"b", "c"}}


def test_a_key_that_is_gone_is_a_unit_of_nobody() -> None:
    units = list(plan_units("key", INDEX, ["e"], gone=[9]))
    assert [(u.number, u.documents) for u in units] == [(9, frozenset())]


def test_of_a_cluster_all_that_keys_tie_together() -> None:
    assert planned("cluster", "a", "c", "d") == {"a": {"a", "b", "c"}, "d": {"d"}}


@given(
    st.dictionaries(st.sampled_from("abcdefgh"), st.frozensets(st.integers(0, 5), max_size=3)),
    st.data(),
)
def test_units_of_some_are_units_of_all(
    keys: dict[str, frozenset[int]], data: st.DataObject
) -> None:
    index = MemoryIndex(keys)
    some = data.draw(st.sets(st.sampled_from(sorted(keys)))) if keys else set()
    for scope in ("key", "cluster"):
        assert set(plan_units(scope, index, some)) <= set(plan_units(scope, index, keys))  # type: ignore[arg-type]
