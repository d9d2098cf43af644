"""Attributions and claims: who is said to say what, and the propositions in it."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from reportedly.model.anchors import Anchor
from reportedly.model.hashing import make_id

Mode = Literal["direct", "indirect", "mixed", "narrative"]
AttributionKind = Literal["speech", "attitude"]
SourceKind = Literal[
    "named", "organisation", "anonymous", "collective", "document", "media", "social", "none"
]
Modality = Literal["done", "ongoing", "planned", "hypothetical"]
Polarity = Literal["positive", "negative"]
Certainty = Literal["asserted", "probable", "possible"]

REVIEW_BELOW = 0.6  # a confidence under it asks for a person's look at who says it


class PartConfidence(NamedTuple):
    """How sure a maker is of each part of an attribution, 0 to 1.

    That the cue attributes something at all; and, given so, that the source is its source (or that
    none is named), and that the content shares at least half of its words with the right one.
    """

    cue: float
    source: float
    content: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source · cue · content. Narrative (the author's own voice) has a content only.

    ``speaker`` is the identifier of the party mention that the source stands for, when one was
    found in the same document; ``parent`` is the attribution that passes this one on (an outlet
    citing an agency); ``confidence`` runs from 0 to 1 and is the maker's own estimate; ``parts`` is
    the same for each part, from makers that tell them apart.
    """

    content: Anchor
    source: Anchor | None = None
    cue: Anchor | None = None
    carrier: Anchor | None = None
    mode: Mode = "narrative"
    kind: AttributionKind = "speech"
    source_kind: SourceKind = "none"
    speaker: str | None = None
    parent: str | None = None
    confidence: float = 1.0
    parts: PartConfidence | None = None

    @property
    def id(self) -> str:
        """Hash of the three anchors: what makes it this attribution and no other."""
        parts = (self.source, self.cue, self.content)
        return make_id("att", [a.id if a else None for a in parts])

    @property
    def for_review(self) -> bool:
        """Whether a person should look at it: its maker is not sure of it."""
        return self.confidence < REVIEW_BELOW

    @property
    def least_sure(self) -> tuple[str, float] | None:
        """The part to look at first, and how sure its maker is of it."""
        if self.parts is None:
            return None
        return min(zip(self.parts._fields, self.parts, strict=True), key=lambda part: part[1])


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition under an attribution; ``n`` counts from 0 within it."""

    attribution: str
    n: int
    anchor: Anchor
    predicate: Anchor | None = None
    modality: Modality = "done"
    polarity: Polarity = "positive"
    certainty: Certainty = "asserted"
    confidence: float = 1.0

    @property
    def id(self) -> str:
        """Hash of the attribution and the claim's anchor."""
        return make_id("clm", self.attribution, self.anchor.id)
