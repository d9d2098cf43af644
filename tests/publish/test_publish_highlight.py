import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import Span, overlaps
from reportedly.publish.highlight import Marked, Run, share_out, split_runs

# Astral, combining, right-to-left, joined emoji, flags, variation selectors and CR LF.
ALPHABET = "ab \r\n\t<&\"'é\u0301\u0308👩\u200d👧🇰🇵\ufe0fאבع\u202e\u2066𐍈"
texts = st.text(alphabet=ALPHABET, max_size=40) | st.text(max_size=40)


@st.composite
def marked_texts(draw):
    text = draw(texts)
    spots = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(spots, spots, st.integers(0, 5)), max_size=12))
    marked = [Marked(Span(min(a, b), max(a, b)), key) for a, b, key in pairs]
    return text, marked


@given(marked_texts())
def test_runs_join_to_the_text(case):
    text, marked = case
    runs = split_runs(Span(0, len(text)), marked)
    assert "".join(text[r.span.start : r.span.end] for r in runs) == text
    assert all(r.span.start < r.span.end for r in runs)


@given(marked_texts())
def test_each_code_point_carries_exactly_the_marks_that_cover_it(case):
    text, marked = case
    for run in split_runs(Span(0, len(text)), marked):
        for at in range(*run.span):
            covering = {m.key for m in marked if m.span.start <= at < m.span.end}
            assert set(run.keys) == covering
            assert len(run.keys) == len(covering)


@given(marked_texts(), st.data())
def test_a_part_of_the_text_is_cut_out_of_the_whole(case, data):
    text, marked = case
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    runs = split_runs(Span(start, end), marked)
    assert "".join(text[r.span.start : r.span.end] for r in runs) == text[start:end]


@given(marked_texts())
def test_normal_forms_survive(case):
    text, marked = case
    runs = split_runs(Span(0, len(text)), marked)
    joined = "".join(text[r.span.start : r.span.end] for r in runs)
    assert unicodedata.normalize("NFC", joined) == unicodedata.normalize("NFC", text)


def test_overlapping_marks():
    marked = [Marked(Span(0, 4), "a"), Marked(Span(2, 6), "b")]
    assert split_runs(Span(0, 7), marked) == (
        Run(Span(0, 2), ("a",)),
        Run(Span(2, 4), ("a", "b")),
        Run(Span(4, 6), ("b",)),
        Run(Span(6, 7), ()),
    )


def test_discontinuous_mark_is_one_key_in_two_places():
    marked = [Marked(Span(0, 1), "a"), Marked(Span(2, 3), "a")]
    assert [r.keys for r in split_runs(Span(0, 3), marked)] == [("a",), (), ("a",)]


def test_nothing_to_cut():
    assert split_runs(Span(3, 3), [Marked(Span(0, 9), "a")]) == ()
    assert split_runs(Span(0, 2), [Marked(Span(1, 1), "a")]) == (Run(Span(0, 2)),)


@given(marked_texts(), st.lists(st.integers(0, 40), max_size=8))
def test_shares_hold_exactly_what_touches(case, cuts):
    _, marked = case
    edges = sorted(set(cuts))
    stretches = [Span(*p) for p in zip(edges[::2], edges[1::2], strict=False)]
    marked = [m for m in marked if m.span.start < m.span.end]
    for stretch, share in zip(stretches, share_out(stretches, marked), strict=True):
        assert list(share) == [m for m in marked if overlaps(m.span, stretch)]
