from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import InputError
from reportedly.model import Document
from reportedly.reading import HTML_READER, read_document

Shown = Callable[[Document], list[tuple[str, str]]]
Read = Callable[..., Document]

RAIN = "The council said on Sunday that it would lend forty ploughs to its neighbours again."
FILL = "".join(f"<p>{RAIN} Row {n}.</p>" for n in range(6))


def _page(body: str, head: str = "") -> str:
    return (
        f"<!doctype html><html><head><title>Ploughs</title>{head}</head><body><nav><a>Home</a>"
        f"</nav><article><h1>Council lends its ploughs</h1>{FILL}{body}<p>{RAIN}</p></article>"
        "</body></html>"
    )


def _new(read: Read, shown: Shown, body: str) -> list[tuple[str, str]]:
    return shown(read(_page(body), "a.html"))[7:-1]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p>North <b>Ko</b>rea <i>sent</i> <a href=#>men</a>.</p>", "North Korea sent men."),
        ("<p>Shoigu &amp; Kim &#8212; &ldquo;so&rdquo; &lt;b&gt;</p>", "Shoigu & Kim — “so” <b>"),
        ("<p>one<br>two</p>", "one\ntwo"),
        ("<p>a\n   b\t c</p>", "a b c"),
        ("<p>6&nbsp;000 men came</p>", "6 000 men came"),
        ("<p>قال الوزير إن e\u0301te\u0301</p>", "قال الوزير إن e\u0301te\u0301"),
        ("<p>On <time>Tuesday</time> it rained.</p>", "On Tuesday it rained."),
        ("<p>unclosed <b>tag<p>next one</b>", "unclosed tag"),
    ],
)
def test_words_of_a_paragraph(read: Read, shown: Shown, body: str, words: str) -> None:
    assert _new(read, shown, body)[0] == ("paragraph", words)


def test_two_breaks_part_paragraphs(read: Read, shown: Shown) -> None:
    parts = _new(read, shown, "<p>one thing<br><br>two things</p>")
    assert [words for _, words in parts] == ["one thing", "two things"]


def test_a_bold_line_is_a_heading(read: Read, shown: Shown) -> None:
    parts = _new(read, shown, "<p><strong>What it says</strong></p><p>It is a loan.</p>")
    assert parts == [("heading", "What it says"), ("paragraph", "It is a loan.")]


def test_structure(read: Read, shown: Shown) -> None:
    body = (
        "<h2>What it says</h2><ul><li>one<ul><li>inner</li></ul></li><li>two</li></ul>"
        "<blockquote><p>It is a loan.</p></blockquote>"
        "<table><tr><th>Who</th><th>Many</th></tr><tr><td>carts</td><td>10</td></tr></table>"
        "<figure><img src=x><figcaption>A ford at dawn</figcaption></figure>"
    )
    assert _new(read, shown, body) == [
        ("heading", "What it says"),
        ("list_item", "one"),
        ("list_item", "inner"),
        ("list_item", "two"),
        ("quotation", "It is a loan."),
        ("table", "Who\tMany"),
        ("table", "carts\t10"),
        ("caption", "A ford at dawn"),
    ]


def test_lists_are_groups(read: Read) -> None:
    document = read(
        _page("<ul><li>a one</li><li>a two</li></ul><p>x</p><ol><li>b</li></ol>"), "a.html"
    )
    groups = [s.group for s in document.segments if s.kind == "list_item"]
    assert groups[0] == groups[1] != groups[2]


def test_what_is_hidden_or_code_never_enters(read: Read) -> None:
    body = (
        "<script>var secret=1</script><style>.secret{}</style><p hidden>secret</p>"
        "<div style='display:none'>secret</div><noscript>secret</noscript><!-- secret -->"
    )
    assert "secret" not in read(_page(body), "a.html").text


def test_the_headline_stands_first_once(read: Read, shown: Shown) -> None:
    document = read(_page(""), "a.html")
    assert shown(document)[0] == ("headline", "Council lends its ploughs")
    assert document.text.count("Council lends its ploughs") == 1
    assert document.title.span == (0, 25)


def test_bylines_and_datelines_are_segments(read: Read, shown: Shown) -> None:
    body = f"<p>By Ida Lind</p><p>GRAZ, May 4 (AP) — {RAIN}</p>{FILL}"
    page = f"<article><h1>Council lends its ploughs</h1>{body}</article>"
    parts = shown(read(page, "a.html"))
    assert ("dateline", "GRAZ, May 4 (AP) —") in parts
    document = read(page, "a.html")
    assert document.agency.value == "Associated Press"
    assert document.author.value == "Ida Lind"


def test_a_bare_date_tag_yields_to_a_printed_day(read: Read) -> None:
    head = "<meta name=date content=2025-06-13>"
    page = _page("", head).replace("</h1>", "</h1><p>Written: 2025-06-18 15:23:05</p>")
    document = read(page, "a.html")
    assert document.published.value == "2025-06-18"
    assert ("published", "2025-06-13") in [(f, s.value) for f, s in document.alternatives]


@pytest.mark.parametrize(
    "source",
    [
        "<html><body></body></html>",
        "<html><body><script>var a = 1;</script></body></html>",
        "<html><frameset cols=1><frame src=a></frameset></html>",
        "<p></p>",
    ],
)
def test_a_page_without_an_article(read: Read, source: str) -> None:
    with pytest.raises(InputError) as error:
        read(source, "a.html")
    assert error.value.code == "no_article"


@pytest.mark.parametrize("tag", ["div", "span", "blockquote", "ul><li", "table><tr><td"])
def test_deep_nesting_gives_a_text_or_a_refusal(read: Read, tag: str) -> None:
    for depth in (300, 50_000):
        try:
            assert RAIN in read(_page(f"<{tag}>" * depth + "x"), "a.html").text
        except InputError as error:
            assert error.code == "html_too_deep"  # noqa: PT017 - either outcome is right


def test_a_post_that_selection_drops_is_put_back(read: Read, shown: Shown) -> None:
    tweet = (
        '<blockquote class="twitter-tweet">Go https://t.co/a<br>— P P (@pplough) May 4, 2023'
        "</blockquote>"
    )
    page = _page(f"<div class='sharedaddy share-buttons'>{tweet}</div>")
    kinds = [kind for kind, _ in shown(read(page, "a.html"))]
    assert kinds[-3:] == ["post", "signature", "paragraph"]


BLOCKS = [
    "p",
    "div",
    "br",
    "b",
    "li",
    "ul",
    "table",
    "tr",
    "td",
    "h1",
    "h2",
    "blockquote",
    "script",
]
OTHERS = ["q", "pre", "figure", "figcaption", "time", "a", "meta"]
TAGS = st.sampled_from([*BLOCKS, *OTHERS])
SOUP = st.lists(
    st.one_of(
        TAGS.map("<{}>".format),
        TAGS.map("</{}>".format),
        st.text(max_size=20),
        st.just(f"<p>{RAIN}"),
    ),
    max_size=30,
).map("".join)


@given(SOUP)
def test_any_soup_is_read_exactly_or_refused(soup: str) -> None:
    raw = soup.encode("utf-8", "surrogatepass")
    try:
        document = read_document(raw, name="a", reader=HTML_READER)
    except InputError:
        return
    assert document == read_document(raw, name="a", reader=HTML_READER)
    assert document.id
    at = 0
    for segment in document.segments:
        assert not document.text[at : segment.span.start].strip()
        assert at <= segment.span.start < segment.span.end
        at = segment.span.end
    assert not document.text[at:].strip()


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        assert read_document(b"<html><p>" + raw, name="a", reader=HTML_READER).id
    except InputError as error:
        assert error.code in ("no_article", "no_text", "undecodable")  # noqa: PT017 - either is right


def test_a_page_with_a_menu_only_has_no_article() -> None:
    page = "<html><body><nav><a href=x>Home</a></nav><script>var a=1</script></body></html>"
    with pytest.raises(InputError) as caught:
        read_document(page.encode(), name="page.html", reader=HTML_READER)
    assert caught.value.code == "no_article"
