"""Echoes among small texts of our own: made for real, shown by publisher."""

from reconcile_reports import report

from reportedly.model import Echo, Report
from reportedly.reconcile import find_echoes, find_facts


def page(publisher: str, published: str | None, text: str) -> Report:
    return report(text, published=published, publisher=publisher)


def echoes(*reports: Report) -> tuple[Echo, ...]:
    texts = {r.id: r.document.text for r in reports}
    return find_echoes((find_facts(r) for r in reports), texts.__getitem__)


def links(*reports: Report) -> set[tuple[str, str, str]]:
    """Later publisher, earlier publisher and kind of each echo."""
    names = {r.id: r.document.publisher.value or "" for r in reports}
    return {(names[e.later], names[e.earlier], e.kind) for e in echoes(*reports)}
