"""Readings made by hand over a text of our own, for all tests of this package.

The country, the people and the numbers are invented; no real article's words are used.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from reportedly.model import (
    Act,
    Anchor,
    Attribution,
    Capture,
    Claim,
    DateMention,
    Document,
    Event,
    Extraction,
    Failure,
    Figure,
    Interval,
    Mark,
    Mention,
    PlaceMention,
    Reject,
    Role,
    Run,
    Segment,
    SegmentKind,
    Span,
    Stated,
    absent,
    make_anchor,
)
from reportedly.model.runs import Maker
from reportedly.publish import Reading

HEADLINE = "Norland to send 6,200 engineers and medics across the Aster strait"
LEAD = (
    "HALVARD, June 18 — Norland's defence minister Ada Lind said on Tuesday that 1,200 engineers "
    "and 5,000 medics would cross the Aster strait before winter, in the largest transfer since "
    "the armistice."
)
BULLETS = (
    "At least 340 Norland soldiers were killed in the spring, according to Sund intelligence",
    "Between 20 and 30 vessels have changed their flag since January",
    "No weapons were delivered, the ministry insists",
)
HEADING = "“A matter of neighbours”"
QUOTE = (
    "“We have agreed to clear the mines,” Lind told the Halvard Post, “and we will stay until "
    "the last bridge carries trains again.”"
)
AGENCY = (
    "The state agency NTA, citing an official who asked not to be named, reported that up to 90 "
    "percent of the crews had already arrived. Two people familiar with the plan put the share "
    "at about half."
)
POST = (
    "🚨🇳🇴 BREAKING: nearly 4,000 workers 👩‍👩‍👧‍👦 already in Kerrin Bay, officials tell me. "
    "Thread… https://t.example/AbC"
)
SIGNATURE = "— Iben Rask (@ibenrask) June 18, 2025"
NARRATIVE = (
    "The strait has been mined since 2021. Ships wait for days, and the harbour of Kerrin Bay "
    "handles a tenth of what it used to. Critics in São Tomé́ call the plan naïve."
)
WISH = (
    "Analysts believe that Norland may receive 15 patrol boats in return, and that a second "
    "transfer could follow next year."
)
CAPTION = "Engineers board a ferry at Halvard. Photo: Norland Ministry of Defence"


@dataclass
class Draft:
    """A text that grows by segments; anchors are looked up by their words."""

    text: str = "\n"
    segments: list[Segment] = field(default_factory=list)
    document: str = "doc_draft"

    def add(
        self, kind: SegmentKind, words: str, lead: str = "", level: int = 0, group: int = 0
    ) -> None:
        self.text += lead
        span = Span(len(self.text), len(self.text) + len(words))
        self.segments.append(Segment(kind, span, level, group))
        self.text += words + "\n\n"

    def find(self, words: str, near: str = "") -> Span:
        start = self.text.index(words, self.text.index(near) if near else 0)
        return Span(start, start + len(words))

    def anchor(self, role: Role, *words: str, near: str = "") -> Anchor:
        return make_anchor(
            self.document, self.text, role, sorted(self.find(w, near) for w in words)
        )


def sample_draft() -> Draft:
    draft = Draft()
    draft.add("headline", HEADLINE, level=1)
    draft.add("paragraph", LEAD)
    for bullet in BULLETS:
        draft.add("list_item", bullet, lead="- ", group=1)
    draft.add("heading", HEADING, level=2)
    draft.add("quotation", QUOTE)
    draft.add("paragraph", AGENCY)
    draft.add("post", POST, group=2)
    draft.add("signature", SIGNATURE, group=2)
    draft.add("paragraph", NARRATIVE)
    draft.add("paragraph", WISH)
    draft.add("caption", CAPTION)
    return draft


def _mark_post(segment: Segment, draft: Draft) -> Segment:
    if segment.kind != "post":
        return segment
    marks = (
        Mark("emoji", draft.find("🚨🇳🇴")),
        Mark("truncation", draft.find("…", "Thread")),
        Mark("link", draft.find("https://t.example/AbC")),
    )
    return Segment(segment.kind, segment.span, segment.level, segment.group, marks)


def sample_document() -> Document:
    draft = sample_draft()
    posted = draft.find("June 18, 2025")
    return Document(
        text=draft.text,
        segments=tuple(_mark_post(s, draft) for s in draft.segments),
        reader="text/1",
        title=Stated(HEADLINE, "layout", "first line", HEADLINE, draft.find(HEADLINE)),
        publisher=Stated("Halvard Courier", "markup", "meta og:site_name", "Halvard Courier"),
        published=Stated(
            "2025-06-18", "embedded_post", "signature of a post", "June 18, 2025", posted
        ),
        language=Stated("en", "detected", "py3langid"),
        address=Stated("https://courier.example/aster", "given", "argument"),
        author=absent("no by-line"),
        alternatives=(("title", Stated("Aster: 6,200", "markup", "meta og:title")),),
    )


def sample_reading() -> Reading:
    document = sample_document()
    draft = sample_draft()
    draft.document = document.id
    return Reading(document, sample_extraction(draft), sample_capture())


def sample_capture() -> Capture:
    return Capture(
        sha256="ab" * 32,
        size=4321,
        name="aster.txt",
        fetched_at="2025-06-19T08:00:00Z",
        address="https://courier.example/aster",
        status=200,
        media_type="text/html",
    )


def sample_extraction(d: Draft) -> Extraction:
    parties = _parties(d)
    attributions, claims = _claims(d, parties)
    places = _places(d)
    return Extraction(
        document=d.document,
        attributions=attributions,
        claims=claims,
        figures=_figures(d, claims),
        dates=_dates(d),
        places=places,
        parties=parties,
        events=_events(d, claims, places),
        acts=_acts(d, claims),
        rejected=(
            Reject("figure", "page_number", 2),
            Reject("date", "no_anchor_date", 1),
            Reject("place", "page_number", 1),
        ),
        runs=(Run("extract", Maker("claims", 1), d.document),),
    )


def _parties(d: Draft) -> tuple[Mention, ...]:
    return (
        Mention(d.anchor("party", "Ada Lind", near="HALVARD"), "person", "Ada Lind", "NL"),
        Mention(d.anchor("party", "Sund intelligence"), "organisation", "Sund intelligence"),
        Mention(d.anchor("party", "Lind", near="We have agreed"), "person", "Ada Lind", "NL"),
        Mention(d.anchor("party", "NTA"), "organisation", "NTA"),
        Mention(d.anchor("party", "Iben Rask"), "person", "Iben Rask"),
    )


def _claims(d: Draft, parties: tuple[Mention, ...]) -> tuple[tuple, tuple]:
    lind, sund, lind_again, nta, _ = parties
    lead = Attribution(
        content=d.anchor(
            "content",
            "1,200 engineers and 5,000 medics would cross the Aster strait before winter",
            near="HALVARD",
        ),
        source=d.anchor("source", "Norland's defence minister Ada Lind"),
        cue=d.anchor("cue", "said", near="HALVARD"),
        mode="indirect",
        source_kind="named",
        speaker=lind.id,
    )
    killed = Attribution(
        content=d.anchor("content", "At least 340 Norland soldiers were killed in the spring"),
        source=d.anchor("source", "Sund intelligence"),
        cue=d.anchor("cue", "according to"),
        mode="indirect",
        source_kind="organisation",
        speaker=sund.id,
        confidence=0.91,
    )
    flags = Attribution(
        content=d.anchor(
            "content", "Between 20 and 30 vessels have changed their flag since January"
        )
    )
    denial = Attribution(
        content=d.anchor("content", "No weapons were delivered"),
        source=d.anchor("source", "the ministry", near="No weapons"),
        cue=d.anchor("cue", "insists"),
        mode="indirect",
        source_kind="organisation",
    )
    quote = Attribution(
        content=d.anchor(
            "content",
            "We have agreed to clear the mines",
            "and we will stay until the last bridge carries trains again",
        ),
        source=d.anchor("source", "Lind", near="We have agreed"),
        cue=d.anchor("cue", "told", near="We have agreed"),
        carrier=d.anchor("carrier", "the Halvard Post"),
        mode="direct",
        source_kind="named",
        speaker=lind_again.id,
    )
    agency = Attribution(
        content=d.anchor(
            "content",
            "citing an official who asked not to be named",
            "that up to 90 percent of the crews had already arrived",
        ),
        source=d.anchor("source", "The state agency NTA"),
        cue=d.anchor("cue", "reported"),
        mode="indirect",
        source_kind="media",
        speaker=nta.id,
    )
    official = Attribution(
        content=d.anchor("content", "up to 90 percent of the crews had already arrived"),
        source=d.anchor("source", "an official who asked not to be named"),
        cue=d.anchor("cue", "citing"),
        carrier=d.anchor("carrier", "The state agency NTA"),
        mode="indirect",
        source_kind="anonymous",
        parent=agency.id,
        confidence=0.7,
    )
    two = Attribution(
        content=d.anchor("content", "the share at about half"),
        source=d.anchor("source", "Two people familiar with the plan"),
        cue=d.anchor("cue", "put", near="Two people"),
        mode="mixed",
        source_kind="anonymous",
    )
    post = Attribution(
        content=d.anchor("content", "nearly 4,000 workers 👩‍👩‍👧‍👦 already in Kerrin Bay"),
        source=d.anchor("source", "officials", near="BREAKING"),
        cue=d.anchor("cue", "tell me"),
        carrier=d.anchor("carrier", "Iben Rask (@ibenrask)"),
        mode="indirect",
        source_kind="collective",
    )
    mined = Attribution(content=d.anchor("content", "The strait has been mined since 2021"))
    waits = Attribution(content=d.anchor("content", "Ships wait for days"))
    naive = Attribution(
        content=d.anchor("content", "the plan naïve"),
        source=d.anchor("source", "Critics in São Tomé́"),
        cue=d.anchor("cue", "call", near="Critics"),
        mode="indirect",
        kind="attitude",
        source_kind="collective",
    )
    boats = Attribution(
        content=d.anchor(
            "content",
            "Norland may receive 15 patrol boats in return",
            "that a second transfer could follow next year",
        ),
        source=d.anchor("source", "Analysts"),
        cue=d.anchor("cue", "believe"),
        mode="indirect",
        kind="attitude",
        source_kind="collective",
    )
    claims = (
        Claim(
            lead.id,
            0,
            d.anchor("claim", "1,200 engineers", "would cross the Aster strait before winter"),
            modality="planned",
        ),
        Claim(
            lead.id,
            1,
            d.anchor("claim", "5,000 medics would cross the Aster strait before winter"),
            modality="planned",
        ),
        _whole(d, killed),
        _whole(d, flags),
        Claim(denial.id, 0, d.anchor("claim", "No weapons were delivered"), polarity="negative"),
        Claim(quote.id, 0, d.anchor("claim", "We have agreed to clear the mines")),
        Claim(
            quote.id,
            1,
            d.anchor("claim", "we will stay until the last bridge carries trains again"),
            modality="planned",
        ),
        _whole(d, official),
        Claim(
            two.id,
            0,
            d.anchor("claim", "the share at about half"),
            certainty="probable",
            confidence=0.64,
        ),
        _whole(d, post),
        _whole(d, mined),
        _whole(d, waits),
        _whole(d, naive),
        Claim(
            boats.id,
            0,
            d.anchor("claim", "Norland may receive 15 patrol boats in return"),
            modality="hypothetical",
            certainty="possible",
        ),
        Claim(
            boats.id,
            1,
            d.anchor("claim", "a second transfer could follow next year"),
            modality="hypothetical",
            certainty="possible",
        ),
    )
    attributions = (
        *(lead, killed, flags, denial, quote, agency, official),
        *(two, post, mined, waits, naive, boats),
    )
    return attributions, claims


def _whole(d: Draft, attribution: Attribution) -> Claim:
    anchor = make_anchor(d.document, d.text, "claim", attribution.content.spans)
    return Claim(attribution.id, 0, anchor)


def _figures(d: Draft, claims: tuple[Claim, ...]) -> tuple[Figure, ...]:
    population = d.anchor("population", "Norland soldiers", near="340")
    return (
        Figure(d.anchor("figure", "6,200"), 6200, 6200, measure="personnel"),
        Figure(
            d.anchor("figure", "1,200", near="HALVARD"),
            *(1200, 1200),
            measure="military_builders",
            aspect="part",
            claim=claims[0].id,
        ),
        Figure(
            d.anchor("figure", "5,000", near="HALVARD"),
            *(5000, 5000),
            measure="medics",
            claim=claims[1].id,
        ),
        Figure(
            d.anchor("figure", "At least 340"),
            *(340, None),
            hedge="at least",
            measure="killed",
            population=population,
            as_of=Interval("2025-03-01", "2025-05-31", "document date"),
            claim=claims[2].id,
        ),
        Figure(
            d.anchor("figure", "Between 20 and 30"),
            *(20, 30),
            measure="vessels",
            claim=claims[3].id,
        ),
        Figure(
            d.anchor("figure", "up to 90 percent"),
            *(None, 90),
            hedge="up to",
            unit="percent",
            claim=claims[7].id,
        ),
        Figure(
            d.anchor("figure", "about half"),
            *(0.5, 0.5),
            hedge="about",
            unit="share",
            attribution=claims[8].attribution,
        ),
        Figure(
            d.anchor("figure", "nearly 4,000"),
            *(4000, 4000),
            hedge="nearly",
            measure="workers",
            claim=claims[9].id,
        ),
        Figure(
            d.anchor("figure", "15", near="receive"),
            *(15, 15),
            measure="vessels",
            claim=claims[13].id,
        ),
    )


def _dates(d: Draft) -> tuple[DateMention, ...]:
    return (
        DateMention(
            d.anchor("date", "Tuesday"),
            *("2025-06-17", "2025-06-17", "2025-06-17"),
            "day",
            "document date",
        ),
        DateMention(
            d.anchor("date", "before winter"), "2025-WI", None, None, "season", "unresolved"
        ),
        DateMention(
            d.anchor("date", "the spring"),
            *("2025-SP", "2025-03-01", "2025-05-31"),
            "season",
            "document date",
        ),
        DateMention(
            d.anchor("date", "since January"),
            *("2025-01", "2025-01-01", "2025-06-18"),
            "month",
            "document date",
        ),
        DateMention(
            d.anchor("date", "since 2021"), "2021", "2021-01-01", "2025-06-18", "year", "absolute"
        ),
        DateMention(
            d.anchor("date", "next year"),
            *("2026", "2026-01-01", "2026-12-31"),
            "year",
            "document date",
        ),
    )


def _places(d: Draft) -> tuple[PlaceMention, ...]:
    bay = {"country": "NL", "geonameid": 123, "lat": 54.1, "lon": 7.2}
    return (
        PlaceMention(d.anchor("place", "HALVARD"), "Halvard", "literal", "town", "NL"),
        PlaceMention(
            d.anchor("place", "the Aster strait", near="HALVARD"), "Aster strait", "literal", "sea"
        ),
        PlaceMention(
            d.anchor("place", "Norland", near="340"), "Norland", "associative", "country", "NL"
        ),
        PlaceMention(
            d.anchor("place", "Kerrin Bay", near="BREAKING"), "Kerrin Bay", "literal", "town", **bay
        ),
    )


def _events(
    d: Draft, claims: tuple[Claim, ...], places: tuple[PlaceMention, ...]
) -> tuple[Event, ...]:
    return (
        Event(
            d.anchor("event", "cross", near="HALVARD"),
            "AGREE",
            actor=d.anchor("actor", "5,000 medics"),
            actor_country="NL",
            place=places[1].id,
            modality="planned",
            claim=claims[1].id,
        ),
        Event(
            d.anchor("event", "killed"),
            "ASSAULT",
            recipient=d.anchor("recipient", "Norland soldiers", near="340"),
            recipient_country="NL",
            date="2025-03-01/2025-05-31",
            claim=claims[2].id,
        ),
    )


def _acts(d: Draft, claims: tuple[Claim, ...]) -> tuple[Act, ...]:
    return (
        Act(
            d.anchor("act", "cross", near="HALVARD"),
            ("travel", "dispatch"),
            actor=d.anchor("actor", "5,000 medics"),
            place=d.anchor("place", "the Aster strait"),
            modality="planned",
            claim=claims[1].id,
        ),
    )


def plain_document(text: str, **values: object) -> Document:
    """A document of one paragraph."""
    defaults: dict[str, object] = {"reader": "text/1", "title": absent("no first line")}
    segments = (Segment("paragraph", Span(0, len(text))),) if text else ()
    return Document(text=text, segments=segments, **{**defaults, **values})  # type: ignore[arg-type]


def quoted_reading(before: str, speaker: str, content: str, after: str = "") -> Reading:
    """One direct claim: ``before`` + speaker + `` said: `` + content + ``after``."""
    text = f"{before}{speaker} said: {content}{after}"
    document = plain_document(text)
    at = len(before)
    source = make_anchor(document.id, text, "source", [Span(at, at + len(speaker))])
    start = at + len(speaker) + len(" said: ")
    content_span = [Span(start, start + len(content))]
    attribution = Attribution(
        make_anchor(document.id, text, "content", content_span),
        source=source,
        mode="direct",
        source_kind="named",
    )
    claim = Claim(attribution.id, 0, make_anchor(document.id, text, "claim", content_span))
    return Reading(document, Extraction(document.id, (attribution,), (claim,)))


def untranslated_reading() -> Reading:
    """A text in a language that is not extracted, written from right to left."""
    text = "قال وزير الدفاع إن 300 جندي وصلوا."
    document = plain_document(
        text,
        language=Stated("ar", "detected", "py3langid"),
        publisher=Stated("Al-Marsa", "given", "argument"),
        kind="digest",
    )
    return Reading(document, Extraction(document.id))


def sample_failures() -> tuple[Failure, ...]:
    return (
        Failure("capture", "https://gone.example/a", "http_404", "the server has no such page"),
        Failure("capture", "https://slow.example/b", "timed_out", "no answer in 20 s", retry=True),
    )
