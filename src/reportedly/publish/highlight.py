"""Splitting a text at the borders of all spans that mark it, however they nest and overlap.

All counting happens here, in code points; the page gets ready-made pieces and never counts, so
that astral characters, combining marks and joined emoji cannot shift a highlight.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from reportedly.model import Span

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Marked(Generic[K]):
    """One span and what it marks; a discontinuous anchor is several with the same key."""

    span: Span
    key: K


@dataclass(frozen=True, slots=True)
class Run(Generic[K]):
    """A stretch of text that the same keys cover throughout, in the order they were given."""

    span: Span
    keys: tuple[K, ...] = ()


def split_runs(text_span: Span, marked: Iterable[Marked[K]]) -> tuple[Run[K], ...]:
    """``text_span`` cut at every border of a mark: runs that touch, in order, without gaps.

    Marks outside ``text_span`` are ignored, those that reach beyond it are cut at its ends. An
    empty ``text_span`` gives no runs.
    """
    inside = [(_clip(m.span, text_span), m.key) for m in marked]
    inside = [(span, key) for span, key in inside if span.start < span.end]
    cuts = sorted({*text_span, *(at for span, _ in inside for at in span)})
    keys: list[list[K]] = [[] for _ in cuts]
    for span, key in inside:
        for at in range(bisect_left(cuts, span.start), bisect_left(cuts, span.end)):
            keys[at].append(key)
    return tuple(
        Run(Span(start, end), tuple(dict.fromkeys(keys[i])))
        for i, (start, end) in enumerate(pairwise(cuts))
    )


def _clip(span: Span, to: Span) -> Span:
    return Span(max(span.start, to.start), min(span.end, to.end))


def share_out(
    stretches: Sequence[Span], marked: Iterable[Marked[K]]
) -> tuple[tuple[Marked[K], ...], ...]:
    """For each of the ordered, disjoint ``stretches`` the marks that touch it."""
    starts, ends = [s.start for s in stretches], [s.end for s in stretches]
    shares: list[list[Marked[K]]] = [[] for _ in stretches]
    for mark in marked:
        first = bisect_right(ends, mark.span.start)
        for i in range(first, bisect_left(starts, mark.span.end)):
            shares[i].append(mark)
    return tuple(tuple(share) for share in shares)
