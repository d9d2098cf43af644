"""Facts as one compact JSON text, and back.

Each different object is written once and referred to by its number, so that what a document's
answers share (the header, a voice, a claim) is not repeated. Anchors are written as places without
their words: the words are cut from the document's text again, so that a text whose words were
redacted gives facts without them.
"""

import dataclasses
import json
import types
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial, reduce
from operator import or_
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from reportedly.model import Anchor, Role, Span, hash_value
from reportedly.reconcile.facts import Facts

_ROLES: Final = get_args(Role)


def write_facts(facts: Facts) -> str:
    """Facts as canonical JSON: equal facts give equal texts."""
    writer = _Writer(facts.document)
    writer.number(facts)
    return json.dumps(
        {"document": facts.document} | writer.tables,
        ensure_ascii=False, sort_keys=True, separators=(",", ":"),
    )  # fmt: skip


def read_facts(body: str, text: str, needed: frozenset[str] | None = None) -> Facts:
    """The inverse of :func:`write_facts`; ``text`` is the document's text.

    With ``needed``, only these fields of the facts and the header are read, which takes a part of
    the time; the others are as in facts that have nothing.
    """
    rows = json.loads(body)
    anchors = _Anchors(rows, text)
    made: dict[type, Sequence[Any]] = {Anchor: anchors if needed is not None else anchors.all()}
    for kind in _kinds(needed):
        fields = _readers(kind)
        made[kind] = [
            kind(
                *[
                    value if f is None else f(value, made)
                    for f, value in zip(fields, row, strict=True)
                ]
            )
            for row in rows.get(kind.__name__, ())
        ]
    return Facts(
        *[
            _read_field(field, hint, value, made, needed=needed)
            for (field, hint), value in zip(_fields(Facts), rows["Facts"][0], strict=True)
        ]
    )


def _read_field(
    field: dataclasses.Field[Any],
    hint: Any,
    value: Any,
    made: "_Made",
    *,
    needed: frozenset[str] | None,
) -> Any:
    if needed is None or field.name in needed or field.name == "header":
        read = _reader_of(hint)
        return value if read is None else read(value, made)
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return () if field.default is dataclasses.MISSING else field.default


@cache
def shape_of_facts() -> str:
    """Digest of the fields of all records that facts are made of: other fields, other facts."""
    return hash_value(
        [[k.__name__, [[f.name, str(h)] for f, h in _fields(k)]] for k in (*_kinds(), Facts)]
        + [list(_ROLES)]
    )


class _Anchors(Sequence[Anchor]):
    """The anchors of a body by number, each made when it is asked for."""

    def __init__(self, rows: Mapping[str, Any], text: str) -> None:
        self._document, self._text = rows["document"], text
        self._rows: list[list[int]] = rows.get("Anchor", [])
        self._made: dict[int, Anchor] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, number: Any) -> Any:
        if number not in self._made:
            self._made[number] = self._make(self._rows[number])
        return self._made[number]

    def _make(self, row: list[int]) -> Anchor:
        role, *ends = row
        spans = tuple(map(Span, ends[::2], ends[1::2]))
        words = tuple([self._text[s:e] for s, e in spans])
        return Anchor(self._document, _ROLES[role], spans, words)

    def all(self) -> list[Anchor]:
        """All of them at once."""
        return [self._make(row) for row in self._rows]


# ------------------------------------------------------------------ what the annotations say

_AS_THEY_ARE: Final = (str, int, float, bool, int | float)


@cache
def _kinds(needed: frozenset[str] | None = None) -> tuple[type, ...]:
    """The records that facts, or some fields of facts, hold; each after those that it holds."""
    found: dict[type, None] = {}

    def visit(hint: Any) -> None:
        if dataclasses.is_dataclass(hint) and isinstance(hint, type):
            if hint is not Anchor and hint not in found:
                for _, inner in _fields(hint):
                    visit(inner)
                found[hint] = None
        else:
            for inner in get_args(hint):
                visit(inner)

    for field, hint in _fields(Facts):
        if needed is None or field.name in needed or field.name == "header":
            visit(hint)
    return tuple(found)


@cache
def _fields(kind: type) -> tuple[tuple[dataclasses.Field[Any], Any], ...]:
    hints = get_type_hints(kind)
    return tuple((f, hints[f.name]) for f in dataclasses.fields(kind) if f.init)


def _plain_hint(hint: Any) -> Any:
    """A hint without None."""
    if get_origin(hint) not in (Union, types.UnionType):
        return hint
    parts = [a for a in get_args(hint) if a is not type(None)]
    if len(parts) == 1:
        return parts[0]
    return reduce(or_, parts)


def _parts(hint: Any) -> tuple[Any, ...]:
    """Hints of the parts of a tuple of fixed length, named or not; none for other hints."""
    if isinstance(hint, type) and issubclass(hint, tuple) and hasattr(hint, "_fields"):
        return tuple(get_type_hints(hint).values())
    if get_origin(hint) is tuple and get_args(hint)[-1] is not Ellipsis:
        return get_args(hint)
    return ()


def _words(hint: Any) -> tuple[str, ...]:
    """The values of a literal type, of several joined by "|" too; none for other hints."""
    if get_origin(hint) is Literal:
        return get_args(hint)
    if get_origin(hint) in (Union, types.UnionType):
        parts = [_words(a) for a in get_args(hint)]
        return tuple(w for p in parts for w in p) if all(parts) else ()
    return ()


# ------------------------------------------------------------------ writing


class _Writer:
    def __init__(self, document: str) -> None:
        self.tables: dict[str, list[list[Any]]] = {}
        self._document = document
        self._numbers: dict[tuple[str, str], int] = {}
        self._seen: dict[int, int] = {}

    def number(self, record: Any) -> int:
        """The number of a record in the table of its kind; written when it is new."""
        if id(record) in self._seen:
            return self._seen[id(record)]
        row = self._anchor(record) if isinstance(record, Anchor) else self._row(record)
        name = type(record).__name__
        key = (name, repr(row))
        if key not in self._numbers:
            table = self.tables.setdefault(name, [])
            self._numbers[key] = len(table)
            table.append(row)
        self._seen[id(record)] = self._numbers[key]
        return self._numbers[key]

    def _anchor(self, anchor: Anchor) -> list[Any]:
        if anchor.document != self._document:
            raise ValueError(f"facts of {self._document} hold an anchor of {anchor.document}")
        return [_ROLES.index(anchor.role), *(end for span in anchor.spans for end in span)]

    def _row(self, record: Any) -> list[Any]:
        kind: type = type(record)
        return [self._value(h, getattr(record, f.name)) for f, h in _fields(kind)]

    def _value(self, hint: Any, value: Any) -> Any:
        hint = _plain_hint(hint)
        if value is None or hint in _AS_THEY_ARE:
            return value
        if dataclasses.is_dataclass(hint):
            return self.number(value)
        if get_origin(hint) is frozenset:
            return sorted(self._value(get_args(hint)[0], v) for v in value)
        if parts := _parts(hint):
            return [self._value(h, v) for h, v in zip(parts, value, strict=True)]
        if get_origin(hint) is tuple:
            return [self._value(get_args(hint)[0], v) for v in value]
        words = _words(hint)
        return words.index(value) if words else value


# ------------------------------------------------------------------ reading

_Made = Mapping[type, Sequence[Any]]
_Read = Callable[[Any, _Made], Any]


@cache
def _readers(kind: type) -> tuple[_Read | None, ...]:
    return tuple(_reader(hint) for _, hint in _fields(kind))


@cache
def _reader_of(hint: Any) -> _Read | None:
    return _reader(hint)


def _reader(hint: Any) -> _Read | None:
    """How a value of a hint is read; None where it stands as it is."""
    hint = _plain_hint(hint)
    words = _words(hint)
    if dataclasses.is_dataclass(hint):
        return partial(_read_record, hint)
    if get_origin(hint) is frozenset:
        return partial(_read_set, _reader(get_args(hint)[0]))
    if parts := _parts(hint):
        kind = hint if isinstance(hint, type) else None
        return partial(_read_parts, kind, tuple(map(_reader, parts)))
    if get_origin(hint) is tuple:
        return partial(_read_tuple, _reader(get_args(hint)[0]))
    return partial(_read_word, words) if words else None


def _read_record(kind: Any, value: int | None, made: _Made) -> Any:
    return None if value is None else made[kind][value]


def _read_tuple(inner: _Read | None, value: list[Any], made: _Made) -> Any:
    return tuple(value) if inner is None else tuple([inner(v, made) for v in value])


def _read_set(inner: _Read | None, value: list[Any], made: _Made) -> Any:
    return frozenset(_read_tuple(inner, value, made))


def _read_parts(
    kind: Any, inner: tuple[_Read | None, ...], value: list[Any] | None, made: _Made
) -> Any:
    if value is None:
        return None
    parts = [v if f is None else f(v, made) for f, v in zip(inner, value, strict=True)]
    return tuple(parts) if kind is None else kind(*parts)


def _read_word(words: tuple[str, ...], value: int | None, _made: _Made) -> Any:
    return None if value is None else words[value]
