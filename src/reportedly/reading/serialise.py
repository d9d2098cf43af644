"""The selected tree to text with segments: white space collapsed, one line per block.

Blocks are parted by one line end; paragraphs have no other. A ``<br>`` is a line end within its
segment, two or more begin a new segment. All other white space, non-breaking spaces included, is
one space (selection keeps those in some blocks and not in others). The cells of a table row are
parted by tabs. Every character but the line ends between blocks is in exactly one segment.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from reportedly.model import SegmentKind, Span
from reportedly.reading.layout import Block
from reportedly.reading.posts import mark_post, mark_signature
from reportedly.reading.tags import Labels

_SPACE = re.compile(r"\s+")
_BREAK = "\n"
_KINDS: dict[str, SegmentKind] = {
    "p": "paragraph",
    "head": "heading",
    "item": "list_item",
    "quote": "quotation",
    "row": "table",
    "code": "paragraph",
}
_PLAIN = frozenset({"body", "list", "table", "div"})  # hold blocks, are none themselves


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one block, before they have a place."""

    kind: SegmentKind
    words: str
    level: int = 0
    group: int = 0


@dataclass(slots=True)
class _Walk:
    """What is open while the tree is walked."""

    kinds: list[tuple[SegmentKind, int, int]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    groups: int = 0
    lists: list[int] = field(default_factory=list)


def collect(body: etree._Element, labels: Labels, first_group: int) -> list[Piece]:
    """The blocks under ``body`` in order, with labels taken off."""
    walk = _Walk(groups=first_group)
    pieces: list[Piece] = []
    for event, node in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            pieces += _enter(walk, node, labels)
        else:
            pieces += _leave(walk, node, labels)
    pieces += _flush(walk, labels)
    return pieces


def _enter(walk: _Walk, node: etree._Element, labels: Labels) -> Iterator[Piece]:
    tag = str(node.tag)
    if tag in _KINDS or tag in _PLAIN:
        yield from _flush(walk, labels)
        _open(walk, node, tag)
    elif tag == "lb":
        walk.words.append(_BREAK)
    elif tag == "cell" and walk.words:
        walk.words.append("\t")
    walk.words.append(_SPACE.sub(" ", node.text or ""))


def _open(walk: _Walk, node: etree._Element, tag: str) -> None:
    if tag in ("list", "table", "quote"):
        walk.groups += 1
        walk.lists.append(walk.groups)
    group = walk.lists[-1] if tag in ("item", "row", "quote") and walk.lists else 0
    rend = node.get("rend") or ""
    level = int(rend[1]) if tag == "head" and rend[1:2].isdigit() else 2 * (tag == "head")
    outer = walk.kinds[-1] if walk.kinds else ("paragraph", 0, 0)
    # A paragraph inside an item, a cell or a quotation is part of that, not a paragraph.
    inside = tag in ("p", "div", "code") and outer[0] in ("list_item", "quotation", "table")
    kind: tuple[SegmentKind, int, int] = (_KINDS.get(tag, "paragraph"), level, group)
    walk.kinds.append(outer if inside else kind)


def _leave(walk: _Walk, node: etree._Element, labels: Labels) -> Iterator[Piece]:
    tag = str(node.tag)
    if tag in _KINDS or tag in _PLAIN:
        yield from _flush(walk, labels)
        walk.kinds.pop()
        if tag in ("list", "table", "quote"):
            walk.lists.pop()
    if walk.kinds:  # the tail of the root is not ours
        walk.words.append(_SPACE.sub(" ", node.tail or ""))


def _flush(walk: _Walk, labels: Labels) -> Iterator[Piece]:
    kind, level, group = walk.kinds[-1] if walk.kinds else ("paragraph", 0, 0)
    words = "".join(walk.words)
    walk.words.clear()
    for block in words.split(labels.parting):
        bare = re.sub(r" *([\n\t]) *", r"\1", re.sub(r" {2,}", " ", block)).strip(" \n\t\xa0")
        label, bare = labels.read(bare)
        bare = bare.strip()
        if bare and label is not None:
            yield Piece(label.kind, bare, 0, label.group)
        elif bare:
            yield Piece(kind, bare, level, group)


def write(pieces: list[Piece]) -> tuple[str, list[Block]]:
    """The text of the pieces and the block of each."""
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for piece in pieces:
        span = Span(at, at + len(piece.words))
        blocks.append(Block(piece.kind, span, 1, piece.level, piece.group))
        parts.append(piece.words)
        at = span.end + 1
    text = "\n".join(parts)
    return text, [_with_marks(text, block) for block in blocks]


def _with_marks(text: str, block: Block) -> Block:
    if block.kind not in ("post", "signature"):
        return block
    find = mark_post if block.kind == "post" else mark_signature
    return Block(block.kind, block.span, 1, 0, block.group, find(text, block.span))
