"""Tables of the ledger. Rows are added and never changed; a redaction is the one exception.

Every record table carries the run that wrote it, so that a newer maker's rows stand beside an
older one's. ``start`` and ``end`` repeat the hull of a record's anchor, to join values by position.
The tables with most rows are kept in the order of their keys (``WITHOUT ROWID``): a separate index
of their long keys would double them.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy import column as sql_column
from sqlalchemy import table as sql_table

# 2: what reconciliation keeps; 3: places of facts in time; 4: acts; 5: confidence of parts
SCHEMA_VERSION = 5
APPLICATION_ID = 0x52505444  # "RPTD": tells a ledger from any other SQLite file

metadata = MetaData()


def _key(name: str = "id") -> Column[str]:
    return Column(name, String, primary_key=True)


def _record(name: str, *columns: Column[str] | Column[int] | Column[float]) -> Table:
    """A table of records of one document: keyed by run and identifier, placed by its hull."""
    table = Table(
        name,
        metadata,
        Column("run", String, ForeignKey("run.id"), primary_key=True),
        _key(),
        Column("document", String, nullable=False),
        Column("anchor", String, ForeignKey("anchor.id"), nullable=False),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        *columns,
    )
    Index(f"{name}_by_document", table.c.document, table.c.start)
    Index(f"{name}_by_id", table.c.id)
    return table


def _anchor(name: str) -> Column[str]:
    return Column(name, String, ForeignKey("anchor.id"))


about = Table("ledger", metadata, _key("key"), Column("value", String, nullable=False))

log = Table(
    "log",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("action", String, nullable=False),
    Column("target", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("chain", String, nullable=False),
)

capture = Table(
    "capture",
    metadata,
    _key(),
    Column("sha256", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("name", String, nullable=False),
    Column("address", String),
    Column("fetched_at", String, nullable=False),
    Column("status", Integer),
    Column("media_type", String),
    Column("recorded_at", String, nullable=False),
    Column("blob", String, nullable=False),
    Index("capture_by_name", "name"),
)

text = Table(
    "text",
    metadata,
    _key("hash"),
    Column("body", Text),
    Column("redacted", Boolean, nullable=False, default=False),
    Column("body_hash", String, nullable=False),
)

run = Table(
    "run",
    metadata,
    _key(),
    Column("stage", String, nullable=False),
    Column("maker", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("subject", String, nullable=False),
    Column("settings_hash", String, nullable=False),
    Column("model_hash", String, nullable=False),
    Column("input_hash", String, nullable=False),
    Column("recorded_at", String, nullable=False),
    Column("output_hash", String, nullable=False),
)

current_run = Table(
    "current_run",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("subject", String, nullable=False),
    Column("stage", String, nullable=False),
    Column("run", String, ForeignKey("run.id"), nullable=False),
    Column("since", String, nullable=False),
    Column("until", String),
    Index("current_run_by_subject", "subject", "stage", "until"),
    Index("current_run_by_run", "run"),
)

document = Table(
    "document",
    metadata,
    Column("run", String, ForeignKey("run.id"), primary_key=True),
    _key(),
    Column("text_hash", String, ForeignKey("text.hash"), nullable=False),
    Column("capture", String, ForeignKey("capture.id"), nullable=False),
    Column("reader", String, nullable=False),
    Column("kind", String, nullable=False),
    Index("document_by_id", "id"),
)

stated = Table(
    "stated",
    metadata,
    Column("run", String, ForeignKey("run.id"), primary_key=True),
    Column("document", String, primary_key=True),
    Column("field", String, primary_key=True),
    Column("rank", Integer, primary_key=True),
    Column("value", String),
    Column("basis", String, nullable=False),
    Column("place", String, nullable=False),
    Column("exact", Text),
    Column("start", Integer),
    Column("end", Integer),
    sqlite_with_rowid=False,
)

segment = Table(
    "segment",
    metadata,
    Column("run", String, ForeignKey("run.id"), primary_key=True),
    Column("document", String, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("level", Integer, nullable=False),
    Column("grp", Integer, nullable=False),
    sqlite_with_rowid=False,
)

mark = Table(
    "mark",
    metadata,
    Column("run", String, ForeignKey("run.id"), primary_key=True),
    Column("document", String, primary_key=True),
    Column("segment", Integer, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    sqlite_with_rowid=False,
)

anchor = Table(
    "anchor",
    metadata,
    _key(),
    Column("document", String, nullable=False),
    Column("role", String, nullable=False),
    Index("anchor_by_document", "document"),
    sqlite_with_rowid=False,
)

anchor_span = Table(
    "anchor_span",
    metadata,
    Column("anchor", String, ForeignKey("anchor.id"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("exact", Text),
    Column("exact_hash", String),  # of words that were redacted; else the words say it
    sqlite_with_rowid=False,
)

attribution = _record(
    "attribution",
    _anchor("source"),
    _anchor("cue"),
    _anchor("carrier"),
    Column("mode", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("source_kind", String, nullable=False),
    Column("speaker", String),
    Column("parent", String),
    Column("confidence", Float, nullable=False),
    Column("cue_confidence", Float),  # of parts, where the maker tells them apart
    Column("source_confidence", Float),
    Column("content_confidence", Float),
)

claim = _record(
    "claim",
    Column("attribution", String, nullable=False),
    Column("n", Integer, nullable=False),
    _anchor("predicate"),
    Column("modality", String, nullable=False),
    Column("polarity", String, nullable=False),
    Column("certainty", String, nullable=False),
    Column("confidence", Float, nullable=False),
)

figure = _record(
    "figure",
    Column("low", Float),
    Column("high", Float),
    Column("hedge", String, nullable=False),
    Column("unit", String, nullable=False),
    Column("measure", String),
    _anchor("population"),
    Column("aspect", String),
    Column("as_of_start", String),
    Column("as_of_end", String),
    Column("as_of_basis", String),
    Column("place", String),
    Column("claim", String),
    Column("attribution", String),
)

date_mention = _record(
    "date_mention",
    Column("value", String, nullable=False),
    Column("first_day", String),
    Column("last_day", String),
    Column("precision", String, nullable=False),
    Column("basis", String, nullable=False),
)

place_mention = _record(
    "place_mention",
    Column("name", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("precision", String, nullable=False),
    Column("country", String),
    Column("geonameid", Integer),
    Column("lat", Float),
    Column("lon", Float),
)

mention = _record(
    "mention",
    Column("type", String, nullable=False),
    Column("name", String, nullable=False),
    Column("country", String),
)

event = _record(
    "event",
    Column("type", String, nullable=False),
    _anchor("actor"),
    _anchor("recipient"),
    Column("actor_country", String),
    Column("recipient_country", String),
    Column("date", String),
    Column("place", String),
    Column("figures", String, nullable=False),
    Column("modality", String, nullable=False),
    Column("polarity", String, nullable=False),
    Column("certainty", String, nullable=False),
    Column("claim", String),
    Column("attribution", String),
)

act = _record(
    "act",
    Column("kinds", String, nullable=False),
    _anchor("actor"),
    _anchor("object"),
    _anchor("recipient"),
    _anchor("origin"),
    _anchor("place"),
    Column("date", String),
    Column("figures", String, nullable=False),
    Column("modality", String, nullable=False),
    Column("polarity", String, nullable=False),
    Column("certainty", String, nullable=False),
    Column("claim", String),
    Column("attribution", String),
)

reject = Table(
    "reject",
    metadata,
    Column("run", String, ForeignKey("run.id"), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("reason", String, primary_key=True),
    Column("count", Integer, nullable=False),
    sqlite_with_rowid=False,
)

failure = Table(
    "failure",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String, nullable=False),
    Column("stage", String, nullable=False),
    Column("input", String, nullable=False),
    Column("code", String, nullable=False),
    Column("message", String, nullable=False),
    Column("retry", Boolean, nullable=False),
    Column("at", String, nullable=False),
    Index("failure_by_input", "input"),
)

# An input that failed was read after all; ``failure`` is the newest failure that this answers.
recovery = Table(
    "recovery",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("input", String, nullable=False),
    Column("failure", Integer, nullable=False),
    Column("at", String, nullable=False),
    Index("recovery_by_input", "input"),
)

judgement = Table(
    "judgement",
    metadata,
    _key(),
    Column("target", String, nullable=False),
    Column("decision", String, nullable=False),
    Column("field", String),
    Column("value", String),
    Column("reason", String, nullable=False),
    Column("by", String),
    Column("at", String, nullable=False),
    Column("supersedes", String),
)

redaction = Table(
    "redaction",
    metadata,
    _key(),
    Column("target", String, nullable=False),
    Column("document", String, nullable=False),
    Column("at", String, nullable=False),
    Column("by", String),
    Column("basis", String, nullable=False),
    Column("hash_kept", String, nullable=False),
)

# What each stage writes; a run's output hash covers these rows and its refusals.
STAGE_TABLES: dict[str, tuple[Table, ...]] = {
    "reading": (document, stated, segment, mark),
    "attributions": (attribution,),
    "claims": (claim,),
    "figures": (figure,),
    "dates": (date_mention,),
    "places": (place_mention,),
    "parties": (mention,),
    "events": (event,),
    "acts": (act,),
    # What a person entered: all records of one addition, beside what the makers find.
    "manual": (attribution, claim, figure, date_mention, place_mention, mention),
    "sheet": (),  # an import: its refusals, and the hash of the file
}

# Columns that repeat words of a text: hashed by digest, so that a redaction leaves hashes standing.
WORD_COLUMNS: dict[str, tuple[str, ...]] = {
    "stated": ("value", "exact"),
    "place_mention": ("name",),
    "mention": ("name",),
}

# Which record stands behind a row of the two full-text tables (their ``rowid`` is ``n``).
search = Table(
    "search",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("id", String, nullable=False),
    Column("document", String, nullable=False),
    Index("search_by_document", "document", "kind"),
)

FULL_TEXT = {
    kind: sql_table(f"{kind}_text", sql_column("rowid", Integer), sql_column("text", Text))
    for kind in ("claim", "document")
}
FULL_TEXT_DDL = tuple(
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {table.name} "
    "USING fts5(text, tokenize='unicode61 remove_diacritics 2')"
    for table in FULL_TEXT.values()
)
