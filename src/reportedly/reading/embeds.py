"""Embedded posts, captions and other parts of a page that selection must not lose."""

import re
from collections.abc import Iterator

from lxml import etree, html

from reportedly.reading.layout import LONGEST_HEADING, is_titular
from reportedly.reading.page import drop, each, has_class, raw_text, text_of
from reportedly.reading.posts import is_signature
from reportedly.reading.tags import Label, Labels

_POST_CLASS = (
    "twitter-tweet",
    "twitter-video",
    "x-post",
    "instagram-media",
    "bluesky-embed",
    "telegram-post",
    "tgme_widget_message",
    "truthsocial-embed",
    "truth-social-embed",
    "mastodon-embed",
    "text-post-media",
    "tiktok-embed",
    "fb-post",
)
_NAVIGATION = ("prevnext", "prev-next", "post-navigation", "pagination", "pager", "breadcrumb")
_BREAKING = frozenset(
    {
        "p",
        "div",
        "br",
        "li",
        "blockquote",
        "section",
        "header",
        "footer",
        "tr",
        "ul",
        "ol",
        "h2",
        "h3",
    }
)
_PLATFORM_NOTE = re.compile(
    r"(?:View (?:this|the) post on|See (?:this|the) post on|Watch this|Ver esta) .{0,60}",
    re.IGNORECASE,
)
_SIGNATURE_DASH = re.compile(r"\s+(?=(?:—|–|--|―)\s*[^()@]{1,80}\(@[\w.-]+\))")


def prepare(root: html.HtmlElement, labels: Labels) -> list[list[str]]:
    """Label posts and captions, unwrap what selection would drop; the posts found, as lines.

    Changes the tree in place.
    """
    posts = [
        _label_post(element, labels, n) for n, element in enumerate(find_embeds(root), start=1)
    ]
    for element in [*each(root, "figcaption"), *_old_captions(root)]:
        _label_caption(element, labels)
    for element in each(root, "figure"):
        element.attrib.clear()
        element.tag = "div"
    for element in [e for e in each(root) if has_class(e, *_NAVIGATION)]:
        drop(element)
    for element in each(root, "time"):
        element.tag = "span"  # selection drops <time> with the words inside
    for element in each(root, "q"):
        _write_quotation_marks(element)
    for element in each(root, "br"):
        _part_paragraphs(element, labels)
    for element in each(root, "p"):
        _raise_heading(element)
    for element in each(root, "pre"):
        _split_preformatted(element)
    return posts


def find_embeds(root: etree._Element) -> list[etree._Element]:
    """The elements that embed a post, outermost only."""
    found = [e for e in each(root, "blockquote", "div", "section") if has_class(e, *_POST_CLASS)]
    known = set(found)
    return [e for e in found if not any(a in known for a in e.iterancestors())]


def _label_post(element: etree._Element, labels: Labels, group: int) -> list[str]:
    """Replace an embed by one labelled paragraph per line."""
    lines = [
        labels.write(Label("signature" if is_signature(line) else "post", group), line)
        for line in _post_lines(element)
    ]
    for line in lines:
        paragraph = etree.Element("p")
        paragraph.text = line
        element.addprevious(paragraph)
    drop(element)
    return lines


def _post_lines(element: etree._Element) -> Iterator[str]:
    for line in "".join(_pieces(element)).split("\n"):
        words = " ".join(line.split())
        if not words or _PLATFORM_NOTE.fullmatch(words):
            continue
        yield from (part for part in _SIGNATURE_DASH.split(words) if part)


def _pieces(element: etree._Element) -> Iterator[str]:
    """The text of an embed with a line end wherever its markup breaks the line."""
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if node.tag in _BREAKING:
            yield "\n"
        if event == "start":
            yield _flat(node.text)
        elif node is not element:
            yield _flat(node.tail)


def _old_captions(root: etree._Element) -> Iterator[etree._Element]:
    """Captions from before ``<figcaption>``, as WordPress wrote them."""
    for element in each(root, "p", "div"):
        if has_class(element, "wp-caption-text", "image-caption", "photo-caption"):
            yield element
            parent = element.getparent()
            if parent is not None and has_class(parent, "wp-caption"):
                parent.attrib.clear()


def _flat(words: str | None) -> str:
    return re.sub(r"\s+", " ", words or "")


def _label_caption(element: etree._Element, labels: Labels) -> None:
    words = text_of(element)
    for child in list(element):
        element.remove(child)
    element.attrib.clear()  # selection discards what is called a caption
    element.tag = "p"
    element.text = labels.write(Label("caption", 0), words) if words else ""


def _write_quotation_marks(element: etree._Element) -> None:
    """Browsers print the marks of ``<q>``; the text has to carry them."""
    element.tag = "span"
    element.text = "“" + (element.text or "")
    if len(element):
        element[-1].tail = (element[-1].tail or "") + "”"
    else:
        element.text += "”"


def _part_paragraphs(element: etree._Element, labels: Labels) -> None:
    """Two breaks in a row part paragraphs; selection would leave one of them."""
    following = element.getnext()
    if following is not None and following.tag == "br" and not (element.tail or "").strip():
        element.tail = labels.parting


def _raise_heading(element: etree._Element) -> None:
    """A paragraph that is one short bold line without a full stop is a heading."""
    if len(element) != 1 or element[0].tag not in ("b", "strong") or (element.text or "").strip():
        return
    words = text_of(element[0])
    if (element[0].tail or "").strip() or not is_titular(words, LONGEST_HEADING):
        return
    element.attrib.clear()
    element.tag = "h3"


def _split_preformatted(element: etree._Element) -> None:
    """Preformatted prose (old press releases) as paragraphs; code has no blank lines in it."""
    blocks = re.split(r"\n[ \t\r]*\n", raw_text(element))
    for block in blocks:
        paragraph = etree.Element("p")
        paragraph.text = " ".join(block.split())
        element.addprevious(paragraph)
    drop(element)
