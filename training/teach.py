"""Lessons: what a network makes of articles that it has not learned from.

Annotators differ, and each slips now and then. A network that learned from other articles tells how
likely each label is, where the annotation has only yes and no.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray

from reportedly.extract.learned.network import View, gather_tags
from reportedly.extract.learned.windows import cut_windows, widest
from training.corpus import Article, Lesson
from training.network import Network

T = TypeVar("T")


def part_out(articles: Sequence[Article], folds: int) -> Iterator[tuple[int, list[Article]]]:
    """For each fold its number and the articles that its teacher learns from: all others."""
    for fold in range(folds):
        yield fold, [a for n, a in enumerate(articles) if n % folds != fold]


def teacher_of(n: int, teachers: Sequence[T]) -> T:
    """The teacher that has not learned from the article at a position."""
    return teachers[n % len(teachers)]


def teach(
    articles: Sequence[Article], teachers: Sequence[Network], size: int, stride: int
) -> list[Article]:
    """The articles, each with the lesson of the teacher that has not seen it."""
    return [
        replace(article, lesson=make_lesson(article, teacher_of(n, teachers), size, stride))
        for n, article in enumerate(articles)
    ]


@torch.no_grad()
def make_lesson(article: Article, teacher: Network, size: int, stride: int) -> Lesson:
    """What a teacher makes of an article, read as the finished network reads."""
    pieces = article.pieces
    windows = cut_windows(len(pieces), pieces.starts, size, stride)
    seen = []
    for window in windows:
        here = slice(window.start, window.end)
        features = (pieces.ids, pieces.case, pieces.quote)
        ids, case, quote = (torch.tensor([values[here]]) for values in features)
        seen.append(teacher.encode(ids, case, quote, None))
    nothing = np.zeros(0, np.float32)
    views = [
        View(window, torch.log_softmax(teacher.tag(x[0]), -1).numpy(), nothing)
        for window, x in zip(windows, seen, strict=True)
    ]
    tags = np.exp(gather_tags(views, len(pieces)))
    held: dict[int, list[int]] = {}
    for t, tie in enumerate(article.ties):
        held.setdefault(widest(windows, *tie.cue), []).append(t)
    ties: dict[int, tuple[int, NDArray[np.float16]]] = {}
    for n, its in held.items():
        start, end = windows[n].start, windows[n].end
        cues = [article.ties[t].cue for t in its]
        places = [(0, max(0, a - start), min(end, b) - start) for a, b in cues]
        likely = torch.softmax(teacher.ties(seen[n], places), -1).numpy().astype(np.float16)
        ties |= {t: (start, each) for t, each in zip(its, likely, strict=True)}
    return Lesson(tags.astype(np.float16), tuple(ties[t] for t in range(len(ties))))
