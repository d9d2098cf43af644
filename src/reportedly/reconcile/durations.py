"""A stretch of time that cannot be as long as the text says elsewhere.

"Its soldiers have been there since 2022" and "200 of them have died within two months of
deployment": both speak of the same people and place, and the second makes the first a short one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from reportedly.model import Finding, Span
from reportedly.reconcile.answers import Answer
from reportedly.reconcile.own_text import OwnText
from reportedly.reconcile.peoples import one_people
from reportedly.reconcile.telling import quote
from reportedly.reconcile.weights import SINCE_AND_WITHIN

_PRESENT: Final = re.compile(
    r"\b(?:has|have)\s+(?:\w+\s+)?(?:been\s+(?:\w+ly\s+)?(?:present|in|inside|there|deployed|based"
    r"|stationed|fighting|operating|serving|active|on the ground|at war|involved)"
    r"|fought|served|operated)\b"
)
_SINCE: Final = re.compile(r"\bsince\b[^.;:,()]{0,80}$")
_WITHIN: Final = re.compile(
    r"\b(?:within|in|inside)\s+(?:the\s+)?(?:first\s+|just\s+|only\s+|barely\s+)*$"
)
_OF: Final = re.compile(
    r"\s+(?:of|after|from|since)\s+(?:the|their|its)?\s*(?:deploy\w*|arriv\w*|being\s+deployed"
    r"|presence|fighting|combat|entering|joining)\b"
)
_STILL: Final = re.compile(r"\b(?:has|have)\b")
# What tells one group of those people from the others.
_SOME: Final = re.compile(
    r"\b(?:new|newly|second|third|fresh|latest|another|additional|reinforcements?|recent|brigades?"
    r"|battalions?|regiments?|units?|divisions?|rotations?|waves?|contingents?|recruits)\b",
    re.I,
)
_DAYS: Final = {"days": 1, "weeks": 7, "months": 31, "years": 366}
_AT_LEAST: Final = 2  # times the stretch that the presence must have lasted, and a month more


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence about people of one country, and the countries where they are."""

    span: Span
    words: Span
    days: int
    people: tuple[str, str]
    where: frozenset[str]


def find_stretches(own: OwnText) -> Iterator[Finding]:
    """Presence since a day against a stretch within which all of it is told to have happened."""
    longs, shorts = list(_presences(own)), list(_stretches(own))
    for long in longs:
        short = next((s for s in shorts if _meet(long, s) and _too_long(long, s)), None)
        if short is not None:
            why = (
                f"One place has those people there {quote(own.words(long.words))}, at least "
                f"{long.days // _DAYS['months']} months; another has what befell them happen "
                f"{quote(own.words(short.words))}."
            )
            yield Finding(
                "inconsistent", SINCE_AND_WITHIN, why,
                (own.side(long.words),),
                (own.side(short.words),),
            )  # fmt: skip


def _presences(own: OwnText) -> Iterator[_Place]:
    for mention in own.dates:
        sentence = own.sentence(mention.anchor.start)
        before = own.text[sentence.start : mention.anchor.start]
        since = _SINCE.search(before)
        if since is None or not mention.end or not own.published or _SOME.search(before):
            continue
        clause = Span(sentence.start, sentence.start + since.start())
        if _PRESENT.search(own.words(clause)) and (people := one_people(own.peoples, clause)):
            days = _days(mention.end, own.published)
            words = Span(clause.end, mention.anchor.end)
            yield _Place(clause, words, days, people, _where(own, clause))


def _stretches(own: OwnText) -> Iterator[_Place]:
    for answer in own.facts.answers:
        sentence, stretch = answer.sentence.hull, _stretch(own, answer)
        told = own.words(sentence)
        if stretch is None or _SOME.search(told) or not _STILL.search(told):
            continue
        people = one_people(own.peoples, sentence)
        if people is not None:
            days = int((answer.figure.high or answer.figure.low or 0) * _DAYS[answer.figure.unit])
            yield _Place(sentence, stretch, days, people, _where(own, sentence))


def _stretch(own: OwnText, answer: Answer) -> Span | None:
    """The words of a stretch that begins with the coming of those people."""
    figure = answer.figure
    if figure.unit not in _DAYS:
        return None
    before = _WITHIN.search(own.text, max(0, figure.anchor.start - 30), figure.anchor.start)
    after = _OF.match(own.text, figure.anchor.end)
    return Span(before.start(), after.end()) if before and after else None


def _where(own: OwnText, span: Span) -> frozenset[str]:
    return frozenset(
        p.country
        for p in own.report.extraction.places
        if p.country and span.start <= p.anchor.start < span.end
    )


def _meet(one: _Place, other: _Place) -> bool:
    mine, theirs = one.where - {one.people[0]}, other.where - {other.people[0]}
    kinds = {one.people[1], other.people[1]} - {""}
    same = one.people[0] == other.people[0] and len(kinds) < 2
    return same and (not mine or not theirs or bool(mine & theirs))


def _too_long(long: _Place, short: _Place) -> bool:
    return long.days >= _AT_LEAST * short.days + _DAYS["months"]


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
