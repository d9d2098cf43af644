"""The founding layout in other words: one paragraph per line, headings, a list, a post."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.errors import InputError
from reportedly.model import Document

Shown = Callable[[Document], list[tuple[str, str]]]
Read = Callable[..., Document]

ARTICLE = (Path(__file__).parent / "ploughs.txt").read_text(encoding="utf-8")


def test_every_part_of_the_founding_layout(read: Read, shown: Shown) -> None:
    document = read(ARTICLE)
    assert [kind for kind, _ in shown(document)] == [
        "paragraph",
        "heading",
        *["list_item"] * 3,
        "heading",
        *["paragraph"] * 2,
        *["post"] * 2,
        "signature",
        "heading",
        *["paragraph"] * 2,
    ]


def test_the_text_is_the_input(read: Read) -> None:
    assert read(ARTICLE).text == ARTICLE
    assert read("\ufeff" + ARTICLE.replace("\n", "\r\n")).text == ARTICLE.replace("\n", "\r\n")


def test_list_items_leave_their_bullets_outside(read: Read, shown: Shown) -> None:
    document = read(ARTICLE)
    items = [words for kind, words in shown(document) if kind == "list_item"]
    assert items[1] == "The loan breaks several by-laws on the export of tools"
    assert len({s.group for s in document.segments if s.kind == "list_item"}) == 1


def test_the_post_is_one_group_with_its_marks(read: Read) -> None:
    document = read(ARTICLE)
    post = [s for s in document.segments if s.kind in ("post", "signature")]
    marks = [(m.kind, document.text[slice(*m.span)]) for s in post for m in s.marks]
    assert {s.group for s in post} == {2}
    assert marks == [
        ("emoji", "🌾🇦🇹🇸🇮"),
        ("truncation", "…"),
        ("link", "https://t.co/Ab12Cd34Ef"),
        ("link", "pic.twitter.com/Gh56Ij78Kl"),
        ("name", "Paula Plough"),
        ("handle", "@paula_plough_test"),
        ("date", "May 4, 2023"),
    ]


def test_the_post_dates_a_text_that_does_not_date_itself(read: Read) -> None:
    published = read(ARTICLE).published
    assert (published.value, published.basis) == ("2023-05-04", "embedded_post")
    assert published.span is not None
    assert ARTICLE[slice(*published.span)] == published.exact == "May 4, 2023"
    assert "states no date" in published.where
    assert "not before" in published.where


def test_no_title_is_an_absence_with_a_reason(read: Read) -> None:
    title = read(ARTICLE).title
    assert title.value is None
    assert "headline" in title.where


WIRE = """COUNCIL LENDS FORTY PLOUGHS
By Ida Lind

GRAZ, April 30 (Reuters) - The council said on Sunday that it would lend
forty ploughs to its neighbours and that ten carts would follow when the
ford was dry again.

"We shall sow
together," it said.

> It is a loan and no gift,
> the letter says.

1. Ploughs
2. Carts that are too long for one line and therefore go on
   in the next

The end of the text.
"""


def test_wrapped_text(read: Read, shown: Shown) -> None:
    parts = shown(read(WIRE))
    assert [kind for kind, _ in parts] == [
        *["headline", "byline", "dateline", "paragraph", "paragraph"],
        *["quotation", "quotation", "list_item", "list_item", "paragraph"],
    ]
    assert parts[2][1] == "GRAZ, April 30 (Reuters) -"
    assert parts[3][1].count("\n") == 2
    assert parts[5][1] == "It is a loan and no gift,"
    assert parts[8][1].endswith("on\n   in the next")


def test_headline_byline_and_agency_are_stated_with_their_places(read: Read) -> None:
    document = read(WIRE)
    for stated, value in (
        (document.title, "COUNCIL LENDS FORTY PLOUGHS"),
        (document.author, "Ida Lind"),
        (document.agency, "Reuters"),
    ):
        assert stated.value == value
        assert stated.span is not None
        assert WIRE[slice(*stated.span)] == stated.exact


def test_numbered_paragraphs_alone_are_no_list(read: Read, shown: Shown) -> None:
    assert shown(read("1. The only point is that it rained.\n\nThe end."))[0][0] == "paragraph"


def test_a_dash_opens_a_list_only_in_company(read: Read, shown: Shown) -> None:
    assert shown(read("– And then it rained.\nThe end."))[0][0] == "paragraph"
    assert shown(read("– Ploughs went.\n– Carts went.\nThe end."))[0] == (
        "list_item",
        "Ploughs went.",
    )


@pytest.mark.parametrize("text", ["1234 5678 !!\n", "🚨🚨", "\u0301" * 50])
def test_a_text_without_letters_is_refused(read: Read, text: str) -> None:
    with pytest.raises(InputError) as error:
        read(text)
    assert error.value.code == "no_text"


@pytest.mark.parametrize(
    "text",
    [
        "word " * 20_000 + ".",
        "\n" * 100_000 + "The end." + "\r\n" * 50_000,
        "He said it rained. " * 50_000,
        "One.\fTwo.\r\rThree.\u2028Four.\n" * 500,
        "a\u0301" * 5000,
        "قال الوزير إن العدد ارتفع " * 500,
        "“" * 5000 + "so„«»‹›”",
        "a\x00b c\x00d\n",
        "(" * 20_000 + "a",
        "- " * 20_000 + "a",
        "@aaaa." * 20_000,
        "— " * 20_000 + "a",
    ],
)
def test_odd_input_keeps_its_text(read: Read, text: str) -> None:
    document = read(text)
    assert document.text == text
    assert document.segments
