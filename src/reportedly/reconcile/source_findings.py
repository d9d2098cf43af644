"""Words between quotation marks that other texts give to somebody else."""

from collections.abc import Iterator, Sequence
from typing import Final

from rapidfuzz import fuzz

from reportedly.knowledge import find_publisher
from reportedly.model import Anchor, Finding, Side
from reportedly.reconcile.comparing import days_between
from reportedly.reconcile.corpus import Corpus, Quoted, find_quoted
from reportedly.reconcile.facts import Facts
from reportedly.reconcile.telling import best_anchor, name_voice, quote, side
from reportedly.reconcile.utterances import Utterance
from reportedly.reconcile.voices import Voice
from reportedly.reconcile.weights import (
    OTHER_BODY,
    OTHER_BY_PRONOUN,
    OTHER_SPEAKER,
    SAME_WORDS,
)

_ALIKE: Final = 90.0  # of 100: how much of the shorter quotation stands in the longer
_SHOWN: Final = 3
_FEWEST: Final = 2  # words that tell something; a single plain word may be anybody's
_WHOLE: Final = 5  # words that tell something: an utterance, where fewer are a phrase
_SLACK: Final = 5  # one word in so many may differ
_SAME_DAYS: Final = 14  # days within which two texts tell of one phrase being used
_PRONOUNS: Final = frozenset({"he", "she", "it", "they", "who", "we", "i"})
_FORMS_OF_ADDRESS: Final = frozenset({"mr", "mrs", "ms", "dr", "sir", "president", "the"})


def find_source_findings(facts: Facts, corpus: Corpus) -> Iterator[Finding]:
    """Quotations of one document that other texts give to another speaker, or to the same."""
    for quoted in find_quoted(facts):
        if _is_telling(quoted):
            same = [o for o in corpus.quoted(quoted) if _is_same(quoted, o)]
            found = _compare(quoted, same)
            if found is not None:
                yield found


def _is_telling(quoted: Quoted) -> bool:
    """Whether words are enough to be somebody's own: two that tell something, or a coinage."""
    return len(quoted.words) >= _FEWEST or _is_coinage(quoted)


def _is_coinage(quoted: Quoted) -> bool:
    """Whether a phrase has a word made up of several, as in "rent-an-army"."""
    return any(word.count("-") > 1 for word in quoted.anchor.text.split())


def _is_whole(one: Quoted, other: Quoted) -> bool:
    """Whether so much is quoted on both sides that it must be one utterance.

    A phrase of few words is in many mouths: it counts when it is a coinage, of about the same
    days, in texts about the same countries.
    """
    if min(len(one.words), len(other.words)) >= _WHOLE:
        return True
    if not (_is_coinage(one) and _is_coinage(other)):
        return False
    gap = days_between(one.utterance.header.day, other.utterance.header.day)
    shared = one.countries & other.countries
    return gap is not None and abs(gap) <= _SAME_DAYS and len(shared) > 1


def _is_same(one: Quoted, other: Quoted) -> bool:
    if one.anchor.document == other.anchor.document or not _is_telling(other):
        return False
    return fuzz.partial_ratio(_plain(one), _plain(other)) >= _ALIKE and _overlap(one, other)


def _overlap(one: Quoted, other: Quoted) -> bool:
    """Whether the longer of two quotations has the telling words of the shorter, all but a few."""
    few, many = sorted((one.words, other.words), key=len)
    return len(few - many) <= len(few) // _SLACK


def _plain(quoted: Quoted) -> str:
    return quoted.anchor.text.lower().strip(" .,;:…").replace("’", "'")


def _compare(quoted: Quoted, same: Sequence[Quoted]) -> Finding | None:
    """A conflict where no other text has the speaker of this one; else an agreement."""
    mine = quoted.utterance
    if not _is_somebody(mine):
        return None
    others = [o for o in same if _is_somebody(o.utterance)]
    if not others:
        return None
    agree = [o for o in others if _may_be_one(mine, o.utterance)]
    if agree:
        return _agreement(quoted, agree)
    others = [o for o in others if _is_whole(quoted, o)]
    if not others:
        return None
    first = sorted(others, key=lambda o: (o.utterance.header.order, o.anchor.start))[:_SHOWN]
    shown = "; ".join(name_voice(o.utterance) for o in first)
    why = (
        f"{quote(quoted.anchor.text)} are words of {mine.voice.shown} here; "
        f"other texts give them to: {shown}."
    )
    countries = {o.utterance.voice.country for o in first}
    near = mine.voice.country is not None and countries == {mine.voice.country}
    there = tuple(s for o in first for s in _sides(o, best_anchor(o.utterance.sentence, o.anchor)))
    here = _sides(quoted, quoted.anchor)
    weight = OTHER_BODY if near else OTHER_SPEAKER
    if any(_is_by_pronoun(q.utterance) for q in (quoted, *first)):
        weight = OTHER_BY_PRONOUN  # who "he" is, is our reading
    return Finding("conflict.source", weight, why, here, there)


def _sides(quoted: Quoted, anchor: Anchor) -> tuple[Side, ...]:
    """Who says it, as printed, and the words."""
    utterance = quoted.utterance
    said = side(utterance, anchor)
    words = utterance.voice.words
    return (side(utterance, words), said) if words is not None else (said,)


def _is_somebody(utterance: Utterance) -> bool:
    return not utterance.voice.key.startswith(("unnamed:", "outlet:"))


def _may_be_one(one: Utterance, other: Utterance) -> bool:
    """Whether two texts may mean one speaker, or one passes the other on, or speaks for a state.

    "Moscow says" and a Russian official's words do not contradict one another.
    """
    mine, theirs = one.voice, other.voice
    if "media" in (mine.kind, theirs.kind) or _is_outlet(mine) or _is_outlet(theirs):
        return True  # an outlet passes on what others say
    if mine.key == theirs.key or mine.shown in theirs.path or theirs.shown in mine.path:
        return True
    states = [v for v in (mine, theirs) if v.key.startswith("country:")]
    if states and mine.country == theirs.country:
        return True
    words, others = _name_words(mine), _name_words(theirs)
    return bool(words and others) and (words <= others or others <= words)


def _name_words(voice: Voice) -> frozenset[str]:
    plain = (w.strip(".,’'").lower() for w in voice.shown.split())
    return frozenset(w for w in plain if w and w not in _FORMS_OF_ADDRESS)


def _is_by_pronoun(utterance: Utterance) -> bool:
    words = utterance.voice.words
    return words is not None and words.text.lower() in _PRONOUNS


def _is_outlet(voice: Voice) -> bool:
    return find_publisher(voice.shown) is not None


def _agreement(quoted: Quoted, same: Sequence[Quoted]) -> Finding:
    first = sorted(same, key=lambda o: (o.utterance.header.order, o.anchor.start))[:_SHOWN]
    shown = "; ".join(name_voice(o.utterance) for o in first)
    why = f"{quote(quoted.anchor.text)} stands in other texts for the same speaker: {shown}."
    there = tuple(side(o.utterance, o.anchor) for o in first)
    return Finding("agreement", SAME_WORDS, why, (side(quoted.utterance, quoted.anchor),), there)
