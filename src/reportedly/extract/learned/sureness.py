"""Confidence from signs of sureness: logistic curves whose weights are fitted on held-out text."""

import math
from collections.abc import Mapping
from typing import Final

from reportedly.model import PartConfidence

SIGNS: Final = ("cue", "content", "tagged", "edge", "source")
CONSTANT: Final = "constant"
WHOLE: Final = "whole"
JUDGED: Final = (WHOLE, *PartConfidence._fields)  # what is fitted apart: an attribution, its parts
_LEAST: Final = 1e-3

Curve = Mapping[str, float]  # a weight for each sign, and the constant


def confidence_of(signs: Mapping[str, float], curve: Curve) -> float:
    """How likely something is right, 0 to 1, to two places.

    Signs are probabilities; they enter as log-odds, so that 0.99 and 0.999 differ. Without a
    curve the product of the signs stands for it.
    """
    if not curve:
        return round(math.prod(signs.values()), 2)
    score = curve.get(CONSTANT, 0.0) + sum(
        curve.get(name, 0.0) * log_odds(value) for name, value in signs.items()
    )
    return round(1 / (1 + math.exp(-score)), 2)


def part_confidences(
    signs: Mapping[str, float], calibration: Mapping[str, Curve]
) -> PartConfidence | None:
    """How likely each part is right; None without a calibration."""
    if not calibration:
        return None
    return PartConfidence(*(confidence_of(signs, calibration[p]) for p in PartConfidence._fields))


def log_odds(probability: float) -> float:
    """log(p / (1 - p)), with p kept off 0 and 1."""
    p = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(p / (1 - p))
