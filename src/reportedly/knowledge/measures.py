"""How measures relate: what is counted within what, and what adds up to what."""

from collections.abc import Mapping
from functools import cache
from typing import Literal, cast

from reportedly.knowledge.tables import read_table

Relation = Literal["summand", "subset", "unclear"]


@cache
def load_measure_relations() -> Mapping[tuple[str, str], Relation]:
    """How a part relates to a whole, by (part, whole)."""
    return {
        (r["part"], r["whole"]): cast(Relation, r["relation"])
        for r in read_table("measure_relations.tsv")
    }


def is_part(part: str, whole: str) -> bool:
    """Whether all that one measure counts are counted by another one too.

    >>> is_part("killed", "casualties"), is_part("workers", "troops")
    (True, False)
    """
    return load_measure_relations().get((part, whole)) in ("summand", "subset")


def list_summands(whole: str) -> tuple[str, ...]:
    """The measures that add up to a measure, in order of the alphabet; none for most."""
    found = (p for (p, w), relation in load_measure_relations().items() if relation == "summand")
    return tuple(sorted(p for p in found if (p, whole) in load_measure_relations()))


@cache
def _wars() -> tuple[tuple[frozenset[str], str, str], ...]:
    rows = read_table("wars.tsv")
    return tuple(
        (frozenset((r["side"], r["enemy"])), r["start"], r["until"] or "9999-12-31") for r in rows
    )


def are_at_war(one: str | None, other: str | None, day: str) -> bool:
    """Whether the table has two states (ISO codes) fight each other on an ISO day."""
    sides = frozenset((one, other))
    return any(sides == pair and start <= day <= until for pair, start, until in _wars())
