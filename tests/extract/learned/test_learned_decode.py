from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extract.learned.decode import _path, _stretches

scores = st.lists(st.lists(st.integers(-9, 9), min_size=5, max_size=5), min_size=1, max_size=5)


def is_allowed(path: tuple[int, ...]) -> bool:
    """Whether each inside follows its own beginning or inside."""
    before = (0, *path)
    return all(
        now == 0 or now % 2 == 1 or last in (now - 1, now)
        for last, now in zip(before, path, strict=False)
    )


@given(scores)
def test_no_allowed_path_scores_more(rows: list[list[int]]) -> None:
    table = np.array(rows, float)
    allowed = [p for p in product(range(5), repeat=len(rows)) if is_allowed(p)]
    best = max(sum(table[n, s] for n, s in enumerate(p)) for p in allowed)
    path = _path(table)
    assert is_allowed(tuple(path))
    assert sum(table[n, s] for n, s in enumerate(path)) == best


def test_stretches_that_touch_are_two() -> None:
    assert _stretches([0, 1, 2, 1, 3, 4, 0]) == [(1, 1, 3), (1, 3, 4), (3, 4, 6)]
