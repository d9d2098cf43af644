"""A row as a document: its text, and what its cells say about the report behind it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from reportedly.manual.cells import Row, Sheet
from reportedly.manual.days import read_day
from reportedly.manual.mapping import Mapping, Words
from reportedly.manual.quantities import Unreadable
from reportedly.manual.written import Written, write_row
from reportedly.model import Document, Maker, Stated, absent

READER: Final = Maker("sheet", 1)
_FIELDS = ("title", "author", "publisher", "language", "reference")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell, or a whole row, that was not taken: where, and the reason as a stable word."""

    row: int
    column: str
    reason: str


def make_address(mapping: Mapping, row: Row, written: Written) -> str:
    """The address of a row within its sheet: its key, or its number.

    Raises :class:`Unreadable` (``key_missing``) when the cell of the key is empty.
    """
    if not mapping.key:
        return f"sheet:{mapping.name}#row {row.number}"
    key = written.said(Words(column=mapping.key))
    if not key:
        raise Unreadable("key_missing")
    return f"sheet:{mapping.name}#{key}"


def make_document(
    written: Written, mapping: Mapping, *, address: str, sheet: Sheet, refuse: Callable[..., None]
) -> Document:
    """The document that a row is. ``refuse`` is told of cells that do not say what they should."""
    stated: dict[str, Any] = {
        name: _stated(written, getattr(mapping, name), refuse) for name in _FIELDS
    }
    if mapping.title is None:
        name = address.removeprefix("sheet:").replace("#", ", ")
        stated["title"] = Stated(name, "given", "a row of a sheet")
    return Document(
        text=written.text,
        segments=written.segments,
        reader=str(READER),
        kind="manual",
        published=_published(written, mapping, refuse),
        address=Stated(address, "given", "the sheet's name and the row in it"),
        encoding=Stated(sheet.encoding, "detected", sheet.basis),
        **stated,
    )


def _stated(written: Written, words: Words | None, refuse: Callable[..., None]) -> Stated:
    if words is None:
        return absent("no column says it")
    if words.constant:
        return Stated(words.constant, "given", "the mapping", words.constant)
    try:
        span = written.span(words)
    except Unreadable as error:
        refuse(words.column, error)
        return absent(f"column {words.column}: {error}")
    if span is None:
        return absent(f"column {words.column} is empty")
    exact = written.text[span.start : span.end]
    value = dict(words.values).get(exact.casefold(), exact)
    return Stated(value, "given", f"column {words.column}", exact, span)


def _published(written: Written, mapping: Mapping, refuse: Callable[..., None]) -> Stated:
    words = mapping.published
    printed = _stated(written, words, refuse)
    if words is None or printed.value is None:
        return printed
    try:
        day = read_day(printed.value, order=mapping.dates)
    except Unreadable as error:
        refuse(words.column, error)
        return absent(f"{printed.where}: {error}")
    return Stated(day, "given", printed.where, printed.exact, printed.span)


def write_sheet_row(row: Row, columns: Sequence[str], mapping: Mapping) -> Written:
    """The row written out. Raises :class:`Unreadable` when nothing, or no text, is in it."""
    if row.fault:
        raise Unreadable(row.fault)
    written = write_row(row, columns, mapping)
    try:
        written.text.encode()
    except UnicodeEncodeError:
        raise Unreadable("lone_surrogate") from None
    return written
