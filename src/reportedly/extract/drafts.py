"""Attributions before their anchors are made, and the records they become."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.extract.contents import with_marks
from reportedly.extract.quotes import QuoteIndex
from reportedly.extract.sources import name_kind
from reportedly.model import (
    Anchor,
    Attribution,
    AttributionKind,
    Mention,
    Mode,
    PartConfidence,
    Role,
    SourceKind,
    Span,
    make_anchor,
)


@dataclass(frozen=True, slots=True)
class Cited:
    """Whom an outlet quotes or cites."""

    span: Span
    kind: SourceKind
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution before its anchors are made: spans of the document."""

    content: tuple[Span, ...]
    source: Span | None = None
    cue: Span | None = None
    carrier: Span | None = None
    kind: AttributionKind = "speech"
    source_kind: SourceKind = "none"
    speaker: str | None = None
    parent: int | None = None  # position of the parent's draft
    mode: Mode | None = None
    cited: Cited | None = None
    parts: PartConfidence | None = None
    confidence: float = 1.0  # below 1 where it is carried over from an earlier sentence
    aside: bool = False  # the sentence of its cue is the author's own claim all the same


def draft_by_name(
    text: str,
    name: Span,
    mention: Mention | None,
    *,
    cue: Span,
    words: Span,
    mode: Mode | None = None,
) -> Draft:
    """Words of somebody whose name stands by itself: before a turn, behind a quotation."""
    return Draft(
        content=(words,),
        source=name,
        cue=cue,
        source_kind=name_kind(text[slice(*name)], mention),
        speaker=mention.id if mention is not None else None,
        mode=mode,
    )


def make_attributions(
    document: str, text: str, drafts: Sequence[Draft], quotes: QuoteIndex
) -> tuple[Attribution, ...]:
    """Records of all drafts in the order of the text, each once, with their parents linked."""
    made: dict[str, Attribution] = {}
    ids: list[str | None] = []
    parents: list[tuple[str, int]] = []
    for draft in drafts:
        attribution = _make(document, text, draft, quotes)
        ids.append(attribution.id)
        made.setdefault(attribution.id, attribution)
        if draft.parent is not None:
            parents.append((attribution.id, draft.parent))
    for child, parent in parents:
        if ids[parent] != child:
            made[child] = replace(made[child], parent=ids[parent])
    order = sorted(made.values(), key=lambda a: (a.content.start, a.content.end, a.id))
    return tuple(order)


def _make(document: str, text: str, draft: Draft, quotes: QuoteIndex) -> Attribution:
    attributed = draft.cue is not None or draft.source is not None or draft.mode == "direct"
    mode = draft.mode or (_mode(text, draft.content, quotes) if attributed else "narrative")
    return Attribution(
        content=make_anchor(document, text, "content", with_marks(text, draft.content, quotes)),
        source=_optional(document, text, "source", draft.source),
        cue=_optional(document, text, "cue", draft.cue),
        carrier=_optional(document, text, "carrier", draft.carrier),
        mode=mode,
        kind=draft.kind,
        source_kind=draft.source_kind,
        speaker=draft.speaker,
        parent=None,
        confidence=draft.confidence,
        parts=draft.parts,
    )


def _optional(document: str, text: str, role: Role, span: Span | None) -> Anchor | None:
    return make_anchor(document, text, role, [span]) if span is not None else None


def _mode(text: str, content: Sequence[Span], quotes: QuoteIndex) -> Mode:
    """Direct when all words stand between quotation marks, mixed when some do."""
    total = quoted = 0
    for span in content:
        total += sum(c.isalnum() for c in text[slice(*span)])
        for quote in quotes.over(span):
            start, end = max(span.start, quote.inner.start), min(span.end, quote.inner.end)
            quoted += sum(c.isalnum() for c in text[start:end])
    if quoted == 0:
        return "indirect"
    return "direct" if quoted >= total else "mixed"
