"""Where a text names an office with its holder, and whether it has that person act now or then.

"Defence Minister Ivan Petrov says", "Petrov, the defence minister, has warned", "the Petrov
administration is weighing". Only what acts is read: whoever is met, followed or blamed may be told
of in any tense.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from reportedly.knowledge import Office, Tenure
from reportedly.model import Attribution, Span, contains, overlaps
from reportedly.reconcile.office_names import find_named
from reportedly.reconcile.own_text import OwnText

# now: acts as the text is written; said: spoke, in the past tense of news; then: did something.
When = Literal["now", "said", "then"]
_PREPOSITION: Final = re.compile(
    r"\b(?:under|by|of|from|with|to|for|against|during|since|in|than|like|after|before|between|at"
    r"|on|about|over|toward|towards|into|unlike|via)\s+(?:the\s+|a\s+)?$",
    re.I,
)
# "The X administration and the rebels agreed": he acts with somebody else.
_WITH: Final = r"(?:\s+and\s+(?:the\s+)?[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,2})?"
_ADVERB: Final = _WITH + r"(?:\s+(?:also|now|still|already|repeatedly|again|\w+ly))*"
# Not the passive: "has been blamed", "is remembered" are said of those who have gone, too.
_NOW: Final = re.compile(
    rf"{_ADVERB}\s+(?:has|have|is|are|will|must|says?|wants?|plans?|continues?|remains?)\b"
    r"(?!\s+(?:be(?:en)?\s+)?(?:\w+ly\s+)?(?:seen|known|said|thought|held|remembered|accused|blamed"
    r"|credited|criticised|criticized)\b)(?!\s+been\s+\w+ed\b)"
)
_PRESENT: Final = re.compile(
    rf"{_ADVERB}\s+(?!was\b|has\b|as\b|its\b|his\b|this\b|us\b|is\b|does\b)[a-z]+[^su\W]s\b"
)
_BEFORE: Final = re.compile(rf"{_ADVERB}\s+(?:had|used\s+to|would)\b")
_THEN: Final = re.compile(
    rf"{_ADVERB}\s+(?:[a-z]+ed|said|told|was|were|did|met|made|took|went|gave|sent|spoke|saw|held"
    r"|left|put|began|wrote)\b"
)


@dataclass(frozen=True, slots=True)
class Naming:
    """A person named in an office who acts: the words, the rows that may be meant, and when."""

    span: Span
    tenures: tuple[Tenure, ...]
    when: When

    @property
    def office(self) -> Office:
        """The office, the first where the words fit several."""
        return self.tenures[0].office

    @property
    def holder(self) -> str:
        """The person's usual name."""
        return self.tenures[0].holder


def find_namings(own: OwnText) -> Iterator[Naming]:
    """Office-holders who act in a text, in its order."""
    for span, meant in find_named(own.text):
        if meant and not _is_quoted(own, span) and (when := _when(own, span)):
            yield Naming(span, meant, when)


def _is_quoted(own: OwnText, span: Span) -> bool:
    """Whether the words are somebody's own: they may be old, or meant so."""
    return any(
        overlaps(span, s)
        for a in own.report.extraction.attributions
        if a.mode == "direct"
        for s in a.content.spans
    )


def _when(own: OwnText, span: Span) -> When | None:
    """Whether who is named acts at the time of the text, or is told of; None where neither."""
    said = _attribution(own, span)
    if said is not None and said.cue is not None:
        return _when_said(own, span, said)
    if _PREPOSITION.search(own.text, max(0, span.start - 15), span.start):
        return None
    after = _skip_apposition(own.text, span.end)
    if _BEFORE.match(own.text, after):
        return None
    if _NOW.match(own.text, after) or _PRESENT.match(own.text, after):
        return "now"
    return "then" if _THEN.match(own.text, after) else None


def _skip_apposition(text: str, at: int) -> int:
    """Behind ", a lawyer by training," where such words stand beside the name."""
    aside = re.compile(r",[^,.;:]{1,80},(?=\s+[a-z])").match(text, at)
    return aside.end() if aside else at


def _attribution(own: OwnText, span: Span) -> Attribution | None:
    for attribution in own.report.extraction.attributions:
        source = attribution.source
        if source is not None and (contains(source.hull, span) or contains(span, source.hull)):
            return attribution
    return None


def _when_said(own: OwnText, span: Span, said: Attribution) -> When | None:
    assert said.cue is not None
    cue = said.cue.text
    lead = own.text[span.end : said.cue.start] if said.cue.start >= span.end else ""
    words = f" {lead[-40:].strip()} {cue}".replace("  ", " ")
    if re.search(r"\b(?:had|used to)\b", words):
        return None
    if re.search(r"\b(?:has|have|is|are|will)\b", words):
        return "now"
    return "now" if re.match(r"(?!was\b)[a-z]+[^su\W]s\b", cue) else "said"
