"""Dates: expressions with their value, precision and what they were resolved from.

The document date serves "on Tuesday" or "last month"; "the next day" or "three weeks later" go back
to the nearest earlier date of the text. Where there is nothing to resolve from, the expression is
kept with an open value.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from reportedly.extract.date_bounds import bound_of, look_back, open_up
from reportedly.extract.date_context import Context
from reportedly.extract.date_digits import contradicts
from reportedly.extract.date_ranges import find_points
from reportedly.extract.date_tokens import scan
from reportedly.extract.date_values import Refused, When
from reportedly.extract.date_words import Point, Tokens
from reportedly.model import DateMention, Maker, Segment, Span, make_anchor

MAKER: Final = Maker("dates", 1)


def find_dates(
    document: str, text: str, segments: Iterable[Segment], published: str | None
) -> tuple[tuple[DateMention, ...], Counter[str]]:
    """Date expressions in order, and counts of what was refused by reason."""
    context = Context(date.fromisoformat(published) if published else None)
    refused: Counter[str] = Counter()
    found: list[DateMention] = []
    for segment in segments:
        if segment.kind == "front_matter":
            continue
        context.new_paragraph()
        for span, when in _in_segment(scan(text, segment.span), context, refused):
            found.append(_make(document, text, span, when))
    return tuple(found), refused


def _make(document: str, text: str, span: Span, found: When) -> DateMention:
    return DateMention(
        make_anchor(document, text, "date", [span]),
        found.value,
        found.start.isoformat() if found.start else None,
        found.end.isoformat() if found.end else None,
        found.precision,
        found.basis,
    )


def _in_segment(
    tokens: Tokens, context: Context, refused: Counter[str]
) -> Iterator[tuple[Span, When]]:
    """Dates from left to right, none overlapping another."""
    i = 0
    while tokens[i].kind != "end":
        if tokens[i].kind == "mark" and tokens[i].low == ".":
            context.new_sentence()
        points = find_points(tokens, i)
        for point in points:
            span = Span(tokens[point.start].start, tokens[point.end - 1].end)
            when = _resolve(tokens, point, span, context, refused)
            if when is not None:
                yield span, when
        i = max(i + 1, points[-1].end if points else 0)


def _resolve(
    tokens: Tokens, point: Point, span: Span, context: Context, refused: Counter[str]
) -> When | None:
    """The value of one expression, or None with the reason counted."""
    look_back(tokens, point.start, context)
    try:
        when = point.read(context)
        bound = bound_of(tokens, point)
        opened = open_up(when, bound)
    except Refused as refusal:
        refused[str(refusal)] += 1
        return None
    except (ValueError, OverflowError):
        refused["impossible_date"] += 1
        return None
    if opened.start and opened.end and opened.end < opened.start:
        refused["impossible_date"] += 1
        return None
    if contradicts(point, when):
        refused["weekday_contradicts"] += 1
        basis = f"{when.basis}; the weekday printed is another"
        return When(when.value, when.start, when.end, when.precision, basis)
    context.remember(when, span, year=point.states_year and not bound)
    return opened
