"""Words of a text with their places, and the few of them that tell what it is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from reportedly.knowledge import (
    find_country,
    load_countries,
    load_plain_words,
    load_translations,
    stem_word,
)
from reportedly.model import Span

_WORD: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]{2,})*")
_REMEMBERED: Final = (
    1 << 16
)  # sentences whose words are kept at hand; each is asked for several times
_SHORTEST: Final = 3  # letters of a word that can tell something


@dataclass(frozen=True, slots=True)
class Word:
    """One word: in small letters, and where it stands."""

    low: str
    start: int
    end: int


def cut_words(text: str, within: Span | None = None) -> tuple[Word, ...]:
    """The words and numbers of a text, or of a span of it, in order."""
    start, end = within or (0, len(text))
    return tuple(Word(m[0].lower(), m.start(), m.end()) for m in _WORD.finditer(text, start, end))


@lru_cache(maxsize=_REMEMBERED)
def telling_words(text: str) -> tuple[str, ...]:
    """Stems of the words of a phrase that tell what it is about, in order, each once.

    Plain words, countries and their people, and numbers are left out: texts that share only these
    may speak of anything.
    """
    return tuple(dict.fromkeys(stem_word(w.lower()) for w in _telling(text)))


@lru_cache(maxsize=_REMEMBERED)
def event_words(text: str) -> tuple[str, ...]:
    """As :func:`rendered_words`, without names and what all reports of fighting have."""
    same, war = load_translations(), load_plain_words("war")
    stems = (stem_word(w) for w in _telling(text) if w[0].islower() and w not in war)
    return tuple(dict.fromkeys(same.get(s, s) for s in stems))


@lru_cache(maxsize=_REMEMBERED)
def rendered_words(text: str) -> tuple[str, ...]:
    """As :func:`telling_words`, words that translators choose for one another made one."""
    same = load_translations()
    return tuple(dict.fromkeys(same.get(w, w) for w in telling_words(text)))


def _telling(text: str) -> Iterator[str]:
    """The words that tell something, as printed but for endings of possession."""
    words = [w.replace("’", "'").removesuffix("'s") for w in _WORD.findall(text)]
    at = 0
    while at < len(words):
        skipped = _country_at(words, at)
        if skipped:
            at += skipped
            continue
        word = words[at]
        if (
            len(word) >= _SHORTEST
            and not word[0].isdigit()
            and word.lower() not in load_plain_words("function", "news")
        ):
            yield word
        at += 1


def _country_at(words: list[str], at: int) -> int:
    """How many words from a place on are a form of a country, or its people; 0 if none."""
    first = words[at]
    if first[0].islower() or not (first in _openings() or first.removesuffix("s") in _openings()):
        return 0
    for size in (3, 2, 1):
        form = " ".join(words[at : at + size])
        if find_country(form) or find_country(form.removesuffix("s")):
            return size
    return 0


@cache
def _openings() -> frozenset[str]:
    """The words that forms of countries begin with: most other words are asked about in vain."""
    return frozenset({"The", *(form.partition(" ")[0] for form in load_countries())})
