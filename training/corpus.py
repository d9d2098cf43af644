"""Annotated articles as pieces with tags and ties, cut into windows."""

import random
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.relations import read_annotated
from numpy.typing import NDArray
from tokenizers import Tokenizer

from reportedly.extract.learned.labels import ROLES, TAGS
from reportedly.extract.learned.network import Stretch
from reportedly.extract.learned.pieces import Pieces, cut_text
from reportedly.reading import Given, read_text


@dataclass(frozen=True, slots=True)
class Tie:
    """One attribution: its cue, and the stretches of its source and content."""

    cue: Stretch
    source: tuple[Stretch, ...]
    content: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a network that has not learned from an article makes of it, as probabilities.

    ``tags`` of its pieces, (n, tags); for each of its ties, the first piece that was looked at from
    the cue, and what the pieces from there on are to it, (m, ties).
    """

    tags: NDArray[np.float16]
    ties: tuple[tuple[int, NDArray[np.float16]], ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An article as the model reads it, with a tag for each piece."""

    id: str
    pieces: Pieces
    tags: tuple[int, ...]
    ties: tuple[Tie, ...]
    lesson: Lesson | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``start`` to ``end`` of an article."""

    article: Article
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


def load_articles(folder: Path, split: str, tokenizer: Tokenizer) -> list[Article]:
    """All articles of a split, ready to be learned from."""
    return [
        make_article(row["id"], row["text"], gold["attributions"], tokenizer)
        for row, gold in read_annotated(folder, split)
    ]


def make_article(
    name: str, text: str, attributions: Sequence[dict[str, Any]], tokenizer: Tokenizer
) -> Article:
    """An article with its annotation laid onto its pieces."""
    pieces = cut_text(read_text(text, Given(language="en")), tokenizer)
    tags = [0] * len(pieces)
    ties = []
    begins = [span.start for span in pieces.spans]
    for attribution in attributions:
        found: dict[str, tuple[Stretch, ...]] = {}
        for role in ROLES:
            stretches = (_stretch(pieces, begins, *span) for span in attribution[role] or ())
            found[role] = tuple(s for s in stretches if s[0] < s[1])
            for first, end in found[role]:
                _tag(tags, role, first, end)
        ties += [Tie(cue, found["source"], found["content"]) for cue in found["cue"]]
    return Article(name, pieces, tuple(tags), tuple(ties))


def _tag(tags: list[int], role: str, first: int, end: int) -> None:
    """Sources and cues go before content: they are short, and lost if content covers them."""
    for at in range(first, end):
        if tags[at] == 0 or role != "content":
            tags[at] = TAGS.index(("B-" if at == first else "I-") + role)


def _stretch(pieces: Pieces, begins: Sequence[int], start: int, end: int) -> Stretch:
    first = bisect_left(begins, start)
    while first > 0 and pieces.spans[first - 1].end > start:
        first -= 1
    last = first
    while last < len(pieces) and pieces.spans[last].start < end:
        last += 1
    while first < last and pieces.spans[first].start == pieces.spans[first].end:
        first += 1
    return first, last


def shuffled_windows(article: Article, size: int, rng: random.Random) -> Iterator[Window]:
    """The whole article in windows that begin with sentences, cut elsewhere each time."""
    length, starts = len(article.pieces), article.pieces.starts
    shift = rng.randrange(0, size // 2)
    at, limit = 0, shift if shift > 20 else size
    while at < length:
        end = min(length, at + limit)
        if end < length:
            last = starts[bisect_right(starts, end) - 1]
            end = last if last > at else end
        yield Window(article, at, end)
        at, limit = end, size


def make_batches(
    articles: Sequence[Article], size: int, batch: int, rng: random.Random
) -> list[list[Window]]:
    """Windows of all articles in batches of about equal length, in random order."""
    windows = [w for article in articles for w in shuffled_windows(article, size, rng)]
    rng.shuffle(windows)
    pools = [
        sorted(windows[n : n + 32 * batch], key=len) for n in range(0, len(windows), 32 * batch)
    ]
    batches = [pool[n : n + batch] for pool in pools for n in range(0, len(pool), batch)]
    rng.shuffle(batches)
    return batches
