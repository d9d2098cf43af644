import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extract.learned.sureness import SIGNS, confidence_of, part_confidences
from reportedly.model import PartConfidence

CALIBRATION = {"constant": -1.0, "cue": 0.5, "content": 0.4}


@given(st.dictionaries(st.sampled_from(SIGNS), st.floats(0, 1), min_size=len(SIGNS)))
def test_a_confidence_is_a_probability(signs: dict[str, float]) -> None:
    assert 0 <= confidence_of(signs, CALIBRATION) <= 1


def test_surer_signs_give_more() -> None:
    low, high = dict.fromkeys(SIGNS, 0.4), dict.fromkeys(SIGNS, 0.9)
    assert confidence_of(low, CALIBRATION) < confidence_of(high, CALIBRATION)
    assert confidence_of(high, {}) == pytest.approx(0.9 ** len(SIGNS), abs=0.01)


def test_each_part_has_a_curve_of_its_own() -> None:
    signs = dict.fromkeys(SIGNS, 0.5)
    curves = {"cue": {"constant": 2.0}, "source": {"constant": 0.0}, "content": {"constant": -2.0}}
    assert part_confidences(signs, curves) == PartConfidence(0.88, 0.5, 0.12)
    assert part_confidences(signs, {}) is None
