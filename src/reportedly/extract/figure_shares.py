"""What a share is a share of: what befell the share, its whole, or what was counted before."""

from typing import TYPE_CHECKING, Final

from reportedly.extract.figure_antecedents import Earlier, counted_before
from reportedly.extract.figure_measures import VICTIMS, Where, measure_words, what_befell
from reportedly.extract.figure_pointers import find_subject, is_pronoun, is_tally
from reportedly.knowledge import load_measures, load_number_words, load_place_words

if TYPE_CHECKING:
    from spacy.tokens import Token

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
    """Whether a share is said to be at a place: "half were in the border region"."""
    number = where.tokens[where.first].doc[where.first : where.last + 1].root
    counted = where.noun if where.noun is not None and number.dep_ == "nummod" else number
    verb = counted.head
    if counted.dep_ not in ("nsubj", "nsubjpass"):
        return False
    if verb.text.lower() in _DEPLOYED:
        return True
    return verb.text.lower() in _BE and any(
        child.text.lower() in _PLACED and any(_is_place(c) for c in child.children)
        for child in verb.children
        if child.dep_ == "prep" and child.i > verb.i
    )


def _is_place(noun: "Token") -> bool:
    return noun.ent_type_ in _PLACES or noun.text.lower() in load_place_words("around")


def _counts_troops(where: Where, earlier: Earlier) -> bool:
    if where.noun is not None:
        return measure_words([where.noun.text.lower()]) == "troops"
    counted = next((c for c in counted_before(earlier, where.tokens[where.start]) if c), [])
    return {c.measure for c in counted} == {"troops"}
