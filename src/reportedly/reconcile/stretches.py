"""Stretches of words that two texts share, wherever they stand in each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportedly.reconcile.prints import SHINGLE
from reportedly.reconcile.wordings import Word

_MOST_PLACES: Final = 6  # of one beginning in the other text that are tried


@dataclass(frozen=True, slots=True)
class Stretch:
    """``size`` words in a row: from word ``here`` of one text, from word ``there`` of another."""

    here: int
    there: int
    size: int


def shared_stretches(here: Sequence[Word], there: Sequence[Word]) -> tuple[Stretch, ...]:
    """Shared stretches of at least a shingle, in the order of the first text, none twice.

    From each word on, the longest stretch is taken; parts of the second text may serve twice, as a
    sentence that is printed twice goes back to one.
    """
    return tuple(_stretches([w.low for w in here], [w.low for w in there]))


def _stretches(here: list[str], there: list[str]) -> Iterator[Stretch]:
    places: dict[tuple[str, ...], list[int]] = {}
    for n in range(len(there) - SHINGLE + 1):
        places.setdefault(tuple(there[n : n + SHINGLE]), []).append(n)
    at = 0
    while at <= len(here) - SHINGLE:
        starts = places.get(tuple(here[at : at + SHINGLE]), ())
        sizes = [(_run(here, there, at, n), -n) for n in starts[:_MOST_PLACES]]
        if not sizes:
            at += 1
            continue
        size, place = max(sizes)
        yield Stretch(at, -place, size)
        at += size


def _run(here: list[str], there: list[str], at: int, place: int) -> int:
    """How many words are the same from two places on."""
    most = min(len(here) - at, len(there) - place)
    n = SHINGLE
    while n < most and here[at + n] == there[place + n]:
        n += 1
    return n
