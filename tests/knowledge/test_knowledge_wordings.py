"""Plain words and words of translation: the tables are sound, and stems put forms together."""

import pytest

from reportedly.knowledge import load_plain_words, load_translations, stem_word
from reportedly.knowledge.tables import read_table

ROWS = [row["words"].split("|") for row in read_table("translations.tsv")]


@pytest.mark.parametrize("row", ROWS, ids="|".join)
def test_words_of_a_row_are_several_single_words_in_small_letters(row):
    assert len(row) == len(set(row)) > 1
    assert all(w.isalpha() and w.islower() for w in row)


@pytest.mark.parametrize("row", ROWS, ids="|".join)
def test_the_first_two_words_of_a_row_stand_for_one_another(row):
    same = load_translations()
    assert all(stem_word(w) in same for w in row)


def test_words_of_different_rows_stay_apart():
    same = load_translations()
    assert same[stem_word("brotherly")] == same[stem_word("fraternal")]
    assert same[stem_word("brotherly")] != same[stem_word("enemy")]


@pytest.mark.parametrize(
    "forms",
    [
        ("destroy", "destroys", "destroyed", "destroying"),
        ("city", "cities"),
        ("bridge", "bridges", "bridged"),
        ("brigade", "brigades"),
    ],
)
def test_forms_of_one_word_have_one_stem(forms):
    assert len({stem_word(w) for w in forms}) == 1


@pytest.mark.parametrize("word", ["use", "red", "king", "gas"])
def test_short_words_keep_their_ends(word):
    assert len(stem_word(word)) >= 3 or stem_word(word) == word


def test_kinds_of_plain_words():
    assert "the" in load_plain_words("function")
    assert "reported" in load_plain_words("news")
    assert "soldiers" in load_plain_words("war")
    assert "soldiers" not in load_plain_words("function", "news")
    assert {r["kind"] for r in read_table("plain_words.tsv")} == {"function", "news", "war"}
