"""One utterance quoted twice: in the same words, in fewer of them, or in another translation.

The words alone rarely show it: a slogan is said again and again, and "several hundred" by anybody.
So quotations are held together with the speaker, the day, and the words around.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from rapidfuzz import fuzz

from reportedly.model import Echo
from reportedly.reconcile.facts import Facts
from reportedly.reconcile.postings import Postings
from reportedly.reconcile.quotations import Quotation
from reportedly.reconcile.speakers import Relation, is_speaker, relate

KEY: Final = "quote:"
_NUMBER: Final = re.compile(r"\d[\d.,]*\d|\d")
_APART: Final = 10  # days between two texts up to which like words may be one utterance
_VERBATIM: Final = (
    90.0  # rapidfuzz ratio of the shorter quotation with its best place in the longer
)
_RENDERED: Final = 0.6  # part of the shorter one's telling words that two renderings share
_LONG: Final = 3  # telling words from which the same words are enough by themselves
_FEW: Final = 2  # telling words around that make up for a speaker that is not sure


def quotation_keys(facts: Facts) -> frozenset[str]:
    """Under which keys the quotations of a text are found: with the speaker, and without."""
    return frozenset(key for q in facts.quotations for key in _keys(q))


def find_quoted_again(later: Facts, postings: Postings) -> Iterator[Echo]:
    """The earlier texts that have an utterance which a text quotes too."""
    found: dict[int, list[tuple[Quotation, Quotation, str, float]]] = {}
    for mine in later.quotations:
        wordings: list[Quotation] = []
        for place in sorted({p for key in _keys(mine) for p in postings.earlier(key, later)}):
            other = _best(mine, postings.facts[place].quotations)
            if other is None or any(_verbatim(other[0], w) for w in wordings):
                continue  # only the first text that has each wording
            wordings.append(other[0])
            found.setdefault(place, []).append((mine, *other))
    for place, pairs in sorted(found.items()):
        yield _echo(later, postings.facts[place], pairs, note=postings)


def _keys(quotation: Quotation) -> Iterator[str]:
    words = quotation.telling
    for voice in quotation.voices:
        if is_speaker(voice):
            yield from (f"{KEY}{voice.line}:{w}" for w in words)
    if len(words) == 1:
        yield f"{KEY}:{words[0]}"
    for one, other in pairwise(words):
        yield f"{KEY}:{' '.join(sorted((one, other)))}"


def _best(mine: Quotation, others: Sequence[Quotation]) -> tuple[Quotation, str, float] | None:
    near = [(o, *match) for o in others if (match := _match(mine, o)) is not None]
    return max(near, key=lambda n: (n[2], -n[0].words.start), default=None)


def _match(one: Quotation, other: Quotation) -> tuple[str, float] | None:
    """Why two quotations may be one utterance, and how sure that is; None if they are not."""
    verbatim = _verbatim(one, other)
    shared = set(one.telling) & set(other.telling)
    least = min(len(one.telling), len(other.telling))
    if not shared or (not verbatim and len(shared) < max(2, _RENDERED * least)):
        return None
    relation, near = _relation(one, other), len(set(one.around) & set(other.around))
    words = "the same words" if verbatim else "words that translators choose for one another"
    if relation in ("same", "state") and _one_time(one, other, verbatim and least >= _LONG):
        if least == 1 and not near and not _share_numbers(one, other):
            return None  # one word, and nothing else in common
        return f"{words}, one speaker", 0.95 if verbatim else 0.85
    if relation == "other":
        long = verbatim and least >= _LONG
        return ("the same words, from another speaker", 0.7) if long else None
    if verbatim and least >= _LONG:
        return "the same words; one of the texts does not say clearly who said them", 0.8
    if near >= _FEW and _one_time(one, other, longer=False):
        return f"{words} and words around; one of the texts does not name the speaker", 0.7
    return None


def _verbatim(one: Quotation, other: Quotation) -> bool:
    short, long = sorted((one.words.text.lower(), other.words.text.lower()), key=len)
    return fuzz.partial_ratio(short, long) >= _VERBATIM


def _relation(one: Quotation, other: Quotation) -> Relation:
    """The nearest relation between any two of the voices; unsure before other."""
    found = {relate(a, b) for a in one.voices for b in other.voices}
    order: tuple[Relation, ...] = ("same", "state", "open", "other")
    return next((r for r in order if r in found), "open")


def _one_time(one: Quotation, other: Quotation, longer: bool) -> bool:
    """Whether the days allow one occasion; the same long words may be quoted years later."""
    if longer or one.day is None or other.day is None:
        return longer or not (one.sure and other.sure)
    return abs((date.fromisoformat(one.day) - date.fromisoformat(other.day)).days) <= _APART


def _share_numbers(one: Quotation, other: Quotation) -> bool:
    return bool(set(_NUMBER.findall(one.words.text)) & set(_NUMBER.findall(other.words.text)))


def _echo(
    later: Facts,
    earlier: Facts,
    pairs: Sequence[tuple[Quotation, Quotation, str, float]],
    *,
    note: Postings,
) -> Echo:
    best = max(pairs, key=lambda p: (p[3], -p[0].words.start))
    return Echo(
        later=later.document,
        earlier=earlier.document,
        kind="same_quotation",
        reason=f"“{best[0].words.text}” and “{best[1].words.text}”: {best[2]}"
        + note.order_note(later, earlier),
        score=best[3],
        here=tuple(dict.fromkeys(p[0].words for p in pairs)),
        there=tuple(dict.fromkeys(p[1].words for p in pairs)),
    )
