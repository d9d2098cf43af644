"""Numbers as people type them into a cell: the package's grammar, and nothing left unread.

A hedge in another language, a second number or a stray sign beside the number would change what it
says. So all of the cell must be understood, or it is refused with a reason.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Final

from reportedly.extract.counts import Count, find_counts
from reportedly.extract.figure_measures import measure_words
from reportedly.extract.number_atoms import Atom, cut_atoms
from reportedly.manual.mapping import Decimal
from reportedly.model import Span

_SWAP: Final = str.maketrans(",.", ".,")
_POINT = re.compile(r"\d{1,3}(?:\.\d{3})+(?![\d,])")
_NOTE = re.compile(r"\[\d{1,3}\]|[*†‡]+")  # what points to a footnote
_MARKS: Final = frozenset({",", ".", ";", ":", "(", ")", '"', "“", "”", "'", "’"})


class Unreadable(Exception):
    """A cell that does not say what it should; the message is the reason, a stable word."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a cell says: bounds, hedge, unit, and where the number stands within the cell.

    ``counted`` is where the words for what is counted stand, if they stand beside it.
    """

    low: int | float | None
    high: int | float | None
    span: Span
    hedge: str = ""
    unit: str = ""
    measure: str | None = None
    counted: Span | None = None


def read_quantity(text: str, *, decimal: Decimal = "", any_noun: bool = False) -> Quantity:
    """The one number in ``text``. Raises :class:`Unreadable`.

    ``decimal`` is the sign before decimals, where it is known: "1.000" is one for some and a
    thousand for others, and is refused without it. ``any_noun`` takes whatever words follow the
    number for what is counted.
    """
    if not decimal and _POINT.search(text):
        raise Unreadable("ambiguous_point")
    printed = text.translate(_SWAP) if decimal == "," else text
    notes = [Span(*m.span()) for m in _NOTE.finditer(printed)]
    for note in notes:
        printed = printed[: note.start] + " " * (note.end - note.start) + printed[note.end :]
    refused: Counter[str] = Counter()
    atoms = cut_atoms(printed)
    counts = list(find_counts(atoms, "none", refused))
    if len(counts) != 1 or refused:
        raise Unreadable(_reason(counts, refused))
    return _whole_cell(atoms, counts[0], any_noun=any_noun)


def read_bound(text: str, *, decimal: Decimal = "") -> Quantity:
    """A plain number that stands for a bound. Raises :class:`Unreadable`."""
    found = read_quantity(text, decimal=decimal)
    if found.low is None or found.low != found.high or found.hedge:
        raise Unreadable("bound_not_plain")
    return found


def with_hedge(hedge: str, text: str, *, decimal: Decimal = "") -> Quantity:
    """The number in ``text`` under the bound that ``hedge`` sets, which stands elsewhere."""
    alone = read_quantity(text, decimal=decimal)
    joined = read_quantity(f"{hedge} {text}", decimal=decimal)
    if not joined.hedge or alone.hedge or joined.span.start != 0:
        raise Unreadable("hedge_unknown")
    return replace(alone, low=joined.low, high=joined.high, hedge=joined.hedge)


def _reason(counts: list[Count], refused: Counter[str]) -> str:
    if refused:
        return sorted(refused)[0]
    return "several_numbers" if counts else "no_number"


def _whole_cell(atoms: list[Atom], count: Count, *, any_noun: bool) -> Quantity:
    span = Span(atoms[count.first].span.start, atoms[count.end - 1].span.end)
    beside = [a for a in (*atoms[: count.first], *atoms[count.end :]) if a.low not in _MARKS]
    measure, counted = count.measure or None, None
    if beside:
        last = count.end + len(beside)
        if [a.span for a in beside] != [a.span for a in atoms[count.end : last]]:
            raise Unreadable("words_beside_number")
        named = measure_words([a.low for a in beside])
        if any(a.kind != "word" for a in beside) or (named is None and not any_noun):
            raise Unreadable("words_beside_number")
        measure, counted = measure or named, Span(beside[0].span.start, beside[-1].span.end)
    return Quantity(count.low, count.high, span, count.hedge, count.unit, measure, counted)
