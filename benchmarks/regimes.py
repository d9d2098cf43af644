"""Reported acts held against the bundled packs: how fast, and the rows of a reference article.

    python -m benchmarks.regimes [FOLDER] [--acts N]

FOLDER holds ``seed/`` with an article and its claims by place. The rows say for which claims of the
article which provisions are engaged, plausible with what missing, or no matter at all.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from reportedly.model import Assessment, Report
from reportedly.pipeline import extract_text
from reportedly.reconcile import Conduct, Facts, find_facts
from reportedly.regimes import assess, bundled_packs, find_law_findings, load_bundled, load_pack

PACK: Final = "un-sc1718"
ACTS: Final = 100_000


@dataclass(frozen=True, slots=True)
class Row:
    """Claims of the article by number, and what has to come out for their acts.

    ``outcomes`` by provision; ``missing`` elements of each; ``none`` says that no provision may be
    engaged or plausible; ``acts`` are the kinds of act that the row is about, if not all; ``law``
    is the type of finding on the claim.
    """

    name: str
    claims: tuple[int, ...]
    outcomes: tuple[tuple[str, str], ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    none: bool = False
    acts: tuple[str, ...] = ()
    law: str = ""


ROWS: Final = (
    Row(
        "builders for Kursk",
        (6, 26),
        (("2375-17", "plausible"), ("2397-8", "plausible")),
        (("2397-8", "earning income"), ("2375-17", "work authorisation")),
    ),
    Row(
        "sappers and troops",
        (5, 18, 25),
        (("2321-15", "plausible"),),
        (("2321-15", "finding"),),
    ),
    Row("military cooperation forbidden", (10, 55), law="law.broader"),
    Row("workers forbidden", (56,), law="law.supported"),
    Row(
        "technology that Russia may give",
        (14,),
        (("1718-8a-ii", "plausible"), ("1874-10", "plausible")),
        (("1718-8a-ii", "done"), ("1874-10", "done")),
    ),
    # Those inside already are a matter of 2397-8; 2375-17 is about admission.
    Row("15,000 at work", (51,), (("2375-17", "plausible"), ("2397-8", "engaged"))),
    Row("flights and trains", (65, 66, 67), none=True),
    Row("memorials", (12, 44), none=True),
    Row("a treaty", (11, 29, 30), none=True),
    Row("visits and meetings", (19,), none=True, acts=("travel",)),
)


def main() -> int:
    """Print the rows, if there is a folder, and the time for many acts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--acts", type=int, default=ACTS)
    options = parser.parse_args()
    if options.folder is not None:
        for name, wrong in check_rows(options.folder):
            print(f"{'right' if not wrong else 'WRONG':<6} {name}{': ' if wrong else ''}{wrong}")
    measure_load()
    measure_speed(options.acts)
    return 0


def measure_rows(folder: Path) -> float:
    """The share of rows that come out right."""
    found = list(check_rows(folder))
    return sum(not wrong for _, wrong in found) / len(found)


def check_rows(folder: Path) -> Iterator[tuple[str, str]]:
    """Each row by name, with what is wrong about it, if anything is."""
    text = (folder / "seed" / "article.txt").read_bytes().decode("utf-8")
    lines = (folder / "seed" / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    places = {c["id"]: (c["start"], c["end"]) for c in map(json.loads, lines)}
    facts = find_facts(Report(*extract_text(text, published="2025-06-18", language="en")))
    found = tuple(assess(facts.conducts, load_bundled(PACK)))
    for row in ROWS:
        spans = [places[n] for n in row.claims]
        own = [a for a in found if any(s <= a.act.start < e for s, e in spans)]
        if row.acts:
            words = {c.act.anchor.id for c in facts.conducts if set(c.act.kinds) & set(row.acts)}
            own = [a for a in own if a.act.id in words]
        yield row.name, "; ".join((*_check(row, own), *_check_law(row, facts, spans)))


def _check(row: Row, found: list[Assessment]) -> Iterator[str]:
    if row.none:
        touched = sorted({a.provision for a in found if a.outcome != "not_engaged"})
        if touched:
            yield f"touched by {', '.join(touched)}"
    for key, outcome in row.outcomes:
        came = {a.outcome for a in found if a.provision == key}
        if outcome not in came:
            yield f"{key} is {', '.join(sorted(came)) or 'not assessed'}, not {outcome}"
    for key, name in row.missing:
        if not any(a.provision == key and name in {e.name for e in a.missing} for a in found):
            yield f"{key} does not miss {name!r}"


def _check_law(row: Row, facts: Facts, spans: list[tuple[int, int]]) -> Iterator[str]:
    if not row.law:
        return
    found = [f for f in find_law_findings(facts.law, bundled_packs()) if f.type == row.law]
    at = [s.anchor.start for f in found for s in f.here if s.anchor is not None]
    if not any(start <= place < end for place in at for start, end in spans):
        yield f"no {row.law}"


def measure_load() -> None:
    """How long each bundled pack takes to load."""
    from importlib.resources import files

    for pack in bundled_packs():
        start = time.perf_counter()
        load_pack(files("reportedly.regimes") / "data" / pack.id)
        print(f"{pack.id}: loaded in {time.perf_counter() - start:.3f} s")


def measure_speed(number: int) -> None:
    """The acts of the bundled cases, again and again, against all bundled packs on one core."""
    conducts = list(_many(_conducts(), number))
    for pack in bundled_packs():
        list(assess(conducts[:1], pack))  # words are made ready once
    start = time.process_time()
    outcomes = sum(1 for pack in bundled_packs() for _ in assess(conducts, pack))
    spent = time.process_time() - start
    print(f"{number:,} acts against {len(bundled_packs())} packs: {spent:.1f} s of one core")
    print(f"    {outcomes:,} assessments")


def _conducts() -> Iterator[Conduct]:
    from importlib.resources import files

    for pack in bundled_packs():
        folder = files("reportedly.regimes") / "data" / pack.id
        for case in load_pack(folder, cases=True).cases:
            read = extract_text(case.text, published=case.published or None, language="en")
            yield from find_facts(Report(*read)).conducts


def _many(conducts: Iterable[Conduct], number: int) -> Iterator[Conduct]:
    """So many acts: copies, each an object of its own."""
    known = list(conducts)
    return (replace(known[n % len(known)]) for n in range(number))


if __name__ == "__main__":
    sys.exit(main())
