"""The working page: one self-contained HTML file in which every value leads to its words.

What comes from an article reaches the page as attributes and text nodes only, escaped by the
template engine. The style and the script are the package's own files, allowed by their hashes; the
policy forbids everything else, so that even a hole in the escaping could load and run nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from reportedly.model import Failure
from reportedly.publish.blocks import Part, make_parts, targets
from reportedly.publish.cards import Card, Fact, facts_outside, make_cards, source_kinds
from reportedly.publish.frame import (
    Field,
    content_policy,
    header_fields,
    load_asset,
    make_environment,
    page_language,
)
from reportedly.publish.readings import Reading, kept_of, not_extracted, rejects_of
from reportedly.publish.traces import make_traces
from reportedly.publish.wording import count, plain


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
    style, script = load_asset("style.css"), load_asset("page.js")
    return (
        make_environment()
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
        lang=page_language(document),
        fields=header_fields(document, reading.capture, targets(parts)),
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


def _failure(failure: Failure) -> dict[str, str]:
    message = plain(failure.message) + (" (may be tried again)" if failure.retry else "")
    return {
        "input": plain(failure.input),
        "stage": plain(failure.stage),
        "code": plain(failure.code),
        "message": message,
    }
