"""Makers for the extraction tests: a document from a text, its parse, and all its anchors."""

from collections.abc import Callable, Iterator

import pytest

from reportedly.extract import Options, extract_document
from reportedly.extract.syntax import Passage, load_language, parse_passages
from reportedly.model import Anchor, Document, Extraction, check_anchor
from reportedly.reading import Given, read_text

Read = Callable[..., Document]
Extract = Callable[..., Extraction]
Parse = Callable[[Document], tuple[Passage, ...]]
DAY = "2025-06-18"  # a Wednesday
# What the rules find must not depend on whether weights are installed.
RULES = Options(attribution="rules")


def make_document(text: str, published: str | None = DAY) -> Document:
    return read_text(text, Given(published=published, language="en"))


@pytest.fixture
def read() -> Read:
    """Read a text as English of 18 June 2025, or of the day given."""
    return make_document


@pytest.fixture
def extract() -> Extract:
    """Extract from a text, and check every anchor on the way."""

    def _extract(text: str, published: str | None = DAY) -> Extraction:
        found = extract_document(make_document(text, published), RULES)
        assert_sound(found, text)
        return found

    return _extract


@pytest.fixture
def parse() -> Parse:
    """The passages of a document."""
    return lambda document: parse_passages(document, load_language())


def list_anchors(found: Extraction) -> Iterator[Anchor]:
    """Every anchor of every record."""
    for a in found.attributions:
        yield from (x for x in (a.content, a.source, a.cue, a.carrier) if x)
    for c in found.claims:
        yield from (x for x in (c.anchor, c.predicate) if x)
    for f in found.figures:
        yield from (x for x in (f.anchor, f.population) if x)
    for record in (*found.dates, *found.places, *found.parties):
        yield record.anchor
    for e in found.events:
        yield from (x for x in (e.anchor, e.actor, e.recipient) if x)
    for act in found.acts:
        yield from (act.anchor, *act.arguments)


def assert_sound(found: Extraction, text: str) -> None:
    """Anchors hold, records are in order and unique, and references lead to records."""
    for anchor in list_anchors(found):
        check_anchor(anchor, text)
    attributions = {a.id for a in found.attributions}
    claims = {c.id for c in found.claims}
    assert len(attributions) == len(found.attributions)
    assert {a.parent for a in found.attributions} <= attributions | {None}
    assert {a.speaker for a in found.attributions} <= {m.id for m in found.parties} | {None}
    assert {c.attribution for c in found.claims} <= attributions
    assert {f.claim for f in found.figures} <= claims | {None}
    assert {e.claim for e in found.events} <= claims | {None}
    assert {a.claim for a in found.acts} <= claims
    assert {a.attribution for a in found.acts} <= attributions
    starts = [
        [a.content.start for a in found.attributions],
        [c.anchor.start for c in found.claims],
        *([r.anchor.start for r in kind] for kind in (found.figures, found.dates, found.places)),
        *([r.anchor.start for r in kind] for kind in (found.parties, found.events, found.acts)),
    ]
    assert all(row == sorted(row) for row in starts)
