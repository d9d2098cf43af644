"""One frozen record of settings, built in the command line and the server and nowhere else."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from reportedly.capture import Limits
from reportedly.extract import Options

DEFAULT_LEDGER = "reportedly.db"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the ledger lies, how many processes work, and the limits of capture and extraction."""

    ledger: Path = Path(DEFAULT_LEDGER)
    workers: int = 1
    limits: Limits = field(default_factory=Limits)
    options: Options = field(default_factory=Options)


def default_workers() -> int:
    """Processes worth starting for a batch: the cores there are, at most eight."""
    return max(1, min(8, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1))
