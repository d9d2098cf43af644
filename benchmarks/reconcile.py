"""Time and memory of reconciliation over made-up records, at two sizes, and of a small addition.

    python -m benchmarks.reconcile [--claims N N …] [--added N] [--keep FOLDER]
                                   [--steps MODULE]

Reading and extraction are not counted: records are made up and put into a ledger first. Each
measured part runs in a process of its own, on one core.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

from benchmarks.newsroom import AT, CLAIMS, make_newsroom
from reportedly.reconciling import Plan

MEASURED = """
import json, resource, sys, time
from benchmarks.reconcile import load_plan
from reportedly.ledger import open_ledger
from reportedly.pipeline import now_utc
from reportedly.reconciling import reconcile
plan = load_plan(sys.argv[2])
with open_ledger(sys.argv[1], create=False) as ledger:
    start, own = time.perf_counter(), time.process_time()
    done = reconcile(ledger, now=now_utc, plan=plan)
    spent, own = time.perf_counter() - start, time.process_time() - own
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
found = {"seconds": spent, "own": own, "memory": peak}
print(json.dumps(found | {"units": done.units, "runs": done.runs}))
"""


def main() -> int:
    """Print a line for each size and for the addition to the largest."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--added", type=int, default=100, help="documents added at the end")
    parser.add_argument("--keep", type=Path, help="a folder for the ledgers")
    parser.add_argument("--steps", default="reportedly.reconcile", help="a module with STEPS")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        results = [measure_size(folder, n, options.steps) for n in options.claims]
        first, last = results[0], results[-1]
        print(f"growth: time × {last[0] / first[0]:.1f}, memory × {last[1] / first[1]:.1f}")
        measure_addition(folder, options.claims[-1], options.added, options.steps)
    return 0


def load_plan(module: str) -> Plan:
    """The steps that a module lists."""
    found = import_module(module)
    return Plan(found.STEPS, getattr(found, "OWN_STEPS", ()))


def measure_size(folder: Path, claims: int, steps: str) -> tuple[float, float]:
    """Fill a ledger and reconcile it once: seconds and megabytes."""
    path = folder / f"{claims}.db"
    documents = claims // CLAIMS
    fill(path, documents, load_plan(steps), first=0)
    print(f"{claims:,} claims in {documents:,} documents: full ", end="")
    return measure(path, steps)


def measure_addition(folder: Path, claims: int, added: int, steps: str) -> None:
    """Add documents to a reconciled ledger and reconcile again."""
    path = folder / f"{claims}.db"
    fill(path, added, load_plan(steps), first=claims // CLAIMS)
    print(f"{added} documents added to {claims:,} claims: ", end="")
    measure(path, steps)


def fill(path: Path, documents: int, plan: Plan, *, first: int) -> None:
    """Put made-up documents into a ledger."""
    from reportedly.ledger import append_reading, open_ledger

    start = time.perf_counter()
    with open_ledger(path, now=AT) as ledger:
        for entry in make_newsroom(documents, plan, first=first):
            append_reading(ledger, entry, now=AT)
    print(f"  ({documents:,} documents put in, {time.perf_counter() - start:.0f} s)")


def measure(path: Path, steps: str) -> tuple[float, float]:
    """Reconcile in a process of its own and print what it took."""
    command = [sys.executable, "-c", MEASURED, str(path), steps]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found = json.loads(done.stdout)
    size = path.stat().st_size / 2**20
    print(f"{found['own']:.1f} s of one core ({found['seconds']:.1f} s by the clock), ", end="")
    print(f"{found['memory']:.0f} MB memory, ledger {size:.0f} MB", flush=True)
    for step, units in found["units"].items():
        print(f"    {step:<14} {units:>7,} units, {found['runs'][step]:>7,} runs")
    return found["own"], found["memory"]


if __name__ == "__main__":
    sys.exit(main())
