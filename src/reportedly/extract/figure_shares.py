"""What a share is a share of: what befell the share, its whole, or what was counted before."""

from collections.abc import Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from reportedly.extract.figure_antecedents import Earlier, counted_before
from reportedly.extract.figure_measures import VICTIMS, Where, measure_words, what_befell
from reportedly.extract.figure_pointers import find_subject, is_pronoun, is_tally
from reportedly.knowledge import load_measures, load_number_words, load_place_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEAR: Final = 10  # tokens after a share in which its verb and place stand
_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_FAR: Final = 60  # tokens before a share in which its whole may stand
_PLACED = frozenset({"in", "at", "near", "along", "inside", "on"})
_DEPLOYED = frozenset({"deployed", "stationed", "based", "posted"})
_BE: Final = frozenset({"be", "is", "are", "was", "were", "been"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})


def name_share(where: Where, earlier: Earlier) -> str:
    """A share's measure: "share", with what is shared after it where the text says."""
    done = what_befell(where)
    named = done if done in VICTIMS else _of_whole(where) or _pointed(where, earlier)
    if named is None and _is_placed(where) and _counts_troops(where, earlier):
        named = "deployed"
    return f"share_{named}" if named else "share"


def _of_whole(where: Where) -> str | None:
    """The victims that the share is a part of, after it or before it in the sentence."""
    words = dict(load_measures("noun")) | dict(load_measures("verb"))
    tokens = where.tokens
    behind = tokens[where.last + 1 : where.last + 6]
    of = behind if behind and behind[0].text.lower() == "of" else []
    start = max(tokens[where.first].sent.start, where.first - _FAR)
    for token in (*of, *reversed(tokens[start : where.first])):
        measure = words.get((token.text.lower(),))
        if measure in VICTIMS:
            return measure
    return None


def _pointed(where: Where, earlier: Earlier) -> str | None:
    """The victims counted in the sentence before, of which "this is half" or "the figure is"."""
    subject = find_subject(where, load_number_words("composing"))
    if subject is None or not (is_pronoun(subject) or is_tally(subject)):
        return None
    for n, counted in enumerate(counted_before(earlier, where.tokens[where.start])):
        if counted or n:
            measures = {c.measure for c in counted}
            measure = measures.pop() if len(measures) == 1 else None
            lost = measure == "losses"  # as the noun "losses" does, shares count them all
            return "casualties" if lost else measure if measure in VICTIMS else None
    return None


# ------------------------------------------------------------------ where the share is


def _is_placed(where: Where) -> bool:
    """Whether a share is said to be at a place: "half were in the border region".

    By word order: shares in apposition ("of 900 soldiers two out of three") parse badly.
    """
    counted = where.noun.i if where.noun is not None else where.last
    run = list(where.tokens[counted + 1 : counted + 1 + _NEAR])
    verbs = list(takewhile(lambda t: t.tag_[:1] == "V" or t.tag_ in ("MD", "RB"), run))
    said = {t.text.lower() for t in verbs}
    if not said & _BE:
        return False
    return bool(said & _DEPLOYED) or _is_place(run[len(verbs) :])


def _is_place(words: Sequence["Token"]) -> bool:
    """Whether "in", "near" and the like stand before a place or a word for one."""
    if not words or words[0].text.lower() not in _PLACED:
        return False
    phrase = takewhile(lambda t: t.tag_ in (*_NOUNS, "DT", "JJ", "POS"), words[1:])
    around = load_place_words("around")
    return any(t.ent_type_ in _PLACES or t.text.lower() in around for t in phrase)


def _counts_troops(where: Where, earlier: Earlier) -> bool:
    if where.noun is not None:
        return measure_words([where.noun.text.lower()]) == "troops"
    counted = next((c for c in counted_before(earlier, where.tokens[where.start]) if c), [])
    return {c.measure for c in counted} == {"troops"}
