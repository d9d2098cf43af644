"""Provisions against reported acts as lines of text: one sign for each, the acts numbered below."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from reportedly.model import Outcome, Pack
from reportedly.publish.assessment_rows import conduct_words, said_by
from reportedly.publish.wording import count, shorten
from reportedly.regimes import Joined, best_of

SIGNS: Final[Mapping[Outcome, str]] = {"engaged": "●", "plausible": "◐", "not_engaged": "○"}
_MOST: Final = 20  # acts beside one another; a line holds no more
_TITLE: Final = 44
_WORDS: Final = 96


def matrix_lines(pack: Pack, joined: Sequence[Joined], most: int = _MOST) -> Iterator[str]:
    """The matrix of what is engaged or plausible; empty when nothing is."""
    touched = [j for j in joined if j.outcome != "not_engaged"]
    groups = list(by_act(touched))
    shown = groups[:most]
    if not shown:
        return
    cells = {(n, j.provision): j for n, group in enumerate(shown, start=1) for j in group}
    keys = {key for _, key in cells}
    yield " " * (_TITLE + 1) + "".join(f"{n:>3}" for n in range(1, len(shown) + 1))
    for provision in pack.provisions:
        if provision.key in keys:
            signs = (cells.get((n, provision.key)) for n in range(1, len(shown) + 1))
            row = "".join(f"{SIGNS[j.outcome] if j else '·':>3}" for j in signs)
            title = shorten(f"{provision.key} {provision.title}", _TITLE)
            yield f"{title:<{_TITLE}} {row}"
    for n, group in enumerate(shown, start=1):
        first = group[0].first.conduct
        words = shorten(conduct_words(first), _WORDS)
        more = len(group[0].told) - 1
        others = f", and {count(more, 'more text')}" if more else ""
        yield f"{n:>3} “{words}” – {said_by(first)}{others}"
    if len(groups) > most:
        yield f"    … and {count(len(groups) - most, 'more act')} (`reportedly assess` has all)"
    yield f"    {SIGNS['engaged']} all elements reported, {SIGNS['plausible']} something is missing"


def by_act(joined: Iterable[Joined]) -> Iterator[tuple[Joined, ...]]:
    """Assessments of the same clauses together: for each provision the one that goes furthest."""
    return (best_of(group) for _, group in groupby(joined, key=_clauses))


def _clauses(joined: Joined) -> tuple[str, ...]:
    return tuple(t.conduct.clause.id for t in joined.told)
