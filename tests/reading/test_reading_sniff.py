import pytest

from reportedly.errors import InputError
from reportedly.reading import HTML_READER, MARKDOWN_READER, TEXT_READER, choose_reader

WORDS = b"The ministry said so on Tuesday."


@pytest.mark.parametrize(
    ("name", "media_type", "raw", "reader"),
    [
        ("a.txt", "text/html; charset=utf-8", WORDS, HTML_READER),
        ("a.html", "text/plain", WORDS, HTML_READER),
        ("a.txt", None, b"<!doctype html><p>", TEXT_READER),
        ("a.MD", None, WORDS, MARKDOWN_READER),
        ("https://x.example/a.htm?b=c.txt", None, WORDS, HTML_READER),
        ("-", "text/markdown", WORDS, MARKDOWN_READER),
        ("-", None, b"\n <!-- saved --> <HTML><p>x", HTML_READER),
        ("-", None, b"<div><p>a<p>b<span>c</span></div>", HTML_READER),
        ("-", None, "<!doctype html><p>так".encode("utf-16"), HTML_READER),
        ("-", None, b"---\ntitle: A\n---\n\nText", MARKDOWN_READER),
        ("-", None, b"a < b and c > d", TEXT_READER),
        ("-", None, b"--- and so on", TEXT_READER),
    ],
)
def test_type_then_ending_then_content(
    name: str, media_type: str | None, raw: bytes, reader: object
) -> None:
    assert choose_reader(name, media_type, raw) == reader


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"%PDF-1.7 \xe2\xe3", "PDF"),
        (b"\n\n%PDF-1.4", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"PK\x03\x04....word/document.xml", "Office"),
        (b"PK\x03\x04....readme.txt", "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
        (b"{\\rtf1 text", "RTF"),
        (b"\x1f\x8b\x08", "gzip"),
        (bytes(range(32)) * 20, "binary"),
    ],
)
def test_binary_input_is_named(raw: bytes, what: str) -> None:
    with pytest.raises(InputError) as error:
        choose_reader("a.txt", "text/plain", raw)
    assert error.value.code == "binary_input"
    assert what in error.value.message


def test_a_declared_image_is_binary_even_without_known_bytes() -> None:
    with pytest.raises(InputError, match="image/x-new"):
        choose_reader("a", "image/x-new", WORDS)


@pytest.mark.parametrize("raw", [b"", b" \r\n\t", b"\xef\xbb\xbf\n", b"\x00\x00"])
def test_nothing_is_empty_input(raw: bytes) -> None:
    with pytest.raises(InputError) as error:
        choose_reader("a.txt", None, raw)
    assert error.value.code == "empty_input"


def test_stray_control_characters_do_not_make_a_text_binary() -> None:
    assert choose_reader("a.txt", None, WORDS + b"\x00\x0c\x07") == TEXT_READER
    assert choose_reader("-", None, "In Pyongyang today".encode("utf-16-be")) == TEXT_READER
