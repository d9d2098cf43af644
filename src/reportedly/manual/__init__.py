"""Records that people made: rows of a sheet, and claims typed in with their words."""

from reportedly.manual.mapping import Mapping
from reportedly.manual.mapping_file import parse_mapping
from reportedly.manual.notes import Note, make_note
from reportedly.manual.row_document import Refusal
from reportedly.manual.sheets import RowOutcome, SheetFile, import_sheet, open_sheet

__all__ = [
    "Mapping",
    "Note",
    "Refusal",
    "RowOutcome",
    "SheetFile",
    "import_sheet",
    "make_note",
    "open_sheet",
    "parse_mapping",
]
