"""Web pages: trafilatura selects the main text, our serialiser writes it with exact segments."""

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from reportedly.errors import InputError
from reportedly.model import Segment
from reportedly.reading.candidates import Candidate
from reportedly.reading.embeds import prepare
from reportedly.reading.layout import classify_marked
from reportedly.reading.metadata import find_metadata
from reportedly.reading.nearby import find_heading_above, find_nearby, find_title_on_page
from reportedly.reading.page import drop_unseen, parse_page, raw_text, text_of
from reportedly.reading.serialise import Piece, collect, write
from reportedly.reading.statements import find_statements
from reportedly.reading.tags import Labels

ENOUGH = 200  # characters; with less the page is read again, this time in favour of recall
FEWEST = 8  # characters that can be an article; what is left of a menu has less
# Bare date tags: often the day of a crawl or of a rebuilt template.
WEAK_DAYS = frozenset({"meta date", "meta dc.date", "meta dcterms.date", "meta dc.date.issued"})
MANY_BLOCKS = 4000
_PROSE = 60  # characters; what is shorter at the top is a by-line, a date, a counter
_WORD = re.compile(r"\w+")
# What lxml and trafilatura raise on odd trees. All of it means: not readable.
_UPSET = (ValueError, TypeError, AttributeError, LookupError, AssertionError, etree.LxmlError)


def read_html(
    source: str, *, year_hint: str | None = None
) -> tuple[str, tuple[Segment, ...], tuple[Candidate, ...]]:
    """Text, segments and metadata candidates of a page.

    Raises :class:`InputError`: ``no_article``, ``html_too_deep``.
    """
    root = parse_page(source)
    metadata = tuple(find_metadata(root))
    drop_unseen(root)
    labels = Labels(raw_text(root))
    title = find_title_on_page(root, (c.stated.value for c in metadata if c.field == "title"))
    posts = prepare(root, labels)
    pieces = _select(root, labels, len(posts))
    pieces = _restore_posts(pieces, posts, _paragraphs(root), labels)
    first = next((p.words for p in pieces if len(p.words) >= _PROSE and p.words != title), "")
    title = title or find_heading_above(root, first)
    text, blocks = write(_with_headline(pieces, title))
    segments = tuple(b.as_segment() for b in classify_marked(text, blocks))
    near = find_nearby(root, title, first) if title else ()
    stated = find_statements(text, segments, year_hint=year_hint)
    return text, segments, tuple(_in_order(metadata, [*near, *stated]))


def _select(root: HtmlElement, labels: Labels, groups: int) -> list[Piece]:
    """The pieces of the main text; in favour of recall only when precision finds next to none."""
    best: list[Piece] = []
    for recall in (False, True):
        body = _main_body(root, recall=recall)
        pieces = collect(body, labels, groups) if body is not None else []
        if _length(pieces) > _length(best):
            best = pieces
        if _length(best) >= ENOUGH:
            break
    if _length(best) < FEWEST:
        raise InputError("no_article", "the page has no main text")
    return best


def _length(pieces: Iterable[Piece]) -> int:
    return sum(len(piece.words) for piece in pieces)


def _main_body(root: HtmlElement, *, recall: bool) -> Any:
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(
            deepcopy(root),
            fast=_is_large(root),
            include_comments=False,
            include_tables=True,
            favor_recall=recall,
        )
    except _UPSET as error:
        raise InputError("no_article", "the page's markup defeats content selection") from error
    return getattr(found, "body", None)


def _is_large(root: HtmlElement) -> bool:
    """Whether to do without the second opinions, which take quadratic time on long pages."""
    return sum(1 for _ in root.iter("p", "li", "td", "div", "br")) > MANY_BLOCKS


def _with_headline(pieces: list[Piece], title: str | None) -> list[Piece]:
    """The pieces with the headline first: where selection kept it, or put before them."""
    if title is None:
        return pieces
    for n, piece in enumerate(pieces[:3]):
        if _same(piece.words, title):
            return [Piece("headline", piece.words, 1), *pieces[:n], *pieces[n + 1 :]]
    return [Piece("headline", title, 1), *pieces]


def _same(one: str, other: str) -> bool:
    return _WORD.findall(one.casefold()) == _WORD.findall(other.casefold())


def _paragraphs(root: HtmlElement) -> list[str]:
    return [words for e in root.iter("p", "h2", "h3", "li") if (words := text_of(e))]


def _restore_posts(
    pieces: list[Piece], posts: list[list[str]], order: list[str], labels: Labels
) -> list[Piece]:
    """Put back posts that selection dropped from between two paragraphs that it kept."""
    kept = {piece.group for piece in pieces if piece.kind in ("post", "signature")}
    place = {_key(piece.words): n for n, piece in enumerate(pieces)}
    for group, lines in reversed(list(enumerate(posts, start=1))):
        if group in kept or not lines or lines[0] not in order:
            continue
        at = order.index(lines[0])
        before = next((place[k] for w in reversed(order[:at]) if (k := _key(w)) in place), None)
        after = any(_key(w) in place for w in order[at + len(lines) :])
        if before is not None and after:
            restored = [_unlabel(line, labels) for line in lines]
            pieces = [*pieces[: before + 1], *restored, *pieces[before + 1 :]]
    return pieces


def _unlabel(line: str, labels: Labels) -> Piece:
    label, words = labels.read(line)
    return Piece(label.kind if label else "post", words.strip(), 0, label.group if label else 0)


def _key(words: str) -> str:
    return " ".join(words.split())


def _in_order(metadata: Iterable[Candidate], stated: Iterable[Candidate]) -> Iterator[Candidate]:
    """A headline on the page before the page's meta tags; a day in the text after them.

    A bare ``date`` tag is often the day of a crawl or rebuild, so a day that the page prints as
    that of publication goes before it.
    """
    from_text = list(stated)
    weak = [c for c in metadata if c.stated.where in WEAK_DAYS]
    printed = [
        c for c in from_text if c.field == "published" and c.stated.basis in ("text", "layout")
    ]
    titles = [c for c in from_text if c.field == "title"]
    yield from titles
    yield from (c for c in metadata if c not in weak)
    yield from printed
    yield from weak
    yield from (c for c in from_text if c not in titles and c not in printed)
