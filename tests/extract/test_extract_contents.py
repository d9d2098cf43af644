from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extract import Attributor, Options, extract_document
from reportedly.extract.contents import tidy_content, with_marks
from reportedly.extract.quotes import QuoteIndex, find_quotes
from reportedly.model import Segment, Span
from reportedly.reading import Given, read_text


def index(text: str) -> QuoteIndex:
    return QuoteIndex(find_quotes(text, [Segment("paragraph", Span(0, len(text)))])[0])


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("“We left,” she said.", "We left", "“We left,”"),
        ('"We left." She said so.', "We left", '"We left."'),
        ("She called it “a gift”, and left.", "it “a gift", "it “a gift”"),
        ("She called it “a gift”, and left.", "a gift”, and left", "“a gift”, and left"),
        ("“We left early,” she said.", "left early", "left early"),
        ("“Go,” he said, “or stay.”", "or stay", "“or stay.”"),
        ("He said that they left.", "that they left", "that they left"),
    ],
)
def test_a_quotation_is_taken_with_its_marks(text: str, content: str, expected: str) -> None:
    at = text.index(content)
    ((start, end),) = with_marks(text, [Span(at, at + len(content))], index(text))
    assert text[start:end] == expected


@pytest.mark.parametrize("maker", ["rules", "learned"])
def test_how_somebody_spoke_is_not_what_was_said(maker: Attributor) -> None:
    text = "The bridge had been mined, an official said, asking not to be identified."
    found = extract_document(read_text(text, Given(language="en")), Options(attribution=maker))
    said = [a.content.text for a in found.attributions if a.mode != "narrative"]
    assert said == ["The bridge had been mined"]


@given(st.text(alphabet="ab “”\"',.\n", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_no_word_is_won_or_lost(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    trimmed = tidy_content(text, [Span(start, end)], ())
    found = with_marks(text, trimmed, index(text))
    assert len(found) == len(trimmed)
    for less, more in zip(trimmed, found, strict=True):
        assert more.start <= less.start < less.end <= more.end
        beyond = text[more.start : less.start] + text[less.end : more.end]
        assert not any(c.isalnum() for c in beyond)
    assert all(x.end <= y.start for x, y in pairwise(found))
