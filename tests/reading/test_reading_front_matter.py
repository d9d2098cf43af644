import pytest

from reportedly.errors import InputError
from reportedly.reading.front_matter import read_front_matter


def _values(text: str) -> dict[str, str | None]:
    front = read_front_matter(text)
    assert front is not None
    return {c.field: c.stated.value for c in front.candidates}


def test_values_stand_where_they_say() -> None:
    text = "---\r\ntitle: 'A: b'\r\npublished: 2025-06-18\r\nlang: en\r\n---\r\nText"
    front = read_front_matter(text)
    assert front is not None
    for candidate in front.candidates:
        assert candidate.stated.span is not None
        assert text[slice(*candidate.stated.span)] == candidate.stated.exact
    assert _values(text) == {"title": "A: b", "published": "2025-06-18", "language": "en"}


@pytest.mark.parametrize(
    "text",
    [
        "Text\n---\ntitle: A\n---\n",
        "---\n\nA rule above, no header.\n\n---\n",
        "---\ntitle: never closed\n",
        "--- title: A ---",
        "",
    ],
)
def test_what_is_no_header(text: str) -> None:
    assert read_front_matter(text) is None


@pytest.mark.parametrize(
    "body",
    [
        "title: A: b: c",
        "title: [unclosed",
        "title: 'unclosed",
        "\ttitle: A\ntitle: B",
        "title: A\n- list",
        "title: " + "[" * 3000,
        "title: \x07",
        "a: *unknown",
    ],
)
def test_a_broken_header_is_refused_clearly(body: str) -> None:
    with pytest.raises(InputError) as error:
        read_front_matter(f"---\n{body}\n---\nText")
    assert error.value.code == "front_matter_invalid"
    assert "front matter" in error.value.message


def test_an_alias_bomb_stays_small() -> None:
    rows = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    rows += [f"{c}: &{c} [{', '.join([f'*{p}'] * 9)}]" for p, c in zip("abcdefgh", "bcdefghi")]  # noqa: B905
    assert _values("---\n" + "\n".join([*rows, "title: A"]) + "\n---\n") == {"title": "A"}


def test_odd_values_are_passed_over() -> None:
    body = "title: [a, b]\nauthor: {a: b}\npublisher: null\nreference: 7\nkind: Digest\nother: x"
    assert _values(f"---\n{body}\n---\n") == {"reference": "7", "kind": "digest"}


def test_a_day_that_cannot_be_read_is_quoted() -> None:
    front = read_front_matter("---\npublished: 06/07/25\n---\n")
    assert front is not None
    assert front.candidates[0].stated.value is None
    assert "06/07/25" in front.candidates[0].stated.where


def test_an_escaped_value_keeps_its_printed_form() -> None:
    text = '---\ntitle: "A \\"b\\" c"\n---\n'
    front = read_front_matter(text)
    assert front is not None
    stated = front.candidates[0].stated
    assert stated.value == 'A "b" c'
    assert stated.span is not None
    assert text[slice(*stated.span)] == stated.exact
