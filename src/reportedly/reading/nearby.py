"""What stands on a page above its text: the headline, and below that by-line and day.

Content selection drops these lines as clutter, and pages without metadata state them nowhere else.
"""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from reportedly.model import Stated
from reportedly.reading.agencies import find_agency
from reportedly.reading.candidates import Candidate
from reportedly.reading.dates import find_days
from reportedly.reading.layout import is_byline, is_date_line
from reportedly.reading.page import text_of

_UPDATED = re.compile(r"\b(?:updated|modified|edited|revised)\b", re.IGNORECASE)
_BY = re.compile(r"^(?:by|written by|story by)\b[:\s]+", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4")
_HOLDERS = frozenset({"div", "p", "section", "article", "ul", "ol", "table", "tr", "td", "header"})
SUFFIX = re.compile(r"\s+[|–—·»-]\s+[^|–—·»]{2,60}$")  # " | Name of the site"
_MOST = 150  # elements looked at below a headline
_LONGEST = 160  # characters of a line that is not prose


def find_nearby(root: etree._Element, headline: str, first: str) -> Iterator[Candidate]:
    """By-lines and days printed between ``headline`` and the paragraph beginning with ``first``."""
    for line in lines_below(root, headline, first):
        if is_byline(line):
            name = _BY.sub("", line).strip()
            if agency := find_agency(name):
                yield Candidate("agency", Stated(agency, "layout", "by-line on the page", line))
            else:
                yield Candidate("author", Stated(name, "layout", "by-line on the page", line))
        elif is_date_line(line) and not _UPDATED.match(line):
            printed = _UPDATED.split(line)[0]
            day = next(find_days(printed), None)
            if day is not None:
                exact = printed[day.span.start : day.span.end]
                stated = Stated(day.value, "layout", "day under the headline", exact)
                yield Candidate("published", stated)


def lines_below(root: etree._Element, headline: str, first: str) -> Iterator[str]:
    """The short lines after the headline, up to the paragraph that begins with ``first``."""
    begun = False
    seen = 0
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if not begun:
            begun = element.tag in _HEADINGS and text_of(element) == headline
            continue
        seen += 1
        if seen > _MOST:
            return
        marks = f"{element.get('class')} {element.get('itemprop')}".casefold()
        if any(child.tag in _HOLDERS for child in element) or _UPDATED.search(marks):
            continue
        line = text_of(element)
        if line and first.startswith(line[:60]) and len(line) > 20:
            return
        if line and len(line) <= _LONGEST:
            yield line


def find_heading_above(root: etree._Element, first: str) -> str | None:
    """The last heading before the paragraph that begins with ``first``, if it reads as a title.

    It has to stand in a box that holds the paragraph, too: a cookie banner's heading does not.
    """
    last: etree._Element | None = None
    for element in root.iter(*_HEADINGS, "p", "div", "td"):
        if element.tag in _HEADINGS:
            last = element if 4 <= len(text_of(element).split()) <= 30 else last
        elif (
            element.text
            and len(element.text) > 20
            and first.startswith(" ".join(element.text.split())[:60])
        ):
            around = None if last is None else last.getparent()
            shared = last is not None and any(a is around for a in element.iterancestors())
            return text_of(last) if last is not None and shared else None
    return None


def find_title_on_page(root: etree._Element, titles: Iterable[str | None]) -> str | None:
    """The headline as it stands on the page: the h1 that the metadata name, or the only one."""
    wanted = {_fold(t) for t in titles if t}
    wanted |= {_fold(SUFFIX.sub("", t)) for t in wanted}
    heads = [words for e in root.iter("h1") if (words := text_of(e)) and len(words) <= 400]
    named = next((h for h in heads if _fold(h) in wanted), None)
    if named is not None:
        return named
    close = next((h for h in heads if _in_article(root, h)), None)
    if close is not None:
        return close
    if len(heads) == 1 and len(heads[0].split()) > 3:
        return heads[0]
    return next((w for e in root.iter("h2", "h3") if _fold(w := text_of(e)) in wanted and w), None)


def _in_article(root: etree._Element, words: str) -> bool:
    for element in root.iter("h1"):
        if text_of(element) == words:
            return any(a.tag in ("article", "main") for a in element.iterancestors())
    return False


def _fold(words: str) -> str:
    return " ".join(words.split()).casefold()
