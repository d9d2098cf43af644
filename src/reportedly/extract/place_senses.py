"""Which of several places of one name a text means, or that it cannot be told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, hypot, log10, radians

from reportedly.extract.place_names import Name, qualifier_at
from reportedly.knowledge import Place, fold_name

NEAR = 350.0  # kilometres: a town this close to a place that the text names is meant
_KM = 111.2  # kilometres in a degree of latitude
# A region of a country counts as a large town: the state of Victoria before towns of that name.
_REGION_SIZE = 600_000
# English print names regions of these countries without the country.
_NAMED_ALONE = frozenset({"US", "CA", "AU", "GB"})
_STATES = 5_000_000
# A town under its usual name counts as much as one fifty times its size under another name.
_USUAL_NAME = 1.7
_SEAT_WITHIN = 160.0  # kilometres from the middle of a region
_SEAT_FROM = 20_000
# Without any support in the text a smaller town is not taken for the one that is meant.
_KNOWN = 100_000
_KNOWN_BY_OTHER_NAME = 500_000
_MOST_POINTS = 60  # places of the text that towns are compared with


@dataclass(frozen=True, slots=True)
class Context:
    """What the text names without doubt: countries, and points of regions and large towns.

    Each with the name that says so, because no name may support its own reading.
    """

    countries: Mapping[str, frozenset[str]]
    forces: Mapping[str, frozenset[str]]  # by adjectives: "Russian forces" may be anywhere
    points: tuple[tuple[float, float, str], ...]

    def without(self, key: str) -> "Context":
        """The context of one name: all that other names say."""
        countries, forces = (
            {iso: keys for iso, keys in named.items() if keys - {key}}
            for named in (self.countries, self.forces)
        )
        return Context(countries, forces, tuple(p for p in self.points if p[2] != key))


def make_context(names: Sequence[Name]) -> Context:
    """Countries, regions and large towns with one sense in the text."""
    countries: dict[str, set[str]] = {}
    forces: dict[str, set[str]] = {}
    points: dict[tuple[float, float, str], None] = {}
    for name in names:
        place = _one_sense(name) if name.sure else None
        if place is None:
            continue
        key = sense_key(name)
        if place.country:
            (forces if name.adjective else countries).setdefault(place.country, set()).add(key)
        if place.precision != "country" and place.lat is not None and place.lon is not None:
            points.setdefault((place.lat, place.lon, key))
    frozen = ({iso: frozenset(keys) for iso, keys in n.items()} for n in (countries, forces))
    named, fighting = frozen
    return Context(named, fighting, tuple(points)[:_MOST_POINTS])


def _one_sense(name: Name) -> Place | None:
    options = name.options
    if not options:
        return None
    if len(options) == 1 or options[0].precision in ("country", "sea"):
        known = options[0].precision != "town" or options[0].size >= _KNOWN
        return options[0] if known and options[0].main else None
    if options[0].precision == "region" and len(name.words.text) > 4:
        return options[0]
    first, second = options[0], options[1]
    return first if first.size > 10 * max(second.size, 20_000) and first.main else None


def choose_senses(names: Sequence[Name]) -> dict[str, Place | None]:
    """For each folded name the place that the text means by it; None where it cannot be told."""
    context = make_context(names)
    chosen: dict[str, Place | None] = {}
    for name in names:
        key = sense_key(name)
        qualifier = qualifier_at(name.passage.doc, name.end) if name.options else None
        if qualifier:
            place = _qualified(name, qualifier)
            if place is not None:
                chosen[key] = place
        if key not in chosen:
            chosen[key] = _choose(name.options, context.without(key), region=name.region)
    return chosen


def sense_key(name: Name) -> str:
    """Names that have one sense in a text: "the Kursk region" is not the town of Kursk."""
    return fold_name(name.words.text) + (" region" if name.region else "")


def _qualified(name: Name, qualifier: Iterable[Place]) -> Place | None:
    for outer in qualifier:
        inside = [o for o in name.options if o.country == outer.country and o != outer]
        if outer.precision != "country":
            inside = [o for o in inside if _distance(o, outer.lat, outer.lon) < 2.5 * NEAR]
        if outer.precision == "region" and len(inside) > 1:
            inside.sort(key=lambda o: (_distance(o, outer.lat, outer.lon) > NEAR, -o.size))
        if inside:
            best = (
                max(inside, key=lambda o: (o.main, o.size))
                if outer.precision == "country"
                else inside[0]
            )
            return _as_region(best, region=name.region)
    return None


def _choose(options: Sequence[Place], context: Context, *, region: bool) -> Place | None:
    if not options:
        return None
    if options[0].precision in ("country", "sea") and not region:
        rivals = [o for o in options[1:] if o.country in context.countries]
        mine = options[0].country in context.countries or options[0].country is None
        return options[0] if mine or not rivals else rivals[0]
    scored = [(_score(o, context, region=region), -n) for n, o in enumerate(options)]
    best = options[-max(scored)[1]]
    if best.precision == "region" and not region:
        best = _seat(best, options)
    if best.precision == "town" and not _is_supported(best, context):
        return None
    return _as_region(best, region=region)


def _seat(region: Place, options: Sequence[Place]) -> Place:
    """The town that a region is called after, if there is one: "Idlib" alone is the town."""
    if region.country in _NAMED_ALONE:
        return region
    towns = (o for o in options if o.precision == "town" and o.country == region.country)
    near = (o for o in towns if _distance(o, region.lat, region.lon) < _SEAT_WITHIN)
    return next((o for o in near if o.size >= _SEAT_FROM), region)


def _score(place: Place, context: Context, *, region: bool) -> float:
    states = _STATES if place.country in _NAMED_ALONE else _REGION_SIZE
    size = place.size if place.precision == "town" else states
    score = log10(max(size, 100))
    score += _USUAL_NAME if place.main else 0.0
    if place.country in context.countries:
        score += 1.5
    elif place.country in context.forces:
        score += 0.7
    score += 1.5 if _is_near(place, context) else 0.0
    score += 3.0 if region and place.precision == "region" else 0.0
    return score


def _is_supported(place: Place, context: Context) -> bool:
    named = place.country in context.countries or place.country in context.forces
    if named or _is_near(place, context):
        return True
    if not place.main:
        return place.size >= _KNOWN_BY_OTHER_NAME
    return place.size >= _KNOWN


def _is_near(place: Place, context: Context) -> bool:
    return any(_distance(place, lat, lon) < NEAR for lat, lon, _ in context.points)


def _distance(place: Place, lat: float | None, lon: float | None) -> float:
    """Kilometres on a plane: near enough for "in the same part of the world"."""
    if place.lat is None or place.lon is None or lat is None or lon is None:
        return 1e9
    across = (place.lon - lon + 180) % 360 - 180
    return hypot(place.lat - lat, across * cos(radians(lat))) * _KM


def _as_region(place: Place, *, region: bool) -> Place:
    return replace(place, precision="region") if region and place.precision == "town" else place
