"""Reading a mapping from YAML, with errors that name the line, the key and the rule."""

from collections.abc import Callable
from collections.abc import Mapping as Dictionary
from dataclasses import replace
from typing import Any, Final, get_args

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from reportedly.manual.mapping import Mapping, Number, Speaker, Spot, Words
from reportedly.model import (
    Aspect,
    Certainty,
    Modality,
    Mode,
    PartyType,
    PlacePrecision,
    Polarity,
    SourceKind,
)
from reportedly.plain_yaml import Tree

LONGEST: Final = 200_000  # characters of a mapping
_TERMS: Final[Dictionary[str, Any]] = {
    "mode": Mode,
    "modality": Modality,
    "polarity": Polarity,
    "certainty": Certainty,
    "aspect": Aspect,
    "kind": SourceKind,
    "type": PartyType,
    "precision": PlacePrecision,
}
_DOCUMENT = ("title", "author", "publisher", "published", "language", "reference")
_CLAIM = ("quote", "mode", "modality", "polarity", "certainty", "speaker")
_FIGURE = ("value", "low", "high", "hedge", "measure", "unit", "aspect", "population", "as_of")
_SHARED = ("measure", "unit", "aspect", "population", "place", "as_of")
_PLAIN = ("worksheet", "key", "delimiter", "encoding")


def parse_mapping(text: str, *, name: str) -> Mapping:
    """The mapping that a YAML text states.

    ``name`` is the file's name, for the messages. Raises :class:`UsageError`
    (``mapping_invalid``).
    """
    tree = Tree(text, name=name, code="mapping_invalid", longest=LONGEST)
    return _Parser(tree).mapping(tree.root)


def allowed_terms(key: str) -> tuple[str, ...]:
    """The terms that a field of that name may hold, empty where it may hold any words."""
    return tuple(get_args(_TERMS[key])) if key in _TERMS else ()


class _Parser:
    """Goes through the tree; every refusal says where."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self.refuse = tree.refuse
        self._fields = tree.fields
        self._line = tree.line
        self._one_of = tree.one_of

    def mapping(self, node: Node) -> Mapping:
        keys = ("sheet", "header", "decimal", "dates", "figures", "notes", "ignore")
        found = self._fields(node, "", (*keys, *_PLAIN, *_DOCUMENT, *_CLAIM, *_SHARED))
        if "sheet" not in found:
            self.refuse(node, "sheet", "is required: the sheet's name in the ledger")
        shared: dict[str, Any] = {
            k: self._figure_field(k, found.pop(k)) for k in _SHARED if k in found
        }
        read: dict[str, Any] = {"name": self._line(found.pop("sheet"), "sheet")}
        for key, value in found.items():
            read[key] = self._field(key, value, shared)
        made = Mapping(**read, beside=Number(**shared))
        if not made.figures and not made.quote:
            self.refuse(node, "figures", "say which columns hold figures, or which holds a quote")
        if "#" in made.name:
            self.refuse(node, "sheet", "a name has no #")
        return made

    def _field(self, key: str, node: Node, shared: dict[str, Any]) -> Any:
        special: dict[str, Callable[[], Any]] = {
            "figures": lambda: self._figures(node, shared),
            "speaker": lambda: self._speaker(node),
            "header": lambda: self._row_number(node),
            "decimal": lambda: self._one_of(node, key, (".", ",")),
            "dates": lambda: self._one_of(node, key, ("day_first", "month_first")),
            "notes": lambda: self._tree.lines(node, key),
            "ignore": lambda: self._tree.lines(node, key),
            "delimiter": lambda: self._delimiter(node),
        }
        if key in special:
            return special[key]()
        return self._line(node, key) if key in _PLAIN else self._words(node, key)

    # -------------------------------------------------------------- parts

    def _figures(self, node: Node, shared: dict[str, Any]) -> tuple[Number, ...]:
        if not isinstance(node, SequenceNode) or not node.value:
            self.refuse(node, "figures", "must be a list, one entry for each figure of a row")
        made: dict[tuple[Words | None, ...], Number] = {}
        for n, item in enumerate(node.value, start=1):
            number = self._figure(item, f"figures {n}", shared)
            columns = (number.value, number.low, number.high)
            if columns in made:
                self.refuse(item, f"figures {n}", "a figure above has the same column")
            made[columns] = number
        return tuple(made.values())

    def _figure(self, node: Node, path: str, shared: dict[str, Any]) -> Number:
        found = self._fields(node, path, (*_FIGURE, "place"))
        own = {key: self._figure_field(key, value, path) for key, value in found.items()}
        number = Number(**(shared | own))
        bounds = number.low or number.high
        if bool(number.value) == bool(bounds):
            self.refuse(node, path, "needs either value, or low and high")
        if bounds and number.hedge:
            self.refuse(node, path, "bounds of their own need no hedge")
        for key in ("value", "low", "high", "hedge"):
            words = getattr(number, key)
            if words and not words.column:
                self.refuse(node, f"{path}.{key}", "must be a column: a number needs its words")
        return number

    def _figure_field(self, key: str, node: Node, path: str = "") -> Words | Spot:
        at = f"{path}.{key}" if path else key
        return self._spot(node, at) if key == "place" else self._words(node, at)

    def _speaker(self, node: Node) -> Speaker:
        words, beside = self._with_more(node, "speaker", ("kind", "type"))
        return Speaker(words, **beside)

    def _spot(self, node: Node, path: str) -> Spot:
        words, beside = self._with_more(node, path, ("precision", "country", "lat", "lon"))
        return Spot(words, **beside)

    def _with_more(
        self, node: Node, path: str, more: tuple[str, ...]
    ) -> tuple[Words, dict[str, Words]]:
        """Words, and what else is said about them in the same entry."""
        if not isinstance(node, MappingNode):
            return self._words(node, path), {}
        found = self._fields(node, path, ("column", "constant", "values", *more))
        beside = {key: self._words(found[key], f"{path}.{key}") for key in more if key in found}
        return self._from_fields(node, path, found), beside

    def _words(self, node: Node, path: str) -> Words:
        """A column's name, or ``{column: …}`` or ``{constant: …}``, with ``values``."""
        if isinstance(node, ScalarNode):
            return Words(column=self._line(node, path))
        return self._from_fields(
            node, path, self._fields(node, path, ("column", "constant", "values"))
        )

    def _from_fields(self, node: Node, path: str, found: dict[str, Node]) -> Words:
        if ("column" in found) == ("constant" in found):
            self.refuse(node, path, "needs a column or a constant, and not both")
        words = Words(
            column=self._line(found["column"], f"{path}.column") if "column" in found else "",
            constant=self._line(found["constant"], path) if "constant" in found else "",
        )
        if "values" in found:
            words = replace(words, values=self._values(found["values"], f"{path}.values"))
        self._check_terms(node, path, words)
        return words

    def _check_terms(self, node: Node, path: str, words: Words) -> None:
        allowed = allowed_terms(path.rpartition(".")[2])
        given = [words.constant] if words.constant else []
        for term in (*given, *(to for _, to in words.values)):
            if allowed and term not in allowed:
                self.refuse(node, path, f"{term!r} is none of {', '.join(allowed)}")

    def _values(self, node: Node, path: str) -> tuple[tuple[str, str], ...]:
        if not isinstance(node, MappingNode):
            self.refuse(node, path, "must pair what stands in the cells with what it means")
        pairs = []
        for key, value in node.value:
            pairs.append((self._line(key, path).casefold(), self._line(value, path)))
        return tuple(pairs)

    # -------------------------------------------------------------- plain values

    def _row_number(self, node: Node) -> int:
        value = self._line(node, "header")
        if not (value.isascii() and value.isdigit() and int(value) <= 1000):
            self.refuse(node, "header", "must be the number of the row with the columns' names")
        return int(value)

    def _delimiter(self, node: Node) -> str:
        value = str(node.value) if isinstance(node, ScalarNode) else ""
        value = {"tab": "\t", "\\t": "\t"}.get(value, value)
        if len(value) != 1 or value in '\r\n"':
            self.refuse(node, "delimiter", "must be one character, or tab")
        return value
