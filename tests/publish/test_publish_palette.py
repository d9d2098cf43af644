"""Contrast of the page's colours, computed as WCAG 2.2 says (AA: 4.5 for text, 3 for marks)."""

import re
from importlib.resources import files

import pytest

STYLE = (files("reportedly.publish") / "templates" / "style.css").read_text(encoding="utf-8")
TINTS = ("paper", "surface", "direct", "indirect", "mixed", "selected")
LABELS = ("figure", "date", "place", "party")
LINES = ("source", "cue", "carrier", *LABELS)


def palettes() -> dict[str, dict[str, str]]:
    light, dark = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)[:2]
    read = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in (light, dark)]
    return {"light": read[0], "dark": read[1]}


PALETTES = palettes()


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_formula():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", PALETTES)
def test_text_on_every_ground(scheme):
    colours = PALETTES[scheme]
    for ground in (*TINTS, "notice"):
        assert contrast(colours["ink"], colours[ground]) >= 7, ground
    for quiet in ("muted", "accent"):
        for ground in ("paper", "surface", "notice"):
            assert contrast(colours[quiet], colours[ground]) >= 4.5, (quiet, ground)


@pytest.mark.parametrize("scheme", PALETTES)
def test_labels_and_lines_on_every_tint(scheme):
    colours = PALETTES[scheme]
    for ground in TINTS:
        for name in LABELS:
            assert contrast(colours[name], colours[ground]) >= 4.5, (name, ground)
        for name in LINES:
            assert contrast(colours[name], colours[ground]) >= 3, (name, ground)


@pytest.mark.parametrize("scheme", PALETTES)
def test_borders_of_controls_and_modes(scheme):
    colours = PALETTES[scheme]
    for name in ("edge", "direct-line", "indirect-line", "mixed-line", "narrative-line"):
        for ground in ("paper", "surface"):
            assert contrast(colours[name], colours[ground]) >= 3, (name, ground)


def test_both_schemes_define_the_same_colours():
    assert PALETTES["light"].keys() == PALETTES["dark"].keys()


def test_no_red():
    for colours in PALETTES.values():
        for name, colour in colours.items():
            red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
            assert not (red > 150 and green < red / 2 and blue < red / 2), name
