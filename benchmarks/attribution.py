"""Who says what: found and missed, how far confidence can be trusted, and how fast.

    python -m benchmarks.attribution [FOLDER] [--split dev] [--articles N]

FOLDER has articles and their annotation (``docs.jsonl``, ``gold.jsonl``); without it only speed is
measured. Speed and memory are those of a process of its own. textacy's extractor of direct
quotations (``pip install '.[bench]'``) and the bare spaCy pipeline run on the same articles, in
turns: compare the ratios, for machines differ and are busy.
"""

import argparse
import importlib.util
import multiprocessing
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.relations import (
    Counts,
    Said,
    is_chained,
    judge_parts,
    marked_by,
    pair,
    read_annotated,
    said_by,
)
from benchmarks.speed import made_up_articles, peak_memory
from reportedly.extract import Attributor, Options
from reportedly.extract.cue_words import cue_of
from reportedly.model import REVIEW_BELOW, Attribution, PartConfidence
from reportedly.pipeline import extract_text

# Frames of cues that somebody's words follow: said, told, reported; not blamed or wanted.
SAYING = ("clause", "both", "quote", "carrier")


@dataclass(frozen=True, slots=True)
class Judged:
    """One article: what was marked and found, what is right, and how sure of it the maker was."""

    outlet: str
    marked: int
    found: tuple[tuple[bool, float], ...]  # right, confidence
    parts: tuple[tuple[str, bool, float], ...]  # part, right, confidence
    exact: int
    speech: Counts
    clause: Counts

    @property
    def counts(self) -> Counts:
        """How many were marked, found, and right."""
        return Counts(self.marked, len(self.found), sum(right for right, _ in self.found))


def main() -> int:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--articles", type=int, default=60)
    options = parser.parse_args()
    if options.folder is not None:
        annotated = list(read_annotated(options.folder, options.split))
        for maker in ("rules", "learned"):
            judged = [judge(row, gold, maker) for row, gold in annotated]
            show(maker, judged)
    articles = list(made_up_articles(options.articles))
    with multiprocessing.get_context("spawn").Pool(1) as pool:  # a process of its own: its memory
        print(pool.apply(measure_speed, (articles,)))
    print(_compared(articles))
    return 0


# ------------------------------------------------------------------ right and wrong


def judge(row: dict[str, Any], gold: dict[str, Any], maker: Attributor) -> Judged:
    """Extract from one article and hold the result against its annotation."""
    text = row["text"]
    made = extract_text(text, language="en", options=Options(attribution=maker)).extraction
    found = [a for a in made.attributions if a.mode != "narrative"]
    said = [said_by(text, a) for a in found]
    marked = [marked_by(text, a) for a in gold["attributions"]]
    pairs = pair(said, marked)
    right = set(pairs.values())
    flat = [n in right or not chained for n, chained in enumerate(is_chained(found))]
    cues = [" ".join(text[slice(*s)] for s in a["cue"] or ()) for a in gold["attributions"]]

    def among(frames: Sequence[str]) -> Counts:
        saying = [_is_saying(cue, frames) for cue in cues]
        said_so = [a.cue is not None and _is_saying(a.cue.text, frames) for a in found]
        return Counts(
            sum(saying),
            sum(so and flat[n] for n, so in enumerate(said_so)),
            sum(saying[m] and said_so[n] for m, n in pairs.items()),
        )

    return Judged(
        outlet=row["id"].partition("_")[0],
        marked=len(marked),
        found=tuple((n in right, a.confidence) for n, a in enumerate(found) if flat[n]),
        parts=tuple(_parts(found, said, marked)),
        exact=len(pair(said, marked, lambda p, m: p.content == m.content)),
        speech=among(SAYING),
        clause=among(("clause",)),
    )


def _is_saying(cue: str, frames: Sequence[str]) -> bool:
    if "according to" in cue.lower():
        return True
    known = cue_of(cue)
    return known is not None and known.kind == "speech" and known.frame in frames


def _parts(
    found: Sequence[Attribution], said: Sequence[Said], marked: Sequence[Said]
) -> Iterator[tuple[str, bool, float]]:
    for attribution, words in zip(found, said, strict=True):
        if attribution.parts is not None:
            sure = attribution.parts._asdict()
            for part, right in judge_parts(words, marked).items():
                yield part, right, sure[part]


def show(maker: str, judged: Sequence[Judged]) -> None:
    """Figures of one maker: all, speech alone, by outlet, and its confidence."""
    all_counts = sum((j.counts for j in judged), Counts())
    found = all_counts.predicted + all_counts.marked
    print(f"{maker}: {len(judged)} articles, {all_counts.marked} attributions")
    print(f"  relation        {_row(all_counts)}")
    print(f"  exact content   F1 {2 * sum(j.exact for j in judged) / found:.3f}")
    print(f"  cues of saying  {_row(sum((j.speech for j in judged), Counts()))}")
    print(f"  … with a clause {_row(sum((j.clause for j in judged), Counts()))}")
    by_outlet: dict[str, Counts] = defaultdict(Counts)
    for j in judged:
        by_outlet[j.outlet] += j.counts
    for outlet, counts in sorted(by_outlet.items(), key=lambda item: -item[1].f1):
        print(f"  {outlet:15} {_row(counts)}")
    scores = [c.f1 for c in by_outlet.values()]
    print(f"  best and worst outlet {max(scores) - min(scores):.3f} apart")
    print(_reliability([f for j in judged for f in j.found]))
    for part in PartConfidence._fields:
        told = [(right, sure) for j in judged for p, right, sure in j.parts if p == part]
        if told:
            right = sum(r for r, _ in told) / len(told)
            print(f"  {part:15} right {right:.3f}  calibration error {_error(told):.3f}")


def _row(c: Counts) -> str:
    return f"P {c.precision:.3f}  R {c.recall:.3f}  F1 {c.f1:.3f}"


def _reliability(found: Sequence[tuple[bool, float]]) -> str:
    """Ten bins of confidence: how many, how sure on average, how often right."""
    lines = [
        f"  confidence {low:.1f}-{low + 0.1:.1f} {held:5}  mean {sure:.3f}  right {right:.3f}"
        for low, held, sure, right in _bins(found)
    ]
    review = sum(c < REVIEW_BELOW for _, c in found)
    error = f"expected calibration error {_error(found):.3f}"
    return "\n".join([*lines, f"  {error}; {review} of {len(found)} for review"])


def _bins(found: Sequence[tuple[bool, float]]) -> Iterator[tuple[float, int, float, float]]:
    for low, high in pairwise(n / 10 for n in range(11)):
        held = [(r, c) for r, c in found if low <= c < high or c == high == 1.0]
        if held:
            sure = sum(c for _, c in held) / len(held)
            yield low, len(held), sure, sum(r for r, _ in held) / len(held)


def _error(found: Sequence[tuple[bool, float]]) -> float:
    return sum(abs(s - r) * n for _, n, s, r in _bins(found)) / max(1, len(found))


# ------------------------------------------------------------------ speed


def measure_speed(articles: Sequence[str]) -> str:
    """Learned attribution alone, from text to attributions as stretches of pieces."""
    start = time.perf_counter()
    from reportedly.extract.learned.decode import find_relations
    from reportedly.extract.learned.network import Network
    from reportedly.extract.learned.pieces import cut_text
    from reportedly.extract.learned.weights import find_weights
    from reportedly.reading import Given, read_text

    weights = find_weights()
    if weights is None:
        return "learned attribution: no weights are installed"
    network = Network(weights)
    lines = [f"load                        {time.perf_counter() - start:6.2f} s"]
    documents = [read_text(text, Given(language="en")) for text in articles]
    for threads in (1, 2):
        if threads > 1:
            network = Network(weights, threads)
        find_relations(cut_text(documents[0], network.tokenizer), network)  # to warm up
        start = time.perf_counter()
        for document in documents[1:]:
            find_relations(cut_text(document, network.tokenizer), network)
        speed = (len(documents) - 1) / (time.perf_counter() - start)
        name = f"attribution, {threads} thread{'s' * (threads > 1)}"
        lines.append(f"{name:28}{speed:7.2f} documents/s, peak memory {peak_memory():.0f} MB")
    return "\n".join(lines)


def _compared(articles: Sequence[str]) -> str:
    """The bare parser, the rules with it, and textacy's quotations, one article after the other."""
    import spacy

    from reportedly.extract.syntax import find_model

    bare = spacy.load(find_model())
    works: dict[str, Callable[[str], object]] = {
        "bare spaCy": bare,
        "all extraction, rules": lambda text: _extract(text, "rules"),
        "all extraction, learned": lambda text: _extract(text, "learned"),
    }
    if importlib.util.find_spec("textacy"):
        works["spaCy and textacy quotations"] = lambda text: _quotations(bare(text))
    spent = dict.fromkeys(works, 0.0)
    for n, text in enumerate(articles):
        for name, work in works.items():
            start = time.perf_counter()
            work(text)
            spent[name] += (time.perf_counter() - start) * (n > 0)
    lines = [f"{name:28}{(len(articles) - 1) / s:7.2f} documents/s" for name, s in spent.items()]
    if "spaCy and textacy quotations" not in works:
        lines.append("textacy is not installed and was not measured")
    return "\n".join(lines)


def _extract(text: str, maker: Attributor) -> object:
    return extract_text(text, language="en", options=Options(attribution=maker))


def _quotations(parsed: Any) -> Iterable[object]:
    from textacy.extract.triples import direct_quotations

    try:
        return list(direct_quotations(parsed))
    except ValueError:  # it refuses a text with an odd number of marks
        return []


if __name__ == "__main__":
    sys.exit(main())
