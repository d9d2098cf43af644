"""The JSON of a check: the text, the documents that a side cites, the findings."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from reportedly.model import Anchor, Document, Finding, Side, Span
from reportedly.publish.findings import known_words
from reportedly.publish.readings import Reading
from reportedly.publish.records import Json, to_document_json

HERE_MOST: Final = 300  # characters of one place of the text that is checked
THERE_MOST: Final = 600  # characters of one place of the other side


def to_check_json(
    reading: Reading, findings: Sequence[Finding], documents: Mapping[str, Document]
) -> Json:
    """A check as one object; ``documents`` holds every document that a side stands in."""
    cited = sorted({s.anchor.document for f in findings for s in f.there if s.anchor})
    return {
        "document": to_document_json(reading),
        "documents": {i: _document(documents[i]) for i in cited},
        "findings": [_finding(f, documents) for f in findings],
    }


def _document(document: Document) -> Json:
    return {
        "publisher": document.shown_publisher,
        "published": document.published.value,
        "address": document.address.value,
        "kind": document.kind,
        "text": document.text,
    }


def _finding(finding: Finding, documents: Mapping[str, Document]) -> Json:
    return {
        "id": finding.id,
        "type": finding.type,
        "weight": finding.weight,
        "here": [h for s in finding.here for h in _here(s, documents)],
        "there": [t for s in finding.there for t in _there(s, documents)],
        "why": finding.why,
    }


def _here(side: Side, documents: Mapping[str, Document]) -> Iterator[Json]:
    for span, exact in _places(side.anchor, documents, HERE_MOST):
        yield {"span": list(span), "exact": exact}


def _there(side: Side, documents: Mapping[str, Document]) -> Iterator[Json]:
    if side.anchor is None:
        yield {"document": None, "span": None, "exact": known_words(side), "speaker": None}
        return
    for span, exact in _places(side.anchor, documents, THERE_MOST):
        yield {
            "document": side.anchor.document,
            "span": list(span),
            "exact": exact,
            "speaker": side.speaker,
        }


def _places(
    anchor: Anchor | None, documents: Mapping[str, Document], most: int
) -> Iterator[tuple[Span, str]]:
    """Each stretch of an anchor, one that is too long cut between words."""
    if anchor is None:
        return
    text = documents[anchor.document].text
    for start, end in anchor.spans:
        if end - start > most:
            cut = text.rfind(" ", start, start + most)
            end = cut if cut > start else start + most
        yield Span(start, end), text[start:end]
