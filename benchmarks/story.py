"""The demonstration story as facts, with its labelled echoes."""

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from reportedly.extract import extract_document
from reportedly.model import Echo, Report
from reportedly.reading import MARKDOWN_READER, read_document
from reportedly.reconcile import Facts, find_echoes, find_facts
from reportedly.stories import list_story

TRUTH = Path(__file__).parents[1] / "tests" / "stories" / "russia_dprk"
KINDS = ("copy", "same_quotation", "citation", "figure_reuse")
Link = tuple[str, str, str]  # later digest, earlier digest, kind


def rows(name: str) -> list[dict[str, str]]:
    """The lines of one of the story's tables."""
    with (TRUTH / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def reports() -> Mapping[str, Report]:
    """Reports of the digests by their three-digit number."""
    found = {}
    for file in list_story("russia_dprk"):
        document = read_document(file.raw, name=file.name, reader=MARKDOWN_READER)
        found[Path(file.name).name[:3]] = Report(document, extract_document(document))
    return found


@cache
def facts() -> Mapping[str, Facts]:
    return {number: find_facts(r) for number, r in reports().items()}


def text_of(document: str) -> str:
    return next(r.document.text for r in reports().values() if r.id == document)


@cache
def echoes() -> tuple[Echo, ...]:
    return find_echoes(facts().values(), text_of)


@cache
def numbers() -> Mapping[str, str]:
    """Numbers of digests by the document's identifier."""
    return {r.id: number for number, r in reports().items()}


@cache
def labelled() -> frozenset[Link]:
    return frozenset((r["from"], r["to"], r["kind"]) for r in rows("echoes.csv"))


@cache
def found() -> frozenset[Link]:
    """Links as numbers of digests and kind. Two texts of one day may be linked either way."""
    named = ((numbers()[e.later], numbers()[e.earlier], e.kind) for e in echoes())
    return frozenset(_as_labelled(*n) for n in named)


def _as_labelled(later: str, earlier: str, kind: str) -> Link:
    one_day = facts()[later].header.day == facts()[earlier].header.day
    turned = any(link[:2] == (earlier, later) for link in labelled())
    return (earlier, later, kind) if one_day and turned else (later, earlier, kind)


def pairs(links: Iterable[Link]) -> frozenset[tuple[str, str]]:
    """Links without their kind."""
    return frozenset((later, earlier) for later, earlier, _ in links)


def score(kind: str) -> tuple[float, float]:
    """Recall of a kind, and how many of its links are labelled, in whichever kind."""
    truth = {link for link in labelled() if link[2] == kind}
    got = {link for link in found() if link[2] == kind}
    right = [link for link in got if link[:2] in pairs(labelled())]
    return len(truth & found()) / max(1, len(truth)), len(right) / max(1, len(got))
