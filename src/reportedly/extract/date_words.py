"""Reading the small parts that date expressions are made of: numbers, months, years, weekdays."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from reportedly.extract.date_context import Context
from reportedly.extract.date_tokens import Token, touches
from reportedly.extract.date_values import When
from reportedly.knowledge.calendar import MONTHS, WEEKDAYS, load_calendar, load_numbers

Tokens = Sequence[Token]
Found = tuple[int, int]  # a number and the index of the token after it

CARDINALS: Final = load_numbers("cardinal")
ORDINALS: Final = load_numbers("ordinal")
COUNTS: Final = load_numbers("cardinal", "count")
UNITS: Final = load_calendar("unit")
DAYTIMES: Final = load_calendar("daytime")
SHORT_MONTHS: Final = load_numbers("month_short")
SHORT_DAYS: Final = load_numbers("weekday_short")
NEW: Final = (1900, 2100)  # bare four-digit numbers outside count something more often than not
# After these a four-digit number is a count: "in 2022 soldiers".
_COUNTED: Final = frozenset(load_calendar("counted"))
_JOINTS: Final = "-–—"


@dataclass(frozen=True, slots=True)
class Calendar:
    """Parts of a calendar date as stated; a range shares what one of its ends lacks."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """An expression: the tokens it takes and how it is resolved."""

    start: int
    end: int
    read: Callable[[Context], When]
    calendar: Calendar | None = None
    firm: bool = True  # a date by itself; otherwise only as one end of a range
    edge: str = ""  # "early" or "late" where it is the beginning or end of a longer period
    states_year: bool = False


def parse_day(t: Tokens, i: int, *, words: bool = False) -> Found | None:
    """A day of the month: "17", "17th", "seventeenth"; also "seventeen" where ``words`` is set."""
    token = t[i]
    if token.kind == "ordinal" or (token.kind == "number" and len(token.low) <= 2):
        money = token.kind == "number" and t[i - 1].low in "$€£¥₩" and t[i - 1].low
        return (token.number, i + 1) if token.number <= 31 and not money else None
    if token.kind != "word":
        return None
    return parse_ordinal(t, i) or (parse_cardinal(t, i) if words else None)


def parse_ordinal(t: Tokens, i: int) -> Found | None:
    """As in "first", "21st", "twenty-first"."""
    if t[i].kind == "ordinal":
        return t[i].number, i + 1
    if t[i].low in ORDINALS:
        return ORDINALS[t[i].low], i + 1
    tens = CARDINALS.get(t[i].low, 0)
    j = i + 2 if t[i + 1].low == "-" else i + 1
    if tens in (20, 30) and ORDINALS.get(t[j].low, 10) < 10:
        return tens + ORDINALS[t[j].low], j + 1
    return None


def parse_cardinal(t: Tokens, i: int) -> Found | None:
    """As in "seven", "twenty-one", up to ninety-nine."""
    number = CARDINALS.get(t[i].low)
    if number is None:
        return None
    j = i + 2 if t[i + 1].low == "-" else i + 1
    if number >= 20 and CARDINALS.get(t[j].low, 10) < 10:
        return number + CARDINALS[t[j].low], j + 1
    return number, i + 1


def parse_count(t: Tokens, i: int) -> Found | None:
    """How many units: "3", "three", "a", "a couple of"."""
    if t[i].kind == "number" and len(t[i].low) <= 4:
        return t[i].number, i + 1
    if t[i].low in ("a", "the") and t[i + 1].low == "couple":
        i += 1
    if t[i].low == "couple":
        return 2, i + 2 if t[i + 1].low == "of" else i + 1
    return parse_cardinal(t, i) or ((1, i + 1) if t[i].low in ("a", "an") else None)


def parse_month(t: Tokens, i: int) -> Found | None:
    """A month by its name or short name, with its full stop."""
    month = MONTHS.get(t[i].low)
    if month is None:
        return None
    dotted = t[i].low in SHORT_MONTHS and t[i + 1].low == "." and touches(t[i], t[i + 1])
    return month, i + 2 if dotted else i + 1


def parse_weekday(t: Tokens, i: int) -> Found | None:
    """A weekday by its name or short name, 1 for Monday."""
    day = WEEKDAYS.get(t[i].low)
    if day is None:
        return None
    dotted = t[i].low in SHORT_DAYS and t[i + 1].low == "." and touches(t[i], t[i + 1])
    return day, i + 2 if dotted else i + 1


def parse_year(t: Tokens, i: int) -> Found | None:
    """A year in digits ("2024", "’24" after an apostrophe), or in words ("nineteen ninety-six")."""
    if t[i].kind == "number" and len(t[i].low) in (3, 4, 5, 6):
        return t[i].number, i + 1
    short = t[i].low in "'’" and t[i + 1].kind == "number" and len(t[i + 1].low) == 2
    if t[i].low and short:
        return 2000 + t[i + 1].number, i + 2
    return _spelled_year(t, i)


def _spelled_year(t: Tokens, i: int) -> Found | None:
    century = CARDINALS.get(t[i].low, 0)
    if century == 2 and t[i + 1].low == "thousand":
        j = i + 3 if t[i + 2].low == "and" else i + 2
        rest = parse_cardinal(t, j)
        return (2000 + rest[0], rest[1]) if rest else (2000, i + 2)
    if 11 <= century <= 20:
        j = i + 2 if t[i + 1].low == "hundred" else i + 1
        rest = parse_cardinal(t, j)
        if rest and rest[0] >= 10:
            return century * 100 + rest[0], rest[1]
    return None


def is_counted(t: Tokens, i: int) -> bool:
    """Whether the token at ``i`` makes the number before it a count or part of another number."""
    return (
        t[i].low in _COUNTED
        or t[i].low in ("%", "/", "°")
        or (
            t[i].low in (":", ",", ".")
            and touches(t[i - 1], t[i])
            and t[i + 1].start == t[i].end
            and t[i + 1].kind in ("number", "mixed")
        )
    )


def is_new(year: int) -> bool:
    """Whether a bare number of that size is rather a year than a count."""
    return NEW[0] <= year <= NEW[1]


def is_joint(token: Token) -> bool:
    """A hyphen or dash."""
    return token.kind == "mark" and token.low in _JOINTS
