"""JSON-LD in a page: the objects that describe its article, broken scripts survived."""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

_ARTICLE = re.compile(r"(?:[A-Z]\w*)?Article$|^(?:BlogPosting|LiveBlogPosting|Report|Statement)$")
_JSON_TYPE = re.compile(r"application/(?:[\w.]+\+)?ld\+json", re.IGNORECASE)
_WRAPPING = re.compile(r"^\s*(?://)?\s*(?:<!\[CDATA\[|<!--)|(?://)?\s*(?:\]\]>|-->)\s*;?\s*$")
_CONTROLS = re.compile(r"[\x00-\x1f]+")
_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")
MOST = 2000  # objects looked at in one page


def find_articles(root: etree._Element) -> list[dict[str, Any]]:
    """The JSON-LD objects that describe an article, in page order."""
    return [node for node in _objects(root) if _is_article(node)]


def find_names(value: Any, index: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """(name, type) of each person or organisation in an author or publisher value."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str) and item.strip() and not item.startswith(("http:", "https:", "#")):
            yield item.strip(), ""
        elif isinstance(item, dict):
            node = item if "name" in item else index.get(str(item.get("@id")), item)
            name = node.get("name")
            for one in name if isinstance(name, list) else [name]:
                if isinstance(one, str) and one.strip():
                    yield one.strip(), _type_of(node)


def index_objects(root: etree._Element) -> dict[str, dict[str, Any]]:
    """The objects of a page by their ``@id``, which others refer to."""
    return {str(node["@id"]): node for node in _objects(root) if "@id" in node and "name" in node}


def _objects(root: etree._Element) -> Iterator[dict[str, Any]]:
    """Every object in every script, breadth first without recursion."""
    seen = 0
    for script in root.iter("script"):
        if not _JSON_TYPE.match(script.get("type") or ""):
            continue
        queue = [_load(script.text or "")]
        while queue and seen < MOST:
            value = queue.pop(0)
            if isinstance(value, list):
                queue[:0] = value[:MOST]
            elif isinstance(value, dict):
                seen += 1
                yield value
                queue += [
                    v for k, v in value.items() if k in ("@graph", "mainEntity", "mainEntityOfPage")
                ]


def _load(source: str) -> Any:
    """The script's value; line breaks in strings and trailing commas are common, and forgiven."""
    bare = _WRAPPING.sub("", source.strip())
    for attempt in (bare, _TRAILING_COMMA.sub("", _CONTROLS.sub(" ", bare))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return _salvage(bare)


_PAIR = re.compile(
    r'"(@type|headline|datePublished|dateModified)"\s*:\s*"((?:[^"\\\n]|\\.){1,400})"'
)


def _salvage(source: str) -> dict[str, Any]:
    """The first plain values of a script that is no JSON, when it speaks of an article."""
    found: dict[str, Any] = {}
    for key, value in _PAIR.findall(source):
        if key == "@type" and not _ARTICLE.search(value):
            continue
        found.setdefault(key, value)
    return found


def _is_article(node: dict[str, Any]) -> bool:
    return bool(_ARTICLE.search(_type_of(node)))


def _type_of(node: dict[str, Any]) -> str:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    names = [str(k).rpartition("/")[2] for k in kinds if isinstance(k, str)]
    return next((n for n in names if _ARTICLE.search(n)), names[0] if names else "")
