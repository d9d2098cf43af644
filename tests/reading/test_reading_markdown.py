from collections.abc import Callable

from reportedly.model import Document

Shown = Callable[[Document], list[tuple[str, str]]]
Read = Callable[..., Document]

DIGEST = """---
kind: digest
title: "Council lends ploughs"
publisher: Valley Post
published: 2023-05-04
reference: Valley Post, 4 May 2023
address: https://valley.example/ploughs
---

# Council lends ploughs #

The council *will* lend **forty** [ploughs](https://x.example)
to its neighbours.

What it says
------------

> It is a loan,
> and no gift.

* one
  and more
* two

1. three

| who | how many |
|-----|----------|
| carts | ten |

***

```
code
```

Rain fell.
- four
"""


def test_blocks(read: Read, shown: Shown) -> None:
    assert shown(read(DIGEST, "a.md"))[1:] == [
        ("headline", "Council lends ploughs"),
        (
            "paragraph",
            "The council *will* lend **forty** [ploughs](https://x.example)\nto its neighbours.",
        ),
        ("heading", "What it says"),
        ("quotation", "It is a loan,"),
        ("quotation", "and no gift."),
        ("list_item", "one\n  and more"),
        ("list_item", "two"),
        ("list_item", "three"),
        ("table", "| who | how many |"),
        ("table", "| carts | ten |"),
        ("paragraph", "code"),
        ("paragraph", "Rain fell."),
        ("list_item", "four"),
    ]


def test_heading_levels(read: Read) -> None:
    document = read("Rain fell.\n\n# One\n\n### Three\n\nEnd.\n", "a.md")
    assert [(s.kind, s.level) for s in document.segments if s.level] == [
        ("headline", 1),
        ("heading", 3),
    ]


def test_a_digest_says_so_and_where_each_value_stands(read: Read) -> None:
    document = read(DIGEST, "a.md")
    assert document.kind == "digest"
    assert document.shown_publisher == "digest of Valley Post"
    values = {
        "title": "Council lends ploughs",
        "publisher": "Valley Post",
        "published": "2023-05-04",
        "reference": "Valley Post, 4 May 2023",
        "address": "https://valley.example/ploughs",
    }
    for field, value in values.items():
        stated = getattr(document, field)
        assert (stated.value, stated.basis) == (value, "front_matter")
        assert DIGEST[slice(*stated.span)] == stated.exact == value


def test_the_whole_file_is_the_text_and_the_header_a_segment(read: Read, shown: Shown) -> None:
    document = read(DIGEST, "a.md")
    assert document.text == DIGEST
    kind, words = shown(document)[0]
    assert kind == "front_matter"
    assert words.startswith("---\nkind")
    assert words.endswith("ploughs\n---")


def test_a_post_in_a_quotation(read: Read, shown: Shown) -> None:
    text = (
        "Rain fell.\n\n> 🌾 PLOUGHS GO\n> https://t.co/a\n> — P P (@pplough) May 4, 2023\n\nEnd.\n"
    )
    assert shown(read(text, "a.md"))[1:4] == [
        ("post", "🌾 PLOUGHS GO"),
        ("post", "https://t.co/a"),
        ("signature", "— P P (@pplough) May 4, 2023"),
    ]


def test_a_dateline_is_completed_from_the_header(read: Read) -> None:
    text = "---\npublisher: X\ntitle: Y\n---\n\nGRAZ, May 4 (AP) — Rain fell on the fields.\n"
    assert read(text, "a.md").published.value is None
    document = read(text, "a.md", given={"published": "2023-05-05"})
    assert document.published.value == "2023-05-05"
    assert ("published", "2023-05-04") in [(f, s.value) for f, s in document.alternatives]


def test_a_header_with_a_title_leaves_no_headline_to_guess(read: Read, shown: Shown) -> None:
    text = "---\ntitle: Rain\n---\n\nOverview of the day\n\nIt rained on all of the fields.\n"
    assert shown(read(text, "a.md"))[1] == ("heading", "Overview of the day")
    assert shown(read(text.replace("title", "agency"), "a.md"))[1][0] == "headline"
