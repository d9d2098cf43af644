"""A text as words and marks with their places, and the countries that stand in it.

Reconciliation has no parse: it reads the saved text only, so that facts can be made anywhere.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from reportedly.knowledge import find_country, load_countries
from reportedly.knowledge.gazetteer import Use
from reportedly.model import Span

_LEXEME: Final = re.compile(r"[^\W_]+(?:[-‑][^\W_]+)*|['’]s\b|[^\w\s]")
_POINTS: Final = frozenset({"North", "South"})  # "the South" for South Korea, South Sudan


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One word, ending of possession or mark; ``low`` is it in lower case."""

    start: int
    end: int
    text: str

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.text.lower()


@dataclass(frozen=True, slots=True)
class Named:
    """A form of a country among the lexemes ``first`` to ``last``, and how it is used."""

    first: int
    last: int
    iso: str
    use: Use

    def span(self, words: Sequence[Lexeme]) -> Span:
        """Where it stands in the text."""
        return Span(words[self.first].start, words[self.last].end)


def cut_words(text: str) -> tuple[Lexeme, ...]:
    """Words and marks of a text, in order."""
    plain = text.replace("’", "'")
    return tuple(Lexeme(*m.span(), m.group()) for m in _LEXEME.finditer(plain))


def find_named(words: Sequence[Lexeme], *, known: str = "") -> tuple[Named, ...]:
    """Countries in order, with "the North" and "the South" where just one country can be meant.

    ``known`` holds words of the same document that may name that country.
    """
    found = tuple(_forms(words))
    points = _points(found, words, known)
    short = (
        Named(i, i, points[w.text], "name")
        for i, w in enumerate(words)
        if w.text in points and i and words[i - 1].low == "the" and _is_short(words, i)
    )
    return tuple(sorted((*found, *short), key=lambda n: n.first))


def _is_short(words: Sequence[Lexeme], i: int) -> bool:
    """Whether "the North" ends there: not "the North Atlantic", not "the North of the country"."""
    after = words[i + 1] if i + 1 < len(words) else None
    if after is None or after.text == "'s":
        return True
    return not after.text[:1].isupper() and after.low not in ("of", "and")


def _forms(words: Sequence[Lexeme]) -> Iterator[Named]:
    index, at = _index(), 0
    while at < len(words):
        for form, iso, use in index.get(words[at].text, ()):
            if tuple(w.text for w in words[at : at + len(form)]) == form:
                yield Named(at, at + len(form) - 1, iso, use)
                at += len(form) - 1
                break
        at += 1


@cache
def _index() -> dict[str, tuple[tuple[tuple[str, ...], str, Use], ...]]:
    """Forms of countries, cut into words, by their first word, the longest first."""
    index: dict[str, list[tuple[tuple[str, ...], str, Use]]] = {}
    for form, country in load_countries().items():
        cut = tuple(w.text for w in cut_words(form))
        index.setdefault(cut[0], []).append((cut, country.iso, country.use))
    return {w: tuple(sorted(forms, key=lambda f: (-len(f[0]), f))) for w, forms in index.items()}


def _points(found: Sequence[Named], words: Sequence[Lexeme], known: str) -> dict[str, str]:
    """Which one country "the North" may stand for in a document, and which "the South"."""
    names: dict[str, set[str]] = {}
    for one in found:
        if words[one.first].text in _POINTS and one.last > one.first:
            names.setdefault(words[one.first].text, set()).add(one.iso)
    for point, isos in _pointed_at(known):
        names.setdefault(point, set()).update(isos)
    return {point: isos.pop() for point, isos in names.items() if len(isos) == 1}


@lru_cache(maxsize=8)  # asked for once for each name of a text
def _pointed_at(known: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Countries whose names begin with each point of the compass in a text."""
    return tuple(
        (point, frozenset(country.iso for m in found if (country := find_country(m))))
        for point in sorted(_POINTS)
        if (found := set(re.findall(rf"\b{point} [A-Z]\w+", known)))
    )
