import pytest
from acts_of import read

from reportedly.model import Pack
from reportedly.regimes import RECALLED, find_law_findings, read_law

STATES = {
    "what a paragraph says": ("Resolutions forbid States to deliver tanks to Chad.", "supported"),
    "within what it says": ("The resolutions ban deliveries of howitzers to Chad.", "supported"),
    "wider than it says": ("The resolutions prohibit weapons deliveries to Chad.", "broader"),
    "a topic of the pack": ("The resolutions prohibit all trade with Chad.", "broader"),
    "told in the passive": (
        "Delivering weapons to Chad is explicitly prohibited under the resolutions.", "broader",
    ),
    "under a condition": ("The sanctions bar countries from employing Chadian workers.",
                          "supported"),
    "by a number that was recalled": ("The resolutions ban buying peat from Chad.", "unknown"),
    "something else": ("The resolutions ban concerts in Chad.", "unknown"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "state"), STATES.values(), ids=STATES)
def test_what_a_text_says_of_the_law_is_compared(lake: Pack, text: str, state: str) -> None:
    [reading] = read_law(read(text).law, lake)
    assert reading.state == state
    assert bool(reading.provisions) == (state != "unknown")


def test_a_list_is_compared_item_by_item(lake: Pack) -> None:
    text = (
        "These resolutions explicitly prohibit States from engaging in all trade with Chad or "
        "using Chadian workers, measures that were taken in anger."
    )
    found = list(read_law(read(text).law, lake))
    assert [(r.words.text, r.state) for r in found] == [
        ("States from engaging in all trade with Chad", "broader"),
        ("using Chadian workers", "supported"),
    ]
    assert all(r.span.text.startswith("explicitly prohibit") for r in found)


def test_another_country_is_no_matter_of_the_pack(lake: Pack) -> None:
    law = read("The resolutions prohibit weapons deliveries to Norway.").law
    assert len(law) == 1
    assert list(read_law(law, lake)) == []


def test_the_law_is_that_of_the_day(lake: Pack) -> None:
    text = "The resolutions prohibit the sale of peat from Chad."
    [then] = read_law(read(text, "2012-05-02").law, lake)
    assert (then.state, [p.key for p in then.provisions]) == ("supported", ["11-5"])
    [before] = read_law(read(text, "2009-05-02").law, lake)
    assert before.state == "unknown"


def test_findings_show_the_words_and_the_paragraphs(lake: Pack) -> None:
    text = "A minister said the resolutions prohibit all trade with Chad."
    [finding] = find_law_findings(read(text).law, [lake])
    assert (finding.type, finding.weight) == ("law.broader", 0.6)
    [here] = finding.here
    assert here.anchor is not None
    assert here.anchor.text == "prohibit all trade with Chad"
    assert here.speaker == "A minister"
    known = [s.known for s in finding.there]
    assert all(k is not None and k.table == "un-lake" for k in known)
    words = {k.words: k.reference for k in known if k is not None}
    assert words["L/RES/11, paragraph 3: No State gives weapons to Chad."] == "the text itself"
    assert any(RECALLED in w for w in words)


def test_a_supported_claim_weighs_little(lake: Pack) -> None:
    text = "Resolutions forbid States to deliver tanks to Chad."
    [finding] = find_law_findings(read(text).law, [lake])
    assert (finding.type, finding.weight) == ("law.supported", 0.15)


BREACHES = {
    "a verb": ("The flight violated UN sanctions, the ministry said.", "The ministry"),
    "a noun": ("It is a clear breach of Security Council resolutions.", None),
    "in another order": ("UN resolutions were openly flouted.", None),
}


@pytest.mark.parametrize(("text", "speaker"), BREACHES.values(), ids=BREACHES)
def test_an_alleged_breach_is_somebodys_claim(text: str, speaker: str | None) -> None:
    [claim] = read(text).law
    assert claim.kind == "breach"
    assert claim.items == ()
    if speaker is None:
        assert claim.voice.is_author
    else:
        assert claim.voice.shown.lower() == speaker.lower()


def test_a_breach_of_something_else_is_none_of_the_law() -> None:
    assert read("The dam was breached in May.").law == ()
