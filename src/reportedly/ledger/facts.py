"""Facts in the ledger: which a document should have, which it has, and the index of their keys.

The ledger keeps facts as a text that it does not read; reconciliation makes and reads them.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from reportedly.ledger import reconciled_tables as tables
from reportedly.ledger import schema
from reportedly.ledger.reconciled_rows import (
    Record,
    Rows,
    filed_rows,
    hash_rows,
    record_anchors,
)
from reportedly.ledger.restore import REDACTED, REDACTION_MARK
from reportedly.ledger.run_writer import KeptRun, keep_runs, parts
from reportedly.ledger.views import current_documents
from reportedly.model import Maker, Posted, Run, hash_value

RECONCILED = frozenset(tables.STAGE_TABLES)  # stages of reconciliation; all others are its input


@dataclass(frozen=True, slots=True)
class Recipe:
    """Who makes facts, and the digest of what they depend on apart from the document."""

    maker: Maker
    settings: str

    def run(self, document: str, inputs: Iterable[str]) -> Run:
        """The run that makes facts of a document from the rows of some runs; none: no facts."""
        return Run(
            tables.FACTS, self.maker, document, self.settings, input_hash=hash_value(sorted(inputs))
        )


@dataclass(frozen=True, slots=True)
class FactsEntry:
    """Facts of a document to be kept: their run, their text, and their keys by step.

    ``at`` is the document's place in time as a string that sorts, ``family`` the number of its
    publisher's family. ``own`` are records that a step made of this document alone, by stage.
    Without a body the document takes no part.
    """

    run: Run
    body: str | None = None
    keys: Mapping[str, frozenset[int]] = field(default_factory=dict)
    own: Mapping[str, tuple[Maker, Sequence[Record]]] = field(default_factory=dict)
    at: str = ""
    family: int | None = None

    def kept(self) -> list[KeptRun]:
        """The runs: of the facts, then of each stage of records."""
        facts: Rows = {}
        if self.body is not None:
            placed = {"at": self.at, "family": self.family}
            facts["facts"] = [{"document": self.run.subject, "body": self.body} | placed]
            found = self.keys.items()
            facts["fact_key"] = [{"step": s, "key": k} for s, keys in found for k in sorted(keys)]
        return [KeptRun(self.run, facts), *(self._own(*o) for o in self.own.items())]

    def _own(self, stage: str, made: tuple[Maker, Sequence[Record]]) -> KeptRun:
        maker, records = made
        document = self.run.subject
        rows = filed_rows((document, 0, record) for record in records)
        anchors = {a.id: a for record in records for a in record_anchors(record)}
        inputs = hash_value([hash_rows(rows), [self.run.id]])
        run = Run(stage, maker, document, input_hash=inputs)
        return KeptRun(run, rows, tuple(anchors.values()))


def list_readings(connection: Connection) -> dict[str, str]:
    """The reading run of each document that takes part: the newest text at each address."""
    documents = current_documents()
    return {row.id: row.run for row in connection.execute(select(documents.c.id, documents.c.run))}


def plan_facts(
    connection: Connection, documents: Iterable[str], readings: Mapping[str, str], recipe: Recipe
) -> dict[str, Run]:
    """The run of facts that each document should have now; see :func:`list_readings`."""
    link, gone, document = schema.current_run, schema.redaction, schema.document
    wanted = sorted(documents)
    inputs: dict[str, list[str]] = {d: [readings[d]] if d in readings else [] for d in wanted}
    for part in parts(d for d in wanted if d in readings):
        query = select(link.c.subject, link.c.run).where(
            link.c.subject.in_(part), link.c.until.is_(None), link.c.stage.not_in(RECONCILED)
        )
        for row in connection.execute(query):
            inputs[row.subject].append(row.run)
        redacted = select(document.c.id, gone.c.id.label("redaction")).distinct()
        redacted = redacted.join(gone, gone.c.hash_kept == document.c.text_hash)
        for row in connection.execute(redacted.where(document.c.id.in_(part))):
            inputs[row.id].append(row.redaction)
    return {d: recipe.run(d, runs) for d, runs in inputs.items()}


def keep_given_facts(connection: Connection, entry: FactsEntry, reading: Run, *, now: str) -> None:
    """Keep facts that came with a reading, if they are made of what the ledger holds now."""
    document, recipe = entry.run.subject, Recipe(entry.run.maker, entry.run.settings_hash)
    planned = plan_facts(connection, [document], {document: reading.id}, recipe)
    if planned[document].id == entry.run.id:
        keep_runs(connection, entry.kept(), now=now)


def list_facts_runs(connection: Connection) -> dict[str, tuple[str, bool]]:
    """The current run of facts of each document, and whether it has facts at all."""
    link, kept = schema.current_run, tables.facts
    query = (
        select(link.c.subject, link.c.run, kept.c.run.is_not(None).label("has"))
        .outerjoin(kept, kept.c.run == link.c.run)
        .where(link.c.stage == tables.FACTS, link.c.until.is_(None))
    )
    return {row.subject: (row.run, bool(row.has)) for row in connection.execute(query)}


_KEPT = """
    SELECT f.document, f.body, (
        SELECT t.body FROM document d JOIN text t ON t.hash = d.text_hash
        WHERE d.id = f.document LIMIT 1
    )
    FROM current_run l JOIN facts f ON f.run = l.run
    WHERE l.subject = ? AND l.stage = ? AND l.until IS NULL
"""


def load_facts(connection: Connection, documents: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Current facts of documents as kept, each with the document's text.

    Thousands are asked for one by one, so the statement goes to the database as it is.
    """
    found: dict[str, tuple[str, str]] = {}
    cursor = connection.connection.cursor()
    try:
        for document in documents:
            for name, body, text in cursor.execute(_KEPT, (document, tables.FACTS)):
                if not body.startswith(REDACTION_MARK):
                    found[name] = (body, text or "")
    finally:
        cursor.close()
    return found


def is_blank(text: str) -> bool:
    """Whether nothing but blocks is left of a text: all of it was redacted."""
    return not text.replace(REDACTED, "").strip()


def load_places(connection: Connection) -> dict[str, Posted]:
    """The places in time of all documents that have facts, by the run of these."""
    link, kept = schema.current_run, tables.facts
    query = select(kept.c.run, kept.c.at, kept.c.document, kept.c.family)
    query = query.join(link, link.c.run == kept.c.run).where(link.c.until.is_(None))
    return {row[0]: (row[1], row[2], row[3]) for row in connection.execute(query)}


_BY_RUN = """
    SELECT key, run FROM fact_key WHERE step = ? AND run IN (SELECT value FROM json_each(?))
"""
_BY_KEY = """
    SELECT key, run FROM fact_key WHERE step = ? AND key IN (SELECT value FROM json_each(?))
"""


def list_keys(connection: Connection, step: str, runs: Iterable[str]) -> list[tuple[int, str]]:
    """The keys for a step that runs of facts gave, each with its run."""
    return _list_keys(connection, _BY_RUN, step, runs)


def list_keyed(connection: Connection, step: str, keys: Iterable[int]) -> list[tuple[int, str]]:
    """The runs of facts that gave keys for a step, current or not, each with its key before it."""
    return _list_keys(connection, _BY_KEY, step, keys)


def _list_keys(
    connection: Connection, query: str, step: str, wanted: Iterable[int | str]
) -> list[tuple[int, str]]:
    """Rows of the index of keys: so many that they are read past what would make objects."""
    cursor = connection.connection.cursor()
    try:
        return list(cursor.execute(query, (step, json.dumps(list(wanted)))))
    finally:
        cursor.close()


def list_gone(
    connection: Connection, step: str, documents: Iterable[str]
) -> Mapping[int, Sequence[Posted]]:
    """Keys that documents had before, with the places that they had."""
    link, key, kept = schema.current_run, tables.fact_key, tables.facts
    found: dict[int, list[Posted]] = {}
    for part in parts(documents):
        # Which runs are gone is asked first: in one statement the index of all keys is read.
        query = select(link.c.run).where(link.c.subject.in_(part), link.c.stage == tables.FACTS)
        for runs in parts(connection.execute(query.where(link.c.until.is_not(None))).scalars()):
            had = select(key.c.key, kept.c.at, kept.c.document, kept.c.family)
            had = had.join(kept, kept.c.run == key.c.run)
            for number, at, document, family in connection.execute(
                had.where(key.c.run.in_(runs), key.c.step == step)
            ):
                found.setdefault(number, []).append((at, document, family))
    return found


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a pass saw the ledger (``seen``, ``redactions``), wrote it (``done``), and with what.

    ``steps`` maps each step to what its records depended on.
    """

    seen: int = 0
    done: int = 0
    redactions: int = 0
    steps: str = "{}"


def load_mark(connection: Connection) -> Mark:
    """What the last finished pass left; zeros when there was none."""
    link, done = schema.current_run, tables.reconciliation
    query = (
        select(done)
        .join(link, link.c.run == done.c.run)
        .where(link.c.stage == tables.FINISHED, link.c.until.is_(None))
    )
    row = connection.execute(query).mappings().first()
    return Mark(row["seen"], row["done"], row["redactions"], row["steps"]) if row else Mark()


def newest_entry(connection: Connection) -> tuple[int, int]:
    """Number of the newest entry of ``current_run``, and how many redactions there are."""
    seq = connection.execute(select(func.max(schema.current_run.c.seq))).scalar()
    count = connection.execute(select(func.count()).select_from(schema.redaction)).scalar()
    return seq or 0, count or 0


def list_changed(
    connection: Connection, after: int, upto: int, stages: Iterable[str] | None = None
) -> frozenset[str]:
    """Documents of entries of ``current_run``: of some stages, or of all that are input."""
    link, document = schema.current_run, schema.document
    within = (link.c.seq > after) & (link.c.seq <= upto)
    if stages is not None:
        query = select(link.c.subject).where(within, link.c.stage.in_(list(stages)))
        return frozenset(connection.execute(query.distinct()).scalars())
    read = select(document.c.id).join(link, link.c.run == document.c.run).where(within)
    found = select(link.c.subject).where(within, link.c.stage.not_in(RECONCILED))
    both = read.union(found.where(link.c.stage != "reading"))
    return frozenset(connection.execute(both).scalars())


def list_subjects(connection: Connection, stage: str) -> frozenset[str]:
    """Documents that a stage has something on record for."""
    link = schema.current_run
    query = select(link.c.subject).where(link.c.stage == stage, link.c.until.is_(None))
    return frozenset(connection.execute(query).scalars())


def count_entries(connection: Connection, stages: Iterable[str], after: int) -> int:
    """How many entries of ``current_run`` some stages have beyond a number."""
    link = schema.current_run
    query = select(func.count()).where(link.c.seq > after, link.c.stage.in_(list(stages)))
    return connection.execute(query).scalar() or 0
