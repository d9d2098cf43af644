"""Which party of the text a source stands for: by name, surname, pronoun, title or office.

Only parties that the same text names are answers. Where two would do, none is given.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from reportedly.extract.cues import find_owner
from reportedly.extract.sources import Source, antecedent, make_source
from reportedly.knowledge import BodyKind, find_body, load_body_nouns, load_roles
from reportedly.model import Mention, Span, overlaps

if TYPE_CHECKING:
    from spacy.tokens import Token

_FAR: Final = 60  # tokens between a body and an "it" that stands for it
_BESIDE: Final = 60  # characters before a name in which its title may stand
_WORD = re.compile(r"[^\W\d_]+")
_APPOSITION = re.compile(r"(?:\s\([^()]{1,20}\))?,\s")
_OFFICES = frozenset(
    {"ministry", "department", "agency", "service", "council", "committee", "commission", "party"}
    | {"company", "bank", "court", "union", "newspaper", "embassy", "parliament", "team"}
)
# Which kinds of body a later "the agency" may stand for; a word before it may say which.
_STANDS_FOR: Final[dict[str, frozenset[BodyKind]]] = {
    "agency": frozenset({"intelligence", "media", "agency", "international"}),
    "service": frozenset({"intelligence", "media"}),
    "military": frozenset({"military"}),
    "army": frozenset({"military"}),
    "ministry": frozenset({"ministry"}),
    "department": frozenset({"ministry"}),
    **dict.fromkeys(
        ("newspaper", "paper", "broadcaster", "outlet", "site", "website", "channel", "portal"),
        frozenset[BodyKind]({"media"}),
    ),
}
_NARROWS: Final[dict[str, frozenset[BodyKind]]] = {
    "spy": frozenset({"intelligence"}),
    "intelligence": frozenset({"intelligence"}),
    "security": frozenset({"intelligence", "security"}),
    "news": frozenset({"media"}),
    "state": frozenset({"media"}),
}


class Speakers:
    """Finds who speaks, in the order of the text: "he" is the latest person who spoke."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self._text = text
        self._mentions = mentions
        self._persons = [m for m in mentions if m.type == "person"]
        self._by_surname = _by_surname(self._persons)
        self._by_title = _by_title(text, self._persons)
        self._by_office = _by_office(mentions)
        # A body in brackets is the agency of a dateline or a short form.
        known = [(m, kind) for m in mentions if (kind := _body_kind(m))]
        self._bodies = [(m, kind) for m, kind in known if not _in_brackets(text, m)]
        self._datelines = [m for m, kind in known if kind == "media" and _in_brackets(text, m)]
        self._spoken: Mention | None = None
        self._last: Mention | None = None

    def find(self, source: Source, span: Span, head: Span) -> Mention | None:
        """The mention that a source phrase stands for, or None; remembers who spoke."""
        found = self._by_pronoun(source.head, span.start) or self.standing_for(source, span, head)
        if found is not None and found.type == "person":
            self._spoken = found
        if source.head.text.lower() not in ("who", "which", "that"):
            self._last = found
        return found

    def standing_for(self, source: Source, span: Span, head: Span) -> Mention | None:
        """The mention that a source phrase stands for by its words, or None."""
        return (
            find_speaker(span, head, self._mentions)
            or self._in_apposition(span)
            or self._by_words(source, span.start)
            or self._by_owner(source, span.start)
        )

    def _in_apposition(self, span: Span) -> Mention | None:
        """As in "the chief of intelligence (GUR), Kyrylo Budanov, said"."""
        between = _APPOSITION.match(self._text, span.end)
        found = self._at(between.end()) if between else None
        if between is None or found is None or found.type != "person":
            return None
        apposed = found.anchor.start == between.end()
        closed = self._text[found.anchor.end : found.anchor.end + 1] == ","
        return found if apposed and closed else None

    def named(self, span: Span) -> Mention | None:
        """The mention at a name, such as the signature of a post."""
        return find_speaker(span, span, self._mentions)

    def _by_pronoun(self, head: "Token", at: int) -> Mention | None:
        word = head.text.lower()
        if word in ("who", "which", "that"):
            noun = antecedent(head)
            start = at - head.idx + noun.idx if noun is not None else at
            return self._at(start)
        if word == "it":
            return self._last if self._last and self._is_latest(self._last, head, at) else None
        if word not in ("he", "she"):
            return None
        if self._spoken is not None:
            return self._spoken
        last = bisect_right(self._persons, at, key=lambda m: m.anchor.end)
        return self._persons[last - 1] if last else None

    def _is_latest(self, spoken: Mention, head: "Token", at: int) -> bool:
        """Whether "it" can be nothing later than the body that spoke last."""
        rivals = _rivals(spoken, head, at)
        offset = at - head.idx
        return rivals is not None and all(self._is_same(t, offset, spoken) for t in rivals)

    def _is_same(self, rival: "Token", offset: int, spoken: Mention) -> bool:
        """Whether a noun is another word for a body: "the agency" for the one that spoke."""
        source = make_source(rival)
        found = self._by_words(source, rival.idx + offset) if source is not None else None
        return found is not None and _usual_name(found) == _usual_name(spoken)

    def _at(self, at: int) -> Mention | None:
        first = bisect_right(self._mentions, at, key=lambda m: m.anchor.end)
        near = self._mentions[first : first + 1]
        return next((m for m in near if m.anchor.start <= at), None)

    def _by_words(self, source: Source, at: int) -> Mention | None:
        """A surname that the model took for no name; "the minister"; "the ministry"."""
        if source.first == source.head and source.head.tag_ in ("NNP", "NNPS"):
            return _only(self._by_surname.get(source.head.text, ()))
        if source.first.text.lower() not in ("the", "this") or source.head.i - source.first.i > 2:
            return None
        word = source.head.text.lower()
        known = self._by_title if load_roles().get(word) == "named" else self._by_office
        named = _only([m for m in known.get(word, ()) if m.anchor.start < at])
        return named or self._by_kind(source, word, at)

    def _by_owner(self, source: Source, at: int) -> Mention | None:
        """Whose document speaks: "the ministry's statement", "a post by the ministry"."""
        noun = source.head
        if load_roles().get(noun.text.lower()) not in ("document", "social"):
            return None
        owner = find_owner(noun)
        phrase = make_source(owner) if owner is not None else None
        if owner is None or phrase is None:
            return None
        start = at - source.first.idx
        first, last = phrase.first.idx + start, phrase.last.idx + len(phrase.last) + start
        head = Span(owner.idx + start, owner.idx + len(owner) + start)
        return find_speaker(Span(first, last), head, self._mentions) or self._by_words(phrase, at)

    def _by_kind(self, source: Source, word: str, at: int) -> Mention | None:
        """As "the agency" for the one intelligence service that stands before."""
        kinds = _STANDS_FOR.get(word, frozenset())
        for token in source.head.doc[source.first.i : source.head.i]:
            kinds = _NARROWS.get(token.text.lower(), kinds)
        before = [m for m, kind in self._bodies if m.anchor.start < at and kind in kinds]
        # Where nothing else is one, "the agency" is the one whose dateline heads the text.
        lines = [m for m in self._datelines if m.anchor.start < at and word == "agency"]
        return _only(before or (lines if "media" in kinds else []))


def _in_brackets(text: str, mention: Mention) -> bool:
    return text[mention.anchor.start - 1 : mention.anchor.start] == "("


def _rivals(spoken: Mention, head: "Token", at: int) -> list["Token"] | None:
    """Subjects between the body that spoke last and "it"; None where it is too far back."""
    if spoken.type != "organisation":
        return None
    start = spoken.anchor.end - (at - head.idx)
    near = head.doc[max(0, head.i - _FAR) : head.i]
    if len(near) == _FAR and near[0].idx > start:
        return None
    # "Chad, it adds, sent 40 men": the subject of what it is inserted in is somebody else.
    host = head.head.head if head.head.dep_ in ("parataxis", "ccomp") else None
    between = (t for t in near if t.idx >= start and t.head != host)
    return [t for t in between if t.dep_ in ("nsubj", "nsubjpass") and t.tag_ in ("NN", "NNP")]


def _body_kind(mention: Mention) -> BodyKind | None:
    if mention.type != "organisation":
        return None
    body = find_body(mention.anchor.text) or find_body(mention.name)
    if body is not None:
        return body.kind
    words = mention.anchor.text.lower().split()
    nouns = load_body_nouns()
    return next((nouns[k] for i in range(len(words)) if (k := tuple(words[i:])) in nouns), None)


def _only(found: Sequence[Mention]) -> Mention | None:
    """The latest of some mentions when all are of one name."""
    return found[-1] if found and len({_usual_name(m) for m in found}) == 1 else None


def _usual_name(mention: Mention) -> str:
    body = find_body(mention.name) if mention.type == "organisation" else None
    return body.name if body is not None else mention.name


def _by_surname(persons: Sequence[Mention]) -> dict[str, list[Mention]]:
    known: dict[str, list[Mention]] = {}
    for person in persons:
        words = person.name.split()
        if len(words) > 1:
            known.setdefault(words[-1], []).append(person)
    return known


def _by_title(text: str, persons: Sequence[Mention]) -> dict[str, list[Mention]]:
    """Persons by the titles that stand before or after their names."""
    known: dict[str, list[Mention]] = {}
    for person in persons:
        start, end = person.anchor.hull
        before = re.split(r"[.;:\n“”\"]", text[max(0, start - _BESIDE) : start])[-1]
        before = before.rsplit(",", 2)[-1] if before.strip()[-1:] != "," else before
        after = re.match(r",\s(?:the|an?|[A-Z])[^,.;\n]{1,60}[,.]", text[end : end + 70])
        for words in (before, after.group() if after else ""):
            for word in _WORD.findall(words.lower()):
                if load_roles().get(word) == "named":
                    known.setdefault(word, []).append(person)
    return known


def _by_office(mentions: Sequence[Mention]) -> dict[str, list[Mention]]:
    known: dict[str, list[Mention]] = {}
    for mention in mentions:
        word = mention.anchor.text.split()[-1].lower()
        if mention.type == "organisation" and word in _OFFICES:
            known.setdefault(word, []).append(mention)
    return known


def find_speaker(span: Span, head: Span, mentions: Sequence[Mention]) -> Mention | None:
    """The party that a source phrase names: the one whose name holds the phrase's head.

    "The Biden administration" is not Biden and "South Korean intelligence" not South Korea; in
    "the secretary, Sergei Shoigu" a person named beside the head is the one who speaks.
    """
    # Mentions are in order and apart, so only those near the span are looked at.
    first = bisect_right(mentions, span.start, key=lambda m: m.anchor.end)
    last = bisect_left(mentions, span.end, key=lambda m: m.anchor.start)
    inside = mentions[first:last]
    named = next((m for m in inside if overlaps(m.anchor.hull, head)), None)
    closing = inside[-1] if inside and inside[-1].anchor.end == span.end else None
    if closing is None or closing.type not in ("person", "organisation"):
        return named
    # "The website Delta Watch": a body's name must stand directly behind what it is.
    beside = named is None and closing.anchor.start == head.end + 1
    return closing if closing.type == "person" or beside else named
