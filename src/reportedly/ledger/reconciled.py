"""What reconciliation keeps in the ledger, and getting it back as it is or was."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection, Table, func, select

from reportedly.ledger import reconciled_tables as tables
from reportedly.ledger import schema
from reportedly.ledger.reconciled_rows import Record, Rows, make_records
from reportedly.ledger.restore import shown_value, shown_words
from reportedly.ledger.rows import Row
from reportedly.ledger.run_writer import parts
from reportedly.ledger.views import holds
from reportedly.model import Anchor, Question, Span

# Stages that keep records over several texts.
RECORD_STAGES = tuple(s for s in tables.STAGE_TABLES if s not in (tables.FACTS, tables.FINISHED))
_ANCHORS = ("anchor", "root")


def load_rows(
    connection: Connection, stage: str, documents: Iterable[str], at: str | None = None
) -> dict[str, Rows]:
    """Rows of a stage by document and table, with their run."""
    found: dict[str, Rows] = {}
    for part in parts(documents):
        for table in tables.STAGE_TABLES[stage]:
            for subject, row in _current(connection, table, stage, part, at):
                found.setdefault(subject, {}).setdefault(table.name, []).append(row)
    return found


def load_records(
    connection: Connection,
    stages: Iterable[str],
    documents: Sequence[str] | None = None,
    at: str | None = None,
) -> list[tuple[str, Record]]:
    """Records of some stages, each with its document; of all documents when none are named.

    Questions come with the members that answer them.
    """
    found: list[tuple[str, Record]] = []
    for stage in stages:
        rows: dict[str, Rows] = {}
        for table in tables.STAGE_TABLES[stage]:
            for part in [None] if documents is None else parts(documents):
                for subject, row in _current(connection, table, stage, part, at):
                    rows.setdefault(subject, {}).setdefault(table.name, []).append(row)
        _add_questions(connection, rows)
        anchors = load_named_anchors(connection, rows.values())
        for subject, of_subject in rows.items():
            found += [(subject, record) for record in make_records(of_subject, anchors)]
    return found


def list_echoing(connection: Connection, documents: Iterable[str]) -> frozenset[str]:
    """Documents with a current echo of one of some documents."""
    link, echo = schema.current_run, tables.echo
    found: set[str] = set()
    for part in parts(documents):
        query = select(echo.c.document).join(link, link.c.run == echo.c.run)
        query = query.where(echo.c.earlier.in_(part), link.c.until.is_(None))
        found |= set(connection.execute(query).scalars())
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class PassedOn:
    """One text of a current origin: where the origin is filed, in which unit, and its words."""

    filed: str
    unit: int
    document: str
    anchor: str


def list_passed(connection: Connection, documents: Iterable[str]) -> list[PassedOn]:
    """All texts of the current origins that one of some documents passes on."""
    link, passed = schema.current_run, tables.passed
    current = select(passed.c.run, passed.c.unit).join(link, link.c.run == passed.c.run)
    origins: set[tuple[str, int]] = set()
    for part in parts(documents):
        query = current.where(passed.c.document.in_(part), link.c.until.is_(None))
        origins |= {(row.run, row.unit) for row in connection.execute(query.distinct())}
    found = []
    for part in parts(sorted({run for run, _ in origins})):
        texts = select(
            passed.c.run, link.c.subject, passed.c.unit, passed.c.document, passed.c.anchor
        ).join(link, link.c.run == passed.c.run)
        for run, *row in connection.execute(texts.where(passed.c.run.in_(part))):
            if (run, row[1]) in origins:
                found.append(PassedOn(*row))
    return found


def _current(
    connection: Connection, table: Table, stage: str, subjects: list[str] | None, at: str | None
) -> Iterable[tuple[str, Row]]:
    link = schema.current_run
    query = (
        select(link.c.subject, table)
        .join(table, table.c.run == link.c.run)
        .where(link.c.stage == stage, holds(at))
        .order_by(link.c.subject, *table.primary_key.columns)
    )
    if subjects is not None:
        query = query.where(link.c.subject.in_(subjects))
    names = [c.name for c in table.c]
    for subject, *values in connection.execute(query).all():
        yield subject, dict(zip(names, values, strict=True))


def _add_questions(connection: Connection, rows: dict[str, Rows]) -> None:
    wanted = {r["question"] for of in rows.values() for r in of.get("member", ())}
    known = _question_rows(connection, wanted)
    for of in rows.values():
        if "member" in of:
            asked = dict.fromkeys(r["question"] for r in of["member"])
            of["question"] = [known[q] for q in asked]


def _question_rows(connection: Connection, questions: Iterable[str]) -> dict[str, Row]:
    known: dict[str, Row] = {}
    for part in parts(sorted(questions)):
        query = select(tables.question).where(tables.question.c.id.in_(part))
        known |= {row["id"]: dict(row) for row in connection.execute(query).mappings()}
    return known


def load_questions(connection: Connection, questions: Iterable[str]) -> dict[str, Question]:
    """Questions by identifier."""
    rows = _question_rows(connection, questions)
    made = make_records({"question": list(rows.values())}, {})
    return {q.id: q for q in made if isinstance(q, Question)}


def load_named_anchors(connection: Connection, found: Iterable[Rows]) -> dict[str, Anchor]:
    """The anchors that rows name."""
    wanted = {
        row[name]
        for rows in found
        for of_table in rows.values()
        for row in of_table
        for name in _ANCHORS
        if row.get(name)
    }
    head, span = schema.anchor, schema.anchor_span
    columns = (head.c.id, head.c.document, head.c.role, span.c.start, span.c.end, span.c.exact)
    placed = select(*columns).join(span, span.c.anchor == head.c.id).order_by(head.c.id, span.c.n)
    made: dict[str, Anchor] = {}
    for part in parts(sorted(wanted)):
        rows = connection.execute(placed.where(head.c.id.in_(part))).all()
        for (name, document, role), spans in groupby(rows, itemgetter(0, 1, 2)):
            places = [(start, end, exact) for *_, start, end, exact in spans]
            words = tuple([shown_words(exact, start, end) for start, end, exact in places])
            anchor = Anchor(document, role, tuple([Span(s, e) for s, e, _ in places]), words)
            made[name] = anchor.known_as(name)
    return made


# ------------------------------------------------------------------ two moments


def list_moved(connection: Connection, since: str, until: str | None = None) -> list[str]:
    """Documents on whose records of reconciliation something changed between two moments."""
    link = schema.current_run
    moved = link.c.since > since
    if until is not None:
        moved = moved & (link.c.since <= until)
    query = select(link.c.subject).where(moved, link.c.stage.in_(RECORD_STAGES))
    return sorted(connection.execute(query.distinct()).scalars())


def list_speakers(
    connection: Connection, questions: Iterable[str], at: str | None
) -> dict[str, frozenset[str]]:
    """Who answers each question, as recorded at a moment."""
    link, member = schema.current_run, tables.member
    found: dict[str, set[str]] = {}
    for part in parts(sorted(questions)):
        query = (
            select(member.c.question, member.c.speaker)
            .join(link, link.c.run == member.c.run)
            .where(member.c.question.in_(part), holds(at))
        )
        for question, speaker in connection.execute(query.distinct()):
            found.setdefault(question, set()).add(shown_value(speaker) or "")
    return {question: frozenset(speakers) for question, speakers in found.items()}


def load_figure_words(
    connection: Connection, figures: Iterable[str]
) -> dict[str, tuple[str, str | None]]:
    """The words of figures and the name, or the words, of who gives them, by identifier."""
    figure, said, mention = schema.figure, schema.attribution, schema.mention
    rows: list[Row] = []
    for part in parts(sorted(set(figures))):
        query = (
            select(figure.c.id, figure.c.anchor, said.c.source.label("root"), mention.c.name)
            .outerjoin(said, said.c.id == figure.c.attribution)
            .outerjoin(mention, mention.c.id == said.c.speaker)
            .where(figure.c.id.in_(part))
        )
        rows += [dict(row) for row in connection.execute(query.distinct()).mappings()]
    made = load_named_anchors(connection, [{"figure": rows}])
    found: dict[str, tuple[str, str | None]] = {}
    for row in rows:
        source = made[row["root"]].text if row["root"] else None
        found[row["id"]] = (made[row["anchor"]].text, shown_value(row["name"]) or source)
    return found


def list_sides(connection: Connection, row: Row) -> list[Row]:
    """The sides of a finding or an echo, or the texts of an origin, of one run."""
    side, passed = tables.side, tables.passed
    sides = select(side).where(
        side.c.run == row["run"], side.c.unit == row["unit"], side.c.record == row["id"]
    )
    texts = select(passed).where(
        passed.c.run == row["run"], passed.c.unit == row["unit"], passed.c.origin == row["id"]
    )
    order = (side.c.side, side.c.n)
    found = [dict(r) for r in connection.execute(sides.order_by(*order)).mappings()]
    return found + [
        dict(r) | {"side": "text"}
        for r in connection.execute(texts.order_by(passed.c.n)).mappings()
    ]


def list_unreconciled(connection: Connection) -> int:
    """How many documents were read since the last pass of reconciliation was finished."""
    link, mark = schema.current_run, tables.reconciliation
    last = select(mark.c.seen).join(link, link.c.run == mark.c.run).where(link.c.until.is_(None))
    seen = connection.execute(last).scalar() or 0
    query = select(func.count()).where(link.c.seq > seen, link.c.stage == "reading")
    return connection.execute(query).scalar() or 0


def list_places(connection: Connection, record: str) -> list[tuple[str, int, int]]:
    """Where the figures, claims or attributions stand that an identifier names.

    Document, start and end of each: of one record, or of all figures that answer a question.
    """
    member, figure = tables.member, schema.figure
    if record.startswith("que_"):
        link = schema.current_run
        query = (
            select(figure.c.document, figure.c.start, figure.c.end)
            .join(member, member.c.figure == figure.c.id)
            .join(link, link.c.run == member.c.run)
            .where(member.c.question == record, link.c.until.is_(None))
        )
    else:
        kinds = {"fig": figure, "clm": schema.claim, "att": schema.attribution}
        table = kinds[record.partition("_")[0]]
        columns = (table.c.document, table.c.start, table.c.end)
        query = select(*columns).where(table.c.id == record)
    return [(r.document, r.start, r.end) for r in connection.execute(query.distinct())]


def list_origins_at(
    connection: Connection, places: Sequence[tuple[str, int, int]]
) -> frozenset[str]:
    """Origins, as they are now, that have words in common with some places."""
    link, passed, span = schema.current_run, tables.passed, schema.anchor_span
    wanted: dict[str, list[tuple[int, int]]] = {}
    for document, start, end in places:
        wanted.setdefault(document, []).append((start, end))
    found: set[str] = set()
    for part in parts(sorted(wanted)):
        query = (
            select(passed.c.origin, passed.c.document, span.c.start, span.c.end)
            .join(link, link.c.run == passed.c.run)
            .join(span, span.c.anchor == passed.c.anchor)
            .where(passed.c.document.in_(part), link.c.until.is_(None))
        )
        for row in connection.execute(query):
            if any(row.start < end and start < row.end for start, end in wanted[row.document]):
                found.add(row.origin)
    return frozenset(found)


def list_homes(connection: Connection, origins: Iterable[str]) -> list[str]:
    """The documents that origins are kept under."""
    link, origin = schema.current_run, tables.origin
    found: set[str] = set()
    for part in parts(sorted(origins)):
        query = (
            select(origin.c.document)
            .join(link, link.c.run == origin.c.run)
            .where(origin.c.id.in_(part), link.c.until.is_(None))
        )
        found |= set(connection.execute(query).scalars())
    return sorted(found)
