import pytest
from hypothesis import given
from hypothesis import strategies as st

from golden.marked import Marking, parse_marked, write_marked
from reportedly.model import Span


@st.composite
def marked_things(draw: st.DrawFn) -> tuple[str, tuple[Marking, ...]]:
    text = draw(st.text(st.characters(exclude_characters="‹›", codec="utf-8"), max_size=60))
    ids = draw(st.sets(st.sampled_from(["s1", "t1", "t2", "f10", "d3"]), max_size=4))
    markings = []
    for name in sorted(ids):
        size = len(text)
        cuts = sorted(draw(st.sets(st.integers(0, size), max_size=4)))
        spans = tuple(Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False))
        words = draw(st.sampled_from(["", "day", 'low=1 high= hedge="at least"']))
        if spans:
            markings.append(Marking(name, spans, words))
    return text, tuple(markings)


@given(marked_things())
def test_writing_and_parsing_are_inverse(thing: tuple[str, tuple[Marking, ...]]) -> None:
    text, markings = thing
    marked = write_marked(text, markings)
    assert parse_marked(marked) == (text, markings)
    assert write_marked(*parse_marked(marked)) == marked


def test_a_marking_has_values_and_bare_words() -> None:
    _, (marking,) = parse_marked('‹f1 low=1 high= hedge="at least" day›one‹/f1›')
    assert marking.values == {"low": "1", "high": "", "hedge": "at least"}
    assert (marking.bare, marking.kind, marking.n) == (["day"], "f", 1)


@pytest.mark.parametrize("bad", ["‹s1›open", "a ‹ b", "‹s1›a‹s1›b‹/s1›"])
def test_what_is_not_well_marked_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match=r"stray|twice"):
        parse_marked(bad)
