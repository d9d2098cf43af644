"""Insertions, named sources, "this" for the sentence before, and whom "it" and a document mean."""

from collections.abc import Callable

import pytest

from reportedly.model import Extraction

Extract = Callable[..., Extraction]
Part = tuple[str | None, str, str | None]


def parts(found: Extraction) -> list[Part]:
    return [
        (a.source and a.source.text, a.content.text, a.carrier and a.carrier.text)
        for a in found.attributions
        if a.mode != "narrative"
    ]


BURNED = "Forty huts burned in the camp"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge, the paper continues, was closed for 40 days.",
         [("the paper", "The bridge […] was closed for 40 days", None)]),
        ("What the port counts is smaller: 300 boxes, it reported, had been unloaded by noon.",
         [("it", "300 boxes […] had been unloaded by noon", None)]),
        ("The council met, the mayor resigned, and forty people left.", []),
        ("The town is calm, the mayor said; forty shops are closed.",
         [("the mayor", "The town is calm", None)]),
        ("Forty huts burned in the camp, the site Pontos.gr writes and names Fars as its source.",
         [("the site Pontos.gr", BURNED, None), ("Fars", BURNED, "the site Pontos.gr")]),
        ("Forty huts burned in the camp, Reuters said, naming the mayor as its source.",
         [("Reuters", BURNED, None), ("the mayor", BURNED, "Reuters")]),
        ("The firm names honesty as its aim.", []),
        ("Forty huts burned in the camp. Reuters reported this on Monday.",
         [("Reuters", BURNED, None)]),
        ("Forty huts burned in the camp. Reuters reported this on Monday, citing aid workers.",
         [("Reuters", BURNED, None), ("aid workers", BURNED, "Reuters")]),
        ("Forty huts burned in the camp. The mayor explained this by the drought.", []),
        ("Forty huts burned in the camp, the mayor said. The army denied this.",
         [("the mayor", BURNED, None), ("The army", "this", None)]),
        ("Forty huts burned in the camp, the mayor said. Reuters reported this on Monday.",
         [("the mayor", BURNED, None), ("Reuters", "this", None)]),
        ("Forty huts have burned and hundreds of people have fled, according to the Red Cross.",
         [("the Red Cross", "Forty huts have burned and hundreds of people have fled", None)]),
        ("Forty huts have burned, and hundreds of people have fled, according to the Red Cross.",
         [("the Red Cross", "hundreds of people have fled", None)]),
        ("Forty huts have burned but hundreds of people have stayed, according to the Red Cross.",
         [("the Red Cross", "hundreds of people have stayed", None)]),
        ("While farmers were told on Monday that 300 rebels had come, Bamako said 40 had left.",
         [(None, "that 300 rebels had come", None), ("Bamako", "40 had left", None)]),
        ("A staff officer who was not named said a week ago that “several dozen” had left.",
         [("A staff officer", "that “several dozen” had left", None)]),
        ("The guard told the council that 40 boats had sunk, the site Delta Watch reports.",
         [("The guard", "that 40 boats had sunk", "the site Delta Watch"),
          ("the site Delta Watch", "The guard told the council that 40 boats had sunk", None)]),
    ],
)  # fmt: skip
def test_who_tells_what(extract: Extract, text: str, expected: list[Part]) -> None:
    assert sorted(parts(extract(text)), key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The NIS said that 40 men left. Chad, it added, sent 12 more.", "NIS"),
        ("The NIS said that 40 men left. The firm is small. Chad, it added, sent 12.", None),
        ("The NIS said that 40 men left. The agency is sure: 12 stayed, it added, at home.", "NIS"),
        ("Boats sank, the site Pontos.gr wrote. It said that 12 had sunk.", "Pontos.gr"),
        ("TASS moved early. The agency's pictures showed 30 graves.", "TASS"),
        ("The statement by TASS said that 30 left.", "TASS"),
        ("TASS moved early. The firm's pictures showed 30 graves.", None),
        ("TASS moved early. The agency's drivers said that 30 had left.", None),
    ],
)
def test_whom_a_later_word_means(extract: Extract, text: str, speaker: str | None) -> None:
    found = extract(text)
    names = {m.id: m.name for m in found.parties}
    last = max((a for a in found.attributions if a.cue), key=lambda a: a.cue.start if a.cue else 0)
    assert names.get(last.speaker or "") == speaker


@pytest.mark.parametrize(
    ("other", "speaker"), [("", "KCNA"), ("TASS was there.", "TASS"), ("TASS and AP met.", None)]
)
def test_the_agency_is_the_one_of_the_dateline_if_no_other_is_named(
    extract: Extract, other: str, speaker: str | None
) -> None:
    line = "Pyongyang, May 3 (KCNA) -- The hall was full.\n\n{} The agency said that 40 sang.\n"
    found = extract(line.format(other).strip())
    names = {m.id: m.name for m in found.parties}
    (said,) = (a for a in found.attributions if a.cue and a.cue.text == "said")
    assert names.get(said.speaker or "") == speaker
