"""One list of drafts from what the model found and what the rules found."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from reportedly.extract.by_place import SpanIndex
from reportedly.extract.drafts import Draft
from reportedly.extract.quotes import QuoteIndex
from reportedly.extract.sources import PERSONAL, RELATIVE
from reportedly.model import REVIEW_BELOW, Figure, Span, contains, merge_spans, overlaps

# How often a draft is right that the rules alone found, measured on held-out news.
_INNER_SURE: Final = 0.5  # a link of a chain; the model has learned from flat annotation
_ALONE_SURE: Final = 0.3
_NEAR: Final = 4  # drafts looked at on either side of a cue; cues stand in order and apart
_PRONOUNS: Final = PERSONAL | RELATIVE | {"you"}


def join_drafts(
    text: str, quotes: QuoteIndex, ruled: Sequence[Draft], learned: Sequence[Draft]
) -> list[Draft]:
    """All drafts in the order of their cues; where both have one, the model's words count.

    The rules know things that the model has not learned, and those stay: an outlet that quotes
    somebody, a count that is somebody's inside the author's own sentence, who is said to have
    said it inside another's words, hearsay. Anything else that only the rules see is kept where
    somebody says it, with a low confidence.
    """
    sources = SpanIndex((d.source, d) for d in ruled if d.source and d.cue)
    by_cue = sorted((d for d in learned if not _is_in_source(d, sources)), key=_place)
    inside = SpanIndex((span, draft) for draft in by_cue for span in draft.content)
    taken: set[int] = set()
    joined: list[Draft] = []
    for draft in ruled:
        n = _same_cue(draft, by_cue)
        if n is None:
            kept = _alone(text, quotes, draft, inside)
            joined += [kept] if kept is not None else []
        elif _only_rules_know(draft):
            taken.add(n)
            sure = by_cue[n]
            joined.append(replace(draft, confidence=sure.confidence, parts=sure.parts))
        elif n not in taken:
            taken.add(n)
            joined.append(_both(draft, by_cue[n]))
    rest = (draft for n, draft in enumerate(by_cue) if n not in taken)
    joined += [draft for draft in rest if draft.source or _is_sure(draft, quotes)]
    return sorted(joined, key=_place)


def _is_sure(draft: Draft, quotes: QuoteIndex) -> bool:
    """Whether words of nobody are somebody's: "were admitted to Poland" is a deed."""
    return draft.confidence >= REVIEW_BELOW or quotes.touches(draft.content)


def _only_rules_know(draft: Draft) -> bool:
    """An outlet that quotes somebody, or a count inside the author's own sentence."""
    return draft.cited is not None or draft.aside or draft.carrier is not None


def keep_whole(drafts: Iterable[Draft], figures: Sequence[Figure]) -> list[Draft]:
    """Drafts whose content takes in the figures at its edges: "around 1,000", not "1,000"."""
    hulls = SpanIndex((figure.anchor.hull, figure) for figure in figures)
    return [_whole(draft, hulls) for draft in drafts]


def _whole(draft: Draft, hulls: SpanIndex[Figure]) -> Draft:
    cut = [
        hull for span in draft.content for hull, _ in hulls.over(span) if not contains(span, hull)
    ]
    taken = [s for s in (draft.cue, draft.source) if s is not None]
    cut = [hull for hull in cut if not any(overlaps(hull, s) for s in taken)]
    return replace(draft, content=merge_spans([*draft.content, *cut])) if cut else draft


def _place(draft: Draft) -> Span:
    return draft.cue or draft.content[0]


def _is_in_source(learned: Draft, sources: SpanIndex[Draft]) -> bool:
    """Whether the model took a noun of the source for a cue: "according to Seoul's estimates"."""
    return learned.cue is None or any(
        contains(source, learned.cue)
        and any(overlaps(a, b) for a in draft.content for b in learned.content)
        for source, draft in sources.over(learned.cue)
    )


def _same_cue(draft: Draft, by_cue: Sequence[Draft]) -> int | None:
    place = _place(draft)
    if draft.cue is None:
        return None
    at = bisect_left(by_cue, place, key=_place)
    near = range(max(0, at - _NEAR), min(len(by_cue), at + _NEAR))
    return next((n for n in near if overlaps(_place(by_cue[n]), place)), None)


def _alone(text: str, quotes: QuoteIndex, draft: Draft, inside: SpanIndex[Draft]) -> Draft | None:
    """A draft that only the rules found, as sure as such drafts are, or None."""
    if _only_rules_know(draft) or draft.cue is None:
        return draft
    if draft.source is None:
        # "Are believed to", "reportedly" name nobody; whose a quotation is, the model knows.
        return None if quotes.touches(draft.content) else draft
    told = draft.kind == "speech" or any(
        c.isdigit() for s in draft.content for c in text[slice(*s)]
    )
    inner = any(contains(span, draft.cue) for span, _ in inside.over(draft.cue))
    if not inner and quotes.touches(draft.content) and _is_told_already(draft, inside):
        return None
    if not told or (inner and text[slice(*draft.source)].lower() in _PRONOUNS):
        return None
    return replace(draft, confidence=_INNER_SURE if inner else _ALONE_SURE)


def _is_told_already(draft: Draft, inside: SpanIndex[Draft]) -> bool:
    """Whether the model has the same words from the same source: "Speaking to us, she said: …"."""
    source = draft.source
    return source is not None and all(
        any(
            contains(held, span) and other.source is not None and overlaps(other.source, source)
            for held, other in inside.over(span)
        )
        for span in draft.content
    )


def _both(ruled: Draft, learned: Draft) -> Draft:
    """The model's words; of the rules the kind of cue, and a source that is more of a name."""
    draft = replace(learned, kind=ruled.kind, aside=False)
    if ruled.source is not None and (
        learned.source is None
        or (contains(ruled.source, learned.source) and ruled.source.end > learned.source.end)
    ):
        draft = replace(
            draft, source=ruled.source, source_kind=ruled.source_kind, speaker=ruled.speaker
        )
    return draft
