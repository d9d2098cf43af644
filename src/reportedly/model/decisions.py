"""What people decide: judgements on anchors, and redactions."""

from dataclasses import dataclass
from typing import Literal

from reportedly.model.hashing import make_id

Decision = Literal["confirmed", "rejected", "corrected", "unsure", "noted"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision on a target: an anchor, a link or a hit.

    ``field`` and ``value`` say what is corrected to what; ``supersedes`` is an earlier judgement.
    ``noted`` stands beside what a person entered: who, why, and with which ``reference``.
    Judgements hang on anchors, not on records, so that re-extraction leaves them standing.
    """

    target: str
    decision: Decision
    reason: str
    at: str
    by: str | None = None
    field: str | None = None
    value: str | None = None
    supersedes: str | None = None

    @property
    def id(self) -> str:
        """Hash of the target, the decision and its moment."""
        return make_id("jud", self.target, self.decision, self.field, self.value, self.at, self.by)


@dataclass(frozen=True, slots=True)
class Redaction:
    """A lawful removal of text: the text goes, its hash, the reason and the legal basis stay."""

    target: str
    at: str
    basis: str
    by: str | None = None

    @property
    def id(self) -> str:
        """Hash of the target and the moment."""
        return make_id("red", self.target, self.at)
