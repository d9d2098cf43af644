"""Maps that keep order: in this process, or over a pool of processes with bounded look-ahead."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any, Protocol

LOOK_AHEAD = 4  # items handed out for each worker; more would only fill memory


@dataclass(frozen=True, slots=True)
class WorkerDied:
    """A worker process was killed while it worked on an item (out of memory, a signal)."""

    name: str
    message: str = "the process that worked on this was killed"


class Map(Protocol):
    """Applies a function to items and yields the results in the order of the items."""

    def __call__(self, function: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
        """Results in order."""


def in_process(function: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
    """Work through the items here, one at a time."""
    for item in items:
        yield function(item)


@dataclass(frozen=True, slots=True)
class ProcessMap:
    """Works over ``workers`` processes; memory holds a few items for each, however many come.

    ``name_of`` names an item for the report when its worker is killed.
    """

    workers: int
    name_of: Callable[[Any], str]

    def __call__(self, function: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
        """Results in order; an item whose worker dies gives :class:`WorkerDied`."""
        queue: deque[tuple[Any, Future[Any]]] = deque()
        pool = self._start()
        source = iter(items)
        try:
            while True:
                for item in source:
                    queue.append((item, _submit(pool, function, item)))
                    if len(queue) >= self.workers * LOOK_AHEAD:
                        break
                if not queue:
                    return
                item, future = queue.popleft()
                try:
                    result = future.result()
                except BrokenProcessPool:
                    # All waiting items lost their pool. Try this one alone: if it kills its
                    # worker again it is to blame, else it was a bystander.
                    pool.shutdown(wait=False, cancel_futures=True)
                    result = self._alone(function, item)
                    pool = self._start()
                    queue = deque((i, _submit(pool, function, i)) for i, _ in queue)
                yield result
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _start(self) -> ProcessPoolExecutor:
        # "spawn" gives workers a clean start: a forked copy would share the database's locks.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self.workers, mp_context=context)

    def _alone(self, function: Callable[[Any], Any], item: Any) -> Any:
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
            try:
                return pool.submit(function, item).result()
            except BrokenProcessPool:
                return WorkerDied(self.name_of(item))


def _submit(pool: ProcessPoolExecutor, function: Callable[[Any], Any], item: Any) -> "Future[Any]":
    """Hand an item out; a pool that broke meanwhile says so when the item's turn comes."""
    try:
        return pool.submit(function, item)
    except BrokenProcessPool as error:
        future: Future[Any] = Future()
        future.set_exception(error)
        return future
