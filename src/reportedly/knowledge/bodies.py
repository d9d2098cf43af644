"""Bodies by each name print has for them: services, ministries, forces, armed groups, media."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from reportedly.knowledge.tables import read_table

BodyKind = Literal[
    "agency",
    "armed_group",
    "authority",
    "company",
    "court",
    "cyber_group",
    "government",
    "head_of_state",
    "intelligence",
    "international",
    "media",
    "military",
    "ministry",
    "mission",
    "ngo",
    "parliament",
    "party",
    "platform",
    "police",
    "security",
    "think_tank",
]
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Body:
    """A body: its usual name, the state it belongs to (ISO code, None for several), its kind."""

    name: str
    country: str | None
    kind: BodyKind


@cache
def load_bodies() -> dict[str, Body]:
    """Bodies by every form we know, in the case of print, without an article."""
    bodies: dict[str, Body] = {}
    for row in read_table("bodies.tsv"):
        body = Body(row["name"], row["country"] or None, cast(BodyKind, row["kind"]))
        forms = row["forms"].split("|") if row["forms"] else []
        bodies |= dict.fromkeys((row["name"], *forms), body)
    return bodies


@cache
def load_body_nouns() -> dict[tuple[str, ...], BodyKind]:
    """Nouns that name a body after a country, as words in lower case: ("foreign", "ministry")."""
    rows = read_table("body_nouns.tsv")
    return {tuple(r["noun"].split()): cast(BodyKind, r["kind"]) for r in rows}


def find_body(form: str) -> Body | None:
    """The body a printed form stands for, or None. A leading article does not count."""
    plain = form.strip().replace("’", "'")
    bare = plain.removeprefix("the ").removeprefix("The ")
    return load_bodies().get(plain) or load_bodies().get(bare)


def find_bodies(text: str) -> Iterator[tuple[int, int, Body]]:
    """Start, end and body of each form that stands in a text as whole words, the longest first."""
    plain, index, done = text.replace("’", "'"), _index(), 0
    for word in _WORD.finditer(plain):
        start = word.start()
        if start < done:
            continue
        for form, body in index.get(word[0], ()):
            end = start + len(form)
            if plain.startswith(form, start) and not plain[end : end + 1].isalnum():
                yield start, end, body
                done = end
                break


@cache
def _index() -> dict[str, list[tuple[str, Body]]]:
    """Forms by their first word, the longest first."""
    index: dict[str, list[tuple[str, Body]]] = {}
    for form, body in sorted(load_bodies().items(), key=lambda item: (-len(item[0]), item[0])):
        first = _WORD.search(form)
        if first is not None and first.start() == 0:
            index.setdefault(first[0], []).append((form, body))
    return index
