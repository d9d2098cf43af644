"""Reading elements and their tests from YAML: the vocabulary of a pack, checked as it is read."""

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, cast, get_args

from yaml.nodes import Node

from reportedly.knowledge import load_acts, load_countries
from reportedly.model import ARGUMENTS, Element, Predicate, Requirement
from reportedly.plain_yaml import Tree

ROLES: Final = ("act", *ARGUMENTS)
_TRUTH: Final = ("yes", "no")
_DAY_KEYS: Final = ("from", "until")


@dataclass(frozen=True, slots=True)
class Words:
    """The keys that tests of a pack may name: of kinds, of parties, of terms."""

    kinds: Collection[str]
    parties: Collection[str]
    terms: Collection[str]


class TestReader:
    """Reads tests of one file against the words of its pack."""

    def __init__(self, tree: Tree, words: Words) -> None:
        self._tree = tree
        self._keys: Mapping[Predicate, Collection[str]] = {
            "act": load_acts(),
            "kind": words.kinds,
            "country": country_codes(),
            "not_country": country_codes(),
            "party": words.parties,
            "says": words.terms,
            "unsaid": words.terms,
            "listed": ("any",),
        }

    def elements(self, node: Node, path: str) -> tuple[Element, ...]:
        """The elements of a provision, the act first; conditions follow the roles."""
        found = self._tree.fields(node, path, (*ROLES, "conditions"), required=("act",))
        made = [
            Element(role, self.test(found[role], f"{path}.{role}"))
            for role in ROLES
            if role in found
        ]
        if made[0].test.predicate != "act":
            self._tree.refuse(found["act"], f"{path}.act", "must be {act: [kinds of act]}")
        if "conditions" in found:
            for item in self._tree.items(found["conditions"], f"{path}.conditions"):
                made.append(self._condition(item, f"{path}.conditions", {e.name for e in made}))
        return tuple(made)

    def _condition(self, node: Node, path: str, taken: Collection[str]) -> Element:
        keys = ("name", "wording", "test")
        found = self._tree.fields(node, path, (*keys, "gate"), required=keys)
        name = self._tree.line(found["name"], f"{path}.name")
        if name in taken or name in (*ROLES, "done", "in force"):
            self._tree.refuse(found["name"], f"{path}.name", f"{name!r} is taken")
        wording = self._tree.line(found["wording"], f"{path}.wording")
        gate = "gate" in found and self._tree.one_of(found["gate"], f"{path}.gate", _TRUTH) == "yes"
        return Element(name, self.test(found["test"], f"{path}.test"), wording, gate)

    def test(self, node: Node, path: str) -> Requirement:
        """One test: a mapping with one key, the predicate."""
        pairs = self._tree.pairs(node, path)
        if len(pairs) != 1:
            self._tree.refuse(node, path, "a test has exactly one key")
        (key, value), known = pairs[0], get_args(Predicate)
        name = self._tree.line(key, path)
        if name not in known:
            self._tree.refuse(
                key, path, f"unknown predicate {name!r}; known are {', '.join(known)}"
            )
        special: dict[str, Callable[[Node, str], Requirement]] = {
            "any": lambda n, p: Requirement("any", tests=self._tests(n, p)),
            "all": lambda n, p: Requirement("all", tests=self._tests(n, p)),
            "figure": self._figure,
            "dated": lambda n, p: Requirement("dated", read_days(self._tree, n, p)),
        }
        if name in special:
            return special[name](value, f"{path}.{name}")
        predicate = cast(Predicate, name)
        return Requirement(predicate, self._known(value, f"{path}.{name}", self._keys[predicate]))

    def _tests(self, node: Node, path: str) -> tuple[Requirement, ...]:
        made = tuple(self.test(item, path) for item in self._tree.items(node, path))
        if not made:
            self._tree.refuse(node, path, "must hold a test")
        return made

    def _known(self, node: Node, path: str, allowed: Collection[str]) -> tuple[str, ...]:
        values = self._tree.lines(node, path)
        if not values:
            self._tree.refuse(node, path, "must name at least one key")
        for value in values:
            if value not in allowed:
                self._tree.refuse(node, path, f"{value!r} is not known here")
        return values

    def _figure(self, node: Node, path: str) -> Requirement:
        found = self._tree.fields(node, path, ("unit", "over"), required=("unit", "over"))
        over = self._tree.line(found["over"], f"{path}.over").replace("_", "")
        try:
            value = float(over)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            self._tree.refuse(found["over"], f"{path}.over", "must be a number")
        return Requirement(
            "figure", unit=self._tree.line(found["unit"], f"{path}.unit"), over=value
        )


def read_day(tree: Tree, node: Node, path: str) -> str:
    """An ISO day."""
    value = tree.line(node, path)
    try:
        day = date.fromisoformat(value)
    except ValueError:
        tree.refuse(node, path, f"{value!r} is no day (write 2017-12-22)")
    if day.isoformat() != value:
        tree.refuse(node, path, f"{value!r} is no day (write 2017-12-22)")
    return value


def read_days(tree: Tree, node: Node, path: str) -> tuple[str, str]:
    """First and last day, each empty where open."""
    found = tree.fields(node, path, _DAY_KEYS)
    first, last = (
        read_day(tree, found[key], f"{path}.{key}") if key in found else "" for key in _DAY_KEYS
    )
    if not first and not last:
        tree.refuse(node, path, "needs from, until, or both")
    if first and last and first > last:
        tree.refuse(node, path, "ends before it begins")
    return first, last


def country_codes() -> frozenset[str]:
    """ISO codes of all countries that the tables know."""
    return frozenset(c.iso for c in load_countries().values())
