"""Where a value stands: its sentence, the sentence it leans on, and the countries both name."""

import re
from dataclasses import dataclass
from typing import Final

from reportedly.knowledge import fold_name
from reportedly.model import Anchor, PlaceMention, Report, Span, contains, make_anchor
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
# "on the Ras Lanuf depot": two words in capitals and the noun for what it is.
_NAMED_SPOT: Final = re.compile(
    r"\b(?:in|at|on|near|of|against)\s+(?:the\s+)?((?:[A-Z][\w’'-]+\s+){1,3}[A-Z]?[\w’'-]*?)\s*"
    r"(?:port|camp|prison|hospital|school|base|airport|depot|terminal|refinery|dam|bridge|plant"
    r"|market|mosque|church|crossing|barracks|airfield|stadium|theatre|theater|station)\b"
)
_BEFORE: Final = 40  # characters before a place in which its preposition stands


@dataclass(frozen=True, slots=True)
class _Source:
    anchor: Anchor


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
        self._speaking = Placed(
            _Source(a.source) for a in report.extraction.attributions if a.source is not None
        )
        self._people = Placed(
            m
            for m in report.extraction.parties
            if m.type in ("person", "organisation", "group") and m.country
        )

    def spot(self, within: Span) -> str:
        """The key of the one place where a stretch has something happen, a town before its region.

        A name that no gazetteer has ("the Ras Lanuf depot") stands for itself. Empty with none, and
        with two.
        """
        local = [p for p in self.places.within(within) if stands_locally(self.text, p.anchor.start)]
        for wanted in (("site", "town"), ("region",)):
            found = {spot_key(p) for p in local if p.precision in wanted}
            if found:
                return found.pop() if len(found) == 1 else ""
        named = set(_NAMED_SPOT.findall(self.text[within.start : within.end]))
        if len(named) == 1:
            return f"@{fold_name(named.pop())}"
        countries = {spot_key(p) for p in local if p.precision == "country"}
        return countries.pop() if len(countries) == 1 else ""

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
        """Countries that a stretch names, itself or by people and bodies, but for who speaks."""
        speaking = [s.anchor.hull for s in self._speaking.within(within)]
        named = [(p.anchor.hull, p.country) for p in self.places.within(within)]
        named += [(m.anchor.hull, m.country) for m in self._people.within(within)]
        return frozenset(
            country
            for hull, country in named
            if country is not None and not any(contains(s, hull) for s in speaking)
        )


def spot_key(place: PlaceMention) -> str:
    """A place as a key: its country and, where it is none, its name."""
    if place.precision == "country":
        return f"@{place.country}"
    return f"@{place.country}/{fold_name(place.name)}"


def stands_locally(text: str, at: int) -> bool:
    """Whether a place stands where something is or goes: "in Russia", "to Russia's Kursk region".

    "Russian forces" and "the invasion of Ukraine" place nothing.
    """
    return _LOCAL.search(text, max(0, at - _BEFORE), at) is not None
