"""Which country a printed form stands for."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from reportedly.knowledge.tables import read_table

Use = Literal["name", "adjective", "metonym"]


@dataclass(frozen=True, slots=True)
class Country:
    """A country by one of its forms: the name, an adjective, or the seat of its government."""

    iso: str
    name: str
    geonameid: int
    use: Use


@cache
def load_countries() -> dict[str, Country]:
    """Countries by every form we know, in the case of print ("US" is a country, "us" is not)."""
    by_iso = {r["iso"]: (r["name"], int(r["geonameid"])) for r in read_table("countries.tsv")}
    forms = {name: Country(iso, name, key, "name") for iso, (name, key) in by_iso.items()}
    for row in read_table("country_forms.tsv"):
        name, key = by_iso[row["iso"]]
        forms[row["form"]] = Country(row["iso"], name, key, cast(Use, row["use"]))
    return forms


def find_country(form: str) -> Country | None:
    """The country a printed form stands for, or None."""
    return load_countries().get(_plain(form))


def _plain(form: str) -> str:
    form = form.strip().replace("’", "'")
    form = form.removesuffix("'s").removesuffix("'")
    return form.removeprefix("the ").removeprefix("The ")
