"""The number of a figure from the cells that hold it: a value, or two bounds."""

from dataclasses import dataclass, replace

from reportedly.manual.mapping import Decimal, Number
from reportedly.manual.quantities import (
    Quantity,
    Unreadable,
    read_bound,
    read_quantity,
    with_hedge,
)
from reportedly.manual.written import Line, Written
from reportedly.model import Span


@dataclass(frozen=True, slots=True)
class Printed:
    """A quantity, the spans of the text that print it, and the lines around them."""

    quantity: Quantity
    spans: tuple[Span, ...]
    lines: tuple[Span, ...]


def read_number(written: Written, number: Number, decimal: Decimal) -> Printed | None:
    """What the cells of a figure print; None when they are empty. Raises :class:`Unreadable`.

    ``counted`` of the quantity is a span of the row's text.
    """
    if number.value is None:
        return _read_bounds(written, number, decimal)
    line = written.line(number.value)
    if line is None:
        return None
    if line.cell.kind == "date":
        raise Unreadable("no_number")
    hedge = written.line(number.hedge)
    cell, sign = _cell(written, line), _decimal(line, decimal)
    if hedge is not None:
        found = with_hedge(_cell(written, hedge), cell, decimal=sign)
    else:
        found = read_quantity(cell, decimal=sign)
    if "%" in line.cell.form and not found.unit:
        found = replace(found, unit="share", measure=found.measure or "share")
    if found.counted:
        found = replace(found, counted=found.counted.shift(line.words.start))
    beside = (hedge,) if hedge else ()
    return Printed(
        found,
        (found.span.shift(line.words.start), *(h.words for h in beside)),
        (line.whole, *(h.whole for h in beside)),
    )


def _read_bounds(written: Written, number: Number, decimal: Decimal) -> Printed | None:
    found: dict[str, Quantity] = {}
    lines: list[Line] = []
    for name, words in (("low", number.low), ("high", number.high)):
        line = written.line(words)
        if line is not None:
            found[name] = read_bound(_cell(written, line), decimal=_decimal(line, decimal))
            lines.append(line)
    if not found:
        return None
    low, high = (found[name].low if name in found else None for name in ("low", "high"))
    if low is not None and high is not None and low > high:
        raise Unreadable("upside_down_range")
    spans = [f.span.shift(li.words.start) for f, li in zip(found.values(), lines, strict=True)]
    unit = next((f.unit for f in found.values() if f.unit), "")
    quantity = Quantity(low, high, spans[0], unit=unit)
    return Printed(quantity, tuple(spans), tuple(line.whole for line in lines))


def _cell(written: Written, line: Line) -> str:
    return written.text[line.words.start : line.words.end]


def _decimal(line: Line, decimal: Decimal) -> Decimal:
    """A number that the file stores as one has a point before its decimals."""
    return "." if line.cell.kind == "number" else decimal
