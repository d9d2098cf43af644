"""Mentions of parties: persons, organisations, countries and peoples named in the text."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from reportedly.extract.syntax import Passage
from reportedly.knowledge import find_country, load_countries
from reportedly.model import Maker, Mention, PartyType, Span, make_anchor, trim_span

if TYPE_CHECKING:
    from spacy.tokens import Token

MAKER: Final = Maker("parties", 1)

_TYPES: dict[str, PartyType] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "country",
    "NORP": "group",
}
_STRIP = " \t\n\"'“”„«»‘’,;:()[]–—-"


_POSSESSIVE = re.compile(r"['’]s\s")
_WHERE = frozenset({"in", "at", "near", "to", "from", "around", "outside", "over", "into"})


def find_parties(document: str, text: str, passages: Iterable[Passage]) -> tuple[Mention, ...]:
    """Named parties in order; a bare family name gets the fullest name the text has for it."""
    found: dict[Span, tuple[PartyType, str | None]] = {}
    for passage in passages:
        for entity in passage.doc.ents:
            kind = _TYPES.get(entity.label_)
            span = bare_name(text, trim_span(text, passage.span(entity), strip=_STRIP))
            if kind is None or span.end <= span.start or not _is_name(text[slice(*span)]):
                continue
            country = find_country(text[slice(*span)])
            if kind == "country" and country is None:
                continue  # a town: a place, and no party by itself
            if country and country.use == "metonym" and _is_where(entity.root):
                continue  # "in Moscow" is a place; "Moscow said" a government
            if country and kind in ("organisation", "person"):
                kind = "country"
            if kind == "person" and _POSSESSIVE.search(text, *span):
                continue  # a headline in capitals: "Strengthens Putin's Position"
            found[span] = (kind, country.iso if country else None)
    names = _full_names([(text[slice(*s)], kind) for s, (kind, _) in found.items()])
    families = {full.split()[-1] for full in names.values() if " " in full}
    for span, (kind, iso) in found.items():
        # The model takes a bare family name for a company; the text has said who it is.
        if kind == "organisation" and text[slice(*span)] in families:
            found[span] = ("person", iso)
    names = _full_names([(text[slice(*s)], kind) for s, (kind, _) in found.items()])
    return tuple(
        Mention(
            make_anchor(document, text, "party", [span]),
            kind,
            names.get(text[slice(*span)], text[slice(*span)]),
            iso,
        )
        for span, (kind, iso) in sorted(found.items())
    )


def bare_name(text: str, span: Span) -> Span:
    """A name's span without an article before it and a possessive ending."""
    start, end = span
    for article in ("the ", "The "):
        if text.startswith(article, start, end):
            start += len(article)
    for ending in ("’s", "'s"):
        if text.endswith(ending, start, end):
            end -= len(ending)
    return Span(start, end)


def _is_where(root: "Token") -> bool:
    return root.dep_ == "pobj" and root.head.text.lower() in _WHERE


def _is_name(words: str) -> bool:
    return any(c.isalpha() for c in words) and any(c.isupper() for c in words) and "\n" not in words


def _full_names(named: Sequence[tuple[str, PartyType]]) -> dict[str, str]:
    """For each printed name of a person, the fullest name in the text that ends with it."""
    persons = sorted({n for n, kind in named if kind == "person"}, key=lambda n: (-len(n), n))
    by_last: dict[str, str] = {}
    by_first: dict[str, str] = {}
    for name in persons:
        words = name.split()
        if len(words) > 1:
            by_last.setdefault(words[-1], name)
            by_first.setdefault(words[0], name)
    # Only a bare family name is completed: "Kim Jong Un" and "Kim Yo Jong" stay two people.
    return {name: by_last.get(name) or by_first.get(name) or name for name in persons}


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
