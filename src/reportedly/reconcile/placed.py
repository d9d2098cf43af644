"""Records of one document by where they stand, so that a look around a value stays short."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar

from reportedly.model import Anchor, Span


class Anchored(Protocol):
    """Anything that stands on words of a document."""

    @property
    def anchor(self) -> Anchor:
        """The words."""


T = TypeVar("T", bound=Anchored)


class Placed(Generic[T]):
    """Records in the order of the text; those inside a span are found by bisection."""

    def __init__(self, records: Iterable[T]) -> None:
        self.all = tuple(sorted(records, key=lambda r: r.anchor.start))
        self._starts = [r.anchor.start for r in self.all]

    def within(self, span: Span) -> tuple[T, ...]:
        """The records that a span holds, in order."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        return tuple(r for r in self.all[first:last] if r.anchor.end <= span.end)
