"""Words as texts exchange them: stems, and classes of words that tell of one thing."""

import re
from functools import cache
from typing import Final

import snowballstemmer

from reportedly.knowledge.tables import read_table

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_ENGLISH = snowballstemmer.stemmer("english")


def topic_words(text: str) -> tuple[tuple[int, str], ...]:
    """Where each word that tells something begins, and its class, else its stem; in order.

    >>> [word for _, word in topic_words("The pact was signed")]
    ['treaty', 'sign']
    """
    found = []
    for match in _WORD.finditer(text):
        word = topic_of(match[0].lower().replace("’", "'").removesuffix("'s"))
        if word:
            found.append((match.start(), word))
    return tuple(found)


@cache
def topic_of(word: str) -> str:
    """The class or stem of a word in lower case, empty for one that says nothing."""
    if len(word) < 2 or word in load_stop_words():
        return ""
    stem: str = _ENGLISH.stemWord(word)
    return _classes().get(stem, stem)


@cache
def load_stop_words() -> frozenset[str]:
    """Words that say nothing about what a text tells of, in lower case."""
    return frozenset(row["word"] for row in read_table("stop_words.tsv"))


@cache
def load_once() -> dict[str, str]:
    """Deeds done to one object only once, by class: "yes", or "each" where by each party to it."""
    return {r["class"]: r["once"] for r in read_table("word_classes.tsv") if r["once"]}


@cache
def load_deed_groups() -> dict[str, tuple[str, str]]:
    """Group and field of the deeds that several words tell of, by class or stem."""
    return {
        topic_of(word): (row["group"], row["field"])
        for row in read_table("deed_groups.tsv")
        for word in row["words"].split("|")
    }


@cache
def load_topics() -> frozenset[str]:
    """The names of all classes of words."""
    return frozenset(row["class"] for row in read_table("word_classes.tsv"))


@cache
def _classes() -> dict[str, str]:
    return {
        _ENGLISH.stemWord(word): row["class"]
        for row in read_table("word_classes.tsv")
        for word in row["words"].split("|")
    }
