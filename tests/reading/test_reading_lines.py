from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.reading.lines import find_width, split_lines

WRAPPED = """The committee was told that about six hundred of the men had been
killed and that four thousand more had been hurt, most of them in the
winter months, before the front moved back.

It asked for a new count."""


def test_lines_gaps_and_indents() -> None:
    text = "\n one \r\n\r\n\u2028two\x0cthree"
    lines = [(text[x.start : x.end], x.gap, x.indent) for x in split_lines(text)]
    assert lines == [("one", 1, 1), ("two", 2, 0), ("three", 0, 0)]


@given(st.text())
def test_lines_hold_every_visible_character_in_order(text: str) -> None:
    lines = split_lines(text)
    words = "".join(text[x.start : x.end] for x in lines)
    assert "".join(words.split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(lines))


def test_wrapped_text_has_a_width() -> None:
    assert 60 <= find_width(WRAPPED, split_lines(WRAPPED)) <= 72


@pytest.mark.parametrize(
    "text",
    [
        "One paragraph that is quite long and ends here.\nAnother one that is as long, too.",
        "Head\n" + "A paragraph that goes on for a very long time, well past any margin, " * 4,
        "- an item of a list that has some length to it\n- another item of about that length",
        "short\nlines\nonly",
        "",
    ],
)
def test_a_paragraph_per_line_has_none(text: str) -> None:
    assert find_width(text, split_lines(text)) == 0
