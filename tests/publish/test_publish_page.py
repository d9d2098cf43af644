import base64
import hashlib
import html.parser
import random
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from publish_samples import (
    plain_document,
    quoted_reading,
    sample_document,
    sample_failures,
    sample_reading,
    untranslated_reading,
)

from reportedly.errors import IntegrityError
from reportedly.model import (
    Attribution,
    Claim,
    Document,
    Extraction,
    Segment,
    Span,
    Stated,
    make_anchor,
)
from reportedly.publish import Reading, make_page
from reportedly.publish.frame import web_address

MADE_BY = "reportedly 0.1.0"
VOID = {"meta", "link", "input", "br", "img"}


class Page(html.parser.HTMLParser):
    """Element ids, links, attributes and the text of every segment, by a parser of its own."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.segments: list[str] = []
        self.words = ""
        self._stack: list[bool] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.append(tag)
        self.attributes |= set(values)
        self.ids += [values["id"]] if "id" in values else []
        self.hrefs += [values["href"]] if "href" in values else []
        inside = bool(self._stack and self._stack[-1])
        starts = "seg" in (values.get("class") or "").split()
        if starts:
            self.segments.append("")
        if tag not in VOID:
            self._stack.append(inside or starts)

    def handle_endtag(self, tag):
        self._stack.pop()

    def handle_data(self, data):
        self.words += data
        if self._stack and self._stack[-1]:
            self.segments[-1] += data


def page_of(*readings: Reading, **options) -> Page:
    return Page(make_page(readings, made_by=MADE_BY, **options))


def test_every_segment_appears_word_for_word_once():
    document = sample_document()
    words = [document.text[slice(*s.span)] for s in document.segments]
    assert page_of(sample_reading()).segments == words


def test_same_input_same_bytes():
    made = [make_page([sample_reading()], made_by=MADE_BY) for _ in range(2)]
    assert made[0] == made[1]


def test_every_link_has_its_element_and_ids_are_unique():
    page = page_of(sample_reading(), untranslated_reading(), quoted_reading("", "A", "b c"))
    assert len(page.ids) == len(set(page.ids))
    inner = [h[1:] for h in page.hrefs if h.startswith("#")]
    assert set(inner) <= set(page.ids)
    assert len(inner) > 50


def test_claims_can_be_linked_to_both_ways():
    reading = sample_reading()
    page = page_of(reading)
    for claim in reading.extraction.claims:
        assert {claim.id, f"t-{claim.id}"} <= set(page.ids)
        assert {f"#{claim.id}", f"#t-{claim.id}"} <= set(page.hrefs)


def test_header_shows_basis_reasons_and_counts():
    page = page_of(sample_reading(), untranslated_reading())
    for words in (
        "proposed from an embedded post (“June 18, 2025”)",
        "untitled",
        "no first line",
        "digest of Al-Marsa",
        "Not extracted:",
        "1 no anchor date, 3 page number",
        "Working copy, not for publication:",
        sample_document().text_hash,
    ):
        assert words in page.words


def test_values_outside_claims_are_kept_in_sight():
    assert "found outside these claims" in page_of(sample_reading()).words


def test_failures_are_shown():
    assert "no answer in 20 s (may be tried again)" in page_of(failures=sample_failures()).words


def test_text_given_twice_is_shown_once_and_said():
    page = page_of(sample_reading(), sample_reading())
    assert page.tags.count("article") == 1
    assert "1 of the inputs held a text that another one holds too" in page.words


def test_policy_allows_this_style_and_script_only():
    made = make_page([sample_reading()], made_by=MADE_BY)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', made)
    assert policy
    rules = policy[1].replace("&#39;", "'")
    assert "default-src 'none'" in rules
    assert "unsafe" not in rules
    for tag in ("style", "script"):
        content = re.search(f"<{tag}>(.*?)</{tag}>", made, re.DOTALL)
        assert content
        digest = base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in rules
    assert made.index("Content-Security-Policy") < made.index("<style>")


def test_nothing_external_and_no_inline_handlers():
    made = make_page([sample_reading()], made_by=MADE_BY)
    page = Page(made)
    assert not {"src", "style", "srcset", "action"} & page.attributes
    assert not [name for name in page.attributes if name.startswith("on")]
    assert page.tags.count("script") == page.tags.count("style") == 1
    assert not {"iframe", "object", "form", "base", "img"} & set(page.tags)
    assert "@import" not in made
    assert "url(" not in made


HOSTILE = '</script><img src=x onerror=alert(1)>" onclick="x\' {{ 7*7 }} <!-- & &amp; ]]>'


def test_hostile_words_are_words_everywhere():
    reading = quoted_reading(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    document = reading.document
    hostile = plain_document(
        document.text + " again",
        title=Stated(HOSTILE, "markup", HOSTILE),
        publisher=Stated(HOSTILE, "markup", HOSTILE, HOSTILE + "2"),
        language=Stated('en" onload="x', "markup", HOSTILE),
        address=Stated("javascript:alert(1)", "markup", HOSTILE),
    )
    other = Reading(hostile, Extraction(hostile.id))
    page = page_of(reading, other, failures=sample_failures())
    assert page.segments == [document.text, hostile.text]
    assert page.tags.count("script") == 1
    assert "img" not in page.tags
    assert not {"onerror", "onclick", "onload"} & page.attributes
    assert not [h for h in page.hrefs if h.startswith("javascript")]
    assert "49" not in page.words.replace(hostile.text_hash, "").replace(document.text_hash, "")


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("https://a.example/b?c=d&e", "https://a.example/b?c=d&e"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("https://[broken", ""),
        ("data:text/html,x", ""),
        ("aster.txt", ""),
        (None, ""),
    ],
)
def test_only_web_addresses_become_links(address, href):
    assert web_address(address) == href


texts = st.text(alphabet="ab<&\"' \r\n\té\u0301👩\u200d👧🇰🇵א\u202e\u2066𐍈", min_size=1, max_size=40)


@st.composite
def readings(draw):
    text = draw(texts)
    document = plain_document(text)
    spots = st.integers(0, len(text) - 1)
    attributions, claims = [], []
    for start, length in draw(st.lists(st.tuples(spots, st.integers(1, 9)), max_size=5)):
        spans = [Span(start, min(len(text), start + length))]
        attribution = Attribution(make_anchor(document.id, text, "content", spans), mode="direct")
        attributions.append(attribution)
        claims.append(Claim(attribution.id, 0, make_anchor(document.id, text, "claim", spans)))
    unique = {c.id: (a, c) for a, c in zip(attributions, claims, strict=True)}.values()
    found = Extraction(document.id, tuple(a for a, _ in unique), tuple(c for _, c in unique))
    return Reading(document, found)


@given(readings())
def test_any_text_comes_back_unchanged(reading):
    page = page_of(reading)
    assert page.segments == [reading.document.text]
    assert len(page.ids) == len(set(page.ids))


def test_text_without_segments_is_one_paragraph():
    document = Document("\n  Only words.\n", (), "text/1")
    assert page_of(Reading(document, Extraction(document.id))).segments == ["Only words."]


def test_marked_words_between_segments_are_not_lost():
    text = "First.\n\nlost words\n\n- Second."
    segments = (Segment("paragraph", Span(0, 6)), Segment("list_item", Span(22, 29)))
    document = Document(text, segments, "text/1")
    attribution = Attribution(make_anchor(document.id, text, "content", [Span(8, 18)]))
    claim = Claim(attribution.id, 0, make_anchor(document.id, text, "claim", [Span(8, 18)]))
    page = page_of(Reading(document, Extraction(document.id, (attribution,), (claim,))))
    assert page.segments == ["First.", "lost words\n\n-", "Second."]
    assert f"t-{claim.id}" in page.ids


def test_claim_without_its_attribution_is_refused():
    document = plain_document("words")
    claim = Claim("att_gone", 0, make_anchor(document.id, "words", "claim", [Span(0, 5)]))
    with pytest.raises(IntegrityError, match="attribution_missing"):
        page_of(Reading(document, Extraction(document.id, (), (claim,))))


def test_chain_of_attributions_that_loops_ends():
    reading = sample_reading()
    found = reading.extraction
    by_id = {a.id: a for a in found.attributions}
    official = next(a for a in by_id.values() if a.parent)
    looped = [
        Attribution(a.content, a.source, a.cue, mode=a.mode, parent=official.id)
        if a.id == official.parent
        else a
        for a in found.attributions
    ]
    again = Extraction(found.document, tuple(looped), found.claims, parties=found.parties)
    assert page_of(Reading(reading.document, again)).tags.count("article") == 1


def long_reading(words: int = 5000, spans: int = 2000) -> Reading:
    chance = random.Random(7)
    lines = [" ".join(["word"] * 40) for _ in range(words // 40)]
    text = "\n\n".join(lines)
    starts = [i * (len(lines[0]) + 2) for i in range(len(lines))]
    segments = tuple(Segment("paragraph", Span(s, s + len(lines[0]))) for s in starts)
    document = Document(text, segments, "text/1")
    attributions, claims = [], []
    for n in range(spans // 4):
        start = n * len(text) // (spans // 4)
        spot = [Span(start, min(len(text), start + chance.randint(20, 160)))]
        source = make_anchor(document.id, text, "source", [Span(start, start + 4)])
        cue = make_anchor(document.id, text, "cue", [Span(start + 5, start + 9)])
        content = make_anchor(document.id, text, "content", spot)
        attribution = Attribution(content, source, cue, mode="indirect", source_kind="named")
        attributions.append(attribution)
        claims.append(Claim(attribution.id, 0, make_anchor(document.id, text, "claim", spot)))
    return Reading(document, Extraction(document.id, tuple(attributions), tuple(claims)))


def test_transcript_renders_in_under_a_second():
    reading = long_reading()
    make_page([sample_reading()], made_by=MADE_BY)  # compiles the template
    times = []
    for _ in range(3):
        start = time.process_time()
        make_page([reading], made_by=MADE_BY)
        times.append(time.process_time() - start)
    assert min(times) < 1.0
