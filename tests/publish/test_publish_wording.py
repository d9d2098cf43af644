import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from publish_samples import sample_reading

from reportedly.model import Figure, PartConfidence, Stated, absent
from reportedly.publish import wording

ANCHOR = sample_reading().extraction.figures[0].anchor


def figure(low, high, **values) -> Figure:
    return Figure(ANCHOR, low, high, **values)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (1000, None, "≥ 1,000"),
        (None, 500, "≤ 500"),
        (300, 400, "300–400"),
        (6000, 6000, "6,000"),
        (0.5, 0.5, "0.5"),
        (0.667, 0.667, "0.667"),
        (1_500_000, 1_500_000, "1,500,000"),
        (2.5e12, 2.5e12, "2,500,000,000,000"),
        (0, 0, "0"),
        (None, None, "no number stated"),
    ],
)
def test_bounds(low, high, words):
    assert wording.bounds(figure(low, high)) == words


def test_confidence_says_what_is_carried_over():
    found = sample_reading().extraction
    claim, sure = found.claims[0], replace(found.attributions[0], confidence=1.0)
    carried = replace(sure, source=sure.content, cue=None, confidence=0.5)
    unsure = replace(carried, cue=sure.content)
    assert wording.confidence_words(replace(claim, confidence=1.0), sure) == ()
    assert wording.confidence_words(replace(claim, confidence=0.6), sure) == ("confidence 0.60",)
    half = replace(claim, confidence=0.5)
    assert wording.confidence_words(half, unsure) == ("for review: attribution's confidence 0.50",)
    assert wording.confidence_words(half, carried) == (
        "carried over from the words before",
        "for review: attribution's confidence 0.50",
    )
    parts = PartConfidence(cue=0.9, source=0.55, content=0.98)
    assert wording.confidence_words(half, replace(unsure, parts=parts)) == (
        "for review: attribution's confidence 0.50, least sure of the source (0.55)",
    )


def test_figure_words_keep_hedge_unit_and_aspect():
    made = figure(10, 10, hedge="nearly", unit="percent", measure="share_killed", aspect="part")
    assert wording.figure_words(made) == "10 percent share killed (“nearly”, part)"


def test_figure_words_do_not_invent_a_measure():
    assert wording.figure_words(figure(3, 3)) == "3"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2025-06-18", "2025-06-18", "2025-06-18"),
        ("2025-01-01", "2025-12-31", "2025-01-01 to 2025-12-31"),
        (None, "2025-12-31", "… to 2025-12-31"),
        (None, None, "not resolved"),
    ],
)
def test_days(start, end, words):
    assert wording.days(start, end) == words


def test_basis_of_what_is_absent_is_the_reason():
    assert wording.stated_basis(absent("no by-line")) == "no by-line"
    posted = Stated("2025-06-18", "embedded_post", "signature of a post")
    assert wording.stated_basis(posted) == "proposed from an embedded post"


def test_qualifiers_are_only_those_that_differ():
    claims = sample_reading().extraction.claims
    assert wording.qualifiers(claims[2]) == ()
    assert wording.qualifiers(claims[4]) == ("negative",)
    assert wording.qualifiers(claims[13]) == ("hypothetical", "possible")


def test_plain_shows_escapes_and_overrides():
    assert wording.plain("a\x1b[31mb") == "a<U+001B>[31mb"
    assert wording.plain("\u202eevil\u202c") == "<U+202E>evil<U+202C>"
    assert wording.plain("x\x9by\x07") == "x<U+009B>y<U+0007>"
    assert wording.plain(" two\r\n\tlines\u2028now ") == "two lines now"


def test_plain_leaves_scripts_and_joined_emoji_alone():
    for words in ("קרבות \u200fבצפון", "👩‍👩‍👧‍👦", "naïve", "नई दिल्ली"):
        assert wording.plain(words) == words


@given(st.text())
def test_plain_has_no_control_left(text):
    assert not any(wording.is_control(c) for c in wording.plain(text))
    assert not {unicodedata.category(c) for c in wording.plain(text)} & {"Cc", "Cs"}


@given(st.text(alphabet="ab é\u0301👩\u200d👧", max_size=60), st.integers(2, 30))
def test_shorten_only_cuts(text, limit):
    made = wording.shorten(text, limit)
    assert len(made) <= limit
    assert made == text or (made.endswith("…") and text.startswith(made[:-1]))


def test_shorten_cuts_between_words():
    assert wording.shorten("one two three four", 12) == "one two…"
    assert wording.shorten("e\u0301" * 5, 6) == "e\u0301e\u0301…"


def test_count():
    assert wording.count(1, "party", "parties") == "1 party"
    assert wording.count(1200, "claim") == "1,200 claims"
