from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reportedly.extract.learned.windows import Window, cut_windows, widest


@st.composite
def texts(draw: st.DrawFn) -> tuple[int, list[int], int, int]:
    """Length, sentence starts, size and stride of windows."""
    length = draw(st.integers(1, 900))
    starts = {0, *draw(st.lists(st.integers(0, length - 1), max_size=40))}
    size = draw(st.integers(20, 220))
    return length, sorted(starts), size, draw(st.integers(5, size - 5))


@given(texts())
def test_windows_cover_everything_and_go_forward(text: tuple[int, list[int], int, int]) -> None:
    length, _starts, size, stride = text
    windows = cut_windows(*text)
    assert windows[0].start == 0
    assert windows[-1].end == length
    for window, later in pairwise(windows):
        assert 0 < later.start - window.start <= stride
        assert later.start <= window.end
    assert all(w.end - w.start <= size for w in windows)


def test_a_window_begins_where_a_sentence_does() -> None:
    windows = cut_windows(300, [0, 40, 90, 130, 170, 250], 200, 150)
    assert [(w.start, w.end) for w in windows] == [(0, 200), (130, 300)]


def test_no_pieces_no_windows() -> None:
    assert cut_windows(0, [], 220, 160) == ()


def test_the_edge_of_the_text_is_no_want_of_context() -> None:
    windows = [Window(0, 100, 300), Window(60, 160, 300), Window(200, 300, 300)]
    assert widest(windows, 0, 3) == 0
    assert widest(windows, 70, 75) == 0
    assert widest(windows, 95, 99) == 1
    assert widest(windows, 297, 300) == 2


def test_a_stretch_longer_than_a_window_is_seen_from_its_beginning() -> None:
    windows = [Window(0, 100, 300), Window(60, 160, 300)]
    assert widest(windows, 80, 290) == 1
