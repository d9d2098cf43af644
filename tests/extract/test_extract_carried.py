"""Counts that go on from the sentence before, and those that do not."""

from collections.abc import Callable

import pytest

from reportedly.extract.carried import CARRIED
from reportedly.model import Attribution, Extraction

Extract = Callable[..., Extraction]
HURT = "Some 900 people were hurt in the flood, the Red Crescent said"


def carried(found: Extraction) -> list[Attribution]:
    return [a for a in found.attributions if a.source and not a.cue and a.confidence < 1]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (f"{HURT}. Of the injured, 300 have been sent home.", "the Red Crescent"),
        (f"{HURT}. About 40 of them are children.", "the Red Crescent"),
        (f"{HURT}. At least 12 of those are in a hospital.", "the Red Crescent"),
        (f"{HURT}. The figure is more than a third of the 2,000 who live there.",
         "the Red Crescent"),
        (f"{HURT}. This is more than half of the town.", "the Red Crescent"),
        (f"{HURT}. That means a third of the town has been hit.", "the Red Crescent"),
        (f"{HURT}. They live in tents. That means a third of the town has been hit.",
         "the Red Crescent"),
        (f"{HURT}.\n\nThe injured are said to be a third of the town.", "the Red Crescent"),
        (f"{HURT}. Another 300 are in the hills.", "the Red Crescent"),
        (f"{HURT}; about 40 are in a hospital.", "the Red Crescent"),
        ("On Sunday the governor named 38 dead. On 23 May it was more than 12.", "the governor"),
        ("The survey's photographs showed 30 graves. Later the graves numbered at least 50.",
         "The survey's photographs"),
        ("More recruits have come, the army says. Their number is put at 2,000.", "the army"),
        ("The Malian army had come out with a figure on Monday. It expects about 2,000 recruits.",
         "The Malian army"),
        ("Forty huts burned, Reuters reported, citing the mayor. Another 12 are in ruins.",
         "the mayor"),
    ],
)  # fmt: skip
def test_a_count_goes_on(extract: Extract, text: str, source: str) -> None:
    found = extract(text)
    (a,) = carried(found)
    assert a.source is not None
    assert (a.source.text, a.confidence) == (source, CARRIED)
    figures = [f for f in found.figures if f.anchor.start >= a.content.start]
    known = {b.id: b for b in found.attributions}
    for figure in figures:
        link = known[figure.attribution or ""]
        assert a.id in (link.id, link.parent)
    assert all(c.confidence == CARRIED for c in found.claims if c.attribution == a.id)


@pytest.mark.parametrize(
    "text",
    [
        f"{HURT}. The town has 3,000 inhabitants.",
        f"{HURT}. The town has 3,000 inhabitants. That is more than in 1990, when it had 2,000.",
        f"{HURT}. The army denied it. Of the injured, 300 have been sent home.",
        f"{HURT}. The number of schools is 40.",
        f"{HURT}. The dead of Verdun numbered more than 300,000.",
        f"{HURT}. Of those who fought at Verdun, 300,000 died.",
        f"{HURT}; the town has 3,000 inhabitants.",
        f"{HURT}. Another team left with 12 men.",
        f"{HURT}. Their number is put at 950 by the rebels.",
        f"{HURT}. Of the injured, nothing is known.",
        f"{HURT}. That means 300 jobs are lost, the mayor said.",
        f"{HURT}.\n\n## The town\n\nOf the injured, 300 have been sent home.",
        f"{HURT}. It is old. It has walls. It is wet. That is more than half of 2,000 towns.",
        "Some 900 people were hurt in the flood. Of the injured, 300 have been sent home.",
        f"{HURT}; 950 is another number in use.",
        f"{HURT}. In May 40 were hurt, it added. The two numbers add up to 940 wounded.",
        "Mali wants 40 drones. The figure is more than half of what it has.",
        "The army said 40 had died; the rebels spoke of 300. The figure is half of the garrison.",
        "The Malian army had come out with a figure on Monday. About 2,000 recruits came.",
        "The Malian army left on Monday. It is about 2,000 men strong.",
        "The survey's photographs showed 30 graves. Later the graves of the town were 50.",
    ],
)
def test_a_count_of_its_own_goes_on_from_nobody(extract: Extract, text: str) -> None:
    assert carried(extract(text)) == []


def test_a_figure_is_carried_over_three_clauses_at_most(extract: Extract) -> None:
    text = HURT + "".join(f". About {n} of them are children" for n in (40, 50, 60, 70)) + "."
    assert [a.content.text[6:8] for a in carried(extract(text))] == ["40", "50", "60"]


def test_what_names_nobody_is_passed_on_by_the_earlier_speaker(extract: Extract) -> None:
    found = extract(f"{HURT}. The injured are said to be a third of the town.")
    (outer,) = carried(found)
    (inner,) = (a for a in found.attributions if a.parent == outer.id)
    assert (inner.source, inner.cue and inner.cue.text) == (None, "are said")
    assert inner.confidence == CARRIED


def test_many_clauses_take_time_in_proportion(extract: Extract) -> None:
    text = f"{HURT}. " + "About 40 of them are children. " * 300
    assert len(carried(extract(text))) == 3
