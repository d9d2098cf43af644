"""How the speakers of two texts stand to one another, as far as the texts show.

Who speaks is taken by line: a spokesperson, a staff or those it briefed speak for their body.
"""

from typing import Final, Literal

from reportedly.knowledge import find_body, find_publisher, name_key, normal_name
from reportedly.reconcile.voices import Voice

Relation = Literal["same", "state", "open", "other"]
_NAMED: Final = frozenset({"person", "body", "org", "country"})


def relate(one: Voice, other: Voice) -> Relation:
    """Whether two voices are one speaker (*same*), or speak for one state, or two named ones.

    *state*: a state, or a body of it, and somebody of that state. *open*: one of them is nobody in
    particular, the author's own voice, an outlet that passes on what others say, or a surname.
    """
    if one.line == other.line and (is_speaker(one) or not one.is_author):
        return "same"
    if not (is_speaker(one) and is_speaker(other)):
        return "open"
    mine, theirs = country_of(one), country_of(other)
    differ = _kind(one) != _kind(other)
    if differ and (mine is None or theirs is None):
        return "open"  # a person may speak for a body; the text does not say of which state
    if is_short(one, other) or is_short(other, one):
        return "open"  # a surname alone: nobody in the text is shown to be another
    if mine is not None and mine == theirs and {"country", "body"} & {_kind(one), _kind(other)}:
        return "state" if differ else "other"
    return "other"


def is_speaker(voice: Voice) -> bool:
    """Whether a voice is a named one that speaks for itself and passes nobody on."""
    if _kind(voice) not in _NAMED or find_publisher(speaker_name(voice)) is not None:
        return False
    return voice.body is not None or voice.kind != "media"


def names_nobody(voice: Voice) -> bool:
    """Whether a text has something without saying from whom."""
    return (voice.is_author or voice.words is None) and not is_speaker(voice)


def speaker_name(voice: Voice) -> str:
    """The usual name of whose line a voice is."""
    return voice.body.partition(":")[2] if voice.body is not None else voice.shown


def country_of(voice: Voice) -> str | None:
    """The state that a voice belongs to, as far as the text or a table says."""
    body = find_body(speaker_name(voice)) if voice.body is not None else None
    return body.country if body is not None else voice.country


def is_person(voice: Voice) -> bool:
    """Whether a person speaks for nobody but himself or herself, for all that is shown."""
    return _kind(voice) == "person"


def is_state(voice: Voice) -> bool:
    """Whether a state speaks, with no body or person named."""
    return _kind(voice) == "country"


def _kind(voice: Voice) -> str:
    return voice.line.partition(":")[0]


def is_short(one: Voice, other: Voice) -> bool:
    """Whether a person's only name is a part of another's."""
    if " " in one.shown or not (is_person(one) and is_person(other)):
        return False
    return name_key(one.shown) in normal_name(other.shown).split()
