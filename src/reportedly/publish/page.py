"""The working page: one self-contained HTML file in which every value leads to its words.

What comes from an article reaches the page as attributes and text nodes only, escaped by the
template engine. The style and the script are the package's own files, allowed by their hashes; the
policy forbids everything else, so that even a hole in the escaping could load and run nothing.
"""

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from reportedly.model import Capture, Document, DocumentKind, Failure
from reportedly.publish.blocks import Part, make_parts, targets
from reportedly.publish.cards import Card, Fact, facts_outside, make_cards, source_kinds
from reportedly.publish.readings import Reading, kept_of, not_extracted, rejects_of
from reportedly.publish.traces import make_traces, stated_fields, stated_target
from reportedly.publish.wording import count, plain, stated_basis

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_KINDS: Mapping[DocumentKind, str] = {
    "report": "report",
    "digest": "digest: our own wording of what the publisher reported",
    "post": "post",
    "manual": "entered by hand",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One line of an article's header: a stated value, what says so, and a link to the words."""

    label: str
    value: str
    basis: str = ""
    target: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """Everything the template shows of one reading."""

    id: str
    title: str
    no_title: str
    lang: str
    fields: tuple[Field, ...]
    publisher: str
    published: str
    kept: str
    rejected: tuple[str, ...]
    not_extracted: str
    parts: tuple[Part, ...]
    cards: tuple[Card, ...]
    outside: tuple[Fact, ...]
    linked: frozenset[str]


def make_page(
    readings: Sequence[Reading], *, failures: Sequence[Failure] = (), made_by: str
) -> str:
    """One HTML page for ``readings``; ``made_by`` names the program and its version.

    The same document given twice is shown once. The page has no clock: same input, same bytes.
    """
    once = list({r.document.id: r for r in reversed(readings)}.values())[::-1]
    articles, first = [], 0
    for reading in once:
        articles.append(_article(reading, first))
        first += len(reading.extraction.claims)
    style, script = _asset("style.css"), _asset("page.js")
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            policy=content_policy(style, script),
            style=Markup(style),  # noqa: S704  the package's own file
            script=Markup(script),  # noqa: S704
            page_title=_page_title(articles),
            articles=articles,
            repeated=len(readings) - len(once),
            failures=[_failure(f) for f in failures],
            kinds=source_kinds(card for article in articles for card in article.cards),
            claim_count=first,
            made_by=made_by,
        )
    )


def content_policy(style: str, script: str) -> str:
    """A policy under which this style and this script run, and nothing is loaded from anywhere."""
    return (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _asset(name: str) -> str:
    folder = files("reportedly.publish") / "templates"
    # The hash in the policy is taken of what the browser sees, and it sees LF only.
    return (folder / name).read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(_asset),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _page_title(articles: Sequence[Article]) -> str:
    name = articles[0].title if len(articles) == 1 else count(len(articles), "article")
    return f"{name or 'untitled'} — working copy"


def _article(reading: Reading, first: int) -> Article:
    document, found = reading.document, reading.extraction
    parts = make_parts(document, make_traces(document, found))
    cards = make_cards(found, first)
    return Article(
        id=document.id,
        title=plain(document.title.value or ""),
        no_title=plain(document.title.where),
        lang=_language(document),
        fields=_fields(document, reading.capture, targets(parts)),
        publisher=plain(document.shown_publisher or "not stated"),
        published=plain(document.published.value or "undated"),
        kept=kept_of(reading),
        rejected=rejects_of(reading),
        not_extracted=plain(not_extracted(reading) or ""),
        parts=parts,
        cards=cards,
        outside=facts_outside(found, cards),
        linked=targets(parts),
    )


def _language(document: Document) -> str:
    value = document.language.value or ""
    return value if _LANGUAGE.fullmatch(value) else ""


def _fields(
    document: Document, capture: Capture | None, linked: frozenset[str]
) -> tuple[Field, ...]:
    shown = []
    for name, stated in stated_fields(document):
        optional = name in ("author", "agency", "address")
        if name == "title" or (optional and stated.value is None):
            continue
        value = document.shown_publisher if name == "publisher" else stated.value
        basis = stated_basis(stated)
        if stated.exact and stated.exact != stated.value:
            basis += f" (“{plain(stated.exact)}”)"
        target = stated_target(document.id, name)
        shown.append(
            Field(
                name,
                plain(value or "not stated"),
                plain(basis),
                target if target in linked else "",
                _href(value) if name == "address" else "",
            )
        )
    return (*shown, *_technical(document, capture))


def _technical(document: Document, capture: Capture | None) -> tuple[Field, ...]:
    fields = [Field("text", f"SHA-256 {document.text_hash}", f"read by {plain(document.reader)}")]
    if document.kind != "report":
        fields.insert(0, Field("kind", _KINDS[document.kind]))
    if capture:
        name = f"{plain(capture.name)}, {plain(capture.fetched_at)}"
        fields.append(Field("captured", name, f"bytes SHA-256 {capture.sha256}"))
    return tuple(fields)


def _href(address: str | None) -> str:
    """The address as a link where it is one of the web; anything else is only shown."""
    if not address:
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and parts.netloc else ""


def _failure(failure: Failure) -> dict[str, str]:
    message = plain(failure.message) + (" (may be tried again)" if failure.retry else "")
    return {
        "input": plain(failure.input),
        "stage": plain(failure.stage),
        "code": plain(failure.code),
        "message": message,
    }
