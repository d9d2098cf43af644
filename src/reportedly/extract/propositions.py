"""Cutting what somebody says into propositions: coordinated clauses, contrasts, counted things.

"It sent 300 trucks and 40 guns, though none arrived" says three things: that it sent trucks, that
it sent guns, that none arrived. A condition stays with what it is a condition of.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Token

VERBS: Final = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD")
_FINITE = ("VBD", "VBP", "VBZ")
_THINGS = ("NN", "NNS", "NNPS")  # "March 21 and June 4" counts nothing
_CONTRAST = frozenset({"though", "although", "while", "whereas"})
_FEWEST = 3  # tokens of a clause that says something by itself
_JOINTS = frozenset({",", ";", "and", "but", "or", "as", "well", "–", "—"})


@dataclass(frozen=True, slots=True)
class Proposition:
    """Tokens that say one thing, in order, and the verb they say it with."""

    tokens: tuple["Token", ...]
    verb: "Token | None"


def cut_propositions(tokens: Sequence["Token"]) -> tuple[Proposition, ...]:
    """The propositions in the part of a sentence that somebody says; at least one."""
    top = main_verb(tokens)
    if top is None:
        return (Proposition(tuple(tokens), None),)
    said = {t.i for t in tokens}
    heads = [
        h
        for h in _heads(tokens, top)
        if h.tag_ not in VERBS or sum(t.i in said for t in h.subtree) >= _FEWEST
    ]
    owner = _owners(tokens, heads, top)
    verbs = {top: top} | {h: h if h.tag_ in VERBS else _governing(h) for h in heads}
    found = []
    for head in sorted({top, *heads}, key=lambda t: t.i):
        own = _without_joints([t for t in tokens if owner[t.i] == head])
        if own:
            found.append(Proposition(tuple(own), verbs[head]))
    return tuple(found)


def main_verb(tokens: Sequence["Token"]) -> "Token | None":
    """The verb nearest to the top of the parse."""
    verbs = [t for t in tokens if t.tag_ in VERBS and t.dep_ not in ("aux", "auxpass")]
    chosen = {t.i for t in tokens}
    tops = [t for t in verbs if t.head.i not in chosen or t.head == t]
    return next(iter(tops or verbs), None)


def unbroken_runs(tokens: Sequence["Token"]) -> list[list["Token"]]:
    """Tokens in runs that skip none, without the words that joined what was cut out."""
    runs: list[list[Token]] = []
    for token in tokens:
        if runs and token.i == runs[-1][-1].i + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    # The last run ends where the proposition does; the others end where something was cut.
    return [kept for run in runs if (kept := _without_joints(run))]


def _heads(tokens: Iterable["Token"], top: "Token") -> Iterator["Token"]:
    """Heads of the parts that say something of their own, the main clause aside."""
    for token in tokens:
        if token == top:
            continue
        if _is_coordinated_clause(token) or _is_contrast(token) or _is_counted_too(token):
            yield token


def _is_coordinated_clause(token: "Token") -> bool:
    """As in "it came and left again": a finite verb joined to a finite verb."""
    joined = token.dep_ == "conj" and token.head.tag_ in VERBS
    return joined and is_finite(token) and is_finite(token.head)


def is_finite(verb: "Token") -> bool:
    """Whether a verb has a tense of its own, by its form or by an auxiliary's."""
    return verb.tag_ in _FINITE or any(
        c.dep_ in ("aux", "auxpass") and c.tag_ in (*_FINITE, "MD") for c in verb.children
    )


def _is_contrast(token: "Token") -> bool:
    return (
        token.dep_ == "advcl"
        and is_finite(token)
        and any(c.dep_ == "mark" and c.text.lower() in _CONTRAST for c in token.children)
    )


def _is_counted_too(token: "Token") -> bool:
    """As in "300 trucks and 40 guns": a counted thing joined to a counted thing."""
    if token.dep_ != "conj" or token.tag_ not in _THINGS or not _is_counted(token):
        return False
    # The parse often joins it to the nearest noun, "the front" of "300 trucks to the front".
    above = token.head
    while above.head != above and above.tag_ not in VERBS:
        if above.tag_ in _THINGS and _is_counted(above):
            return True
        above = above.head
    return False


def _is_counted(noun: "Token") -> bool:
    return any(c.dep_ == "nummod" for c in noun.children)


def _governing(noun: "Token") -> "Token | None":
    token = noun
    while token.head != token and token.tag_ not in VERBS:
        token = token.head
    return token if token.tag_ in VERBS else None


def _owners(
    tokens: Sequence["Token"], heads: Sequence["Token"], top: "Token"
) -> dict[int, "Token"]:
    """For each token the nearest head above it. Heads lower down in the parse take precedence."""
    owner = {t.i: top for t in tokens}
    inside = {t.i for t in tokens}
    depth = {h: _depth(h) for h in heads}
    for head in sorted(heads, key=lambda h: (depth[h], h.i)):
        for token in head.subtree:
            if token.i in inside:
                owner[token.i] = head
    return owner


def _depth(token: "Token") -> int:
    steps = 0
    while token.head != token:
        token = token.head
        steps += 1
    return steps


def _without_joints(tokens: list["Token"]) -> list["Token"]:
    """Without the words that join a part to the next, at its edges and where it was cut."""
    kept = list(tokens)
    while kept and kept[-1].text.lower() in _JOINTS:
        kept.pop()
    while kept and (kept[0].text in _JOINTS or kept[0].dep_ == "cc"):
        kept.pop(0)
    return kept
