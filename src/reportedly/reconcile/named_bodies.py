"""Which body some printed words name: by a form of the table, or as a state's body of some kind."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from reportedly.knowledge import (
    find_body,
    find_publisher,
    load_bodies,
    load_body_nouns,
    load_countries,
    normal_name,
)
from reportedly.knowledge.tables import read_table
from reportedly.reconcile.lexemes import cut_words, find_named


class BodyName(NamedTuple):
    """A body as a voice: its key for all texts, how to show it, its country, and the reason."""

    key: str
    shown: str
    country: str | None
    reason: str
    media: bool = False


def name_body(printed: str, *, known: str = "", countries: Iterable[str] = ()) -> BodyName | None:
    """The body that printed words stand for, or None.

    ``known`` is text of the same document, for "the South's army"; ``countries`` are codes of the
    countries it names, for a name that lacks its country ("Joint Chiefs of Staff").
    """
    words = _bare(printed)
    return (
        _by_form(words)
        or _of_country(words, known)
        or (body_of(words, countries) if words[:1].isupper() else None)
    )


def body_for(key: str) -> str | None:
    """The key of the larger body that a body speaks for, as a staff for its forces."""
    larger = _larger().get(key.removeprefix("body:"))
    return f"body:{larger}" if larger else None


@cache
def _larger() -> Mapping[str, str]:
    return {row["body"]: row["for"] for row in read_table("speaks_for.tsv")}


def _bare(printed: str) -> str:
    """Words without article and without a short form in brackets."""
    words = printed.replace("’", "'").partition(" (")[0].strip(" ,")
    return words[4:] if words[:4].lower() == "the " and not words[4:5].isspace() else words


def _by_form(words: str) -> BodyName | None:
    body = find_body(words)
    if body is not None:
        reason = "a body by one of its names"
        media = body.kind == "media"
        return BodyName(f"body:{body.name}", body.name, body.country, reason, media)
    outlet = find_publisher(words)
    if outlet is not None:
        reason = "an outlet by one of its names"
        return BodyName(f"body:{outlet.name}", outlet.name, outlet.country, reason, media=True)
    return None


def _of_country(words: str, known: str) -> BodyName | None:
    """As "South Korea's military", "the Chadian army": a country and the noun for a body."""
    cut = cut_words(f"the {words}" if words[:1].isupper() else words)
    first = next(iter(find_named(cut, known=known)), None)
    if first is None or first.first > 1 or first.use == "metonym":
        return None
    rest = cut[first.last + 1 :]
    if rest and rest[0].text in ("'s", "'"):
        rest = rest[1:]
    noun = " ".join(w.text for w in rest)
    found = body_of(noun, [first.iso])
    if found is not None:
        return found
    if tuple(w.low for w in rest) not in load_body_nouns():
        return None
    key = f"body:{first.iso} {normal_name(noun)}"
    return BodyName(key, words, first.iso, "a body of that state, by what it is")


def body_of(noun: str, countries: Iterable[str]) -> BodyName | None:
    """The body that the table has for a noun after just one of some countries."""
    found = {
        body.name: body
        for iso in set(countries)
        for form in _adjectives().get(iso, ())
        if (body := load_bodies().get(f"{form} {noun}")) is not None
    }
    if len(found) != 1 or not noun:
        return None
    body = next(iter(found.values()))
    reason = "a body by what it is and the country it belongs to"
    return BodyName(f"body:{body.name}", body.name, body.country, reason)


@cache
def _adjectives() -> Mapping[str, tuple[str, ...]]:
    """What may stand for each country before a noun: "Chadian", "Chad's"."""
    forms: dict[str, list[str]] = {}
    for form, country in load_countries().items():
        if country.use != "metonym":
            owner = [f"{form}'s"] if country.use == "name" else []
            forms.setdefault(country.iso, []).extend((form, *owner))
    return {iso: tuple(f) for iso, f in forms.items()}
