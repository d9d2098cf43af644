"""Places named in the text, and which place each is."""

from collections import Counter
from collections.abc import Iterable
from typing import Final, Literal

from reportedly.extract.place_names import Name, find_names
from reportedly.extract.place_senses import choose_senses, sense_key
from reportedly.extract.syntax import Passage
from reportedly.knowledge import Place
from reportedly.model import Maker, PlaceMention, Span, make_anchor, trim_span

MAKER: Final = Maker("places", 1)

_STRIP = " \t\n\"'“”„«»‘’,;:()[]"
_ASSOCIATIVE = frozenset({"nsubj", "nsubjpass", "compound", "poss", "amod", "nmod", "agent"})


def find_places(
    document: str, text: str, passages: Iterable[Passage]
) -> tuple[tuple[PlaceMention, ...], Counter[str]]:
    """Places in order, and counts of names that the tables lack or that could be several."""
    names = [name for passage in passages for name in find_names(passage)]
    # "Winnipeg police" is a place where the same text says "in Winnipeg", and else not known to be.
    sure = {sense_key(name) for name in names if name.sure}
    names = [name for name in names if name.sure or sense_key(name) in sure]
    senses = choose_senses(names)
    refused: Counter[str] = Counter()
    places: list[PlaceMention] = []
    for name in names:
        place = senses[sense_key(name)] if name.options else None
        span = trim_span(text, name.span, strip=_STRIP)
        if place is None or span.end <= span.start:
            refused["ambiguous_place" if name.options else "not_in_gazetteer"] += 1
        else:
            places.append(_make(document, text, span, name=name, place=place))
    return tuple(places), refused


def _make(document: str, text: str, span: Span, *, name: Name, place: Place) -> PlaceMention:
    return PlaceMention(
        make_anchor(document, text, "place", [span]),
        place.name,
        _use(name),
        place.precision,
        place.country,
        place.geonameid,
        place.lat,
        place.lon,
    )


def _use(name: Name) -> Literal["literal", "associative"]:
    """Literal where something happens; associative where the name speaks, owns or describes."""
    if name.adjective or name.words.root.dep_ in _ASSOCIATIVE:
        return "associative"
    return "literal"
