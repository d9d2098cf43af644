"""Lawful removal of words: the one change that the ledger allows, and it is recorded."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, Table, insert, select, update

from reportedly.errors import Conflict, NotFound
from reportedly.ledger import schema
from reportedly.ledger.engine import Ledger
from reportedly.ledger.journal import Journal, plain_content, redacted_value
from reportedly.ledger.reconciled_redact import blank_reconciled
from reportedly.ledger.records import RECORD_TABLES, find_id, load_anchors
from reportedly.ledger.restore import REDACTED
from reportedly.ledger.rows import Row
from reportedly.ledger.writer import index_document, reindex_claims
from reportedly.model import Redaction, Span, hash_text, merge_spans


@dataclass(frozen=True, slots=True)
class Redacted:
    """What a redaction took away."""

    document: str
    passages: int
    characters: int
    blobs: tuple[str, ...]


def redact(
    ledger: Ledger, target: str, *, basis: str, now: str, words: str | None = None,
    by: str | None = None,
) -> Redacted:  # fmt: skip
    """Remove words of one document for good, here and in the raw bytes; keep hashes and reason.

    ``target`` is a document (all its text, or each occurrence of ``words``) or a record (the
    words it hangs on). Spans keep their places: blocks stand for the removed characters. Other
    documents that share the text lose it too. Raises :class:`NotFound`, :class:`Conflict`.
    """
    if not basis.strip():
        raise Conflict("no_basis", "a redaction needs its legal basis or reason")
    _sweep(ledger)  # what a redaction that was killed left behind
    with ledger.write() as connection:
        done = _Redactor(connection, now, basis, by).run(target, words)
    _sweep(ledger)
    ledger.compact()
    return done


def _sweep(ledger: Ledger) -> None:
    """Delete the bytes that no capture keeps; nobody writes meanwhile."""
    query = select(schema.capture.c.sha256).where(schema.capture.c.blob == "kept")
    with ledger.write() as connection:
        ledger.blobs.sweep(set(connection.execute(query).scalars()))


class _Redactor:
    def __init__(self, connection: Connection, now: str, basis: str, by: str | None) -> None:
        self._connection = connection
        self._now = now
        self._basis = basis
        self._by = by

    def run(self, target: str, words: str | None) -> Redacted:
        kind, table, record = find_id(self._connection, target)
        if kind == "cap":
            return self._remove_unread(record)
        if kind not in ("doc", "anc", *RECORD_TABLES):
            raise Conflict("not_redactable", f"{record} holds no words of a text")
        document = record if kind == "doc" else self._document_of(table, record)
        text_hash, body = self._body(document)
        spans = self._spans(kind, table, record, body, words)
        if not spans:
            raise NotFound("no_words", "the words to redact do not stand in the document")
        self._remove(record, document, spans)
        texts, blobs = self._related(text_hash)
        whole = kind == "doc" and words is None
        gone = {body[s:e] for s, e in spans}
        for other in sorted(texts - {text_hash}):
            self._remove_again(other, None if whole else gone)
        self._drop_captures(blobs)
        return Redacted(document, len(spans), sum(e - s for s, e in spans), tuple(sorted(blobs)))

    def _remove_unread(self, capture: str) -> Redacted:
        """Bytes that nothing was read from; of others the document is what to name."""
        doc, cap = schema.document, schema.capture
        if self._rows(select(doc.c.id).where(doc.c.capture == capture)):
            raise Conflict("not_redactable", f"{capture} was read: redact its document")
        sha256 = self._rows(select(cap.c.sha256).where(cap.c.id == capture))[0]["sha256"]
        self._drop_captures({sha256})
        self._enter(capture, "", sha256)
        return Redacted("", 0, 0, (sha256,))

    def _remove(self, record: str, document: str, spans: tuple[Span, ...]) -> None:
        text_hash, body = self._body(document)
        for twin in self._documents(text_hash):
            self._blank_anchors(twin, spans)
            self._blank_words(twin, body, spans)
        self._blank_text(text_hash, body, spans)
        for twin in self._documents(text_hash):
            blank_reconciled(self._connection, twin, [body[s:e] for s, e in spans])
        for twin in self._documents(text_hash):
            self._reindex(twin, text_hash)
        self._enter(record, document, text_hash)

    def _remove_again(self, text_hash: str, gone: set[str] | None) -> None:
        """The same words from another text that was read from the same bytes."""
        document = self._documents(text_hash)[0]
        body = self._body(document)[1]
        whole = (Span(0, len(body)),)
        found = [s for words in gone or () for s in _occurrences(body, words)]
        spans = whole if gone is None else merge_spans(found)
        if spans:
            self._remove(document, document, spans)

    def _related(self, text_hash: str) -> tuple[set[str], set[str]]:
        """Hashes of all texts that were read from the bytes of a text, and of those bytes."""
        doc, cap = schema.document, schema.capture
        pairs = select(doc.c.text_hash, cap.c.sha256).join(cap, cap.c.id == doc.c.capture)
        texts, more = set[str](), {text_hash}
        while more - texts:
            texts |= more
            found = self._connection.execute(pairs.where(doc.c.text_hash.in_(texts))).all()
            blobs = {sha256 for _, sha256 in found}
            found = self._connection.execute(pairs.where(cap.c.sha256.in_(blobs))).all()
            more = {text for text, _ in found}
        return texts, blobs

    def _rows(self, query: Any) -> list[Row]:
        return [dict(row) for row in self._connection.execute(query).mappings()]

    def _document_of(self, table: Table, record: str) -> str:
        return str(self._rows(select(table).where(table.c.id == record))[0]["document"])

    def _body(self, document: str) -> tuple[str, str]:
        query = (
            select(schema.text)
            .join(schema.document, schema.document.c.text_hash == schema.text.c.hash)
            .where(schema.document.c.id == document)
        )
        row = self._rows(query)[0]
        return row["hash"], row["body"]

    def _spans(
        self, kind: str, table: Table, record: str, body: str, words: str | None
    ) -> tuple[Span, ...]:
        if words is not None:
            return _occurrences(body, words)
        if kind == "doc":
            return (Span(0, len(body)),) if body else ()
        anchors = load_anchors(self._connection, self._document_of(table, record))
        row = self._rows(select(table).where(table.c.id == record))[0]
        return merge_spans(anchors[record if kind == "anc" else row["anchor"]].spans)

    def _documents(self, text_hash: str) -> list[str]:
        query = select(schema.document.c.id).where(schema.document.c.text_hash == text_hash)
        return sorted(set(self._connection.execute(query).scalars()))

    def _blank_text(self, text_hash: str, body: str, spans: tuple[Span, ...]) -> None:
        blanked = blank(body, spans)
        self._connection.execute(
            update(schema.text)
            .where(schema.text.c.hash == text_hash)
            .values(body=blanked, redacted=True, body_hash=hash_text(blanked))
        )

    def _blank_anchors(self, document: str, spans: tuple[Span, ...]) -> None:
        """Anchors that touch the removed words lose their copy of them."""
        table = schema.anchor_span
        mine = (
            select(table)
            .join(schema.anchor, schema.anchor.c.id == table.c.anchor)
            .where(schema.anchor.c.document == document)
        )
        for row in self._rows(mine):
            if _touches(row, spans) and row["exact"] is not None:
                self._connection.execute(
                    update(table)
                    .where(table.c.anchor == row["anchor"], table.c.n == row["n"])
                    .values(exact=None, exact_hash=hash_text(row["exact"]))
                )

    def _blank_words(self, document: str, body: str, spans: tuple[Span, ...]) -> None:
        """Columns that repeat removed words (names, titles) keep their digest only."""
        gone = {body[s:e].strip().casefold() for s, e in spans}
        whole = spans == (Span(0, len(body)),)
        for name, columns in schema.WORD_COLUMNS.items():
            table = schema.metadata.tables[name]
            for row in self._rows(select(table).where(table.c.document == document)):
                named = whole and row.get("field") in _NAMING
                if named or _touches(row, spans) or _repeats(row, columns, gone):
                    keys = [c == row[c.name] for c in table.primary_key.columns]
                    values = {c: redacted_value(row[c]) for c in columns}
                    self._connection.execute(update(table).where(*keys).values(**values))

    def _reindex(self, document: str, text_hash: str) -> None:
        query = select(schema.text.c.body).where(schema.text.c.hash == text_hash)
        index_document(self._connection, document, self._connection.execute(query).scalar_one())
        reindex_claims(self._connection, document)
        for table in schema.FULL_TEXT.values():
            # Deleted words linger in the index until its parts are merged.
            self._connection.exec_driver_sql(
                f"INSERT INTO {table.name}({table.name}) VALUES ('optimize')"  # noqa: S608
            )

    def _drop_captures(self, blobs: set[str]) -> None:
        table = schema.capture
        query = update(table).where(table.c.sha256.in_(blobs)).values(blob="redacted")
        self._connection.execute(query)

    def _enter(self, record: str, document: str, text_hash: str) -> None:
        redaction = Redaction(record, self._now, self._basis, self._by)
        row = asdict(redaction) | {
            "id": redaction.id,
            "document": document,
            "hash_kept": text_hash,
        }
        self._connection.execute(insert(schema.redaction), row)
        Journal(self._connection, self._now).add("redaction", redaction.id, plain_content(row))


# Metadata that names what a document is about, wherever it was read.
_NAMING = frozenset({"title", "author"})


def blank(body: str, spans: tuple[Span, ...]) -> str:
    """``body`` with a block for each character of ``spans``; all offsets stay."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [body[at:start], REDACTED * (end - start)]
        at = end
    return "".join(pieces) + body[at:]


def _occurrences(body: str, words: str) -> tuple[Span, ...]:
    spans, at = [], body.find(words) if words else -1
    while at >= 0:
        spans.append(Span(at, at + len(words)))
        at = body.find(words, at + len(words))
    return tuple(spans)


def _touches(row: Row, spans: tuple[Span, ...]) -> bool:
    if row["start"] is None:
        return False
    return any(row["start"] < end and start < row["end"] for start, end in spans)


def _repeats(row: Row, columns: tuple[str, ...], gone: set[str]) -> bool:
    """Whether a column holds removed words, or is made of them (a title inside the text)."""
    values = [str(row[c]).strip().casefold() for c in columns if row[c]]
    return any(
        words and (words in value or (len(value) > 3 and value in words))
        for value in values
        for words in gone
    )
