"""For whom a person speaks: a spokesperson for a body, a lawmaker for the service that briefed him.

The speaker stays the one who is named; the body says whose line it is, so that a later word of
the same body can be held against it.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from reportedly.knowledge import list_offices, load_body_nouns
from reportedly.model import Anchor, Report, Span, contains
from reportedly.reconcile.lexemes import cut_words, find_named
from reportedly.reconcile.named_bodies import BodyName, body_of, name_body
from reportedly.reconcile.sentences import Sentences

_SPOKES: Final = r"(?:[Ss]pokes(?:man|woman|person|people)|[Pp]ress [Ss]ecretary)"
_AHEAD: Final = re.compile(rf"([^,.;:()\n“”\"]{{2,60}}?)\s+(?:deputy\s+|chief\s+)?{_SPOKES},?\s*\Z")
_BARE: Final = re.compile(rf"(?:\A|[\s,“”\"]){_SPOKES},?\s*\Z")
_BEHIND: Final = re.compile(rf"\A,\s(?:an?|the|its)?\s?([^,.;:()\n]{{0,60}}?)\s?{_SPOKES}\b")
_FOR: Final = re.compile(rf"\b{_SPOKES}\s(?:for|of|at)\s(?:the\s)?([^,.;:()\n]{{2,60}})")
_BRIEFED: Final = re.compile(
    r"\b(?:briefing|briefed|session|hearing|informed|told|passing\son|relaying)\b[^.;:\n]{0,40}?"
    r"\b(?:by|from)\s(?:the\s)?"
    r"([^,.;:()\n]{2,60})"
)
_LISTENERS: Final = re.compile(
    r"\b(?:lawmakers?|legislators?|parliamentarians?|MPs?|members? of parliament|senators?)\b"
)
_GAVE: Final = re.compile(
    r"(?:\s\([^()]{1,20}\))?\s(?:has\s|had\s)?(?:given|gave|told|informed|presented|published|released)\s"
    r"[^.;]{0,60}?\b(?:figures?|numbers?|estimates?|counts?|data)\b"
)
_CREDIT: Final = re.compile(
    r"(?:The|This|That)\s(?:news|report|figure|number|count|estimate|information|claim)\b[^.]{0,60}?"
    r"\b(?:comes?|came|stems?|stemmed|(?:is|was)\staken|goes\sback)\b"
)
_NEAR: Final = 64  # characters beside a name in which a title may stand
_LONGEST: Final = 7  # words of a body's name


class Line(NamedTuple):
    """The body whose line a source gives, and the reason."""

    body: BodyName
    reason: str


class Lines:
    """Finds for whom the sources of one report speak."""

    def __init__(self, report: Report, sentences: Sentences, countries: frozenset[str]) -> None:
        self._report = report
        self._text = report.document.text
        self._sentences = sentences
        self._countries = countries
        self._by_name = dict(self._spokespeople())

    def find(self, name: str, words: Anchor | None) -> Line | None:
        """The line of a speaker of that name (empty for none), or of a source by its words."""
        if name:
            return self._by_name.get(name) or _by_office(
                name, self._report.document.published.value
            )
        if words is None:
            return None
        return self._titled(words.text) or self._briefed(words)

    # ------------------------------------------------------------------ spokespeople

    def _spokespeople(self) -> Iterator[tuple[str, Line]]:
        for mention in self._report.extraction.parties:
            if mention.type != "person":
                continue
            body = self._beside(mention.anchor.hull)
            if body is not None:
                yield mention.name, Line(body, "the text gives that title")

    def _beside(self, at: Span) -> BodyName | None:
        """The body in a title before or after a name."""
        ahead = self._text[max(0, at.start - _NEAR) : at.start]
        behind = self._text[at.end : at.end + 2 * _NEAR]
        before = _AHEAD.search(ahead)
        found = self._ending(before[1]) if before else None
        if found is not None:
            return found
        after = _BEHIND.match(behind)
        found = self._ending(after[1]) if after else None
        for_whom = _FOR.search(behind) if behind.startswith(",") else None
        if found is None and for_whom is not None and for_whom.start() < 24:
            found = self._beginning(for_whom[1])
        if found is None and _BARE.search(ahead):
            return self._named_before(at.start)
        return found

    def _named_before(self, at: int) -> BodyName | None:
        """The one body of a state that the sentence, or the one before it, names before a title."""
        here = self._sentences.at(at)
        spans = [here] if here is not None else []
        for span in (*spans, *self._sentences.before(at, 1)):
            inside = (
                m.anchor.text
                for m in self._report.extraction.parties
                if m.type == "organisation" and span.start <= m.anchor.start < min(at, span.end)
            )
            found = {b.key: b for w in inside if (b := self._body(w)) and not b.media}
            if found:
                return next(iter(found.values())) if len(found) == 1 else None
        return None

    def _titled(self, words: str) -> Line | None:
        """As "a Pentagon spokeswoman", "a spokesman for the ministry"."""
        ahead = _AHEAD.search(words)
        body = self._ending(ahead[1]) if ahead else None
        after = _FOR.search(words)
        if body is None and after is not None:
            body = self._beginning(after[1])
        return Line(body, "speaks for it by title") if body is not None else None

    # ------------------------------------------------------------------ those who pass it on

    def _briefed(self, words: Anchor) -> Line | None:
        """As "a lawmaker in Seoul said after a briefing by the spy agency"."""
        sentence = self._sentences.at(words.start)
        if sentence is None or not _LISTENERS.search(words.text):
            return None
        told = _BRIEFED.search(self._text, *sentence)
        if told is None:
            return None
        isos = {n.iso for n in find_named(cut_words(words.text))}
        body = self._beginning(told[1]) or _by_noun(told[1], isos)
        return Line(body, "passes on what it was told by that body") if body is not None else None

    def credited(self, at: int) -> Line | None:
        """Whose count an outlet passes on, when the next sentence says where it has it from."""
        here = self._sentences.at(at)
        following = self._sentences.at(here.end + 1) if here is not None else None
        if following is None or not _CREDIT.match(self._text, *following):
            return None
        named = {
            b.key: b
            for m in self._report.extraction.parties
            if m.type == "organisation" and contains(following, m.anchor.hull)
            if (b := self._body(m.anchor.text)) is not None and not b.media
        }
        if len(named) != 1:
            return None
        return Line(next(iter(named.values())), "the next sentence says whose count it is")

    def introduced(self, source: Anchor | None) -> Line | None:
        """Whose figures an outlet tells: "the ministry gave three figures, the agency reports"."""
        here = self._sentences.at(source.start) if source is not None else None
        if here is None or source is None:
            return None
        named = {
            b.key: b
            for m in self._report.extraction.parties
            if m.type == "organisation" and here.start <= m.anchor.start < source.start
            if _GAVE.match(self._text, m.anchor.end)
            if (b := self._body(m.anchor.text)) is not None and not b.media
        }
        if len(named) != 1:
            return None
        return Line(next(iter(named.values())), "the sentence says who gave the figures")

    # ------------------------------------------------------------------ bodies in words

    def _body(self, words: str) -> BodyName | None:
        return name_body(words, known=self._text, countries=self._countries)

    def _ending(self, words: str) -> BodyName | None:
        """The longest ending of some words that names a body."""
        parts = words.split()[-_LONGEST:]
        tried = (
            " ".join(parts[i:]).removesuffix("'s").removesuffix("’s") for i in range(len(parts))
        )
        return next((b for w in tried if (b := self._body(w))), None)

    def _beginning(self, words: str) -> BodyName | None:
        """The longest beginning of some words that names a body."""
        parts = words.split()[:_LONGEST]
        tried = (" ".join(parts[:i]) for i in range(len(parts), 0, -1))
        return next((b for w in tried if (b := self._body(w))), None)


def _by_noun(words: str, isos: set[str]) -> BodyName | None:
    """As "the spy agency" of the one country that the words for the source name."""
    parts = words.split()[:_LONGEST]
    nouns = (parts[:size] for size in range(len(parts), 0, -1))
    known = (" ".join(n) for n in nouns if tuple(n) in load_body_nouns())
    return (
        next((b for noun in known if (b := body_of(noun, isos))), None) if len(isos) == 1 else None
    )


def _by_office(name: str, day: str | None) -> Line | None:
    """The body that the table of offices has a spokesperson for."""
    bodies = {
        t.office.body
        for t in list_offices(name)
        if re.search(_SPOKES, " ".join((t.office.title, *t.office.titles)))
        and (day is None or t.may_hold(day))
    }
    body = name_body(bodies.pop()) if len(bodies) == 1 else None
    return Line(body, "the table of offices gives that office") if body is not None else None
