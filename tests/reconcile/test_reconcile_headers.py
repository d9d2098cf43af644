from reportedly.extract import extract_document
from reportedly.model import Report
from reportedly.reading import MARKDOWN_READER, read_document
from reportedly.reconcile import make_header

PAGE = """---
title: Dam opened
publisher: The Gazette
published: {page}
---

{first}

The dam was opened by the governor, who had promised it for years.
"""


def header(page: str, first: str):
    raw = PAGE.format(page=page, first=first).encode()
    document = read_document(raw, name="page.md", reader=MARKDOWN_READER)
    return make_header(Report(document, extract_document(document)))


def test_a_day_in_the_text_goes_before_the_day_of_the_page():
    found = header("2031-03-02", "Written: 2031-03-09")
    assert (found.published, found.written) == ("2031-03-02", "2031-03-09")
    assert found.day == found.order[0] == "2031-03-09"


def test_a_text_that_agrees_with_its_page_gives_no_day_of_its_own():
    found = header("2031-03-09", "Written: 2031-03-09")
    assert found.written is None
    assert found.day == "2031-03-09"


def test_without_any_day_a_text_comes_last():
    found = header("", "The road is open.")
    assert found.day is None
    assert found.order[0] > "2999"
