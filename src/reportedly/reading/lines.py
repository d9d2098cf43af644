"""Lines of a text with their places, and whether a text is wrapped at a fixed width."""

import re
from itertools import pairwise
from typing import NamedTuple

from reportedly.model import Span

_NEXT_WORD = re.compile(r"\S+")
_UNFINISHED = re.compile(r"[^.!?…:;\"”’')\]»]")
WIDEST, NARROWEST = 100, 45  # columns between which wrapping by hand or mailer falls


class Line(NamedTuple):
    """A line without the white space around it. ``gap`` counts the blank lines before it."""

    start: int
    end: int
    gap: int
    indent: int

    @property
    def span(self) -> Span:
        """Where the line stands."""
        return Span(self.start, self.end)


def split_lines(text: str, start: int = 0) -> list[Line]:
    """The non-blank lines of ``text`` from ``start`` on; every kind of line end counts."""
    lines: list[Line] = []
    at, gap = start, 0
    for whole in text[start:].splitlines(keepends=True):
        bare = whole.strip()
        if bare:
            indent = len(whole) - len(whole.lstrip())
            lines.append(Line(at + indent, at + indent + len(bare), gap, indent))
            gap = 0
        else:
            gap += 1
        at += len(whole)
    return lines


def find_width(text: str, lines: list[Line]) -> int:
    """The column at which the text is wrapped; 0 when a line is a paragraph.

    In wrapped text many long lines end in mid-sentence and the next goes on in small letters.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if not b.gap]
    fitting = [a.end - a.start for a, _ in pairs if a.end - a.start <= WIDEST]
    width = max(fitting, default=0)
    if width < NARROWEST or len(fitting) < 0.9 * len(pairs):
        return 0
    long = [(a, b) for a, b in pairs if 0.7 * width <= a.end - a.start <= WIDEST]
    broken = sum(_breaks_sentence(text, a, b) for a, b in long)
    return width if broken >= len(long) / 4 else 0


def _breaks_sentence(text: str, line: Line, following: Line) -> bool:
    return bool(_UNFINISHED.match(text, line.end - 1)) and text[following.start].islower()


def continues(text: str, line: Line, following: Line, width: int) -> bool:
    """Whether ``following`` goes on with ``line``: its first word would not have fitted there."""
    if not width or following.gap:
        return False
    word = _NEXT_WORD.match(text, following.start, following.end)
    room = width - (line.end - line.start)
    length = len(word[0]) if word else 0
    return length + 1 > room - 3 or _breaks_sentence(text, line, following)
