"""Documents as a whole: what holds for every text, and what the user says wins."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import InputError
from reportedly.model import Document
from reportedly.reading import MARKDOWN_READER, TEXT_READER, Given, decode, read_document

Read = Callable[..., Document]
LINES = st.sampled_from(
    [
        "The council said it would lend forty ploughs.",
        "Key points",
        "- an item",
        "1. first",
        "> quoted",
        "# Title",
        "— A B (@ab_c) June 18, 2025",
        "🚨 NEWS… https://t.co/a",
        "By Ida Lind",
        "GRAZ, May 4 (AP) — It rained.",
        "---",
        "title: A",
        "| a | b |",
        "",
        "\t",
        "Published June 18, 2025",
        "@ab_c:",
        "t.me/abc",
    ]
)
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.tuples(st.lists(LINES, max_size=20), st.sampled_from(["\n", "\r\n", "\r", "\n\n"])).map(
        lambda drawn: drawn[1].join(drawn[0])
    ),
)


@given(TEXTS, st.sampled_from([TEXT_READER, MARKDOWN_READER]))
def test_segments_and_marks_hold_in_an_unchanged_text(text: str, reader: object) -> None:
    raw = b"\xef\xbb\xbf" + text.encode("utf-8")
    try:
        document = read_document(raw, name="a", reader=reader)  # type: ignore[arg-type]
    except InputError as error:
        assert error.code in ("no_text", "front_matter_invalid")  # noqa: PT017 - either is right
        return
    assert document.text == text == decode(raw).text
    at = 0
    for segment in document.segments:
        assert at <= segment.span.start < segment.span.end <= len(text)
        assert text[slice(*segment.span)].strip() == text[slice(*segment.span)]
        at = segment.span.end
        for mark in segment.marks:
            assert segment.span.start <= mark.span.start < mark.span.end <= segment.span.end
    for stated in (document.title, document.author, document.agency, document.published):
        assert stated.where
        if stated.span is not None:
            assert text[slice(*stated.span)] == stated.exact
    assert document == read_document(raw, name="b", reader=reader)  # type: ignore[arg-type]


TEXT = "Council lends ploughs\n\nBy Ida Lind\n\nJune 18, 2025\n\nThe council said that it was so.\n"


@pytest.mark.parametrize(
    ("field", "value", "displaced"),
    [
        ("published", "2025-06-20", "2025-06-18"),
        ("title", "Ploughs", None),
        ("author", "Jo Meer", "Ida Lind"),
        ("language", "de", "en"),
        ("publisher", "Valley Post", None),
    ],
)
def test_what_the_user_says_wins(read: Read, field: str, value: str, displaced: str | None) -> None:
    document = read(TEXT, given={field: value})
    stated = getattr(document, field)
    assert (stated.value, stated.basis) == (value, "given")
    assert [s.value for f, s in document.alternatives if f == field] == [displaced] * bool(
        displaced
    )


def test_the_kind_is_given(read: Read) -> None:
    assert read(TEXT).kind == "report"
    assert read(TEXT, given={"kind": "digest"}).kind == "digest"


def test_the_address_is_the_given_then_the_fetched_one(read: Read) -> None:
    fetched = read(TEXT, address="https://x.example/a")
    assert fetched.address.value == "https://x.example/a"
    both = read(TEXT, address="https://x.example/a", given={"address": "https://y.example/b"})
    assert both.address.value == "https://y.example/b"
    assert fetched.id != both.id != read(TEXT).id


def test_a_declared_language_that_disagrees_is_an_alternative(read: Read) -> None:
    page = (
        f"<html lang=ko><article>{'<p>The council said that it was so and left.</p>' * 9}</article>"
    )
    document = read(page, "a.html")
    assert (document.language.value, document.language.basis) == ("en", "detected")
    assert ("language", "ko") in [(f, s.value) for f, s in document.alternatives]


def test_a_declared_language_helps_out_when_nothing_can_be_told(read: Read) -> None:
    document = read(
        "<html lang=en><body><article><p>6,000 Kim</p></article></body></html>", "a.html"
    )
    assert (document.language.value, document.language.basis) == ("en", "markup")


def test_readers_name_themselves(read: Read) -> None:
    assert read(TEXT).reader == "text/1"
    assert read(TEXT, "a.md").reader == "markdown/1"


def test_given_is_a_frozen_record() -> None:
    with pytest.raises(AttributeError):
        Given().title = "x"  # type: ignore[misc]


def test_a_given_day_that_is_none_is_said_so(read: Read) -> None:
    published = read("Nothing dates this text.", given={"published": "7:58 AM ET"}).published
    assert (published.value, published.basis) == (None, "none")
    assert "7:58 AM ET" in published.where
