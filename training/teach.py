"""Lessons: what a network makes of articles that it has not learned from.

Annotators differ, and each slips now and then. A network that learned from other articles tells how
likely each label is, where the annotation has only yes and no.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import torch

from reportedly.extract.learned.network import View, gather_tags
from reportedly.extract.learned.windows import cut_windows, widest
from training.corpus import Article, Lesson
from training.network import Network


def part_out(articles: Sequence[Article], folds: int) -> Iterator[tuple[int, list[Article]]]:
    """For each fold its number and the articles that its teacher learns from: all others."""
    for fold in range(folds):
        yield fold, [a for n, a in enumerate(articles) if n % folds != fold]


def teach(
    articles: Sequence[Article],
    teachers: Sequence[Network],
    size: int,
    stride: int,
    tell: Callable[[str], None] = lambda _: None,
) -> list[Article]:
    """The articles, each with the lesson of the teacher that has not seen it."""
    taught = []
    for n, article in enumerate(articles):
        lesson = make_lesson(article, teachers[n % len(teachers)], size, stride)
        taught.append(replace(article, lesson=lesson))
        if (n + 1) % 100 == 0:
            tell(f"{n + 1} of {len(articles)} articles read by teachers")
    return taught


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
    ties = []
    for tie in article.ties:
        n = widest(windows, *tie.cue)
        start, end = windows[n].start, windows[n].end
        cue = (0, max(0, tie.cue[0] - start), min(end, tie.cue[1]) - start)
        ties.append((start, torch.softmax(teacher.ties(seen[n], [cue])[0], -1).numpy()))
    return Lesson(tags.astype(np.float16), tuple((s, t.astype(np.float16)) for s, t in ties))
