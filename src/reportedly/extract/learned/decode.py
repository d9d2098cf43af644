"""From probabilities to attributions: which cue, whose source, which content, and how sure.

Cues are found first. Then one path through the text says of each piece whether it is outside, in
a source, or in the content of this cue or that: its score is what the tags say of the piece and
what the second head says of it as seen from the cue, in equal parts. A content may so have
several stretches, and two contents that touch are told apart by their cues. Last, each cue gets
the source that it points to most, or none.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reportedly.extract.learned.labels import (
    B_CONTENT,
    B_CUE,
    B_ITS_CONTENT,
    B_ITS_SOURCE,
    B_SOURCE,
    I_CONTENT,
    I_CUE,
    I_ITS_CONTENT,
    I_ITS_SOURCE,
    I_SOURCE,
    OUTSIDE,
    TAGS,
)
from reportedly.extract.learned.network import Floats, Network, Stretch, View, gather_tags
from reportedly.extract.learned.pieces import Pieces
from reportedly.extract.learned.windows import widest

_NEVER: Final = -1e9
_BLOCK: Final = 8_000  # pieces read at once, about 6,000 words
_FLOOR: Final = -9.0  # a piece that one head is sure of does not outweigh all others


@dataclass(frozen=True, slots=True)
class Relation:
    """One attribution as stretches of pieces, with signs of how sure it is (0 to 1 each).

    ``signs``: of the cue by its tags, of content and source as seen from the cue, of the content's
    edges, and how far the chosen source is ahead.
    """

    cue: Stretch
    source: Stretch | None
    content: tuple[Stretch, ...]
    signs: dict[str, float]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is known of a cue: the pieces its window covers, and what they are to it."""

    cue: Stretch
    start: int
    end: int
    ties: Floats


def find_relations(pieces: Pieces, network: Network) -> list[Relation]:
    """The attributions of a text, in the order of their cues.

    Long texts are read in blocks, so that memory does not grow with them.
    """
    return [
        _shifted(relation, block.start)
        for block in _blocks(pieces)
        for relation in _find(pieces.part(block.start, block.stop), network)
    ]


def _blocks(pieces: Pieces) -> Iterator[range]:
    """Stretches of bounded length that begin with sentences."""
    start = 0
    while start < len(pieces):
        end = min(len(pieces), start + _BLOCK)
        if end < len(pieces):
            last = pieces.starts[bisect_right(pieces.starts, end) - 1]
            end = last if last > start else end
        yield range(start, end)
        start = end


def _shifted(relation: Relation, by: int) -> Relation:
    def there(stretch: Stretch) -> Stretch:
        return stretch[0] + by, stretch[1] + by

    return replace(
        relation,
        cue=there(relation.cue),
        source=there(relation.source) if relation.source else None,
        content=tuple(there(s) for s in relation.content),
    )


def _find(pieces: Pieces, network: Network) -> list[Relation]:
    views = network.look(pieces)
    if not views:
        return []
    plain, biases = gather_tags(views, len(pieces)), network.weights.biases
    tags = plain + np.array([biases.get(t, 0.0) for t in TAGS], np.float32)
    cues = [(a, b) for tag, a, b in _stretches(_path(tags)) if tag == B_CUE]
    seen = _look_from(cues, views, network)
    sources, contents = _share_out(tags, seen, biases.get("stretch", 0.0))
    return [
        _relation(s, sources, contents[n], plain, biases.get("none", 0.0))
        for n, s in enumerate(seen)
        if contents[n]
    ]


def _look_from(cues: Sequence[Stretch], views: Sequence[View], network: Network) -> list[_Seen]:
    """Each cue with the window in which most text stands around it."""
    windows = [view.window for view in views]
    by_window: dict[int, list[Stretch]] = {}
    for cue in cues:
        by_window.setdefault(widest(windows, *cue), []).append(cue)
    seen = []
    for n, held in by_window.items():
        ties = network.ties(views[n], held)
        window = windows[n]
        seen += [_Seen(cue, window.start, window.end, ties[k]) for k, cue in enumerate(held)]
    return sorted(seen, key=lambda s: s.cue)


# ------------------------------------------------------------------ paths


def _path(table: NDArray[np.floating]) -> list[int]:
    """Viterbi over states 0 (outside) and pairs (beginning, inside), which all begin freely.

    An inside follows its own beginning or inside.
    """
    scores = table.astype(np.float64)
    length, states = scores.shape
    begins = np.arange(1, states, 2)
    back = np.zeros((length, states), np.int32)
    best = scores[0].copy()
    best[begins + 1] = _NEVER
    for at in range(1, length):
        top = int(best.argmax())
        following = scores[at] + best[top]
        back[at] = top
        goes_on = best[begins + 1] >= best[begins]
        inside = np.where(goes_on, best[begins + 1], best[begins])
        following[begins + 1] = scores[at, begins + 1] + inside
        back[at, begins + 1] = np.where(goes_on, begins + 1, begins)
        best = following
    path = [int(best.argmax())]
    for at in range(length - 1, 0, -1):
        path.append(int(back[at, path[-1]]))
    return path[::-1]


def _stretches(path: Sequence[int]) -> list[tuple[int, int, int]]:
    """(beginning state, first piece, end) of each stretch of a path."""
    found: list[tuple[int, int, int]] = []
    for at, state in enumerate(path):
        if state % 2:
            found.append((state, at, at + 1))
        elif state:
            begun, first, _ = found[-1]
            found[-1] = (begun, first, at + 1)
    return found


# ------------------------------------------------------------------ whose is what


def _share_out(
    tags: Floats, seen: Sequence[_Seen], bias: float
) -> tuple[list[Stretch], list[tuple[Stretch, ...]]]:
    """The stretches that are sources, and for each cue those of its content.

    ``bias`` is what each stretch of content brings or costs.
    """
    lanes, count = _lanes(seen)
    first_lane = 5
    scores = np.full((len(tags), first_lane + 2 * count), _NEVER)
    outside, begins, insides = _source_evidence(len(tags), seen)
    scores[:, 0] = (tags[:, OUTSIDE] + outside) / 2
    scores[:, 1] = (tags[:, B_SOURCE] + begins) / 2
    scores[:, 2] = (tags[:, I_SOURCE] + insides) / 2
    for s, lane in zip(seen, lanes, strict=True):
        own = first_lane + 2 * lane
        here = slice(s.start, s.end)
        ties = np.maximum(s.ties, _FLOOR)
        scores[here, own] = (tags[here, B_CONTENT] + ties[:, B_ITS_CONTENT]) / 2 + bias
        scores[here, own + 1] = (tags[here, I_CONTENT] + ties[:, I_ITS_CONTENT]) / 2
        scores[s.start, own + 1] = _NEVER  # the lane was another cue's before
    for s in seen:
        scores[slice(*s.cue)] = _NEVER
        scores[slice(*s.cue), 3:5] = tags[slice(*s.cue), B_CUE : I_CUE + 1]
    sources: list[Stretch] = []
    contents: list[list[Stretch]] = [[] for _ in seen]
    for state, first, end in _stretches(_path(scores)):
        if state == 1:
            sources.append((first, end))
        elif state >= first_lane:
            lane = (state - first_lane) // 2
            contents[_owner(seen, lanes, lane, first)].append((first, end))
    return sources, [tuple(c) for c in contents]


def _owner(seen: Sequence[_Seen], lanes: Sequence[int], lane: int, at: int) -> int:
    """The cue that has a lane where a stretch begins."""
    return next(n for n, s in enumerate(seen) if lanes[n] == lane and s.start <= at < s.end)


def _lanes(seen: Sequence[_Seen]) -> tuple[list[int], int]:
    """A number for each cue, shared by cues whose windows do not meet, and how many there are."""
    ends: list[int] = []
    lanes = [0] * len(seen)
    for n in sorted(range(len(seen)), key=lambda n: seen[n].start):
        free = next((lane for lane, end in enumerate(ends) if end <= seen[n].start), len(ends))
        lanes[n] = free
        if free == len(ends):
            ends.append(0)
        ends[free] = seen[n].end
    return lanes, len(ends)


def _source_evidence(length: int, seen: Sequence[_Seen]) -> tuple[Floats, Floats, Floats]:
    """Of each piece, from all cues: that it is nobody's, that it begins a source, is inside one."""
    owned = np.full(length, -30.0, np.float32)
    begins, insides = np.full(length, _FLOOR, np.float32), np.full(length, _FLOOR, np.float32)
    for s in seen:
        here = slice(s.start, s.end)
        any_role = np.logaddexp.reduce(s.ties[:, 1:], axis=1)
        owned[here] = np.maximum(owned[here], any_role)
        begins[here] = np.maximum(begins[here], s.ties[:, B_ITS_SOURCE])
        insides[here] = np.maximum(insides[here], s.ties[:, I_ITS_SOURCE])
    outside = np.log(np.clip(1 - np.exp(owned), 1e-4, 1)).astype(np.float32)
    return outside, begins, insides


# ------------------------------------------------------------------ one attribution


def _relation(
    seen: _Seen,
    sources: Sequence[Stretch],
    content: tuple[Stretch, ...],
    tags: Floats,
    bias: float,
) -> Relation:
    its_source = np.logaddexp(seen.ties[:, B_ITS_SOURCE], seen.ties[:, I_ITS_SOURCE])
    near = [(a, b) for a, b in sources if seen.start <= a and b <= seen.end]
    ahead = np.array([its_source[a - seen.start : b - seen.start].mean() for a, b in near])
    none = float(np.log(np.clip(1 - np.exp(its_source), 1e-6, 1)).min()) + bias
    chosen = int(ahead.argmax()) if len(ahead) and ahead.max() > none else None
    its_content = np.logaddexp(seen.ties[:, B_ITS_CONTENT], seen.ties[:, I_ITS_CONTENT])
    inside = np.concatenate([np.arange(a, b) for a, b in content])
    known = inside[(inside >= seen.start) & (inside < seen.end)]
    scores = np.append(ahead, none)
    shares = np.exp(scores - np.logaddexp.reduce(scores))
    cue = np.arange(*seen.cue)
    signs = {
        "cue": float(np.exp(np.logaddexp(tags[cue, B_CUE], tags[cue, I_CUE]).mean())),
        "content": float(np.exp(its_content[known - seen.start].mean())),
        "tagged": float(
            np.exp(np.logaddexp(tags[inside, B_CONTENT], tags[inside, I_CONTENT]).mean())
        ),
        "edge": float(np.exp(np.mean([tags[a, B_CONTENT] for a, _ in content]))),
        "source": float(shares[chosen if chosen is not None else -1]),
    }
    return Relation(
        cue=seen.cue,
        source=near[chosen] if chosen is not None else None,
        content=content,
        signs=signs,
    )
