"""Vessels, aircraft and weapons by the names print has for them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, cast

from reportedly.knowledge.tables import read_table

Equipment = Literal["vessel", "aircraft", "weapon"]


@cache
def load_equipment() -> dict[str, Equipment]:
    """Kinds of equipment by name, in the case of print."""
    return {r["name"]: cast(Equipment, r["type"]) for r in read_table("equipment.tsv")}


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(load_equipment(), key=lambda n: (-len(n), n))
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, names)) + r")(?:s)?(?![\w-])")


# Designations: the letters of a maker or class, a hyphen, a number ("Su-34", "KN-23"). One
# letter alone needs two digits: "C-4" is no aircraft and "T-4" a base. With one digit, the plural
# of letters that are hardly anything else counts aircraft: "F-2s".
_AIRCRAFT = (
    r"(?:Su|MiG|Tu|Il|An|Yak|Mi|Ka|MQ|RQ|AH|UH|CH|MV|KC|RC|EA|FA|KF|JF)-\d{1,3}|[ABCEFJPUY]-\d\d"
)
_WEAPON = r"(?:BMP|BTR|BM|Kh|KN|RS|AK|RPG|AGM|AIM|SM|GBU|FAB|KAB)-\d{1,4}|[DMRST]-\d{2,3}"
_SHIP = r"(?:USS|HMS|USNS|HMCS|HMAS|ROKS) [A-Z][\w'’.-]*(?: [A-Z][\w'’-]*){0,2}"
_DESIGNATIONS: tuple[tuple[re.Pattern[str], Equipment], ...] = (
    (re.compile(rf"(?<![\w-])(?:{_AIRCRAFT})[A-Z]{{0,3}}s?(?![\w-])"), "aircraft"),
    (re.compile(r"(?<![\w-])[ABFPU]-\ds(?![\w-])"), "aircraft"),
    (re.compile(rf"(?<![\w-])(?:{_WEAPON})[A-Z]{{0,3}}s?(?![\w-])"), "weapon"),
    (re.compile(rf"(?<![\w-])(?:{_SHIP})"), "vessel"),
)


def find_equipment(text: str) -> Iterator[tuple[int, int, Equipment]]:
    """Start, end and kind of each name of a vessel, aircraft or weapon in a text, in no order."""
    known = load_equipment()
    for match in _pattern().finditer(text):
        name = match[0]
        yield match.start(), match.end(), known.get(name) or known[name.removesuffix("s")]
    for pattern, kind in _DESIGNATIONS:
        for match in pattern.finditer(text):
            yield match.start(), match.end(), kind
