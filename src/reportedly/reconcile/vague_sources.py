"""Figures and deeds that a text gives to nobody in particular.

In one text this is a light matter. Where other texts name who said it, it is for the step that
holds texts against one another: :func:`list_vague` gives it what to look for.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from reportedly.knowledge import find_country
from reportedly.model import Finding
from reportedly.reconcile.answers import Answer
from reportedly.reconcile.facts import Facts
from reportedly.reconcile.own_text import OwnText
from reportedly.reconcile.telling import quote
from reportedly.reconcile.utterances import Utterance
from reportedly.reconcile.weights import VAGUE_DEED, VAGUE_FIGURE

_VAGUE: Final = frozenset({"anonymous", "collective", "none"})
# Words that point to somebody named before, or to a text.
_POINTS: Final = re.compile(r"(?:the|this|that|these|those|its|their|his|her|who|one of)\b", re.I)
_FEW_WORDS: Final = 6  # words of a content below which it tells no deed
# What is worth a name: people hurt, taken or sent.
WEIGHTY_MEASURES: Final = frozenset(
    {"killed", "wounded", "casualties", "losses", "captured", "missing", "abducted", "displaced"}
    | {"troops", "deminers", "military_builders", "share_killed"}
)


def list_vague(facts: Facts) -> Iterator[tuple[Utterance, tuple[Answer, ...]]]:
    """Utterances of nobody in particular that claim a deed, each with its figures of weight."""
    for utterance in facts.utterances:
        if is_vague(utterance):
            told = {c.id for c in utterance.claims}
            figures = [a for a in facts.answers if a.claim is not None and a.claim.id in told]
            weighty = tuple(a for a in figures if a.measure in WEIGHTY_MEASURES and not a.is_vague)
            if weighty or any(c.modality in ("done", "ongoing") for c in utterance.claims):
                yield utterance, weighty


def is_vague(utterance: Utterance) -> bool:
    """Whether the words for the source lead to no person, body or state."""
    voice, kind = utterance.voice, utterance.attribution.source_kind
    if kind not in _VAGUE or voice.is_named or voice.is_author or voice.country is not None:
        return False
    printed = voice.words.text if voice.words is not None else ""
    return not _POINTS.match(printed) and not _names_country(printed)


def _names_country(printed: str) -> bool:
    """Whether words for people say whose they are, in one word or two ("South Korean")."""
    words = printed.split()
    return any(find_country(" ".join(pair)) for pair in pairwise(words))


def find_vague_sources(own: OwnText) -> Iterator[Finding]:
    """Vague sources of one text: those of figures, and those whose words name no people at all."""
    for utterance, figures in list_vague(own.facts):
        source = utterance.voice.words
        named = (
            f"to {quote(source.text)} only" if source is not None else "without saying whose it is"
        )
        if figures:
            why = f"The text gives {quote(figures[0].figure.anchor.text)} {named}."
            here = tuple(own.figure_side(a) for a in figures)
            yield Finding("vague_source", VAGUE_FIGURE, why, here)
        elif source is not None:
            content = utterance.attribution.content.hull
            if len(own.words(content).split()) < _FEW_WORDS:
                continue
            why = f"The text gives {quote(own.words(content))} {named}."
            yield Finding("vague_source", VAGUE_DEED, why, (own.side(content),))
