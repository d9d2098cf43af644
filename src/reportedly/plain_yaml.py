"""YAML files that people write, as a tree of plain strings, with errors that name the line.

YAML's own ideas of numbers, days and truth ("no" is the code of Norway) do not apply, no object is
ever built, and nothing expands: a file is never larger in memory than on the disk.
"""

from collections.abc import Iterable
from typing import Final, NoReturn

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from reportedly.errors import UsageError

DEEPEST: Final = 20  # levels of nesting; people write five
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where there is one


class Tree:
    """One YAML file: its root, and what its nodes hold, or an error that says where.

    ``code`` is the code of the :class:`UsageError` that every refusal raises.
    """

    def __init__(self, text: str, *, name: str, code: str, longest: int) -> None:
        self.name = name
        self._code = code
        if len(text) > longest:
            self.refuse_at(None, f"it is longer than {longest:,} characters")
        self.root = self._compose(text)

    def refuse_at(self, line: int | None, rule: str) -> NoReturn:
        """Raise the error for a line, or for the file."""
        where = f"{self.name}, line {line}" if line else self.name
        raise UsageError(self._code, f"{where}: {rule}")

    def refuse(self, node: Node, path: str, rule: str) -> NoReturn:
        """Raise the error for a node; ``path`` names the keys that lead to it."""
        self.refuse_at(node.start_mark.line + 1, f"{path}: {rule}" if path else rule)

    def _compose(self, text: str) -> Node:
        try:
            self._check_events(text)
            node = yaml.compose(text, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            problem = f"not valid YAML: {error.problem}"
            self.refuse_at(mark.line + 1 if mark else None, problem)
        except (yaml.YAMLError, RecursionError, ValueError):
            self.refuse_at(None, "not valid YAML")
        if not isinstance(node, Node):
            self.refuse_at(None, "it is empty")
        return node

    def _check_events(self, text: str) -> None:
        """Refuse what makes a tree deeper or larger than its text, before a tree is built."""
        depth = 0
        for event in yaml.parse(text, Loader=_LOADER):
            line = event.start_mark.line + 1 if event.start_mark else None
            if getattr(event, "anchor", None):
                self.refuse_at(line, "anchors and aliases (& and *) are not taken")
            tag = getattr(event, "tag", None)
            if tag is not None:
                self.refuse_at(line, f"tags are not taken ({tag})")
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > DEEPEST:
                    self.refuse_at(line, f"nested more than {DEEPEST} levels deep")
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1

    # ------------------------------------------------------------------ what nodes hold

    def fields(
        self, node: Node, path: str, known: Iterable[str], required: Iterable[str] = ()
    ) -> dict[str, Node]:
        """The entries of a mapping by key, none but known ones, each once, and all required."""
        known = tuple(known)
        found: dict[str, Node] = {}
        for key, value in self.pairs(node, path):
            name = self.line(key, path)
            if name not in known:
                self.refuse(key, path, f"there is no key {name!r}; known are {', '.join(known)}")
            if name in found:
                self.refuse(key, path, f"{name!r} stands there twice")
            found[name] = value
        for name in required:
            if name not in found:
                self.refuse(node, path, f"{name!r} is missing")
        return found

    def pairs(self, node: Node, path: str) -> list[tuple[Node, Node]]:
        """The entries of a mapping, in order."""
        if not isinstance(node, MappingNode):
            self.refuse(node, path, "must be a list of `key: value` lines")
        return list(node.value)

    def line(self, node: Node, path: str) -> str:
        """A plain, non-empty value, as written."""
        if not isinstance(node, ScalarNode) or not str(node.value).strip():
            self.refuse(node, path, "must be a plain value")
        value = str(node.value)
        if any("\ud800" <= ch <= "\udfff" for ch in value):
            self.refuse(node, path, "holds half a character (a lone surrogate)")
        return value

    def items(self, node: Node, path: str) -> list[Node]:
        """The entries of a list."""
        if not isinstance(node, SequenceNode):
            self.refuse(node, path, "must be a list")
        return list(node.value)

    def lines(self, node: Node, path: str) -> tuple[str, ...]:
        """A list of plain values; one value alone counts as a list of one."""
        nodes = node.value if isinstance(node, SequenceNode) else [node]
        return tuple(self.line(item, path) for item in nodes)

    def one_of(self, node: Node, path: str, allowed: Iterable[str]) -> str:
        """A plain value out of a few."""
        value = self.line(node, path)
        allowed = tuple(allowed)
        if value not in allowed:
            self.refuse(node, path, f"{value!r} is none of {', '.join(allowed)}")
        return value
