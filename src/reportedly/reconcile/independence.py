"""How many independent origins stand behind a figure: never more than the texts show.

A named speaker is one origin, however many texts carry the words. Two named speakers of different
bodies make independent *statements*; that they counted each for itself is not shown. Sources
without a name are not shown to be independent of anybody. A text that gives a number without credit
after others have had it has it from them, for all that is shown.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reportedly.knowledge import find_body
from reportedly.model import Origin
from reportedly.reconcile.answers import Answer
from reportedly.reconcile.counts import ONE_COUNT, bound_of, days_between, family_of, number_of
from reportedly.reconcile.headers import sequence
from reportedly.reconcile.speakers import is_speaker, names_nobody, relate, speaker_name
from reportedly.reconcile.voices import Voice

_AWAITED: Final = re.compile(r"\b(?:expect|plan|intend|foresee)\w*\s[^,;]{0,12}\Z", re.I)
_NOW: Final = re.compile(r"\b(?:now|currently|at present|at the moment|these days)\b", re.I)


@dataclass(frozen=True, slots=True)
class Independent:
    """A number of independent origins with the list behind it: what counts, and what does not.

    ``reasons`` has one sentence for each origin, those that count first.
    """

    count: int
    origins: tuple[Origin, ...]
    reasons: tuple[str, ...]


def find_agreeing(
    answer: Answer, answers: Iterable[Answer], origins: Iterable[Origin]
) -> tuple[Answer, ...]:
    """The figures that state the same as one, in the order of their texts; itself among them.

    The same number with the same bound, of the same measure and people, in the same state: what is
    planned is not what has come, and what is there now not what was once sent.
    """
    by_anchor = _by_anchor(origins)
    listed = sorted(answers, key=lambda a: (sequence(a.header), a.figure.anchor.start))
    roots = {a.figure.anchor.id: a for a in listed}
    own = by_anchor.get(answer.figure.anchor.id)
    return tuple(
        a
        for a in listed
        if a.figure.id == answer.figure.id
        or (own is not None and by_anchor.get(a.figure.anchor.id) is own)
        or _agree(_root(answer, own, roots), _root(a, by_anchor.get(a.figure.anchor.id), roots))
    )


def count_independent(origins: Iterable[Origin], answers: Iterable[Answer]) -> Independent:
    """The independent origins behind figures that state the same, with the reasons."""
    by_anchor = _by_anchor(origins)
    found: dict[str, list[Answer]] = {}
    for answer in sorted(answers, key=lambda a: (sequence(a.header), a.figure.anchor.start)):
        origin = by_anchor.get(answer.figure.anchor.id)
        found.setdefault(origin.id if origin else answer.figure.id, []).append(answer)
    counted: list[tuple[Voice, list[Answer]]] = []
    others: list[str] = []
    for group in found.values():
        voice = next((a.voice for a in group if is_speaker(a.voice)), None)
        near = next((v for v, _ in counted if voice and _is_not_apart(voice, v)), None)
        if voice is None:
            others.append(_unnamed(group))
        elif near is not None:
            others.append(
                f"{speaker_name(voice)} is not shown to be independent of {speaker_name(near)}"
            )
        else:
            counted.append((voice, group))
    reasons = [_named(voice, group) for voice, group in counted]
    kept = {o.id: o for o in (by_anchor.get(a.figure.anchor.id) for a in _firsts(counted)) if o}
    return Independent(
        count=max(len(counted), 1 if found else 0),
        origins=tuple(kept.values()),
        reasons=(*reasons, *others),
    )


def _firsts(counted: Sequence[tuple[Voice, list[Answer]]]) -> list[Answer]:
    """The first figure of each origin that counts."""
    return [group[0] for _, group in counted]


def _by_anchor(origins: Iterable[Origin]) -> Mapping[str, Origin]:
    return {p.anchor.id: o for o in origins for p in o.passed}


def _root(answer: Answer, origin: Origin | None, answers: Mapping[str, Answer]) -> Answer:
    return answers.get(origin.root.id, answer) if origin is not None else answer


def _agree(one: Answer, other: Answer) -> bool:
    if number_of(one) is None or number_of(one) != number_of(other):
        return _same_range(one, other) and _same_count(one, other)
    return bound_of(one) == bound_of(other) and _same_count(one, other)


def _same_range(one: Answer, other: Answer) -> bool:
    mine, theirs = (one.figure.low, one.figure.high), (other.figure.low, other.figure.high)
    return mine == theirs and None not in mine


def _same_count(one: Answer, other: Answer) -> bool:
    if one.measure is None or family_of(one.measure) != family_of(other.measure):
        return False
    mine, theirs = one.population, other.population
    if mine.country and theirs.country and not mine.meets(theirs):
        return False
    if days_between(_day(one), _day(other)) > ONE_COUNT:
        return False  # a like number so much later is another count
    increments = {a.figure.aspect == "increment" for a in (one, other)}
    return len(increments) == 1 and _state(one) == _state(other)


def _day(answer: Answer) -> str | None:
    """The day of a figure, which cannot be later than its text."""
    return min(filter(None, (answer.day, answer.header.day)), default=None)


def _state(answer: Answer) -> str:
    """Planned, there now, or neither."""
    before = answer.sentence.text[: answer.figure.anchor.start - answer.sentence.start]
    if answer.is_ahead:
        return "planned"
    if _AWAITED.search(before):
        return "planned"
    words = answer.claim.anchor.text if answer.claim is not None else answer.sentence.text
    return "present" if _NOW.search(words) else ""


def _is_not_apart(one: Voice, other: Voice) -> bool:
    """Whether nothing shows two speakers to be two.

    One speaker, a state and its people, a surname that may be either's, a person who may speak for
    the body, or two names for the forces of one state.
    """
    if relate(one, other) != "other":
        return True
    mine, theirs = find_body(speaker_name(one)), find_body(speaker_name(other))
    if mine is None or theirs is None or mine.country is None or mine.country != theirs.country:
        return False
    return mine.kind == theirs.kind == "military"


def _named(voice: Voice, group: Sequence[Answer]) -> str:
    texts = len({a.header.document for a in group})
    carried = f", carried by {texts} texts" if texts > 1 else ""
    return (
        f"{speaker_name(voice)}, first in {group[0].header.shown}{carried}: "
        "a statement of its own; nothing shows that the count is"
    )


def _unnamed(group: Sequence[Answer]) -> str:
    first = group[0]
    if names_nobody(first.voice):
        return f"{first.header.shown} names nobody: it may have it from any text before"
    return f"“{first.voice.shown}” in {first.header.shown}: without a name nothing shows whose"
