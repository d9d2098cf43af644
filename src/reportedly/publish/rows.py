"""Each claim together with its speaker and the values that stand in its words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reportedly.errors import IntegrityError
from reportedly.model import (
    Anchor,
    Attribution,
    Claim,
    DateMention,
    Event,
    Extraction,
    Figure,
    PlaceMention,
)
from reportedly.publish.readings import mentions_by_id, shown_speaker


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim with everything that stands in its words."""

    claim: Claim
    attribution: Attribution
    speaker: str
    figures: tuple[Figure, ...]
    dates: tuple[DateMention, ...]
    places: tuple[PlaceMention, ...]
    events: tuple[Event, ...]


def claim_rows(found: Extraction) -> tuple[ClaimRow, ...]:
    """Claims in the order of the extraction, each with the values in its words."""
    attributions = {a.id: a for a in found.attributions}
    mentions = mentions_by_id(found)
    figures = figures_by_claim(found.claims, found.figures)
    rows = []
    for claim in found.claims:
        attribution = _attribution_of(claim, attributions)
        speaker = shown_speaker(attribution, mentions)
        dates = tuple(d for d in found.dates if within(d.anchor, claim.anchor))
        places = tuple(p for p in found.places if within(p.anchor, claim.anchor))
        events = tuple(e for e in found.events if e.claim == claim.id)
        of_claim = figures.get(claim.id, ())
        rows.append(ClaimRow(claim, attribution, speaker, of_claim, dates, places, events))
    return tuple(rows)


def _attribution_of(claim: Claim, attributions: Mapping[str, Attribution]) -> Attribution:
    attribution = attributions.get(claim.attribution)
    if attribution is None:
        # Shown without its attribution, a claim would read as the author's own.
        raise IntegrityError(
            "attribution_missing",
            "a claim names an attribution that its extraction does not hold",
            claim=claim.id,
        )
    return attribution


def within(inner: Anchor, outer: Anchor) -> bool:
    """Whether every span of ``inner`` lies within some span of ``outer``."""
    return all(any(o.start <= s.start and s.end <= o.end for o in outer.spans) for s in inner.spans)


def figures_by_claim(
    claims: Sequence[Claim], figures: Iterable[Figure]
) -> Mapping[str, tuple[Figure, ...]]:
    """Figures under the claim they name; one that names none, under every claim around it."""
    found: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        named = [figure.claim] if figure.claim else []
        for claim_id in named or [c.id for c in claims if within(figure.anchor, c.anchor)]:
            found[claim_id].append(figure)
    return {claim_id: tuple(of_claim) for claim_id, of_claim in found.items()}
