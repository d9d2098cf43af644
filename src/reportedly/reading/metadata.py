"""What a page's markup says about itself: JSON-LD, meta tags, links, ``<time>``, by-lines."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from reportedly.model import Stated
from reportedly.reading.agencies import find_agency
from reportedly.reading.candidates import Candidate
from reportedly.reading.dates import parse_day
from reportedly.reading.jsonld import find_articles, find_names, index_objects
from reportedly.reading.page import has_class, is_unseen, text_of

_TITLE_META = ("og:title", "twitter:title", "dc.title", "title")
_AUTHOR_META = (
    "author",
    "article:author",
    "parsely-author",
    "dc.creator",
    "sailthru.author",
    "byl",
)
_PUBLISHER_META = ("og:site_name", "dc.publisher", "publisher", "application-name")
_DAY_META = (
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "og:pubdate",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "article_date_original",
    "date",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
)
_AUTHOR_CLASS = (
    "author",
    "byline",
    "author-name",
    "byline__name",
    "article-author",
    "entry-author",
)
_BY = re.compile(r"^(?:by|written by|story by)\b[:\s]+", re.IGNORECASE)
_PARTS = re.compile(r"\s+[|–—·»-]\s+")
_LONGEST_NAME = 120


def find_metadata(root: etree._Element) -> Iterator[Candidate]:
    """Candidates from the markup, best first within each field."""
    metas = _read_metas(root)
    articles = find_articles(root)
    index = index_objects(root)
    for article in articles:
        yield from _from_article(article, index)
    for field, names in (
        ("title", _TITLE_META),
        ("author", _AUTHOR_META),
        ("publisher", _PUBLISHER_META),
    ):
        yield from (Candidate(field, s) for s in _from_metas(metas, names, field))
    yield from _authors_by_class(root)
    yield from _titles(root)
    for name in _DAY_META:
        yield from (_day(value, f"meta {name}") for value in metas.get(name, ()))
    yield from _days_by_markup(root)
    yield from _addresses(root, metas)
    yield from _languages(root, metas)


def _markup(value: str, where: str, exact: str | None = None) -> Stated:
    return Stated(" ".join(value.split()), "markup", where, value if exact is None else exact)


def _read_metas(root: etree._Element) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            metas.setdefault(name.strip().casefold(), []).append(content)
    return metas


def _from_article(article: dict[str, Any], index: dict[str, dict[str, Any]]) -> Iterator[Candidate]:
    kind = "JSON-LD"
    headline = article.get("headline") or article.get("name")
    if isinstance(headline, str) and headline.strip():
        yield Candidate("title", _markup(headline, f"{kind} headline"))
    names = list(find_names(article.get("author") or article.get("creator"), index))
    people = [
        name
        for name, what in names
        if not (what.endswith("Organization") or find_agency(name) or _is_link(name))
    ]
    if people:
        yield Candidate("author", _markup(", ".join(people), f"{kind} author"))
    for name, _ in names:
        if agency := find_agency(name):
            stated = Stated(agency, "markup", f"{kind} author", name)
            yield Candidate("agency", stated)
    for name, _ in find_names(article.get("publisher"), index):
        yield Candidate("publisher", _markup(name, f"{kind} publisher"))
    published = article.get("datePublished")
    if isinstance(published, str) and published.strip():
        yield _day(published, f"{kind} datePublished")
    language = article.get("inLanguage")
    if isinstance(language, str):
        yield from _language(language, f"{kind} inLanguage")


def _from_metas(
    metas: dict[str, list[str]], names: tuple[str, ...], field: str
) -> Iterator[Stated]:
    for name in names:
        for value in metas.get(name, ()):
            if field == "author":
                value = _BY.sub("", value)
                if _is_link(value) or len(value) > _LONGEST_NAME:
                    continue
            if value:
                yield _markup(value, f"meta {name}")


def _authors_by_class(root: etree._Element) -> Iterator[Candidate]:
    """By-lines known by rel, itemprop or class; the first on the page is the article's."""
    for element in root.iter("a", "span", "p", "div", "address"):
        by_class = has_class(element, *_AUTHOR_CLASS) or element.get("itemprop") == "author"
        if not (by_class or element.get("rel") == "author") or _is_aside(element):
            continue
        printed = text_of(element)
        name = _BY.sub("", printed).strip()
        if 2 <= len(name) <= _LONGEST_NAME and any(c.isalpha() for c in name):
            if agency := find_agency(name):
                yield Candidate("agency", Stated(agency, "markup", "by-line on the page", printed))
            else:
                yield Candidate("author", _markup(name, "by-line on the page", printed))
            return


def _is_aside(element: etree._Element) -> bool:
    return any(a.tag in ("aside", "footer", "nav") or is_unseen(a) for a in element.iterancestors())


def _titles(root: etree._Element) -> Iterator[Candidate]:
    for element in root.iter("title"):
        words = text_of(element)
        if words:
            longest = max(_PARTS.split(words), key=len)
            yield Candidate("title", _markup(longest, "title element", words))
        return


def _day(printed: str, where: str) -> Candidate:
    """A day, or an absence that quotes what could not be read."""
    value = parse_day(printed)
    if value is None:
        shown = " ".join(printed.split())[:60]
        return Candidate("published", Stated(None, "none", f"{where} “{shown}” is not a day"))
    return Candidate("published", Stated(value, "markup", where, printed))


def _days_by_markup(root: etree._Element) -> Iterator[Candidate]:
    for element in root.iter():
        if not isinstance(element.tag, str) or _is_aside(element):
            continue
        published = element.get("itemprop") == "datePublished"
        stamp = element.get("datetime") or (element.get("content") if published else None)
        if published or (element.tag == "time" and _heads_article(element)):
            printed = stamp or text_of(element)
            if printed:
                where = "itemprop datePublished" if published else "time in the article's header"
                yield _day(printed, where)


def _heads_article(time: etree._Element) -> bool:
    """Whether a ``<time>`` dates the article: in its header, or marked so; not an update."""
    marks = " ".join((time.get("class") or "", time.get("itemprop") or "")).casefold()
    if "updated" in marks.split() or "modified" in marks:
        return False
    if time.get("pubdate") is not None or "publish" in marks or "entry-date" in marks:
        return True
    around = list(time.iterancestors())
    article = next((a for a in around if a.tag in ("article", "main")), None)
    if article is None:
        return False
    headed = any(a.tag == "header" for a in around[: around.index(article)])
    return headed or not any(True for _ in time.iterancestors("p", "li", "blockquote"))


def _addresses(root: etree._Element, metas: dict[str, list[str]]) -> Iterator[Candidate]:
    links = (
        (e.get("href"), "link canonical")
        for e in root.iter("link")
        if "canonical" in (e.get("rel") or "").casefold().split()
    )
    for address, where in (*links, *((a, "meta og:url") for a in metas.get("og:url", ()))):
        if address and _is_own(address.strip()):
            yield Candidate("address", Stated(address.strip(), "markup", where, address))


def _is_own(address: str) -> bool:
    """Whether an address is absolute and leads further than a site's front page."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    deep = len(parts.path) > 1 or bool(parts.query)
    return parts.scheme in ("http", "https") and bool(parts.netloc) and deep and len(address) < 2000


def _is_link(value: str) -> bool:
    return value.startswith(("http://", "https://", "www.", "@"))


def _languages(root: etree._Element, metas: dict[str, list[str]]) -> Iterator[Candidate]:
    yield from _language(root.get("lang") or "", "html lang")
    for name in ("content-language", "og:locale", "dc.language"):
        for value in metas.get(name, ()):
            yield from _language(value, f"meta {name}")


def _language(printed: str, where: str) -> Iterator[Candidate]:
    match = re.match(r"\s*([A-Za-z]{2})(?:[-_]\w+)*\s*$", printed)
    if match:
        yield Candidate("language", Stated(match[1].casefold(), "markup", where, printed))
