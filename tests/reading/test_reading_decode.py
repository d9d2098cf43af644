import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import InputError
from reportedly.reading import decode
from reportedly.reading.decode import find_codec

HANGUL = "북한 공병 천 명이 도착했다"
CYRILLIC = "Министерство обороны сообщило о прибытии сапёров"


@given(st.text())
def test_utf8_text_comes_back_unchanged(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode()).text == text


@given(st.text(st.characters(exclude_categories=["Cs"], min_codepoint=0x20)))
def test_undeclared_utf8_comes_back_unchanged(text: str) -> None:
    assert decode(text.encode()).text == text


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_byte_order_mark_decides_and_is_no_text(mark: bytes, codec: str) -> None:
    decoded = decode(mark + HANGUL.encode(codec), charset="windows-1252")
    assert decoded == (HANGUL, codec, "byte order mark")


def test_utf16_without_a_mark_is_known_by_its_zero_bytes() -> None:
    assert decode("The ministry said so.".encode("utf-16-le")).text == "The ministry said so."


def test_server_charset_goes_before_the_page() -> None:
    raw = b"<meta charset=koi8-r>" + CYRILLIC.encode("cp1251")
    decoded = decode(raw, charset="windows-1251")
    assert decoded.text.endswith(CYRILLIC)
    assert decoded.basis == "declared by the server"


@pytest.mark.parametrize(
    "head",
    [
        b'<meta charset="windows-1251">',
        b"<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=windows-1251'>",
        b"<?xml version='1.0' encoding='windows-1251'?>",
    ],
)
def test_charset_in_the_page_is_read(head: bytes) -> None:
    assert decode(head + CYRILLIC.encode("cp1251")).text.endswith(CYRILLIC)


def test_a_declaration_far_down_is_not_looked_for() -> None:
    raw = b" " * 5000 + b"<meta charset=koi8-r>" + "é".encode()
    assert decode(raw).basis == "valid UTF-8"


@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1252", "windows-1251", "latin1"])
def test_valid_utf8_beats_a_declared_single_byte_charset(label: str) -> None:
    decoded = decode("“Brotherly” — 6 000 человек".encode(), charset=label)
    assert decoded.text == "“Brotherly” — 6 000 человек"
    assert label in decoded.basis


def test_declared_utf8_that_is_none_is_survived() -> None:
    raw = ("Le général a déclaré que les unités étaient arrivées à l’été. " * 20).encode("cp1252")
    assert "général a déclaré" in decode(raw, charset="utf-8").text


def test_a_few_spoilt_bytes_do_not_turn_a_page_into_another_encoding() -> None:
    raw = (CYRILLIC * 10).encode() + b"\xd0"
    decoded = decode(raw)
    assert decoded.text == CYRILLIC * 10 + "\ufffd"
    assert "1 unreadable" in decoded.basis


def test_east_asian_bytes_are_not_taken_for_utf8_by_chance() -> None:
    raw = "평양".encode("cp949")
    assert decode(raw, charset="euc-kr").text == "평양"


def test_latin1_is_windows_1252_on_the_web() -> None:
    assert decode(b"\x93so\x94 \x81", charset="iso-8859-1").text == "“so” \x81"


@pytest.mark.parametrize("label", ["zip", "rot13", "hex", "idna", "unicode_escape", "", None, "\0"])
def test_what_is_no_charset_is_not_one(label: str | None) -> None:
    assert find_codec(label) is None


def test_noise_is_undecodable() -> None:
    import random

    with pytest.raises(InputError) as error:
        decode(random.Random(7).randbytes(4000))
    assert error.value.code == "undecodable"


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "latin1", "euc-kr", "utf-16"]))
def test_any_bytes_decode_or_are_refused(raw: bytes, charset: str | None) -> None:
    with contextlib.suppress(InputError):
        decode(raw, charset=charset).text.encode("utf-8")  # no lone surrogate gets through
