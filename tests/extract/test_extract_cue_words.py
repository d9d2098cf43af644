import pytest

from reportedly.extract.cue_words import cue_of, is_told


@pytest.mark.parametrize(
    ("words", "lemma"),
    [
        ("said on Monday that", "say"),
        ("has repeatedly denied", "deny"),
        ("said, citing", "cite"),
        ("announcement", "announcement"),
        ("in a statement that confirmed", "confirm"),
    ],
)
def test_the_last_verb_of_saying_decides(words: str, lemma: str) -> None:
    cue = cue_of(words)
    assert cue is not None
    assert cue.lemma == lemma


def test_other_words_are_no_cue() -> None:
    assert cue_of("signed with") is None
    assert cue_of("―") is None


@pytest.mark.parametrize(
    ("kind", "cue", "content", "told"),
    [
        ("speech", "quipped", "it rains", True),
        ("attitude", "believes", "that it rains", True),
        ("attitude", "agreed", "to leave", True),
        ("attitude", "expects", "some 300 men", True),
        ("attitude", "expects", "three dozen men", True),
        ("attitude", "hopes", "for a truce", True),
        ("attitude", "agreed on", "a truce in March 2025", False),
        ("attitude", "signed", "a pact", False),
    ],
)
def test_a_deed_is_told_by_the_author(kind, cue: str, content: str, told: bool) -> None:
    assert is_told(kind, cue, content) is told
