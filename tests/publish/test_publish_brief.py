import io

import pytest
from publish_samples import (
    plain_document,
    quoted_reading,
    sample_failures,
    sample_reading,
    untranslated_reading,
)
from rich.cells import cell_len
from rich.console import Console

from reportedly.model import Document, Extraction, Figure, Stated, absent, make_anchor
from reportedly.publish import Reading, make_brief

WIDTHS = (40, 80, 160)


def printed(brief, width: int = 80, *, colour: bool = False) -> str:
    out = io.StringIO()
    system = "truecolor" if colour else None
    console = Console(
        file=out, width=width, force_terminal=colour, color_system=system, legacy_windows=False
    )
    console.print(brief)
    return out.getvalue()


def flat(text: str) -> str:
    return " ".join(text.split())


def dated(measure: str, low: int, speaker: str, day: str) -> Reading:
    reading = quoted_reading("", speaker, f"{low:,} men fell")
    attribution = reading.extraction.attributions[0]
    document = Document(
        reading.document.text,
        reading.document.segments,
        "text/1",
        kind="digest",
        title=absent("a digest"),
        publisher=Stated("Courier", "given", "argument"),
        published=Stated(day, "given", "argument"),
    )
    start = attribution.content.start
    anchor = make_anchor(document.id, document.text, "figure", [(start, start + len(f"{low:,}"))])
    figure = Figure(anchor, low, None, measure=measure, attribution=attribution.id)
    return Reading(document, Extraction(document.id, (attribution,), (), (figure,)))


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_terminal(width):
    many = [sample_reading(), untranslated_reading()] * 2
    for readings in (many[:2], many):
        text = printed(make_brief(readings, failures=sample_failures()), width)
        assert max(cell_len(line) for line in text.splitlines()) <= width


@pytest.mark.parametrize("width", [80, 160])
def test_speaker_figure_and_reading_stand_side_by_side(width):
    text = flat(printed(make_brief([sample_reading()]), width))
    for words in ("Ada Lind", "Sund intelligence", "At least 340", "Kerrin Bay", "[negative]"):
        assert words in text
    assert "→ ≥ 340 killed" in text
    assert "anonymous, indirect" in text


def test_header_says_what_the_date_rests_on():
    text = flat(printed(make_brief([sample_reading()]), 160))
    assert "2025-06-18 — proposed from an embedded post (“June 18, 2025”)" in text
    assert "Halvard Courier" in text


def test_narrative_claims_without_figures_are_counted_or_shown():
    brief = printed(make_brief([sample_reading()]))
    assert "Between 20 and 30 vessels" in brief
    assert "Ships wait for days" not in brief
    assert "and 2 claims in the author's voice, without figures" in brief
    full = printed(make_brief([sample_reading()], narrative=True))
    assert "Ships wait for days" in full
    assert "without figures" not in full


def test_counts_of_kept_and_rejected():
    text = flat(printed(make_brief([sample_reading()]), 160))
    assert "15 claims, 9 figures, 6 dates, 4 places, 5 parties, 2 events" in text
    assert "rejected 1 no anchor date, 3 page number" in text


def test_untitled_and_not_extracted_say_why():
    text = flat(printed(make_brief([untranslated_reading()])))
    assert "untitled — no first line" in text
    assert "Not extracted" in text
    assert "(ar)" in text
    assert "digest of Al-Marsa" in text


def test_failures_are_listed():
    text = flat(printed(make_brief([], failures=sample_failures())))
    assert "2 failures" in text
    assert "http_404: the server has no such page" in text
    assert "(may be tried again)" in text


def test_nothing_at_all_is_said():
    assert printed(make_brief([])).strip() == "Nothing was read."


def test_figures_by_speaker_are_sorted_by_measure_then_date():
    readings = [
        dated("wounded", 50, "Cole", "2025-01-01"),
        dated("killed", 600, "Baker", "2025-04-30"),
        dated("killed", 100, "Adams", "2024-12-19"),
        dated("killed", 2000, "Dunn", "2025-09-02"),
    ]
    text = printed(make_brief(readings), 160)
    table = text[text.index("Figures by speaker") :]
    order = [table.index(w) for w in ("killed", "Adams", "Baker", "Dunn", "wounded", "Cole")]
    assert order == sorted(order)
    assert "2024-12-19" in table
    assert "digest of Courier" in table
    assert "4 documents" in text


def test_figures_without_measure_are_counted():
    readings = [sample_reading(), *(untranslated_reading() for _ in range(3))]
    text = flat(printed(make_brief(readings), 160))
    assert "2 further figures without a measure" in text
    assert "not extracted: claims are not read in its language (ar)" in text


def test_width_can_be_given():
    text = printed(make_brief([sample_reading()], width=60), 160)
    assert max(cell_len(line.rstrip()) for line in text.splitlines()) <= 60


HOSTILE = "a\x1b]0;owned\x07\x1b[2J \u202egnihtyna\u202c [bold red]x[/bold red] [/] :skull: \x9b31m"


@pytest.mark.parametrize("times", [1, 5])
@pytest.mark.parametrize("width", WIDTHS)
def test_articles_cannot_steer_the_terminal(width, times):
    readings = [quoted_reading("", HOSTILE, HOSTILE + str(n)) for n in range(times)]
    document = plain_document(
        HOSTILE,
        title=Stated(HOSTILE, "markup", HOSTILE),
        publisher=Stated(HOSTILE, "markup", "x"),
        published=absent(HOSTILE),
        language=Stated("en", "detected", "x"),
        address=Stated("https://x.example/\x1b[2J", "given", "x"),
    )
    readings.append(Reading(document, Extraction(document.id)))
    text = printed(make_brief(readings, failures=sample_failures(), narrative=True), width)
    assert not {"\x1b", "\x07", "\x9b", "\u202e", "\u202c"} & set(text)
    assert "[bold" in text


def test_colour_is_the_only_use_of_escapes():
    text = printed(make_brief([quoted_reading("", "A\x1b[31m", "words")]), colour=True)
    assert "\x1b[31m" not in text
    assert "<U+001B>[31m" in text
