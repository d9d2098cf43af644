import re

from publish_samples import sample_reading

from reportedly.model import Finding, Known, Side, Span, make_anchor
from reportedly.model.reconciled import FindingType
from reportedly.publish import make_finding_page, show_findings, to_check_json
from reportedly.publish.findings import TYPES

READING = sample_reading()
TEXT = READING.document.text
ID = READING.document.id
DOCUMENTS = {ID: READING.document}


def finding(
    *spans: tuple[int, int], kind: FindingType = "inconsistent", weight: float = 0.7, why: str = "x"
) -> Finding:
    here, *there = (
        Side(anchor=make_anchor(ID, TEXT, "evidence", [Span(*s)]), speaker="A <b>") for s in spans
    )
    row = Side(known=Known("holders", "Ann Lee, President", "The Gazette, 3 May"))
    return Finding(kind, weight, why, (here,), (*there, row))


def page(*findings: Finding) -> str:
    return make_finding_page(
        READING, findings, DOCUMENTS, against="3 other documents of x", made_by="reportedly 0"
    )


def test_every_type_has_words() -> None:
    assert set(TYPES) == set(FindingType.__args__)


def test_sides_say_who_where_and_how_to_quote() -> None:
    [shown] = show_findings([finding((0, 12), (20, 30))], DOCUMENTS)
    one, other, row = shown.sides
    assert one.words == " ".join(TEXT[:12].split())
    assert READING.document.text_hash in other.quotation
    assert "characters 20–30" in other.quotation
    assert (row.document, row.words) == ("", "Ann Lee, President")
    assert "The Gazette, 3 May" in row.quotation


def test_json_cuts_what_is_too_long_between_words() -> None:
    end = min(len(TEXT), 1000)
    made = to_check_json(READING, [finding((0, end), (0, end))], DOCUMENTS)
    [here] = made["findings"][0]["here"]
    there, row = made["findings"][0]["there"]
    for side, most in ((here, 300), (there, 600)):
        start, stop = side["span"]
        assert TEXT[start:stop] == side["exact"]
        assert stop - start <= most
    assert row == {
        "document": None,
        "span": None,
        "exact": "Ann Lee, President [holders: The Gazette, 3 May]",
        "speaker": None,
    }
    assert set(made["documents"]) == {ID}
    assert set(made["documents"][ID]) == {"publisher", "published", "address", "kind", "text"}


def test_the_page_has_every_word_and_every_finding_once() -> None:
    findings = [finding((0, 12)), finding((20, 30), weight=0.2, kind="vague_source")]
    html = page(*findings)
    for f in findings:
        assert html.count(f'id="t-{f.id}"') == 1
        assert html.count(f'id="n-t-{f.id}"') == 1
    bare = re.sub(r"<[^>]+>", "", html)
    assert "1 weighty, 1 light" in bare
    assert page(*findings) == html


def test_nothing_of_a_finding_is_markup() -> None:
    html = page(finding((0, 12), why="<script>alert(1)</script>"))
    assert "<script>" not in html
    assert "A &lt;b&gt;" in page(finding((0, 12), (20, 30)))


def test_a_page_without_a_finding_is_no_clearance() -> None:
    assert "no clearance" in page()


def test_findings_outside_the_shown_text_are_shown_at_its_end() -> None:
    row = Side(known=Known("holders", "Ann Lee", "x"))
    html = page(Finding("anachronism", 0.8, "why", (row,), ()))
    assert "office out of its time" in html
