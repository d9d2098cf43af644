"""Reading the files of a pack; every refusal names the file, the line and the rule."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeVar, cast, get_args

from yaml.nodes import Node

from reportedly.knowledge import Kind, join_kinds, load_acts, load_kinds
from reportedly.model import (
    OUTCOMES,
    Case,
    Exemption,
    Force,
    Outcome,
    Provision,
    RegimeParty,
    Resolution,
    Sureness,
    Topic,
)
from reportedly.plain_yaml import Tree
from reportedly.regimes.elements_file import (
    TestReader,
    Words,
    country_codes,
    read_day,
    read_days,
)

SCHEMA: Final = "reportedly.regime/1"
LONGEST: Final = 1_000_000  # characters of a file
_HEAD: Final = ("schema", "id", "version", "title", "authority", "nexus", "resolutions")
_LISTS: Final = ("parties", "terms", "kinds", "topics")
_PLAIN: Final = ("key", "resolution", "paragraph", "title", "family", "wording", "reference")
_EDGES: Final = ("extends", "supersedes")
_ID: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
_BOUND: Final = ("member_states", "committee")
_Made = TypeVar("_Made")


def open_tree(text: str, name: str) -> Tree:
    """The tree of one file of a pack."""
    return Tree(text, name=name, code="pack_invalid", longest=LONGEST)


class HeadFile:
    """``regime.yml``: what a pack is about, and the words of its own."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._found = tree.fields(tree.root, "", (*_HEAD, *_LISTS), required=_HEAD)
        schema = tree.line(self._found["schema"], "schema")
        if schema != SCHEMA:
            rule = f"{schema!r} is not {SCHEMA!r}, the format that this version reads"
            tree.refuse(self._found["schema"], "schema", rule)
        self.resolutions = self._all("resolutions", self._resolution)
        self.parties = self._all("parties", self._party)
        self.terms = self._all("terms", self._term)
        self.kinds = self._kinds()
        self.topics = self._all("topics", self._topic)

    def head(self) -> dict[str, Any]:
        """Plain fields of the pack, and its nexus."""
        tree, found = self._tree, self._found
        key = tree.line(found["id"], "id")
        if not set(key) <= _ID:
            tree.refuse(found["id"], "id", "has small letters, digits and hyphens only")
        version = tree.line(found["version"], "version")
        if not (version.isascii() and version.isdigit() and len(version) < 9):
            tree.refuse(found["version"], "version", "must be a whole number")
        nexus = tree.fields(found["nexus"], "nexus", ("countries", "parties"))
        if not nexus:
            tree.refuse(found["nexus"], "nexus", "needs countries or parties")
        return {
            "id": key,
            "version": int(version),
            "title": tree.line(found["title"], "title"),
            "authority": tree.line(found["authority"], "authority"),
            "countries": self._codes(nexus, "countries"),
            "nexus": self._known(nexus, "nexus", "parties", [p.key for p in self.parties]),
        }

    def words(self) -> Words:
        """The keys that tests may name."""
        own = (Kind(*kind) for kind in self.kinds)
        kinds = join_kinds(load_kinds(), own)
        return Words(kinds, {p.key for p in self.parties}, {key for key, _ in self.terms})

    # ------------------------------------------------------------------ lists

    def _all(self, name: str, make: Callable[[Node, str], _Made]) -> tuple[_Made, ...]:
        if name not in self._found:
            return ()
        made: list[_Made] = []
        keys: set[str] = set()
        for n, item in enumerate(self._tree.items(self._found[name], name), start=1):
            record = make(item, f"{name} {n}")
            key = record[0] if isinstance(record, tuple) else getattr(record, "key", "")
            if key and key in keys:
                self._tree.refuse(item, f"{name} {n}", f"{key!r} stands there twice")
            keys.add(key)
            made.append(record)
        return tuple(made)

    def _resolution(self, node: Node, path: str) -> Resolution:
        plain = ("key", "title", "reference")
        known = (*plain, "adopted", "wording", "paragraphs")
        found = self._tree.fields(node, path, known, required=(*plain, "adopted"))
        paragraphs = None
        if "paragraphs" in found:
            number = self._tree.line(found["paragraphs"], path)
            if not (number.isascii() and number.isdigit() and 0 < int(number) < 1000):
                self._tree.refuse(found["paragraphs"], path, "paragraphs must be a number")
            paragraphs = int(number)
        return Resolution(
            key=self._tree.line(found["key"], f"{path}.key"),
            title=self._tree.line(found["title"], f"{path}.title"),
            adopted=read_day(self._tree, found["adopted"], f"{path}.adopted"),
            reference=self._tree.line(found["reference"], f"{path}.reference"),
            wording=self._tree.line(found["wording"], path) if "wording" in found else "",
            paragraphs=paragraphs,
        )

    def _party(self, node: Node, path: str) -> RegimeParty:
        required = ("key", "name", "names", "reference")
        found = self._tree.fields(node, path, (*required, "country", "listed"), required=required)
        country = ""
        if "country" in found:
            country = self._tree.one_of(found["country"], f"{path}.country", country_codes())
        return RegimeParty(
            key=self._tree.line(found["key"], f"{path}.key"),
            name=self._tree.line(found["name"], f"{path}.name"),
            names=self._tree.lines(found["names"], f"{path}.names"),
            reference=self._tree.line(found["reference"], f"{path}.reference"),
            country=country,
            listed=read_days(self._tree, found["listed"], path) if "listed" in found else None,
        )

    def _term(self, node: Node, path: str) -> tuple[str, tuple[str, ...]]:
        found = self._tree.fields(node, path, ("key", "words"), required=("key", "words"))
        words = self._tree.lines(found["words"], f"{path}.words")
        if not words:
            self._tree.refuse(found["words"], f"{path}.words", "must hold a word")
        return self._tree.line(found["key"], f"{path}.key"), words

    def _kind(self, node: Node, path: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        known = ("key", "parents", "words")
        found = self._tree.fields(node, path, known, required=("key", "words"))
        parents = self._tree.lines(found["parents"], path) if "parents" in found else ()
        key = self._tree.line(found["key"], f"{path}.key")
        return key, parents, self._tree.lines(found["words"], f"{path}.words")

    def _kinds(self) -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
        made = self._all("kinds", self._kind)
        known = {*load_kinds(), *(key for key, _, _ in made)}
        for _, parents, _ in made:
            for parent in parents:
                if parent not in known:
                    node = self._found["kinds"]
                    self._tree.refuse(node, "kinds", f"there is no kind {parent!r}")
        return made

    def _topic(self, node: Node, path: str) -> Topic:
        keys = ("words", "acts", "kinds")
        found = self._tree.fields(node, path, keys, required=keys)
        kinds = {*load_kinds(), *(key for key, _, _ in self.kinds)}
        return Topic(
            self._tree.lines(found["words"], f"{path}.words"),
            self._known(found, path, "acts", load_acts()),
            self._known(found, path, "kinds", kinds),
        )

    # ------------------------------------------------------------------ values

    def _codes(self, found: dict[str, Node], key: str) -> tuple[str, ...]:
        return self._known(found, "nexus", key, country_codes())

    def _known(
        self, found: dict[str, Node], path: str, key: str, allowed: Iterable[str]
    ) -> tuple[str, ...]:
        if key not in found:
            return ()
        allowed = frozenset(allowed)
        values = self._tree.lines(found[key], f"{path}.{key}")
        for value in values:
            if value not in allowed:
                self._tree.refuse(found[key], f"{path}.{key}", f"{value!r} is not known")
        return values


class ProvisionFile:
    """A file of ``provisions/``: a list of provisions, with the node of each for later refusals."""

    def __init__(self, tree: Tree, head: HeadFile) -> None:
        self.tree = tree
        self._head = head
        self._read = TestReader(tree, head.words())
        self._resolutions = {r.key for r in head.resolutions}
        self._bound = (*_BOUND, *country_codes(), *(p.key for p in head.parties))

    def provisions(self) -> Iterator[tuple[Provision, Node]]:
        """Provisions in order, each with its node."""
        for n, node in enumerate(self.tree.items(self.tree.root, ""), start=1):
            yield self._provision(node, f"provision {n}"), node

    def _provision(self, node: Node, path: str) -> Provision:
        required = (*_PLAIN, "force", "bound", "number")
        optional = ("from", "until", "known_until", "substance", "exceptions", "elements", *_EDGES)
        found = self.tree.fields(node, path, (*required, *optional), required=required)
        plain = {key: self.tree.line(found[key], f"{path}.{key}") for key in _PLAIN}
        path = plain["key"]
        if plain["resolution"] not in self._resolutions:
            rule = f"there is no resolution {plain['resolution']!r} in regime.yml"
            self.tree.refuse(found["resolution"], path, rule)
        days = [
            read_day(self.tree, found[key], f"{path}.{key}") if key in found else ""
            for key in ("from", "until", "known_until")
        ]
        first, last, known = days
        if first and any(day and day < first for day in (last, known)):
            self.tree.refuse(node, path, "ends before it begins")
        if last and known:
            self.tree.refuse(node, path, "has until or known_until, not both")
        edges = {
            key: self.tree.lines(found[key], f"{path}.{key}") if key in found else ()
            for key in _EDGES
        }
        rest: dict[str, Any] = {**plain, **edges}
        return Provision(
            **rest,
            force=cast(Force, self._one_of(found, path, "force", Force)),
            bound=self._bounds(found["bound"], path),
            number=cast(Sureness, self._one_of(found, path, "number", Sureness)),
            first=first,
            last=last,
            known=known,
            substance=cast(Sureness, self._one_of(found, path, "substance", Sureness) or "read"),
            exemptions=self._exemptions(found["exceptions"], path) if "exceptions" in found else (),
            elements=self._read.elements(found["elements"], path) if "elements" in found else (),
        )

    def _one_of(self, found: dict[str, Node], path: str, key: str, terms: Any) -> str:
        if key not in found:
            return ""
        return self.tree.one_of(found[key], f"{path}.{key}", get_args(terms))

    def _bounds(self, node: Node, path: str) -> tuple[str, ...]:
        values = self.tree.lines(node, f"{path}.bound")
        for value in values:
            if value not in self._bound:
                self.tree.refuse(node, f"{path}.bound", f"{value!r} is nobody known")
        return values

    def _exemptions(self, node: Node, path: str) -> tuple[Exemption, ...]:
        made = []
        for item in self.tree.items(node, f"{path}.exceptions"):
            keys = ("wording", "when", "by")
            found = self.tree.fields(item, f"{path}.exceptions", keys, required=("wording",))
            made.append(
                Exemption(
                    self.tree.line(found["wording"], path),
                    self._read.test(found["when"], f"{path}.when") if "when" in found else None,
                    self.tree.line(found["by"], f"{path}.by") if "by" in found else "",
                )
            )
        return tuple(made)


def read_cases(tree: Tree, provisions: Iterable[str]) -> tuple[Case, ...]:
    """The cases of ``cases.yml``; ``provisions`` are the keys that they may look at."""
    keys = frozenset(provisions)
    required = ("name", "family", "text", "provision", "outcome", "decisive", "why")
    known = (*required, "published", "missing", "instead", "without")
    made: dict[str, Case] = {}
    for n, node in enumerate(tree.items(tree.root, ""), start=1):
        path = f"case {n}"
        found = tree.fields(node, path, known, required=required)
        plain = {key: tree.line(found[key], f"{path}.{key}") for key in required}
        path = plain["name"]
        if path in made:
            tree.refuse(node, path, "a case above has this name")
        if plain["provision"] not in keys:
            tree.refuse(found["provision"], path, f"there is no provision {plain['provision']!r}")
        plain["outcome"] = tree.one_of(found["outcome"], path, OUTCOMES)
        case = Case(
            **cast(dict[str, Any], plain),
            published=read_day(tree, found["published"], path) if "published" in found else "",
            missing=tree.lines(found["missing"], path) if "missing" in found else (),
            instead=tree.line(found["instead"], path) if "instead" in found else "",
            without=cast(
                Outcome, tree.one_of(found["without"], path, OUTCOMES) if "without" in found else ""
            ),
        )
        if case.decisive != "published" and case.decisive not in case.text:
            tree.refuse(found["decisive"], path, "the decisive words do not stand in the text")
        if case.decisive == "published" and not case.published:
            tree.refuse(found["decisive"], path, "there is no day of publication")
        made[path] = case
    return tuple(made.values())
