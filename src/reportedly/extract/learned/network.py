"""Running the network: what it says of each piece, and of each piece as seen from each cue.

One window is run at a time and on one thread, because quantised layers take their scale from all
that is run together: so the same text gives the same numbers whatever else is read, and on
however many threads windows are read side by side.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from reportedly.extract.learned.labels import TAGS, TIES, distances
from reportedly.extract.learned.pieces import Pieces
from reportedly.extract.learned.weights import (
    HEADS,
    NETWORK,
    TOKENIZER,
    Weights,
    open_weights,
)
from reportedly.extract.learned.windows import Window, cut_windows

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Floats = NDArray[np.float32]
Stretch = tuple[int, int]  # positions of pieces, end-exclusive


@dataclass(frozen=True, slots=True)
class View:
    """What the network saw in a window of n pieces.

    ``tags`` are log-probabilities (n, tags). ``views`` are what the second head works with:
    (members, n, 4, width), each piece to be added and multiplied, as a piece and as a cue.
    """

    window: Window
    tags: Floats
    views: Floats


class Network:
    """The weights, loaded; ``threads`` windows are read side by side."""

    def __init__(self, weights: Weights, threads: int = 1) -> None:
        self.weights = weights
        self.tokenizer = load_tokenizer(weights.folder)
        self._session = _load_session(weights.folder)
        with np.load(weights.folder / HEADS) as heads:
            self._distance: Floats = heads["distance"]  # (members, distances, width)
            self._tie: Floats = heads["tie"]  # (members, width, ties)
            self._bias: Floats = heads["bias"]  # (members, ties)
        self._pool = ThreadPoolExecutor(threads) if threads > 1 else None

    def look(self, pieces: Pieces) -> list[View]:
        """All windows of a text, in order."""
        windows = cut_windows(len(pieces), pieces.starts, self.weights.size, self.weights.stride)
        if self._pool is None:
            return [self._run(pieces, window) for window in windows]
        return list(self._pool.map(lambda window: self._run(pieces, window), windows))

    def _run(self, pieces: Pieces, window: Window) -> View:
        here = slice(window.start, window.end)
        features = {"ids": pieces.ids, "case": pieces.case, "quote": pieces.quote}
        tags, views = self._session.run(
            ["tags", "views"],
            {name: np.array([values[here]], np.int64) for name, values in features.items()},
        )
        members, length, width = views.shape
        return View(window, tags, views.reshape(members, length, 4, width // 4))

    def ties(self, view: View, cues: Sequence[Stretch]) -> Floats:
        """Log-probabilities (cues, n, ties) of what each piece of a window is to each cue."""
        starts = np.array([max(a, view.window.start) for a, _ in cues]) - view.window.start
        ends = np.array([min(b, view.window.end) for _, b in cues]) - view.window.start
        near = distances(starts, ends, len(view.tags))
        found = np.zeros((len(cues), len(view.tags), len(TIES)), np.float32)
        for member, views in enumerate(view.views):
            added, cue_added, times, cue_times = (views[:, n] for n in range(4))
            for k, (a, b) in enumerate(zip(starts, ends, strict=True)):
                hidden = added + cue_added[a:b].mean(0) + times * cue_times[a:b].mean(0)
                hidden += self._distance[member][near[k]]
                scores = np.maximum(hidden, 0) @ self._tie[member] + self._bias[member]
                found[k] += _softmax(scores)
        logs: Floats = np.log(np.maximum(found / len(view.views), 1e-6))
        return logs


def _softmax(scores: Floats) -> Floats:
    powers: Floats = np.exp(scores - scores.max(-1, keepdims=True))
    shares: Floats = powers / powers.sum(-1, keepdims=True)
    return shares


def gather_tags(views: Sequence[View], length: int) -> Floats:
    """Log-probabilities (pieces, tags) of a text, each from the window with most context."""
    tags = np.zeros((length, len(TAGS)), np.float32)
    margin = np.full(length, -1)
    for view in views:
        start, end = view.window.start, view.window.end
        here = view.window.margins()
        better = here > margin[start:end]
        tags[start:end][better] = view.tags[better]
        margin[start:end] = np.maximum(margin[start:end], here)
    return tags


def load_tokenizer(folder: Path) -> "Tokenizer":
    """The tokenizer of the weights; it neither cuts nor pads."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


@cache
def load_network(folder: Path) -> Network:
    """The network of the weights in a folder, loaded once for each process."""
    return Network(open_weights(folder))


@cache
def _load_session(folder: Path) -> "InferenceSession":
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return InferenceSession(str(folder / NETWORK), options, providers=["CPUExecutionProvider"])
