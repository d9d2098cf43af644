"""Confidence from signs of sureness: a logistic curve whose weights are fitted on held-out text."""

import math
from collections.abc import Mapping
from typing import Final

SIGNS: Final = ("cue", "content", "tagged", "edge", "source")
CONSTANT: Final = "constant"
_LEAST: Final = 1e-3


def confidence_of(signs: Mapping[str, float], calibration: Mapping[str, float]) -> float:
    """How likely an attribution is right, 0 to 1, to two places.

    Signs are probabilities; they enter as log-odds, so that 0.99 and 0.999 differ. Without a
    calibration the product of the signs stands for it.
    """
    if not calibration:
        return round(math.prod(signs.values()), 2)
    score = calibration.get(CONSTANT, 0.0) + sum(
        calibration.get(name, 0.0) * log_odds(value) for name, value in signs.items()
    )
    return round(1 / (1 + math.exp(-score)), 2)


def log_odds(probability: float) -> float:
    """log(p / (1 - p)), with p kept off 0 and 1."""
    p = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(p / (1 - p))
