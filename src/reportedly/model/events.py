"""Events: what claims are about, in PLOVER's categories."""

from dataclasses import dataclass
from typing import Literal

from reportedly.model.anchors import Anchor
from reportedly.model.claims import Certainty, Modality, Polarity
from reportedly.model.hashing import make_id

EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "STATEMENT",
    "APPEAL",
]


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, as one claim puts it.

    ``actor`` and ``recipient`` are anchors; their countries are ISO 3166-1 alpha-2. ``date`` is an
    ISO day or interval; ``place`` and ``figures`` are identifiers of records of this document.
    """

    anchor: Anchor
    type: EventType
    actor: Anchor | None = None
    recipient: Anchor | None = None
    actor_country: str | None = None
    recipient_country: str | None = None
    date: str | None = None
    place: str | None = None
    figures: tuple[str, ...] = ()
    modality: Modality = "done"
    polarity: Polarity = "positive"
    certainty: Certainty = "asserted"
    claim: str | None = None
    attribution: str | None = None

    @property
    def id(self) -> str:
        """Hash of the anchor and the type."""
        return make_id("evt", self.anchor.id, self.type)
