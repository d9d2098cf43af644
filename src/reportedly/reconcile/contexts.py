"""Where a value stands: its sentence, the sentence it leans on, and the countries both name."""

import re
from typing import Final

from reportedly.model import Anchor, Report, Span, make_anchor
from reportedly.reconcile.headers import make_header
from reportedly.reconcile.placed import Placed
from reportedly.reconcile.sentences import Sentences
from reportedly.reconcile.voices import Voice, author_of, find_voices

# How a sentence begins that goes on about what the one before it tells of.
_LEANS: Final = re.compile(
    r"(?:It|Its|This|That|These|Those|They|Their|He|His|She|Her|Both|On that day|That day"
    r"|The (?:service|document|agreement|treaty|move|decision|project|route|line|measure|deal"
    r"|announcement|ceremony|meeting|visit|operation|link|connection|figure|number|group))\b"
)
_LOCAL: Final = re.compile(
    r"\b(?:in|to|into|at|inside|across|near|on|from)\s+(?:the\s+)?(?:[\w’']+\s+){0,2}\Z"
)
_BEFORE: Final = 40  # characters before a place in which its preposition stands


class Contexts:
    """One report with what every look at it needs, worked out once."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.text = report.document.text
        self.header = make_header(report)
        self.voices = find_voices(report)
        self.author = author_of(self.header)
        self.sentences = Sentences(report.document)
        self.places = Placed(p for p in report.extraction.places if p.country)
        self.dates = Placed(report.extraction.dates)
        self.figures = Placed(report.extraction.figures)
        self._people = Placed(
            m
            for m in report.extraction.parties
            if m.type in ("person", "organisation") and m.country
        )

    def voice(self, attribution: str | None) -> Voice:
        """The voice of an attribution, the author's for none."""
        return self.voices.get(attribution or "", self.author)

    def sentence(self, span: Span) -> Anchor:
        """The sentence that a span begins in, the span itself outside of any."""
        return self.anchor(self.sentences.at(span.start) or span)

    def anchor(self, span: Span) -> Anchor:
        """A stretch of the text as evidence."""
        return make_anchor(self.report.id, self.text, "evidence", [span])

    def leans_on(self, span: Span) -> Span | None:
        """The sentence before, where the one that holds ``span`` goes on about it."""
        own = self.sentences.at(span.start)
        if own is None or not _LEANS.match(self.text, own.start):
            return None
        return next(iter(self.sentences.before(span.start)), None)

    def countries(self, within: Span) -> frozenset[str]:
        """Countries that a stretch names, itself or by their people and bodies."""
        named = [p.country for p in self.places.within(within)]
        named += [m.country for m in self._people.within(within)]
        return frozenset(c for c in named if c is not None)


def stands_locally(text: str, at: int) -> bool:
    """Whether a place stands where something is or goes: "in Russia", "to Russia's Kursk region".

    "Russian forces" and "the invasion of Ukraine" place nothing.
    """
    return _LOCAL.search(text, max(0, at - _BEFORE), at) is not None
