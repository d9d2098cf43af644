"""Readings made by hand, for tests that need no language model.

A reading is one invented report: a speaker, a cue, a claim with a figure, a date, a place and an
event, each anchored in the text as the extraction would anchor it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from reportedly.ledger import Entry
from reportedly.model import (
    Act,
    Attribution,
    Capture,
    Claim,
    DateMention,
    Document,
    Event,
    Extraction,
    Figure,
    Maker,
    Mention,
    PartConfidence,
    PlaceMention,
    Reject,
    Run,
    Segment,
    Span,
    Stated,
    absent,
    hash_bytes,
    make_anchor,
)

STAGES = ("parties", "dates", "places", "figures", "attributions", "claims", "events", "acts")
NOW = "2025-07-01T12:00:00.000000Z"


def moment(n: int) -> str:
    """The n-th of a row of moments that sort by time."""
    return f"2025-07-{1 + n // 24:02}T{n % 24:02}:00:00.000000Z"


@dataclass(frozen=True)
class Report:
    """What an invented report says, and what is known of it."""

    speaker: str = "General Pak"
    count: int = 40
    place: str = "Kursk"
    country: str = "RU"
    day: str = "3 May 2025"
    iso: str = "2025-05-03"
    tail: str = "Nobody else was there."
    name: str = "report.txt"
    address: str | None = None
    published: str | None = "2025-05-04"
    publisher: str | None = "Halvard Courier"
    kind: str = "report"
    reader: int = 1
    makers: Mapping[str, int] = field(default_factory=dict)
    settings: str = ""
    low: int | None = None  # what the figures maker reads, when not what is printed
    lead: str = ""

    @property
    def text(self) -> str:
        return (
            f"{self.lead}{self.speaker} said on {self.day} that at least {self.count} soldiers "
            f"were killed in {self.place}.\n{self.tail}\n"
        )


def make_entry(report: Report = Report(), **changes: object) -> Entry:
    """A whole reading of a report, ready for the writer."""
    r = replace(report, **changes)
    raw = r.text.encode()
    capture = Capture(hash_bytes(raw), len(raw), r.name, NOW, address=r.address)
    document = make_document(r)
    run = Run("reading", Maker("text", r.reader), capture.id, "", input_hash=capture.sha256)
    return Entry(capture, raw, document, make_extraction(r, document.id), run)


def make_document(r: Report) -> Document:
    end = r.text.index("\n")
    return Document(
        text=r.text,
        segments=(
            Segment("paragraph", Span(0, end)),
            Segment("paragraph", Span(end + 1, len(r.text) - 1)),
        ),
        reader=f"text/{r.reader}",
        kind=r.kind,  # type: ignore[arg-type]
        title=Stated(r.speaker, "layout", "first words", r.speaker, find(r, r.speaker)),
        publisher=_given(r.publisher),
        published=_given(r.published),
        language=Stated("en", "detected", "py3langid"),
        address=_given(r.address),
        alternatives=(("title", Stated("Another title", "markup", "meta og:title", "Another")),),
    )


def _given(value: str | None) -> Stated:
    return Stated(value, "given", "by the user", value) if value else absent("nothing says so")


def find(r: Report, words: str) -> Span:
    start = r.text.index(words)
    return Span(start, start + len(words))


def make_extraction(r: Report, document: str) -> Extraction:
    def anchor(role: str, words: str):
        return make_anchor(document, r.text, role, [find(r, words)])  # type: ignore[arg-type]

    said = f"at least {r.count} soldiers were killed in {r.place}"
    mention = Mention(anchor("party", r.speaker), "person", r.speaker, "KP")
    attribution = Attribution(
        content=anchor("content", said),
        source=anchor("source", r.speaker),
        cue=anchor("cue", "said"),
        mode="indirect",
        source_kind="named",
        speaker=mention.id,
        confidence=0.9,
        parts=PartConfidence(cue=0.97, source=0.94, content=0.98),
    )
    voice = Attribution(content=anchor("content", r.tail))
    claim = Claim(attribution.id, 0, anchor("claim", said), anchor("predicate", "killed"))
    own = Claim(voice.id, 0, anchor("claim", r.tail), polarity="negative")
    figure = Figure(
        anchor("figure", f"at least {r.count}"),
        r.count if r.low is None else r.low,
        None,
        hedge="at least",
        measure="killed",
        population=anchor("population", "soldiers"),
        aspect="total",
        claim=claim.id,
        attribution=attribution.id,
    )
    place = PlaceMention(
        anchor("place", r.place), r.place, "literal", "town", r.country, 538560, 51.7, 36.2
    )
    event = Event(
        anchor("event", "killed"), "ASSAULT", date=r.iso, place=place.id, figures=(figure.id,),
        claim=claim.id, attribution=attribution.id,
    )  # fmt: skip
    act = Act(
        anchor("act", "killed"), ("attack",), object=anchor("object", "soldiers"),
        place=anchor("place", r.place), date=r.iso, figures=(figure.id,), claim=claim.id,
        attribution=attribution.id,
    )  # fmt: skip
    return Extraction(
        document=document,
        attributions=(attribution, voice),
        claims=(claim, own),
        figures=(figure,),
        dates=(DateMention(anchor("date", r.day), r.iso, r.iso, r.iso, "day", "absolute"),),
        places=(place,),
        parties=(mention,),
        events=(event,),
        acts=(act,),
        rejected=(Reject("figures", "page_number", 2),),
        runs=tuple(make_run(stage, document, r) for stage in STAGES),
    )


def make_run(stage: str, document: str, r: Report) -> Run:
    version = r.makers.get(stage, 1)
    return Run(stage, Maker(stage, version), document, r.settings, "", "inputs")
