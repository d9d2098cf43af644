"""One person or body behind many spellings across documents, with the reason for each link.

A link needs a name that can be told apart: a full name, a body that a table knows, a country. A
family name alone is left to its document, and homonyms whose countries or kinds differ stay two.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Final

from reportedly.knowledge import find_country, find_person, list_offices, name_key, normal_name
from reportedly.knowledge.tables import read_table
from reportedly.model import PartyLink, PartyType
from reportedly.reconcile.facts import Facts, PartyName
from reportedly.reconcile.named_bodies import name_body

_SURE: Final = 1.0  # a table knows the name
_SPELT: Final = 0.95  # spellings of one full name
_TURNED: Final = 0.85  # the same words in another order
_FULLER: Final = 0.8  # one has a middle name more
_ALONE: Final = 0.5  # a name that links to nothing outside of its document


def link_parties(facts: Iterable[Facts]) -> tuple[PartyLink, ...]:
    """The party of every mention of some documents, in the order of the mentions' identifiers.

    A mention is compared only with those that share a key of :func:`party_keys`.
    """
    blocks: dict[str, list[PartyName]] = {}
    for one in facts:
        for mention in one.parties:
            blocks.setdefault(block_key(mention.name, mention.type), []).append(mention)
    links = (link for members in blocks.values() for link in link_block(members))
    return tuple(sorted(links, key=lambda link: link.mention))


def party_keys(facts: Facts) -> frozenset[str]:
    """Keys of the parties of a document: documents that share none have no link to reconsider."""
    return frozenset(block_key(m.name, m.type) for m in facts.parties)


@lru_cache(maxsize=65_536)
def block_key(name: str, kind: PartyType) -> str:
    """What all spellings of a name share that may be linked: kind, first word and last."""
    if kind != "person":
        return f"{kind}:{name_key(_latin(_usual(name)))}"
    words = normal_name(_latin(find_person(name) or name)).split()
    ends = sorted({words[0], words[-1]}) if words else []
    return f"person:{' '.join(ends)}"


def link_block(members: Sequence[PartyName]) -> Iterator[PartyLink]:
    """The parties of mentions that share a key of :func:`party_keys`."""
    persons = [m for m in members if m.type == "person"]
    yield from (_link_other(m) for m in members if m.type != "person")
    if persons:
        yield from _link_persons(persons)


# ------------------------------------------------------------------ bodies, countries, things


def _link_other(m: PartyName) -> PartyLink:
    country = find_country(m.name) if m.type in ("country", "group") else None
    if country is not None and m.type == "country":
        return PartyLink(
            m.mention, f"country:{country.iso}", country.name, "a state by name", _SURE
        )
    body = name_body(m.name, countries=[m.country] if m.country else [])
    if m.type == "organisation" and body is not None and _agree(body.country, m.country):
        return PartyLink(m.mention, body.key, body.shown, body.reason, _SURE)
    place = f":{m.country}" if m.country else ""
    key = f"{m.type}:{normal_name(_latin(m.name))}{place}"
    reason = "one name, of one kind and country" if m.country else "one name of one kind"
    return PartyLink(m.mention, key, m.name, reason, _SPELT)


def _usual(name: str) -> str:
    body = name_body(name)
    return body.shown if body is not None else name


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


# ------------------------------------------------------------------ persons


def _link_persons(members: Sequence[PartyName]) -> Iterator[PartyLink]:
    """Persons of one block: first by full name, then groups whose names can be one."""
    keys = {n: name_key(_latin(find_person(n) or n)) for n in {m.name for m in members}}
    groups: dict[str, list[PartyName]] = {}
    for m in members:
        groups.setdefault(keys[m.name], []).append(m)
    shown = {key: _best(group) for key, group in groups.items()}
    countries = {key: _country(shown[key], group) for key, group in groups.items()}
    for key, group in sorted(groups.items()):
        into, how, score = _merge(key, shown, countries)
        yield from _link_group(group, into, shown[into], how, score, _of(countries, into, key))


def _of(countries: dict[str, frozenset[str]], *keys: str) -> frozenset[str]:
    return frozenset(c for k in keys for c in countries[k])


def _link_group(
    group: Iterable[PartyName],
    key: str,
    shown: str,
    how: str,
    score: float,
    countries: frozenset[str],
) -> Iterator[PartyLink]:
    """The mentions of one full name; where it does not say who is meant, each by itself."""
    if len(normal_name(shown).split()) < 2 and find_person(shown) is None:
        reason = "one word of a name: linked within its document only"
        for m in group:
            yield PartyLink(m.mention, f"person:{key}@{m.document}", m.name, reason, _ALONE)
    elif len(countries) > 1:  # two people of one name
        yield from (_link_homonym(m, key, score, countries) for m in group)
    else:
        party = f"person:{key}"
        yield from (PartyLink(m.mention, party, shown, how, score) for m in group)


def _link_homonym(m: PartyName, key: str, score: float, countries: frozenset[str]) -> PartyLink:
    if m.country is None:
        reason = f"people of {' and '.join(sorted(countries))} have that name: left open"
        return PartyLink(m.mention, f"person:{key}@{m.document}", m.name, reason, _ALONE)
    reason = f"one name; {m.country} tells them from others of that name"
    return PartyLink(m.mention, f"person:{key}:{m.country}", m.name, reason, score)


def _merge(
    key: str, shown: dict[str, str], countries: dict[str, frozenset[str]]
) -> tuple[str, str, float]:
    """The group that a group of one full name joins (itself where none), how, and how surely."""
    own = normal_name(_latin(shown[key])).split()
    known = find_person(shown[key]) is not None
    how = "the table of offices has one person of that name" if known else "one name in spellings"
    fitting = sorted(
        other
        for other in shown
        if other != key and len(_of(countries, key, other)) < 2 and not known
    )
    for other in fitting:
        words = normal_name(_latin(shown[other])).split()
        if sorted(own) == sorted(words) and own != words:
            into = min(key, other)
            return into, "the same words of a name in another order", _TURNED
    middle = [o for o in fitting if _is_fuller(normal_name(_latin(shown[o])).split(), own)]
    if len(middle) == 1:  # the fuller name takes the shorter one
        return middle[0], "one name, once with a middle name", _FULLER
    return key, how, _SURE if known else _SPELT


def _is_fuller(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    """Whether a name is another one with middle names: not "Kim Jong Un" for "Kim Un"."""
    eastern = len(longer) == 3 and len(longer[0]) <= 4 and all(len(w) <= 6 for w in longer)
    ends = (longer[0], longer[-1]) == (shorter[0], shorter[-1])
    return len(shorter) == 2 < len(longer) and ends and not eastern


def _country(shown: str, group: Sequence[PartyName]) -> frozenset[str]:
    """The countries that tell people of a name apart: printed ones, not those of one office."""
    printed = {m.country for m in group if m.country}
    if find_person(shown) is None:
        return frozenset(printed)
    offices = {t.office.country for t in list_offices(shown) if t.office.country}
    # Who holds the office of a country may be named beside another one ("in Pyongyang").
    return frozenset(printed - offices) | frozenset(sorted(offices)[:1] if offices else ())


def _best(group: Sequence[PartyName]) -> str:
    """The name to show: the table's, else the fullest, else the first of the alphabet."""
    known = find_person(group[0].name)
    return known or min((m.name for m in group), key=lambda n: (-len(n.split()), -len(n), n))


def _latin(name: str) -> str:
    """A Cyrillic name in Latin letters; any other name as it is."""
    table = _letters()
    if not any(c in table for c in name.lower()):
        return name
    turned = "".join(table.get(c, c) for c in name.lower())
    return " ".join(w[:1].upper() + w[1:] for w in turned.split())


@cache
def _letters() -> dict[str, str]:
    return {row["letter"]: row.get("latin", "") for row in read_table("cyrillic.tsv")}
