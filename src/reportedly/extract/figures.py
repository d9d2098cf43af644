"""Figures: numbers as printed, with bound, unit, measure, population and aspect."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reportedly.extract.counts import Count, find_counts
from reportedly.extract.figure_measures import (
    count_noun,
    find_aspect,
    is_time_unit,
    name_measure,
)
from reportedly.extract.number_atoms import Atom, cut_atoms
from reportedly.extract.numbers import word_at
from reportedly.extract.syntax import Passage
from reportedly.knowledge import load_number_words
from reportedly.model import (
    Anchor,
    DateMention,
    Figure,
    Interval,
    Maker,
    Span,
    make_anchor,
    merge_spans,
    touching,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

MAKER: Final = Maker("figures", 2)

_OLDEST = 130  # years; ", 66," after a name is an age
_VERBS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")


@dataclass(frozen=True, slots=True)
class _Found:
    """A count in a passage with the tokens that hold it (``first`` to ``last``)."""

    count: Count
    span: Span  # of the document
    first: int
    last: int


def find_figures(
    document: str,
    text: str,
    passages: Iterable[Passage],
    dates: Sequence[DateMention],
    vague: str = "none",
) -> tuple[tuple[Figure, ...], Counter[str]]:
    """Figures in order, and counts of numbers refused by reason.

    ``vague`` names the table that gives words like "dozens" a least value; "none" leaves it open.
    """
    figures: list[Figure] = []
    refused: Counter[str] = Counter()
    # "Three months" that only say how long or roughly when are a count all the same.
    taken = merge_spans(d.anchor.hull for d in dates if not d.value.startswith("P"))
    for passage in passages:
        figures += _in_passage(document, text, passage, taken, dates, vague, refused)
    return tuple(figures), refused


def _in_passage(
    document: str,
    text: str,
    passage: Passage,
    taken: Sequence[Span],
    dates: Sequence[DateMention],
    vague: str,
    refused: Counter[str],
) -> list[Figure]:
    tokens = list(passage.doc)
    if not tokens:
        return []
    starts = [t.idx for t in tokens]
    printed = passage.doc.text
    whole = Span(passage.offset, passage.offset + len(printed))
    days = [d for d in dates if whole.start <= d.anchor.start < whole.end]
    barriers = [s.shift(-passage.offset) for s in touching(taken, whole)]
    atoms = cut_atoms(printed, barriers)
    figures: list[Figure] = []
    for count in find_counts(atoms, vague, refused):
        span = Span(atoms[count.first].span.start, atoms[count.end - 1].span.end)
        first = bisect_right(starts, atoms[count.core].span.start) - 1
        last = bisect_right(starts, span.end - 1) - 1
        found = _Found(count, span.shift(passage.offset), first, last)
        noun = None if count.unit and count.unit != "share" else count_noun(tokens, last)
        reason = _refusal(text, passage, taken, atoms, tokens, found, noun)
        if reason:
            refused[reason] += 1
            continue
        figures.append(
            _make(document, text, passage, found, tokens, noun, days, figures)
        )
    return figures


# ------------------------------------------------------------------ numbers that count nothing


def _refusal(
    text: str,
    passage: Passage,
    taken: Sequence[Span],
    atoms: Sequence[Atom],
    tokens: Sequence["Token"],
    found: _Found,
    noun: "Token | None",
) -> str:
    """Why a number is no figure, empty if it is one."""
    count = found.count
    core = Span(atoms[count.core].span.start, atoms[count.core_end - 1].span.end)
    if _is_cut(text, passage, found.span):
        return "part_of_a_longer_word"
    if touching(taken, core.shift(passage.offset)):
        return "part_of_a_date"
    if _is_time(atoms, count):
        return "time"
    if _is_label(atoms, tokens, found, noun):
        return "label"
    if _is_year(atoms, count, noun):
        return "looks_like_a_year"
    if _is_age(atoms, tokens, found):
        return "age"
    if _is_idle(atoms, tokens, found, noun):
        return "counts_nothing"
    if count.vague and count.low is None and not count.unit:
        # "Several" and "many" stand in every paragraph: only those that count something measured.
        if name_measure(tokens, found.first, found.last, noun) is None:
            return "vague_without_measure"
    return ""


def _is_cut(text: str, passage: Passage, span: Span) -> bool:
    """Whether a number goes on where an overlong word was cut between two passages."""
    whole, last = passage.segment.span, passage.doc[-1]
    before = whole.start < span.start == passage.offset and not text[span.start - 1].isspace()
    return before or (
        span.end == passage.span(last).end < whole.end and not text[span.end].isspace()
    )


def _is_time(atoms: Sequence[Atom], count: Count) -> bool:
    """"11 a.m.", "7.05am", "10:30"."""
    after = word_at(atoms, count.core_end)
    if after in ("a.m.", "p.m.", "am", "pm", "o", "gmt", "utc") or (
        after == ":" and count.core_end < len(atoms) and atoms[count.core_end].glued
    ):
        return after != "o" or word_at(atoms, count.core_end + 2) == "clock"
    return word_at(atoms, count.core - 1) == ":" and atoms[count.core].glued


def _is_plain(count: Count) -> bool:
    """A number with nothing beside it that says it counts."""
    return not (count.hedge or count.unit or count.low != count.high)


def _is_label(
    atoms: Sequence[Atom], tokens: Sequence["Token"], found: _Found, noun: "Token | None"
) -> bool:
    """"Resolution 2397", "MiG-31", "S&P 500", "787 Dreamliner": a number that names something."""
    count = found.count
    if not _is_plain(count):
        return False
    before, after = word_at(atoms, count.core - 1), word_at(atoms, count.core_end)
    if before == "#" or (before in load_number_words("label") and not _is_plural(noun)):
        return True
    glued_before = atoms[count.core].glued and before in ("/", ".", "-", "_")
    glued_after = count.core_end < len(atoms) and atoms[count.core_end].glued
    if glued_before or (glued_after and after in ("/", "_", "-") and _digit_follows(atoms, count)):
        return True
    digits = atoms[count.core].kind == "digits" and count.core_end == count.core + 1
    if not digits or "," in atoms[count.core].text or _is_plural(noun):
        return False
    follows = tokens[found.last + 1] if found.last + 1 < len(tokens) else None
    if follows is not None and follows.tag_ == "NNP" and follows.text[:1].isupper():
        return noun is None or noun.tag_ == "NNP"
    return noun is None and _is_named(tokens, found.first)


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


def _is_age(atoms: Sequence[Atom], tokens: Sequence["Token"], found: _Found) -> bool:
    """"Kim Song, 66, said"."""
    count = found.count
    if not _is_plain(count) or atoms[count.core].kind != "digits" or count.low is None:
        return False
    marks = word_at(atoms, count.core - 1), word_at(atoms, count.core_end)
    if marks[0] != "," or marks[1] not in (",", ".", "") or not 0 < count.low < _OLDEST:
        return False
    named = tokens[found.first - 2] if found.first >= 2 else None
    return named is not None and named.tag_ in ("NNP", "NNPS") and named.ent_type_ != "GPE"


def _is_idle(
    atoms: Sequence[Atom], tokens: Sequence["Token"], found: _Found, noun: "Token | None"
) -> bool:
    """Whether "one" is a pronoun or a figure of speech, or "zero" and a label stand alone."""
    count = found.count
    if count.hedge or count.unit or word_at(atoms, count.core) != "one" or count.low != 1:
        return False
    if count.core_end > count.core + 1:
        return False
    if noun is not None and noun.i == found.last + 1:
        return noun.text.lower() in load_number_words("idle") or _is_plural(noun)
    if noun is not None:
        return word_at(atoms, count.core - 1) in ("no", "any", "every", "each", "this", "that")
    after = [a.low for a in atoms[count.core_end : count.core_end + 2]]
    return after not in (["of", "the"], ["of", "its"], ["of", "his"], ["of", "their"])


# ------------------------------------------------------------------ making a figure


def _make(
    document: str,
    text: str,
    passage: Passage,
    found: _Found,
    tokens: Sequence["Token"],
    noun: "Token | None",
    days: Sequence[DateMention],
    earlier: Sequence[Figure],
) -> Figure:
    count = found.count
    last = max(found.last, noun.i) if noun is not None else found.last
    measure: str | None = count.measure or None
    unit = count.unit
    if measure in (None, "share", "oil", "weight"):
        measure = name_measure(tokens, found.first, found.last, noun, share=bool(measure)) or measure
    if noun is not None and not unit and is_time_unit(noun):
        unit, measure = noun.text.lower(), "duration"
    aspect = find_aspect(tokens, found.first, found.last, noun)
    population = None
    if noun is not None and found.last < noun.i:
        population = passage.cover(tokens[found.last + 1], noun)
    end = max(found.span.end, passage.span(tokens[last]).end) if noun is not None else found.span.end
    anchor = make_anchor(document, text, "figure", [Span(found.span.start, end)])
    held = make_anchor(document, text, "population", [population]) if population else None
    if measure is None and held is None and earlier and not unit:
        measure, held = _inherit(tokens, found, aspect, passage, earlier)
    return Figure(
        anchor=anchor,
        low=count.low,
        high=count.high,
        hedge=count.hedge,
        unit=unit,
        measure=measure,
        population=held,
        aspect=aspect,
        as_of=_as_of(tokens, found.first, passage, days),
    )


def _inherit(
    tokens: Sequence["Token"],
    found: _Found,
    aspect: str | None,
    passage: Passage,
    earlier: Sequence[Figure],
) -> tuple[str | None, Anchor | None]:
    """Measure and population of a bare number from the figure before it in the sentence.

    "4,700 casualties, including 600", "300 killed and another 2,000"; only where words between
    say that the second goes with the first.
    """
    before = earlier[-1]
    sentence = tokens[found.first].sent
    if before.unit or before.anchor.start < sentence.start_char + passage.offset:
        return None, None
    return (before.measure, before.population) if aspect in ("part", "increment") else (None, None)


def _as_of(
    tokens: Sequence["Token"], at: int, passage: Passage, days: Sequence[DateMention]
) -> Interval | None:
    """The date that stands in the clause of the figure, None without one or with several."""
    sentence, verb = tokens[at].sent, _clause(tokens[at])
    within = Span(sentence.start_char, sentence.end_char).shift(passage.offset)
    found = []
    for day in days:
        if day.start is None or day.end is None or not within.start <= day.anchor.start < within.end:
            continue
        token = passage.doc.char_span(
            day.anchor.start - passage.offset,
            day.anchor.hull.end - passage.offset,
            alignment_mode="expand",
        )
        if token is not None and _clause(token.root) == verb:
            found.append(Interval(day.start, day.end, day.basis))
    return found[0] if len(found) == 1 else None


def _clause(token: "Token") -> int:
    """Index of the verb over a token, of the root where there is none."""
    for _ in range(40):
        if token.tag_ in _VERBS and token.dep_ not in ("aux", "auxpass", "amod", "compound"):
            return token.i
        if token.head.i == token.i:
            break
        token = token.head
    return token.i
