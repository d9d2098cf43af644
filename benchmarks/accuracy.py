"""Run the scorers of a folder of reference data and hold the results against committed floors.

    python -m benchmarks.accuracy FOLDER [--quick] [--update] [--allow-regression]

FOLDER holds ``scorers/``, ``gold/SET/`` and ``seed/``. A metric below its floor by more than the
tolerance fails. ``--update`` raises floors to what was measured and never lowers one, unless
``--allow-regression`` says so. ``--quick`` leaves out the sets that take minutes.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.floors import add_options, hold
from benchmarks.regimes import measure_rows
from reportedly.extract import Attributor


@dataclass(frozen=True, slots=True)
class Set:
    """One set of reference data, its scorer, and the metrics that are held.

    ``attribution`` says who finds who says what: both makers are held, each to its own floors.
    """

    name: str
    scorer: str
    metrics: tuple[str, ...]
    slow: bool = False
    split: str | None = None
    attribution: Attributor = "learned"

    @property
    def key(self) -> str:
        """Its name among the floors: the rules had theirs first."""
        learned = self.name in ("seed", "polnear") and self.attribution == "learned"
        return f"{self.name}, learned" if learned else self.name


SEED = (
    "attributed claims found",
    "attribution precision",
    "figures: +value",
    "figures: +value+measure",
    "dates right (of 8)",
    "sentences covered (of 39)",
)
RELATIONS = ("relation F1", "content exact F1", "recall direct")
SPANS = tuple(f"exact F1 {role}" for role in ("source", "cue", "content"))
SETS = (
    Set("seed", "score_seed.py", SEED, attribution="rules"),
    Set("seed", "score_seed.py", SEED),
    Set("polnear", "score_polnear.py", RELATIONS[:2], split="dev", attribution="rules"),
    Set("polnear", "score_polnear.py", RELATIONS, split="dev"),
    Set("polnear_cofe", "score_polnear_cofe.py", SPANS, slow=True),
    Set("newsquant", "score_newsquant.py", ("value F1", "value+bound F1")),
    Set("dates_recognizers", "score_dates_recognizers.py", ("pass, all verified",)),
    Set("places_trnews", "score_places.py", ("span F1", "end-to-end acc@161")),
    Set("re3d", "score_re3d.py", ("micro F1", "micro F1, overlap")),
    Set("events_cameo", "score_events_cameo.py", ("class macro F1",), slow=True),
    Set("isaf", "score_isaf.py", ("start date",), slow=True),
    Set("muc4", "score_muc4.py", ("victims F1 (distinct)",), slow=True),
)


def main() -> int:
    """Measure, compare, and update the floors if asked."""
    options = _arguments()
    chosen = [item for item in SETS if not (options.quick and item.slow)]
    measured = {item.key: measure(item, options.folder) for item in chosen}
    measured["check"] = measure_check(options.folder)
    measured["regimes"] = {"rows right": measure_rows(options.folder)}
    return hold(measured, options)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--quick", action="store_true")
    add_options(parser)
    return parser.parse_args()


def measure(item: Set, folder: Path) -> dict[str, float]:
    """The held metrics of one set."""
    gold = folder / "seed" if item.name == "seed" else folder / "gold" / item.name
    with tempfile.TemporaryDirectory() as scratch:
        documents, predicted = Path(scratch) / "docs.jsonl", Path(scratch) / "pred.jsonl"
        with documents.open("w", encoding="utf-8") as file:
            file.writelines(
                json.dumps(row, ensure_ascii=False) + "\n" for row in _documents(item, gold)
            )
        command = [sys.executable, "-m", "reportedly", "--attribution", item.attribution]
        command += ["extract", str(documents)]
        with predicted.open("wb") as output:
            subprocess.run(command, stdout=output, check=True)
        scorer = [sys.executable, item.scorer, "--gold", str(gold.resolve())]
        scorer += ["--pred", str(predicted), "--json", "--boot", "2"]
        scorer += ["--split", item.split] if item.split else []
        printed = subprocess.run(
            scorer, cwd=folder / "scorers", capture_output=True, check=True, text=True
        ).stdout
    metrics: dict[str, Any] = json.loads(printed)["metrics"]
    return {name: float(metrics[name]) for name in item.metrics if metrics.get(name) is not None}


def measure_check(folder: Path) -> dict[str, float]:
    """Careless places that ``check`` finds in the seed article, held against the bundled story."""
    with tempfile.TemporaryDirectory() as scratch:
        ledger, predicted = Path(scratch) / "story.db", Path(scratch) / "check.json"
        verb = [sys.executable, "-m", "reportedly", "--ledger", str(ledger)]
        subprocess.run([*verb, "demo"], stdout=subprocess.DEVNULL, check=True)
        article = str(folder / "seed" / "article.txt")
        with predicted.open("wb") as output:  # status 1: something weighty was found
            done = subprocess.run([*verb, "check", article, "--json"], stdout=output, check=False)
        if done.returncode not in (0, 1):
            raise SystemExit(f"check ended with status {done.returncode}")
        seed = str((folder / "seed").resolve())
        scorer = [sys.executable, "score_check.py", "--gold", seed, "--pred", str(predicted)]
        printed = subprocess.run(
            [*scorer, "--json"], cwd=folder / "scorers", capture_output=True, check=True, text=True
        ).stdout
    found: dict[str, Any] = json.loads(printed)
    return {
        "strong places found": found["found_strong"] / found["of_strong"],
        "weak places found": found["found_weak"] / found["of_weak"],
    }


def _documents(item: Set, gold: Path) -> Iterator[dict[str, Any]]:
    if item.name == "seed":
        text = (gold / "article.txt").read_bytes().decode("utf-8")
        yield {"id": "seed", "text": text, "published": None, "lang": "en"}
        return
    with (gold / "docs.jsonl").open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if item.split in (None, row.get("split")):
                yield row


if __name__ == "__main__":
    sys.exit(main())
