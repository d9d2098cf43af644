"""Plain text and Markdown: segments told from the layout; the text itself is never changed.

A segment covers words, not layout: bullets, ``>``, ``#`` and the white space between blocks
belong to no segment.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportedly.model import Segment, Span
from reportedly.reading.layout import Block, classify
from reportedly.reading.lines import Line, continues, find_width, split_lines
from reportedly.reading.posts import Post, find_posts, is_signature, mark_post, mark_signature

_BULLET = re.compile(r"(?:[-*+•·‣▪◦●○■□►▶→✓✔–—]|(?P<n>\d{1,3}|[a-zA-Z])[.)])[ \t\xa0]+(?=\S)")
_QUOTED = re.compile(r"(?:>[ \t]?)+")
_DASHES = "–—"


@dataclass(slots=True)
class Groups:
    """Numbers for groups of segments, from 1 on."""

    last: int = 0

    def open(self) -> int:
        """The number of a new group."""
        self.last += 1
        return self.last


@dataclass(slots=True)
class Layout:
    """The lines of a text on their way to blocks."""

    text: str
    lines: list[Line]
    groups: Groups = field(default_factory=Groups)
    width: int = 0


def find_segments(text: str) -> tuple[Segment, ...]:
    """The segments of a plain text, in order."""
    lines = split_lines(text)
    layout = Layout(text, lines, Groups(), find_width(text, lines))
    blocks = classify(text, list(_find_blocks(layout)), headline=True)
    return tuple(block.as_segment() for block in blocks)


def _find_blocks(layout: Layout) -> Iterator[Block]:
    """Posts first, for their lines look like headings and paragraphs; then what lies between."""
    n = 0
    for post in find_posts(layout.text, unquoted(layout)):
        yield from _between(layout, n, post.lines[0])
        yield from post_blocks(layout, post)
        n = post.lines[-1] + 1
    yield from _between(layout, n, len(layout.lines))


def _between(layout: Layout, n: int, stop: int) -> Iterator[Block]:
    while n < stop:
        for block in _take(layout, n, stop):
            yield block
            n += block.lines


def _take(layout: Layout, n: int, stop: int) -> Iterator[Block]:
    """The block or run of blocks that begins at line ``n``."""
    text, line = layout.text, layout.lines[n]
    if text[line.start] == ">":
        return quoted_run(layout, n, stop)
    if _begins_item(layout, n, stop):
        return list_run(layout, n, stop)
    return iter((_paragraph(layout, n, stop),))


def post_blocks(layout: Layout, post: Post) -> Iterator[Block]:
    """A post's lines and its signature, in one group, with their marks."""
    group = layout.groups.open()
    for n in post.lines:
        line = layout.lines[n]
        span = _without_markup(layout.text, line)
        if n in post.signatures:
            yield Block("signature", span, line.gap, 0, group, mark_signature(layout.text, span))
        else:
            yield Block("post", span, line.gap, 0, group, mark_post(layout.text, span))


def quoted_run(layout: Layout, n: int, stop: int) -> Iterator[Block]:
    """The lines marked with ``>``: one quotation per line, in one group."""
    group = layout.groups.open()
    for at in range(n, stop):
        line = layout.lines[at]
        if layout.text[line.start] != ">" or (at > n and line.gap > 1):
            return
        span = _without_markup(layout.text, line)
        yield Block("quotation", span, line.gap, 0, group)


def list_run(layout: Layout, n: int, stop: int) -> Iterator[Block]:
    """The items of one list. Indented or wrapped lines continue an item."""
    group = layout.groups.open()
    while n < stop and (item := match_bullet(layout.text, layout.lines[n])):
        first = last = layout.lines[n]
        count = 1
        while n + count < stop and _continues_item(layout, last, layout.lines[n + count], first):
            last = layout.lines[n + count]
            count += 1
        yield Block("list_item", Span(item.end(), last.end), first.gap, 0, group, lines=count)
        n += count
        if n < stop and layout.lines[n].gap > 1:
            return


def match_bullet(text: str, line: Line) -> re.Match[str] | None:
    """The bullet that a line begins with, unless the line signs a post."""
    match = _BULLET.match(text, line.start, line.end)
    if match is None or is_signature(text[line.start : min(line.end, line.start + 400)]):
        return None
    return match


def _begins_item(layout: Layout, n: int, stop: int) -> bool:
    """Bullets stand for themselves; numbers, letters and dashes need a second item."""
    match = match_bullet(layout.text, layout.lines[n])
    if match is None:
        return False
    if not match["n"] and match[0][0] not in _DASHES:
        return True
    following = (match_bullet(layout.text, line) for line in layout.lines[n + 1 : min(n + 6, stop)])
    return any(_same_kind(match, other) for other in following if other)


def _same_kind(one: re.Match[str], other: re.Match[str]) -> bool:
    if one["n"] and other["n"]:
        return one["n"].isdigit() == other["n"].isdigit() and one["n"] != other["n"]
    return not one["n"] and one[0][0] == other[0][0]


def _continues_item(layout: Layout, last: Line, line: Line, first: Line) -> bool:
    if line.gap or match_bullet(layout.text, line) or layout.text[line.start] == ">":
        return False
    return line.indent > first.indent or continues(layout.text, last, line, layout.width)


def _paragraph(layout: Layout, n: int, stop: int) -> Block:
    """A paragraph: one line, or the wrapped lines of a block."""
    first = last = layout.lines[n]
    count = 1
    while n + count < stop:
        line = layout.lines[n + count]
        if not continues(layout.text, last, line, layout.width) or layout.text[line.start] == ">":
            break
        last = line
        count += 1
    return Block("paragraph", Span(first.start, last.end), first.gap, lines=count)


def unquoted(layout: Layout) -> list[Line]:
    """The lines without their ``>``: a post may be quoted."""
    if not any(layout.text[line.start] == ">" for line in layout.lines):
        return layout.lines
    return [line._replace(start=_without_markup(layout.text, line).start) for line in layout.lines]


def _without_markup(text: str, line: Line) -> Span:
    match = _QUOTED.match(text, line.start, line.end)
    start = match.end() if match and match.end() < line.end else line.start
    while start < line.end - 1 and text[start].isspace():
        start += 1
    return Span(start, line.end)
