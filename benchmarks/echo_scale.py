"""Processor time of echoes and origins over made-up reports, and over ten times as many.

    python -m benchmarks.echo_scale [--documents N]

Facts are made beforehand: what is timed is what a new text or a full run costs.
"""

import argparse
import sys
import time

from benchmarks.made_up import made_up_reports
from reportedly.reconcile import find_echoes, find_facts, find_origins

MOST = 12.0  # times that ten times as many documents may take


def main() -> int:
    """Print times of a tenth and of all, and their ratio; 1 if it is more than allowed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=10_000)
    n = parser.parse_args().documents
    small, large = _timed(n // 10), _timed(n)
    ratio = large / small
    print(f"ten times as many documents take {ratio:.1f} times as long")
    return int(ratio > MOST)


def _timed(n: int) -> float:
    reports = list(made_up_reports(n))
    texts = {r.id: r.document.text for r in reports}
    start = time.process_time()
    facts = [find_facts(r) for r in reports]
    known = time.process_time()
    echoes = find_echoes(facts, texts.__getitem__)
    linked = time.process_time()
    origins = find_origins(facts, echoes)
    end = time.process_time()
    claims = sum(len(f.answers) for f in facts)
    print(
        f"{n} documents, {claims} claims: facts {known - start:.1f} s, "
        f"{len(echoes)} echoes {linked - known:.1f} s, {len(origins)} origins {end - linked:.1f} s"
    )
    return end - known


if __name__ == "__main__":
    sys.exit(main())
