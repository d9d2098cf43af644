"""Reading numbers as English prints them, from a list of words. No syntax, no context."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

UNITS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES: Final = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "k": 10**3, "dozen": 12,
}  # fmt: skip
LARGEST: Final = 10**15  # beyond this a float no longer tells neighbours apart

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Number:
    """A value and how many words it took; ``value`` is None when it is out of range.

    ``scale`` is the scale word that followed digits ("4.5 million"), 1 without one.
    """

    value: int | float | None
    words: int
    scale: int = 1


def read_number(words: Sequence[str]) -> Number | None:
    """The number that ``words`` begins with, or None. Hyphens are words of their own.

    >>> read_number(["4.5", "million", "shells"])
    Number(value=4500000, words=2, scale=1000000)
    >>> read_number(["thirty", "-", "five", "men"])
    Number(value=35, words=3, scale=1)
    """
    if not words:
        return None
    digits = _DIGITS.fullmatch(words[0])
    if digits:
        return _digits(digits.group(), words)
    return _spelled([w.lower() for w in words[:12]])


def _digits(printed: str, words: Sequence[str]) -> Number:
    plain = printed.replace(",", "")
    if len(plain.partition(".")[0]) > 15:
        return Number(None, 1)
    value: int | float = float(plain) if "." in plain else int(plain)
    scale = SCALES.get(words[1].lower(), 1) if len(words) > 1 else 1
    return Number(_bounded(value * scale), 1 if scale == 1 else 2, scale)


def _bounded(value: float) -> int | float | None:
    if value > LARGEST:
        return None
    return int(value) if value == int(value) else value


def _spelled(words: Sequence[str]) -> Number | None:
    """Number words: "two hundred and fifty", "a dozen", "thirty-five thousand"."""
    total, part, used, seen = 0, 0, 0, False
    for i, word in enumerate(words):
        if word in UNITS or word in TENS:
            if seen and part % 100 and not (part % 10 == 0 and word in UNITS and UNITS[word] < 10):
                break  # "two three": two numbers, not one
            part += UNITS.get(word) or TENS[word]
        elif word in SCALES and len(word) > 2 and (seen or (i == 1 and words[0] in ("a", "an"))):
            scale = SCALES[word]
            if scale >= 1000:
                total, part = total + max(part, 1) * scale, 0
            else:
                part = max(part, 1) * scale
        elif word in ("-", "and") and seen and _goes_on(words, i):
            continue
        elif not (i == 0 and word in ("a", "an") and words[1:2] and words[1] in SCALES):
            break
        else:
            continue
        seen, used = True, i + 1
    return Number(_bounded(total + part), used) if seen else None


def _goes_on(words: Sequence[str], i: int) -> bool:
    """Whether a hyphen or "and" joins parts of one number."""
    after = words[i + 1] if i + 1 < len(words) else ""
    if words[i] == "and":
        return words[i - 1] in ("hundred", "thousand") and (after in UNITS or after in TENS)
    return words[i - 1] in TENS and after in UNITS
