"""Which place a name is: countries and their forms, and towns of GeoNames."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from reportedly.knowledge.tables import read_lines, read_table

Use = Literal["name", "adjective", "metonym"]


@dataclass(frozen=True, slots=True)
class Country:
    """A country by one of its forms: the name, an adjective, or the seat of its government."""

    iso: str
    name: str
    geonameid: int
    use: Use


@dataclass(frozen=True, slots=True)
class Town:
    """A town of GeoNames; ``size`` is its number of inhabitants."""

    geonameid: int
    name: str
    lat: float
    lon: float
    country: str
    size: int


@cache
def load_countries() -> dict[str, Country]:
    """Countries by every form we know, in the case of print ("US" is a country, "us" is not)."""
    by_iso = {r["iso"]: (r["name"], int(r["geonameid"])) for r in read_table("countries.tsv")}
    forms = {name: Country(iso, name, key, "name") for iso, (name, key) in by_iso.items()}
    for row in read_table("country_forms.tsv"):
        name, key = by_iso[row["iso"]]
        forms[row["form"]] = Country(row["iso"], name, key, cast(Use, row["use"]))
    return forms


@cache
def _index_towns() -> tuple[tuple[str, ...], dict[str, list[int]]]:
    """The gazetteer's lines, and which of them a name in lower case stands in.

    Lines are taken apart when a name is looked up: making all 34,000 towns would cost more than
    reading an article.
    """
    lines = tuple(read_lines("places.tsv.gz"))
    index: dict[str, list[int]] = {}
    for n, line in enumerate(lines):
        _, name, _, _, _, _, others = line.lower().split("\t")
        for form in {name, *others.split("|")} if others else (name,):
            index.setdefault(form, []).append(n)
    return lines, index


def list_towns(name: str) -> tuple[Town, ...]:
    """Towns of that name, the largest first."""
    lines, index = _index_towns()
    return tuple(sorted((_make_town(lines[n]) for n in index.get(name.lower(), ())), key=_by_size))


def _make_town(line: str) -> Town:
    key, name, lat, lon, country, size, _ = line.split("\t")
    return Town(int(key), name, float(lat), float(lon), country, int(size))


def _by_size(town: Town) -> tuple[int, int]:
    return -town.size, town.geonameid


def find_country(form: str) -> Country | None:
    """The country a printed form stands for, or None."""
    return load_countries().get(_plain(form))


def find_town(name: str, prefer: frozenset[str] = frozenset()) -> Town | None:
    """The town of that name, or None.

    One in a preferred country comes first, then one whose main name it is, then the largest.
    """
    plain = _plain(name)

    def rank(town: Town) -> tuple[bool, bool]:
        return town.country not in prefer, _letters(town.name) != _letters(plain)

    return min(list_towns(plain), key=rank, default=None)


def _letters(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalpha())


def _plain(form: str) -> str:
    form = form.strip().replace("’", "'")
    form = form.removesuffix("'s").removesuffix("'")
    return form.removeprefix("the ").removeprefix("The ")
