"""Records that people made: rows of a sheet, and claims typed in with their words."""

from reportedly.manual.mapping import Mapping
from reportedly.manual.mapping_file import parse_mapping
from reportedly.manual.notes import Note, make_note
from reportedly.manual.reasons import REASONS, explain
from reportedly.manual.row_document import Refusal
from reportedly.manual.sheets import (
    RowOutcome,
    SheetFile,
    import_sheet,
    make_rows,
    open_sheet,
)
from reportedly.manual.template import make_template

__all__ = [
    "REASONS",
    "Mapping",
    "Note",
    "Refusal",
    "RowOutcome",
    "SheetFile",
    "explain",
    "import_sheet",
    "make_note",
    "make_rows",
    "make_template",
    "open_sheet",
    "parse_mapping",
]
