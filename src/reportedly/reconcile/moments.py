"""Deeds that are done once, with the day a text gives for them: signed, ratified, resumed.

Two texts may differ about many things and both be right; about the day on which one treaty was
signed they cannot.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from reportedly.knowledge import load_once, load_topics, topic_words
from reportedly.model import Anchor, Claim, DateMention, Modality, Span
from reportedly.reconcile.contexts import Contexts, spot_key
from reportedly.reconcile.headers import Header
from reportedly.reconcile.voices import Voice

_IN_FORCE: Final = re.compile(r"\b(?:in(?:to)? force|t(?:akes?|ook|aken|aking) effect)\b")
_WORD: Final = re.compile(r"\w+")
_SIGNS: Final = re.compile(r"signs (?:that|of)\b")  # what is seen, not what is written
_REACH: Final = 90  # characters around a deed in which its object stands
_AHEAD: Final = re.compile(r"\b(?:expect\w*|due|about|set|hopes?|hoping|yet) to\b|\bexpected\b")


@dataclass(frozen=True, slots=True)
class Moment:
    """A deed that is done once, as one text tells it.

    ``deed`` is its class ("sign"), ``object`` the classes and stems around it, ``countries`` whose
    deed it is, ``spots`` the towns it is told of. ``date`` is the date that the text gives it, None
    where it gives none; ``day`` its first and last ISO day. ``modality`` is "planned" where the
    text still expects it.
    """

    header: Header
    deed: str
    object: frozenset[str]
    countries: frozenset[str]
    spots: frozenset[str]
    words: Anchor
    sentence: Anchor
    voice: Voice
    modality: Modality
    date: DateMention | None

    @property
    def day(self) -> tuple[str, str] | None:
        """First and last ISO day, None without a date that names days."""
        if self.date is None or self.date.start is None:
            return None
        # What is in force "since December 4" took effect that day.
        return self.date.start, self.date.end or self.date.start


def moments_in(around: Contexts) -> tuple[Moment, ...]:
    """The deeds of a report that are done once, in the order of the text."""
    report = around.report
    cues = {a.id: a.cue for a in report.extraction.attributions}
    made: dict[tuple[str, Span], Moment] = {}
    for claim in report.extraction.claims:
        if claim.polarity == "negative":
            continue
        voice = around.voice(claim.attribution)
        cue = cues.get(claim.attribution)
        ahead = _is_ahead(claim, cue)
        modality = "planned" if ahead else claim.modality
        for deed, at in _deeds(report.document.text, claim.anchor.spans):
            moment = _make(around, deed, at)
            if moment is not None:
                past = modality != "hypothetical" and not ahead and _is_past(moment)
                found = replace(moment, voice=voice, modality="done" if past else modality)
                made[deed, at] = found
    return tuple(made[key] for key in sorted(made, key=lambda key: (key[1], key[0])))


def _is_past(moment: Moment) -> bool:
    """As in "it follows a pact signed last June", "they agreed on May 6": the day is over."""
    day, published = moment.day, moment.header.day
    return day is not None and published is not None and day[1] <= published


def _is_ahead(claim: Claim, cue: Anchor | None) -> bool:
    """Whether it is only expected or hoped for."""
    words = f"{cue.text if cue is not None else ''} {claim.anchor.text}"
    return is_still_ahead(words)


def is_still_ahead(words: str) -> bool:
    """Whether words only expect or hope for something."""
    return _AHEAD.search(words) is not None


def _deeds(text: str, spans: Iterable[Span]) -> Iterator[tuple[str, Span]]:
    """Classes of the deeds that some stretches tell of, and their words."""
    for start, end in spans:
        for at, word in topic_words(text[start:end]):
            if word in load_once():
                printed = _WORD.match(text, start + at)
                if printed is not None and not _SIGNS.match(text, start + at):
                    yield word, Span(*printed.span())
        for match in _IN_FORCE.finditer(text, start, end):
            yield "in_force", Span(*match.span())


def _make(around: Contexts, deed: str, at: Span) -> Moment | None:
    sentence = around.sentence(at)
    thing = _things(around.text, _near(around.text, sentence.hull, at), deed)
    countries = around.countries(sentence.hull)
    spots = _spots(around, sentence.hull)
    before = around.leans_on(at)
    if before is not None:
        spots |= _spots(around, before)
        thing |= _things(around.text, before, deed)
        countries |= around.countries(before)
    if not thing:
        return None
    return Moment(
        header=around.header,
        deed=deed,
        object=thing,
        countries=countries,
        spots=spots,
        words=around.anchor(at),
        sentence=sentence,
        voice=around.author,
        modality="done",
        date=_date_of(around, sentence.hull, at),
    )


def _spots(around: Contexts, within: Span) -> frozenset[str]:
    return frozenset(
        spot_key(p) for p in around.places.within(within) if p.precision in ("site", "town")
    )


def _near(text: str, sentence: Span, at: Span) -> Span:
    """The words of a sentence around a deed, none of them cut."""
    start, end = max(sentence.start, at.start - _REACH), min(sentence.end, at.end + _REACH)
    while start > sentence.start and not text[start - 1].isspace():
        start -= 1
    while end < sentence.end and not text[end].isspace():
        end += 1
    return Span(start, end)


def _things(text: str, within: Span, deed: str) -> frozenset[str]:
    """What the words around a deed tell of; names say who, and not what."""
    once, known = load_once(), load_topics()
    printed = text[within.start : within.end]
    return frozenset(
        word
        for at, word in topic_words(printed)
        if word not in once and word != deed and (word in known or printed[at].islower())
    )


def _date_of(around: Contexts, sentence: Span, at: Span) -> DateMention | None:
    """The date of a deed: the one in its sentence that stands nearest to it and to no other."""
    deeds = [span for _, span in _deeds(around.text, [sentence])]
    own = [
        d
        for d in around.dates.within(sentence)
        if d.start is not None and min(deeds, key=lambda s: _distance(s, d.anchor.hull)) == at
    ]
    return min(own, key=lambda d: _distance(at, d.anchor.hull), default=None)


def _distance(deed: Span, date: Span) -> int:
    """Characters between a deed and a date; a date that follows its deed is nearer."""
    return date.start - deed.end if date.start >= deed.end else 2 * (deed.start - date.end)
