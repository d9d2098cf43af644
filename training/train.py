"""Training of one member: what is learned from a batch, the schedule, the averaged weights."""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from reportedly.extract.learned.labels import (
    B_CUE,
    B_ITS_CONTENT,
    B_ITS_SOURCE,
    I_CUE,
    TAGS,
    TIES,
)
from reportedly.extract.learned.network import Stretch
from training.augment import Augmenter, Chances
from training.corpus import Article, Tie, Window, make_batches
from training.network import FROZEN, Network

_LABELS = np.eye(len(TIES), dtype=np.float32)  # a row for each label: all of it that one


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides what a member becomes, beside the articles."""

    seed: int = 1
    epochs: int = 5
    size: int = 220  # pieces in a window
    batch: int = 16
    body_rate: float = 2e-4
    head_rate: float = 1e-3
    decay: float = 0.01
    warm: float = 0.08  # share of the steps
    smoothing: float = 0.02
    trust: float = 0.4  # how much of what is learned comes from lessons, where there are any
    dropout: float = 0.1  # within the encoder
    tie_weight: float = 0.6
    choice_weight: float = 0.3
    doubted_from: int = 300  # step from which false cues are learned from
    average_from: float = 0.45  # share of the steps
    average_rate: float = 0.006
    chances: Chances = field(default_factory=Chances)


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of (windows, pieces), of ``tags`` (windows, pieces, tags), and the windows."""

    ids: Tensor
    case: Tensor
    quote: Tensor
    tags: Tensor
    mask: Tensor
    windows: Sequence[Window]


def train(
    articles: Sequence[Article],
    base: Path,
    augmenter: Augmenter,
    recipe: Recipe,
    tell: Callable[[str], None],
) -> Network:
    """A network that has learned from ``articles``: the average over its later steps."""
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    network = Network(base, recipe.dropout)
    optimizer, rates = _optimizer(network, recipe)
    steps = recipe.epochs * len(make_batches(articles, recipe.size, recipe.batch, rng))
    averaged: dict[str, Tensor] | None = None
    step, began = 0, time.monotonic()
    network.train()
    for epoch in range(recipe.epochs):
        for windows in make_batches(articles, recipe.size, recipe.batch, rng):
            batch = make_batch(windows, augmenter, recipe.trust, rng)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * _scale(step, steps, recipe.warm)
            loss = _loss(network, batch, recipe, step)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
            averaged = _average(network, averaged, step / steps, recipe)
            if step % 50 == 0:
                tell(f"epoch {epoch} step {step}/{steps} {loss.item():.3f} {_since(began)}")
    if averaged is not None:
        network.load_state_dict(averaged)
    return network.eval()


def _since(began: float) -> str:
    return f"{time.monotonic() - began:.0f} s"


def _optimizer(network: Network, recipe: Recipe) -> tuple[torch.optim.Optimizer, tuple[float, ...]]:
    """Two rates: the encoder knows something already. Word embeddings stay as they are."""
    body, heads = [], []
    for name, parameter in network.named_parameters():
        part = name.partition(".")[0]
        if part in FROZEN:
            parameter.requires_grad = False
        elif part in ("layers", "norm"):
            body.append(parameter)
        else:
            heads.append(parameter)
    groups = [{"params": body}, {"params": heads}]
    return torch.optim.AdamW(groups, weight_decay=recipe.decay), (
        recipe.body_rate,
        recipe.head_rate,
    )


def _scale(step: int, steps: int, warm: float) -> float:
    """Linear up over the first share of the steps, then linear down to nothing."""
    first = max(1, int(warm * steps))
    return min(1.0, (step + 1) / first) * max(0.0, 1 - max(0, step - first) / (steps - first))


def _average(
    network: Network, averaged: dict[str, Tensor] | None, done: float, recipe: Recipe
) -> dict[str, Tensor] | None:
    """A moving average of the weights over the later steps, which errs less than the last ones."""
    if done < recipe.average_from:
        return None
    state = network.state_dict()
    if averaged is None:
        return {name: value.clone() for name, value in state.items()}
    for name, value in state.items():
        averaged[name].lerp_(value, recipe.average_rate)
    return averaged


def make_batch(
    windows: Sequence[Window], augmenter: Augmenter, trust: float, rng: random.Random
) -> Batch:
    """Windows, changed at random, as tensors with padding."""
    shape = (len(windows), max(map(len, windows)))
    ids, case, quote = (np.zeros(shape, np.int64) for _ in range(3))
    tags, mask = np.zeros((*shape, len(TAGS)), np.float32), np.zeros(shape, bool)
    for row, window in enumerate(windows):
        pieces, here = window.article.pieces, slice(window.start, window.end)
        end = len(window)
        ids[row, :end], case[row, :end] = augmenter.change(pieces.ids[here], pieces.case[here], rng)
        quote[row, :end] = pieces.quote[here]
        tags[row, :end] = np.eye(len(TAGS))[list(window.article.tags[here])]
        if window.article.lesson is not None:
            tags[row, :end] += trust * (window.article.lesson.tags[here] - tags[row, :end])
        mask[row, :end] = True
    return Batch(
        ids=torch.from_numpy(ids),
        case=torch.from_numpy(case),
        quote=torch.from_numpy(quote),
        tags=torch.from_numpy(tags),
        mask=torch.from_numpy(mask),
        windows=windows,
    )


# ------------------------------------------------------------------ what is learned from a batch


def _loss(network: Network, batch: Batch, recipe: Recipe, step: int) -> Tensor:
    x = network.drop(network.encode(batch.ids, batch.case, batch.quote, batch.mask))
    scores = network.tag(x)
    each = _far(scores, batch.tags, recipe.smoothing)
    loss = (each * batch.mask).sum() / batch.mask.sum()
    guesses = scores.detach().argmax(-1).numpy() if step >= recipe.doubted_from else None
    cues, wanted = _wanted_ties(batch, guesses, recipe.trust)
    if not cues:
        return loss
    each = _far(network.ties(x, cues), torch.from_numpy(wanted))
    seen = batch.mask[torch.tensor([row for row, _, _ in cues])]
    loss = loss + recipe.tie_weight * (each * seen).sum() / batch.mask.sum()
    chosen = [c for row, w in enumerate(batch.windows) if (c := _choices(network, x[row], w))]
    if not chosen:
        return loss
    return loss + recipe.choice_weight * torch.stack([sum(c) / len(c) for c in chosen]).mean()


def _far(scores: Tensor, wanted: Tensor, smoothing: float = 0.0) -> Tensor:
    """Cross entropy of each piece, from scores and wanted probabilities along the last axis."""
    classes = scores.shape[-1]
    each = functional.cross_entropy(
        scores.reshape(-1, classes),
        wanted.reshape(-1, classes),
        reduction="none",
        label_smoothing=smoothing,
    )
    return each.view(scores.shape[:-1])


def _choices(network: Network, x: Tensor, window: Window) -> list[Tensor]:
    """Losses of one window: content chooses its cue, and each cue its source or none."""

    def here(stretch: Stretch) -> Stretch:
        return stretch[0] - window.start, stretch[1] - window.start

    def held(stretch: Stretch) -> bool:
        return window.start <= stretch[0] and stretch[1] <= window.end

    ties = [t for t in window.article.ties if held(t.cue)]
    cues = sorted({here(t.cue) for t in ties})
    sources = sorted({here(s) for t in ties for s in t.source if held(s)})
    losses = []
    contents = [(here(s), cues.index(here(t.cue))) for t in ties for s in t.content if held(s)]
    if contents:
        scores = network.choose(x, 0, [s for s, _ in contents], cues)
        losses += list(_each(scores, [n for _, n in contents]))
    asking = [t for t in ties if not t.source or held(t.source[0])]
    if asking:
        nobody = network.nobody.expand(len(asking), 1)
        if sources:
            scores = network.choose(x, 1, [here(t.cue) for t in asking], sources)
            nobody = torch.cat([scores, nobody], 1)
        right = [sources.index(here(t.source[0])) if t.source else len(sources) for t in asking]
        losses += list(_each(nobody, right))
    return losses


def _each(scores: Tensor, right: Sequence[int]) -> Tensor:
    return functional.cross_entropy(scores, torch.tensor(right), reduction="none")


def _wanted_ties(
    batch: Batch, guesses: np.ndarray | None, trust: float
) -> tuple[list[tuple[int, int, int]], np.ndarray]:
    """Cues of a batch, and how likely each piece is what to them: (cues, pieces, ties).

    Cues that the network only thinks it sees have neither source nor content: so it learns to
    take a wrong one back.
    """
    length = batch.ids.shape[1]
    cues, wanted = [], []
    for row, window in enumerate(batch.windows):
        real = []
        for n, tie in enumerate(window.article.ties):
            if window.start <= tie.cue[0] and tie.cue[1] <= window.end:
                here = (tie.cue[0] - window.start, tie.cue[1] - window.start)
                real.append(here)
                cues.append((row, *here))
                wanted.append(_mixed(_of_cue(window, tie, length), window, n, trust))
        for first, end in _guessed(guesses[row, : len(window)]) if guesses is not None else ():
            if not any(a < end and first < b for a, b in real):
                cues.append((row, first, end))
                wanted.append(_LABELS[np.zeros(length, np.int64)])
    return cues, np.stack(wanted) if wanted else np.zeros((0, length, len(TIES)), np.float32)


def _mixed(wanted: np.ndarray, window: Window, tie: int, trust: float) -> np.ndarray:
    """What is wanted of a tie, moved towards the article's lesson where that looked."""
    if window.article.lesson is not None:
        start, likely = window.article.lesson.ties[tie]
        a, b = max(start, window.start), min(start + len(likely), window.end)
        if a < b:
            here = slice(a - window.start, b - window.start)
            wanted[here] += trust * (likely[a - start : b - start] - wanted[here])
    return wanted


def _of_cue(window: Window, tie: Tie, length: int) -> np.ndarray:
    ties = np.zeros(length, np.int64)
    for stretches, begin in ((tie.source, B_ITS_SOURCE), (tie.content, B_ITS_CONTENT)):
        for first, end in stretches:
            a, b = max(first, window.start), min(end, window.end)
            if a < b:
                ties[a - window.start : b - window.start] = begin + 1
                ties[a - window.start] = begin if a == first else begin + 1
    return _LABELS[ties]


def _guessed(tags: np.ndarray) -> list[Stretch]:
    """Stretches that the network tags as cues."""
    found: list[Stretch] = []
    for at, tag in enumerate(tags):
        if tag == B_CUE:
            found.append((at, at + 1))
        elif tag == I_CUE and found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 1)
    return found
