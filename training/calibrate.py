"""Fitting what is fitted on held-out text: confidence, and the floor below which nothing is kept.

Held-out means the split "dev": on text that a network has learned from it is surer than it
should be.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from benchmarks.relations import Counts, Said, judge_parts, marked_by, pair, words_of

from reportedly.extract.learned.decode import Relation, find_relations
from reportedly.extract.learned.network import Network
from reportedly.extract.learned.pieces import Pieces, cut_text
from reportedly.extract.learned.sureness import CONSTANT, JUDGED, SIGNS, WHOLE, log_odds
from reportedly.model import Span
from reportedly.reading import Given, read_text

_RIDGE = 1.0  # keeps weights of signs that go together from running apart
_STEPS = 50
_GIVEN_UP = 0.001  # of F1


Annotated = tuple[dict[str, Any], dict[str, Any]]  # an article, and what is marked in it


@dataclass(frozen=True, slots=True)
class Judged:
    """Signs of each attribution found, what of it is right, and how many were to be found.

    ``parts`` has "whole" for every attribution, and its parts where they can be told.
    """

    signs: tuple[dict[str, float], ...]
    parts: tuple[dict[str, bool], ...]
    marked: int

    @property
    def right(self) -> np.ndarray:
        """1.0 for each attribution that is right as a whole, else 0.0."""
        return np.array([p[WHOLE] for p in self.parts], float)

    @property
    def counts(self) -> Counts:
        """How many were marked, found, and right."""
        return Counts(self.marked, len(self.parts), sum(p[WHOLE] for p in self.parts))


def judge(annotated: Iterable[Annotated], network: Network) -> Judged:
    """What a network finds in articles, held against their annotation."""
    signs: list[dict[str, float]] = []
    parts: list[dict[str, bool]] = []
    marked = 0
    for row, gold in annotated:
        text = row["text"]
        pieces = cut_text(read_text(text, Given(language="en")), network.tokenizer)
        found = find_relations(pieces, network)
        wanted = [marked_by(text, a) for a in gold["attributions"]]
        said = [_said(text, pieces, r) for r in found]
        hits = set(pair(said, wanted).values())
        signs += [r.signs for r in found]
        parts += [{WHOLE: n in hits} | judge_parts(s, wanted) for n, s in enumerate(said)]
        marked += len(wanted)
    return Judged(tuple(signs), tuple(parts), marked)


def _said(text: str, pieces: Pieces, relation: Relation) -> Said:
    def words(*stretches: tuple[int, int]) -> frozenset[int]:
        spans = (Span(pieces.spans[a].start, pieces.spans[b - 1].end) for a, b in stretches)
        return words_of(text, spans)

    source = (relation.source,) if relation.source else ()
    return Said(words(*source), words(relation.cue), words(*relation.content))


def fit(judged: Judged) -> dict[str, dict[str, float]]:
    """A curve for the whole and one for each part."""
    return {part: _fit(judged, part) for part in JUDGED}


def _fit(judged: Judged, part: str) -> dict[str, float]:
    """Weights of the signs by logistic regression (Newton's method, with a ridge)."""
    told = [(s, p[part]) for s, p in zip(judged.signs, judged.parts, strict=True) if part in p]
    features = np.array([[*(log_odds(s[n]) for n in SIGNS), 1.0] for s, _ in told])
    right = np.array([r for _, r in told], float)
    ridge = np.diag([_RIDGE] * len(SIGNS) + [0.0])
    weights = np.zeros(features.shape[1])
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (likely - right) + ridge @ weights
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
