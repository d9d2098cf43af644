import pytest
from publish_samples import sample_reading

from reportedly.model import Finding, Known, Side, Span, make_anchor
from reportedly.publish import make_finding_page

pytestmark = pytest.mark.browser

BOX = """s => {
  const box = document.querySelector(s).getBoundingClientRect();
  return [box.left, box.top, box.right, box.bottom];
}"""


@pytest.fixture(scope="module")
def reading():
    return sample_reading()


@pytest.fixture(scope="module")
def finding(reading) -> Finding:
    text = reading.document.text
    here = Side(anchor=make_anchor(reading.document.id, text, "evidence", [Span(0, 12)]))
    row = Side(known=Known("holders", "Ann Lee, President", "The Gazette"))
    return Finding("anachronism", 0.8, "The text has it so; the table does not.", (here,), (row,))


@pytest.fixture(scope="module")
def html(reading, finding) -> str:
    documents = {reading.document.id: reading.document}
    return make_finding_page(
        reading, [finding], documents, against="nothing", made_by="reportedly 0.1.0"
    )


def test_the_text_is_whole(open_page, html, reading):
    page = open_page(html)
    shown = page.evaluate("[...document.querySelectorAll('.text .seg')].map(e => e.textContent)")
    text = reading.document.text
    assert shown == [text[slice(*s.span)] for s in reading.document.segments]


def test_a_finding_stands_beside_its_words_on_a_wide_screen(open_page, html, finding):
    page = open_page(html, width=1280)
    mark, note = (page.evaluate(BOX, f"#{p}t-{finding.id}") for p in ("", "n-"))
    assert note[0] > mark[2]
    assert abs(note[1] - mark[1]) < 200


@pytest.mark.parametrize("width", [390, 320])
def test_a_finding_stands_below_its_paragraph_on_a_phone(open_page, html, finding, width):
    page = open_page(html, width=width)
    mark, note = (page.evaluate(BOX, f"#{p}t-{finding.id}") for p in ("", "n-"))
    assert note[1] > mark[3]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_mark_and_finding_lead_to_one_another(open_page, html, finding):
    page = open_page(html)
    page.click(f"#t-{finding.id}")
    assert page.evaluate("location.hash") == f"#n-t-{finding.id}"
    page.click(f"#n-t-{finding.id} .mark")
    assert page.evaluate("location.hash") == f"#t-{finding.id}"


def test_the_quotation_opens_without_a_script(open_page, html):
    page = open_page(html)
    page.click("details summary")
    assert page.is_visible(".quotation-line")
