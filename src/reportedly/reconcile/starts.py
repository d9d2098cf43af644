"""Since when: the beginnings that texts give for the presence of somebody's people somewhere.

Two kinds: a stretch that has lasted "since" a day, and a first of its kind ("a first group crossed
on 8 October"). A presence that is said to have lasted since long before the first arrival that
other texts report cannot be the same presence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from reportedly.model import Anchor, DateMention, Span
from reportedly.reconcile.contexts import Contexts, stands_locally
from reportedly.reconcile.headers import Header
from reportedly.reconcile.peoples import Peoples, one_people, peoples_of
from reportedly.reconcile.populations import Kind
from reportedly.reconcile.voices import Voice

_SINCE: Final = re.compile(r"\bsince\b")
_PRESENT: Final = re.compile(
    r"\b(?:been|present|stationed|serving|fighting|fought|working|operating|deployed|based|there"
    r"|active|engaged|living|staying)\b"
)
_FIRST: Final = re.compile(
    r"\bfirst\s+(?:\w+\s+){0,2}(?:group|batch|wave|transfer|contingent|deployment|detachment"
    r"|units?|troops|soldiers|fighters|forces|workers|arrivals?|convoy)\b"
    r"|\bfor the first time\b"
    r"|\bbeg[au]n (?:to )?(?:mov|send|deploy|transfer|arriv)"
)
_SEASONS: Final = frozenset({"SP", "SU", "FA", "WI"})
_REACH: Final = 80  # characters between "since" and the date that it opens


@dataclass(frozen=True, slots=True)
class Start:
    """Since when the people of one country are in another, as one text has it.

    ``people`` is the country and kind of those who are there, ``place`` the country they are in;
    ``first`` and ``last`` bound the beginning, ISO days inclusive.
    """

    header: Header
    how: Literal["since", "first"]
    people: tuple[str, Kind]
    place: str
    first: str
    last: str
    date: Anchor
    words: Anchor
    sentence: Anchor
    voice: Voice


def starts_in(around: Contexts) -> tuple[Start, ...]:
    """The beginnings that a report gives, in the order of the text."""
    report = around.report
    peoples = peoples_of(report)
    made = []
    for claim in report.extraction.claims:
        if claim.polarity == "negative" or claim.modality in ("planned", "hypothetical"):
            continue
        voice = around.voice(claim.attribution)
        for how, day, words in _beginnings(around, claim.anchor.hull):
            start = _make(around, peoples, voice, how, day, words)
            if start is not None:
                made.append(start)
    return tuple(dict.fromkeys(made))


def _beginnings(
    around: Contexts, within: Span
) -> Iterator[tuple[Literal["since", "first"], DateMention, Span]]:
    """The dates that begin something, with the words from the sign of it to the date."""
    dates = [
        d
        for d in around.dates.within(within)
        if d.start is not None and not d.value.startswith("P")
    ]
    words = around.text[within.start : within.end]
    for sign in _SINCE.finditer(words):
        at = within.start + sign.start()
        after = [d for d in dates if 0 <= d.anchor.start - at <= _REACH]
        if after and sign[0] == "since" and _PRESENT.search(words):
            yield "since", after[0], Span(at, after[0].anchor.end)
    first = _FIRST.search(words)
    if first is not None and len(dates) == 1:
        yield "first", dates[0], dates[0].anchor.hull


def _make(
    around: Contexts,
    peoples: Peoples,
    voice: Voice,
    how: Literal["since", "first"],
    day: DateMention,
    words: Span,
) -> Start | None:
    sentence = around.sentence(words)
    before = next(iter(around.sentences.before(words.start)), None)
    stretches = [sentence.hull] + ([before] if before is not None else [])
    source = voice.words.hull if voice.words is not None else None
    people = next((p for s in stretches if (p := one_people(peoples, s, source))), None)
    if people is None or day.start is None:
        return None
    place = next((c for s in stretches if (c := _place(around, s, people[0]))), None)
    if place is None:
        return None
    return Start(
        header=around.header,
        how=how,
        people=people,
        place=place,
        first=day.start,
        last=day.end or _end_of(day),
        date=day.anchor,
        words=around.anchor(words),
        sentence=sentence,
        voice=voice,
    )


def _end_of(day: DateMention) -> str:
    """The last day of the period that an open date begins with: "since last autumn"."""
    year, _, rest = day.value.partition("-")
    start = day.start or ""
    if rest[:2] in _SEASONS:
        return _months_on(start, 3)
    if len(day.value) == len("2024-10"):
        return _months_on(start, 1)
    return f"{year}-12-31" if day.value.isdecimal() and len(year) == len("2024") else start


def _months_on(start: str, months: int) -> str:
    year, month, _ = (int(n) for n in start.split("-"))
    month += months
    return (date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1) - timedelta(1)).isoformat()


def _place(around: Contexts, within: Span, home: str) -> str | None:
    """The first country other than their own that a stretch names as a place to be in."""
    local = (
        p.country
        for p in around.places.within(within)
        if p.country != home and stands_locally(around.text, p.anchor.start)
    )
    return next(local, None)
