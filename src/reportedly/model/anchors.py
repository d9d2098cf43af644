"""Anchors: verbatim spans of one document in one role, the address that everything hangs on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Self

from reportedly.errors import IntegrityError
from reportedly.model.hashing import ID_DIGITS, hash_text, make_id
from reportedly.model.spans import Span

Role = Literal[
    "source",
    "cue",
    "content",
    "carrier",
    "claim",
    "predicate",
    "figure",
    "population",
    "date",
    "place",
    "party",
    "event",
    "act",
    "actor",
    "recipient",
    "object",
    "origin",
    "evidence",
]


class Remembered:
    """A record whose identifier is worked out when it is first asked for, and then known.

    Each record that hangs on it asks for the identifier, but most anchors of facts are never asked.
    """

    __slots__ = ("_id",)
    _id: str

    @property
    def id(self) -> str:
        """The record's identifier."""
        try:
            return self._id
        except AttributeError:
            made = self._make_id()
            object.__setattr__(self, "_id", made)
            return made

    def _make_id(self) -> str:
        raise NotImplementedError

    def known_as(self, name: str) -> Self:
        """The record itself, with the identifier that it was kept under."""
        object.__setattr__(self, "_id", name)
        return self


@dataclass(frozen=True, slots=True)
class Anchor(Remembered):
    """Spans with the exact characters they cover. Built by :func:`make_anchor`, which checks them.

    ``document`` is the document's identifier. The identifier of an anchor depends on document,
    role and spans alone, so a person's judgement on it survives re-extraction.
    """

    document: str
    role: Role
    spans: tuple[Span, ...]
    exact: tuple[str, ...]

    def _make_id(self) -> str:
        """Hash of document, role and spans."""
        return make_anchor_id(self.document, self.role, self.spans)

    @property
    def start(self) -> int:
        """Where the first span begins."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where the last span ends."""
        return self.spans[-1].end

    @property
    def hull(self) -> Span:
        """The smallest single span that covers the anchor."""
        return Span(self.start, self.end)

    @property
    def text(self) -> str:
        """The covered words; an ellipsis in brackets marks where the anchor leaves some out."""
        return join_words(self.exact)


def make_anchor_id(document: str, role: str, spans: Iterable[tuple[int, int]]) -> str:
    """What ``make_id("anc", document, role, spans)`` gives, without a pass through JSON.

    Anchors are the most numerous of all records.
    """
    if not (document.isascii() and document.replace("_", "").isalnum()):
        return make_id("anc", document, role, [tuple(s) for s in spans])
    places = ",".join([f"[{start},{end}]" for start, end in spans])
    content = f'["{document}","{role}",[{places}]]'
    return f"anc_{hash_text(content)[:ID_DIGITS]}"


def join_words(exact: Iterable[str]) -> str:
    """The words of several spans as one text."""
    return " […] ".join(exact)


def make_anchor(document: str, text: str, role: Role, spans: Iterable[Span]) -> Anchor:
    """Anchor for ``spans`` of ``text``, the text of the document with identifier ``document``.

    Raises :class:`IntegrityError` (``span_invalid``) when there is no span, or one is empty, out of
    order, overlapping, or outside the text: such a value must not enter the ledger.
    """
    ordered = tuple(Span(*s) for s in spans)
    at = 0
    for start, end in ordered:
        if not at <= start < end <= len(text):
            raise IntegrityError(
                "span_invalid",
                f"span {start}–{end} is empty, out of order or outside the text",
                document=document,
                role=role,
            )
        at = end
    if not ordered:
        raise IntegrityError("span_invalid", "an anchor needs a span", document=document, role=role)
    return Anchor(document, role, ordered, tuple(text[s:e] for s, e in ordered))


def check_anchor(anchor: Anchor, text: str) -> None:
    """Raise :class:`IntegrityError` (``span_mismatch``) unless the anchor holds in ``text``."""
    for (start, end), exact in zip(anchor.spans, anchor.exact, strict=True):
        if end > len(text) or text[start:end] != exact:
            raise IntegrityError(
                "span_mismatch",
                f"text[{start}:{end}] is not the recorded {exact[:40]!r}",
                document=anchor.document,
                role=anchor.role,
            )
