"""A mapping to fill in for a sheet: all its columns, nothing decided."""

from reportedly.errors import InputError
from reportedly.manual.csv_rows import open_csv
from reportedly.manual.xlsx_rows import is_workbook, open_xlsx

_REST = """
# Fill in, and delete the lines that you do not need. A plain value is the name of a column;
# {constant: …} says the same for every row; {values: {…}} translates what the cells say.
#
# key: COLUMN               # names a row for good; without it rows go by their number
# dates: day_first          # what 04/03/2025 means (or month_first)
# decimal: "."              # the sign before decimals, for cells such as 1.000
# published: COLUMN         # the day of the report
# publisher: COLUMN         # who carried it
# reference: COLUMN         # its address
# speaker: {column: COLUMN, kind: {constant: organisation}}
# quote: COLUMN             # the words of the claim
# place: {column: COLUMN, country: {constant: UA}, precision: {constant: town}}
# population: COLUMN        # who is counted
# as_of: COLUMN             # the day for which the figure holds
figures:
  - value: COLUMN           # or low: COLUMN and high: COLUMN
    measure: {constant: killed}
# notes: COLUMN             # kept as words
# ignore: COLUMN            # never enters the ledger
"""


def make_template(raw: bytes, name: str) -> str:
    """A commented mapping for the sheet in ``raw``. Raises as :func:`open_csv` does."""
    opened = open_xlsx(raw, header=1) if is_workbook(raw) else None
    sheet = opened or open_csv(raw, header=1, wanted=())
    columns = [column for column in sheet.columns if column]
    if not columns:
        raise InputError("sheet_unreadable", "the first row names no columns")
    listed = "".join(f"#   {' '.join(column.split())}\n" for column in columns)
    return f"# The columns of this sheet:\n{listed}sheet: {_plain(name)}\n{_REST.lstrip()}"


def _plain(name: str) -> str:
    kept = "".join(ch if ch.isalnum() or ch in "-_" else "-" for ch in name).strip("-")
    return kept or "sheet"
