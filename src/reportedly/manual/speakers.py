"""What kind of source a speaker's words stand for, where nobody says it."""

import re
from dataclasses import dataclass

from reportedly.knowledge import find_body, find_country, load_roles
from reportedly.model import PartyType, SourceKind

_AFTER_HEAD = re.compile(r",|\s(?:of|for|in|at|from|with|on|to|and|who)\s")
_INDEFINITE = frozenset({"a", "an", "one", "another", "some"})
_PARTIES: dict[str, PartyType] = {"organisation": "organisation", "named": "person"}


@dataclass(frozen=True, slots=True)
class Voice:
    """Kind of a source; its type of party and country (ISO code) where they are known."""

    kind: SourceKind
    party: PartyType | None = None
    country: str | None = None


def find_voice(words: str) -> Voice:
    """By known bodies and countries, then by the noun ("ministry", "officials"), as in print.

    A name that no table has counts as a person's, other words as anonymous.
    """
    body, state = find_body(words), find_country(words)
    if body is not None:
        return Voice("organisation", "organisation", body.country)
    if state is not None:
        return Voice("organisation", "country", state.iso)
    phrase = _AFTER_HEAD.split(words, maxsplit=1)[0].split()
    if not phrase:
        return Voice("anonymous")
    if phrase[-1].startswith("@"):
        return Voice("social")
    role = load_roles().get(phrase[-1].lower())
    if role == "named" and phrase[0].lower() in _INDEFINITE:
        return Voice("anonymous")
    if role is not None:
        return Voice(role)
    return Voice("named" if phrase[-1][:1].isupper() else "anonymous")


def party_of(kind: str) -> PartyType | None:
    """The type of party that a kind of source is, if it is one."""
    return _PARTIES.get(kind)
