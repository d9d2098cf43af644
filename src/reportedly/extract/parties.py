"""Mentions of parties: persons, bodies, countries, peoples, groups, vessels and weapons by name."""

from collections.abc import Iterable, Sequence
from typing import Final

from reportedly.extract.countries import country_of
from reportedly.extract.party_names import name_bodies, name_persons
from reportedly.extract.party_spans import Found, bare_name, find_repeated, find_spans
from reportedly.extract.syntax import Passage
from reportedly.knowledge import list_offices
from reportedly.model import Maker, Mention, make_anchor

MAKER: Final = Maker("parties", 1)

__all__ = ["MAKER", "bare_name", "country_of", "find_parties"]


def find_parties(document: str, text: str, passages: Iterable[Passage]) -> tuple[Mention, ...]:
    """Named parties in order; each has the fullest name that the text gives the party."""
    passages = tuple(passages)
    found = find_spans(text, passages)
    persons = name_persons([f.name for f in found if f.type == "person"])
    found = sorted((*_persons_after_all(found, persons), *find_repeated(text, passages, found)))
    persons = name_persons([f.name for f in found if f.type == "person"])
    bodies = name_bodies([f.name for f in found if f.type in ("organisation", "group")])
    named = {f.country for f in found if f.country}

    def mention(f: Found) -> Mention:
        name = (persons if f.type == "person" else bodies).get(f.name, f.name)
        country = f.country or (_country_of_holder(name, named) if f.type == "person" else None)
        return Mention(make_anchor(document, text, "party", [f.span]), f.type, name, country)

    return tuple(mention(f) for f in found)


def _persons_after_all(found: Sequence[Found], persons: dict[str, str]) -> list[Found]:
    """The model takes a bare family name for a company or a town; the text has said who it is."""
    families = {full.split()[-1] for full in persons.values() if " " in full}
    return [
        f._replace(type="person")
        if f.type == "organisation" and f.country is None and f.name in families
        else f
        for f in found
    ]


def _country_of_holder(name: str, named: set[str]) -> str | None:
    """The country whose office a person is known to have held, if the text names that country."""
    if " " not in name:
        return None
    countries = {t.office.country for t in list_offices(name)} & named
    return countries.pop() if len(countries) == 1 else None
