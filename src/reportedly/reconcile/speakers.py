"""How the speakers of two texts stand to one another, as far as the texts show."""

from typing import Final, Literal

from reportedly.knowledge import find_publisher
from reportedly.reconcile.voices import Voice

Relation = Literal["same", "state", "open", "other"]
_OFFICIAL: Final = ("country", "body")


def relate(one: Voice, other: Voice) -> Relation:
    """Whether two voices are one speaker (*same*), or speak for one state, or two named ones.

    *state*: a state, or a body of it, and somebody of that state. *open*: one of them is nobody in
    particular, the author's own voice, or an outlet that passes on what others say.
    """
    if one.key == other.key and not one.is_author:
        return "same"
    if not (is_speaker(one) and is_speaker(other)):
        return "open"
    if _differ(one, other) and (one.country is None or other.country is None):
        return "open"  # a person may speak for a body; the text does not say of which state
    officials = [v for v in (one, other) if v.key.partition(":")[0] in _OFFICIAL]
    if officials and one.country is not None and one.country == other.country:
        return "state" if one.key.startswith("country") or _differ(one, other) else "other"
    return "other"


def is_speaker(voice: Voice) -> bool:
    """Whether a voice is a named one that speaks for itself and passes nobody on."""
    return voice.is_named and voice.kind != "media" and find_publisher(voice.shown) is None


def names_nobody(voice: Voice) -> bool:
    """Whether a text has something without saying from whom."""
    return voice.is_author or (voice.words is None and not voice.is_named)


def _differ(one: Voice, other: Voice) -> bool:
    """Whether one is a person and the other a state or body: no two bodies."""
    return one.key.partition(":")[0] != other.key.partition(":")[0]
