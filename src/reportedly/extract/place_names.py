"""Spans that may name a place, with the places of that name."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from reportedly.extract.syntax import Passage
from reportedly.knowledge import (
    Country,
    Place,
    find_country,
    list_places,
    load_areas,
    load_country_places,
    load_place_words,
)
from reportedly.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Phrase

LONGEST = 7  # tokens of a name
_MOST_LETTERS = 80
_LISTING = frozenset({",", "and", "or", "&"})
_ARTICLES = frozenset({"al-", "el-", "an-", "as-", "at-"})
# Words after a name that make it a region; those of the first list may make one of a town's name.
AROUND_TOWN = load_place_words("around")
REGION_WORDS = AROUND_TOWN | load_place_words("region")
# Words that are names of regions in some country and mostly mean something else.
_PLAIN = load_place_words("plain")
_TOWN_WORDS = load_place_words("town")
_BEFORE = load_place_words("before")
_INSIDE = load_place_words("inside")
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_PARTY_LABELS = frozenset({"PERSON", "ORG", "PRODUCT", "WORK_OF_ART", "LAW"})
_PERSON_TITLES = load_place_words("title")


class Name(NamedTuple):
    """Tokens ``first`` to ``end`` of a passage that may name one of ``options``."""

    passage: Passage
    first: int
    end: int
    options: tuple[Place, ...]
    adjective: bool  # "Syrian"
    region: bool  # "the Kursk region"
    sure: bool  # the words around say that it is a place

    @property
    def words(self) -> "Phrase":
        """The words themselves."""
        return self.passage.doc[self.first : self.end]

    @property
    def span(self) -> Span:
        """Where they stand in the document."""
        return self.passage.span(self.words)


def find_names(passage: Passage) -> Iterator[Name]:
    """Names in order, the longest at each point; those that the tables lack have no options."""
    doc = passage.doc
    owner = _entities(doc)
    at = 0
    last = -9
    while at < len(doc):
        word = doc[at].text
        candidate = _is_capital(word) and word.lower() != "the"
        name = _name_at(passage, at, owner) if candidate else None
        if name is not None and _goes_on(doc, last, at):
            name = name._replace(sure=True)
        if name is not None and name.sure and not name.adjective:
            last = name.end
        if name is not None:
            yield name
        at = name.end if name is not None else at + 1


def _entities(doc: "Doc") -> dict[int, "Phrase"]:
    return {n: entity for entity in doc.ents for n in range(entity.start, entity.end)}


def _goes_on(doc: "Doc", last: int, at: int) -> bool:
    """Whether a name goes on a list of places: "in Kherson, Izium and Lyman"."""
    return 0 < at - last <= 2 and all(doc[n].text in _LISTING for n in range(last, at))


def _is_capital(word: str) -> bool:
    return word[:1].isupper() or (word[:3] in _ARTICLES and word[3:4].isupper())


def _name_at(passage: Passage, first: int, owner: dict[int, "Phrase"]) -> Name | None:
    doc = passage.doc
    entity = owner.get(first)
    if entity is not None and entity.label_ == "FAC" and entity.start == first:
        # A street, a museum: it need not stand in the town of its name.
        ends: tuple[int, ...] = (entity.end,)
    else:
        ends = tuple(range(_run_end(doc, first), first, -1))
    for end in ends:
        if not _is_capital(doc[end - 1].text):
            continue
        found = _look_up(doc, first, end, owner)
        if found is not None:
            options, adjective, sure = found
            return Name(passage, first, end, options, adjective, _is_region(doc, end), sure)
    if entity is not None and entity.label_ in _PLACE_LABELS and entity.start == first:
        return Name(passage, first, entity.end, (), False, False, True)
    return None


def _run_end(doc: "Doc", first: int) -> int:
    """Where the run of capitals and the small words inside it ends."""
    end = first + 1
    last = min(len(doc), first + LONGEST)
    while end < last and (_is_capital(doc[end].text) or doc[end].text.lower() in _INSIDE):
        end += 1
    return end


def _look_up(
    doc: "Doc", first: int, end: int, owner: dict[int, "Phrase"]
) -> tuple[tuple[Place, ...], bool, bool] | None:
    """Places of that name, whether it is an adjective, and whether the words around support it."""
    words = doc[first:end].text
    if len(words) > _MOST_LETTERS:
        return None
    form = _as_printed(words)
    entity = owner.get(first)
    country = find_country(form)
    if country is not None and country.use != "metonym":
        given_name = entity is not None and entity.label_ == "PERSON"
        if given_name and not _is_where(doc, first, end):
            return None
        if _is_language(doc, first, end, country):
            return None
        if _in_longer_name(doc, first, end, entity, wide=True):
            return None
        areas = load_areas().get(form, ()) if country.use == "name" else ()
        return (load_country_places()[country.iso], *areas), country.use == "adjective", True
    return _look_up_area_or_town(doc, first, end, entity)


def _look_up_area_or_town(
    doc: "Doc", first: int, end: int, entity: "Phrase | None"
) -> tuple[tuple[Place, ...], bool, bool] | None:
    words = doc[first:end].text
    after = doc[end].text.lower() if end < len(doc) else ""
    if words.lower() in _PLAIN and after not in REGION_WORDS:
        return None
    areas = load_areas().get(_as_printed(words), ())
    if _in_longer_name(doc, first, end, entity, wide=bool(areas) and len(words) > 4):
        return None
    where = _is_where(doc, first, end)
    label = entity.label_ if entity is not None else ""
    if label == "PERSON" and not where:
        return None
    towns = () if after in REGION_WORDS - AROUND_TOWN else list_places(words)
    if not areas and not towns:
        return None
    adjective = words.endswith("n") and doc[first].tag_ == "JJ"
    # The model takes seas and areas of several words for organisations; one word may be either.
    known = bool(areas) and (end - first > 1 or label not in _PARTY_LABELS)
    sure = where or label in _PLACE_LABELS or known
    return (*areas, *towns), adjective, sure


def _is_language(doc: "Doc", first: int, end: int, country: Country) -> bool:
    """Whether an adjective names a language: "in Turkish", "speaks French"."""
    before = doc[first - 1].text.lower() if first else ""
    noun = end < len(doc) and doc[end].tag_.startswith(("NN", "JJ"))
    speaks = before in ("in", "into", "from", "fluent") or before.startswith(("speak", "spoke"))
    return country.use == "adjective" and speaks and not noun


def _as_printed(words: str) -> str:
    """Names in capitals ("ALEPPO") as they are elsewhere; short ones may be abbreviations."""
    words = " ".join(words.replace("’", "'").split())
    return words.title() if words.isupper() and len(words) > 4 and "." not in words else words


def _in_longer_name(
    doc: "Doc", first: int, end: int, entity: "Phrase | None", *, wide: bool
) -> bool:
    """Whether the words are part of another name: a person's, a firm's, a newspaper's.

    ``wide`` is for countries and regions: "the Russian Defence Ministry" does name Russia.
    """
    if first and doc[first - 1].text.lower() in _PERSON_TITLES:
        return True
    start = first
    if first and doc[first - 1].text.lower() == "the":
        start -= 1
    if entity is not None and (entity.start < start or entity.end > end):
        if entity.label_ == "PERSON":
            return True
        return entity.label_ not in _PLACE_LABELS and not wide
    after = doc[end] if end < len(doc) else None
    joined = after is not None and after.tag_ in ("NNP", "NNPS") and _is_capital(after.text)
    if wide or not joined or entity is not None:
        return False
    return after is not None and after.text.lower() not in REGION_WORDS | _TOWN_WORDS


def _is_where(doc: "Doc", first: int, end: int) -> bool:
    """Whether the words stand where a place does: "near X", "X region", "X, Country"."""
    before = doc[first - 1].text.lower() if first else ""
    after = doc[end].text.lower() if end < len(doc) else ""
    if before in _BEFORE or after in REGION_WORDS or after in _TOWN_WORDS:
        return True
    if before in ("and", "or") and first > 1:
        other = doc[first - 2]
        if other.ent_type_ in _PLACE_LABELS or other.text.lower() in REGION_WORDS:
            return True
    if after == "," and end + 1 < len(doc) and _is_capital(doc[end + 1].text):
        return qualifier_at(doc, end) is not None
    return first == 0 and after in ("(", "—", "–", "--")  # a dateline


def qualifier_at(doc: "Doc", end: int) -> tuple[Place, ...] | None:
    """The country or regions that stand after a name and a comma: "Portland, Oregon"."""
    if end + 1 >= len(doc) or doc[end].text not in (",", "("):
        return None
    first = end + 1
    for stop in range(min(_run_end(doc, first), first + 4), first, -1):
        form = _as_printed(doc[first:stop].text)
        country = find_country(form)
        if country is not None and country.use == "name":
            areas = load_areas().get(form, ())
            return (load_country_places()[country.iso], *areas)
        if form in load_areas():
            return load_areas()[form]
    return None


def _is_region(doc: "Doc", end: int) -> bool:
    return end < len(doc) and doc[end].text.lower() in REGION_WORDS
