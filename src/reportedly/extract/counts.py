"""Numbers with their currency or unit, their range and their bound: all that stands beside them.

Still no syntax: what is counted, and whether the number counts at all, is for ``figures``.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from reportedly.extract.number_atoms import Atom, cut_atoms, plain_number
from reportedly.extract.numbers import (
    SCALES,
    SMALL,
    Number,
    read_number,
    word_at,
)
from reportedly.knowledge import (
    Hedge,
    load_currencies,
    load_hedges,
    load_number_words,
    load_units,
    load_vague,
)

_DASHES = frozenset("-–—‒~")
_LONG = frozenset({"long", "high", "wide", "deep", "tall", "away", "off", "below", "above", "from"})
_NAMED: Final = frozenset({3, 4, 5, 10, 100})  # "two in five", "eight in 10"
_TIMES = frozenset(
    {"second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks"}
    | {"month", "months", "year", "years", "decade", "decades"}
)


@dataclass(frozen=True, slots=True)
class Count:
    """What a number says: atoms ``first`` to ``end`` (exclusive) hold it with all beside it.

    ``core`` and ``core_end`` hold the number alone. ``low`` and ``high`` follow the bound;
    ``unit`` and ``measure`` are set where a unit is printed; ``vague`` for "dozens".
    """

    first: int
    end: int
    core: int
    core_end: int
    low: int | float | None
    high: int | float | None
    hedge: str = ""
    unit: str = ""
    measure: str = ""
    vague: bool = False
    bound: str = ""


def find_counts(atoms: Sequence[Atom], table: str, refused: Counter[str]) -> Iterator[Count]:
    """Counts in order. ``table`` gives vague words their least value; refusals are counted."""
    waiting: Count | None = None
    i = 0
    while i < len(atoms):
        found = _read(atoms, i, table, refused)
        if isinstance(found, int):
            i = found
            continue
        joined = _join(atoms, waiting, found) if waiting is not None else None
        if joined is None and waiting is not None:
            yield waiting
        waiting = joined or found
        i = found.end
    if waiting is not None:
        yield waiting


def _read(atoms: Sequence[Atom], i: int, table: str, refused: Counter[str]) -> Count | int:
    """The count at ``i``, or the index to go on from."""
    if atoms[i].kind == "code":
        refused["ambiguous_comma" if "," in atoms[i].text else "label"] += 1
        return i + 1
    vague = _vague(atoms, i, table)
    if vague is not None:
        return _hedged(atoms, vague)
    between = word_at(atoms, i) == "between"
    at = i + between
    count, number = _count(atoms, at, refused, joined=not between)
    if count is None or number is None:
        return max(number.end if number is not None else i, i) + (number is None)
    ranged = _range(atoms, count, number, between, refused)
    if isinstance(ranged, Count):
        return _hedged(atoms, ranged)
    if ranged is not None:
        return ranged
    count = _ratio(atoms, count, number) or count
    hedged = _hedged(atoms, count)
    if number.loose and count.unit == "share" and not _is_share(atoms, hedged):
        return count.end
    return hedged


# ------------------------------------------------------------------ one number with its unit


def _count(
    atoms: Sequence[Atom],
    i: int,
    refused: Counter[str],
    joined: bool = True,
    opened: bool = False,
) -> tuple[Count | None, Number | None]:
    """A number with the currency before it and the unit after it, if there is one at ``i``."""
    currency, at = _before(atoms, i)
    number = read_number(atoms, at, joined)
    if number is None:
        return None, None
    if number.value is None:
        refused["number_out_of_range"] += 1
        return None, number
    if not opened and _is_cut(atoms, at, currency):
        refused["part_of_a_longer_word"] += 1
        return None, number
    value, end, unit, measure = number.value, number.end, currency, "money" if currency else ""
    metres = end < len(atoms) and atoms[end].text == "m" and atoms[end].glued
    if metres and atoms[end - 1].kind == "digits":
        scale = _million(atoms, end, bool(currency))
        if scale is None:
            refused["ambiguous_scale"] += 1
            return None, replace(number, end=end + 1)
        value, end = plain_number(value * scale), end + 1
        number = replace(number, value=value, end=end, scale=scale)
        unit, measure = (unit, measure) if unit or scale > 1 else ("m", "distance")
    if not unit:
        unit, measure, end = _after(atoms, end)
    if not unit and _is_run_on(atoms, end):
        refused["part_of_a_longer_word"] += 1
        return None, replace(number, end=end + 1)
    if number.share and not unit:
        unit, measure = "share", "share"
    hedge = "a couple" if word_at(atoms, at + 1) == "couple" else ""
    count = Count(i, end, at, number.end, value, value, hedge, unit, measure)
    return count, replace(number, value=value)


def _before(atoms: Sequence[Atom], i: int) -> tuple[str, int]:
    """A currency's code at ``i`` and the index after its sign."""
    table = load_currencies("before")
    for size in (2, 1):
        key = tuple(a.low for a in atoms[i : i + size])
        whole = len(key) == size and i + size < len(atoms)
        if whole and key in table and _is_sign(atoms, i, size):
            return table[key], i + size
    return "", i


def _is_sign(atoms: Sequence[Atom], i: int, size: int) -> bool:
    """Whether letters before a number are a currency's: "USD10", "US $10", but not "A $10 fee"."""
    letters = [a for a in atoms[i : i + size] if a.low[0].isalpha()]
    if not all(a.text.isupper() or a.text == "Rs" for a in letters):
        return False
    single = size == 2 and len(atoms[i].low) == 1
    return atoms[i + 1].glued if single else True


def _after(atoms: Sequence[Atom], i: int) -> tuple[str, str, int]:
    """Unit, measure and the index after them: per cent, money, or a unit of the table."""
    words = [a.low for a in atoms[i : i + 3]]
    glued = bool(words) and atoms[i].glued
    if words[:1] == ["%"] or words[:1] == ["percent"] or words[:1] == ["pct"]:
        points = words[1:2] in (["points"], ["point"])
        return ("percentage_points", "share", i + 2) if points else ("percent", "share", i + 1)
    if words[:2] == ["per", "cent"]:
        return "percent", "share", i + 2
    if words[:1] == ["pc"] and glued:
        return "percent", "share", i + 1
    if words[:2] in (["percentage", "points"], ["percentage", "point"]):
        return "percentage_points", "share", i + 2
    hyphen = words[:1] == ["-"] and glued  # "185-hp", "40-kilometre"
    at = i + hyphen
    for size in (2, 1):
        key = tuple(a.low for a in atoms[at : at + size])
        if len(key) < size:
            continue
        money = load_currencies("after").get(key)
        if money and not hyphen:
            return money, "money", at + size
        found = load_units("glued" if glued and not hyphen else "apart").get(key)
        if found and len(key) == 1 == len(key[0]) and atoms[at].text != found[0]:
            continue  # "5G" is no weight
        if found and not _goes_on(atoms, at + size):
            return found[0], found[1], at + size
    return "", "", i


def _goes_on(atoms: Sequence[Atom], i: int) -> bool:
    """Whether a word touches what stands before it: "4x4"."""
    return i < len(atoms) and atoms[i].glued and atoms[i].kind != "mark"


def _is_run_on(atoms: Sequence[Atom], i: int) -> bool:
    """Whether letters of no known unit touch the digits: "5G"."""
    return _goes_on(atoms, i) and atoms[i].kind == "word" and atoms[i - 1].kind == "digits"


def _million(atoms: Sequence[Atom], i: int, currency: bool) -> int | None:
    """What "m" after digits stands for: a million, 1 for metres, or None where both may be."""
    if currency:
        return 10**6
    if i + 1 >= len(atoms):
        return None
    after = atoms[i + 1]
    if after.low in _LONG or after.low in ("(", "-", "²", "x"):
        return 1
    many = after.kind == "word" and after.low.endswith("s") and len(after.low) > 3
    return 10**6 if many and not after.glued else None


def _is_cut(atoms: Sequence[Atom], i: int, currency: str) -> bool:
    """Whether the number at ``i`` is the end of a name: "mk5", "KN-23", "V10"."""
    atom = atoms[i]
    if currency or not i or not atom.glued or atom.kind != "digits":
        return False
    before = atoms[i - 1]
    if before.kind == "word":
        return True
    return before.low in _DASHES and before.glued and i >= 2 and _is_name(atoms[i - 2])


def _is_name(atom: Atom) -> bool:
    return atom.kind == "word" and atom.low not in SMALL and atom.low not in SCALES


def _vague(atoms: Sequence[Atom], i: int, table: str) -> Count | None:
    if word_at(atoms, i - 1) in load_number_words("asking"):
        return None  # "how many", "too many": no count
    for size in (5, 4, 3, 2, 1):
        key = tuple(a.low for a in atoms[i : i + size])
        if len(key) == size and key in load_vague(table):
            low = load_vague(table)[key]
            end = i + size
            least = plain_number(low) if low is not None else None
            hedge = " ".join(a.text for a in atoms[i:end])
            count = Count(i, end, i, end, least, None, hedge=hedge, vague=True, bound="least")
            at = end + (word_at(atoms, end) == "of")
            money = load_currencies("after").get((word_at(atoms, at),), "")
            return replace(count, end=at + 1, unit=money, measure="money") if money else count
    return None


# ------------------------------------------------------------------ two numbers


def _range(
    atoms: Sequence[Atom], count: Count, number: Number, between: bool, refused: Counter[str]
) -> Count | int | None:
    """The range that ``count`` opens, None where there is none.

    An index where both numbers count nothing: a score ("2-0"), a telephone number. "From 5 to 7"
    is a range unless something moved: "fell from 9 to 4" gives two numbers.
    """
    end = count.end
    mark = word_at(atoms, end)
    dashed = mark in _DASHES and (mark != "—" or atoms[end].glued)
    joint = ("and", "to") if between else ("to", "or", "through")
    if not dashed and mark not in joint:
        return None
    if dashed and end + 1 < len(atoms) and atoms[end].glued != atoms[end + 1].glued:
        return None  # "Stoxx 50 -1.3%"
    second, other = _count(atoms, end + 1, Counter(), opened=True)
    if second is None or other is None or second.low is None or count.low is None:
        return None
    if dashed and _is_code(atoms, count, second):
        refused["label"] += 2
        return second.end
    low, high = count.low, second.low
    if number.scale == 1 and other.scale > 1 and low < 1000 and low <= high / other.scale:
        low = plain_number(low * other.scale)  # "5 to 6 million": the scale belongs to both
    if not _same_unit(count, second) or (mark == "or" and not _is_near(low, high)):
        return None
    if low >= high:
        refused["upside_down_range"] += 1
        return second.end if dashed else None
    first = count.first - between
    start = word_at(atoms, first - 1)
    if not dashed and start == "from" and _is_change(atoms, first - 1):
        return None
    if start == "from" and not dashed:
        first -= 1
    unit, measure = second.unit or count.unit, second.measure or count.measure
    hedge = "between" if between else ""
    return Count(first, second.end, count.core, second.core_end, low, high, hedge, unit, measure)


def _is_code(atoms: Sequence[Atom], first: Count, second: Count) -> bool:
    """Whether more than two numbers hang together, as in a telephone number."""
    after = word_at(atoms, second.core_end) in {*_DASHES, "/"} and second.core_end + 1 < len(atoms)
    before = word_at(atoms, first.first - 1) in ("-", "/") and atoms[first.first].glued
    if after:
        after = atoms[second.core_end + 1].kind == "digits" and atoms[second.core_end].glued
    return after or before


def _same_unit(first: Count, second: Count) -> bool:
    money = first.measure == "money"
    return not first.unit or first.unit == second.unit or (money and not second.unit)


def _is_near(low: float, high: float) -> bool:
    """Whether "five or six" is a rough count and no choice: "25k or 40k cheaper"."""
    return low < high <= 2 * low and high <= 100


def _is_change(atoms: Sequence[Atom], i: int) -> bool:
    before = {a.low for a in atoms[max(0, i - 6) : i]}
    return bool(before & load_number_words("change"))


def _ratio(atoms: Sequence[Atom], count: Count, number: Number) -> Count | None:
    """As in "one in ten", "four out of five" as a share."""
    if count.unit or number.value is None or not isinstance(number.value, int):
        return None
    words = [a.low for a in atoms[count.end : count.end + 3]]
    step = {("in",): 1, ("out", "of"): 2, ("in", "every"): 2, ("of", "every"): 2}
    size = step.get(tuple(words[:2]), step.get(tuple(words[:1]), 0))
    other = read_number(atoms, count.end + size) if size else None
    if other is None or not isinstance(other.value, int) or not 0 < number.value < other.value:
        return None
    plain = size == 2 or (
        other.value in _NAMED if number.value > 1 else other.value not in range(1900, 2100)
    )
    if not plain or number.value > 9 or word_at(atoms, other.end) in _TIMES:
        return None
    share = plain_number(number.value / other.value)
    return replace(
        count, end=other.end, core_end=other.end, low=share, high=share, unit="share",
        measure="share",
    )  # fmt: skip


def _is_share(atoms: Sequence[Atom], count: Count) -> bool:
    """Whether "a third" or "half" is a share: a hedge, an owner, or the end of the clause."""
    if count.hedge:
        return True
    after = atoms[count.end] if count.end < len(atoms) else None
    before = word_at(atoms, count.first - 1)
    if after is not None and after.kind == "word":
        return after.low in load_number_words("owner") and before not in ("other", "second")
    alone = word_at(atoms, count.first) == "half"
    if after is not None and (after.low == "-" or after.kind != "mark"):
        return False
    return not alone or before in ("by", "than", "and", "or") or count.first == 0


def _join(atoms: Sequence[Atom], first: Count, second: Count) -> Count | None:
    """As in "more than 20 and less than 30", "at least 5 but no more than 9" as one range."""
    words = [a.low for a in atoms[first.end : second.first]]
    if words not in (["and"], ["but"], [","], [",", "but"], [",", "and"]):
        return None
    least, most = (first, second) if first.bound == "least" else (second, first)
    if (least.bound, most.bound) != ("least", "most") or first.vague or second.vague:
        return None
    if least.low is None or most.high is None or least.low >= most.high:
        return None
    if not _same_unit(first, second):
        return None
    return Count(
        first.first, second.end, first.core, second.core_end, least.low, most.high,
        f"{first.hedge} {' '.join(words)} {second.hedge}", second.unit or first.unit,
        second.measure or first.measure,
    )  # fmt: skip


# ------------------------------------------------------------------ bounds


@cache
def _hedges() -> dict[bool, dict[tuple[str, ...], Hedge]]:
    """Hedges by the atoms that they are cut into, after the number and before it."""
    tables: dict[bool, dict[tuple[str, ...], Hedge]] = {True: {}, False: {}}
    for hedge in load_hedges():
        tables[hedge.after][tuple(a.low for a in cut_atoms(" ".join(hedge.words)))] = hedge
    return tables


def _hedged(atoms: Sequence[Atom], count: Count) -> Count:
    """Take in the longest hedge before or after the number, and set the bound."""
    for after in (False, True):
        for size in (6, 5, 4, 3, 2, 1):
            start = count.end if after else count.first - size
            words = tuple(a.low for a in atoms[max(start, 0) : start + size])
            hedge = _hedges()[after].get(words) if start >= 0 and len(words) == size else None
            if hedge is not None and _holds(atoms, count, hedge, start):
                return _bounded(count, hedge, start, size)
    return count


def _holds(atoms: Sequence[Atom], count: Count, hedge: Hedge, start: int) -> bool:
    before = word_at(atoms, start - 1)
    if hedge.words in (("over",), ("under",)):
        lasting = word_at(atoms, count.core_end) in _TIMES
        return not lasting or before in load_number_words("during")
    if hedge.words == ("estimated",):  # "the service had estimated 600 dead" has a verb
        return before in ("", "the", "its", "their", "of", "with", "and", ",", "(", "from", "those")
    if hedge.words == ("up", "to"):
        return before != "back"  # "inched back up to 4 percent" tells of a move
    if hedge.after and hedge.words[0] == "or" and word_at(atoms, start + 2) == "than":
        return False  # "200 or more than 190"
    if hedge.words == ("plus",):
        return read_number(atoms, start + 1) is None
    return True


def _bounded(count: Count, hedge: Hedge, start: int, size: int) -> Count:
    low, high, bound = count.low, count.high, hedge.bound
    if not count.vague and low is not None and high is not None:
        low = None if bound == "most" else low
        high = None if bound == "least" else high
    printed = count.hedge or " ".join(hedge.words)
    if count.hedge == "between":
        printed = f"{' '.join(hedge.words)} between"
    first, end = min(count.first, start), max(count.end, start + size)
    return replace(count, first=first, end=end, low=low, high=high, hedge=printed, bound=bound)
