"""Values found in a text: figures, dates, places and mentions of parties, each with its anchor."""

from dataclasses import dataclass
from typing import Literal

from reportedly.model.anchors import Anchor
from reportedly.model.hashing import make_id

Aspect = Literal["total", "part", "increment", "rate"]
DatePrecision = Literal["day", "week", "month", "season", "quarter", "year", "decade", "period"]
PlacePrecision = Literal["site", "town", "region", "country", "sea"]
PartyType = Literal[
    "person", "organisation", "country", "group", "vessel", "aircraft", "weapon", "role"
]


@dataclass(frozen=True, slots=True)
class Interval:
    """ISO days from ``start`` to ``end``, both inclusive; ``basis`` says how they are known."""

    start: str
    end: str
    basis: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as printed, with the quantity it stands for.

    ``low`` and ``high`` follow the printed bound: "at least N" has no high, "up to N" no low,
    "about N" has both equal and the hedge as printed. Percentages stand as printed with unit
    ``percent``. ``measure`` names what is counted, None where the text does not let us say.
    """

    anchor: Anchor
    low: int | float | None
    high: int | float | None
    hedge: str = ""
    unit: str = ""
    measure: str | None = None
    population: Anchor | None = None
    aspect: Aspect | None = None
    as_of: Interval | None = None
    place: str | None = None
    claim: str | None = None
    attribution: str | None = None

    @property
    def id(self) -> str:
        """Hash of the anchor."""
        return make_id("fig", self.anchor.id)

    @property
    def ends(self) -> tuple[int | float | None, int | float | None]:
        """The printed numbers, an open end closed by the other: whatever the bound and hedge."""
        low, high = self.low, self.high
        return (high if low is None else low), (low if high is None else high)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression with its value.

    ``value`` is TIMEX3; ``start`` and ``end`` are inclusive ISO days, None when the expression
    cannot be resolved; ``basis`` says from what it was resolved ("absolute", "document date").
    """

    anchor: Anchor
    value: str
    start: str | None
    end: str | None
    precision: DatePrecision
    basis: str

    @property
    def id(self) -> str:
        """Hash of the anchor."""
        return make_id("dat", self.anchor.id)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A span naming a place, and which place that is. Coordinates are WGS 84 degrees."""

    anchor: Anchor
    name: str
    kind: Literal["literal", "associative"]
    precision: PlacePrecision
    country: str | None = None
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None

    @property
    def id(self) -> str:
        """Hash of the anchor."""
        return make_id("plc", self.anchor.id)


@dataclass(frozen=True, slots=True)
class Mention:
    """A span naming a party. ``name`` is the fullest name the same document gives that party."""

    anchor: Anchor
    type: PartyType
    name: str
    country: str | None = None

    @property
    def id(self) -> str:
        """Hash of the anchor."""
        return make_id("men", self.anchor.id)
