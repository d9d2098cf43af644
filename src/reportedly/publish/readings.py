"""One article read, and the look-ups that every kind of output needs of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportedly.model import Attribution, Capture, Document, Extraction, Figure, Mention, Reject
from reportedly.publish.wording import count, plain

AUTHORS_VOICE = "author's voice"
UNNAMED = "unnamed"
NOT_ATTRIBUTED = "not attributed"


@dataclass(frozen=True, slots=True)
class Reading:
    """One article read: its text, what was found in it, and the bytes it came from if kept."""

    document: Document
    extraction: Extraction
    capture: Capture | None = None


def mentions_by_id(extraction: Extraction) -> dict[str, Mention]:
    """The parties of an extraction by identifier."""
    return {m.id: m for m in extraction.parties}


def speaker_name(attribution: Attribution, mentions: Mapping[str, Mention]) -> str | None:
    """Who is said to say it: the party's name, else the source's own words, else None."""
    mention = mentions.get(attribution.speaker or "")
    if mention is not None:
        return mention.name
    return attribution.source.text if attribution.source else None


def shown_speaker(attribution: Attribution, mentions: Mapping[str, Mention]) -> str:
    """The speaker as written on screens, where an absence needs a word too."""
    name = speaker_name(attribution, mentions)
    if name is not None:
        return name
    return AUTHORS_VOICE if attribution.mode == "narrative" else UNNAMED


def figure_attributions(extraction: Extraction) -> dict[str, Attribution]:
    """The attribution each figure stands under, by figure; figures outside any are left out."""
    attributions = {a.id: a for a in extraction.attributions}
    claims = {c.id: c.attribution for c in extraction.claims}
    found: dict[str, Attribution] = {}
    for figure in extraction.figures:
        attribution = attributions.get(_attribution_id(figure, claims))
        if attribution is not None:
            found[figure.id] = attribution
    return found


def _attribution_id(figure: Figure, claims: Mapping[str, str]) -> str:
    return figure.attribution or claims.get(figure.claim or "", "")


def rejected_by_reason(rejects: Iterable[Reject]) -> dict[str, int]:
    """How many values were refused, by reason in alphabetical order."""
    counts: dict[str, int] = {}
    for reject in rejects:
        counts[reject.reason] = counts.get(reject.reason, 0) + reject.count
    return dict(sorted(counts.items()))


_SKIPPED = ("language_not_extracted", "text_too_long")


def not_extracted(reading: Reading) -> str | None:
    """Why the text was kept without being read for claims; None where it was read."""
    found = reading.extraction
    if found.attributions or found.claims:
        return None
    reasons = {r.reason for r in found.rejected}
    if any(reason.startswith("text_too_long") for reason in reasons):
        return "it is too long to be read for claims"
    language = reading.document.language.value
    other = language is not None and language.lower().split("-")[0] != "en"
    if other or any(reason.startswith("language_not_extracted") for reason in reasons):
        return f"claims are not read in its language ({language or 'unknown'})"
    return None


def rejects_of(reading: Reading) -> tuple[str, ...]:
    """What was rejected, as words. Why a whole text was left alone is said once, elsewhere."""
    counts = rejected_by_reason(reading.extraction.rejected)
    return tuple(
        f"{n:,} {plain(reason).replace('_', ' ')}"
        for reason, n in counts.items()
        if not reason.startswith(_SKIPPED)
    )


def kept_of(reading: Reading) -> str:
    """How many records of each kind were kept, as words."""
    found = reading.extraction
    counts = (
        count(len(found.claims), "claim"),
        count(len(found.figures), "figure"),
        count(len(found.dates), "date"),
        count(len(found.places), "place"),
        count(len(found.parties), "party", "parties"),
        count(len(found.events), "event"),
    )
    return ", ".join(counts)
