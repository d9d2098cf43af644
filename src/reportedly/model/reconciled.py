"""What reconciliation makes: records over several claims, each with both sides' words and a reason.

None of them says what is true. They say which words go back to which, what answers one question,
and where texts agree, differ or count something else.
"""

from dataclasses import dataclass
from typing import Literal

from reportedly.model.anchors import Anchor, Remembered
from reportedly.model.documents import Document
from reportedly.model.extraction import Extraction
from reportedly.model.hashing import make_id
from reportedly.model.values import Aspect

EchoKind = Literal["copy", "same_quotation", "citation", "figure_reuse"]
Standing = Literal["stands", "revised", "echo"]
FindingType = Literal[
    "echo",
    "agreement",
    "conflict.figure",
    "conflict.date",
    "conflict.source",
    "conflict.place",
    "conflict.denial",
    "conflict.modality",
    "scope",
    "stale",
    "arithmetic.holds",
    "arithmetic.fails",
    "anachronism",
    "inconsistent",
    "law.supported",
    "law.broader",
    "vague_source",
]


@dataclass(frozen=True, slots=True)
class Report:
    """A document with everything that was found in it: what reconciliation works on."""

    document: Document
    extraction: Extraction

    @property
    def id(self) -> str:
        """The document's identifier."""
        return self.extraction.document

    @property
    def published(self) -> str | None:
        """ISO day of publication as the page says it, None when nothing does."""
        return self.document.published.value


@dataclass(frozen=True, slots=True)
class Known:
    """A row of a knowledge table as one side of a finding: what it says, and its reference."""

    table: str
    words: str
    reference: str


@dataclass(frozen=True, slots=True)
class Side:
    """One place that a finding rests on: words of a document, or a row of knowledge.

    Exactly one of ``anchor`` and ``known`` is set. ``speaker`` is who says it, as shown.
    """

    anchor: Anchor | None = None
    speaker: str | None = None
    known: Known | None = None

    @property
    def key(self) -> str:
        """What makes it this side: its anchor, or the words and reference of a row."""
        if self.anchor is not None:
            return self.anchor.id
        return make_id("row", self.known)


@dataclass(frozen=True, slots=True)
class Finding(Remembered):
    """A reading over several claims, or over a claim and a known fact.

    ``here`` are places of the text that is looked at, ``there`` the other side. ``weight`` runs
    from 0 to 1; from ``WEIGHTY`` on a reader should not miss it. ``why`` is one plain sentence
    about texts.
    """

    type: FindingType
    weight: float
    why: str
    here: tuple[Side, ...]
    there: tuple[Side, ...] = ()

    def _make_id(self) -> str:
        """Hash of the type and of both sides, in any order."""
        sides = (sorted(s.key for s in self.here), sorted(s.key for s in self.there))
        return make_id("fnd", self.type, *sides)


# Place in time as a string that sorts, document, number of the publisher's family.
Posted = tuple[str, str, int | None]

WEIGHTY = 0.5  # weight from which a finding is a matter of weight


@dataclass(frozen=True, slots=True)
class Echo(Remembered):
    """A later text that repeats an earlier one: by copy, quotation, citation or figure.

    ``later`` and ``earlier`` are documents; ``here`` are the words in the later one, ``there``
    those in the earlier. ``score`` runs from 0 to 1: how sure the link is.
    """

    later: str
    earlier: str
    kind: EchoKind
    reason: str
    score: float
    here: tuple[Anchor, ...]
    there: tuple[Anchor, ...]

    def _make_id(self) -> str:
        """Hash of both documents and the kind: two texts are linked once in each way."""
        return make_id("ech", self.later, self.earlier, self.kind)


@dataclass(frozen=True, slots=True)
class Passed:
    """How one text has an utterance: ``path`` names who passed it on, nearest the speaker first.

    ``family`` is the group of owners of the publisher; two texts of one family are no two voices.
    """

    document: str
    anchor: Anchor
    path: tuple[str, ...]
    family: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Origin(Remembered):
    """One utterance or wording, and every text that goes back to it.

    ``root`` stands in the earliest text that has it; ``speaker`` is the key of who is said to say
    it. What nothing shows to be independent is one origin.
    """

    root: Anchor
    speaker: str
    passed: tuple[Passed, ...]

    def _make_id(self) -> str:
        """Hash of the root."""
        return make_id("ori", self.root.id)


@dataclass(frozen=True, slots=True)
class Question:
    """What figures answer: one measure of one population at one place, in one aspect.

    ``population`` and ``place`` are keys ("KP:military", "RU"), empty where texts say none.
    """

    measure: str
    population: str
    place: str
    aspect: Aspect | Literal[""]

    @property
    def id(self) -> str:
        """Hash of the four."""
        return make_id("que", self.measure, self.population, self.place, self.aspect)


@dataclass(frozen=True, slots=True)
class Member:
    """A figure as an answer to a question, and what became of it.

    ``state``: it stands, the same speaker revised it, or it echoes another one; ``by`` is the
    figure that revised it or that it echoes. ``day`` is the ISO day for which it is given.
    """

    question: str
    figure: str
    document: str
    speaker: str
    day: str | None
    state: Standing
    by: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class PartyLink:
    """A mention, or a speaker, as one party across documents, with the reason."""

    mention: str
    party: str
    name: str
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class EventLink:
    """An event record as one report of an event that several texts tell."""

    event: str
    cluster: str
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Reconciled:
    """Everything that reconciliation says of some documents, in a fixed order."""

    parties: tuple[PartyLink, ...] = ()
    echoes: tuple[Echo, ...] = ()
    origins: tuple[Origin, ...] = ()
    questions: tuple[Question, ...] = ()
    members: tuple[Member, ...] = ()
    events: tuple[EventLink, ...] = ()
    findings: tuple[Finding, ...] = ()
