"""Clean articles: nothing weighty may be found in them."""

from pathlib import Path

import pytest

from reportedly.extract import extract_document
from reportedly.model import WEIGHTY, Report
from reportedly.pipeline import Held, find_all
from reportedly.reading import MARKDOWN_READER, read_document
from reportedly.reconcile import find_facts

CONTROLS = sorted((Path(__file__).parent / "controls").glob("[a-z]*.md"))


@pytest.mark.parametrize("path", CONTROLS, ids=lambda p: p.stem)
def test_nothing_weighty_in_a_clean_article(path: Path) -> None:
    document = read_document(path.read_bytes(), name=path.name, reader=MARKDOWN_READER)
    report = Report(document, extract_document(document))
    assert report.extraction.figures
    found = find_all(Held(report, find_facts(report)))
    assert [f.why for f in found if f.weight >= WEIGHTY] == []


def test_there_are_controls() -> None:
    assert len(CONTROLS) == 5
