"""Outlets: whose addresses are whose, who owns them, and which are agencies that others print."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from reportedly.knowledge.tables import read_table

Control = Literal["state", "state_funded", "party", "public", "private", "nonprofit"]


@dataclass(frozen=True, slots=True)
class Publisher:
    """An outlet; two outlets of one ``family`` have one owner and are no two voices."""

    name: str
    forms: tuple[str, ...]
    domains: tuple[str, ...]
    country: str
    owner: str
    control: Control
    is_agency: bool
    family: str
    reference: str


@cache
def load_publishers() -> tuple[Publisher, ...]:
    """All outlets, agencies first."""
    return tuple(
        Publisher(
            r["name"],
            tuple(r["forms"].split("|")) if r["forms"] else (),
            tuple(r["domains"].split("|")),
            r["country"],
            r["owner"],
            cast(Control, r["control"]),
            r["agency"] == "yes",
            r["family"],
            r["reference"],
        )
        for r in read_table("publishers.tsv")
    )


def find_publisher(printed: str) -> Publisher | None:
    """The outlet of a name, or of a host such as ``www.tass.com``, or None.

    A host that is no row of its own belongs to the longest domain of the table it ends with.
    """
    host = printed.strip().lower().removeprefix("www.")
    while "." in host:
        if host in _by_domain():
            return _by_domain()[host]
        host = host.partition(".")[2]
    return _by_name().get(_plain(printed))


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold().removeprefix("the ")


@cache
def _by_domain() -> dict[str, Publisher]:
    return {domain: p for p in load_publishers() for domain in p.domains}


@cache
def _by_name() -> dict[str, Publisher]:
    named = {_plain(form): p for p in load_publishers() for form in p.forms}
    return named | {_plain(p.name): p for p in load_publishers()}
