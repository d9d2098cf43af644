"""Sanctions regimes as data, and what holding reported conduct against them gives.

Nothing here says that anybody broke a rule. An assessment says which elements of a provision the
words of a text meet, which they do not, and what they leave open: if the report is right.
"""

from dataclasses import dataclass, field
from typing import Literal, get_args

from reportedly.model.anchors import Anchor
from reportedly.model.hashing import make_id

Force = Literal[
    "mandatory",
    "conditional",
    "recommended",
    "interpretive",
    "administrative",
    "criterion",
    "exception",
]
Sureness = Literal["read", "cited", "recalled"]
Outcome = Literal["engaged", "plausible", "not_engaged"]
Met = Literal["met", "not_met", "undetermined"]
Predicate = Literal[
    "act",
    "kind",
    "country",
    "not_country",
    "party",
    "listed",
    "says",
    "unsaid",
    "figure",
    "dated",
    "any",
    "all",
]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


@dataclass(frozen=True, slots=True)
class Requirement:
    """One testable condition: a predicate of the vocabulary with its values.

    ``tests`` are those that ``any`` and ``all`` hold; ``over`` and ``unit`` belong to ``figure``;
    ``values`` of ``dated`` are the first and the last day, empty where open.
    """

    predicate: Predicate
    values: tuple[str, ...] = ()
    tests: tuple["Requirement", ...] = ()
    unit: str = ""
    over: float = 0.0


@dataclass(frozen=True, slots=True)
class Element:
    """What has to be reported for a provision to be engaged, and the test of it.

    ``name`` is a role of the act (``act``, ``actor``, ``object`` …) or that of a condition, whose
    ``wording`` completes "not reported: …". Without a ``gate`` that is met the provision is no
    matter at all.
    """

    name: str
    test: Requirement
    wording: str = ""
    gate: bool = False


@dataclass(frozen=True, slots=True)
class Exemption:
    """An exception of a provision: its words, the test of it, the provision that grants it."""

    wording: str
    when: Requirement | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Provision:
    """One paragraph of a regime in plain words; ``first`` and ``last`` are days, both included.

    After ``known`` the data does not say whether it is in force. ``number`` is how sure the
    paragraph's number is, ``substance`` how sure the wording.
    """

    key: str
    resolution: str
    paragraph: str
    title: str
    family: str
    wording: str
    force: Force
    bound: tuple[str, ...]
    number: Sureness
    reference: str
    first: str = ""
    last: str = ""
    known: str = ""
    substance: Sureness = "read"
    extends: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    elements: tuple[Element, ...] = ()

    @property
    def is_assessed(self) -> bool:
        """Whether conduct can engage it; administrative ones are only shown."""
        return bool(self.elements)


@dataclass(frozen=True, slots=True)
class Resolution:
    """A legal text: its day, how many operative paragraphs it has, if known, and an address."""

    key: str
    title: str
    adopted: str
    reference: str
    wording: str = ""
    paragraphs: int | None = None


@dataclass(frozen=True, slots=True)
class RegimeParty:
    """A person, body or group that provisions speak of; ``listed`` first and last day, if it is."""

    key: str
    name: str
    names: tuple[str, ...]
    reference: str
    country: str = ""
    listed: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """What people say a law forbids: the words, and the acts and kinds that these would cover."""

    words: tuple[str, ...]
    acts: tuple[str, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A short report with the outcome that a pack must give for one provision.

    ``decisive`` are the words on which the outcome hangs, or "published"; ``instead`` stands for
    them in the counter-test, whose outcome is ``without`` or, if empty, any other.
    """

    name: str
    family: str
    text: str
    provision: str
    outcome: Outcome
    decisive: str
    why: str
    published: str = ""
    missing: tuple[str, ...] = ()
    instead: str = ""
    without: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """One regime as data. ``digest`` is a hash over its files: the edition that was used."""

    id: str
    version: int
    title: str
    authority: str
    digest: str
    countries: tuple[str, ...]
    nexus: tuple[str, ...]
    resolutions: tuple[Resolution, ...]
    provisions: tuple[Provision, ...]
    parties: tuple[RegimeParty, ...] = ()
    terms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    kinds: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = ()
    topics: tuple[Topic, ...] = ()
    cases: tuple[Case, ...] = ()

    @property
    def edition(self) -> str:
        """What a report cites: the regime, its version, and the digest of the data."""
        return f"{self.id}/{self.version} ({self.digest[:12]})"

    def get(self, key: str) -> Provision:
        """The provision with a key. Raises :class:`KeyError` for none."""
        return next(p for p in self.provisions if p.key == key)


@dataclass(frozen=True, slots=True)
class ElementResult:
    """One element held against the words of a text.

    ``basis`` are the words that meet it, or that do not; ``reason`` is a plain sentence, and for an
    undetermined element what is missing.
    """

    name: str
    result: Met
    reason: str
    basis: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """One reported act held against one provision, at the day of the conduct.

    ``act`` and ``document`` are identifiers. ``exempted`` are exceptions that the words meet,
    ``open`` those that might apply.
    """

    regime: str
    provision: str
    document: str
    act: Anchor
    outcome: Outcome
    elements: tuple[ElementResult, ...]
    day: tuple[str, str] | None = None
    exempted: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    claim: str | None = None
    attribution: str | None = field(default=None)

    @property
    def id(self) -> str:
        """Hash of the provision and of the act's words."""
        return make_id("asm", self.regime, self.provision, self.act.id)

    @property
    def missing(self) -> tuple[ElementResult, ...]:
        """The elements of which the text says nothing."""
        return tuple(e for e in self.elements if e.result == "undetermined")

    @property
    def failed(self) -> tuple[ElementResult, ...]:
        """The elements that the text's words do not meet."""
        return tuple(e for e in self.elements if e.result == "not_met")
