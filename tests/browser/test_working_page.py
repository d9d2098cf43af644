import re
from itertools import pairwise

import pytest
from publish_samples import (
    quoted_reading,
    sample_failures,
    sample_reading,
    untranslated_reading,
)

from reportedly.model import Attribution, Claim, Extraction, Span, make_anchor
from reportedly.publish import Reading, make_page

pytestmark = pytest.mark.browser

SEGMENTS = "[...document.querySelectorAll('.text .seg')].map(e => e.textContent)"
LIT = "[...document.querySelectorAll('.text .r.on')].map(e => e.textContent).join('|')"
BY = "[...document.querySelectorAll('.text .r.by')].map(e => e.textContent).join('|')"
ON = "[...document.querySelectorAll('.card.on')].map(e => e.id)"
IN_VIEW = """selector => {
  const box = document.querySelector(selector).getBoundingClientRect();
  return box.top >= 0 && box.top < innerHeight;
}"""


def wait_in_view(page, selector: str) -> None:
    # Playwright's own waiting evaluates strings in the page, which the page's policy forbids.
    for _ in range(100):
        if page.evaluate(IN_VIEW, selector):
            return
        page.wait_for_timeout(20)
    pytest.fail(f"{selector} did not come into view")


@pytest.fixture(scope="module")
def reading() -> Reading:
    return sample_reading()


@pytest.fixture(scope="module")
def html(reading) -> str:
    return make_page([reading], made_by="reportedly 0.1.0")


@pytest.fixture(scope="module")
def several(reading) -> str:
    readings = [reading, untranslated_reading(), quoted_reading("So ", "Bo", "the end")]
    return make_page(readings, failures=sample_failures(), made_by="reportedly 0.1.0")


def test_text_is_the_documents_text(open_page, html, reading):
    page = open_page(html)
    text = reading.document.text
    assert page.evaluate(SEGMENTS) == [text[slice(*s.span)] for s in reading.document.segments]


HARD = "👩‍👩‍👧‍👦 e\u0301a\u0308 \r\n 🇰🇵𐍈 אבג \u202eabc\u202c \u2066x\u2069 \x07\x1b <b>&amp;</b>\t."


def test_every_boundary_in_hard_text_survives(open_page):
    document = quoted_reading("", "x", HARD).document
    text = document.text
    pairs = []
    for at in range(len(text) - 1):
        content = make_anchor(document.id, text, "content", [Span(at, at + 2)])
        attribution = Attribution(content, mode="direct")
        anchor = make_anchor(document.id, text, "claim", [Span(at, at + 2)])
        pairs.append((attribution, Claim(attribution.id, 0, anchor)))
    found = Extraction(document.id, tuple(a for a, _ in pairs), tuple(c for _, c in pairs))
    page = open_page(make_page([Reading(document, found)], made_by="x"))
    assert page.evaluate(SEGMENTS) == [text]
    page.click(f"[id='{pairs[5][1].id}'] .said")
    assert page.evaluate(LIT.replace("join('|')", "join('')")) == text[5:7]


def test_card_lights_its_words_and_their_source(open_page, html, reading):
    page = open_page(html)
    claim = reading.extraction.claims[0]
    page.click(f"#{claim.id} .said")
    assert page.evaluate(ON) == [claim.id]
    lit = page.evaluate(LIT).replace("|", "")
    assert lit == "1,200 engineerswould cross the Aster strait before winter"
    by = page.evaluate(BY).replace("|", "")
    assert by == "Norland's defence minister Ada Lindsaid"
    assert page.url.endswith(f"#{claim.id}")
    assert page.locator(f"#{claim.id}").get_attribute("aria-current") == "true"


def test_card_brings_its_words_into_view(open_page, html, reading):
    page = open_page(html)
    last = reading.extraction.claims[-1]
    page.evaluate("document.querySelector('.claims').scrollTo(0, 1e6)")
    page.click(f"#{last.id} .said")
    wait_in_view(page, ".text .r.on")


def test_words_select_every_card_that_shares_them(open_page, html, reading):
    page = open_page(html)
    shared = page.locator(".text .r", has_text=re.compile("^cross$"))
    shared.click()
    claims = reading.extraction.claims
    assert page.evaluate(ON) == [claims[0].id, claims[1].id]
    wait_in_view(page, f"#{claims[0].id}")
    page.locator(".text .r.k-source", has_text="the ministry").click()
    assert page.evaluate(ON) == [claims[4].id]
    page.keyboard.press("Escape")
    assert page.evaluate(ON) == []


def test_claim_number_in_the_text_leads_to_its_card(open_page, html, reading):
    page = open_page(html)
    claim = reading.extraction.claims[8]
    page.locator(f"[id='t-{claim.id}']").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(ON) == [claim.id]
    wait_in_view(page, f"#{claim.id}")


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("prefix", ["", "t-"])
def test_address_selects_its_claim(open_page, html, reading, width, prefix):
    claim = reading.extraction.claims[13]
    page = open_page(html, width=width, fragment=f"#{prefix}{claim.id}")
    assert page.evaluate(ON) == [claim.id]
    assert "15" in page.evaluate(LIT)
    if width == 1280 or not prefix:
        wait_in_view(page, f"#{claim.id}")
    if width == 1280 or prefix:
        wait_in_view(page, f"[id='t-{claim.id}']")


def test_back_returns_to_the_claim_before(open_page, html, reading):
    page = open_page(html)
    first, second = reading.extraction.claims[:2]
    page.click(f"#{first.id} .said")
    page.click(f"#{second.id} .said")
    page.go_back()
    assert page.evaluate(ON) == [first.id]


def test_filter_by_words_and_by_kind_of_source(open_page, html):
    page = open_page(html)
    count = page.locator("#count")
    assert count.text_content() == "15 claims"
    page.fill("#find", "lind mines")
    assert count.text_content() == "1 of 15 claims"
    assert page.locator(".card:visible").count() == 1
    page.fill("#find", "NAIVE")
    assert count.text_content() == "1 of 15 claims"
    page.fill("#find", "no such words")
    assert page.locator(".claims .none").is_visible()
    assert page.locator(".total").text_content() == "0 of 15"
    page.fill("#find", "")
    page.select_option("#kind", "anonymous")
    assert count.text_content() == "2 of 15 claims"
    assert count.get_attribute("aria-live") == "polite"
    page.select_option("#kind", "")
    assert count.text_content() == "15 claims"


def test_hidden_card_reappears_when_its_words_are_chosen(open_page, html, reading):
    page = open_page(html)
    page.fill("#find", "mines")
    page.locator(".text .r", has_text="soldiers were").first.click()
    assert page.evaluate(ON) == [reading.extraction.claims[2].id]
    assert page.locator("#count").text_content() == "15 claims"


def test_identifier_is_copied(open_page, html, reading):
    page = open_page(html, permissions=["clipboard-read", "clipboard-write"])
    claim = reading.extraction.claims[1]
    page.locator(f"#{claim.id} .copy").click()
    assert page.evaluate("navigator.clipboard.readText()") == claim.id
    assert page.locator("#said").text_content() == f"Copied {claim.id}"


def test_arrows_walk_through_the_cards(open_page, html, reading):
    page = open_page(html)
    page.locator(".card .said").first.focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate(ON) == [reading.extraction.claims[1].id]
    page.keyboard.press("ArrowUp")
    assert page.evaluate(ON) == [reading.extraction.claims[0].id]


def test_focus_can_be_seen(open_page, html):
    page = open_page(html)
    for _ in range(3):
        page.keyboard.press("Tab")
    style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert style == "solid"


@pytest.mark.parametrize("script", [True, False])
def test_marks_can_be_switched_off(open_page, html, script):
    page = open_page(html, java_script_enabled=script)
    source = page.locator(".text .k-source").first
    colour = "e => getComputedStyle(e).textDecorationColor"
    before = source.evaluate(colour)
    page.uncheck("#layer-source")
    after = source.evaluate(colour)
    assert before != after == "rgba(0, 0, 0, 0)"
    assert page.locator(".text .ref").first.is_visible()
    page.uncheck("#layer-claim")
    assert not page.locator(".text .ref").first.is_visible()


def test_links_work_without_script(open_page, html, reading):
    claim = reading.extraction.claims[13]
    page = open_page(html, java_script_enabled=False)
    assert not page.locator("#find").is_visible()
    page.locator(f"#{claim.id} .said").click()
    assert page.url.endswith(f"#t-{claim.id}")
    assert page.evaluate(IN_VIEW, f"[id='t-{claim.id}']")
    page.locator(f"[id='t-{claim.id}']").click()
    assert page.url.endswith(f"#{claim.id}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 375, 768, 1280, 1920])
def test_no_sideways_scrolling(open_page, several, width, scheme):
    page = open_page(several, width=width, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_long_words_do_not_widen_a_phone(open_page):
    long = "x" * 400
    page = open_page(make_page([quoted_reading("", long, long)], made_by=long), width=375)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


HOSTILE = "</script><img src=x onerror=alert(1)>\" ' onclick=alert(2) {{7*7}} \u202egpj.exe 𝕏"


def test_hostile_words_stay_words(open_page):
    reading = quoted_reading(HOSTILE, HOSTILE, HOSTILE)
    page = open_page(make_page([reading], made_by="x"))
    assert page.evaluate(SEGMENTS) == [reading.document.text]
    assert page.locator("img").count() == 0
    page.locator(".said").click()
    assert page.locator(".said").text_content().startswith("</script><img")
    assert page.locator(".k-control").first.get_attribute("data-code") == "U+202E"


def test_reordering_characters_cannot_turn_words_around(open_page):
    page = open_page(make_page([quoted_reading("", "A", "\u202eabc def")], made_by="x"))
    order = page.evaluate(
        """() => {
          const seg = document.querySelector('.seg');
          const walk = document.createTreeWalker(seg, NodeFilter.SHOW_TEXT);
          const range = document.createRange();
          let node, spots = [];
          while ((node = walk.nextNode())) for (const c of 'abc') {
            const at = node.data.indexOf(c);
            if (at < 0) continue;
            range.setStart(node, at); range.setEnd(node, at + 1);
            spots.push(range.getBoundingClientRect().left);
          }
          return spots.slice(-3);
        }"""
    )
    assert order == sorted(order)


def test_right_to_left_text_reads_from_the_right(open_page):
    page = open_page(make_page([untranslated_reading()], made_by="x"))
    assert page.locator(".seg").first.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert page.locator(".text").get_attribute("lang") == "ar"
    assert page.locator("html").get_attribute("lang") == "en"


def test_everything_has_a_name(open_page, several):
    page = open_page(several)
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('a, button, input, select, summary, nav, section')]
          .filter(e => !(e.textContent.trim() || e.getAttribute('aria-label')
            || (e.getAttribute('aria-labelledby') && document.getElementById(
                e.getAttribute('aria-labelledby')))
            || (e.labels && [...e.labels].some(l => l.textContent.trim()))))
          .map(e => e.outerHTML.slice(0, 80))"""
    )
    assert nameless == []
    doubled = page.evaluate(
        """() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
          return ids.filter((id, n) => ids.indexOf(id) !== n); }"""
    )
    assert doubled == []
    for landmark in ("main", "header", "footer", "nav[aria-label]", "[role=search]"):
        assert page.locator(landmark).count() >= 1


def test_headings_do_not_skip_levels(open_page, several):
    page = open_page(several)
    levels = page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(e => Number(e.tagName[1]))"
    )
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_targets_are_large_enough_for_a_finger(open_page, html):
    page = open_page(html, width=375)
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, input[type=search], select, .layer')]
          .filter(e => e.getBoundingClientRect().height < 24).map(e => e.outerHTML.slice(0, 60))"""
    )
    assert small == []


def test_long_transcript_stays_usable(open_page):
    words = " ".join(f"word{n}" for n in range(5000))
    base = quoted_reading("", "Speaker", words)
    document, text = base.document, base.document.text
    pairs = []
    for n in range(1000):
        spot = [Span(n * 38 + 20, n * 38 + 70)]
        content = make_anchor(document.id, text, "content", spot)
        source = make_anchor(document.id, text, "source", [Span(n * 38, n * 38 + 9)])
        attribution = Attribution(content, source, mode="indirect", source_kind="named")
        claim = Claim(attribution.id, 0, make_anchor(document.id, text, "claim", spot))
        pairs.append((attribution, claim))
    found = Extraction(document.id, tuple(a for a, _ in pairs), tuple(c for _, c in pairs))
    page = open_page(make_page([Reading(document, found)], made_by="x"))
    spent = page.evaluate(
        """() => { const start = performance.now();
          document.querySelectorAll('.said')[900].click();
          const find = document.getElementById('find');
          find.value = 'word900'; find.dispatchEvent(new Event('input'));
          document.body.getBoundingClientRect();
          return performance.now() - start; }"""
    )
    assert spent < 2000
    assert page.locator(".card:visible").count() > 0


def test_print_shows_text_and_claims_without_controls(open_page, html):
    page = open_page(html)
    page.emulate_media(media="print")
    assert not page.locator("#bar").is_visible()
    assert page.locator(".banner").is_visible()
    assert page.locator(".card").last.is_visible()
    overflow = page.locator(".claims").evaluate("e => getComputedStyle(e).overflowY")
    assert overflow == "visible"
