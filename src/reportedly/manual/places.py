"""Places as people name them in a cell: looked up, and never chosen among several."""

from collections.abc import Sequence
from typing import cast

from reportedly.knowledge import (
    Place,
    find_country,
    list_places,
    load_areas,
    load_countries,
    load_country_places,
)
from reportedly.manual.quantities import Unreadable
from reportedly.model import Anchor, PlaceMention, PlacePrecision

_LARGE = 100_000  # inhabitants
_DOMINANT = 10


def find_place(name: str, country: str | None) -> Place | None:
    """The one place of that name, within a country (ISO code) if one is given.

    A name that several places bear is nobody's, unless one of them dwarfs the others.
    """
    state = find_country(name)
    if state is not None and state.use == "name":
        return load_country_places()[state.iso]
    areas = _inside(load_areas().get(name, ()), country)
    if len(areas) == 1:
        return areas[0]
    towns = _inside(list_places(name), country)
    if len(towns) == 1 and (country or towns[0].size >= _LARGE):
        return towns[0]
    if len(towns) > 1 and towns[0].main and towns[0].size > _DOMINANT * max(towns[1].size, 10_000):
        return towns[0]
    return None


def _inside(places: Sequence[Place], country: str | None) -> tuple[Place, ...]:
    return tuple(p for p in places if not country or p.country == country)


def country_code(words: str) -> str | None:
    """The ISO code of a country by code or name; None for an empty cell.

    Raises :class:`Unreadable` (``country_unknown``).
    """
    if not words:
        return None
    code = words.upper()
    if code in load_country_places():
        return code
    found = load_countries().get(words)
    if found is None:
        raise Unreadable("country_unknown")
    return found.iso


def make_place(
    anchor: Anchor, *, precision: str, country: str | None, lat: str = "", lon: str = ""
) -> PlaceMention:
    """The place that the words of ``anchor`` name.

    ``precision`` is what the mapping says of places that the tables lack. Raises
    :class:`Unreadable` (``place_unknown``, ``coordinates_unreadable``).
    """
    point = _point(lat, lon)
    found = find_place(anchor.text, country)
    if found is None and not precision:
        raise Unreadable("place_unknown")
    if found is None or point is not None:
        at = point or (None, None)
        level = cast(PlacePrecision, precision or (found.precision if found else "site"))
        return PlaceMention(anchor, anchor.text, "literal", level, country, None, *at)
    return PlaceMention(
        anchor, found.name, "literal", found.precision, found.country or country,
        found.geonameid, found.lat, found.lon,
    )  # fmt: skip


def _point(lat: str, lon: str) -> tuple[float, float] | None:
    if not lat and not lon:
        return None
    try:
        north, east = float(lat.replace(",", ".")), float(lon.replace(",", "."))
    except ValueError:
        raise Unreadable("coordinates_unreadable") from None
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        raise Unreadable("coordinates_unreadable")
    return north, east
