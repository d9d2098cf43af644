"""Who a source phrase stands for: its extent, its kind, and the party it names."""

import calendar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.knowledge import find_country, load_roles
from reportedly.model import Mention, SourceKind

if TYPE_CHECKING:
    from spacy.tokens import Token

# Clauses that hang on a name say more about it and are no part of the source phrase.
_OUTSIDE = frozenset({"relcl", "acl", "advcl", "parataxis", "punct", "cc", "conj", "ccomp"})
_NAMES = ("NNP", "NNPS")
PERSONAL = frozenset({"he", "she", "they", "we", "i", "it"})
_INDEFINITE = frozenset({"a", "an", "one", "another", "some"})
NOBODY = frozenset({"there", "this", "what"})
# A relative pronoun speaks for the noun before its clause: "the mayor, who said …".
RELATIVE = frozenset({"who", "which", "that"})


_DAYS = frozenset(calendar.day_name)  # "Saturday Ukraine's president said": the day says when


@dataclass(frozen=True, slots=True)
class Source:
    """First and last token of a source phrase, and its head."""

    first: "Token"
    last: "Token"
    head: "Token"


def role_of(name: str) -> SourceKind | None:
    """The kind of source that a name's last word stands for: "Minister", "Residents"."""
    return load_roles().get(name.split()[-1].lower())


def name_kind(name: str, mention: Mention | None) -> SourceKind:
    """The kind of a source that stands by itself, as before a turn or behind a quotation."""
    if mention is None:
        return role_of(name) or "named"
    return "named" if mention.type == "person" else "organisation"


def make_source(head: "Token") -> Source | None:
    """The source phrase around its head; None for a pronoun that stands for nobody."""
    word = head.text.lower()
    if word in RELATIVE:
        return Source(head, head, head) if antecedent(head) is not None else None
    if word in NOBODY or head.tag_ in ("WDT", "WP", "EX"):
        return None
    kept = _phrase(head)
    return Source(kept[0], _name_behind(kept[-1], head), head)


def _name_behind(last: "Token", head: "Token") -> "Token":
    """The end of a name that the parse hung on the verb: "the site Example.org writes"."""
    verb = head.head
    while head.dep_ == "nsubj" and last.i + 1 < verb.i:
        name = last.nbor(1)
        is_name = name.tag_ in _NAMES or "." in name.text[1:-1]
        if not is_name or name.head != verb or name.text in _DAYS:
            break
        last = name
    return last


def antecedent(pronoun: "Token") -> "Token | None":
    """The noun that a relative pronoun stands for, or None."""
    clause = pronoun.head
    while clause.dep_ in ("conj", "aux", "xcomp", "ccomp") and clause.head != clause:
        clause = clause.head
    return clause.head if clause.dep_ == "relcl" and clause.head.tag_[:1] in "NP" else None


def _phrase(head: "Token") -> list["Token"]:
    """The head with its modifiers, without clauses; a stack, for phrases can be very deep."""
    kept, stack = [], [head]
    while stack:
        token = stack.pop()
        kept.append(token)
        stack += [c for c in token.children if not _is_outside(c, head)]
    kept.sort(key=lambda t: t.i)
    return _contiguous(kept, head)


def _is_outside(token: "Token", head: "Token") -> bool:
    if token.dep_ == "appos":
        return token.i > head.i and token.tag_ not in _NAMES
    if token.dep_ in ("cc", "conj") and head.dep_ in ("nsubj", "pobj"):
        # "Russia and North Korea said": both say it; "the army said and …" joins no noun.
        return not any(c.dep_ == "conj" and c.tag_[:1] in "NP" for c in token.head.children)
    if token.text == ",":
        return False  # joins a name to a title; a trailing one is trimmed
    return token.dep_ in _OUTSIDE and token.i > head.i


def _contiguous(tokens: list["Token"], head: "Token") -> list["Token"]:
    """The unbroken run around the head: a span must not jump over words it leaves out."""
    at = tokens.index(head)
    first = last = at
    while first > 0 and tokens[first - 1].i == tokens[first].i - 1:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].i == tokens[last].i + 1:
        last += 1
    while first < at and (
        tokens[first].tag_ in ("IN", "CC", ",", "``", "RB") or tokens[first].text in _DAYS
    ):
        first += 1
    return tokens[first : last + 1]


def source_kind(source: Source, speaker: Mention | None) -> SourceKind:
    """Kind of a source, from its head word first, then from the party it names."""
    word = source.head.text.lower()
    if word in RELATIVE and (noun := antecedent(source.head)) is not None:
        source = Source(noun, noun, noun)  # "the officials, who said": as they are named before
        word = noun.text.lower()
    role = load_roles().get(word)
    if speaker is not None and speaker.type == "person":
        return "named"
    if role == "named" and source.first.text.lower() in _INDEFINITE:
        return "anonymous"  # "the minister" is one person, "a minister" any
    if role is not None:
        return role
    if source.head.text.lower() in PERSONAL:
        return "collective" if source.head.text.lower() in ("they", "we") else "named"
    if speaker is not None or find_country(source.head.text):
        return "organisation"
    if source.head.text.startswith("@"):
        return "social"
    return "named" if source.head.tag_ in ("NNP", "NNPS") else "anonymous"
