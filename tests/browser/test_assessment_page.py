from pathlib import Path

import pytest

from reportedly.model import Report
from reportedly.pipeline import extract_text
from reportedly.publish.assessment_page import make_assessment_page
from reportedly.reconcile import find_facts
from reportedly.regimes import assess_all, load_pack, read_law

pytestmark = pytest.mark.browser
LAKE = Path(__file__).parent.parent / "regimes" / "lake"
TEXT = (
    "Norway delivered <b>twelve</b> tanks to Chad on 1 May 2018. In 2016 Norway bought peat from "
    "Chad. The resolutions prohibit all trade with Chad, which violates UN sanctions."
)


@pytest.fixture(scope="module")
def html() -> str:
    pack = load_pack(LAKE)
    facts = find_facts(Report(*extract_text(TEXT, published="2018-05-02", language="en")))
    joined = assess_all([facts], pack)
    assert [j.provision for j in joined] == ["11-3", "11-5", "12-2"]
    return make_assessment_page(
        [(pack, joined, list(read_law(facts.law, pack)))],
        [c for c in facts.law if c.kind == "breach"],
        held="one text",
        made_by="reportedly 0.1.0",
    )


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_nothing_is_wider_than_the_screen(open_page, html, width):
    page = open_page(html, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_sign_of_the_matrix_leads_to_its_elements(open_page, html):
    page = open_page(html)
    page.click(".matrix td a >> nth=0")
    fragment = page.evaluate("location.hash")
    assert fragment == "#a1-11-3"
    assert page.locator(fragment).count() == 1


def test_the_elements_show_words_of_the_text_as_text(open_page, html):
    page = open_page(html)
    page.click(".held summary >> nth=0")
    rows = page.locator(".held >> nth=0").locator(".elements tr").all_inner_texts()
    words = [" ".join(row.split()) for row in rows]
    assert any(w.startswith("object met “tanks”") for w in words)
    assert page.locator(".act b").count() == 0
    assert "<b>twelve</b>" in page.locator(".act .words >> nth=0").inner_text()


def test_recalled_numbers_and_the_law_are_shown(open_page, html):
    text = open_page(html).inner_text("body")
    assert "paragraph number recalled, not read" in text
    assert "broader than any paragraph" in text
    assert "Who says that something goes against the law" in text
