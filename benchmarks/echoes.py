"""Echoes found in controlled copies and in the labelled story, beside a rule on headlines.

    python -m benchmarks.echoes [--update] [--allow-regression]

Copies of the bundled digests are made by known changes (:mod:`benchmarks.copies`); the table shows
how many of the links are found and how many of the found ones are right, for us and for a rule
that takes two texts as one report when their headlines share 55 % of their words. Results are held
against committed floors.
"""

import argparse
import re
import sys
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from benchmarks import story
from benchmarks.copies import Sample, load_digests, make_boilerplate, make_copies, make_renderings
from benchmarks.floors import add_options, hold
from reportedly.model import Echo
from reportedly.reconcile import find_echoes, find_facts

SEED = 7
HEADLINE = 0.55
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Score:
    """Right, found and wanted links."""

    right: int
    found: int
    wanted: int

    @property
    def recall(self) -> float:
        """Part of the wanted links that were found."""
        return self.right / max(1, self.wanted)

    @property
    def precision(self) -> float:
        """Part of the found links that are right."""
        return self.right / max(1, self.found)


def main() -> int:
    """Print the tables and hold them against the floors."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    add_options(parser)
    options = parser.parse_args()
    measured = {"echoes": _copies(), "story_echoes": _story()}
    return hold(measured, options)


def _copies() -> dict[str, float]:
    digests = load_digests(extracted=True)
    copies = [*make_copies(digests, seed=SEED), *make_renderings(digests)]
    samples = [*digests, *copies, *make_boilerplate(digests)]
    texts = {s.report.id: s.report.document.text for s in samples}
    echoes = find_echoes((find_facts(s.report) for s in samples), texts.__getitem__)
    ours, headlines = links_by_wording(echoes), by_headline(samples)
    print(f"{'change':<12} {'links':>5}  recall  headlines")
    for change in ("cut", "reordered", "reworded", "merged", "translated"):
        some = [c for c in copies if c.change == change]
        one, other = (score(some, samples, links) for links in (ours, headlines))
        print(f"{change:<12} {one.wanted:>5}  {one.recall:6.3f}  {other.recall:9.3f}")
    mine, theirs = score(copies, samples, ours), score(copies, samples, headlines)
    print(f"all: recall {mine.recall:.3f}, precision {mine.precision:.3f}; ", end="")
    print(f"headlines: recall {theirs.recall:.3f}, precision {theirs.precision:.3f}")
    return {"copies: recall": mine.recall, "copies: precision": mine.precision}


def links_by_wording(echoes: Iterable[Echo]) -> frozenset[Pair]:
    """Links by wording: copies, and quotations in another translation."""
    return frozenset((e.later, e.earlier) for e in echoes if e.kind in ("copy", "same_quotation"))


def by_headline(samples: Sequence[Sample]) -> frozenset[Pair]:
    """The links of the rule on headlines, later to earlier."""
    titled = [(s.report, _words(s.report.document.title.value or "")) for s in samples]
    return frozenset(
        (one.id, other.id) if (one.published or "") >= (other.published or "") else
        (other.id, one.id)
        for n, (one, mine) in enumerate(titled)
        for other, theirs in titled[:n]
        if len(mine & theirs) >= HEADLINE * len(mine | theirs)
    )  # fmt: skip


def _words(title: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", title.lower()))


def score(copies: Collection[Sample], samples: Sequence[Sample], links: frozenset[Pair]) -> Score:
    """Copies against their sources. Links between relatives are neither wanted nor wrong.

    Relatives are two copies of one digest, and digests that are labelled as echoes.
    """
    kin = _kin(samples)
    made = {c.report.id: c for c in copies}
    wanted = {(c.report.id, source) for c in copies for source in c.sources}
    # The same utterance may be found in any text that quotes it.
    links = frozenset(
        (later, next(iter(made[later].sources)))
        if later in made
        and made[later].change == "translated"
        and made[later].sources & kin[earlier]
        else (later, earlier)
        for later, earlier in links
    )
    judged = {
        (later, earlier)
        for later, earlier in links
        if later in made and ((later, earlier) in wanted or not kin[later] & kin[earlier])
    }
    return Score(len(wanted & judged), len(judged), len(wanted))


def _kin(samples: Sequence[Sample]) -> dict[str, frozenset[str]]:
    """The digests that each text has words from, with their labelled echoes by wording."""
    near: dict[str, set[str]] = {}
    for later, earlier, kind in story.labelled():
        if kind in ("copy", "same_quotation"):
            one, other = story.reports()[later].id, story.reports()[earlier].id
            near.setdefault(one, set()).add(other)
            near.setdefault(other, set()).add(one)
    own = {s.report.id: s.sources or frozenset({s.report.id}) for s in samples}
    return {
        key: frozenset(sources | {n for source in sources for n in near.get(source, ())})
        for key, sources in own.items()
    }


def _story() -> dict[str, float]:
    print(f"\n{'the story':<16} recall  precision")
    measured: dict[str, float] = {}
    for kind in story.KINDS:
        recall, precision = story.score(kind)
        print(f"{kind:<16} {recall:6.3f}  {precision:9.3f}")
        measured |= {f"{kind}: recall": recall, f"{kind}: precision": precision}
    return measured


if __name__ == "__main__":
    sys.exit(main())
