"""Attributions held against marked ones: who says what, by the words they share.

A prediction is right when at least half of the words of both contents are shared, the cues share
a word, and the sources do, or both have none. Pairs are one to one, as many as can be. Links of a
chain that match nothing (those with a parent, their parents, carriers) count for nothing: who
quotes whom is not marked everywhere.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.model import Anchor, Attribution, Span

ROLES = ("source", "cue", "content")
_WORD = re.compile(r"\w+")
Words = frozenset[int]


@dataclass(frozen=True, slots=True)
class Said:
    """The words of one attribution, by the places where they begin."""

    source: Words
    cue: Words
    content: Words


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were marked, how many predicted, and how many of these right."""

    marked: int = 0
    predicted: int = 0
    right: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.marked + other.marked,
            self.predicted + other.predicted,
            self.right + other.right,
        )

    @property
    def precision(self) -> float:
        """Share of the predicted that is right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the marked that is found."""
        return self.right / self.marked if self.marked else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        total = self.marked + self.predicted
        return 2 * self.right / total if total else 0.0


def words_of(text: str, spans: Iterable[Span]) -> Words:
    """Words that share a character with any of ``spans``; marks where there is no word at all."""
    found = set()
    held = tuple(spans)
    for start, end in held:
        before = _WORD.search(text, max(0, start - 40), end)
        while before is not None:
            if before.end() > start:
                found.add(before.start())
            before = _WORD.search(text, before.end(), end)
    if not found:
        found = {at for span in held for at in range(*span) if not text[at].isspace()}
    return frozenset(found)


def said_by(text: str, attribution: Attribution) -> Said:
    """The words of an extracted attribution."""

    def words(anchor: Anchor | None) -> Words:
        return words_of(text, anchor.spans if anchor is not None else ())

    return Said(words(attribution.source), words(attribution.cue), words(attribution.content))


def marked_by(text: str, attribution: Mapping[str, Any]) -> Said:
    """The words of an annotated attribution: lists of spans under "source", "cue", "content"."""
    return Said(*(words_of(text, (Span(*s) for s in attribution[role] or ())) for role in ROLES))


def read_annotated(folder: Path, split: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Documents of a split with their annotation, from ``docs.jsonl`` and ``gold.jsonl``."""
    gold = {row["id"]: row for row in _rows(folder / "gold.jsonl")}
    for row in _rows(folder / "docs.jsonl"):
        if row.get("split") == split:
            yield row, gold[row["id"]]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def is_right(predicted: Said, marked: Said) -> bool:
    """Whether a prediction is the marked attribution."""
    return (
        bool(predicted.cue & marked.cue)
        and shares_content(predicted, marked)
        and shares_source(predicted, marked)
    )


def shares_content(predicted: Said, marked: Said) -> bool:
    """Whether at least half of the words of both contents are shared."""
    shared = len(predicted.content & marked.content)
    return shared > 0 and 2 * shared >= len(predicted.content | marked.content)


def shares_source(predicted: Said, marked: Said) -> bool:
    """Whether the sources share a word, or both have none."""
    return bool(predicted.source & marked.source) or not (predicted.source or marked.source)


def judge_parts(predicted: Said, marked: Sequence[Said]) -> dict[str, bool]:
    """Which parts of a prediction are right, as far as that can be told.

    The cue: whether somebody is marked to say or think something there. Only then source and
    content: whether one of those marked attributions has them.
    """
    same = [m for m in marked if m.cue & predicted.cue]
    if not same:
        return {"cue": False}
    return {
        "cue": True,
        "source": any(shares_source(predicted, m) for m in same),
        "content": any(shares_content(predicted, m) for m in same),
    }


def pair(
    predicted: Sequence[Said],
    marked: Sequence[Said],
    test: Callable[[Said, Said], bool] = is_right,
) -> dict[int, int]:
    """The largest one-to-one pairing: place of the prediction by place of the marked one."""
    pairs: dict[int, int] = {}

    def place(n: int, tried: set[int]) -> bool:
        for m, wanted in enumerate(marked):
            if m in tried or not test(predicted[n], wanted):
                continue
            tried.add(m)
            if m not in pairs or place(pairs[m], tried):
                pairs[m] = n
                return True
        return False

    for n in range(len(predicted)):
        place(n, set())
    return pairs


def is_chained(attributions: Sequence[Attribution]) -> list[bool]:
    """For each attribution whether it is a link of a chain."""
    parents = {a.parent for a in attributions if a.parent is not None}
    return [a.parent is not None or a.id in parents for a in attributions]
