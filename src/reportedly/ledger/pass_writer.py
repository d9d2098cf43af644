"""Keeping what a pass of reconciliation made: facts, outcomes by document, and the pass itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from operator import attrgetter

from sqlalchemy import Connection, select

from reportedly.ledger import reconciled_tables as tables
from reportedly.ledger import schema
from reportedly.ledger.engine import Ledger
from reportedly.ledger.facts import FactsEntry, Mark
from reportedly.ledger.reconciled import load_rows
from reportedly.ledger.reconciled_rows import (
    Record,
    Rows,
    filed_rows,
    hash_rows,
    make_record_id,
    named_documents,
    record_anchors,
    sort_rows,
)
from reportedly.ledger.run_writer import KeptRun, keep_runs, parts
from reportedly.model import Maker, Question, Run, hash_value

PASS_MAKER = Maker("reconcile", 1)
WRITTEN_AT_ONCE = 400  # documents of one transaction: others may write in between


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step says of a document: records with the number of the unit they come from.

    ``units`` are those that were worked on; records of others stay. None: all were.
    """

    document: str
    records: Sequence[tuple[int, Record]]
    units: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """What outcomes rest on: the run of facts of each document.

    A run's input covers those of every document that its records name. ``changed`` are documents
    whose facts are not those that the current outcomes rest on; None stands for any.
    """

    facts: Mapping[str, str]
    changed: frozenset[str] | None = None

    def still_holds(self, documents: frozenset[str]) -> bool:
        """Whether the facts of some documents are surely those of the current outcomes."""
        return self.changed is not None and not documents & self.changed


def append_facts(ledger: Ledger, entries: Iterable[FactsEntry], *, now: str) -> int:
    """Keep facts and make them current; return how many were new."""
    count = 0
    for part in parts(entries, WRITTEN_AT_ONCE):
        with ledger.write() as connection:
            count += keep_runs(connection, [k for e in part for k in e.kept()], now=now)
    return count


def append_outcomes(
    ledger: Ledger, stage: str, maker: Maker, outcomes: Iterable[Outcome], *, basis: Basis, now: str
) -> int:
    """Keep outcomes that differ from what is current; return how many did.

    Raises :class:`IntegrityError` as :func:`keep_runs` does.
    """
    count = 0
    for part in parts(outcomes, WRITTEN_AT_ONCE):
        with ledger.write() as connection:
            differ = _leave_out_same(connection, stage, part, basis)
            before = load_rows(connection, stage, [o.document for o in differ])
            kept = [
                made
                for o in differ
                if (made := _make_run(stage, maker, o, before.get(o.document, {}), basis))
            ]
            count += keep_runs(connection, kept, now=now)
    return count


def _leave_out_same(
    connection: Connection, stage: str, outcomes: Sequence[Outcome], basis: Basis
) -> Sequence[Outcome]:
    """Outcomes without those that surely say what is current.

    A key on everybody's desk gives ten thousands of outcomes, of which a new document changes few:
    so records of one row each are compared as tuples, before identifiers are worked out.
    """
    if len(tables.STAGE_TABLES[stage]) > 1:
        return outcomes
    (table,) = tables.STAGE_TABLES[stage]
    columns = [c for c in table.c if c.name not in ("run", "id", "document")]
    say = attrgetter(*[c.name for c in columns if c.name != "unit"])
    link = schema.current_run
    query = select(link.c.subject, *columns).join(link, link.c.run == table.c.run)
    mine = [o.document for o in outcomes if basis.still_holds(frozenset({o.document}))]
    before: dict[str, set[tuple[object, ...]]] = {document: set() for document in mine}
    query = query.where(link.c.subject.in_(mine), link.c.stage == stage, link.c.until.is_(None))
    for subject, *said in connection.execute(query).all():
        before[subject].add(tuple(said))
    return [
        o
        for o in outcomes
        if o.document not in before
        or {(unit, *say(r)) for unit, r in o.records if not isinstance(r, Question)}
        != {r for r in before[o.document] if o.units is None or r[0] in o.units}
    ]


def _make_run(
    stage: str, maker: Maker, outcome: Outcome, before: Rows, basis: Basis
) -> KeptRun | None:
    """The run of an outcome; None where it is that of the current run, or nothing as before."""
    rows = filed_rows((outcome.document, unit, record) for unit, record in _once(outcome.records))
    if outcome.units is not None:
        for name, found in before.items():
            rest = [_bare(r) for r in found if r["unit"] not in outcome.units]
            rows.setdefault(name, []).extend(rest)
    rows = {name: found for name, found in rows.items() if found}
    if not rows and not before:
        return None
    named = named_documents(rows) | {outcome.document}
    if basis.still_holds(named) and _are_same(rows, before):
        return None
    inputs = sorted(basis.facts[d] for d in named if d in basis.facts)
    run = Run(stage, maker, outcome.document, input_hash=hash_value([hash_rows(rows), inputs]))
    anchors = {a.id: a for _, record in outcome.records for a in record_anchors(record)}
    return KeptRun(run, rows, tuple(anchors.values()))


def _once(records: Sequence[tuple[int, Record]]) -> list[tuple[int, Record]]:
    """One record for an identifier within a unit, whatever order they were made in."""
    found: dict[tuple[int, str], tuple[int, Record]] = {}
    for unit, record in records:
        key = (unit, make_record_id(record))
        if key not in found or repr(record) < repr(found[key][1]):
            found[key] = (unit, record)
    return list(found.values())


def _are_same(rows: Rows, before: Rows) -> bool:
    """Whether rows say what those of the current run say."""
    names = rows.keys() - {"question"}
    return names == before.keys() and all(
        sort_rows(name, rows[name]) == sort_rows(name, [_bare(r) for r in before[name]])
        for name in names
    )


def _bare(row: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if name != "run"}


def append_pass(ledger: Ledger, mark: Mark, *, now: str) -> None:
    """Keep that a pass was finished."""
    row = asdict(mark)
    run = Run(tables.FINISHED, PASS_MAKER, "ledger", input_hash=hash_value(row))
    with ledger.write() as connection:
        keep_runs(connection, [KeptRun(run, {"reconciliation": [row]})], now=now)
