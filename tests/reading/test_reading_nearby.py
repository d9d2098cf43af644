from reportedly.reading.nearby import (
    find_heading_above,
    find_nearby,
    find_title_on_page,
    lines_below,
)
from reportedly.reading.page import parse_page

FIRST = "The council said on Sunday that it would lend forty ploughs."
PAGE = f"""<div class=cookie><h2>Please agree to our cookies</h2></div>
<main><div><h2>Council lends ploughs to its neighbours</h2><div class=meta><span>By Ida Lind</span>
<time class=updated>June 20, 2025</time><time>June 18, 2025 10:00</time></div><p>{FIRST}</p>
<p>By Jo Meer</p></div></main>"""
TITLE = "Council lends ploughs"
HEADLINE = "Council lends ploughs to its neighbours"


def test_byline_and_day_between_headline_and_text() -> None:
    found = {c.field: c.stated for c in find_nearby(parse_page(PAGE), HEADLINE, FIRST)}
    assert found["author"].value == "Ida Lind"
    assert (found["published"].value, found["published"].exact) == ("2025-06-18", "June 18, 2025")


def test_the_zone_ends_at_the_first_paragraph() -> None:
    assert "By Jo Meer" not in list(lines_below(parse_page(PAGE), HEADLINE, FIRST))


def test_the_heading_above_shares_a_box_with_the_text() -> None:
    assert find_heading_above(parse_page(PAGE), FIRST) == HEADLINE
    apart = f"<div><h2>Please agree to our cookies</h2></div><div><p>{FIRST}</p></div>"
    assert find_heading_above(parse_page(apart), FIRST) is None


def test_title_on_the_page_is_the_one_that_the_metadata_name() -> None:
    root = parse_page("<h1>The Valley Post</h1><h1>Council lends ploughs</h1>")
    assert find_title_on_page(root, ["Council lends ploughs | Valley Post"]) == TITLE
    assert find_title_on_page(root, ["council lends  ploughs"]) == TITLE
    assert find_title_on_page(parse_page("<h1>Menu</h1><p>x</p>"), []) is None
