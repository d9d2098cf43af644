"""How findings speak: one plain sentence about texts, their words, who says them and when."""

from datetime import date
from functools import lru_cache
from typing import Final, Protocol

from reportedly.model import Anchor, Side
from reportedly.reconcile.headers import Header
from reportedly.reconcile.voices import Voice

_LONGEST: Final = 80  # characters of quoted words inside a sentence of ours
LONGEST_SIDE: Final = 300  # characters of one side; a reader looks at words, not at pages


class Said(Protocol):
    """Anything that somebody says in some document."""

    @property
    def header(self) -> Header:
        """The document it stands in."""

    @property
    def voice(self) -> Voice:
        """Who says it."""


# A day is shown for each of its texts.
@lru_cache(maxsize=8192)
def show_day(day: str | None) -> str:
    """An ISO day in words; a month or year stays as it is.

    >>> show_day("2025-01-22")
    '22 January 2025'
    """
    if day is None:
        return "no date"
    try:
        parsed = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{parsed.day} {parsed:%B %Y}"


def quote(words: str, most: int = _LONGEST) -> str:
    """Words between quotation marks on one line, cut when they are many."""
    plain = " ".join(words.split()).strip('“”"')
    return f"“{plain}”" if len(plain) <= most else f"“{plain[: most - 1].rstrip()}…”"


def name_text(header: Header) -> str:
    """A text by its publisher and day: "digest of Yonhap, 30 April 2025"."""
    return f"{header.shown}, {show_day(header.day)}"


def name_voice(said: Said) -> str:
    """Who says something and where: "NIS (digest of Yonhap, 30 April 2025)"."""
    where = name_text(said.header)
    if said.voice.is_author:
        return where
    if said.voice.kind == "none":
        return f"an unnamed source ({where})"
    return f"{said.voice.shown} ({where})"


def side(said: Said, anchor: Anchor) -> Side:
    """One side of a finding: words of a document with who says them."""
    return Side(anchor=anchor, speaker=said.voice.shown)


def best_anchor(whole: Anchor, part: Anchor) -> Anchor:
    """The whole where a reader can take it in, else the part that matters."""
    return whole if whole.end - whole.start <= LONGEST_SIDE else part
