"""What belongs to one deed: its clause with the values in it, and its mood."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from reportedly.extract.event_triggers import is_verb
from reportedly.extract.syntax import Passage
from reportedly.knowledge import load_cues
from reportedly.model import Claim, DateMention, Figure, Modality, PlaceMention, Polarity

if TYPE_CHECKING:
    from spacy.tokens import Token

Value = TypeVar("Value", DateMention, PlaceMention, Figure)

_PLANNED = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_HYPOTHETICAL = frozenset({"may", "might", "could", "would", "can", "should", "must"})
_CONDITION = frozenset({"if", "unless"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "no"})
# Verbs and adjectives whose infinitive is still to come.
_PLANS = frozenset(
    {"plan", "plans", "planned", "planning", "intend", "intends", "intended", "prepare", "prepares"}
    | {"prepared", "preparing", "decide", "decides", "decided", "agree", "agrees", "agreed"}
    | {"promise", "promises", "promised", "pledge", "pledges", "pledged", "vow", "vows", "vowed"}
    | {"offer", "offers", "offered", "ready", "willing", "set", "expected", "expects", "want"}
    | {"wants", "wanted", "aim", "aims", "seek", "seeks", "sought", "hope", "hopes", "poised"}
    | {"due", "going", "scheduled"}
)
_BE = frozenset({"is", "are", "was", "were"})  # "were to receive": it was still to come
_UP = ("xcomp", "advcl", "conj", "acl", "pcomp", "prep", "pobj", "dobj")
_CLIMB = 6


def clause_heads(passage: Passage, nouns: frozenset[int]) -> list[int]:
    """For each token the verb, or the noun of a deed, whose clause it stands in.

    Each token is looked at once: what is known of a head holds for all that hang on it.
    """
    heads = [-1] * len(passage.doc)
    for token in passage.doc:
        path = []
        while heads[token.i] < 0:
            path.append(token.i)
            if is_verb(token) or token.i in nouns or token.head.i == token.i:
                heads[token.i] = token.i
                break
            token = token.head
            if token.i in path[-1:]:
                break
        found = heads[token.i] if heads[token.i] >= 0 else token.i
        for i in path:
            heads[i] = found
    return heads


def by_clause(
    passage: Passage, heads: list[int], values: Iterable[Value]
) -> dict[int, list[Value]]:
    """Values by the clause that they stand in."""
    starts = [t.idx + passage.offset for t in passage.doc]
    found: dict[int, list[Value]] = {}
    for value in values:
        at = bisect_right(starts, value.anchor.start) - 1
        if at >= 0:
            found.setdefault(heads[at], []).append(value)
    return found


def own_values(parts: Sequence["Token"], found: Mapping[int, list[Value]]) -> list[Value]:
    """Values in the clause of a deed: of its verb, its noun, or the verb below it."""
    return [value for i in dict.fromkeys(t.i for t in parts) for value in found.get(i, ())]


def near_values(
    parts: Sequence["Token"], found: Mapping[int, list[Value]], heads: list[int]
) -> list[Value]:
    """Values of a deed's own clause, else of the clause above that it goes on with.

    "On Monday they stormed the base, killing ten": the killing was on Monday. What stands with
    a verb of saying is not taken: he may have said it later.
    """
    token = parts[0]
    own = own_values(parts, found)
    for _ in range(_CLIMB):
        if own or token.dep_ not in _UP or token.head.i == token.i:
            break
        token = token.head
        own = found.get(heads[token.i], [])
    return list(own)


def modality_of(verb: "Token") -> Modality:
    """Done, ongoing, planned or hypothetical, by the verb's own clause or the one it completes."""
    for _ in range(_CLIMB):
        aux = {c.text.lower() for c in verb.children if c.dep_ in ("aux", "mark")}
        if "would" in aux and verb.dep_ == "ccomp" and verb.head.text.lower() in load_cues():
            return "planned"  # "they said they would leave": will, told of later
        if aux & (_HYPOTHETICAL | _CONDITION):
            return "hypothetical"
        if aux & _PLANNED:
            return "planned"
        if not is_verb(verb):
            return "done"
        if "to" in aux or verb.dep_ in ("conj", "xcomp"):
            above = verb.head
            if "to" in aux and above.text.lower() in (_PLANS | _BE):
                return "planned"
            if verb.dep_ in ("xcomp", "conj") and is_verb(above) and above != verb:
                verb = above
                continue
            return "planned" if "to" in aux and verb.dep_ == "xcomp" else _tense(verb)
        return _tense(verb)
    return "done"


def _tense(verb: "Token") -> Modality:
    if verb.tag_ in ("VBP", "VBZ"):
        return "ongoing"
    going = any(
        c.dep_ == "aux" and c.text.lower() in ("is", "are", "'s", "’s", "'re", "am")
        for c in verb.children
    )
    likely = verb.dep_ == "xcomp" and verb.head.dep_ == "acomp"  # "is likely shipping"
    return "ongoing" if verb.tag_ == "VBG" and (going or likely) else "done"


def polarity_of(verb: "Token") -> Polarity:
    """Negative when the verb itself is denied."""
    for child in verb.children:
        if child.dep_ == "neg" or (child.dep_ in ("advmod", "preconj", "cc") and _negates(child)):
            return "negative"
    return "positive"


def _negates(token: "Token") -> bool:
    return token.text.lower() in _NEGATIONS


def no_surer(modality: Modality, claim: Claim) -> Modality:
    """A deed in a claim about what may be is no more certain than the claim."""
    return "hypothetical" if claim.modality == "hypothetical" and modality == "done" else modality


def days_of(day: DateMention | None) -> str | None:
    """A date as an ISO day or interval."""
    if day is None or day.start is None:
        return None
    return day.start if day.start == day.end else f"{day.start}/{day.end}"
