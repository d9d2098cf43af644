"""The mapping: which column of a sheet says what."""

from dataclasses import dataclass, fields
from typing import Literal

Decimal = Literal["", ".", ","]
DayOrder = Literal["", "day_first", "month_first"]


@dataclass(frozen=True, slots=True)
class Words:
    """Where words stand: in a column, or in the mapping itself (``constant``).

    ``values`` translates what stands there into the terms of the ledger ("KIA" into ``killed``).
    """

    column: str = ""
    constant: str = ""
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it: the words, what kind of source that is, and what type of party."""

    words: Words
    kind: Words | None = None
    type: Words | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where it is: the name, and what the sheet knows about the place besides."""

    words: Words
    precision: Words | None = None
    country: Words | None = None
    lat: Words | None = None
    lon: Words | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """One figure of each row: a value, or its bounds in columns of their own.

    ``hedge`` is a column with the words for the bound ("at least"), where it has one.
    """

    value: Words | None = None
    low: Words | None = None
    high: Words | None = None
    hedge: Words | None = None
    measure: Words | None = None
    unit: Words | None = None
    aspect: Words | None = None
    population: Words | None = None
    place: Spot | None = None
    as_of: Words | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """What each column of a sheet says. ``name`` is the sheet's name in the ledger.

    ``beside`` is what holds for every figure without its own, and for a quote without a figure.
    """

    name: str
    worksheet: str = ""
    header: int = 1
    key: str = ""
    delimiter: str = ""
    encoding: str = ""
    decimal: Decimal = ""
    dates: DayOrder = ""
    title: Words | None = None
    author: Words | None = None
    publisher: Words | None = None
    published: Words | None = None
    language: Words | None = None
    reference: Words | None = None
    quote: Words | None = None
    mode: Words | None = None
    modality: Words | None = None
    polarity: Words | None = None
    certainty: Words | None = None
    speaker: Speaker | None = None
    figures: tuple[Number, ...] = ()
    beside: Number = Number()
    notes: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    @property
    def columns(self) -> dict[str, str]:
        """Every column that it names, with the key that names it first."""
        found: dict[str, str] = {}
        for key, column in _columns_in(self, ""):
            found.setdefault(column, key)
        for key, names in (("key", (self.key,)), ("notes", self.notes), ("ignore", self.ignore)):
            for name in names:
                if name:
                    found.setdefault(name, key)
        return found


def _columns_in(record: object, path: str) -> list[tuple[str, str]]:
    found = []
    for field in fields(record):  # type: ignore[arg-type]
        value, at = getattr(record, field.name), f"{path}{field.name}"
        if isinstance(value, Words):
            found += [(at, value.column)] if value.column else []
        elif isinstance(value, Speaker | Spot | Number):
            found += _columns_in(value, f"{at}.")
        elif isinstance(value, tuple) and field.name == "figures":
            for n, number in enumerate(value, start=1):
                found += _columns_in(number, f"figures {n}.")
    return found
