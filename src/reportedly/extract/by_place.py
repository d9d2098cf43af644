"""Records by where they stand in the text: those inside a span, the claim that holds one."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from reportedly.model import (
    Claim,
    DateMention,
    Figure,
    Mention,
    PlaceMention,
    Span,
    contains,
    overlaps,
)

_Value = TypeVar("_Value", DateMention, PlaceMention, Figure, Mention)
_NEAR = 40  # claims that begin before a word and may still hold it


class ByPlace(Generic[_Value]):
    """Values by where they stand: those inside a span are found by bisection."""

    def __init__(self, values: Sequence[_Value]) -> None:
        self._values: list[_Value] = sorted(values, key=lambda v: v.anchor.start)

    def within(self, span: Span) -> list[_Value]:
        """The values that ``span`` holds, in order."""
        first = bisect_left(self._values, span.start, key=lambda v: v.anchor.start)
        last = bisect_left(self._values, span.end, key=lambda v: v.anchor.start)
        return [v for v in self._values[first:last] if v.anchor.end <= span.end]


_Item = TypeVar("_Item")


class SpanIndex(Generic[_Item]):
    """Things by the spans they stand in, which may overlap."""

    def __init__(self, items: Iterable[tuple[Span, _Item]]) -> None:
        self._items = sorted(items, key=lambda item: item[0])
        self._longest = max((span.end - span.start for span, _ in self._items), default=0)

    def over(self, span: Span) -> list[tuple[Span, _Item]]:
        """What shares a character with ``span``, in order."""
        first = bisect_left(self._items, span.start - self._longest, key=lambda i: i[0].start)
        last = bisect_left(self._items, span.end, key=lambda i: i[0].start)
        return [item for item in self._items[first:last] if overlaps(item[0], span)]


class ClaimIndex:
    """Which claim a span belongs to: the smallest one that holds it."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = sorted(
            ((span, claim) for claim in claims for span in claim.anchor.spans),
            key=lambda item: item[0],
        )

    def of(self, span: Span) -> Claim | None:
        """The claim, or None when the span stands in none."""
        held = [(s.end - s.start, c.id, c) for s, c in self._near(span) if contains(s, span)]
        return min(held, key=lambda item: item[:2])[2] if held else None

    def _near(self, span: Span) -> list[tuple[Span, Claim]]:
        last = bisect_right(self._claims, span.start, key=lambda item: item[0].start)
        return self._claims[max(0, last - _NEAR) : last]
