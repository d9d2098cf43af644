"""What is attributed to somebody, with the words that stand between quotation marks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reportedly.model import Anchor, Attribution, Claim, Report, Span, make_anchor, trim_span
from reportedly.reconcile.contexts import Contexts
from reportedly.reconcile.headers import Header
from reportedly.reconcile.sentences import Sentences
from reportedly.reconcile.voices import Voice

_QUOTED: Final = re.compile(
    r"[“«„]([^”»“«„]{2,600})[”»“]"
    r"|\"([^\"\n]{2,600})\""
    r"|[‘]([^’‘]{3,600})[’](?!\w)"  # not the apostrophe of "soldiers’ homes"
)
_EDGE: Final = ',;:.…“”„«»"'  # marks at the ends of what is quoted


@dataclass(frozen=True, slots=True)
class Utterance:
    """One attribution of a text: who says it, what, and which of the words are quoted.

    ``quoted`` are the stretches between quotation marks (all of it in a direct quotation);
    ``sentence`` is where it begins; ``said`` the latest ISO day on which it was said.
    """

    header: Header
    attribution: Attribution
    voice: Voice
    claims: tuple[Claim, ...]
    quoted: tuple[Anchor, ...]
    sentence: Anchor
    said: str | None


def find_utterances(report: Report) -> tuple[Utterance, ...]:
    """All attributions of a report but its author's own voice, in the order of the text."""
    return utterances_in(Contexts(report))


def utterances_in(around: Contexts) -> tuple[Utterance, ...]:
    """The same of a report that is looked at already."""
    report, sentences = around.report, around.sentences
    claims: dict[str, list[Claim]] = {}
    for claim in report.extraction.claims:
        claims.setdefault(claim.attribution, []).append(claim)
    made = []
    for attribution in report.extraction.attributions:
        if attribution.mode == "narrative":
            continue
        start = attribution.content.start
        sentence = sentences.at(start) or attribution.content.hull
        made.append(
            Utterance(
                header=around.header,
                attribution=attribution,
                voice=around.voice(attribution.id),
                claims=tuple(claims.get(attribution.id, ())),
                quoted=tuple(_quoted(report, attribution, sentences)),
                sentence=make_anchor(report.id, report.document.text, "evidence", [sentence]),
                said=around.header.day,
            )
        )
    return tuple(made)


def quoted_spans(text: str, within: Span) -> Iterator[Span]:
    """The stretches between quotation marks in a span of a text, without the marks."""
    for match in _QUOTED.finditer(text, *within):
        inner = next(n for n in (1, 2, 3) if match.group(n) is not None)
        yield Span(*match.span(inner))


def _quoted(report: Report, attribution: Attribution, sentences: Sentences) -> Iterator[Anchor]:
    """The quoted stretches, sentence by sentence: long ones are not compared as one."""
    text = report.document.text
    spans = (
        [trim_span(text, s, strip=_EDGE) for s in attribution.content.spans]
        if attribution.mode == "direct"
        else list(_between_marks(text, attribution.content.hull))
    )
    for span in spans:
        for piece in sentences.cut(span):
            yield make_anchor(report.id, text, "evidence", [piece])


def _between_marks(text: str, span: Span) -> Iterator[Span]:
    # A mark may stand just outside of the content.
    return quoted_spans(text, Span(max(0, span.start - 1), min(len(text), span.end + 1)))
