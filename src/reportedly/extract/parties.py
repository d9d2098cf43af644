"""Mentions of parties: persons, organisations, countries and peoples named in the text."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from reportedly.extract.syntax import Passage
from reportedly.knowledge import find_country, load_countries
from reportedly.model import Maker, Mention, PartyType, Span, make_anchor, trim_span

MAKER: Final = Maker("parties", 1)

_TYPES: dict[str, PartyType] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "country",
    "NORP": "group",
}
_STRIP = " \t\n\"'“”„«»‘’,;:()[]–—-"


def find_parties(document: str, text: str, passages: Iterable[Passage]) -> tuple[Mention, ...]:
    """Named parties in order; a bare family name gets the fullest name the text has for it."""
    found: dict[Span, tuple[PartyType, str | None]] = {}
    for passage in passages:
        for entity in passage.doc.ents:
            kind = _TYPES.get(entity.label_)
            span = _clean(text, passage.span(entity))
            if kind is None or span.end <= span.start or not _is_name(text[slice(*span)]):
                continue
            country = find_country(text[slice(*span)])
            if kind == "country" and country is None:
                continue  # a town: a place, and no party by itself
            if country and kind in ("organisation", "person"):
                kind = "country"
            found[span] = (kind, country.iso if country else None)
    names = _full_names([(text[slice(*s)], kind) for s, (kind, _) in found.items()])
    return tuple(
        Mention(
            make_anchor(document, text, "party", [span]),
            kind,
            names.get(text[slice(*span)], text[slice(*span)]),
            country,
        )
        for span, (kind, country) in sorted(found.items())
    )


def _clean(text: str, span: Span) -> Span:
    """Without quotation marks, articles and a possessive ending."""
    start, end = trim_span(text, span, strip=_STRIP)
    for article in ("the ", "The "):
        if text.startswith(article, start, end):
            start += len(article)
    for ending in ("’s", "'s"):
        if text.endswith(ending, start, end):
            end -= len(ending)
    return Span(start, end)


def _is_name(words: str) -> bool:
    return any(c.isalpha() for c in words) and any(c.isupper() for c in words) and "\n" not in words


def _full_names(named: Sequence[tuple[str, PartyType]]) -> dict[str, str]:
    """For each printed name of a person, the fullest name in the text that ends with it."""
    persons = sorted({n for n, kind in named if kind == "person"}, key=lambda n: (-len(n), n))
    full: dict[str, str] = {}
    for name in persons:
        longer = (p for p in persons if len(p) > len(name) and p.split()[-1:] == name.split()[-1:])
        family_first = (p for p in persons if len(p) > len(name) and p.startswith(name + " "))
        same = next(longer, None) or next(family_first, None)
        # Only a bare family name is completed: "Kim Jong Un" and "Kim Yo Jong" stay two people.
        full[name] = same if same and len(name.split()) == 1 else name
    return full


def country_of(words: str) -> str | None:
    """ISO code of the first country whose name or adjective stands in some words, if any."""
    direct = find_country(words)
    if direct:
        return direct.iso
    return next((iso for form, iso in _forms() if form in words and _alone(form, words)), None)


def _alone(form: str, words: str) -> bool:
    at = words.find(form)
    before, after = words[at - 1 : at], words[at + len(form) : at + len(form) + 1]
    return not before.isalnum() and not after.isalnum()


@cache
def _forms() -> tuple[tuple[str, str], ...]:
    """Forms of countries, the longest first: "South Korean" is not "Korean"."""
    forms = load_countries()
    return tuple((form, forms[form].iso) for form in sorted(forms, key=lambda f: (-len(f), f)))
