"""Where named places are: countries, regions, seas, sites and towns with their points."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from reportedly.knowledge.names import fold_name
from reportedly.knowledge.tables import read_lines, read_table
from reportedly.model import PlacePrecision


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the tables; ``size`` is a town's number of inhabitants, else 0.

    ``main`` is false where the name looked for is only another name of the place.
    """

    name: str
    precision: PlacePrecision
    country: str | None
    lat: float | None
    lon: float | None
    geonameid: int | None = None
    size: int = 0
    main: bool = True


@cache
def load_country_places() -> dict[str, Place]:
    """Countries with their points, by ISO code."""
    return {
        r["iso"]: Place(
            r["name"],
            "country",
            r["iso"],
            _degrees(r["lat"]),
            _degrees(r["lon"]),
            int(r["geonameid"]),
        )
        for r in read_table("countries.tsv")
    }


@cache
def load_areas() -> dict[str, tuple[Place, ...]]:
    """Regions, seas and sites by every form, in the case of print."""
    found: dict[str, tuple[Place, ...]] = {}
    for form, place in _areas():
        known = found.get(form, ())
        # Our own rows come first and are not joined by the same region under its code.
        if not any(p.country == place.country or not p.country for p in known):
            found[form] = (*known, place)
    return found


def _areas() -> Iterator[tuple[str, Place]]:
    for row in read_table("areas.tsv"):
        forms = row["names"].split("|")
        precision = cast(PlacePrecision, row["precision"])
        point = _degrees(row["lat"]), _degrees(row["lon"])
        place = Place(forms[0], precision, row["country"] or None, *point)
        yield from ((form, place) for form in forms)
    by_code: dict[str, Place] = {}
    for row in read_table("regions.tsv"):
        point = _degrees(row["lat"]), _degrees(row["lon"])
        place = by_code[row["code"]] = Place(row["name"], "region", row["country"], *point)
        others = row["others"].split("|") if row["others"] else ()
        yield from ((form, place) for form in (row["name"], *others))
    for row in read_table("region_forms.tsv"):
        yield row["form"], by_code[row["code"]]


@cache
def load_place_words(use: str) -> frozenset[str]:
    """Words around and inside names of places, in lower case, by their use in the table."""
    return frozenset(r["word"] for r in read_table("place_words.tsv") if r["use"] == use)


@cache
def _load_towns() -> tuple[list[str], list[str]]:
    """Lines of names and of towns, each in order; lines are taken apart when they are asked for.

    Making all 90,000 towns, or one index over them, would cost more than reading an article.
    """
    return read_lines("place_names.tsv.gz"), read_lines("places.tsv.gz")


def list_places(name: str) -> tuple[Place, ...]:
    """Towns of that name, those it is the main name of and then the largest first."""
    names, towns = _load_towns()
    form = fold_name(name)
    at = bisect_left(names, form + "\t")
    if not form or at == len(names) or not names[at].startswith(form + "\t"):
        return ()
    _, main, other = names[at].split("\t")
    found = [_town(towns, key, main=True) for key in main.split(",") if key]
    found += [_town(towns, key, main=False) for key in other.split(",") if key]
    return tuple(sorted(found, key=lambda t: (not t.main, -t.size, t.geonameid or 0)))


def _town(lines: list[str], key: str, *, main: bool) -> Place:
    at = bisect_left(lines, int(key), key=lambda line: int(line[: line.index("\t")]))
    _, name, lat, lon, country, size = lines[at].split("\t")
    return Place(name, "town", country, float(lat), float(lon), int(key), int(size), main)


def _degrees(printed: str) -> float | None:
    return float(printed) if printed else None
