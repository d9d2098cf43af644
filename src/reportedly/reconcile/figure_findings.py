"""Figures held against those of other texts: stale, in conflict, another scope, agreed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from reportedly.model import Finding, FindingType
from reportedly.reconcile.answers import Answer
from reportedly.reconcile.comparing import (
    CUMULATIVE,
    are_apart,
    are_same_people,
    days_between,
    differ_much,
    is_comparable,
    is_few,
    is_higher,
    is_of_one_occasion,
    is_part_of,
    is_same_order,
    known_then,
    share_arena,
)
from reportedly.reconcile.corpus import Corpus
from reportedly.reconcile.facts import Facts
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
    given = [
        a
        for a in facts.answers
        if a.ground is not None and not a.is_vague and a.measure not in _ANYBODY
    ]
    for answer in given:
        if answer.is_ahead:
            continue
        same = _before(answer, corpus.same_value(answer))
        found = (
            _stale(answer, same, given, corpus)
            or _other_time(answer, same)
            or _other_measure(answer, same)
            or _conflict(answer, same, given, corpus)
            or _vague_source(answer, same)
            or _agreement(answer, same)
        )
        if found is not None:
            yield found


def _is_sourced(answer: Answer) -> bool:
    """Whether the text gives a figure to somebody whom other texts can name or describe too.

    "A lawmaker in Seoul" can be asked; "reports" and "sources" cannot.
    """
    voice = answer.voice
    described = voice.words is not None and len(voice.words.text.split()) >= _DESCRIBED
    return voice.is_named or voice.body is not None or voice.key.startswith("anon:") or described


def _before(answer: Answer, others: Iterable[Answer]) -> list[Answer]:
    """What was known then and is no plan: what is to come is held against nothing that has been."""
    return [o for o in known_then(answer, others) if not o.is_ahead]


# ------------------------------------------------------------------ stale


def _stale(
    answer: Answer, valued: Sequence[Answer], given: Sequence[Answer], corpus: Corpus
) -> Finding | None:
    """An older origin's number given without its date, although others have been given since."""
    if answer.ground is None or _is_dated(answer) or _FIRST.search(answer.sentence.text):
        return None
    same = [o for o in valued if is_comparable(answer, o)]
    if not same:
        return None
    first = min(same, key=lambda o: (o.day or "9999", o.header.order))
    age = days_between(first.day, answer.header.day)
    if age is None or age < _OLD:
        return None
    since = [
        o
        for o in _before(answer, corpus.latest(answer, answer.header.day))
        if is_comparable(answer, o) and differ_much(answer, o) and _is_later(o, first)
    ]
    since = [o for o in since if not any(_prints(g, o) for g in given)]
    if not since or _is_said_again(same, since) or not _is_superseded(answer, since):
        return None
    later = sorted(since, key=lambda o: (o.day or "", o.header.order), reverse=True)[:_SHOWN]
    shown = "; ".join(f"{quote(o.figure.anchor.text)}, {name_voice(o)}" for o in later)
    why = (
        f"{quote(answer.figure.anchor.text)} stands here as current and without its day; "
        f"{quote(first.figure.anchor.text)} was given by {name_voice(first)}, and since then "
        f"other texts have printed: {shown}."
    )
    weight = STALE_SOURCED if _is_sourced(answer) else STALE
    if answer.measure not in CUMULATIVE and not any(
        o.voice.line == first.voice.line for o in since
    ):
        weight = UNSURE_FIGURE  # soldiers come and go: others may count at another time
    return _finding("stale", weight, why, answer, [first, *later])


def _is_dated(answer: Answer) -> bool:
    """Whether the text says for which day the figure is, or that it was given before today."""
    said, published = answer.said, answer.header.day
    return answer.as_of is not None or (
        said is not None and published is not None and said < published
    )


def _is_later(other: Answer, first: Answer) -> bool:
    gap = days_between(first.day, other.day)
    return gap is not None and gap > 0 and other.as_of is None


def _is_said_again(same: Sequence[Answer], since: Sequence[Answer]) -> bool:
    """Whether somebody gives the number again after all others: then it still stands."""
    newest = max(o.day or "" for o in since)
    return any((o.day or "") >= newest and _is_sourced(o) for o in same)


def _is_superseded(answer: Answer, since: Sequence[Answer]) -> bool:
    """A named speaker's own figure is stale only when he has given another one since."""
    if not answer.voice.is_named:
        return True
    return any(o.voice.line == answer.voice.line for o in since)


def _prints(given: Answer, other: Answer) -> bool:
    """Whether the text that is looked at has the other figure as well."""
    return (
        given.measure == other.measure
        and given.figure.low == other.figure.low
        and given.figure.high == other.figure.high
    )


# ------------------------------------------------------------------ scope


def _other_time(answer: Answer, valued: Sequence[Answer]) -> Finding | None:
    """One number for those who are there now, in other texts for those who came first."""
    if not _NOW.search(answer.sentence.text) or answer.measure in CUMULATIVE:
        return None
    same = [o for o in valued if is_comparable(answer, o) and _FIRST.search(o.sentence.text)]
    if not same:
        return None
    once = {o.sentence.text: o for o in reversed(same)}  # of copies the first
    near = sorted(once.values(), key=lambda o: (o.day or "", o.header.order), reverse=True)[:_SHOWN]
    shown = "; ".join(name_voice(o) for o in near)
    why = (
        f"Here {quote(answer.figure.anchor.text)} are those who are there now; "
        f"other texts give the number for those who came first: {shown}."
    )
    return _finding("scope", SCOPE_TIME, why, answer, near)


def _other_measure(answer: Answer, valued: Sequence[Answer]) -> Finding | None:
    """The same number of the same people, but of all casualties and not of the dead."""
    if answer.measure not in VICTIMS:
        return None
    if any(o.measure == answer.measure for o in valued):
        return None
    other = [
        o
        for o in valued
        if _is_wider(answer, o)
        and are_same_people(o, answer)
        and (o.voice.line == answer.voice.line or not _is_sourced(answer))
    ]
    if not other:
        return None
    near = max(other, key=lambda o: (o.day or "", o.header.order))
    why = (
        f"{quote(answer.figure.anchor.text)} counts {_plain(answer)} here; "
        f"{name_voice(near)} has the number for {_plain(near)}: {quote(near.figure.anchor.text)}."
    )
    return _finding("scope", SCOPE_MEASURE, why, answer, [near])


def _is_wider(one: Answer, other: Answer) -> bool:
    """Whether one counts a part of the other; "lost" leaves open what happened to them."""
    open_ended = "losses" in (one.measure, other.measure)
    return open_ended or is_part_of(one, other) or is_part_of(other, one)


def _plain(answer: Answer) -> str:
    return (answer.measure or "").replace("_", " ")


# ------------------------------------------------------------------ conflict and agreement


def _conflict(
    answer: Answer, valued: Sequence[Answer], given: Sequence[Answer], corpus: Corpus
) -> Finding | None:
    """Numbers that cannot both be, for one day; light where the text says whose its number is."""
    if answer.ground is None:
        return None
    day = answer.day or answer.header.day
    others = [
        o
        for o in _before(answer, corpus.latest(answer, day))
        if is_comparable(answer, o)
        and are_apart(answer, o)
        and is_same_order(answer, o)
        and not _may_have_grown(answer, o)
        and not any(_prints(g, o) for g in given)
    ]
    own = [o for o in others if o.voice.line == answer.voice.line and _is_near(answer, o)]
    if own and _is_sourced(answer) and not _also_said(answer, valued):
        return _conflict_of(answer, own[:1], CONFLICT_SAME_SPEAKER)
    others = [o for o in others if o.voice.is_named and o.voice.line != answer.voice.line]
    if not others:
        return None
    light = _is_sourced(answer) or answer.measure not in CUMULATIVE
    weight = CONFLICT_OTHERS if light else CONFLICT_UNSOURCED
    return _conflict_of(answer, others[:_SHOWN], weight)


def _conflict_of(answer: Answer, others: Sequence[Answer], weight: float) -> Finding:
    shown = "; ".join(f"{quote(o.figure.anchor.text)}, {name_voice(o)}" for o in others)
    who = "" if answer.voice.is_author else f" by {answer.voice.shown}"
    why = f"{quote(answer.figure.anchor.text)}{who} here; other texts have: {shown}."
    return _finding("conflict.figure", weight, why, answer, others)


def _may_have_grown(answer: Answer, other: Answer) -> bool:
    """Whether the days between two counts explain that they differ.

    What only grows is no conflict when the later count is higher, unless it leaps in a few days;
    other counts may go up and down in a month.
    """
    gap = days_between(other.day, answer.day)
    if gap is None:
        return False
    if answer.measure not in CUMULATIVE:
        return abs(gap) > _OLD
    earlier, later = (other, answer) if gap >= 0 else (answer, other)
    leaps = abs(gap) <= _FEW_DAYS and differ_much(earlier, later)
    return gap != 0 and is_higher(later, earlier) and not leaps


def _is_near(answer: Answer, other: Answer) -> bool:
    gap = days_between(other.day, answer.day)
    one_occasion = is_of_one_occasion(answer) and is_of_one_occasion(other)
    return gap is not None and (abs(gap) <= _SAME_DAYS or one_occasion)


def _also_said(answer: Answer, valued: Sequence[Answer]) -> bool:
    """Whether another text has the same speaker say the same number."""
    return any(o.voice.line == answer.voice.line and o.measure == answer.measure for o in valued)


def _vague_source(answer: Answer, valued: Sequence[Answer]) -> Finding | None:
    """A number that this text gives to nobody, and an earlier one to somebody."""
    if _is_sourced(answer):
        return None
    named = [o for o in valued if is_comparable(answer, o) and _is_sourced(o)]
    if not named:
        return None
    first = min(named, key=lambda o: (o.day or "9999", o.header.order))
    who = f"given to {quote(answer.voice.words.text)}" if answer.voice.words else "given to nobody"
    why = f"{quote(answer.figure.anchor.text)} is {who} here; {name_voice(first)} has it first."
    return _finding("vague_source", FIRST_SOURCE, why, answer, [first])


def _agreement(answer: Answer, valued: Sequence[Answer]) -> Finding | None:
    """The same number of other speakers than the one who gives it here."""
    same: dict[str, Answer] = {}
    for other in valued:
        if is_comparable(answer, other) and other.voice.is_named:
            same.setdefault(other.voice.line, other)
    if not same:
        return None
    named = list(same.values())[:_SHOWN]
    shown = "; ".join(name_voice(o) for o in named)
    why = f"{quote(answer.figure.anchor.text)} stands in other texts too: {shown}."
    return _finding("agreement", SAME_NUMBER, why, answer, named)


# ------------------------------------------------------------------ making one


def _finding(
    kind: FindingType, weight: float, why: str, answer: Answer, others: Sequence[Answer]
) -> Finding:
    if not all(share_arena(answer, o) for o in others) or is_few(answer):
        weight = min(weight, UNSURE_FIGURE)
    there = (side(o, best_anchor(o.sentence, o.figure.anchor)) for o in others)
    return Finding(kind, weight, why, (side(answer, answer.figure.anchor),), tuple(there))
