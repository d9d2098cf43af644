"""Findings as they are shown: both sides' words, who says them where, and a line to quote."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportedly.model import WEIGHTY, Anchor, Document, Finding, FindingType, Side
from reportedly.publish.readings import AUTHORS_VOICE, Reading, not_extracted
from reportedly.publish.wording import plain

NO_PUBLISHER = "a text without a publisher"  # how the voice of such a text is shown

TYPES: Mapping[FindingType, str] = {
    "echo": "echo",
    "agreement": "agreement",
    "conflict.figure": "figures differ",
    "conflict.date": "dates differ",
    "conflict.source": "speakers differ",
    "conflict.place": "places differ",
    "conflict.denial": "denied elsewhere",
    "conflict.modality": "announced or done",
    "scope": "something else is counted",
    "stale": "overtaken",
    "arithmetic.holds": "sum holds",
    "arithmetic.fails": "sum fails",
    "anachronism": "office out of its time",
    "inconsistent": "places that do not fit",
    "law.supported": "the law says so",
    "law.broader": "wider than the law",
    "vague_source": "vague source",
}


@dataclass(frozen=True, slots=True)
class ShownSide:
    """One side, ready for a screen. ``place`` says where it stands, ``quotation`` is to be copied.

    ``document`` is empty for a row of knowledge; ``text_hash`` is that of the document's text.
    """

    words: str
    speaker: str
    place: str
    document: str
    address: str
    quotation: str


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """One finding, ready for a screen."""

    id: str
    type: str
    called: str
    weight: float
    why: str
    here: tuple[ShownSide, ...]
    there: tuple[ShownSide, ...]

    @property
    def is_weighty(self) -> bool:
        """Whether a reader should not miss it."""
        return self.weight >= WEIGHTY

    @property
    def sides(self) -> tuple[ShownSide, ...]:
        """Both sides, this text's first."""
        return (*self.here, *self.there)


def show_findings(
    findings: Iterable[Finding], documents: Mapping[str, Document]
) -> tuple[ShownFinding, ...]:
    """Findings for a screen; ``documents`` holds every document that a side stands in."""
    return tuple(
        ShownFinding(
            id=f.id,
            type=f.type,
            called=TYPES[f.type],
            weight=f.weight,
            why=plain(f.why),
            here=tuple(_side(s, documents) for s in f.here),
            there=tuple(_side(s, documents) for s in f.there),
        )
        for f in findings
    )


def list_gaps(reading: Reading) -> tuple[str, ...]:
    """What could not be looked at in a text, so that silence is not taken for an answer."""
    gaps = []
    if (reason := not_extracted(reading)) is not None:
        gaps.append(f"Not extracted: {reason}. Nothing was looked for.")
    elif reading.document.published.value is None:
        gaps.append("The text states no date: no office was looked up for it (--published DAY).")
    return tuple(plain(gap) for gap in gaps)


def known_words(side: Side) -> str:
    """A row of knowledge with its reference, as one text."""
    known = side.known
    return f"{known.words} [{known.table}: {known.reference}]" if known is not None else ""


def _side(side: Side, documents: Mapping[str, Document]) -> ShownSide:
    if side.anchor is None:
        known = side.known
        words = plain(known.words) if known else ""
        place = plain(f"table of {known.table}, reference: {known.reference}") if known else ""
        return ShownSide(words, "", place, "", "", f"{words} ({place})")
    document = documents[side.anchor.document]
    speaker = plain(_speaker(side.speaker, document))
    return ShownSide(
        words=plain(side.anchor.text),
        speaker=speaker,
        place=_place(document, side.anchor),
        document=side.anchor.document,
        address=document.address.value or "",
        quotation=_quotation(document, side.anchor, speaker),
    )


def _speaker(speaker: str | None, document: Document) -> str:
    """Who says it; a text's own voice is called so, its publisher stands beside it anyway."""
    return AUTHORS_VOICE if speaker in (document.shown_publisher, NO_PUBLISHER) else speaker or ""


def _place(document: Document, anchor: Anchor) -> str:
    parts = (
        document.shown_publisher or "publisher not stated",
        document.published.value or "undated",
        f"characters {anchor.start}–{anchor.end}",
    )
    return plain(", ".join(parts))


def _quotation(document: Document, anchor: Anchor, speaker: str) -> str:
    """Speaker, words, publisher, date, address and hash on one line."""
    address = document.address.value or document.reference.value or "no address"
    parts = (_place(document, anchor), address, f"text SHA-256 {document.text_hash}")
    who = f"{speaker}: " if speaker else ""
    return plain(f"{who}“{anchor.text}” ({'; '.join(parts)})")
