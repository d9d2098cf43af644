"""From text to records: attributions, claims, figures, dates, places, parties, events. Pure."""

from reportedly.extract.document import (
    LANGUAGES,
    MAKERS,
    Attributor,
    Options,
    extract_document,
    plan_runs,
    skip_reason,
)
from reportedly.extract.syntax import find_model

__all__ = [
    "LANGUAGES",
    "MAKERS",
    "Attributor",
    "Options",
    "extract_document",
    "find_model",
    "plan_runs",
    "skip_reason",
]
