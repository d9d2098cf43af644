"""Documents that somebody puts out, and what stands below them."""

from collections.abc import Callable

import pytest

from reportedly.extract import Options, extract_document
from reportedly.knowledge import load_announcing
from reportedly.model import Attribution, Extraction
from reportedly.reading import MARKDOWN_READER, Given, read_document

RULES = Options(attribution="rules")
Extract = Callable[..., Extraction]
PUT_OUT = "The Houthi army {} on Sunday.\n\n> Casualties: about 60, killed and wounded.\n"


def read(text: str, publisher: str | None = None) -> Extraction:
    given = Given(published="2025-06-18", language="en", publisher=publisher)
    document = read_document(text.encode(), given=given, name="x.md", reader=MARKDOWN_READER)
    return extract_document(document, RULES)


def said(found: Extraction) -> list[Attribution]:
    return [a for a in found.attributions if a.mode != "narrative"]


def test_a_block_quotation_belongs_to_the_one_who_put_it_out() -> None:
    (a,) = said(read(PUT_OUT.format("issued a statement")))
    assert (a.source and a.source.text, a.cue and a.cue.text) == (
        "The Houthi army",
        "issued a statement",
    )
    assert (a.mode, a.content.text) == ("direct", "Casualties: about 60, killed and wounded.")


@pytest.mark.parametrize("noun", sorted(load_announcing("noun")))
def test_each_document_can_be_put_out(noun: str) -> None:
    assert len(said(read(PUT_OUT.format(f"published the {noun}")))) == 1


@pytest.mark.parametrize(
    "verb", sorted(v for v in load_announcing("verb") if v.endswith("ed") or v == "gave")
)
def test_each_verb_can_put_out(verb: str) -> None:
    assert len(said(read(PUT_OUT.format(f"{verb} an update")))) == 1


@pytest.mark.parametrize(
    "words",
    [
        "did not issue a statement",
        "issued new helmets",
        "issued a statement that 40 had left",
        "issued a statement. It was read on television",
        "awaited a statement",
    ],
)
def test_a_block_quotation_below_other_words_is_nobodys(words: str) -> None:
    found = said(read(PUT_OUT.format(words)))
    assert [a for a in found if "Casualties" in a.content.text] == []


REPORT = """The Red Crescent presented its annual report on Monday.

It deals with Darfur.

## {}

- 300 tents in May
- more than 40 wells

Nobody else lists 12 camps.
"""


def test_a_list_under_a_heading_that_names_the_report() -> None:
    (a,) = said(read(REPORT.format("Figures in the report")))
    assert a.content.exact == ("300 tents in May", "more than 40 wells")
    assert a.cue is not None
    assert a.cue.text == "presented its annual report"


@pytest.mark.parametrize("heading", ["Elsewhere", "Figures of the army", "A report"])
def test_a_list_under_another_heading_is_nobodys(heading: str) -> None:
    assert said(read(REPORT.format(heading))) == []


def test_an_item_keeps_to_its_own_date() -> None:
    found = read(REPORT.format("Figures in the report"))
    dated = {f.low: f.as_of and f.as_of.start for f in found.figures if f.low in (300, 40)}
    assert dated == {300: "2025-05-01", 40: "2025-06-16"}


POST = """{}It was seen today near the mole.

Dockers unloaded 300 crates.
— Port of Oslo (@oslo) June 3, 2025
{}"""


@pytest.mark.parametrize(
    ("publisher", "before", "after", "whole"),
    [
        ("Port of Oslo", "", "", True),
        ("The Port of Oslo", "", "", True),
        ("Delta Watch", "", "", False),
        (None, "", "", False),
        ("Port of Oslo", "", "\nThe mole is long.\n", False),
        ("Port of Oslo", "## Also\n\n", "", False),
    ],
)
def test_a_text_that_is_nothing_but_a_post(
    publisher: str | None, before: str, after: str, *, whole: bool
) -> None:
    found = said(read(POST.format(before, after), publisher))
    (post,) = (a for a in found if a.source_kind == "social")
    assert ("It was seen today near the mole." in post.content.exact) is whole
