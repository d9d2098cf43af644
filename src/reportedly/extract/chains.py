"""Chains: who passes on whose words.

An attribution whose cue stands inside what another one says is its link: "the paper said that the
minister had denied it". An agency that quotes or cites somebody is the parent of his attribution,
with the same content.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from reportedly.extract.drafts import Draft
from reportedly.model import Span, contains, overlaps

_LOOK_BACK: Final = 40  # contents looked at for each cue; deeper nesting is noise


def link_chains(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts with their parents and carriers; a carrier says what the one it cites says."""
    return _nest(_cite(list(drafts)))


def _cite(drafts: list[Draft]) -> list[Draft]:
    """As in "TASS quoted X as saying P", "TASS, citing X, reported P": X says it, TASS carries."""
    by_source: dict[Span, list[int]] = {}
    for n, draft in enumerate(drafts):
        if draft.source is not None:
            by_source.setdefault(draft.source, []).append(n)
    for n, draft in enumerate(drafts):
        if draft.cited is None or draft.source is None or draft.cue is None:
            continue
        speaks = _speaks(drafts, n)
        told = [m for m in by_source[draft.source] if m != n and drafts[m].cited is None]
        if speaks is not None:
            drafts[n] = replace(draft, content=drafts[speaks].content, cited=None)
            drafts[speaks] = replace(drafts[speaks], parent=n, carrier=draft.source)
        elif told:
            nearest = min(told, key=lambda m: abs(_at(drafts[m]) - draft.cue.start))  # type: ignore[union-attr]
            drafts[n] = replace(
                draft,
                source=draft.cited.span,
                source_kind=draft.cited.kind,
                speaker=draft.cited.speaker,
                content=drafts[nearest].content,
                carrier=draft.source,
                parent=nearest,
                cited=None,
            )
    return drafts


def _at(draft: Draft) -> int:
    return draft.cue.start if draft.cue is not None else draft.content[0].start


def _speaks(drafts: Sequence[Draft], n: int) -> int | None:
    """The attribution of the one who is cited, if the text lets him speak: "… as saying that"."""
    cited = drafts[n].cited
    for step in (1, 2, -1, -2):  # drafts of a sentence stand side by side
        m = n + step
        if cited is None or not 0 <= m < len(drafts):
            continue
        source = drafts[m].source
        if source is not None and overlaps(source, cited.span) and drafts[m].cited is None:
            return m
    return None


def _nest(drafts: list[Draft]) -> list[Draft]:
    held = sorted((span, n) for n, d in enumerate(drafts) if d.cue for span in d.content)
    for n, draft in enumerate(drafts):
        if draft.cue is None or draft.parent is not None:
            continue
        outer = min(_holders(drafts, held, n), default=None)
        if outer is not None and drafts[outer[-1]].parent != n:
            carrier = draft.carrier or drafts[outer[-1]].source
            drafts[n] = replace(draft, parent=outer[-1], carrier=carrier)
    return drafts


def _holders(
    drafts: Sequence[Draft], held: Sequence[tuple[Span, int]], n: int
) -> Iterator[tuple[int, bool, int]]:
    """Each draft in whose content the cue of draft ``n`` stands: its length and position.

    Of two with the same words the one that another passes on comes first: he says them.
    """
    cue = drafts[n].cue
    if cue is None:
        return
    last = bisect_right(held, cue.start, key=lambda item: item[0].start)
    first = max(0, bisect_left(held, cue.start, key=lambda item: item[0].start) - _LOOK_BACK)
    for span, m in held[first:last]:
        if m != n and contains(span, cue) and drafts[m].content != drafts[n].content:
            yield span.end - span.start, drafts[m].parent is None, m
