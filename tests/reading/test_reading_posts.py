import pytest

from reportedly.model import Span
from reportedly.reading.lines import split_lines
from reportedly.reading.posts import find_posts, is_signature, mark_post, mark_signature

LONG = "The committee met for two hours and heard three witnesses from the ministry. " * 6


def _posts(text: str) -> list[list[str]]:
    lines = split_lines(text)
    return [
        [text[lines[n].start : lines[n].end] for n in post.lines]
        for post in find_posts(text, lines)
    ]


@pytest.mark.parametrize(
    "printed",
    [
        "— Ida Lind (@idal_test) June 18, 2025",
        "– Ida Lind (@idal_test)",
        "-- Ida Lind (@idal_test) 18 June 2025",
        "— @idal_test 10:32 AM · Jun 18, 2025",
        "A post shared by Ida Lind (@idal_test)",
        "Posted by @idal_test on June 18, 2025",
        "https://t.me/some_channel/1234",
        "t.me/some_channel",
    ],
)
def test_signatures(printed: str) -> None:
    assert is_signature(printed)


@pytest.mark.parametrize(
    "printed",
    [
        "— and so it went on",
        "- an item (see annex)",
        "By Ida Lind",
        "June 18, 2025",
        "– press@x.org",
    ],
)
def test_what_signs_no_post(printed: str) -> None:
    assert not is_signature(printed)


def test_a_post_reaches_up_to_its_capitals_and_no_further() -> None:
    post = ["🚨 BRIDGE OPENS TODAY", "Soon… https://t.co/abc", "— I L (@idal) June 1, 2025"]
    assert _posts("\n".join([LONG, *post, LONG])) == [post]


def test_a_line_of_links_takes_the_words_above_it_along() -> None:
    text = f"{LONG}\nThe bridge is open.\nhttps://t.co/abc\n— I L (@idal) June 1, 2025"
    assert _posts(text)[0][0] == "The bridge is open."


@pytest.mark.parametrize(
    "head", ["Ida Lind @idal · Jun 18, 2025", "@idal:", "Posted by Ida Lind on Telegram:"]
)
def test_an_account_line_opens_a_post(head: str) -> None:
    assert _posts(f"{LONG}\n\n{head}\nThe bridge is open.\n\n{LONG}") == [
        [head, "The bridge is open."]
    ]


def test_a_telegram_link_closes_a_post() -> None:
    assert _posts("The bridge is open.\nhttps://t.me/bridge/12\n" + LONG) == [
        ["The bridge is open.", "https://t.me/bridge/12"]
    ]


def test_a_byline_with_a_handle_opens_no_post() -> None:
    assert _posts(f"By Ida Lind @idal\n{LONG}") == []
    assert _posts(f"Ida Lind (@idal)\n{LONG}") == []


def test_two_posts_in_a_row_stay_apart() -> None:
    one = "First. https://t.co/a\n— A B (@ab_c) June 1, 2025"
    two = "Second. https://t.co/b\n— C D (@cd_e) June 2, 2025"
    assert [len(lines) for lines in _posts(f"{one}\n{two}")] == [2, 2]


def test_marks_of_a_post() -> None:
    text = "🚨🇷🇺 More from @idal #now… https://t.co/a@b pic.twitter.com/Zz9"
    marks = [(m.kind, text[m.span.start : m.span.end]) for m in mark_post(text, Span(0, len(text)))]
    assert marks == [
        ("emoji", "🚨🇷🇺"),
        ("handle", "@idal"),
        ("truncation", "…"),
        ("link", "https://t.co/a@b"),
        ("link", "pic.twitter.com/Zz9"),
    ]


def test_an_ellipsis_inside_a_post_is_no_cut() -> None:
    text = "well… it opened"
    assert mark_post(text, Span(0, len(text))) == ()


def test_marks_of_a_signature() -> None:
    text = "x — Ida Lind (@idal) June 18, 2025"
    marks = [
        (m.kind, text[m.span.start : m.span.end]) for m in mark_signature(text, Span(2, len(text)))
    ]
    assert marks == [("name", "Ida Lind"), ("handle", "@idal"), ("date", "June 18, 2025")]
