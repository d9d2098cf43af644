"""Places named in the text, and which place each is."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, Literal

from reportedly.extract.parties import bare_name
from reportedly.extract.syntax import Passage
from reportedly.knowledge import find_country, find_town
from reportedly.model import Maker, PlaceMention, PlacePrecision, Span, make_anchor, trim_span

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Phrase

MAKER: Final = Maker("places", 1)

_LABELS = frozenset({"GPE", "LOC", "FAC"})
# Words after a town's name that make it the region around the town.
_REGION_WORDS = ("region", "oblast", "province", "governorate", "district", "area")
_STRIP = " \t\n\"'“”„«»‘’,;:()[]"


def find_places(
    document: str, text: str, passages: Iterable[Passage]
) -> tuple[tuple[PlaceMention, ...], Counter[str]]:
    """Places in order, and counts of names that the gazetteer lacks."""
    refused: Counter[str] = Counter()
    places: list[PlaceMention] = []
    passages = tuple(passages)
    prefer = _countries(passages)
    for passage in passages:
        for entity in _candidates(passage):
            place = _make(document, text, passage, entity, prefer)
            if place:
                places.append(place)
            else:
                refused["not_in_gazetteer"] += 1
    return tuple(places), refused


def _countries(passages: Iterable[Passage]) -> frozenset[str]:
    """Countries that the text names, by themselves or by their people."""
    named = (find_country(entity.text) for p in passages for entity in p.doc.ents)
    return frozenset(country.iso for country in named if country)


def _candidates(passage: Passage) -> Iterator["Phrase"]:
    """Named places, and names in capitals before "region" or the like that the model missed."""
    doc = passage.doc
    end = 0
    for entity in doc.ents:
        yield from _before_region_word(doc, end, entity.start)
        if entity.label_ in _LABELS or _names_a_region(doc, entity):
            yield entity
        end = entity.end
    yield from _before_region_word(doc, end, len(doc))


def _names_a_region(doc: "Doc", entity: "Phrase") -> bool:
    """Whether a name ends with "region" or stands before it, whatever the model takes it for."""
    after = doc[entity.end].text.lower() if entity.end < len(doc) else ""
    return entity[-1].text.lower() in _REGION_WORDS or (
        after in _REGION_WORDS and entity[-1].tag_ in ("NNP", "NNPS")
    )


def _before_region_word(doc: "Doc", start: int, end: int) -> Iterator["Phrase"]:
    for i in range(max(start, 1), end):
        if doc[i].text.lower() in _REGION_WORDS and doc[i - 1].tag_ in ("NNP", "NNPS"):
            first = i - 1
            while first > start and doc[first - 1].tag_ == "NNP":
                first -= 1
            if first >= start:
                yield doc[first:i]


def _make(
    document: str, text: str, passage: Passage, entity: "Phrase", prefer: frozenset[str]
) -> PlaceMention | None:
    span = trim_span(text, passage.span(entity), strip=_STRIP)
    if span.end <= span.start:
        return None
    words, precision = _without_region(text, span)
    name = text[words.start : words.end]
    country = find_country(name)
    if country and country.use == "name":
        return PlaceMention(
            make_anchor(document, text, "place", [words]),
            country.name,
            _use(entity),
            "country",
            country.iso,
            country.geonameid,
        )
    town = find_town(name, prefer)
    if town is None:
        return None
    return PlaceMention(
        make_anchor(document, text, "place", [span]),
        town.name,
        _use(entity),
        precision,
        town.country,
        town.geonameid,
        town.lat,
        town.lon,
    )


def _without_region(text: str, span: Span) -> tuple[Span, PlacePrecision]:
    """The bare name of "the Kursk region", and that it is a region."""
    start, end = bare_name(text, span)
    words = text[start:end].split(" ")
    if len(words) > 1 and words[-1].lower() in _REGION_WORDS:
        return Span(start, end - len(words[-1]) - 1), "region"
    after = text[end : end + 14].strip().split(" ")[0].strip(".,;:").lower()
    return Span(start, end), "region" if after in _REGION_WORDS else "town"


def _use(entity: "Phrase") -> Literal["literal", "associative"]:
    """Literal where something happens; associative where the name speaks, owns or describes."""
    if entity.root.dep_ in ("nsubj", "nsubjpass", "compound", "poss", "amod", "agent"):
        return "associative"
    return "literal"
