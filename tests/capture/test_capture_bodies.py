"""Bodies under limits: every way of cutting them gives the same bytes or the same refusal."""

import contextlib
import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.capture.bodies import Body
from reportedly.errors import InputError

TEXT = b"<p>The ministry said on Monday.</p>" * 5_000


def deflate_raw(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def collect(wire: bytes, encoding: str, *, step: int = 0, limit: int = 1_000_000) -> bytes:
    body = Body("page", max_bytes=limit, encoding=encoding)
    step = step or len(wire) or 1
    for start in range(0, len(wire), step):
        body.feed(wire[start : start + step])
    return body.finish()


def refuse(wire: bytes, encoding: str, *, limit: int = 25_000_000) -> str:
    with pytest.raises(InputError) as caught:
        collect(wire, encoding, limit=limit)
    return caught.value.code


@pytest.mark.parametrize("step", [0, 1, 7, 1000])
@pytest.mark.parametrize(
    ("wire", "encoding"),
    [
        (TEXT, ""),
        (TEXT, "identity"),
        (gzip.compress(TEXT), "gzip"),
        (gzip.compress(TEXT), " X-GZIP "),
        (zlib.compress(TEXT), "deflate"),
        (deflate_raw(TEXT), "identity, deflate"),
        (gzip.compress(TEXT[:70]) + gzip.compress(TEXT[70:]), "gzip"),
        (gzip.compress(TEXT) + b"\x00" * 600, "gzip"),
    ],
)
def test_a_body_is_the_same_however_it_arrives(wire: bytes, encoding: str, step: int) -> None:
    assert collect(wire, encoding, step=step) == TEXT


def test_an_empty_body_needs_no_compression() -> None:
    assert collect(b"", "gzip") == b""


@pytest.mark.parametrize(
    ("wire", "encoding"),
    [
        (gzip.compress(TEXT)[:-1], "gzip"),
        (gzip.compress(TEXT)[:20], "gzip"),
        (b"\x1f", "gzip"),
        (b"<html>not compressed</html>", "gzip"),
        (gzip.compress(TEXT)[:-8] + b"\x00" * 8, "gzip"),  # a wrong checksum
        (b"\xff\xff\xff", "deflate"),
        (gzip.compress(gzip.compress(TEXT)), "gzip, gzip"),
        (TEXT, "br"),
        (gzip.compress(b"\x00" * 30_000_000), "gzip"),
        (zlib.compress(b"\x00" * 30_000_000), "deflate"),
    ],
)
def test_broken_or_explosive_compression(wire: bytes, encoding: str) -> None:
    assert refuse(wire, encoding) == "fetch_encoding"


def test_the_limit_holds_for_both_sides_of_compression() -> None:
    assert refuse(TEXT, "", limit=len(TEXT) - 1) == "fetch_too_large"
    assert refuse(gzip.compress(TEXT), "gzip", limit=len(TEXT) - 1) == "fetch_too_large"
    assert collect(gzip.compress(TEXT), "gzip", limit=len(TEXT)) == TEXT


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_a_body_that_may_be_cut_is_cut(encoding: str) -> None:
    body = Body("page", max_bytes=100, encoding=encoding, truncate=True)
    body.feed(gzip.compress(TEXT) if encoding else TEXT)
    assert body.full
    assert body.finish() == TEXT[:100]


@given(st.binary(max_size=3_000), st.integers(1, 200), st.integers(1, 9))
def test_whatever_is_compressed_comes_back(data: bytes, step: int, level: int) -> None:
    assert collect(gzip.compress(data, level), "gzip", step=step) == data
    assert collect(zlib.compress(data, level), "deflate", step=step) == data


@given(st.binary(max_size=500), st.sampled_from(["gzip", "deflate", ""]))
def test_any_bytes_give_bytes_or_an_input_error(wire: bytes, encoding: str) -> None:
    with contextlib.suppress(InputError):
        assert isinstance(collect(wire, encoding, step=50), bytes)
