"""Which units some documents touch."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import Maker, Posted
from reportedly.reconcile import HeldRows, KeyIndex, Planned, Reach, Step, Window, plan_units

KEYS = {"a": {1}, "b": {1, 2}, "c": {2}, "d": {3}, "e": set[int]()}
PLACES: list[Posted] = [(f"2030-01-0{n} 00", d, None) for n, d in enumerate("abcde", start=1)]


def make_index(keys: Mapping[str, Iterable[int]], places: Iterable[Posted]) -> KeyIndex:
    rows = [(k, d) for d, found in keys.items() for k in found]
    return KeyIndex(HeldRows(rows), places)


INDEX = make_index(KEYS, PLACES)


def step(reach: Reach, **changes: object) -> Step:
    made = Step("made", Maker("made", 1), reach, lambda _facts: frozenset(), lambda _unit: ())
    return replace(made, **changes)  # type: ignore[arg-type]


def planned(reach: Reach, *dirty: str) -> dict[str | int, set[str]]:
    units = plan_units(step(reach), INDEX, dirty)
    return {u.subject or u.number: set(u.documents) for u in units}


def test_of_a_document_those_that_share_a_key() -> None:
    assert planned("document", "a") == {"a": {"a"}, "b": {"b"}}


def test_a_document_without_keys_is_a_unit_by_itself() -> None:
    assert planned("document", "e") == {"e": {"e"}}
    assert planned("key", "e") == {}


def test_of_a_key_all_that_have_it() -> None:
    assert planned("key", "b") == {1: {"a", "b"}, 2: {"b", "c"}}


def test_a_key_that_is_gone_is_a_unit_of_nobody() -> None:
    units = list(plan_units(step("key"), INDEX, ["e"], gone={9: [PLACES[4]]}))
    assert [(u.number, u.documents) for u in units] == [(9, frozenset())]


@given(
    st.dictionaries(st.sampled_from("abcdefgh"), st.frozensets(st.integers(0, 5), max_size=3)),
    st.data(),
)
def test_units_of_some_are_units_of_all(
    keys: dict[str, frozenset[int]], data: st.DataObject
) -> None:
    index = make_index(keys, [("2030-01-01 00", d, None) for d in sorted(keys)])
    some = data.draw(st.sets(st.sampled_from(sorted(keys)))) if keys else set()
    one = step("key")
    assert set(plan_units(one, index, some)) <= set(plan_units(one, index, keys))


def test_rows_that_are_held_are_not_looked_up_again() -> None:
    rows = Counted([(k, d) for d, found in KEYS.items() for k in found])
    index = KeyIndex(rows, PLACES)
    index.hold(["b"])
    assert rows.asked == {"b", 1, 2}
    assert [index.document(n) for n in index.posted(2)] == ["b", "c"]
    assert index.keys_of(["b"]) == {"b": {1, 2}}
    assert rows.asked == {"b", 1, 2}
    assert index.posted(9) == []
    assert rows.asked == {"b", 1, 2, 9}


class Counted(HeldRows):
    """Rows that refuse to be asked twice for the same."""

    def __init__(self, rows: Iterable[tuple[int, str]]) -> None:
        super().__init__(rows)
        self.asked: set[int | str] = set()

    def of(self, documents: Sequence[str]) -> Iterable[tuple[int, str]]:
        self._note(documents)
        return super().of(documents)

    def having(self, keys: Sequence[int]) -> Iterable[tuple[int, str]]:
        self._note(keys)
        return super().having(keys)

    def _note(self, asked: Sequence[int | str]) -> None:
        assert self.asked.isdisjoint(asked)
        self.asked.update(asked)


# ------------------------------------------------------------------ windows

WINDOWS = st.sampled_from(
    [
        Window(first=1, nearest=1),
        Window(first=2, nearest=1, whole_day=True),
        Window(first=1, nearest=2, repeats=3, apart=2),
    ]
)
LEDGERS = st.dictionaries(
    st.sampled_from("abcdefghijkl"),
    st.tuples(st.integers(1, 7), st.frozensets(st.integers(0, 2), max_size=2), st.integers(0, 2)),
)


def index_of(ledger: dict[str, tuple[int, frozenset[int], int]]) -> KeyIndex:
    places = [(f"2030-01-0{day} 00", d, family) for d, (day, _, family) in ledger.items()]
    return make_index({d: keys for d, (_, keys, _) in ledger.items()}, places)


def views(window: Window, index: KeyIndex, documents: Iterable[str]) -> dict[str, object]:
    """What each document sees under each of its keys, and which wordings are boilerplate."""
    found: dict[str, object] = {}
    for document, keys in index.keys_of(documents).items():
        rank = index.rank[document]
        seen: dict[int, object] = {}
        for key in sorted(keys):
            if window.whole_day:
                ranks = index.up_to(key, index.day(rank), window)
            else:
                ranks = index.earlier(key, rank, window)
            seen[key] = [index.place(n) for n in ranks], repeats(window, index, rank, key)
        found[document] = index.place(rank), seen
    return found


def repeats(window: Window, index: KeyIndex, rank: int, key: int) -> bool:
    return index.family(rank) in index.repeated(key, window)


@given(WINDOWS, LEDGERS, LEDGERS)
def test_whoever_sees_something_else_is_touched(
    window: Window,
    before: dict[str, tuple[int, frozenset[int], int]],
    now: dict[str, tuple[int, frozenset[int], int]],
) -> None:
    old, new = index_of(before), index_of(now)
    dirty = {d for d in before.keys() | now.keys() if before.get(d) != now.get(d)}
    gone: dict[int, list[Posted]] = {}
    for document in dirty & before.keys():
        for key in before[document][1]:
            gone.setdefault(key, []).append(old.place(old.rank[document]))
    units: list[Planned] = list(plan_units(step("document", window=window), new, dirty, gone))
    was, now_is = views(window, old, before), views(window, new, now)
    assert {d for d in now if was.get(d) != now_is[d]} <= {u.subject for u in units}


def test_a_text_at_the_end_touches_itself_alone() -> None:
    index = index_of({d: (n, frozenset({0}), 0) for n, d in enumerate("abcdefgh", start=1)})
    window = Window(first=2, nearest=2)
    touched = [u.subject for u in plan_units(step("document", window=window), index, ["h"])]
    assert touched == ["h"]
    late = [u.subject for u in plan_units(step("document", window=window), index, ["d"])]
    assert late == ["d", "e", "f"]


def test_what_is_printed_again_matters_for_wordings_alone() -> None:
    ledger = {d: (n, frozenset({0}), 0) for n, d in enumerate("abcdef", start=1)}
    index, window = index_of(ledger), Window(first=1, nearest=1, repeats=6, apart=2)

    def touched(wordings: Iterable[int] | None) -> list[str]:
        known = None if wordings is None else frozenset(wordings)
        units = plan_units(step("document", window=window), index, ["f"], wordings=known)
        return [u.subject for u in units]

    assert touched(None) == touched([0]) == list("abcdef")
    assert touched([]) == ["f"]
