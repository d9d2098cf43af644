"""The maps: results in the order of the items, few of them at a time, deaths survived."""

import time
from collections.abc import Iterator

import pytest
from parallel_functions import double, double_or_die, name, refuse

from reportedly.parallel import LOOK_AHEAD, Map, ProcessMap, WorkerDied, in_process

MAPS = {"in process": in_process, "two processes": ProcessMap(2, name_of=name)}


@pytest.fixture(params=MAPS)
def mapping(request: pytest.FixtureRequest) -> Map:
    return MAPS[request.param]


def test_results_come_in_the_order_of_the_items(mapping: Map) -> None:
    assert list(mapping(double, range(30))) == [2 * n for n in range(30)]


def test_nothing_gives_nothing(mapping: Map) -> None:
    assert list(mapping(double, [])) == []


def test_an_error_of_the_function_is_the_caller_s(mapping: Map) -> None:
    with pytest.raises(ValueError, match="not three"):
        list(mapping(refuse, range(10)))


def test_a_source_is_read_a_few_items_ahead_only(mapping: Map) -> None:
    taken = 0

    def source() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken

    ahead = 1 if mapping is in_process else 2 * LOOK_AHEAD
    results = mapping(double, source())
    for done in range(25):
        assert next(results) == 2 * (done + 1)
        assert taken <= done + 1 + ahead
    results.close()  # type: ignore[attr-defined]


def test_an_item_that_kills_its_worker_is_the_only_one_lost() -> None:
    results = list(ProcessMap(2, name_of=name)(double_or_die, range(16)))
    assert results == [WorkerDied(f"item {n}") if n % 10 == 3 else 2 * n for n in range(16)]


def test_a_death_while_the_caller_is_busy_is_survived() -> None:
    results = []
    for result in ProcessMap(2, name_of=name)(double_or_die, range(14)):
        results.append(result)
        time.sleep(0.25 if len(results) < 4 else 0)  # the pool breaks meanwhile
    assert results == [WorkerDied(f"item {n}") if n % 10 == 3 else 2 * n for n in range(14)]


def test_several_deaths_in_a_row_are_survived() -> None:
    results = list(ProcessMap(2, name_of=name)(double_or_die, [3, 13, 1, 23, 2]))
    died = [WorkerDied(f"item {n}") for n in (3, 13, 23)]
    assert results == [died[0], died[1], 2, died[2], 4]
