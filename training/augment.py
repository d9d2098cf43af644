"""Changes to a window that leave its annotation true: marks, names, case, words left out.

They keep the model from leaning on one outlet's typography or on the names of one election.
"""

import calendar
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from training.corpus import Article

_LOWER, _TITLE = 1, 2  # of ``pieces._case``
_TIMES = frozenset(w.lower() for w in (*calendar.day_name, *calendar.month_name))


@dataclass(frozen=True, slots=True)
class Chances:
    """How often each change is made: of windows, of names in a changed window, of pieces."""

    straight: float = 0.15
    curly: float = 0.15
    names: float = 0.35
    name: float = 0.6
    mask: float = 0.03
    lower: float = 0.04


class Augmenter:
    """Changes windows at random."""

    def __init__(self, articles: Iterable[Article], tokenizer: Tokenizer, chances: Chances) -> None:
        self._chances = chances
        self._words = {n: word for word, n in tokenizer.get_vocab().items()}
        self._names = _find_names(articles, self._words)
        self._known = frozenset(self._names)
        self._straight, self._open, self._close = (_piece(tokenizer, m) for m in '"“”')
        self._mask = _piece(tokenizer, "[MASK]")

    def change(
        self, ids: Sequence[int], case: Sequence[int], rng: random.Random
    ) -> tuple[list[int], NDArray[np.int64]]:
        """Other pieces and case features for a window."""
        changed = self._marks(list(ids), rng)
        if rng.random() < self._chances.names:
            changed = self._rename(changed, rng)
        changed = [self._mask if rng.random() < self._chances.mask else n for n in changed]
        printed = np.array(case)
        if rng.random() < self._chances.lower:
            printed[printed == _TITLE] = _LOWER
        return changed, printed

    def _marks(self, ids: list[int], rng: random.Random) -> list[int]:
        chance = rng.random()
        if chance < self._chances.straight:
            return [self._straight if n in (self._open, self._close) else n for n in ids]
        if chance < self._chances.straight + self._chances.curly:
            return self._curled(ids)
        return ids

    def _curled(self, ids: list[int]) -> list[int]:
        inside = False
        for at, n in enumerate(ids):
            if n == self._straight:
                ids[at] = self._close if inside else self._open
                inside = not inside
        return ids

    def _rename(self, ids: list[int], rng: random.Random) -> list[int]:
        """Names by other names, each by the same one throughout the window."""
        instead: dict[int, int] = {}
        for at, n in enumerate(ids):
            split = at + 1 < len(ids) and self._words[ids[at + 1]].startswith("##")
            if n not in self._known or split:
                continue
            if n not in instead:
                instead[n] = rng.choice(self._names) if rng.random() < self._chances.name else n
            ids[at] = instead[n]
        return ids


def _piece(tokenizer: Tokenizer, word: str) -> int:
    piece = tokenizer.token_to_id(word)
    if piece is None:
        raise ValueError(f"the tokenizer does not know {word}")
    return piece


def _find_names(articles: Iterable[Article], words: dict[int, str]) -> list[int]:
    """Pieces that are words of their own and nearly always printed with a capital."""
    often: Counter[int] = Counter()
    capital: Counter[int] = Counter()
    for article in articles:
        starts = set(article.pieces.starts)
        for at, (n, case) in enumerate(zip(article.pieces.ids, article.pieces.case, strict=True)):
            if at not in starts:
                often[n] += 1
                capital[n] += case == _TITLE
    return sorted(
        n for n, times in often.items()
        if times >= 3 and capital[n] > 0.93 * times
        and len(words[n]) > 3 and words[n].isalpha() and words[n] not in _TIMES
    )  # fmt: skip
