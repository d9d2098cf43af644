"""The outlets and bodies that a text names as where it has its news from, and its first sentence.

Naming alone is no credit: "Radio X was shut down" names an outlet that says nothing. So a credit
is used only together with something that both texts have.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reportedly.knowledge import find_body, find_publisher
from reportedly.model import Anchor, Report, make_anchor
from reportedly.reconcile.headers import Header, make_header
from reportedly.reconcile.sentences import Sentences
from reportedly.reconcile.wordings import cut_words

_PROSE: Final = ("paragraph", "list_item", "post")
_LEAST: Final = 5  # words of a sentence that is more than a dateline


@dataclass(frozen=True, slots=True)
class Credit:
    """An outlet or body that a text names: its usual name, where, and the sentence around it."""

    name: str
    words: Anchor
    sentence: Anchor


def find_credits(report: Report) -> tuple[Credit, ...]:
    """The outlets and bodies that a report names, its own publisher left out."""
    text, sentences = report.document.text, Sentences(report.document)
    own = make_header(report).publisher
    made = []
    for name, words in _named(report):
        sentence = sentences.at(words.start)
        if name != own and sentence is not None:
            around = make_anchor(report.id, text, "evidence", [sentence])
            made.append(Credit(name, words, around))
    return tuple(made)


def _named(report: Report) -> Iterator[tuple[str, Anchor]]:
    for mention in report.extraction.parties:
        outlet = find_publisher(mention.name) or find_publisher(mention.anchor.text)
        if outlet is not None:
            yield outlet.name, mention.anchor
        elif mention.type == "organisation" and (body := find_body(mention.name)) is not None:
            yield body.name, mention.anchor


def find_lead(report: Report) -> Anchor | None:
    """The first sentence of a report's prose, a dateline left out: what it is about."""
    document, sentences = report.document, Sentences(report.document)
    for found in sentences.inside(s.span for s in document.segments if s.kind in _PROSE):
        if len(cut_words(document.text, found)) >= _LEAST:
            return make_anchor(report.id, document.text, "evidence", [found])
    return None


def outlet_of(header: Header) -> str | None:
    """The name under which other texts credit a document's publisher."""
    body = find_body(header.publisher) if header.publisher else None
    return body.name if body is not None else header.publisher
