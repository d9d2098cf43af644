"""Every figure that a digest of the story states, against what extraction finds in it.

``figure_gaps.csv`` lists what is not found yet, with the reason; a gap that is mended turns red
here until its line is taken out.
"""

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from reportedly.extract import extract_document
from reportedly.knowledge import find_body, same_spelling
from reportedly.model import Document, Extraction, Figure
from reportedly.reading import MARKDOWN_READER, read_document
from reportedly.stories import list_story

TRUTH = Path(__file__).parent / "russia_dprk"
SHORT = {"Joint Chiefs of Staff": "JCS"}
NEAR = 0.002  # the table prints shares with three digits


def rows(name: str) -> list[dict[str, str]]:
    with (TRUTH / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def story() -> Mapping[str, tuple[Document, Extraction]]:
    read = {
        Path(f.name).name[:3]: read_document(f.raw, name=f.name, reader=MARKDOWN_READER)
        for f in list_story("russia_dprk")
    }
    return {number: (d, extract_document(d)) for number, d in read.items()}


def number(printed: str) -> float | None:
    return float(printed) if printed else None


def same(a: float | None, b: float | None) -> bool:
    return a == b or (a is not None and b is not None and abs(a - b) <= NEAR * max(1, abs(b)))


def figure_at(row: Mapping[str, str]) -> Figure | None:
    """The figure found at the words of a row with its value, else any at the words."""
    document, found = story()[row["digest"]]
    at = document.text.index("---\n", 4)
    near = []
    while (at := document.text.find(row["exact"], at + 1)) >= 0:
        end = at + len(row["exact"])
        near += [f for f in found.figures if f.anchor.start < end and at < f.anchor.end]
    low, high = number(row["low"]), number(row["high"])
    right = [f for f in near if same(f.low, low) and same(f.high, high)]
    return next(iter(right or near), None)


def named(row: Mapping[str, str], figure: Figure) -> Iterator[str]:
    """Who says a figure and who passes it on: printed words and names, from the inside out."""
    _, found = story()[row["digest"]]
    said = {a.id: a for a in found.attributions}
    names = {m.id: m.name for m in found.parties}
    link = said.get(figure.attribution or "")
    while link is not None:
        if link.source is not None:
            yield link.source.text
            yield names.get(link.speaker or "", "")
        link = said.get(link.parent or "")


def is_said_by(row: Mapping[str, str], figure: Figure) -> bool:
    """Whether the chain names the speaker of the row, or one who passes it on.

    Where the row names nobody, any outlet that the text names may stand.
    """
    speaker = row["speaker"].partition(" (")[0]
    wanted = [speaker, *(c for c in row["carrier"].split("; ") if c)]
    got = [n for n in named(row, figure) if n]
    if not speaker:
        return True
    return any(_matches(w, g) for w in wanted for g in got)


def _matches(wanted: str, got: str) -> bool:
    """By the last word ("a legislator", "one of the legislators"), spelling, or usual name."""
    body, other = find_body(wanted), find_body(got)
    if (body is not None and body == other) or got == SHORT.get(wanted):
        return True
    return wanted.split()[-1].lower() in got.lower() or same_spelling(wanted, got)


def wrong(row: Mapping[str, str]) -> str:
    """The first thing that is not as in the table, empty if all is."""
    figure = figure_at(row)
    if figure is None:
        return "figure"
    if not (same(figure.low, number(row["low"])) and same(figure.high, number(row["high"]))):
        return "value"
    vague = figure.low is None and figure.high is None
    if not vague and row["hedge"] not in figure.hedge.lower():
        return "hedge"
    if figure.measure != (row["measure"] or None):
        return "measure"
    return "" if is_said_by(row, figure) else "speaker"


def test_every_figure_is_found_but_for_known_gaps() -> None:
    table = [r for r in rows("figures.csv") if r["unit"] != "month"]
    gaps = {(r["digest"], r["exact"]): r["missing"] for r in rows("figure_gaps.csv")}
    found = {(r["digest"], r["exact"]): w for r in table if (w := wrong(r))}
    assert found == gaps


@pytest.mark.parametrize("row", rows("presence.csv"), ids=str)
def test_what_is_said_to_be_there_without_a_number_is_a_claim_and_no_figure(
    row: Mapping[str, str],
) -> None:
    document, found = story()[row["digest"]]
    start = document.text.index(row["exact"], document.text.index("---\n", 4))
    end = start + len(row["exact"])
    (claim,) = (c for c in found.claims if c.anchor.start <= start and end <= c.anchor.end)
    speakers = {a.id: a.source.text for a in found.attributions if a.source}
    assert speakers[claim.attribution].endswith(row["speaker"])
    assert not [f for f in found.figures if f.anchor.start < end and start < f.anchor.end]


def test_each_gap_says_why() -> None:
    assert all(r["why"] for r in rows("figure_gaps.csv"))


@pytest.mark.parametrize(
    "row", [r for r in rows("figures.csv") if r["hedge"] and r["unit"] != "month"], ids=str
)
def test_no_hedge_is_lost(row: Mapping[str, str]) -> None:
    """A bound that the text states is never dropped, also where a gap is known."""
    figure = figure_at(row)
    if figure is not None and same(figure.low, number(row["low"])):
        assert figure.hedge


def test_no_date_of_a_figure_contradicts_the_table() -> None:
    """Where a text dates a figure, the day of the table lies in it; else the date stays open."""
    dated = [
        (figure.as_of, row["as_of"])
        for row in rows("figures.csv")
        if row["as_of"]
        and row["unit"] != "month"
        and (figure := figure_at(row)) is not None
        and figure.as_of is not None
    ]
    assert len(dated) >= 58
    assert [
        (given, day)
        for given, day in dated
        if not given.start[: len(day)] <= day <= given.end[: len(day)]
    ] == []
