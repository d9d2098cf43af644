"""Words that tell what a text is about, and which of them translators choose for one another."""

from functools import cache

from reportedly.knowledge.tables import read_table
from reportedly.knowledge.words import inflect

# Endings that are taken off before words are compared, the longest first, and what is put instead.
_ENDINGS = (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", ""))
_SHORTEST_STEM = 3  # letters that must be left


def stem_word(word: str) -> str:
    """A word without its regular ending; rough, and the same for all forms of one word.

    >>> stem_word("destroyed") == stem_word("destroys") == stem_word("destroy")
    True
    """
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= _SHORTEST_STEM:
            return word[: len(word) - len(ending)] + instead
    return word


@cache
def load_plain_words(*kinds: str) -> frozenset[str]:
    """Words in lower case that tell nothing about what a text is about.

    ``kinds``: function, news, war (what all reports of fighting have).
    """
    return frozenset(r["word"] for r in read_table("plain_words.tsv") if r["kind"] in kinds)


@cache
def load_translations() -> dict[str, str]:
    """The first word of a row by the stem of each: what two translators may choose for one word.

    A word that stands in several rows goes with the first of them.
    """
    found: dict[str, str] = {}
    for row in read_table("translations.tsv"):
        first, *others = row["words"].split("|")
        for word in (first, *others):
            for form in inflect(word):
                found.setdefault(stem_word(form), first)
    return found
