import pytest
from echo_cases import echoes, links, page
from reconcile_reports import report

from reportedly.reconcile import find_facts


def quoted(words: str, other: str, *, later: str = "2031-05-21", speaker: str = "Idris Keita"):
    return links(
        page("The Courier", "2031-05-20", f"General Idris Keita called the march “{words}”."),
        page("The Mail", later, f"The march was “{other}”, General {speaker} said in Kidal."),
    )


SAME = {("The Mail", "The Courier", "same_quotation")}


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("an act of fraternal assistance", "an act of brotherly help"),
        ("a heinous crime of the occupiers", "a monstrous crime by invaders"),
        ("a decisive victory over the enemy", "a resolute triumph over the adversary"),
        ("a provocation that demands a response", "a provocation which requires an answer"),
        ("the beginning of the end for bandits", "the beginning of the end for the bandits"),
    ],
)
def test_one_utterance_in_two_renderings(words, other):
    assert quoted(words, other) == SAME


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("an act of fraternal assistance", "an act of cowardice"),
        ("a heinous crime of the occupiers", "a lesson in patience"),
        ("a decisive victory over the enemy", "a long road home"),
    ],
)
def test_two_utterances_of_one_speaker_are_not_one(words, other):
    assert quoted(words, other) == set()


def test_a_slogan_said_again_weeks_later_is_another_utterance():
    assert quoted("fraternal assistance", "brotherly help", later="2031-07-30") == set()


def test_few_like_words_of_two_speakers_are_not_one_utterance():
    assert quoted("a heavy loss", "a heavy loss", speaker="Moussa Diallo") == set()


def test_long_same_words_from_another_speaker_are_linked_and_the_reason_says_so():
    words = "the harvest was burned by men who spoke our language"
    (echo,) = echoes(
        page("The Courier", "2031-05-20", f"“{words}”, Colonel Idris Keita said."),
        page("The Mail", "2031-05-22", f"Governor Moussa Diallo said that “{words}”."),
    )
    assert echo.kind == "same_quotation"
    assert "another speaker" in echo.reason


def test_a_vague_count_is_one_utterance_with_the_words_around():
    found = links(
        page(
            "The Courier",
            "2031-05-20",
            "“Several dozen” trucks had crossed the Niger bridge at Gao, a diplomat said.",
        ),
        page(
            "The Mail",
            "2031-05-22",
            "A diplomat had spoken of “several dozen” trucks on the bridge at Gao on Tuesday.",
        ),
        page("The Post", "2031-05-23", "Officials said “several dozen” houses had burned in Ber."),
    )
    assert {(a, b) for a, b, _ in found} == {("The Mail", "The Courier")}


def test_quotations_keep_the_words_between_the_marks():
    facts = find_facts(report("The mayor said that the “bold and risky plan” would wait."))
    (quotation,) = facts.quotations
    assert quotation.words.text == "bold and risky plan"
    assert not quotation.sure
