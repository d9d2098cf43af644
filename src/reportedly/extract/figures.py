"""Figures: numbers as printed, with bound, unit, measure, population and aspect."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from reportedly.extract.counts import Count, find_counts
from reportedly.extract.figure_antecedents import Earlier, find_counted
from reportedly.extract.figure_dates import date_in_clause
from reportedly.extract.figure_measures import (
    CLOSING,
    VICTIMS,
    Where,
    count_noun,
    find_aspect,
    is_time_unit,
    measure_words,
    name_measure,
)
from reportedly.extract.figure_refusals import Found, Scene, refusal
from reportedly.extract.figure_shares import name_share
from reportedly.extract.number_atoms import cut_atoms
from reportedly.extract.syntax import Passage
from reportedly.model import (
    Anchor,
    DateMention,
    Figure,
    Maker,
    Span,
    make_anchor,
    merge_spans,
    touching,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

MAKER: Final = Maker("figures", 1)


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
    parsed = tuple(passages)
    for n, passage in enumerate(parsed):
        if len(passage.doc):
            scene = _scene(text, passage, taken)
            days = [d for d in dates if _holds(passage, d.anchor.start)]
            for found in _found(scene, vague, refused):
                earlier = Earlier(text, parsed, n, figures)
                figures.append(_make(document, scene, found, days, earlier))
    return tuple(figures), refused


def _scene(text: str, passage: Passage, taken: Sequence[Span]) -> Scene:
    printed = passage.text
    whole = Span(0, len(printed)).shift(passage.offset)
    barriers = [s.shift(-passage.offset) for s in touching(taken, whole)]
    return Scene(text, passage, list(passage.doc), cut_atoms(printed, barriers), taken)


def _holds(passage: Passage, at: int) -> bool:
    return passage.offset <= at < passage.offset + len(passage.text)


def _found(scene: Scene, vague: str, refused: Counter[str]) -> Iterator[Found]:
    """Counts that are no label, year, age or the like."""
    atoms, starts = scene.atoms, [t.idx for t in scene.tokens]
    for count in find_counts(atoms, vague, refused):
        span = Span(atoms[count.first].span.start, atoms[count.end - 1].span.end)
        first = bisect_right(starts, atoms[count.core].span.start) - 1
        last = bisect_right(starts, span.end - 1) - 1
        start = bisect_right(starts, span.start) - 1
        where = Where(scene.tokens, start, first, last, _noun(scene.tokens, count, last))
        found = Found(count, span.shift(scene.passage.offset), where)
        reason = refusal(scene, found)
        if reason:
            refused[reason] += 1
        else:
            yield found


def _noun(tokens: Sequence["Token"], count: Count, last: int) -> "Token | None":
    """What is counted, also after "dozens of" and "40 of the"."""
    if count.unit and count.unit != "share":
        return None
    noun = count_noun(tokens, last)
    if noun is not None:
        return noun
    at = _after_of(tokens, last)
    plain = count.vague or count.unit == "share" or at > last + 2
    return count_noun(tokens, at - 1) if plain and at > last + 1 else None


def _after_of(tokens: Sequence["Token"], last: int) -> int:
    """Index of the first token after a number, past "of the"."""
    at = last + 1
    at += at < len(tokens) and tokens[at].text in CLOSING
    if at < len(tokens) and tokens[at].text.lower() == "of":
        at += 1
        while at + 1 < len(tokens) and tokens[at].tag_ in ("DT", "PRP$"):
            at += 1
    return at


# ------------------------------------------------------------------ making a figure


def _make(
    document: str,
    scene: Scene,
    found: Found,
    days: Sequence[DateMention],
    earlier: Earlier,
) -> Figure:
    count, where = found.count, found.where
    unit, measure = _measured(found, earlier)
    end, counted = found.span.end, None
    if where.noun is not None and where.last < where.noun.i:
        end = scene.passage.span(where.noun).end
        counted = scene.passage.cover(where.tokens[_after_of(where.tokens, where.last)], where.noun)
    anchor = make_anchor(document, scene.text, "figure", [Span(found.span.start, end)])
    population = make_anchor(document, scene.text, "population", [counted]) if counted else None
    aspect = find_aspect(where)
    whole = _before(scene, where, earlier.figures)
    if whole is not None and not unit:
        measure, population = _inherit(whole, aspect, measure, population)
    if measure is None and population is None and not unit:
        measure, population = _take_over(document, found, earlier)
    return Figure(
        anchor=anchor,
        low=count.low,
        high=count.high,
        hedge=count.hedge,
        unit=unit,
        measure=measure,
        population=population,
        aspect=aspect,
        as_of=date_in_clause(where.tokens[where.first], scene.passage, days)
        if measure != "duration"
        else None,
    )


def _measured(found: Found, earlier: Earlier) -> tuple[str, str | None]:
    """Unit and measure: what the unit says, else what the counted noun or its verb says."""
    count, noun = found.count, found.where.noun
    if noun is not None and not count.unit and is_time_unit(noun):
        return noun.text.lower(), "duration"
    if count.measure not in ("", "share"):
        return count.unit, count.measure
    share = count.measure == "share"
    return count.unit, name_share(found.where, earlier) if share else name_measure(found.where)


def _before(scene: Scene, where: Where, earlier: Sequence[Figure]) -> Figure | None:
    """The figure before this one in its sentence, None where that has a unit of its own."""
    start = where.tokens[where.first].sent.start_char + scene.passage.offset
    before = earlier[-1] if earlier else None
    return before if before and not before.unit and before.anchor.start >= start else None


def _inherit(
    whole: Figure, aspect: str | None, measure: str | None, population: Anchor | None
) -> tuple[str | None, Anchor | None]:
    """Measure and population of a number, where the figure before it in the sentence has them.

    A bare number counts the same things: "10,000 soldiers were expected, 3,000 had come"; a bare
    part also measures the same: "4,700 casualties, including 600". A part of victims is of
    victims, whoever they were: "1,000 killed, including 120 officers".
    """
    within = aspect in ("part", "increment")
    if measure is None and population is None:
        named = measure_words(whole.population.text.lower().split()) if whole.population else None
        return (whole.measure if within else named), whole.population
    if within and whole.measure in VICTIMS and measure not in VICTIMS:
        return whole.measure, population
    return measure, population


def _take_over(document: str, found: Found, earlier: Earlier) -> tuple[str | None, Anchor | None]:
    """Measure and population of a bare number whose words point back to what was counted."""
    counted = find_counted(earlier, found.where, found.count)
    if counted is None:
        return None, None
    return counted.measure, make_anchor(document, earlier.text, "population", counted.words)
