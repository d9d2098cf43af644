"""Bytes to text: byte order mark, declared charset, UTF-8, and only then a guess."""

import codecs
import re
from typing import NamedTuple

from reportedly.errors import InputError

# WHATWG labels whose meaning on the web differs from the codec of that name, or has none.
_ALIASES = {
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "l1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "ansi": "cp1252",
    "iso-8859-9": "cp1254",
    "latin5": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "ksc5601": "cp949",
    "windows-949": "cp949",
    "unicode": "utf-16-le",
    "utf-16": "utf-16-le",
    "x-mac-cyrillic": "mac-cyrillic",
    "macintosh": "mac-roman",
}
# Codecs that a page may name. Anything else Python knows (zip, rot13, idna …) is not a charset.
_CHARSET = re.compile(
    r"utf-8|utf-16-[lb]e|utf-32-[lb]e|cp(?:125[0-8]|866|874|932|949)|iso8859-(?:[2-8]|1[03-6])"
    r"|koi8-[ru]|gb18030|big5hkscs|euc_jp|iso2022_jp|mac-(?:roman|cyrillic)"
)
_META = re.compile(
    rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})"
    rb"|^\s*<\?xml\b[^>]{0,100}?encoding\s*=\s*[\"']([\w:.-]{2,40})",
    re.IGNORECASE,
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
META_WITHIN = 4096  # bytes; the HTML standard says 1024, pages put scripts first
_GUESS_FROM = 1 << 17  # bytes that a guess looks at
# The bytes that windows-1252 leaves open stand for the C1 controls on the web.
_OPEN_1252 = {0x81: "\x81", 0x8D: "\x8d", 0x8F: "\x8f", 0x90: "\x90", 0x9D: "\x9d"}


class Decoded(NamedTuple):
    """The text, the encoding it was read in, and why that one."""

    text: str
    encoding: str
    basis: str


def decode(raw: bytes, *, charset: str | None = None) -> Decoded:
    """``raw`` as text. ``charset`` is what the transport declared.

    Raises :class:`InputError` (``undecodable``) when no encoding fits.
    """
    found = _by_mark(raw) or _by_nulls(raw) or _by_declaration(raw, charset) or _as_utf8(raw)
    found = found or _nearly_utf8(raw) or _by_guess(raw)
    if found is None:
        raise InputError("undecodable", "the text's encoding cannot be told", declared=charset)
    return found


def find_codec(label: str | None) -> str | None:
    """The codec for a charset label, as browsers read labels; None when it names none."""
    if not label:
        return None
    name = label.strip().strip("\"'").casefold()
    try:
        codec = codecs.lookup(_ALIASES.get(name, name)).name
    except (LookupError, ValueError):
        return None
    return codec if _CHARSET.fullmatch(codec) else None


def _attempt(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except UnicodeError:
        return _decode_1252(raw) if codec == "cp1252" else None


def _decode_1252(raw: bytes) -> str:
    """Windows-1252 as browsers read it: every byte stands for a character."""
    table = {b: bytes([b]).decode("cp1252") for b in range(0x80, 0xA0) if b not in _OPEN_1252}
    return raw.decode("latin-1").translate(table | _OPEN_1252)


def _by_mark(raw: bytes) -> Decoded | None:
    for mark, codec in _BOMS:
        if raw.startswith(mark):
            text = _attempt(raw[len(mark) :], codec)
            if text is not None:
                return Decoded(text, codec, "byte order mark")
    return None


def looks_utf16(raw: bytes) -> str | None:
    """The UTF-16 flavour of bytes without a mark, when every other byte is mostly zero."""
    sample = raw[:4096]
    half = len(sample) // 2
    if half < 8 or len(raw) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _by_nulls(raw: bytes) -> Decoded | None:
    codec = looks_utf16(raw)
    text = _attempt(raw, codec) if codec else None
    return None if codec is None or text is None else Decoded(text, codec, "pattern of zero bytes")


def _by_declaration(raw: bytes, charset: str | None) -> Decoded | None:
    for label, basis in (
        (charset, "declared by the server"),
        (_in_markup(raw), "declared in page"),
    ):
        codec = find_codec(label)
        if codec is None or codec.startswith(("utf-16", "utf-32")):
            continue  # real UTF-16 would have shown itself by mark or zero bytes
        if codec != "utf-8" and _surely_utf8(raw, codec):
            return Decoded(
                raw.decode("utf-8"), "utf-8", f"valid UTF-8, although {label} is {basis}"
            )
        text = _attempt(raw, codec)
        if text is not None:
            return Decoded(text, codec, basis)
    return None


def _in_markup(raw: bytes) -> str | None:
    match = _META.search(raw[:META_WITHIN])
    if match is None:
        return None
    return (match[1] or match[2]).decode("ascii", "ignore")


def _surely_utf8(raw: bytes, declared: str) -> bool:
    """Whether ``raw`` is UTF-8 beyond chance, given the encoding that it claims to be in.

    Two-byte letters of the East Asian encodings can look like two-byte UTF-8; three-byte UTF-8
    sequences cannot come from them in any number.
    """
    if raw.isascii():
        return False
    text = _attempt(raw, "utf-8")
    if text is None:
        return False
    east_asian = declared.startswith(("cp9", "gb", "big5", "euc", "iso2022"))
    return not east_asian or any(ch > "\u07ff" for ch in text)


def _as_utf8(raw: bytes) -> Decoded | None:
    text = _attempt(raw, "utf-8")
    return None if text is None else Decoded(text, "utf-8", "valid UTF-8")


def _nearly_utf8(raw: bytes) -> Decoded | None:
    """UTF-8 with a few spoilt bytes: a cut-off end, one pasted Latin-1 letter in a long page."""
    text = raw.decode("utf-8", "replace")
    spoilt = text.count("\ufffd")
    sound = sum(1 for ch in text if ch > "\x7f") - spoilt
    if sound < 10 * spoilt:
        return None
    return Decoded(text, "utf-8", f"UTF-8 with {spoilt} unreadable places")


def _by_guess(raw: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    sample = raw[:_GUESS_FROM]
    best = from_bytes(sample).best()
    if best is None:
        return None
    text = _attempt(raw, best.encoding)
    return None if text is None else Decoded(text, best.encoding, "guessed from the bytes")
