import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extract.quotes import PAIRS, Quote, QuoteIndex, find_quotes
from reportedly.model import Segment, Span, contains

MARKS = sorted({*PAIRS, *PAIRS.values()})


def find(*paragraphs: str) -> tuple[str, tuple[Quote, ...], int]:
    text, segments = "", []
    for words in paragraphs:
        if words:
            segments.append(Segment("paragraph", Span(len(text), len(text) + len(words))))
        text += words + "\n"
    quotes, lost = find_quotes(text, segments)
    return text, quotes, lost


@pytest.mark.parametrize(
    ("text", "inner", "lost"),
    [
        ("He said “yes” twice.", ["yes"], 0),
        ('He said "yes" and "no".', ["yes", "no"], 0),
        ("Er sagte „ja“ laut.", ["ja"], 0),
        ("”Yes, we do.” She left.", ["Yes, we do."], 0),
        ("She left early” and ”Yes, we do.”", [], 3),
        ("Он сказал «да» тихо.", ["да"], 0),
        ("They say ''yes'' here.", ["yes"], 0),
        ("They say ``yes'' here.", ["yes"], 0),
        ("They say ‘‘yes’’ here.", ["yes"], 0),
        ("an “outer “inner” rest", ["outer “inner"], 1),
        ("nothing ” opened", [], 1),
        ('one " alone', [], 1),
        ("left “open to the end", ["open to the end"], 1),
        ('a 12" gun and a 5" gun', [], 0),
        ('"it was 12" he said', ["it was 12"], 0),
        ("“” empty", [], 0),
        ("it's the crew's", [], 0),
    ],
)
def test_pairs(text: str, inner: list[str], lost: int) -> None:
    printed, quotes, unpaired = find(text)
    assert [printed[slice(*q.inner)] for q in quotes] == inner
    assert unpaired == lost


@pytest.mark.parametrize("mark", ["“", '"', "''", "«"])
def test_a_quotation_goes_on_in_the_next_paragraph(mark: str) -> None:
    text, quotes, lost = find(f"{mark}First we left.", f"{mark}Then we came{PAIRS[mark]} he said.")
    assert [text[slice(*q.inner)] for q in quotes] == ["First we left.", "Then we came"]
    assert [q.closed for q in quotes] == [False, True]
    assert lost == 0


@given(
    st.lists(st.sampled_from([*MARKS, "a", " ", "5", "'", ". "]), max_size=40), st.integers(0, 40)
)
def test_quotes_lie_in_the_text_in_order_and_apart(pieces: list[str], cut: int) -> None:
    text, quotes, lost = find("".join(pieces[:cut]), "".join(pieces[cut:]))
    end = 0
    for quote in quotes:
        assert contains(Span(end, len(text)), quote.outer)
        assert contains(quote.outer, quote.inner)
        assert quote.inner.start < quote.inner.end
        assert "\n" not in text[slice(*quote.outer)]
        end = quote.outer.end
    assert lost >= 0


@given(st.lists(st.sampled_from([*MARKS, "a b", " "]), max_size=30), st.data())
def test_the_index_finds_what_a_search_finds(pieces: list[str], data: st.DataObject) -> None:
    text, quotes, _ = find("".join(pieces))
    index = QuoteIndex(quotes)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    span = Span(start, end + 1)
    over = [q for q in quotes if q.outer.start < span.end and span.start < q.outer.end]
    assert list(index.over(span)) == over
    ended = [q for q in quotes if q.outer.end <= start]
    assert index.before(start) == (ended[-1] if ended else None)
    assert index.words_at(start) == any(q.inner.start <= start < q.inner.end for q in quotes)


def test_an_opening_mark_ends_a_quotation_that_was_left_open() -> None:
    text = 'She said: "We will win. "It is true," he said.'
    segment = Segment("paragraph", Span(0, len(text)))
    quotes, lost = find_quotes(text, [segment])
    assert [text[slice(*q.inner)] for q in quotes] == ["It is true,"]
    assert lost == 1
