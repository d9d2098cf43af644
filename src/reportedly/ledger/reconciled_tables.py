"""Tables of what reconciliation keeps: facts of each document, and records over several.

All of it is kept by document, in the runs of one stage for each step. ``unit`` is the number of
the key that a record came from (0 where a step works by document), so that the records of one key
can be replaced while the others of that document stay.
"""

from typing import Any

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, String, Table, Text

from reportedly.ledger.schema import metadata


def _filed(name: str, *columns: Column[Any] | Index) -> Table:
    """A table of records kept under a document, within the run of a step."""
    return Table(
        name,
        metadata,
        Column("run", String, ForeignKey("run.id"), primary_key=True),
        Column("unit", Integer, primary_key=True),
        Column("id", String, primary_key=True),
        Column("document", String, nullable=False),
        *columns,
        Index(f"{name}_by_id", "id"),
        sqlite_with_rowid=False,
    )


def _part(name: str, *columns: Column[Any]) -> Table:
    """A table of the parts of such records."""
    return Table(
        name,
        metadata,
        Column("run", String, ForeignKey("run.id"), primary_key=True),
        Column("unit", Integer, primary_key=True),
        *columns,
        Index(f"{name}_by_document", "document"),
        sqlite_with_rowid=False,
    )


def _text(name: str) -> Column[str]:
    return Column(name, String, nullable=False)


def _anchor(name: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, String, ForeignKey("anchor.id"), nullable=nullable)


# A document whose run has no row here takes no part: a newer version took its place. ``at`` is its
# place in time, which sorts, and ``family`` the number of its publisher's family.
facts = Table(
    "facts",
    metadata,
    Column("run", String, ForeignKey("run.id"), primary_key=True),
    _text("document"),
    Column("body", Text, nullable=False),
    _text("at"),
    Column("family", Integer),
    Index("facts_by_document", "document"),
)

fact_key = Table(
    "fact_key",
    metadata,
    Column("run", String, ForeignKey("run.id"), primary_key=True),
    Column("step", String, primary_key=True),
    Column("key", Integer, primary_key=True),
    Index("fact_key_by_key", "step", "key"),
    sqlite_with_rowid=False,
)

party_link = _filed(
    "party_link",
    _text("mention"),
    _text("party"),
    _text("name"),
    _text("reason"),
    Column("score", Float, nullable=False),
)

echo = _filed(
    "echo",
    Column("earlier", String, nullable=False),
    _text("kind"),
    _text("reason"),
    Column("score", Float, nullable=False),
    Index("echo_by_earlier", "earlier"),
)

origin = _filed("origin", _anchor("root"), _text("speaker"))

passed = _part(
    "passed",
    Column("origin", String, primary_key=True),
    Column("n", Integer, primary_key=True),
    _text("document"),
    _anchor("anchor"),
    _text("path"),
    Column("family", String),
    _text("reason"),
)

# What a figure may answer; its identifier is the hash of the other columns.
question = Table(
    "question",
    metadata,
    Column("id", String, primary_key=True),
    _text("measure"),
    _text("population"),
    _text("place"),
    _text("aspect"),
)

member = _filed(
    "member",
    Column("question", String, ForeignKey("question.id"), nullable=False),
    _text("figure"),
    _text("speaker"),
    Column("day", String),
    _text("state"),
    Column("by", String),
    _text("reason"),
    Index("member_by_question", "question"),
)

event_link = _filed(
    "event_link",
    _text("event"),
    _text("cluster"),
    _text("reason"),
    Column("score", Float, nullable=False),
)

finding = _filed(
    "finding",
    _text("type"),
    Column("weight", Float, nullable=False),
    _text("why"),
)

side = _part(
    "side",
    Column("record", String, primary_key=True),
    Column("side", String, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("document", String),
    _anchor("anchor", nullable=True),
    Column("speaker", String),
    Column("known_table", String),
    Column("known_words", String),
    Column("known_reference", String),
)

# A finished pass: what it saw of the ledger, what it had done, and with which steps.
reconciliation = Table(
    "reconciliation",
    metadata,
    Column("run", String, ForeignKey("run.id"), primary_key=True),
    Column("seen", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("redactions", Integer, nullable=False),
    _text("steps"),
)

FACTS = "facts"
FINISHED = "reconcile"

# What each stage of reconciliation writes.
STAGE_TABLES: dict[str, tuple[Table, ...]] = {
    FACTS: (facts, fact_key),
    "party_links": (party_link,),
    "echoes": (echo, side),
    "origins": (origin, passed),
    "questions": (member,),
    "event_links": (event_link,),
    "own_findings": (finding, side),
    "law_findings": (finding, side),
    "findings": (finding, side),
    FINISHED: (reconciliation,),
}

# Columns that repeat words of texts: hashed by digest, so that a redaction leaves hashes standing.
WORD_COLUMNS: dict[str, tuple[str, ...]] = {
    "facts": ("body",),
    "party_link": ("party", "name", "reason"),
    "echo": ("reason",),
    "origin": ("speaker",),
    "passed": ("path", "family", "reason"),
    "member": ("speaker", "reason"),
    "event_link": ("reason",),
    "finding": ("why",),
    "side": ("speaker",),
}
