"""Reading one number from atoms: digits, words, scales, fractions and signs. No context.

Every function takes the atoms and an index, and gives what it read with the index after it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from reportedly.extract.number_atoms import Atom, plain_number

SMALL: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
NOUGHT: Final = frozenset({"zero", "nought", "naught"})
DOZENS: Final = frozenset({"dozen", "dozens", "doz", "dozs", "dz", "dzs"})
SCALES: Final = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "lakh": 10**5,
    "crore": 10**7,
}  # fmt: skip
# After digits only: "4.5mn", "10 bln". A single letter stands for a scale only where it touches.
SHORT_SCALES: Final = {
    "mn": 10**6, "mln": 10**6, "mil": 10**6, "bn": 10**9, "bln": 10**9,
    "tn": 10**12, "tln": 10**12, "trn": 10**12,
}  # fmt: skip
LETTERS: Final = {"k": 10**3, "m": 10**6, "b": 10**9}
LARGEST: Final = 10**15  # beyond this a float no longer tells neighbours apart

_ORDINALS = {
    "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
    "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60,
    "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100, "thousandth": 10**3,
    "millionth": 10**6, "billionth": 10**9, "trillionth": 10**12,
}  # fmt: skip
_FIRSTS = {"first": 1, "second": 2, **_ORDINALS}  # after a ten: "twenty-first"
_PARTS = {"half": 2, "quarter": 4, **_ORDINALS}
_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 32, 64, 100, 128})
_MINUS = frozenset("-−")
_CURRENCY_SIGNS = frozenset("$€£¥₽₩(<>")


@dataclass(frozen=True, slots=True)
class Number:
    """A value and the index after its last atom; ``value`` is None when it is out of range.

    ``scale`` is the last scale ("4.5 million": 10**6), 1 without one. ``share`` tells that the
    number is a part of something ("two thirds") and no count; ``loose`` that it is one only if
    something says so beside it ("a third" may be an ordinal, "half" an adverb).
    """

    value: int | float | None
    end: int
    scale: int = 1
    share: bool = False
    loose: bool = False


def read_number(atoms: Sequence[Atom], i: int, joined: bool = True) -> Number | None:
    """The number at ``i``, or None. ``joined=False`` keeps "and" out: "between two and five".

    An ordinal ("twenty-first") is no number.
    """
    sign = _sign(atoms, i)
    if sign:
        number = _unsigned(atoms, i + sign, joined)
        return replace(number, value=-number.value) if number and number.value else None
    return _unsigned(atoms, i, joined)


def word_at(atoms: Sequence[Atom], i: int) -> str:
    """The atom's text in lower case, empty beyond the ends."""
    return atoms[i].low if 0 <= i < len(atoms) else ""


def _sign(atoms: Sequence[Atom], i: int) -> int:
    """How many atoms of ``i`` are a sign: "minus five", "minus-130", "-5"."""
    word = word_at(atoms, i)
    if word in ("minus", "negative"):
        return 2 if word_at(atoms, i + 1) in _MINUS else 1
    if word not in _MINUS or i + 1 >= len(atoms):
        return 0
    if atoms[i].glued and word_at(atoms, i - 1) not in _CURRENCY_SIGNS:
        return 0
    return int(atoms[i + 1].kind == "digits" and atoms[i + 1].glued)


def _unsigned(atoms: Sequence[Atom], i: int, joined: bool) -> Number | None:
    if i >= len(atoms):
        return None
    number = _half(atoms, i) or _fraction(atoms, i, joined)
    if number is None:
        number = _whole(atoms, i, joined)
        if number is None or number.value is None:
            return number
        if _is_ordinal(atoms, number.end):
            return None
        number = _decimals(atoms, number) or number
        number = (_with_part(atoms, number) if joined else None) or number
    if number.value is not None and abs(number.value) > LARGEST:
        return replace(number, value=None)
    return number


# ------------------------------------------------------------------ whole numbers


def _whole(atoms: Sequence[Atom], i: int, joined: bool) -> Number | None:
    """A number without sign and parts: "4.5 million", "4 thousand 3 hundred and 21"."""
    total: float = 0
    last, end, spelled = LARGEST * 10, i, False
    at = i
    while True:
        group = _group(atoms, at, joined, first=end == i)
        if group is None or (end > i and spelled != (atoms[at].kind == "word")):
            break
        if group.value is None:
            return group if end == i else Number(total, end, last)
        spelled = atoms[at].kind == "word"
        scale, after = _scale(atoms, group.end, spelled)
        if scale >= last:
            break
        part = group.value * scale
        if end > i and not _continues(atoms, at, group, scale, last):
            break
        total, last, end = total + part, scale, after
        if scale == 1:
            break
        at = end + (joined and word_at(atoms, end) == "and")
    return Number(plain_number(total), end, last) if end > i else None


def _continues(atoms: Sequence[Atom], at: int, group: Number, scale: int, last: int) -> bool:
    """Whether a further group goes on the number: "two thousand three hundred".

    "Two million and five tanks" and "2 thousand 300" with digits are told apart from it.
    """
    if group.value is None or group.value * scale >= last:
        return False
    joined = word_at(atoms, at - 1) == "and"
    if atoms[at].kind == "digits":
        return joined or scale > 1 or group.end > at + 1
    return not joined or group.value >= 100 or scale > 1 or last <= 1000


def _group(atoms: Sequence[Atom], i: int, joined: bool, first: bool) -> Number | None:
    """A number below a thousand with its "hundred" or "dozen"; digits as they stand."""
    count = _count(atoms, i, first)
    if count is None or count.value is None:
        return count
    value, end = count.value, count.end
    word = word_at(atoms, end)
    if word in DOZENS:
        return Number(plain_number(value * 12), end + 1)
    if word in ("hundred", "hundreds") and value < 1000:
        value, end = value * 100, end + 1
        at = end + (joined and word_at(atoms, end) == "and")
        tail = _tail(atoms, at, atoms[i].kind)
        if tail is not None and tail.value is not None and _is_tail(atoms, tail):
            value, end = value + tail.value, tail.end
    return Number(plain_number(value), end)


def _tail(atoms: Sequence[Atom], i: int, kind: str) -> Number | None:
    """What may follow "hundred": "fifty-two", or digits where digits came before."""
    if i < len(atoms) and atoms[i].kind == "digits":
        value = atoms[i].value
        if kind == "digits" and isinstance(value, int) and 0 < value < 100:
            return Number(value, i + 1)
        return None
    return _small(atoms, i)


def _is_tail(atoms: Sequence[Atom], tail: Number) -> bool:
    """Whether a tail is no number of its own: "3 hundred and 2 hundred", "and three quarters"."""
    part = _denominator(atoms, tail.end)
    if part is not None and tail.value is not None and tail.value < part[0]:
        return False
    return word_at(atoms, tail.end) not in ("hundred", "hundreds", *DOZENS)


def _count(atoms: Sequence[Atom], i: int, first: bool) -> Number | None:
    if i >= len(atoms):
        return None
    atom = atoms[i]
    if atom.kind == "digits":
        half = atoms[i + 1] if i + 1 < len(atoms) else None
        if half is not None and half.glued and half.kind == "digits" and half.value is not None:
            if not half.low.isdecimal() and half.value < 1 and atom.value is not None:
                return Number(atom.value + half.value, i + 2)  # "2½"
            return None
        return Number(atom.value, i + 1)
    if atom.low in ("a", "an") and first:
        after = word_at(atoms, i + 1)
        if after == "couple":
            return Number(2, i + 2 + (word_at(atoms, i + 2) == "of"))
        scaled = after in SCALES or after in ("hundred", "dozen")
        return Number(1, i + 1) if scaled else None
    if atom.low in NOUGHT:
        return Number(0, i + 1)
    return _small(atoms, i)


def _small(atoms: Sequence[Atom], i: int) -> Number | None:
    """As in "seven", "forty", "forty-two", "forty two"."""
    word = word_at(atoms, i)
    if word in SMALL:
        return Number(SMALL[word], i + 1)
    if word not in TENS:
        return None
    at = i + 1 + (word_at(atoms, i + 1) == "-")
    unit = SMALL.get(word_at(atoms, at), 10)
    return Number(TENS[word] + unit, at + 1) if unit < 10 else Number(TENS[word], i + 1)


def _scale(atoms: Sequence[Atom], i: int, spelled: bool) -> tuple[int, int]:
    """The product of the scale words at ``i`` and the index after them."""
    scale, start = 1, i
    if not spelled and i < len(atoms):
        word = word_at(atoms, i)
        if word in SHORT_SCALES:
            return SHORT_SCALES[word], i + 1
        if (atoms[i].glued and word in LETTERS and atoms[i].text != "m") or word == "k":
            return LETTERS[word], i + 1  # "37m" may be metres: whoever knows the unit says
    while word_at(atoms, i) in SCALES and scale * SCALES[word_at(atoms, i)] < LARGEST:
        scale, i = scale * SCALES[word_at(atoms, i)], i + 1
    return scale, i if i > start else start


# ------------------------------------------------------------------ fractions and decimals


def _decimals(atoms: Sequence[Atom], number: Number) -> Number | None:
    """As in "five point five", "nought point nought three"."""
    if word_at(atoms, number.end) != "point" or atoms[number.end - 1].kind != "word":
        return None
    at, printed = number.end + 1, ""
    while True:
        word = word_at(atoms, at)
        if word in NOUGHT or SMALL.get(word, 10) < 10:
            printed += str(SMALL.get(word, 0))
            at += 1
            continue
        small = _small(atoms, at) if not printed else None
        if small is not None:
            printed, at = str(small.value), small.end
        break
    if not printed or number.value is None:
        return None
    scale, end = _scale(atoms, at, True)
    return Number(plain_number(float(f"{number.value}.{printed}") * scale), end, scale)


def _denominator(atoms: Sequence[Atom], i: int) -> tuple[int, int, bool] | None:
    """A part's name at ``i``: what it divides by, the index after it, and whether plural."""
    at = i + (word_at(atoms, i) == "-")
    word = word_at(atoms, at)
    if word in TENS:
        after = at + 1 + (word_at(atoms, at + 1) == "-")
        unit, plural = _singular(word_at(atoms, after))
        if unit in _FIRSTS and _FIRSTS[unit] < 10:
            return TENS[word] + _FIRSTS[unit], after + 1, plural
        return None
    unit, plural = _singular(word)
    return (_PARTS[unit], at + 1, plural) if unit in _PARTS else None


def _singular(word: str) -> tuple[str, bool]:
    if word == "halves":
        return "half", True
    return (word[:-1], True) if word.endswith("s") else (word, False)


def _fraction(atoms: Sequence[Atom], i: int, joined: bool) -> Number | None:
    """As in "two thirds", "a quarter", "one twenty-fifth", "3/4", "⅔"."""
    printed = _printed_fraction(atoms, i)
    if printed is not None:
        return _scaled_part(atoms, printed)
    scaled = word_at(atoms, i + 1) in ("hundred", *SCALES)
    if atoms[i].low in ("a", "an") and not scaled:
        top: Number | None = Number(1, i + 1)
    elif atoms[i].kind == "word":
        top = _whole(atoms, i, joined)
    else:
        return None
    if top is None or not top.value:
        return None
    part = _denominator(atoms, top.end)
    if part is None or part[2] != (top.value != 1):
        return None
    below, end, _ = part
    number = Number(plain_number(top.value / below), end, share=True, loose=top.value == 1)
    return _scaled_part(atoms, number)


def _printed_fraction(atoms: Sequence[Atom], i: int) -> Number | None:
    """A fraction in figures: "3/4", "⅔", "1 4/5". "9/11" and "24/7" are none, nor is a date."""
    part = _part(atoms, i)
    if part is not None or i + 1 >= len(atoms) or atoms[i + 1].glued:
        return part
    whole, rest = atoms[i].value, _part(atoms, i + 1)
    if not isinstance(whole, int) or rest is None or rest.value is None:
        return None
    return Number(plain_number(whole + rest.value), rest.end)


def _part(atoms: Sequence[Atom], i: int) -> Number | None:
    """A fraction below one in figures."""
    atom = atoms[i]
    if atom.kind != "digits" or atom.value is None:
        return None
    if 0 < atom.value < 1 and not atom.low[-1:].isdecimal():
        return Number(atom.value, i + 1, share=True)
    slashes = word_at(atoms, i + 1) in ("/", "⁄") and word_at(atoms, i + 3) not in ("/", "⁄")
    if not slashes or i + 2 >= len(atoms) or not (atoms[i + 1].glued and atoms[i + 2].glued):
        return None
    below = atoms[i + 2].value
    if isinstance(atom.value, int) and below in _DENOMINATORS and 0 < atom.value < below:
        return Number(plain_number(atom.value / below), i + 3, share=True)
    return None


def _scaled_part(atoms: Sequence[Atom], part: Number) -> Number:
    """As in "three quarters of a million", "a quarter million" are counts."""
    at = part.end + (2 if word_at(atoms, part.end) == "of" else 0)
    if at > part.end and word_at(atoms, at - 1) not in ("a", "an", "one"):
        return part
    scale, end = _scale(atoms, at, True)
    if scale == 1 or part.value is None:
        return part
    return Number(plain_number(part.value * scale), end, scale)


def _half(atoms: Sequence[Atom], i: int) -> Number | None:
    """As in "half a million", "half a dozen", "half of", "a half", "half", "quarter million"."""
    at = i + (word_at(atoms, i) in ("a", "one") and word_at(atoms, i + 1) == "half")
    at += word_at(atoms, at) == "-" and at > i
    word = word_at(atoms, at)
    if word == "quarter":
        number = _scaled_part(atoms, Number(0.25, at + 1, share=True))
        return number if number.scale > 1 else None
    if word != "half":
        return None
    after = at + 1 + (word_at(atoms, at + 1) in ("a", "an"))
    if word_at(atoms, after) in DOZENS:
        return Number(6, after + 1)
    scale, end = _scale(atoms, after, True)
    if scale > 1:
        return Number(plain_number(scale / 2), end, scale)
    return _scaled_part(atoms, Number(0.5, at + 1, share=True, loose=True))


def _with_part(atoms: Sequence[Atom], number: Number) -> Number | None:
    """As in "five and a half million", "3 million and a half", "one hundred and three quarters"."""
    if word_at(atoms, number.end) != "and" or number.value is None or number.share:
        return None
    at = number.end + 1
    part = _fraction(atoms, at, joined=True) if at < len(atoms) else None
    if part is None and word_at(atoms, at) in ("a", "one") and word_at(atoms, at + 1) == "half":
        part = _half(atoms, at)
    if part is None or part.value is None:
        return None
    if not part.share:  # "a half million": after "five and" the million belongs to both
        both = part.scale if number.scale == 1 else 1
        return Number(plain_number(number.value * both + part.value), part.end, part.scale)
    if part.value >= 1:
        return None
    if number.scale > 1:
        return Number(
            plain_number(number.value + part.value * number.scale), part.end, number.scale
        )
    scale, end = _scale(atoms, part.end, True)
    return Number(plain_number((number.value + part.value) * scale), end, scale)


def _is_ordinal(atoms: Sequence[Atom], i: int) -> bool:
    """Whether an ordinal ends the number: "twenty-first", "one hundred and fifth", "11th"."""
    word = word_at(atoms, i)
    if i < len(atoms) and atoms[i].glued and word in ("st", "nd", "rd", "th"):
        return True
    at = i + (word in ("-", "and"))
    return (
        atoms[i - 1].kind == "word"
        and word_at(atoms, at) in _FIRSTS
        and (word != "and" or word_at(atoms, i - 1) == "hundred")
        and word_at(atoms, at) != "second"
    )
