"""A web page as a tree that is safe to walk: parsed without limits, measured, rid of the unseen."""

import re
from collections.abc import Iterator

from lxml import etree, html

from reportedly.errors import InputError

DEEPEST = 1000  # nested elements; libxml2 itself gives up at 2048, real pages stay below 300
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>", re.IGNORECASE)
# What XML trees cannot hold: control characters, lone surrogates, non-characters.
_UNFIT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_UNSEEN = ("script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed")
_INLINE = re.compile(
    r"</?(?:font|b|i|u|em|strong|span|small|big|center|tt|strike)\b[^<>]*>", re.IGNORECASE
)
_HIDDEN_CLASSES = ("visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def parse_page(source: str) -> html.HtmlElement:
    """The page's tree.

    Raises :class:`InputError`: ``no_article`` when there is no element at all, ``html_too_deep``
    when elements nest so deeply that walking them is not safe.
    """
    clean = _UNFIT.sub("", _DECLARATION.sub("", source))
    root = _parse(clean)
    if measure_depth(root) > DEEPEST:
        # Never-closed <font> and <b> pile up; without them the page may be flat.
        root = _parse(_INLINE.sub("", clean))
    depth = measure_depth(root)
    if depth > DEEPEST:
        raise InputError(
            "html_too_deep", f"the page nests {depth} elements and more", depth=depth, limit=DEEPEST
        )
    return root


def _parse(clean: str) -> html.HtmlElement:
    parser = html.HTMLParser(
        huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False
    )
    try:
        return html.document_fromstring(clean.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InputError("no_article", "the page has no elements to read") from error


def measure_depth(root: etree._Element) -> int:
    """How many elements are nested at most. Iterative, as everything on hostile trees must be."""
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def drop_unseen(root: html.HtmlElement) -> None:
    """Take out what no reader sees: scripts, styles, templates, hidden elements."""
    for element in list(root.iter()):
        if is_unseen(element):
            drop(element)


def is_unseen(element: etree._Element) -> bool:
    """Whether an element is code, embedded matter or hidden by its own attributes."""
    if not isinstance(element.tag, str):
        return True
    if element.tag in ("html", "body"):
        return False
    return (
        element.tag in _UNSEEN
        or element.get("hidden") is not None
        or bool(_HIDDEN_STYLE.search(element.get("style") or ""))
        or has_class(element, *_HIDDEN_CLASSES)
    )


def drop(element: etree._Element) -> None:
    """Remove an element and keep the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def text_of(element: etree._Element) -> str:
    """All text in an element with white space collapsed."""
    return " ".join(raw_text(element).split())


def raw_text(element: etree._Element) -> str:
    """All text in an element as it stands in the source."""
    return "".join(str(part) for part in element.itertext())


def has_class(element: etree._Element, *names: str) -> bool:
    """Whether one of the element's classes is one of ``names``."""
    classes = (element.get("class") or "").split()
    return any(name in classes for name in names)


def each(root: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """The elements with one of ``tags``, collected first so that the tree may change."""
    yield from list(root.iter(*tags))
