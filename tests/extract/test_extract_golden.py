"""Articles marked by hand, compared with what the extraction finds in them.

``expected.txt`` is the article with its spans marked; ``gaps.txt`` lists what the present rules
still miss or find too much, one ``KEY: reason`` a line. A gap that has been closed fails the test:
its line has to go.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from golden.marked import Marking, parse_marked, write_marked
from reportedly.extract import Options, extract_document
from reportedly.model import (
    Anchor,
    Attribution,
    DateMention,
    Extraction,
    Figure,
    PlaceMention,
    Span,
    trim_span,
)
from reportedly.reading import Given, read_text

ARTICLES = Path(__file__).parents[1] / "golden" / "articles"
SLUGS = sorted(path.parent.name for path in ARTICLES.glob("*/expected.txt"))
EDGE = " \n,;:.–—-\"“”„«»'"
NUMBERS = ("low", "high")


def _read(slug: str, name: str) -> str:
    path = ARTICLES / slug / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


def read_gaps(slug: str) -> dict[str, str]:
    """Keys of known gaps with their reasons."""
    lines = [line for line in _read(slug, "gaps.txt").splitlines() if line.strip()]
    return {key: reason for key, _, reason in (line.rpartition(": ") for line in lines)}


class Compared:
    """An article's markings beside what was extracted: what is missing, and what is too much."""

    def __init__(self, slug: str) -> None:
        self.text, markings = parse_marked(_read(slug, "expected.txt"))
        given = Given(published=_read(slug, "published.txt").strip() or None, language="en")
        self.found: Extraction = extract_document(
            read_text(self.text, given), Options(attribution="rules")
        )
        self.marked = {m.id: m for m in markings}
        self.used: set[str] = set()

    def differences(self) -> set[str]:
        """Identifiers of markings that were not found as marked, and ``extra "…"`` for the rest."""
        missing = {m.id for m in self.marked.values() if not self._is_found(m)}
        return missing | set(self._extras())

    def _is_found(self, marking: Marking) -> bool:
        match = {"t": self._attribution, "f": self._figure, "d": self._date, "p": self._place}
        finder = match.get(marking.kind)
        if finder is None:
            return True  # sources and cues are compared with their content
        hits = list(finder(marking))
        self.used |= {hit.id for hit in hits}
        return bool(hits)

    def _attribution(self, marking: Marking) -> Iterator[Attribution]:
        source, cue = (self.marked.get(f"{kind}{marking.n}") for kind in "sc")
        for a in self.found.attributions:
            if (
                self._same(a.content, marking)
                and self._same(a.source, source)
                and self._same(a.cue, cue)
                and self._agrees(a, marking)
                and (source is None or source.values.get("kind", a.source_kind) == a.source_kind)
            ):
                yield a

    def _agrees(self, a: Attribution, marking: Marking) -> bool:
        values = marking.values
        claims = [c for c in self.found.claims if c.attribution == a.id]
        carrier, parent = values.get("carrier"), values.get("parent")
        return (
            values.get("mode", a.mode) == a.mode
            and all(values.get("polarity", c.polarity) == c.polarity for c in claims)
            and all(values.get("certainty", c.certainty) == c.certainty for c in claims)
            and (carrier is None or self._same(a.carrier, self.marked[f"s{carrier}"]))
            and (parent is None or self._parent_is(a, self.marked[f"s{parent}"]))
        )

    def _parent_is(self, a: Attribution, source: Marking) -> bool:
        return any(
            b.id == a.parent and self._same(b.source, source) for b in self.found.attributions
        )

    def _figure(self, marking: Marking) -> Iterator[Figure]:
        wanted = {k: _number(v) if k in NUMBERS else v for k, v in marking.values.items()}
        for f in self.found.figures:
            if self._same(f.anchor, marking) and all(getattr(f, k) == v for k, v in wanted.items()):
                yield f

    def _date(self, marking: Marking) -> Iterator[DateMention]:
        for d in self.found.dates:
            days = f"{d.start or '-'}/{d.end or '-'}" if d.start or d.end else "-"
            if self._same(d.anchor, marking) and [days, d.precision] == marking.bare:
                yield d

    def _place(self, marking: Marking) -> Iterator[PlaceMention]:
        for p in self.found.places:
            if self._same(p.anchor, marking) and [p.country or "-", p.precision] == marking.bare:
                yield p

    def _same(self, anchor: Anchor | None, marking: Marking | None) -> bool:
        if anchor is None or marking is None:
            return anchor is None and marking is None
        return self._trimmed(anchor.spans) == self._trimmed(marking.spans)

    def _trimmed(self, spans: Iterable[Span]) -> list[Span]:
        return [trim_span(self.text, span, strip=EDGE) for span in spans]

    def _extras(self) -> Iterator[str]:
        """Attributions and values that no marking asks for; an article marks some kinds only."""
        kinds = {m.kind for m in self.marked.values()}
        spoken = [a for a in self.found.attributions if a.mode != "narrative"]
        rest = (("t", spoken, "content"), ("f", self.found.figures, "anchor"),
                ("d", self.found.dates, "anchor"), ("p", self.found.places, "anchor"))  # fmt: skip
        for kind, records, name in rest:
            for record in records if kind in kinds else ():
                anchor: Anchor = getattr(record, name)
                near = any(
                    self._trimmed(anchor.spans) == self._trimmed(m.spans)
                    for m in self.marked.values()
                    if m.kind == kind
                )
                if record.id not in self.used and not near:
                    yield f'extra "{anchor.text}"'


def _number(printed: str) -> float | None:
    return float(printed) if printed else None


@pytest.fixture(scope="module")
def compared() -> dict[str, Compared]:
    return {slug: Compared(slug) for slug in SLUGS}


def test_there_are_enough_articles() -> None:
    assert len(SLUGS) >= 8


@pytest.mark.parametrize("slug", SLUGS)
def test_the_marked_text_is_the_article(slug: str) -> None:
    expected = _read(slug, "expected.txt")
    text, markings = parse_marked(expected)
    assert text == _read(slug, "article.txt")
    assert write_marked(text, markings) == expected
    assert 60 <= len(text.split()) <= 200


@pytest.mark.parametrize("slug", SLUGS)
def test_everything_marked_is_found_but_for_known_gaps(
    slug: str, compared: dict[str, Compared]
) -> None:
    gaps = read_gaps(slug)
    assert all(gaps.values()), "each gap says why"
    differences = compared[slug].differences()
    assert differences - gaps.keys() == set(), "not as marked"
    assert gaps.keys() - differences == set(), "mended: take these lines out of gaps.txt"
