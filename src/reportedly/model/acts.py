"""Acts: who did what to what, for whom, as one clause puts it; what rules are held against."""

from dataclasses import dataclass
from typing import Final

from reportedly.model.anchors import Anchor
from reportedly.model.claims import Certainty, Modality, Polarity
from reportedly.model.hashing import make_id

ARGUMENTS: Final = ("actor", "object", "recipient", "origin", "place")  # fields of an act, by role


@dataclass(frozen=True, slots=True)
class Act:
    """One reported act with its arguments, each in the words of the text.

    ``kinds`` are the acts that its word may tell of, the objects decide ("send" goods or people).
    ``actor`` does it or gives; ``object`` is what is given, hosted, launched; ``recipient`` gets it
    or is trained; ``origin`` is where the object is said to come from, ``place`` where it happens
    or leads. ``date`` is an ISO day or interval; ``figures`` are identifiers of records of the
    document.
    """

    anchor: Anchor
    kinds: tuple[str, ...]
    actor: Anchor | None = None
    object: Anchor | None = None
    recipient: Anchor | None = None
    origin: Anchor | None = None
    place: Anchor | None = None
    date: str | None = None
    figures: tuple[str, ...] = ()
    modality: Modality = "done"
    polarity: Polarity = "positive"
    certainty: Certainty = "asserted"
    claim: str | None = None
    attribution: str | None = None

    @property
    def id(self) -> str:
        """Hash of the anchor and the kinds."""
        return make_id("act", self.anchor.id, self.kinds)

    @property
    def arguments(self) -> tuple[Anchor, ...]:
        """The arguments that the text gives, in the order of the fields."""
        found = (getattr(self, role) for role in ARGUMENTS)
        return tuple(a for a in found if a is not None)
