"""One name in several spellings: accents, apostrophes, hyphens, ways of romanising.

Only spellings of one name are made equal. Names that answer to one another in two languages
(Vladimir, Volodymyr) stay apart: that the texts mean one person is for offices.py to know, or for
a reader.
"""

import re
import unicodedata
from functools import cache, lru_cache

from reportedly.knowledge.tables import read_table

# Letters that keep their shape when accents are taken off.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe"}
)
_SILENT = re.compile(r"['’‘ʼʹ′`´ʿʾ]")
_GAPS = re.compile(r"[\s\-‐‑‒–—.,_]+")
# Rewritten in this order, each wherever it stands in a word.
_RULES = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"k+h", "h"),  # Mikhail, Mihail
        (r"x", "ks"),  # Alexei, Aleksei
        (r"(?<!^)y", "i"),  # Sergey, Sergei; at the start it tells Yong from Jong
        (r"(?<=[aeiou])j+", "i"),  # Andrej, Andrei
        (r"i{2,}", "i"),  # Zelenskiy, Zelensky
    )
)


# Names come again and again, in one document and across documents.
@lru_cache(maxsize=65_536)
def normal_name(name: str) -> str:
    """A name in small plain letters, one spelling for all that are ways of writing it.

    >>> normal_name("Sergey Shoygu") == normal_name("Sergei Shoigu")
    True
    >>> normal_name("Andrei") == normal_name("Andrea")
    False
    """
    plain = _SILENT.sub("", _fold(name))
    return " ".join(_normal_word(word) for word in _GAPS.split(plain) if word)


def name_key(name: str) -> str:
    """What all spellings of a name share, however they are cut into words (Jong-seok, Jongseok)."""
    return normal_name(name).replace(" ", "")


def same_spelling(one: str, other: str) -> bool:
    """Whether two printed names are ways of writing one name. Empty names are like nothing."""
    key = name_key(one)
    return bool(key) and key == name_key(other)


def _fold(name: str) -> str:
    """Small letters without accents; twice, for folding can bring forth new accents."""
    for _ in range(2):
        name = "".join(
            c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)
        )
        name = name.casefold().translate(_LETTERS)
    return name


def _normal_word(word: str) -> str:
    ruled = _ruled(word)
    return _variants().get(ruled, ruled)


def _ruled(word: str) -> str:
    for pattern, by in _RULES:
        word = pattern.sub(by, word)
    return word


@cache
def _variants() -> dict[str, str]:
    """The first spelling of each row by all of them, as the rules leave them."""
    return {
        _ruled(_fold(spelling)): _ruled(_fold(first))
        for first, *others in (r["spellings"].split("|") for r in read_table("name_variants.tsv"))
        for spelling in (first, *others)
    }
