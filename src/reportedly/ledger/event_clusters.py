"""Which records tell of one event, as reconciliation keeps it."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from reportedly.ledger.reconciled_tables import event_link
from reportedly.ledger.restore import shown_value
from reportedly.ledger.run_writer import parts
from reportedly.ledger.views import current_rows
from reportedly.model import EventLink


@dataclass(frozen=True, slots=True)
class Telling:
    """Another event record of the same event, with the reason of its link and how sure it is."""

    event: str
    document: str
    reason: str
    score: float


def list_tellings(connection: Connection, event: str) -> tuple[Telling, ...]:
    """The other records that tell of an event record's event, in the order of documents.

    Groups that share a record are one, however far they reach.
    """
    links = current_rows(event_link)
    found: dict[str, Telling] = {}
    new, seen = {event}, set[str]()
    while new:
        names: set[str] = set()
        for part in parts(sorted(new)):
            own = select(links.c.cluster).where(links.c.event.in_(part))
            names |= set(connection.execute(own).scalars())
        new = set()
        for part in parts(sorted(names - seen)):
            query = select(links).where(links.c.cluster.in_(part)).order_by(links.c.cluster)
            for r in connection.execute(query).mappings():
                if r["event"] not in found:
                    new.add(r["event"])
                    reason = shown_value(r["reason"]) or ""
                    found[r["event"]] = Telling(r["event"], r["document"], reason, r["score"])
        seen |= names
    found.pop(event, None)
    return tuple(sorted(found.values(), key=lambda t: (t.document, t.event)))


def load_event_links(connection: Connection) -> tuple[EventLink, ...]:
    """All current links of event records to events, in a fixed order."""
    links = current_rows(event_link)
    query = select(links.c.event, links.c.cluster, links.c.score).order_by(
        links.c.event, links.c.cluster
    )
    return tuple(
        EventLink(e, cluster, "", score) for e, cluster, score in connection.execute(query)
    )
