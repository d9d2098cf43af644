"""Whole pages in the layouts of six kinds of outlets, compared with what they must give."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from reportedly.model import Document
from reportedly.reading import choose_reader, read_document

PAGES = Path(__file__).parents[1] / "golden" / "pages"
SLUGS = sorted(path.parent.name for path in PAGES.glob("*/page.html"))
PAGER = re.compile(rb'<table class="prevnext">.*?</table>')
WORD = re.compile(r"\w+")


def _read(slug: str) -> Document:
    raw = (PAGES / slug / "page.html").read_bytes()
    return read_document(raw, name="page.html", reader=choose_reader("page.html", None, raw))


def summarise(document: Document) -> dict[str, object]:
    """What ``expected.json`` records of a document."""
    fields = ("title", "author", "agency", "publisher", "published", "language", "address")
    found: dict[str, object] = {name: getattr(document, name).value for name in fields}
    found["published_basis"] = document.published.basis
    found["published_where"] = document.published.where
    found["alternatives"] = [[name, s.value] for name, s in document.alternatives]
    found["segments"] = [s.kind for s in document.segments]
    found["begins"], found["ends"] = document.text[:40], document.text[-40:]
    return found


@pytest.mark.parametrize("slug", SLUGS)
def test_page(slug: str) -> None:
    expected = json.loads((PAGES / slug / "expected.json").read_text(encoding="utf-8"))
    assert summarise(_read(slug)) == expected


@pytest.mark.parametrize("slug", SLUGS)
def test_nothing_that_selection_kept_is_lost(slug: str) -> None:
    import trafilatura

    document = _read(slug)
    raw = (PAGES / slug / "page.html").read_bytes()
    raw = PAGER.sub(b"", raw)  # rows that turn pages are dropped on purpose
    selected = trafilatura.extract(raw, include_comments=False, include_tables=True) or ""
    ours = Counter(WORD.findall(document.text))
    assert Counter(w for w in WORD.findall(selected) if w.isascii()) - ours == Counter()


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize(
    "clutter", ["cookies", "Read next", "newsletter", "do not print", "Harbour workers", "Share"]
)
def test_clutter_stays_out(slug: str, clutter: str) -> None:
    assert clutter not in _read(slug).text
