"""Finding the words of a vocabulary in a text: whole words, in any case, the longest first."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Final, NamedTuple

_WORD: Final = re.compile(r"[^\W_]+")
_MOST: Final = 20_000  # characters looked at; a clause has some hundred


class Found(NamedTuple):
    """Words of a vocabulary in a text: where they stand, and what they mean."""

    start: int
    end: int
    keys: tuple[str, ...]


class Lexicon:
    """A vocabulary: words by key, looked up in a text.

    Words match whole and in any case, a hyphen as a space; what is given in the singular is found
    in the plural, too. Of overlapping words the first and longest stands: "iron ore" is no "iron".
    """

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        keys: dict[tuple[str, ...], dict[str, None]] = {}
        for key, listed in words.items():
            for word in listed:
                for form in (cut(word), *_plurals(cut(word))):
                    if form:
                        keys.setdefault(form, {})[key] = None
        self._by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        for form, found in keys.items():
            self._by_first.setdefault(form[0], []).append((form, tuple(found)))
        for forms in self._by_first.values():
            forms.sort(key=lambda item: (-len(item[0]), item[0]))

    def find(self, text: str) -> Iterator[Found]:
        """The words of the vocabulary in a text, in order, none within another."""
        tokens = [(m[0].casefold(), m.start(), m.end()) for m in _WORD.finditer(text[:_MOST])]
        at = 0
        while at < len(tokens):
            step = 1
            for form, keys in self._by_first.get(tokens[at][0], ()):
                part = tokens[at : at + len(form)]
                if tuple(t[0] for t in part) == form and not _is_parted(text, part):
                    yield Found(part[0][1], part[-1][2], keys)
                    step = len(form)
                    break
            at += step


def cut(words: str) -> tuple[str, ...]:
    """Words in lower case, a hyphenated one as several.

    >>> cut("Anti-ship missile")
    ('anti', 'ship', 'missile')
    """
    return tuple(w.casefold() for w in _WORD.findall(words))


def _is_parted(text: str, part: list[tuple[str, int, int]]) -> bool:
    """Whether a mark of punctuation stands between words that would be one."""
    return any(
        set(text[one[2] : other[1]]) - set(" -\u2010\u2011\u2013\n\u00a0'’")
        for one, other in pairwise(part)
    )


def _plurals(form: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The plural of the last word, and of the word before "of": "rounds of ammunition"."""
    if not form:
        return
    yield (*form[:-1], plural(form[-1]))
    if "of" in form[1:]:
        at = form.index("of", 1)
        yield (*form[: at - 1], plural(form[at - 1]), *form[at:])


def plural(noun: str) -> str:
    """The regular plural of a noun; of "man" at the end, "men".

    >>> plural("delivery"), plural("serviceman")
    ('deliveries', 'servicemen')
    """
    if noun.endswith("man") and len(noun) > 3:
        return noun[:-2] + "en"
    if noun.endswith("y") and noun[-2:-1] not in tuple("aeiou"):
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")
