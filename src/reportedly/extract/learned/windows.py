"""Windows over the pieces of a text, cut where sentences begin, each with part of the one before.

A piece is read in several windows; what counts is the one in which most text stands around it.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

_FAR: Final = 1 << 30


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``start`` to ``end`` (exclusive) of ``of`` pieces in the text."""

    start: int
    end: int
    of: int

    def margin(self, first: int, end: int) -> int:
        """Pieces of context around a stretch on its poorer side; below 0 if it is not inside.

        The edge of the text is no want of context.
        """
        before = first - self.start if self.start else _FAR
        after = self.end - end if self.end < self.of else _FAR
        return min(before, after) if self.start <= first and end <= self.end else -1

    def margins(self) -> NDArray[np.int64]:
        """The margin of each piece of the window by itself."""
        behind = np.arange(self.end - self.start)
        before = behind if self.start else np.full_like(behind, _FAR)
        after = behind[::-1] if self.end < self.of else np.full_like(behind, _FAR)
        return np.minimum(before, after)


def cut_windows(length: int, starts: Sequence[int], size: int, stride: int) -> tuple[Window, ...]:
    """Windows of at most ``size`` pieces, each beginning at most ``stride`` behind the last."""
    windows: list[Window] = []
    at = 0
    while length:
        end = min(length, at + size)
        windows.append(Window(at, end, length))
        if end == length:
            break
        before = bisect_right(starts, at + stride) - 1
        at = starts[before] if before >= 0 and starts[before] > at else at + stride
    return tuple(windows)


def widest(windows: Sequence[Window], first: int, end: int) -> int:
    """Position of the window with most context around a stretch.

    A stretch longer than any window is looked at where its beginning has most context.
    """
    best = max(range(len(windows)), key=lambda n: windows[n].margin(first, end))
    if windows[best].margin(first, end) >= 0:
        return best
    return max(range(len(windows)), key=lambda n: windows[n].margin(first, first + 1))
