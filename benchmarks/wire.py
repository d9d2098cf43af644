"""Attribution on short passages in agency style, marked by hand: by class, with what goes wrong.

    python -m benchmarks.wire [--attribution rules|learned] [--show]

The passages are our own and were written without a look at what the program finds. A content
marked "chain" (who quotes) or "inner" (said within another's words) may be found and need not be.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.golden.marked import Marking, parse_marked

from benchmarks.relations import Counts, Said, is_chained, is_right, pair, said_by, words_of
from reportedly.extract import Attributor, Options
from reportedly.model import Attribution
from reportedly.pipeline import extract_text

PASSAGES = Path(__file__).parents[1] / "tests" / "golden" / "wire" / "passages.txt"


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with its marked attributions; ``extra`` may be found too."""

    kind: str
    name: str
    text: str
    wanted: tuple[Said, ...]
    extra: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What came out of one passage: counts, and the words of what was missed or too much."""

    passage: Passage
    counts: Counts
    missed: tuple[str, ...]
    wrong: tuple[str, ...]


def main() -> int:
    """Print a table by class, and with ``--show`` each mistake."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--attribution", choices=["auto", "learned", "rules"], default="auto")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    results = [measure(p, options.attribution) for p in load_passages()]
    for kind in sorted({r.passage.kind for r in results}):
        print(f"{kind:28}{_row(total(results, kind))}")
    print(f"{'all':28}{_row(total(results))}")
    for result in results if options.show else ():
        for words in result.missed:
            print(f"missed  {result.passage.kind} {result.passage.name}: {words}")
        for words in result.wrong:
            print(f"wrong   {result.passage.kind} {result.passage.name}: {words}")
    return 0


def total(results: list[Result], kind: str | None = None) -> Counts:
    """The counts of all passages, or of those of one class."""
    return sum((r.counts for r in results if kind in (None, r.passage.kind)), Counts())


def _row(c: Counts) -> str:
    return f"{c.marked:4} marked  P {c.precision:.3f}  R {c.recall:.3f}  F1 {c.f1:.3f}"


def load_passages() -> list[Passage]:
    """All passages, in order."""
    blocks = PASSAGES.read_text(encoding="utf-8").split("\n---\n")
    return [_passage(block.strip("\n")) for block in blocks]


def _passage(block: str) -> Passage:
    head, _, body = block.partition("\n")
    kind, name = head.removeprefix("# ").split()
    text, markings = parse_marked(body.strip("\n"))
    parts = {m.id: m for m in markings}
    wanted: list[Said] = []
    extra: list[Said] = []
    for marking in markings:
        if marking.kind == "t":
            said = Said(*(_words(text, parts.get(f"{role}{marking.n}")) for role in "sct"))
            (extra if {"chain", "inner"} & set(marking.bare) else wanted).append(said)
    return Passage(kind, name, text, tuple(wanted), tuple(extra))


def _words(text: str, marking: Marking | None) -> frozenset[int]:
    return words_of(text, marking.spans if marking is not None else ())


def measure(passage: Passage, attribution: Attributor) -> Result:
    """Extract from one passage and hold the result against its markings."""
    made = extract_text(
        passage.text, language="en", options=Options(attribution=attribution)
    ).extraction
    found = [a for a in made.attributions if a.mode != "narrative"]
    said = [said_by(passage.text, a) for a in found]
    pairs = pair(said, passage.wanted)
    right = set(pairs.values())
    wrong = [
        n
        for n, chained in enumerate(is_chained(found))
        if n not in right
        and not chained
        and not any(is_right(said[n], extra) for extra in passage.extra)
    ]
    missed = [m for m in range(len(passage.wanted)) if m not in pairs]
    return Result(
        passage,
        Counts(len(passage.wanted), len(pairs) + len(wrong), len(pairs)),
        tuple(_shown(passage.text, passage.wanted[m]) for m in missed),
        tuple(_told(found[n]) for n in wrong),
    )


def _shown(text: str, said: Said) -> str:
    def hull(words: frozenset[int]) -> str:
        return " ".join(w for w in _each(text, words)) or "-"

    return f"{hull(said.source)} | {hull(said.cue)} | {hull(said.content)}"


def _each(text: str, words: frozenset[int]) -> Iterator[str]:
    for start in sorted(words):
        end = start
        while end < len(text) and (text[end].isalnum() or text[end] == "_"):
            end += 1
        yield text[start:end]


def _told(a: Attribution) -> str:
    parts = (a.source, a.cue, a.content)
    words = " | ".join(x.text if x is not None else "-" for x in parts)
    return f"{words} ({a.confidence:.2f})"


if __name__ == "__main__":
    sys.exit(main())
