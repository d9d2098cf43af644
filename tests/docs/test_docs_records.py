"""Every field of every record and every key of the format is documented."""

import dataclasses
import typing
from pathlib import Path
from typing import Any, get_args

import pytest
from docs_pages import first_cells, section

from reportedly import model
from reportedly.extract import extract_document
from reportedly.publish import to_extraction_json
from reportedly.reading import Given, read_text

SECTIONS = {
    "Maker": "Maker and Run",
    "Run": "Maker and Run",
    "Failure": "Failure and Reject",
    "Reject": "Failure and Reject",
    "Judgement": "Judgement and Redaction",
    "Redaction": "Judgement and Redaction",
    "Report": "Report and Reconciled",
    "Reconciled": "Report and Reconciled",
    "Origin": "Origin and Passed",
    "Passed": "Origin and Passed",
    "Question": "Question and Member",
    "Member": "Question and Member",
    "Finding": "Finding, Side and Known",
    "Side": "Finding, Side and Known",
    "Known": "Finding, Side and Known",
}
RECORDS = [
    record
    for name in model.__all__
    if dataclasses.is_dataclass(record := getattr(model, name)) and isinstance(record, type)
]
TEXT = """Two towns hit

At least 12 soldiers were killed near Kharkiv in Ukraine on Tuesday, the ministry said. "We will
send 300 workers to Kharkiv in July," Ivan Todorov told reporters.
"""


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.__name__)
def test_fields_of_records(record: Any, reference: dict[str, str]) -> None:
    part = section(reference["records"], SECTIONS.get(record.__name__, record.__name__))
    for field in dataclasses.fields(record):
        assert f"`{field.name}`" in part, f"{record.__name__}.{field.name}"


@pytest.mark.parametrize(
    ("kind", "page", "title"),
    [
        (model.SegmentKind, "segments", "Kinds of segment"),
        (model.MarkKind, "segments", "Marks"),
        (model.DocumentKind, "segments", "Kinds of document"),
        (model.Basis, "segments", "What the metadata rest on"),
    ],
)
def test_kinds_are_listed(kind: Any, page: str, title: str, reference: dict[str, str]) -> None:
    part = section(reference[page], title).partition("\n### ")[0]
    assert set(first_cells(part)) == set(get_args(kind))


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        (model.Mode, "attributions"),
        (model.AttributionKind, "attributions"),
        (model.SourceKind, "attributions"),
        (model.Modality, "claims"),
        (model.Polarity, "claims"),
        (model.Certainty, "claims"),
        (model.Aspect, "figures"),
        (model.DatePrecision, "dates"),
        (model.PlacePrecision, "places"),
        (model.PartyType, "parties"),
    ],
)
def test_values_are_listed(kind: Any, title: str, reference: dict[str, str]) -> None:
    part = section(reference["extraction-format"], title)
    for value in get_args(kind):
        assert f"`{value}`" in part, value


@pytest.mark.parametrize(
    ("kind", "title"), [(model.EchoKind, "Echo"), (model.Standing, "Question and Member")]
)
def test_values_of_reconciliation_are_listed(
    kind: Any, title: str, reference: dict[str, str]
) -> None:
    part = section(reference["records"], title)
    for value in get_args(kind):
        assert f"`{value}`" in part, value


def test_roles_of_anchors_are_listed(reference: dict[str, str]) -> None:
    part = section(reference["records"], "Anchor")
    for role in typing.get_args(model.Role):
        assert f"`{role}`" in part, role


def test_keys_of_the_extraction_format(reference: dict[str, str]) -> None:
    page = reference["extraction-format"]
    document = read_text(TEXT, Given(published="2025-06-18"))
    found = to_extraction_json("x", extract_document(document))
    assert set(first_cells(section(page, "The object").partition("\n### ")[0])) == set(found)
    for name, records in found.items():
        if isinstance(records, list):
            assert records, f"the sample has no {name}"
            assert set(first_cells(section(page, name))) == set(records[0]), name


def test_front_matter_keys(reference: dict[str, str]) -> None:
    from reportedly.reading import front_matter

    listed = first_cells(section(reference["segments"], "The header of a Markdown file"))
    assert set(listed) == set(front_matter._FIELDS)


def test_prefixes_of_identifiers(reference: dict[str, str]) -> None:
    from reportedly.ledger import records

    part = section(reference["commands"], "show")
    for prefix in records.RECORD_TABLES | records.OTHER_TABLES:
        assert f"`{prefix}_`" in part, prefix


def test_endings_that_are_read(reference: dict[str, str]) -> None:
    from reportedly.capture import files

    part = section(reference["commands"], "read")
    for ending in files.READ_ENDINGS | files.LIST_ENDINGS:
        assert ending in part


def test_the_pages_are_where_the_code_says(root: Path) -> None:
    source = (root / "src/reportedly/errors.py").read_text(encoding="utf-8")
    assert "docs/reference/errors.md" in source
