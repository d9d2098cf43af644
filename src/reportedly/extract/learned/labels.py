"""What the model tells of a piece, and of a piece as seen from a cue; for training and reading."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

ROLES: Final = ("source", "cue", "content")
# Tags of a piece: outside, or the beginning or inside of a role's stretch.
TAGS: Final = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
OUTSIDE: Final = 0
B_SOURCE, I_SOURCE, B_CUE, I_CUE, B_CONTENT, I_CONTENT = range(1, 7)
# What a piece is to one cue: nothing, its source, or its content.
TIES: Final = ("O", "B-source", "I-source", "B-content", "I-content")
B_ITS_SOURCE, I_ITS_SOURCE, B_ITS_CONTENT, I_ITS_CONTENT = range(1, 5)

_STEPS: Final = np.array([1, 2, 3, 5, 8, 12, 18, 26, 38, 55, 80, 120])  # pieces
DISTANCES: Final = 2 * (len(_STEPS) + 2)  # how many numbers ``distances`` can give


def distances(starts: NDArray[np.int64], ends: NDArray[np.int64], length: int) -> NDArray[np.int64]:
    """How far each of ``length`` pieces is from each cue, by steps: (cues, pieces).

    0 inside the cue; one half of the other numbers for pieces before it, one for those behind.
    """
    at = np.arange(length)[None]
    before = starts[:, None] - at
    after = at - ends[:, None] + 1
    behind = np.where(after > 0, np.searchsorted(_STEPS, after) + len(_STEPS) + 2, 0)
    return np.where(before > 0, np.searchsorted(_STEPS, before) + 1, behind)
