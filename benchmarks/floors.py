"""Committed floors: what a measure may not fall below."""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

FLOORS = Path(__file__).parent / "floors.json"
TOLERANCE = 0.002  # rounding in printed floors; what is measured is deterministic


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of every benchmark with floors."""
    parser.add_argument("--update", action="store_true", help="raise floors to what was measured")
    parser.add_argument("--allow-regression", action="store_true", help="lower them, too")


def hold(measured: Mapping[str, Mapping[str, float]], options: argparse.Namespace) -> int:
    """Print measures by set and metric beside their floors; the exit code is 1 if one sank."""
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    sunk = False
    for name, metrics in measured.items():
        kept = floors.setdefault(name, {})
        for metric, value in metrics.items():
            floor = kept.get(metric)
            below = floor is not None and value < floor - TOLERANCE
            sunk |= below
            shown = "new" if floor is None else f"floor {floor:.3f}"
            print(f"{name:<20} {metric:<32} {value:.3f}  {shown}{'  SUNK' if below else ''}")
            if floor is None or value > floor or options.allow_regression:
                kept[metric] = int(value * 1000) / 1000
    if options.update:
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n")
    return 1 if sunk and not options.allow_regression else 0
