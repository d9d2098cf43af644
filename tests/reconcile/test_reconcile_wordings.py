import pytest

from reportedly.reconcile.wordings import cut_words, event_words, rendered_words, telling_words


def test_words_have_their_places():
    text = "Forty trucks, 1,340 tents."
    words = cut_words(text)
    assert [w.low for w in words] == ["forty", "trucks", "1,340", "tents"]
    assert all(text[w.start : w.end].lower() == w.low for w in words)


def test_countries_plain_words_and_numbers_tell_nothing():
    assert telling_words("The North Korean report of 1,340 said so on Monday") == ()
    assert telling_words("Chad's bakeries") == ("bakery",)


def test_words_of_translation_are_one():
    assert rendered_words("fraternal assistance") == rendered_words("brotherly help")


def test_names_tell_nothing_of_an_event():
    assert "keita" in telling_words("The bakery of Keita")
    assert event_words("The bakery of Keita") == ("bakery",)


@pytest.mark.parametrize("text", ["", "…", "“”", "12,5"])
def test_nothing_to_tell(text):
    assert telling_words(text) == event_words(text) == ()
