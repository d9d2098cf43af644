"""Records of reconciliation to rows and back, and the digest of what a run says."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from reportedly.ledger import schema
from reportedly.ledger.journal import row_content
from reportedly.ledger.restore import shown_value
from reportedly.ledger.rows import Row
from reportedly.model import (
    Anchor,
    Echo,
    EventLink,
    Finding,
    Known,
    Member,
    Origin,
    PartyLink,
    Passed,
    Question,
    Side,
    hash_value,
    make_id,
)

Record = PartyLink | Echo | Origin | Question | Member | EventLink | Finding
Rows = dict[str, list[Row]]


def make_record_id(record: Record) -> str:
    """The identifier of a record: its own, or for a link a hash of what it links."""
    if isinstance(record, PartyLink):
        return make_id("pli", record.mention, record.party)
    if isinstance(record, EventLink):
        return make_id("eli", record.event, record.cluster)
    if isinstance(record, Member):
        return make_id("mem", record.question, record.figure)
    return record.id


def filed_rows(filed: Iterable[tuple[str, int, Record]]) -> Rows:
    """Rows by table, without their run, of records with the document and unit they belong to."""
    rows: Rows = {}
    for document, unit, record in filed:
        head = {"unit": unit, "id": make_record_id(record), "document": document}
        for name, row in _rows(head, record):
            rows.setdefault(name, []).append(row)
    return rows


def _rows(head: Row, record: Record) -> Iterable[tuple[str, Row]]:
    if isinstance(record, Echo):
        named = _columns(record, ("earlier", "kind", "reason"))
        yield "echo", head | named | {"score": float(record.score)}
        yield from _sides(head, (map(Side, record.here), map(Side, record.there)))
    elif isinstance(record, Finding):
        yield "finding", head | _columns(record, ("type", "why")) | {"weight": float(record.weight)}
        yield from _sides(head, (record.here, record.there))
    elif isinstance(record, Origin):
        yield "origin", head | {"root": record.root.id, "speaker": record.speaker}
        for n, passed in enumerate(record.passed):
            yield "passed", _passed_row(head, n, passed)
    elif isinstance(record, Member):
        yield "member", head | _columns(record, _MEMBER)
    elif isinstance(record, PartyLink):
        named = _columns(record, ("mention", "party", "name", "reason"))
        yield "party_link", head | named | {"score": float(record.score)}
    elif isinstance(record, EventLink):
        named = _columns(record, ("event", "cluster", "reason"))
        yield "event_link", head | named | {"score": float(record.score)}
    else:
        yield "question", {"id": record.id} | _columns(record, _QUESTION)


_MEMBER = ("question", "figure", "speaker", "day", "state", "by", "reason")
_QUESTION = ("measure", "population", "place", "aspect")


def _columns(record: Any, names: Iterable[str]) -> Row:
    return {name: getattr(record, name) for name in names}


def _sides(head: Row, both: tuple[Iterable[Side], Iterable[Side]]) -> Iterable[tuple[str, Row]]:
    for name, sides in zip(("here", "there"), both, strict=True):
        for n, side in enumerate(sides):
            known = side.known or Known("", "", "")
            yield (
                "side",
                {
                    "unit": head["unit"],
                    "record": head["id"],
                    "side": name,
                    "n": n,
                    "document": side.anchor.document if side.anchor else None,
                    "anchor": side.anchor.id if side.anchor else None,
                    "speaker": side.speaker,
                    "known_table": known.table or None,
                    "known_words": known.words or None,
                    "known_reference": known.reference or None,
                },
            )


def _passed_row(head: Row, n: int, passed: Passed) -> Row:
    return {
        "unit": head["unit"],
        "origin": head["id"],
        "n": n,
        "document": passed.document,
        "anchor": passed.anchor.id,
        "path": json.dumps(passed.path, ensure_ascii=False, separators=(",", ":")),
        "family": passed.family,
        "reason": passed.reason,
    }


def record_anchors(record: Record) -> Iterable[Anchor]:
    """The anchors that a record hangs on."""
    if isinstance(record, Echo):
        yield from (*record.here, *record.there)
    elif isinstance(record, Finding):
        yield from (s.anchor for s in (*record.here, *record.there) if s.anchor)
    elif isinstance(record, Origin):
        yield record.root
        yield from (p.anchor for p in record.passed)


def named_documents(rows: Rows) -> frozenset[str]:
    """The documents that rows name: those whose facts the outcome rests on."""
    columns = ("document", "earlier")
    return frozenset(
        row[c] for found in rows.values() for row in found for c in columns if row.get(c)
    )


def hash_rows(rows: Rows) -> str:
    """Digest of what rows say, in the order of their keys; without their run."""
    content = []
    for name in sorted(rows):
        table = schema.metadata.tables[name]
        if "run" in table.c and rows[name]:
            ordered = sort_rows(name, rows[name])
            content.append([name, [row_content(table, {"run": ""} | r) for r in ordered]])
    return hash_value(content)


def sort_rows(name: str, rows: Sequence[Row]) -> list[Row]:
    """Rows in the order of their primary key, as the database sorts them."""
    by = _key_of(name)
    return list(rows) if by is None else sorted(rows, key=by)


@cache
def _key_of(name: str) -> Callable[[Row], Any] | None:
    """The primary key of a table's rows, without their run; None where a run has one row."""
    columns = schema.metadata.tables[name].primary_key.columns
    names = [c.name for c in columns if c.name != "run"]
    return itemgetter(*names) if names else None


# ------------------------------------------------------------------ back


def make_records(rows: Mapping[str, Sequence[Row]], anchors: Mapping[str, Anchor]) -> list[Record]:
    """Records of rows; words that were redacted are blocks."""
    sides, passed = _by_record(rows.get("side", ())), _by_record(rows.get("passed", ()), "origin")
    records: list[Record] = []
    for r in rows.get("echo", ()):
        here, there = (_anchored(sides, r, name, anchors) for name in ("here", "there"))
        later, why = r["document"], _shown(r["reason"])
        records.append(Echo(later, r["earlier"], r["kind"], why, r["score"], here, there))
    for r in rows.get("finding", ()):
        here_sides, there_sides = (
            tuple(_side(s, anchors) for s in _parts(sides, r) if s["side"] == name)
            for name in ("here", "there")
        )
        why = _shown(r["why"])
        records.append(Finding(r["type"], r["weight"], why, here_sides, there_sides))
    for r in rows.get("origin", ()):
        texts = tuple(_passed(p, anchors) for p in _parts(passed, r))
        records.append(Origin(anchors[r["root"]], _shown(r["speaker"]), texts))
    records += [_member(r) for r in rows.get("member", ())]
    records += [
        PartyLink(
            r["mention"], _shown(r["party"]), _shown(r["name"]), _shown(r["reason"]), r["score"]
        )
        for r in rows.get("party_link", ())
    ]
    records += [
        EventLink(r["event"], r["cluster"], _shown(r["reason"]), r["score"])
        for r in rows.get("event_link", ())
    ]
    records += [Question(*(r[c] for c in _QUESTION)) for r in rows.get("question", ())]
    return records


def _shown(value: str) -> str:
    return shown_value(value) or ""


def _by_record(rows: Iterable[Row], name: str = "record") -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = {}
    for row in sorted(rows, key=lambda r: int(r["n"])):
        found.setdefault((row["run"], row["unit"], row[name]), []).append(row)
    return found


def _parts(found: Mapping[Any, list[Row]], row: Row) -> list[Row]:
    return found.get((row["run"], row["unit"], row["id"]), [])


def _anchored(
    sides: Mapping[Any, list[Row]], row: Row, name: str, anchors: Mapping[str, Anchor]
) -> tuple[Anchor, ...]:
    return tuple(anchors[s["anchor"]] for s in _parts(sides, row) if s["side"] == name)


def _side(row: Row, anchors: Mapping[str, Anchor]) -> Side:
    known = None
    if row["known_table"] is not None:
        known = Known(row["known_table"], row["known_words"] or "", row["known_reference"] or "")
    anchor = anchors[row["anchor"]] if row["anchor"] else None
    return Side(anchor, shown_value(row["speaker"]), known)


def _passed(row: Row, anchors: Mapping[str, Anchor]) -> Passed:
    path = shown_value(row["path"]) or "[]"
    names = tuple(json.loads(path)) if path.startswith("[") else (path,)
    anchor = anchors[row["anchor"]]
    return Passed(row["document"], anchor, names, shown_value(row["family"]), _shown(row["reason"]))


def _member(r: Row) -> Member:
    return Member(
        question=r["question"],
        figure=r["figure"],
        document=r["document"],
        speaker=_shown(r["speaker"]),
        day=r["day"],
        state=r["state"],
        by=r["by"],
        reason=_shown(r["reason"]),
    )
