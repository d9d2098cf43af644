"""Figures held against those of other texts: stale, in conflict, another scope, agreed."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from reportedly.model import Finding, FindingType
from reportedly.reconcile.comparing import (
    CUMULATIVE,
    are_apart,
    are_same_people,
    days_apart,
    differ_much,
    is_comparable,
    is_few,
    is_higher,
    is_part_of,
    is_same_order,
    known_then,
    share_arena,
)
from reportedly.reconcile.corpus import Corpus
from reportedly.reconcile.facts import Facts
from reportedly.reconcile.figure_traits import FigureTraits, Print
from reportedly.reconcile.scopes import VICTIMS
from reportedly.reconcile.telling import (
    best_anchor,
    name_voice,
    quote,
    side,
)
from reportedly.reconcile.weights import (
    CONFLICT_OTHERS,
    CONFLICT_SAME_SPEAKER,
    CONFLICT_UNSOURCED,
    FIRST_SOURCE,
    SAME_NUMBER,
    SCOPE_MEASURE,
    SCOPE_TIME,
    STALE,
    STALE_SOURCED,
    UNSURE_FIGURE,
)

_OLD: Final = 30  # days after which a count that goes on is no news any more
_SAME_DAYS: Final = 14  # days within which two counts of one speaker are one count
_FEW_DAYS: Final = 3
_ANYBODY: Final = frozenset({"people"})  # of whom a text counts some in every other sentence
_DESCRIBED: Final = 3  # words that tell one source from another: "a local doctor"
_SHOWN: Final = 3  # figures of other texts that one finding shows
_NOW: Final = re.compile(r"\b(?:currently|now|still|at present|presently|to date|so far)\b", re.I)
_FIRST: Final = re.compile(
    r"\b(?:initially|originally|at first|first (?:deployed|deployment|sent|wave|group)"
    r"|were (?:first )?sent|who were sent|sent last year|last year|at the start)\b",
    re.I,
)


def find_figure_findings(facts: Facts, corpus: Corpus) -> Iterator[Finding]:
    """What other texts say to the figures of one document."""
    given = [f for f in corpus.figures(facts) if f.measure not in _ANYBODY]
    prints = frozenset(f.print for f in given)
    for figure in given:
        if figure.is_ahead:
            continue
        valued = _before(figure, corpus.same_value(figure))
        same = [o for o in valued if is_comparable(figure, o)]
        found = (
            _stale(figure, same, prints, corpus)
            or _other_time(figure, same)
            or _other_measure(figure, valued)
            or _conflict(figure, valued, prints, corpus)
            or _vague_source(figure, same)
            or _agreement(figure, same)
        )
        if found is not None:
            yield found


def _is_sourced(figure: FigureTraits) -> bool:
    """Whether the text gives a figure to somebody whom other texts can name or describe too.

    "A lawmaker in Seoul" can be asked; "reports" and "sources" cannot.
    """
    voice = figure.voice
    described = voice.words is not None and len(voice.words.text.split()) >= _DESCRIBED
    return voice.is_named or voice.body is not None or voice.key.startswith("anon:") or described


def _before(figure: FigureTraits, others: Iterable[FigureTraits]) -> list[FigureTraits]:
    """What was known then and is no plan: what is to come is held against nothing that has been."""
    return [o for o in known_then(figure, others) if not o.is_ahead]


# ------------------------------------------------------------------ stale


def _stale(
    figure: FigureTraits,
    same: Sequence[FigureTraits],
    prints: Collection[Print],
    corpus: Corpus,
) -> Finding | None:
    """An older origin's number given without its date, although others have been given since."""
    if not same or _is_dated(figure):
        return None
    first = min(same, key=_first_day)
    age = days_apart(first.on, figure.told_on)
    if age is None or age < _OLD or _FIRST.search(figure.sentence.text):
        return None
    since = [
        o
        for o in _before(figure, corpus.latest(figure, figure.header.day))
        if o.print not in prints
        and differ_much(figure, o)
        and _is_later(o, first)
        and is_comparable(figure, o)
    ]
    if not since or _is_said_again(same, since) or not _is_superseded(figure, since):
        return None
    later = sorted(since, key=_last_day, reverse=True)[:_SHOWN]
    shown = "; ".join(f"{quote(o.words.text)}, {name_voice(o)}" for o in later)
    why = (
        f"{quote(figure.words.text)} stands here as current and without its day; "
        f"{quote(first.words.text)} was given by {name_voice(first)}, and since then "
        f"other texts have printed: {shown}."
    )
    weight = STALE_SOURCED if _is_sourced(figure) else STALE
    if figure.measure not in CUMULATIVE and not any(o.line == first.line for o in since):
        weight = UNSURE_FIGURE  # soldiers come and go: others may count at another time
    return _finding("stale", weight, why, figure, [first, *later])


def _first_day(figure: FigureTraits) -> tuple[str, tuple[str, str]]:
    """What the first of some figures has least of."""
    return figure.day or "9999", figure.header.order


def _last_day(figure: FigureTraits) -> tuple[str, tuple[str, str]]:
    """What the last of some figures has most of."""
    return figure.day or "", figure.header.order


def _is_dated(figure: FigureTraits) -> bool:
    """Whether the text says for which day the figure is, or that it was given before today."""
    said, published = figure.answer.said, figure.header.day
    return figure.has_days or (said is not None and published is not None and said < published)


def _is_later(other: FigureTraits, first: FigureTraits) -> bool:
    gap = days_apart(first.on, other.on)
    return gap is not None and gap > 0 and not other.has_days


def _is_said_again(same: Sequence[FigureTraits], since: Sequence[FigureTraits]) -> bool:
    """Whether somebody gives the number again after all others: then it still stands."""
    newest = max(o.day or "" for o in since)
    return any((o.day or "") >= newest and _is_sourced(o) for o in same)


def _is_superseded(figure: FigureTraits, since: Sequence[FigureTraits]) -> bool:
    """A named speaker's own figure is stale only when he has given another one since."""
    if not figure.voice.is_named:
        return True
    return any(o.line == figure.line for o in since)


# ------------------------------------------------------------------ scope


def _other_time(figure: FigureTraits, same: Sequence[FigureTraits]) -> Finding | None:
    """One number for those who are there now, in other texts for those who came first."""
    if not same or figure.measure in CUMULATIVE or not _NOW.search(figure.sentence.text):
        return None
    came = [o for o in same if _FIRST.search(o.sentence.text)]
    if not came:
        return None
    once = {o.sentence.text: o for o in reversed(came)}  # of copies the first
    near = sorted(once.values(), key=_last_day, reverse=True)[:_SHOWN]
    shown = "; ".join(name_voice(o) for o in near)
    why = (
        f"Here {quote(figure.words.text)} are those who are there now; "
        f"other texts give the number for those who came first: {shown}."
    )
    return _finding("scope", SCOPE_TIME, why, figure, near)


def _other_measure(figure: FigureTraits, valued: Sequence[FigureTraits]) -> Finding | None:
    """The same number of the same people, but of all casualties and not of the dead."""
    if figure.measure not in VICTIMS:
        return None
    if any(o.measure == figure.measure for o in valued):
        return None
    other = [
        o
        for o in valued
        if _is_wider(figure, o)
        and are_same_people(o, figure)
        and (o.line == figure.line or not _is_sourced(figure))
    ]
    if not other:
        return None
    near = max(other, key=_last_day)
    why = (
        f"{quote(figure.words.text)} counts {_plain(figure)} here; "
        f"{name_voice(near)} has the number for {_plain(near)}: {quote(near.words.text)}."
    )
    return _finding("scope", SCOPE_MEASURE, why, figure, [near])


def _is_wider(one: FigureTraits, other: FigureTraits) -> bool:
    """Whether one counts a part of the other; "lost" leaves open what happened to them."""
    open_ended = "losses" in (one.measure, other.measure)
    return open_ended or is_part_of(one, other) or is_part_of(other, one)


def _plain(figure: FigureTraits) -> str:
    return figure.measure.replace("_", " ")


# ------------------------------------------------------------------ conflict and agreement


def _conflict(
    figure: FigureTraits,
    valued: Sequence[FigureTraits],
    prints: Collection[Print],
    corpus: Corpus,
) -> Finding | None:
    """Numbers that cannot both be, for one day; light where the text says whose its number is."""
    others = [
        o
        for o in _before(figure, corpus.latest(figure, figure.day or figure.header.day))
        if o.print not in prints
        and are_apart(figure, o)
        and is_same_order(figure, o)
        and is_comparable(figure, o)
        and not _may_have_grown(figure, o)
    ]
    own = [o for o in others if o.line == figure.line and _is_near(figure, o)]
    if own and _is_sourced(figure) and not _also_said(figure, valued):
        return _conflict_of(figure, own[:1], CONFLICT_SAME_SPEAKER)
    others = [o for o in others if o.voice.is_named and o.line != figure.line]
    if not others:
        return None
    light = _is_sourced(figure) or figure.measure not in CUMULATIVE
    weight = CONFLICT_OTHERS if light else CONFLICT_UNSOURCED
    return _conflict_of(figure, others[:_SHOWN], weight)


def _conflict_of(figure: FigureTraits, others: Sequence[FigureTraits], weight: float) -> Finding:
    shown = "; ".join(f"{quote(o.words.text)}, {name_voice(o)}" for o in others)
    who = "" if figure.voice.is_author else f" by {figure.voice.shown}"
    why = f"{quote(figure.words.text)}{who} here; other texts have: {shown}."
    return _finding("conflict.figure", weight, why, figure, others)


def _may_have_grown(figure: FigureTraits, other: FigureTraits) -> bool:
    """Whether the days between two counts explain that they differ.

    What only grows is no conflict when the later count is higher, unless it leaps in a few days;
    other counts may go up and down in a month.
    """
    gap = days_apart(other.on, figure.on)
    if gap is None:
        return False
    if figure.measure not in CUMULATIVE:
        return abs(gap) > _OLD
    earlier, later = (other, figure) if gap >= 0 else (figure, other)
    leaps = abs(gap) <= _FEW_DAYS and differ_much(earlier, later)
    return gap != 0 and is_higher(later, earlier) and not leaps


def _is_near(figure: FigureTraits, other: FigureTraits) -> bool:
    gap = days_apart(other.on, figure.on)
    one_occasion = figure.is_at_once and other.is_at_once
    return gap is not None and (abs(gap) <= _SAME_DAYS or one_occasion)


def _also_said(figure: FigureTraits, valued: Sequence[FigureTraits]) -> bool:
    """Whether another text has the same speaker say the same number."""
    return any(o.line == figure.line and o.measure == figure.measure for o in valued)


def _vague_source(figure: FigureTraits, same: Sequence[FigureTraits]) -> Finding | None:
    """A number that this text gives to nobody, and an earlier one to somebody."""
    if not same or _is_sourced(figure):
        return None
    named = [o for o in same if _is_sourced(o)]
    if not named:
        return None
    first = min(named, key=_first_day)
    voice = figure.voice
    who = f"given to {quote(voice.words.text)}" if voice.words else "given to nobody"
    why = f"{quote(figure.words.text)} is {who} here; {name_voice(first)} has it first."
    return _finding("vague_source", FIRST_SOURCE, why, figure, [first])


def _agreement(figure: FigureTraits, same: Sequence[FigureTraits]) -> Finding | None:
    """The same number of other speakers than the one who gives it here."""
    speakers: dict[str, FigureTraits] = {}
    for other in same:
        if other.voice.is_named:
            speakers.setdefault(other.line, other)
    if not speakers:
        return None
    named = list(speakers.values())[:_SHOWN]
    shown = "; ".join(name_voice(o) for o in named)
    why = f"{quote(figure.words.text)} stands in other texts too: {shown}."
    return _finding("agreement", SAME_NUMBER, why, figure, named)


# ------------------------------------------------------------------ making one


def _finding(
    kind: FindingType,
    weight: float,
    why: str,
    figure: FigureTraits,
    others: Sequence[FigureTraits],
) -> Finding:
    if not all(share_arena(figure, o) for o in others) or is_few(figure):
        weight = min(weight, UNSURE_FIGURE)
    there = (side(o, best_anchor(o.sentence, o.words)) for o in others)
    return Finding(kind, weight, why, (side(figure, figure.words),), tuple(there))
