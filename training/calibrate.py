"""Fitting what is fitted on held-out text: confidence, and the floor below which nothing is kept.

Held-out means the split "dev": on text that a network has learned from it is surer than it
should be.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from benchmarks.relations import Said, marked_by, pair, read_annotated, words_of

from reportedly.extract.learned.decode import Relation, find_relations
from reportedly.extract.learned.network import Network
from reportedly.extract.learned.pieces import Pieces, cut_text
from reportedly.extract.learned.sureness import CONSTANT, SIGNS, log_odds
from reportedly.model import Span
from reportedly.reading import Given, read_text

_RIDGE = 1.0  # keeps weights of signs that go together from running apart
_STEPS = 50
_GIVEN_UP = 0.003  # of F1


@dataclass(frozen=True, slots=True)
class Judged:
    """Signs of each attribution found, whether it is right, and how many were to be found."""

    signs: tuple[dict[str, float], ...]
    right: np.ndarray
    marked: int


def judge(folder: Path, network: Network, split: str = "dev") -> Judged:
    """What a network finds in a split, held against its annotation."""
    signs: list[dict[str, float]] = []
    right: list[bool] = []
    marked = 0
    for row, gold in read_annotated(folder, split):
        text = row["text"]
        pieces = cut_text(read_text(text, Given(language="en")), network.tokenizer)
        found = find_relations(pieces, network)
        wanted = [marked_by(text, a) for a in gold["attributions"]]
        hits = set(pair([_said(text, pieces, r) for r in found], wanted).values())
        signs += [r.signs for r in found]
        right += [n in hits for n in range(len(found))]
        marked += len(wanted)
    return Judged(tuple(signs), np.array(right, float), marked)


def _said(text: str, pieces: Pieces, relation: Relation) -> Said:
    def words(*stretches: tuple[int, int]) -> frozenset[int]:
        spans = (Span(pieces.spans[a].start, pieces.spans[b - 1].end) for a, b in stretches)
        return words_of(text, spans)

    source = (relation.source,) if relation.source else ()
    return Said(words(*source), words(relation.cue), words(*relation.content))


def fit(judged: Judged) -> dict[str, float]:
    """Weights of the signs by logistic regression (Newton's method, with a ridge)."""
    features = np.array([[*(log_odds(s[n]) for n in SIGNS), 1.0] for s in judged.signs])
    ridge = np.diag([_RIDGE] * len(SIGNS) + [0.0])
    weights = np.zeros(features.shape[1])
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (likely - judged.right) + ridge @ weights
        bend = (features * (likely * (1 - likely))[:, None]).T @ features + ridge
        weights = weights - np.linalg.solve(bend, slope)
    return {name: round(float(w), 4) for name, w in zip((*SIGNS, CONSTANT), weights, strict=True)}


def find_floor(judged: Judged, confidences: Sequence[float]) -> float:
    """The highest confidence below which attributions may be left out for almost the best F1.

    Almost, because near its top the curve is flat, and of two equal outcomes a reader is better
    served by the one with fewer wrong results.
    """
    sure = np.array(confidences)

    def f1(floor: float) -> float:
        kept = sure >= floor
        return float(2 * judged.right[kept].sum() / (kept.sum() + judged.marked))

    floors = [n / 50 for n in range(26)]
    enough = max(map(f1, floors)) - _GIVEN_UP
    return max(floor for floor in floors if f1(floor) >= enough)
