"""Which spans name a party, and of what type: the tables first, then what the model marks."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reportedly.extract.countries import country_of
from reportedly.extract.syntax import Passage
from reportedly.knowledge import (
    BodyKind,
    find_bodies,
    find_country,
    find_equipment,
    list_places,
    load_body_nouns,
    load_titles,
)
from reportedly.model import PartyType, Span, overlaps, trim_span

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

_TYPES: Mapping[str, PartyType] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "country",
    "NORP": "group",
}
_GROUPS: frozenset[BodyKind] = frozenset({"armed_group", "cyber_group"})
_STRIP = " \t\n\"'“”„«»‘’,;:()[]–—-"
_POSSESSIVE = re.compile(r"['’]s\s")
_WHERE = frozenset(
    {"in", "at", "near", "to", "from", "around", "outside", "over", "into", "through", "toward"}
)
_WORD = re.compile(r"[\w.'’-]+")
_ADDRESS = re.compile(r"[\w-]+(?:\.[\w-]+)?\.[A-Za-z]{2,6}")
_OUTLETS = frozenset({"site", "website", "portal", "outlet", "publication", "newspaper", "channel"})
_SHORT = 5  # capitals of this length or less say nothing in a line of capitals


class Found(NamedTuple):
    """A span that names a party, with the words in it."""

    span: Span
    type: PartyType
    country: str | None
    name: str


def find_spans(text: str, passages: Sequence[Passage]) -> list[Found]:
    """Spans that name a party, in order, none overlapping another."""
    marked = Counter((e.text, e.label_) for p in passages for e in p.doc.ents if e.label_ in _TYPES)
    found: list[Found] = []
    for passage in passages:
        known = _longest(_known(text, passage))
        free = [
            f
            for entity in passage.doc.ents
            if (f := _marked(text, passage, entity, marked)) is not None
        ]
        found += _merge(known, free)
    return sorted(found)


def bare_name(text: str, span: Span) -> Span:
    """A name's span without an article before it and a possessive ending."""
    start, end = span
    for article in ("the ", "The "):
        if text.startswith(article, start, end):
            start += len(article)
    for ending in ("’s", "'s"):
        if text.endswith(ending, start, end):
            end -= len(ending)
    return Span(start, end)


# ------------------------------------------------------------------ by the tables


def _known(text: str, passage: Passage) -> Iterator[Found]:
    piece = passage.text
    shout = piece.isupper()
    for start, end, body in find_bodies(piece):
        if body.kind == "platform" or (shout and end - start <= _SHORT):
            continue
        kind: PartyType = "group" if body.kind in _GROUPS else "organisation"
        yield _found(text, Span(start, end).shift(passage.offset), kind, body.country)
    for site in _sites(passage):
        yield _found(text, site, "organisation", None)
    for first, last, country in _bodies_of_countries(passage):
        yield _found(text, passage.cover(first, last), "organisation", country)
    for start, end, equipment in find_equipment(piece):
        yield _found(text, Span(start, end).shift(passage.offset), equipment, None)


def _sites(passage: Passage) -> Iterator[Span]:
    """Outlets that are called by their address: "the site Example.org"."""
    for token in passage.doc:
        named = token.i and token.nbor(-1).text.lower() in _OUTLETS
        if named and _ADDRESS.fullmatch(token.text):
            yield passage.span(token)


def _found(text: str, span: Span, kind: PartyType, country: str | None) -> Found:
    return Found(span, kind, country, text[slice(*span)])


@cache
def _nouns_by_first() -> dict[str, list[tuple[str, ...]]]:
    index: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted(load_body_nouns(), key=lambda w: (-len(w), w)):
        index.setdefault(words[0], []).append(words)
    return index


def _bodies_of_countries(passage: Passage) -> Iterator[tuple["Token", "Token", str]]:
    """First and last token and country of "Polish foreign ministry", "Chad's army"."""
    tokens = list(passage.doc)
    for i, token in enumerate(tokens):
        for noun in _nouns_by_first().get(token.text.lower(), ()):
            size = len(noun)
            if tuple(t.text.lower() for t in tokens[i : i + size]) == noun:
                before = _country_before(tokens, i)
                if before is not None:
                    yield tokens[before[0]], tokens[i + size - 1], before[1]
                break


def _country_before(tokens: Sequence["Token"], at: int) -> tuple[int, str] | None:
    """Where a country's form that ends just before a token begins, and its code."""
    end = at - 1 if at and tokens[at - 1].text in ("'s", "’s", "'", "’") else at
    for size in (4, 3, 2, 1):
        if end >= size and tokens[end - size].text.lower() != "the":
            country = find_country(" ".join(t.text for t in tokens[end - size : end]))
            if country is not None and (country.use != "metonym" or end != at):
                return end - size, country.iso
    return None


def _longest(found: Iterable[Found]) -> list[Found]:
    """The longest of those that overlap, in order."""
    kept: list[Found] = []
    for f in sorted(found, key=lambda f: (f.span.start, -f.span.end)):
        if not kept or f.span.start >= kept[-1].span.end:
            kept.append(f)
        elif f.span.end - f.span.start > kept[-1].span.end - kept[-1].span.start:
            kept[-1] = f
    return kept


# ------------------------------------------------------------------ by the model


def _marked(
    text: str, passage: Passage, entity: "Phrase", marked: Counter[tuple[str, str]]
) -> Found | None:
    """What an entity of the model names, or None."""
    kind = _TYPES.get(entity.label_)
    if kind is None:
        return None
    span = bare_name(text, trim_span(text, passage.span(entity), strip=_STRIP))
    span = without_titles(text, span) if kind == "person" else span
    words = text[slice(*span)]
    if span.end <= span.start or not _is_name(words):
        return None
    country = find_country(words)
    if country is not None:
        if country.use == "metonym" and _is_where(entity.root):
            return None  # "in Moscow" is a place; "Moscow said" a government
        return Found(span, "group" if kind == "group" else "country", country.iso, words)
    if kind == "country" or _is_place(entity, words, marked):
        return None  # a town: a place, and no party by itself
    if kind == "person" and _POSSESSIVE.search(text, *span):
        return None  # a headline in capitals: "Strengthens Putin's Position"
    if kind == "organisation" and words.split()[0].lower() in load_titles():
        return Found(span, "role", country_of(words), words) if " of " in words else None
    return Found(span, kind, None, words)


def without_titles(text: str, span: Span) -> Span:
    """A person's span without titles and weekdays before the name, and weekdays after it."""
    words = [Span(m.start(), m.end()) for m in _WORD.finditer(text, *span)]
    titles = load_titles()
    while len(words) > 1 and _plain(text, words[0]) in titles:
        words.pop(0)
    while len(words) > 1 and _plain(text, words[-1]) in titles:
        words.pop()
    if not words or _plain(text, words[0]) in titles:
        return Span(span.start, span.start)  # a title alone names nobody
    return Span(words[0].start, words[-1].end)


def _plain(text: str, span: Span) -> str:
    return text[slice(*span)].lower().rstrip(".")


def _is_place(entity: "Phrase", words: str, marked: Counter[tuple[str, str]]) -> bool:
    """Whether a name is more likely a town: so marked elsewhere in the text, or "near" it."""
    if marked[entity.text, "GPE"] > marked[entity.text, entity.label_]:
        return True
    if entity[0].text.lower() in _WHERE:
        return True  # "Near Palmyra" at the head of a line
    return _is_where(entity.root) and " " not in words and bool(list_places(words))


def _is_where(root: "Token") -> bool:
    if root.dep_ == "compound":
        return True  # "Moscow region", "a Berlin court"
    return root.dep_ == "pobj" and root.head.text.lower() in _WHERE


def _is_name(words: str) -> bool:
    return any(c.isalpha() for c in words) and any(c.isupper() for c in words) and "\n" not in words


def _merge(known: Sequence[Found], free: Sequence[Found]) -> list[Found]:
    """Known names, and what the model marks beside them; a longer organisation wins."""
    kept: list[Found] = []
    dropped: set[Span] = set()
    for f in free:
        rivals = [k for k in known if overlaps(k.span, f.span)]
        if not rivals:
            kept.append(f)
        elif f.type == "organisation" and all(_holds(f.span, k.span) for k in rivals):
            dropped.update(k.span for k in rivals)
            kept.append(f._replace(country=rivals[0].country, type=rivals[0].type))
    return [*kept, *(k for k in known if k.span not in dropped)]


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and outer != inner


# ------------------------------------------------------------------ said again


def find_repeated(
    text: str, passages: Sequence[Passage], found: Sequence[Found]
) -> Iterator[Found]:
    """Family names of persons, and short forms in capitals, where the model missed them."""
    known = {
        f.name.split()[-1]: f._replace(country=None)
        for f in found
        if f.type == "person" and " " in f.name
    }
    known |= {
        f.name: f for f in found if f.type in ("organisation", "group") and _is_short_form(f.name)
    }
    taken = [f.span for f in found]
    at = 0
    for passage in passages:
        for token in passage.doc:
            model = known.get(token.text)
            if model is None or token.ent_type_ or token.tag_ not in ("NNP", "NNPS"):
                continue
            span = passage.span(token)
            while at < len(taken) and taken[at].end <= span.start:
                at += 1
            if at == len(taken) or not overlaps(taken[at], span):
                yield Found(span, model.type, model.country, text[slice(*span)])


def _is_short_form(name: str) -> bool:
    return name.isupper() and name.isalpha() and len(name) > 1
