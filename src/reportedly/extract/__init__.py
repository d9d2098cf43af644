"""From text to records: attributions, claims, figures, dates, places, parties, events. Pure."""

from reportedly.extract.document import (
    LANGUAGES,
    MAKERS,
    Options,
    extract_document,
    plan_runs,
    skip_reason,
)

__all__ = ["LANGUAGES", "MAKERS", "Options", "extract_document", "plan_runs", "skip_reason"]
