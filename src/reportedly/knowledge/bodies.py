"""Bodies by each name print has for them: services, ministries, forces, armed groups, media."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from reportedly.knowledge.gazetteer import find_country
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
_LONGEST_COUNTRY = 4  # words of a country's form: "Democratic Republic of Congo"
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


def find_body_of(form: str, countries: Iterable[str]) -> Body | None:
    """The body that a form stands for in a text that names ``countries`` (ISO codes), or None.

    "The Joint Chiefs of Staff" is short for a body of one of the countries that the text names; if
    two of them have one, or the form names another country itself, nothing is found.
    """
    found = find_body(form)
    if found is not None:
        return found
    plain = form.strip().replace("’", "'")
    country, bare = _without_country(plain.removeprefix("the ").removeprefix("The "))
    wanted = {country} if country else set(countries)
    bodies = {b for iso in wanted if (b := _by_country().get((bare.lower(), iso)))}
    return next(iter(bodies)) if len(bodies) == 1 else None


@cache
def _by_country() -> dict[tuple[str, str], Body]:
    """Bodies by their forms without the country before them, and the country."""
    found: dict[tuple[str, str], set[Body]] = {}
    for form, body in load_bodies().items():
        country, bare = _without_country(form)
        if country is not None and country == body.country:
            found.setdefault((bare.lower(), country), set()).add(body)
    return {key: next(iter(bodies)) for key, bodies in found.items() if len(bodies) == 1}


def _without_country(form: str) -> tuple[str | None, str]:
    """The country that a form begins with, and the rest: ("KR", "Joint Chiefs of Staff")."""
    words = form.split()
    for size in range(min(_LONGEST_COUNTRY, len(words) - 1), 0, -1):
        country = find_country(" ".join(words[:size]))
        if country is not None and country.use != "metonym":
            return country.iso, " ".join(words[size:])
    return None, form


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
