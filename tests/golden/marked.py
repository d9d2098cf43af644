"""Texts with spans marked inline, so that a golden shows what is expected where it is expected.

``‹s1›The ministry‹/s1› ‹c1›said‹/c1› ‹t1 mode=indirect›it rained‹/t1›``: an opening tag has an
identifier (letters and digits) and words that say more; the closing tag repeats the identifier.
Spans may nest and cross. An identifier used twice is one thing with two spans. The marks ‹ and ›
are no part of the text; a text with such marks of its own cannot be marked.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.model import Span

_TAG = re.compile(r"‹(?P<close>/?)(?P<id>[a-z]+\d+)(?: (?P<words>[^‹›]*))?›")
_WORD = re.compile(r'(?P<key>\w+)=(?:"(?P<quoted>[^"]*)"|(?P<plain>\S*))|(?P<bare>\S+)')


@dataclass(frozen=True)
class Marking:
    """A marked thing: its spans in order, and the words of its first opening tag."""

    id: str
    spans: tuple[Span, ...]
    words: str = ""

    @property
    def kind(self) -> str:
        """The letters of the identifier."""
        return self.id.rstrip("0123456789")

    @property
    def n(self) -> int:
        """The number of the identifier."""
        return int(self.id[len(self.kind) :])

    @property
    def values(self) -> dict[str, str]:
        """The ``key=value`` words; a value with spaces stands in quotation marks."""
        found = _WORD.finditer(self.words)
        return {m["key"]: m["quoted"] or m["plain"] or "" for m in found if m["key"]}

    @property
    def bare(self) -> list[str]:
        """The words without a key."""
        return [m["bare"] for m in _WORD.finditer(self.words) if m["bare"]]


def parse_marked(marked: str) -> tuple[str, tuple[Marking, ...]]:
    """The text without tags, and its markings in order of their identifiers."""
    text, at = "", 0
    opened: dict[str, int] = {}
    spans: dict[str, list[Span]] = {}
    words: dict[str, str] = {}
    for tag in _TAG.finditer(marked):
        text += marked[at : tag.start()]
        at = tag.end()
        name = tag["id"]
        if tag["close"]:
            spans.setdefault(name, []).append(Span(opened.pop(name), len(text)))
        elif name in opened:
            raise ValueError(f"{name} is opened twice")
        else:
            opened[name] = len(text)
            words.setdefault(name, tag["words"] or "")
    text += marked[at:]
    if opened or "‹" in text or "›" in text:
        raise ValueError(f"unclosed {sorted(opened)} or a stray mark")
    return text, tuple(Marking(k, tuple(spans[k]), words[k]) for k in sorted(spans))


def write_marked(text: str, markings: Iterable[Marking]) -> str:
    """The inverse of :func:`parse_marked`: at one place tags close first, the inner ones before."""
    tags: list[tuple[int, int, int, list[int], str]] = []
    for marking in markings:
        for n, (start, end) in enumerate(marking.spans):
            words = f" {marking.words}" if marking.words and n == 0 else ""
            letters = [ord(c) for c in marking.id]
            tags.append((start, 1, -end, letters, f"‹{marking.id}{words}›"))
            tags.append((end, 0, -start, [-c for c in letters], f"‹/{marking.id}›"))
    pieces, at = [], 0
    for place, _, _, _, tag in sorted(tags):
        pieces += [text[at:place], tag]
        at = place
    return "".join([*pieces, text[at:]])
