"""Facts as one compact JSON text, and back.

Each different object is written once and referred to by its number, so that what a document's
answers share (the header, a voice, a claim) is not repeated. Anchors are written as places without
their words: the words are cut from the document's text again, so that a text whose words were
redacted gives facts without them.

Records of one kind are a line of the text. A line is read, and a record made of it, when it is
asked for: what looks at a few figures of ten thousand documents pays for these figures alone.
"""

import dataclasses
import json
import types
from collections.abc import Callable, Mapping
from functools import cache, partial, reduce
from operator import or_
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from reportedly.model import Anchor, Role, Span, hash_value
from reportedly.reconcile.facts import Facts

_ROLES: Final = get_args(Role)
_END: Final = ",\n"  # of a line; within one, the ends of lines are escaped
_set_field: Final = object.__setattr__  # of a frozen record


def write_facts(facts: Facts) -> str:
    """Facts as one JSON object, a line for each kind of record: equal facts give equal texts."""
    writer = _Writer(facts.document)
    writer.number(facts)
    tables = {"document": facts.document} | writer.tables
    lines = (f"{_write(name)}:{_write(tables[name])}" for name in sorted(tables))
    return f"{{{_END.join(lines)}}}"


def _write(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def read_facts(body: str, text: str) -> Facts:
    """The inverse of :func:`write_facts`; ``text`` is the document's text."""
    facts: Facts = _Body(body, text).get(Facts, 0)
    return facts


@cache
def shape_of_facts() -> str:
    """Digest of the fields of all records that facts are made of: other fields, other facts."""
    return hash_value(
        [[k.__name__, [[f.name, str(h)] for f, h in _fields(k)]] for k in (*_kinds(), Facts)]
        + [list(_ROLES)]
    )


# ------------------------------------------------------------------ what the annotations say

_AS_THEY_ARE: Final = (str, int, float, bool, int | float)


@cache
def _kinds() -> tuple[type, ...]:
    """The records that facts hold; each after those that it holds."""
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

    for _, hint in _fields(Facts):
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

_Read = Callable[[Any, "_Body"], Any]


class _Body:
    """The records of a written text by kind and number, each made when it is first asked for."""

    def __init__(self, body: str, text: str) -> None:
        lines = (line.partition(":") for line in body[1:-1].split(_END))
        self._lines = {name[1:-1]: rows for name, _, rows in lines}
        self._document: str = json.loads(self._lines["document"])
        self._text = text
        self._tables: dict[type, list[Any]] = {}  # rows, and records in the place of theirs

    def get(self, kind: type, number: int) -> Any:
        """A record."""
        table = self._tables.get(kind)
        if table is None:
            table = self._tables[kind] = json.loads(self._lines.pop(kind.__name__))
        found = table[number]
        if isinstance(found, list):
            found = self._anchor(found) if kind is Anchor else _make(kind, found, self)
            table[number] = found
        return found

    def _anchor(self, row: list[int]) -> Anchor:
        spans = tuple(map(Span, row[1::2], row[2::2]))
        words = tuple([self._text[s:e] for s, e in spans])
        return Anchor(self._document, _ROLES[row[0]], spans, words)


def _make(kind: type, row: list[Any], body: _Body) -> Any:
    made, late, fields = _shape(kind)
    record = made.__new__(made)
    for n, set_value, read in fields:
        set_value(record, row[n] if read is None else read(row[n], body))
    if late:
        _set_field(record, "_kept", (row, body))
    return record


_Field = tuple[int, Callable[[Any, Any], None], "_Read | None"]


@cache
def _shape(kind: type) -> tuple[Any, bool, tuple[_Field, ...]]:
    """The class that records of a kind are made as, and their fields that hold no records."""
    late, soon = {}, []
    for n, (field, hint) in enumerate(_fields(kind)):
        read = _reader(hint)
        if read is not None and _holds_records(hint):
            late[field.name] = (n, read)
        else:
            soon.append((n, getattr(kind, field.name).__set__, read))
    return _late_kind(kind, late) if late else kind, bool(late), tuple(soon)


def _holds_records(hint: Any) -> bool:
    parts = _parts(_plain_hint(hint)) or get_args(hint)
    return dataclasses.is_dataclass(hint) or any(map(_holds_records, parts))


def _late_kind(kind: type, late: Mapping[str, tuple[int, _Read]]) -> type:
    """A kind some of whose fields are read when they are asked for.

    Its records say that they are of the kind itself, so that they equal others of it.
    """

    def read_late(record: Any, name: str) -> Any:
        if name not in late:
            raise AttributeError(f"{kind.__name__} has no {name}")
        row, body = record._kept
        n, read = late[name]
        value = read(row[n], body)
        _set_field(record, name, value)
        return value

    own = {
        "__slots__": ("_kept",),
        "__class__": property(lambda _record: kind),
        "__getattr__": read_late,
    }
    return type(kind.__name__, (kind,), own)


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


def _read_record(kind: Any, value: int | None, body: _Body) -> Any:
    return None if value is None else body.get(kind, value)


def _read_tuple(inner: _Read | None, value: list[Any], body: _Body) -> Any:
    return tuple(value) if inner is None else tuple([inner(v, body) for v in value])


def _read_set(inner: _Read | None, value: list[Any], body: _Body) -> Any:
    return frozenset(_read_tuple(inner, value, body))


def _read_parts(
    kind: Any, inner: tuple[_Read | None, ...], value: list[Any] | None, body: _Body
) -> Any:
    if value is None:
        return None
    parts = [v if f is None else f(v, body) for f, v in zip(inner, value, strict=True)]
    return tuple(parts) if kind is None else kind(*parts)


def _read_word(words: tuple[str, ...], value: int | None, _body: _Body) -> Any:
    return None if value is None else words[value]
