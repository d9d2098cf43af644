"""Numbers that count nothing: labels, years, ages, times. Each refusal has a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reportedly.extract.counts import Count
from reportedly.extract.figure_measures import Where, find_aspect, name_measure
from reportedly.extract.number_atoms import Atom
from reportedly.extract.numbers import word_at
from reportedly.extract.syntax import Passage
from reportedly.knowledge import load_number_words
from reportedly.model import Span, touching

if TYPE_CHECKING:
    from spacy.tokens import Token

_MINUTES: Final = frozenset("°º′″")
_OLDEST: Final = 130  # years; ", 66," after a name is an age


@dataclass(frozen=True, slots=True)
class Scene:
    """Where counts are looked at: the document's text, one passage of it, and its dates."""

    text: str
    passage: Passage
    tokens: Sequence["Token"]
    atoms: Sequence[Atom]
    taken: Sequence[Span]


@dataclass(frozen=True, slots=True)
class Found:
    """A count with its span in the document, and where its tokens are."""

    count: Count
    span: Span
    where: Where


def refusal(scene: Scene, found: Found) -> str:
    """Why a number is no figure, empty if it is one."""
    count, atoms = found.count, scene.atoms
    core = Span(atoms[count.core].span.start, atoms[count.core_end - 1].span.end)
    reasons = (
        ("part_of_a_longer_word", lambda: _is_cut(scene, found.span)),
        ("part_of_a_date", lambda: touching(scene.taken, core.shift(scene.passage.offset))),
        ("coordinate", lambda: _is_coordinate(atoms, count)),
        ("time", lambda: _is_time(atoms, count)),
        ("label", lambda: _is_label(scene, found)),
        ("looks_like_a_year", lambda: _is_year(atoms, count, found.where.noun)),
        ("age", lambda: _is_age(scene, found)),
        ("counts_nothing", lambda: _is_idle(atoms, found)),
        ("vague_without_measure", lambda: _is_empty(found)),
    )
    return next((reason for reason, holds in reasons if holds()), "")


def _is_empty(found: Found) -> bool:
    """Whether a word like "several", which stands in every paragraph, counts nothing measured."""
    count = found.count
    if not count.vague or count.hedge.lower() not in load_number_words("weak"):
        return False
    where = found.where
    return name_measure(where) is None and find_aspect(where) not in ("part", "increment")


def _is_cut(scene: Scene, span: Span) -> bool:
    """Whether a number goes on where an overlong word was cut between two passages."""
    text, passage = scene.text, scene.passage
    whole, last = passage.segment.span, passage.doc[-1]
    before = whole.start < span.start == passage.offset and not text[span.start - 1].isspace()
    return before or (
        span.end == passage.span(last).end < whole.end and not text[span.end].isspace()
    )


def _is_time(atoms: Sequence[Atom], count: Count) -> bool:
    """Whether a number is a time of day: "11 a.m.", "10:30"."""
    after = word_at(atoms, count.core_end)
    if after in ("a.m.", "p.m.", "am", "pm", "o", "gmt", "utc") or (
        after == ":" and count.core_end < len(atoms) and atoms[count.core_end].glued
    ):
        return after != "o" or word_at(atoms, count.core_end + 2) == "clock"
    return word_at(atoms, count.core - 1) == ":" and atoms[count.core].glued


def _is_coordinate(atoms: Sequence[Atom], count: Count) -> bool:
    """Whether a number is part of "33°47′N 44°30′E"."""
    ends = count.core_end
    if word_at(atoms, ends) not in _MINUTES or not atoms[ends].glued or count.unit:
        return word_at(atoms, count.core - 1) in _MINUTES and atoms[count.core].glued
    after = word_at(atoms, ends + 1)
    pointed = after in ("n", "s", "e", "w", "north", "south", "east", "west")
    return pointed or word_at(atoms, ends) != "°" or after[:1].isdecimal()


def _is_plain(count: Count) -> bool:
    """A number with nothing beside it that says it counts."""
    return not (count.hedge or count.unit or count.low != count.high)


def _is_label(scene: Scene, found: Found) -> bool:
    """Whether a number names something: "Resolution 2397", "S&P 500", "787 Dreamliner"."""
    count, atoms, tokens, noun = found.count, scene.atoms, scene.tokens, found.where.noun
    if not _is_plain(count):
        return False
    before, after = word_at(atoms, count.core - 1), word_at(atoms, count.core_end)
    if before == "#" or (before in load_number_words("label") and not _is_plural(noun)):
        return True
    glued_before = atoms[count.core].glued and before in ("/", ".", "-", "_")
    glued_after = count.core_end < len(atoms) and atoms[count.core_end].glued
    if (
        glued_before
        or _is_address(atoms, count)
        or (glued_after and after in ("/", "_", "-") and _digit_follows(atoms, count))
    ):
        return True
    digits = atoms[count.core].kind == "digits" and count.core_end == count.core + 1
    if not digits or "," in atoms[count.core].text or _is_plural(noun):
        return False
    follows = tokens[found.where.last + 1] if found.where.last + 1 < len(tokens) else None
    if follows is not None and follows.tag_ == "NNP" and follows.text[:1].isupper():
        return noun is None or noun.tag_ == "NNP"
    return noun is None and _is_named(tokens, found.where.first)


def _is_address(atoms: Sequence[Atom], count: Count) -> bool:
    """Whether a number begins the name of a site: "404.example"."""
    parts = atoms[count.core_end : count.core_end + 2]
    return (
        [a.kind for a in parts] == ["mark", "word"]
        and parts[0].text == "."
        and all(a.glued for a in parts)
        and parts[1].text.islower()
    )


def _digit_follows(atoms: Sequence[Atom], count: Count) -> bool:
    at = count.core_end + 1
    return at < len(atoms) and atoms[at].glued and atoms[at].kind == "digits"


def _is_named(tokens: Sequence["Token"], first: int) -> bool:
    """Whether a name of a thing comes just before: "iPhone 11", "Fortune 100"."""
    before = tokens[first - 1] if first else None
    if before is None or before.tag_ not in ("NNP", "NNPS") or not before.text[:1].isupper():
        return False
    return before.ent_type_ not in ("GPE", "LOC", "PERSON", "DATE", "NORP")


def _is_plural(noun: "Token | None") -> bool:
    return noun is not None and noun.tag_ in ("NNS", "NNPS")


def _is_year(atoms: Sequence[Atom], count: Count, noun: "Token | None") -> bool:
    """A bare four-digit number that counts nothing: "the 2024 deal"."""
    printed = atoms[count.core].text
    if count.hedge or count.unit or count.core_end != count.core + 1 or not printed.isdecimal():
        return False
    return 1900 <= int(printed[:5]) <= 2100 and len(printed) == 4 and not _is_plural(noun)


def _is_age(scene: Scene, found: Found) -> bool:
    """Whether a number is somebody's age: "Kim Song, 66, said", "aged 18 to 34"."""
    count, atoms, tokens = found.count, scene.atoms, scene.tokens
    if word_at(atoms, count.first - 1) in ("aged", "age", "ages"):
        return True
    if not _is_plain(count) or atoms[count.core].kind != "digits" or count.low is None:
        return False
    marks = word_at(atoms, count.core - 1), word_at(atoms, count.core_end)
    if marks[0] != "," or marks[1] not in (",", ".", "") or not 0 < count.low < _OLDEST:
        return False
    named = tokens[found.where.first - 2] if found.where.first >= 2 else None
    return named is not None and named.tag_ in ("NNP", "NNPS") and named.ent_type_ != "GPE"


def _is_idle(atoms: Sequence[Atom], found: Found) -> bool:
    """Whether "one" is a pronoun or a figure of speech and no count."""
    count, noun = found.count, found.where.noun
    after = atoms[count.core_end : count.core_end + 2]
    if count.unit or word_at(atoms, count.core) != "one" or count.core_end > count.core + 1:
        return False
    if after and after[0].kind == "digits":
        return True  # "just one 52,000 barrel refinery"
    if count.hedge or count.low != 1:
        return False
    words = [a.low for a in after]
    if words[:1] in (["'"], ["’"]):
        return True
    if words[:1] == ["of"] and _is_superlative(word_at(atoms, count.core_end + 2)):
        return True  # "one of the largest" praises and does not count
    if noun is not None and noun.i == found.where.last + 1:
        return noun.text.lower() in load_number_words("idle") or _is_plural(noun)
    if noun is not None:
        return word_at(atoms, count.core - 1) in ("no", "any", "every", "each", "this", "that")
    return words not in (["of", "the"], ["of", "its"], ["of", "his"], ["of", "their"])


def _is_superlative(word: str) -> bool:
    return word in ("most", "least", "best", "worst") or (len(word) > 4 and word.endswith("est"))
