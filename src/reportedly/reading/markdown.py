"""Markdown: blocks by its line marks. Inline marks stay in the text, marks at line starts do not.

Only what changes the reading of news digests is told apart: headings, lists, quotations, tables,
rules and fences. A paragraph runs to the next blank line, as in every Markdown.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from reportedly.model import Segment, Span, trim_span
from reportedly.reading.layout import Block, classify
from reportedly.reading.lines import Line, split_lines
from reportedly.reading.posts import find_posts
from reportedly.reading.text import (
    Groups,
    Layout,
    list_run,
    match_bullet,
    post_blocks,
    quoted_run,
    unquoted,
)

_HEADING = re.compile(r"(?P<marks>#{1,6})[ \t]+(?P<title>.*?)[ \t]*(?:#+)?")
_UNDERLINE = re.compile(r"=+|-{2,}")
_RULE = re.compile(
    r"(?:[-*_][ \t]*){3,}|`{3,}.*|~{3,}.*|<!--.*-->|\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t:|-]*)?"
)
_TABLE = re.compile(r"\|.*\|")
_ALWAYS = 10**6  # a width that no line reaches: every following line continues the paragraph


def find_segments(text: str, start: int = 0, *, titled: bool = False) -> tuple[Segment, ...]:
    """The segments of a Markdown text from ``start`` on.

    ``titled`` says that a header names the title: then no first line is one by its shape alone.
    """
    lines = split_lines(text, start)
    blocks = list(_find_blocks(Layout(text, lines, Groups(), 0)))
    marked = titled or any(block.kind == "headline" for block in blocks)
    return tuple(b.as_segment() for b in classify(text, blocks, headline=not marked))


def _find_blocks(layout: Layout) -> Iterator[Block]:
    n = 0
    headed = False
    for post in find_posts(layout.text, unquoted(layout)):
        for block in _between(layout, n, post.lines[0]):
            yield _as_headline(block, headed)
            headed = headed or block.kind == "heading"
        yield from post_blocks(layout, post)
        n = post.lines[-1] + 1
    for block in _between(layout, n, len(layout.lines)):
        yield _as_headline(block, headed)
        headed = headed or block.kind == "heading"


def _as_headline(block: Block, headed: bool) -> Block:
    """The first heading, if it is of the first level, is the headline."""
    if block.kind == "heading" and block.level == 1 and not headed:
        return replace(block, kind="headline")
    return block


def _between(layout: Layout, n: int, stop: int) -> Iterator[Block]:
    while n < stop:
        if _is_layout(layout, n):
            n += 1
            continue
        for block in _take(layout, n, stop):
            yield block
            n += block.lines


def _take(layout: Layout, n: int, stop: int) -> Iterator[Block]:
    text, line = layout.text, layout.lines[n]
    if heading := _heading(text, line):
        return iter((heading,))
    if n + 1 < stop and _is_underline(layout, n + 1):
        level = 1 if text[layout.lines[n + 1].start] == "=" else 2
        return iter((Block("heading", line.span, line.gap, level),))
    if text[line.start] == ">":
        return quoted_run(layout, n, stop)
    if match_bullet(text, line):
        return list_run(layout, n, stop)
    if _TABLE.fullmatch(text, line.start, line.end):
        return iter((Block("table", line.span, line.gap),))
    return iter((_paragraph(layout, n, stop),))


def _heading(text: str, line: Line) -> Block | None:
    match = _HEADING.fullmatch(text, line.start, line.end)
    if match is None or not match["title"]:
        return None
    span = trim_span(text, Span(*match.span("title")))
    return Block("heading", span, line.gap, len(match["marks"])) if span.end > span.start else None


def _is_underline(layout: Layout, n: int) -> bool:
    line = layout.lines[n]
    return not line.gap and bool(_UNDERLINE.fullmatch(layout.text, line.start, line.end))


def _is_layout(layout: Layout, n: int) -> bool:
    """Rules, fences, the underline of a heading: marks without words."""
    line = layout.lines[n]
    if line.end - line.start > 200:
        return False
    return bool(
        _RULE.fullmatch(layout.text, line.start, line.end)
        or _UNDERLINE.fullmatch(layout.text, line.start, line.end)
    )


def _paragraph(layout: Layout, n: int, stop: int) -> Block:
    first = last = layout.lines[n]
    count = 1
    while (
        n + count < stop and not layout.lines[n + count].gap and not _interrupts(layout, n + count)
    ):
        last = layout.lines[n + count]
        count += 1
    return Block("paragraph", Span(first.start, last.end), first.gap, lines=count)


def _interrupts(layout: Layout, n: int) -> bool:
    text, line = layout.text, layout.lines[n]
    if text[line.start] == ">" or _is_layout(layout, n) or _heading(text, line):
        return True
    bullet = match_bullet(text, line)
    return bullet is not None and bullet["n"] in (None, "1") and bullet[0][0] not in "–—"
