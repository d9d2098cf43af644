"""The ledger: one SQLite file that keeps every reading. Only this package knows the database."""

from reportedly.ledger.conditions import Query
from reportedly.ledger.engine import Ledger, open_ledger
from reportedly.ledger.queries import ClaimRow, FigureRow, list_claims, list_figures
from reportedly.ledger.records import (
    Kept,
    Shown,
    find_document,
    get_record,
    list_documents,
    list_failures,
    list_sheet_rows,
    load_document,
    load_extraction,
    load_given,
    load_reading,
    make_failure,
)
from reportedly.ledger.redact import Redacted, redact
from reportedly.ledger.verify import Problem, Verification, verify
from reportedly.ledger.writer import (
    Appended,
    Entry,
    append_capture,
    append_failure,
    append_failures,
    append_judgement,
    append_reading,
    append_readings,
    append_recovery,
    append_run,
    list_current,
    withdraw_documents,
)

__all__ = [
    "Appended",
    "ClaimRow",
    "Entry",
    "FigureRow",
    "Kept",
    "Ledger",
    "Problem",
    "Query",
    "Redacted",
    "Shown",
    "Verification",
    "append_capture",
    "append_failure",
    "append_failures",
    "append_judgement",
    "append_reading",
    "append_readings",
    "append_recovery",
    "append_run",
    "find_document",
    "get_record",
    "list_claims",
    "list_current",
    "list_documents",
    "list_failures",
    "list_figures",
    "list_sheet_rows",
    "load_document",
    "load_extraction",
    "load_given",
    "load_reading",
    "make_failure",
    "open_ledger",
    "redact",
    "verify",
    "withdraw_documents",
]
