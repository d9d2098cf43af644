"""Claims of one matter in several texts: other places, denials. Light, for a reader to judge."""

from collections.abc import Iterator
from typing import Final

from reportedly.model import Anchor, Finding
from reportedly.reconcile.corpus import Corpus
from reportedly.reconcile.facts import Facts
from reportedly.reconcile.telling import best_anchor, name_voice, quote, side
from reportedly.reconcile.tellings import Telling
from reportedly.reconcile.weights import (
    DENIAL,
    PLACE_MORE,
    PLACE_OTHER,
)

_SHARED: Final = 3  # words that two claims of one matter share, the thing among them
_PART: Final = 0.4  # of the shorter claim's words
_SHOWN: Final = 2


def find_matter_findings(facts: Facts, corpus: Corpus) -> Iterator[Finding]:
    """Where other texts that tell of the same thing place it elsewhere, or deny it."""
    for telling in facts.tellings:
        same = [o for o in corpus.tellings(telling) if is_one_matter(telling, o)]
        yield from filter(None, (_places(telling, same), _denied(telling, same)))


def is_one_matter(one: Telling, other: Telling) -> bool:
    """Whether two claims share a thing and enough further words."""
    if one.header.document == other.header.document or not one.things & other.things:
        return False
    shared = len(one.words & other.words)
    return shared >= _SHARED and shared >= _PART * min(len(one.words), len(other.words))


def _places(telling: Telling, same: list[Telling]) -> Finding | None:
    """Other texts name countries for it that this one leaves out."""
    if not telling.places:
        return None
    others = [
        o for o in same if o.places - telling.places and o.claim.modality == telling.claim.modality
    ][:_SHOWN]
    if not others:
        return None
    apart = not any(o.places & telling.places for o in others)
    shown = "; ".join(f"{quote(o.sentence.text)}, {name_voice(o)}" for o in others)
    why = f"Here it is placed by {quote(telling.claim.anchor.text)}; other texts: {shown}."
    return Finding(
        "conflict.place" if apart else "scope",
        PLACE_OTHER if apart else PLACE_MORE,
        why,
        (side(telling, _here(telling)),),
        tuple(side(o, best_anchor(o.sentence, o.claim.anchor)) for o in others),
    )


def _denied(telling: Telling, same: list[Telling]) -> Finding | None:
    """What stands here without a word of it is denied by a named speaker elsewhere."""
    if telling.claim.polarity == "negative":
        return None
    others = [
        o
        for o in same
        if o.claim.polarity == "negative"
        and o.voice.is_named
        and o.voice.line != telling.voice.line
    ][:_SHOWN]
    if not others:
        return None
    shown = "; ".join(f"{quote(o.sentence.text)}, {name_voice(o)}" for o in others)
    why = f"{quote(telling.claim.anchor.text)} stands here; other texts have a denial: {shown}."
    there = tuple(side(o, best_anchor(o.sentence, o.claim.anchor)) for o in others)
    return Finding("conflict.denial", DENIAL, why, (side(telling, _here(telling)),), there)


def _here(telling: Telling) -> Anchor:
    return best_anchor(telling.claim.anchor, telling.sentence)
