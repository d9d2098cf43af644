"""Cutting text into the atoms that numbers are read from: digits, words and marks.

spaCy's tokens do not serve here: they split "5-10W" and "$-50.8bn" by rules made for prose.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportedly.model import Span

_SPACES = " \u00a0\u202f\u2009"
# Digits with thousands parted by commas, spaces, points (before a comma), or in the Indian way;
# else a plain number with a decimal point. A power of ten may follow.
_GROUPED = "|".join(
    (
        r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,]*\d)",
        rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?:\.\d+)?(?!\d)",
        r"\d{1,3}(?:\.\d{3})+,\d+(?!\d)",
        r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?(?!\d)",
        # A decimal comma only where a scale or per cent makes it sure: "1,5 million".
        r"\d+,\d{1,2}(?=\s?(?:%|percent|per cent|(?:m|b|tr)illion|thousand|[mb]n\b|[mb]ln\b))",
    )
)
_POWER = r"(?:[eE][+-]?\d{1,3}(?![\w.])|\s?[x×]\s?10\^?[-−+]?\d{1,3}(?!\w))?"
_ATOM: Final = re.compile(
    rf"(?P<grouped>(?<!\d)(?:{_GROUPED}){_POWER})"
    r"|(?P<code>\d+(?:\.\d+){2,}|(?<![\d,])\d+,\d{1,2}(?![\d,]))"
    rf"|(?P<digits>(?:\d+\.\d+|(?<![\w.])\.\d+|\d+){_POWER})"
    r"|(?P<vulgar>[\u00bc-\u00be\u2150-\u215e])"
    r"|(?P<word>(?:[^\W\d_]\.){2,}|[^\W\d_]+)"
    r"|(?P<mark>[<>=]+|[^\w\s]|_)"
)
_DECIMAL_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d+,\d{1,2}")
_PARTS = re.compile(r"([\d.]+)(?:[eE]|\s?[x×]\s?10\^?)?([-−+]?\d+)?")
LONGEST_DIGITS: Final = 15  # beyond this a float no longer tells neighbours apart


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of text; ``low`` in lower case, ``glued`` when nothing parts it from the last one.

    ``value`` is set for digits: None when they are too many to hold. ``kind`` is digits, word,
    mark, or code ("192.168.1.2").
    """

    span: Span
    text: str
    low: str
    kind: str
    glued: bool
    value: int | float | None = None


def cut_atoms(text: str, barriers: Sequence[Span] = ()) -> list[Atom]:
    """Atoms of ``text`` in order. No atom crosses an end of a barrier: "May 12 300 men"."""
    atoms: list[Atom] = []
    start = 0
    for edge in sorted({e for b in barriers for e in b if 0 < e < len(text)} | {len(text)}):
        atoms += _cut(text, start, edge, atoms[-1].span.end if atoms else -1)
        start = edge
    return atoms


def _cut(text: str, start: int, end: int, last: int) -> Iterator[Atom]:
    for found in _ATOM.finditer(text, start, end):
        kind = str(found.lastgroup)
        printed, span = found.group(), Span(*found.span())
        value = _digits(printed) if kind == "digits" else None
        if kind == "grouped":
            value, kind = _digits(printed), "digits"
        elif kind == "vulgar":
            value, kind = unicodedata.numeric(printed), "digits"
        yield Atom(span, printed, printed.lower(), kind, span.start == last, value)
        last = span.end


def _digits(printed: str) -> int | float | None:
    """Value of printed digits, None when out of range.

    >>> _digits("1,674.5"), _digits("40 000"), _digits("1.111,11"), _digits("1.3x10^6")
    (1674.5, 40000, 1111.11, 1300000)
    """
    if _DECIMAL_COMMA.fullmatch(printed):
        printed = printed.replace(".", "").replace(",", ".")
    plain = re.sub(rf"(?<=\d)[,{_SPACES}](?=\d)", "", printed)
    match = _PARTS.fullmatch(plain)
    if match is None:
        return None
    base, power = match.group(1), int((match.group(2) or "0").replace("−", "-"))
    whole = base.partition(".")[0]
    if len(whole) + max(power, 0) > LONGEST_DIGITS:
        return None
    if not power:
        return plain_number(float(base)) if "." in base else int(base)
    return plain_number(float(f"{base}e{power}"))


def plain_number(value: float) -> int | float:
    """A whole number as int, and others without the dust of floating point.

    >>> plain_number(4.0), plain_number(1.1 * 3)
    (4, 3.3)
    """
    rounded = float(f"{value:.15g}")
    return int(rounded) if rounded == int(rounded) else rounded
