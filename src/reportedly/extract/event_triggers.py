"""Which words of a parse tell of a deed, and of what type: verbs, verbs with objects, nouns."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from reportedly.knowledge import (
    load_event_nouns,
    load_event_phrases,
    load_event_verbs,
    load_event_words,
)
from reportedly.model import EventType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_VERBS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
_NOUNS = ("NN", "NNS")
_OBJECTS = frozenset({"dobj", "nsubjpass", "attr", "oprd", "acomp"})
# What a deed of these types is about stands in a lower verb, which is then no deed of its own:
# who refuses to attack does not attack.
_COVERING = frozenset({"AGREE", "REJECT", "THREATEN", "REQUEST", "APPEAL", "STATEMENT"})
_MOST_COVERED = 60  # words under a verb that are looked at
# Words of place and manner whose object says what a verb means; "because of the fighting" does not.
_LATER = frozenset({"prt", "prep", "advmod", "xcomp", "pcomp", "dative", "npadvmod"})
_WHEN = ("DATE", "TIME")
_TELLING = frozenset(
    {"on", "in", "to", "from", "of", "with", "against", "for", "at", "into", "as", "by", "upon"}
)
_TIMELESS = ("VB", "VBG", "NN", "NNS")
_BESIDE_NAMES = frozenset({"amod", "compound", "nmod"})
# A deed in a reduced clause ("backed by …") is the background of another.
_BACKGROUND = frozenset({"SUPPORT", "AGREE", "CONSULT", "SANCTION", "ACCUSE"})
_TIMES = frozenset({"at", "during", "after", "before", "following", "since", "for", "amid", "over"})
# Nouns alone tell of these only: a "threat" or "support" may be anybody's feeling.
_NOMINAL = frozenset({"ASSAULT", "CONSULT", "SANCTION", "COERCE", "CONCEDE", "RETREAT", "PROTEST"})
_NOMINAL_PREPOSITIONS = frozenset({"of", "on", "against", "between", "with", "by", "upon"})
_PARTY_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """The word that tells of a deed; with it the noun or the lower verb that says which."""

    token: "Token"
    type: EventType
    noun: "Token | None" = None
    lower: "Token | None" = None

    @property
    def parts(self) -> tuple["Token", ...]:
        """The words that tell of the deed, its own first."""
        return tuple(t for t in (self.token, self.noun, self.lower) if t is not None)


def is_verb(token: "Token") -> bool:
    """Whether a token is a verb that is no auxiliary."""
    return token.tag_ in _VERBS and token.dep_ not in ("aux", "auxpass")


def word_of(token: "Token") -> str:
    """A word in lower case, whole where it was cut at a hyphen ("cease-fire")."""
    word = token.text.lower()
    if token.i > 1 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_:
        return f"{token.nbor(-2).text.lower()}-{word}"
    return word


def find_triggers(doc: "Doc") -> Iterator[Trigger]:
    """Triggers in the order of their words."""
    taken: set[int] = set()
    words, nouns = load_event_words(), load_event_nouns()
    for token in doc:
        word = word_of(token)
        if token.i in taken:
            continue
        if is_verb(token) and (word in words or _is_demand(token)):
            trigger = _verb(token, word)
            if trigger is not None:
                taken |= _covered(trigger)
                yield trigger
        elif word in nouns and _is_nominal(token, nouns[word]):
            yield Trigger(token, nouns[word], noun=token)


def _is_demand(verb: "Token") -> bool:
    """Whether somebody says what another must do."""
    return verb.dep_ == "ccomp" and any(
        c.dep_ == "aux" and c.text.lower() == "must" for c in verb.children
    )


def _verb(token: "Token", word: str) -> Trigger | None:
    if token.dep_ in _BESIDE_NAMES:
        return None  # "the occupied town", "US-backed fighters"
    if _is_demand(token):
        return Trigger(token, "REQUEST")
    trigger = _told(token, word)
    if trigger is None or (token.dep_ == "acl" and trigger.type in _BACKGROUND):
        return None
    if word in ("meet", "met", "meeting", "meets") and not trigger.noun and not _meets(token):
        return None
    return trigger


def _meets(verb: "Token") -> bool:
    """Whether "meet" has people for its object, or nobody: deadlines are met too."""
    things = [c for c in verb.children if c.dep_ == "dobj"]
    return not things or any(_is_somebody(t) for t in things)


def _is_somebody(token: "Token") -> bool:
    named = {token.ent_type_, *(c.ent_type_ for c in token.children)}
    return token.tag_ in ("NNP", "NNPS", "PRP") or not _PARTY_LABELS.isdisjoint(named)


def _told(token: "Token", word: str) -> Trigger | None:
    beside = _beside(token)
    lower = next((c for c in token.children if c.dep_ in ("xcomp", "ccomp") and is_verb(c)), None)
    for phrase in load_event_phrases().get(word, ()):
        if phrase.particle and phrase.particle not in beside:
            continue
        said = next((w for w in beside if w in phrase.beside), None)
        if said is not None:
            noun = beside[said]
            kind = phrase.type or load_event_nouns()[said]
            return Trigger(token, kind, noun if noun.tag_[:2] == "NN" else None, lower)
    kind_of_verb = load_event_verbs().get(word)
    return Trigger(token, kind_of_verb, None, lower) if kind_of_verb else None


def _beside(verb: "Token") -> dict[str, "Token"]:
    """The words beside a verb that may say what it means: objects first, then the rest."""
    found: dict[str, Token] = {}
    later: list[Token] = []
    for child in verb.children:
        if child.dep_ in _OBJECTS:
            _add_object(found, child)
        elif child.dep_ in _LATER and not any(c.ent_type_ in _WHEN for c in child.children):
            later.append(child)  # "called on Tuesday" is not "called on the minister"
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        found.setdefault(verb.head.text.lower(), verb.head)  # "sanctions imposed on …"
    for child in later:
        found.setdefault(child.text.lower(), child)
        if child.dep_ == "xcomp":
            found.setdefault("+to", child)
        if child.text.lower() in _TELLING:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    found.setdefault(inner.text.lower(), inner)
    return found


def _add_object(found: dict[str, "Token"], token: "Token") -> None:
    found.setdefault(word_of(token), token)
    if token.ent_type_ == "MONEY":
        found.setdefault("+money", token)
    for inner in token.children:
        if inner.dep_ in ("conj", "compound"):
            found.setdefault(inner.text.lower(), inner)
        elif inner.dep_ == "prep" and inner.text.lower() == "of":
            for last in inner.children:  # "a series of attacks"
                found.setdefault(last.text.lower(), last)


def _covered(trigger: Trigger) -> set[int]:
    """Words that say more about this deed and tell of none of their own."""
    covered = {trigger.noun.i} if trigger.noun is not None else set()
    if trigger.type in _COVERING:
        below = islice(trigger.token.subtree, _MOST_COVERED)
        covered |= {c.i for c in trigger.token.children if c.dep_ in _OBJECTS}
        covered |= {t.i for t in below if t.tag_ in _TIMELESS and t.i > trigger.token.i}
    return covered


def _is_nominal(token: "Token", kind: EventType) -> bool:
    """Whether a noun tells of a deed: it says whose it was or against whom."""
    if kind not in _NOMINAL or token.tag_ not in _NOUNS or token.dep_ in ("compound", "amod"):
        return False
    if kind == "CONSULT" and token.dep_ == "pobj" and token.head.text.lower() in _TIMES:
        return False  # "at a summit of …" says when something else was done
    for child in token.children:
        if child.dep_ in ("poss", "compound", "amod") and child.ent_type_ in _PARTY_LABELS:
            return True
        if child.dep_ == "prep" and child.text.lower() in _NOMINAL_PREPOSITIONS:
            return any(c.dep_ == "pobj" for c in child.children)
    return False
