"""Which place a name is: countries and their forms, and towns of GeoNames."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from reportedly.knowledge.tables import read_table

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
def load_towns() -> dict[str, tuple[Town, ...]]:
    """Towns by name in lower case, the largest first."""
    found: dict[str, list[Town]] = {}
    for row in read_table("places.tsv.gz"):
        town = Town(
            int(row["geonameid"]),
            row["name"],
            float(row["lat"]),
            float(row["lon"]),
            row["country"],
            int(row["size"]),
        )
        others = [n for n in row["others"].split("|") if n]
        for name in {row["name"].lower(), *(n.lower() for n in others)}:
            found.setdefault(name, []).append(town)
    return {name: tuple(sorted(towns, key=lambda t: -t.size)) for name, towns in found.items()}


def find_country(form: str) -> Country | None:
    """The country a printed form stands for, or None."""
    return load_countries().get(_plain(form))


def find_town(name: str, prefer: frozenset[str] = frozenset()) -> Town | None:
    """The town of that name: in a preferred country if there is one, else the largest."""
    towns = load_towns().get(_plain(name).lower(), ())
    return next((t for t in towns if t.country in prefer), towns[0] if towns else None)


def _plain(form: str) -> str:
    form = form.strip().replace("’", "'")
    form = form.removesuffix("'s").removesuffix("'")
    return form.removeprefix("the ").removeprefix("The ")
