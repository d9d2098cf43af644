"""Shapes that an attribution takes in print: each with its source, cue, content and carrier."""

from collections.abc import Callable

import pytest

from reportedly.model import Attribution, Extraction

Extract = Callable[..., Extraction]
Shape = tuple[str | None, str | None, str, str | None]


def shape(a: Attribution) -> Shape:
    texts = [part.text if part else None for part in (a.source, a.cue)]
    return texts[0], texts[1], a.content.text, a.carrier.text if a.carrier else None


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        ("The ministry declined to comment on the losses.",
         [("The ministry", "declined", "to comment on the losses", None)]),
        ("A spokesman did not respond to a request for comment.",
         [("A spokesman", "did not respond", "to a request for comment", None)]),
        ("Tokyo heard of the ministry's announcement that 300 engineers would leave.",
         [("the ministry's", "announcement", "that 300 engineers would leave", None)]),
        ("The general staff put the figure at 600.",
         [("The general staff", "put", "the figure at 600", None)]),
        ("The staff put the guns on trucks.", []),
        ("Norway is considering a similar step.", []),
        ("The army is planning a parade.", []),
        ("The ship is said to carry shells.",
         [(None, "is said", "The ship […] to carry shells", None)]),
        ("Forty soldiers are believed to have died.",
         [(None, "are believed", "Forty soldiers […] to have died", None)]),
        ("The town cleared an estimated 40 wrecks.", [(None, "estimated", "40 wrecks", None)]),
        ("TASS reported, citing the ministry, that two bridges were rebuilt.",
         [("TASS", "reported", "that two bridges were rebuilt", None),
          ("the ministry", "citing", "that two bridges were rebuilt", "TASS")]),
        ("“We will stay,” the governor was quoted by Interfax as saying.",
         [("the governor", "was quoted", "“We will stay,”", "Interfax")]),
        ("The report, seen by Reuters, says 40 trucks crossed.",
         [("The report", "says", "40 trucks crossed", None)]),
        ("Saturday Ukraine's president said that talks go on.",
         [("Ukraine's president", "said", "that talks go on", None)]),
        ("It was, she said, a matter of weeks.",
         [("she", "said", "It was […] a matter of weeks", None)]),
        ("It will, according to the mayor, take weeks, but the army doubts that it ends.",
         [("the mayor", "according to", "It will […] take weeks", None),
          ("the army", "doubts", "that it ends", None)]),
        ("She wanted to say that it had left.",
         [("She", "wanted", "to say that it had left", None)]),
        ("Thousands have been hurt, going by Polish estimates.",
         [("Polish estimates", "going by", "Thousands have been hurt", None)]),
        ("They were going by train to Lviv.", []),
        ("Chad is preparing to send Mali 2,000 more soldiers, the army's staff believes.",
         [("the army's staff", "believes", "Chad is preparing to send Mali 2,000 more soldiers",
           None)]),
        ("Chad is about to send 40 sappers to Mali, state media quoted Idris Bello as saying.",
         [("state media", "quoted", "Chad is about to send 40 sappers to Mali", None),
          ("Idris Bello", "saying", "Chad is about to send 40 sappers to Mali", "state media")]),
        ("The town lost 40 men, Interfax reports with reference to the ministry.",
         [("Interfax", "reports", "The town lost 40 men", None),
          ("the ministry", "reference", "The town lost 40 men", "Interfax")]),
        ("The service informed lawmakers of 40 deaths.",
         [("The service", "informed", "of 40 deaths", None)]),
        ("A staff officer who was not named said a week ago that the post had burned.",
         [("A staff officer", "said", "that the post had burned", None)]),
    ],
)  # fmt: skip
def test_shapes(extract: Extract, text: str, shapes: list[Shape]) -> None:
    found = [shape(a) for a in extract(text).attributions if a.mode != "narrative"]
    assert sorted(found, key=str) == sorted(shapes, key=str)


def test_a_chain_has_its_links(extract: Extract) -> None:
    found = extract("The service told lawmakers the North had sent more soldiers, Yonhap reported.")
    inner, outer = sorted(
        (a for a in found.attributions if a.mode != "narrative"), key=lambda a: len(a.content.text)
    )
    assert inner.parent == outer.id
    assert inner.carrier is not None
    assert inner.carrier.text == "Yonhap"


def test_turns_of_a_transcript_have_their_speakers(extract: Extract) -> None:
    text = (
        "MR. HALE: The first ships will leave in June. We said so before.\n\n"
        "Q: Who pays for them?\n\n"
        "MR. HALE: The ministry has said that it pays.\n\n"
        "Q: Is that final?\n\n"
        "Update: The port is closed.\n"
    )
    turns = [
        (a.source.text, a.content.text)
        for a in extract(text).attributions
        if a.source and a.cue and a.cue.text == ":"
    ]
    assert turns == [
        ("MR. HALE", "The first ships will leave in June. We said so before."),
        ("Q", "Who pays for them?"),
        ("MR. HALE", "The ministry has said that it pays."),
        ("Q", "Is that final?"),
    ]


def test_a_headline_gives_words_to_a_named_party_only(extract: Extract) -> None:
    text = "{}: the bridge is lost\n\nVolodymyr Zelensky spoke to the press at noon on Monday.\n"
    said = [a for a in extract(text.format("Zelensky")).attributions if a.source]
    assert [a.source and a.source.text for a in said] == ["Zelensky"]
    said = [a for a in extract(text.format("Update")).attributions if a.source]
    assert said == []


def test_the_list_below_a_colon_is_said_too(extract: Extract) -> None:
    found = extract("The army named two losses, the ministry said:\n\n- 40 trucks\n- 12 guns\n")
    (said,) = (a for a in found.attributions if a.cue and a.cue.text == "said")
    assert said.content.exact[-2:] == ("40 trucks", "12 guns")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The NIS met on Monday. The spy agency said that 40 men left.", "NIS"),
        ("The NIS and the SBU met on Monday. The spy agency said that 40 men left.", None),
        ("The NIS said that 40 men left. It said that 12 stayed.", "NIS"),
        ("The NIS said that 40 men left. The army denied this. It said that 12 stayed.", None),
    ],
)
def test_a_later_word_for_a_body_stands_for_the_only_one(
    extract: Extract, text: str, speaker: str | None
) -> None:
    found = extract(text)
    names = {m.id: m.name for m in found.parties}
    last = max((a for a in found.attributions if a.cue), key=lambda a: a.content.start)
    assert names.get(last.speaker or "") == speaker


def test_a_quoted_transcript_has_its_speakers(extract: Extract) -> None:
    text = (
        'The talk in full follows.\n\n"MARIN: Let us begin with the ferry. Who pays for it?\n\n'
        '"SAND: The town does, and gladly.\n\n"MARIN: Since when?"\n'
    )
    found = [a for a in extract(text).attributions if a.mode != "narrative"]
    assert [(a.source and a.source.text, a.content.text.strip('"')) for a in found] == [
        ("MARIN", "Let us begin with the ferry. Who pays for it?"),
        ("SAND", "The town does, and gladly."),
        ("MARIN", "Since when?"),
    ]


def test_a_title_between_marks_is_nobodys_words(extract: Extract) -> None:
    text = "The song “The Long Winter in the Harbour” was played. “We all left before the rain.”"
    found = [a for a in extract(text).attributions if a.mode == "direct"]
    assert [a.content.text for a in found] == ["“We all left before the rain.”"]
