"""What a text says of the law: what it forbids, and that something goes against it.

Claims like any other, with a speaker and exact words. Which law it is, and whether it says so, is
not known here.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from reportedly.model import Anchor, Claim, Span, contains, trim_span
from reportedly.reconcile.contexts import Contexts
from reportedly.reconcile.headers import Header
from reportedly.reconcile.lexemes import cut_words, find_named
from reportedly.reconcile.voices import Voice

LawKind = Literal["forbids", "breach"]

_LAW: Final = (
    r"(?:(?:U\.?\s?N\.?|United Nations|UNSC|(?:U\.?\s?N\.? )?Security Council)['’]?s?\s"
    r"(?:[\w’'.-]+\s){0,4}?(?:resolutions?|sanctions?|measures?|embargo(?:es)?|regime|bans?)"
    r"|(?:Resolutions?\s\d{3,4}|resolutions?|(?:arms |weapons )?embargo(?:es)?"
    r"|sanctions(?:\sregime)?|international law))"
)
_SURELY: Final = r"(?:(?:explicitly|expressly|strictly|clearly|specifically|flatly|also)\s+)?"
_AS_VERB: Final = r"(?:(?<=s )|(?<=ly )|(?<=that )|(?<=which ))"  # "a travel ban" is a noun
_FORBID: Final = (
    rf"(?:prohibit(?:s|ed|ing)?|{_AS_VERB}ba[nr]|ban(?:s|ned|ning)|bar(?:s|red|ring)"
    r"|forbid(?:s|den|ding)?|forbade|outlaw(?:s|ed|ing)?|proscrib(?:e|es|ed|ing)"
    r"|rul(?:e|es|ed|ing) out)"
)
_FORBIDDEN: Final = r"(?:prohibited|banned|barred|forbidden|outlawed|proscribed|illegal|unlawful)"
_NO_END: Final = r"[^;:!?\n]"  # a full stop stands in "U.N.", and a sentence has no other
_ACTIVE: Final = re.compile(
    rf"\b(?P<law>{_LAW})\b{_NO_END}{{0,80}}?\b(?P<cue>{_SURELY}{_FORBID})\s+(?P<topic>{_NO_END}+)",
    re.I,
)
_PASSIVE: Final = re.compile(
    rf"(?P<topic>[^;:!?\n,–—]{{3,160}}?)\s+"
    r"(?:is|are|was|were|remains?|(?:has|have|had) been|being)\s+"
    rf"(?P<cue>{_SURELY}{_FORBIDDEN})\s+(?:under|by|in)\s+{_NO_END}{{0,30}}?(?P<law>{_LAW})\b",
    re.I,
)
_NOUN: Final = re.compile(
    rf"\b(?P<law>U\.?\s?N\.?|United Nations|Security Council)(?:['’]s)?\s(?:[\w-]+\s)?"
    rf"(?P<cue>ban|bans|prohibition|embargo)\son\s(?P<topic>{_NO_END}+)",
    re.I,
)
_BREACH: Final = re.compile(
    r"\b(?:violat(?:e|es|ed|ing|ions?|ive)|breach(?:es|ed|ing)?|contraven(?:e|es|ed|ing|tion)"
    r"|flout(?:s|ed|ing)?|def(?:y|ies|ied|ying|iance)|infring(?:e|es|ed|ing|ements?)"
    r"|circumvent(?:s|ed|ing|ion)?|evad(?:e|es|ed|ing)|evasion)\b",
    re.I,
)
_LAW_WORDS: Final = re.compile(rf"\b{_LAW}", re.I)
_PARTS: Final = ("law", "cue", "topic")
_BETWEEN: Final = 80  # characters between a breach and the law that it is of
_ITEMS: Final = re.compile(
    r"\s*,?\s+(?:or|and)\s+(?:from\s+)?(?=\w+ing\b)|\s*,\s*(?:(?:or|and)\s+)?"
)
_LISTED: Final = 4  # words of a further item of a list; more is an aside
_LONGEST: Final = 280  # characters that a finding can show


@dataclass(frozen=True, slots=True)
class LawClaim:
    """Words that say what the law forbids, or that something goes against it.

    ``law`` and ``cue`` are the words for both; ``items`` what is said to be forbidden, one by one,
    each from the cue on; ``topics`` the words of each item alone. Of a breach there are none.
    """

    header: Header
    kind: LawKind
    law: Anchor
    cue: Anchor
    sentence: Anchor
    voice: Voice
    countries: frozenset[str]
    items: tuple[Anchor, ...] = ()
    topics: tuple[Anchor, ...] = ()


def law_claims_in(around: Contexts) -> tuple[LawClaim, ...]:
    """What a report says of the law, in the order of its text."""
    reader = _Reader(around)
    return tuple(c for s in around.sentences.spans for c in reader.read(s))


class _Reader:
    def __init__(self, around: Contexts) -> None:
        self.around = around
        self._claims = sorted(
            ((s.start, s.end, c) for c in around.report.extraction.claims for s in c.anchor.spans),
            key=lambda item: item[:2],
        )

    def read(self, sentence: Span) -> Iterator[LawClaim]:
        words = self.around.text[sentence.start : sentence.end]
        seen: list[Span] = []
        for pattern in (_ACTIVE, _PASSIVE, _NOUN):
            for match in pattern.finditer(words):
                law, cue, topic = (Span(*match.span(part)).shift(sentence.start) for part in _PARTS)
                if not any(contains(s, cue) for s in seen):
                    seen.append(cue)
                    yield self._forbids(sentence, law, cue, topic)
        yield from self._breaches(sentence, words)

    def _forbids(self, sentence: Span, law: Span, cue: Span, topic: Span) -> LawClaim:
        claim = self._claim(cue)
        if claim is not None:  # what follows is said by whoever says so, and no more of it
            ends = [s.end for s in claim.anchor.spans if s.start <= cue.start < s.end]
            topic = Span(topic.start, max(topic.start, min([topic.end, *ends])))
        made = self._make("forbids", sentence, law, cue, claim)
        found = [
            (Span(min(cue.start, t.start), max(cue.end, t.end)), t)
            for t in _items(self.around.text, topic)
        ]
        short = [(item, t) for item, t in found if item.end - item.start <= _LONGEST]
        return replace(
            made,
            items=tuple(self.around.anchor(item) for item, _ in short),
            topics=tuple(self.around.anchor(t) for _, t in short),
        )

    def _breaches(self, sentence: Span, words: str) -> Iterator[LawClaim]:
        laws = [m.span() for m in _LAW_WORDS.finditer(words)]
        for match in _BREACH.finditer(words):
            near = next((law for law in laws if _distance(law, match.span()) < _BETWEEN), None)
            if near is not None:
                law = Span(*near).shift(sentence.start)
                cue = Span(*match.span()).shift(sentence.start)
                yield self._make("breach", sentence, law, cue, self._claim(cue))

    def _make(
        self, kind: LawKind, sentence: Span, law: Span, cue: Span, claim: Claim | None
    ) -> LawClaim:
        anchor = self.around.anchor
        return LawClaim(
            header=self.around.header,
            kind=kind,
            law=anchor(law),
            cue=anchor(cue),
            sentence=anchor(sentence),
            voice=self.around.voice(claim.attribution if claim is not None else None),
            countries=self.around.countries(sentence) | self._named(sentence),
        )

    def _named(self, sentence: Span) -> frozenset[str]:
        """Countries by their names, whatever a parse takes them for."""
        words = cut_words(self.around.text[sentence.start : sentence.end])
        return frozenset(n.iso for n in find_named(words, known=self.around.text))

    def _claim(self, span: Span) -> Claim | None:
        """The smallest claim that holds a span."""
        last = bisect_right(self._claims, span.start, key=lambda item: item[0])
        held = [item for item in self._claims[:last] if item[1] >= span.end]
        return min(held, key=lambda i: (i[1] - i[0], i[2].id))[2] if held else None


def _distance(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Characters between two stretches."""
    return max(one[0] - other[1], other[0] - one[1], 0)


def _items(text: str, topic: Span) -> Iterator[Span]:
    """What is forbidden, item by item: "from doing this or using that"; asides are left out."""
    words = text[topic.start : topic.end]
    for n, piece in enumerate(_pieces(words)):
        first, last, joined = piece
        if n and not joined and len(words[first:last].split()) > _LISTED:
            break  # ", measures that were taken to …"
        span = trim_span(text, Span(first, last).shift(topic.start), strip=' \t,–—("“”')
        if span.end > span.start:
            yield span


def _pieces(words: str) -> Iterator[tuple[int, int, bool]]:
    """Start, end, and whether "and" or "or" leads to it."""
    start, joined = 0, False
    for mark in _ITEMS.finditer(words):
        if mark.start() > start:
            yield start, mark.start(), joined
        start = mark.end()
        joined = bool(re.search(r"\b(?:or|and)\b", mark[0]))
    yield start, len(words), joined
