"""Statements of metadata in order of preference, and which of them is chosen."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportedly.model import Stated, absent

_NAME = re.compile(r"\w+")
_JOINING = {"and", "the", "by"}
FIELDS = (
    "title",
    "author",
    "agency",
    "publisher",
    "published",
    "language",
    "address",
    "reference",
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One statement of one field. Among those of a field, the earlier is the better."""

    field: str
    stated: Stated


@dataclass(frozen=True, slots=True)
class Settled:
    """The chosen statement of every field, and those that say something else."""

    chosen: Mapping[str, Stated]
    alternatives: tuple[tuple[str, Stated], ...]


def settle(candidates: Iterable[Candidate], reasons: Mapping[str, str]) -> Settled:
    """The first statement of each field that has a value; others that differ are alternatives.

    ``reasons`` says, for each field, why it is absent if nothing states it. A candidate without a
    value (a date that cannot be read) gives the better reason.
    """
    chosen: dict[str, Stated] = {}
    why: dict[str, Stated] = {}
    rest: dict[tuple[str, str], tuple[str, Stated]] = {}
    for candidate in candidates:
        field, stated = candidate.field, candidate.stated
        if stated.value is None:
            why.setdefault(field, stated)
        elif field in FIELDS and field not in chosen:
            chosen[field] = stated
        elif field not in FIELDS or _differs(field, stated, chosen[field]):
            rest.setdefault((field, _key(stated)), (field, stated))
    for field in FIELDS:
        chosen.setdefault(field, why.get(field) or absent(reasons.get(field, "nothing states it")))
    return Settled(chosen, tuple(rest.values()))


def _differs(field: str, stated: Stated, other: Stated) -> bool:
    """Whether two statements say different things; a cut or suffixed title is the same title."""
    one, two = _key(stated), _key(other)
    if field == "title":
        return one not in two and two not in one
    if field in ("author", "publisher"):
        return set(_NAME.findall(one)) - _JOINING != set(_NAME.findall(two)) - _JOINING
    return one != two


def _key(stated: Stated) -> str:
    return " ".join((stated.value or "").split()).casefold()
