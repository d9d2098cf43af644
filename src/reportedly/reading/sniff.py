"""Which reader an input needs: by media type, by the ending of its name, by its first bytes."""

import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from reportedly.errors import InputError
from reportedly.model import Maker
from reportedly.reading.decode import looks_utf16

HTML_READER = Maker("html", 1)
TEXT_READER = Maker("text", 1)
MARKDOWN_READER = Maker("markdown", 1)

_BY_TYPE = {
    "text/html": HTML_READER,
    "application/xhtml+xml": HTML_READER,
    "text/markdown": MARKDOWN_READER,
    "text/x-markdown": MARKDOWN_READER,
}
_BY_ENDING = {
    ".html": HTML_READER,
    ".htm": HTML_READER,
    ".xhtml": HTML_READER,
    ".shtml": HTML_READER,
    ".md": MARKDOWN_READER,
    ".markdown": MARKDOWN_READER,
    ".txt": TEXT_READER,
    ".text": TEXT_READER,
}
_BINARY_TYPE = re.compile(r"(?:image|audio|video|font)/|application/(?:pdf|zip|gzip|msword|vnd\.)")
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF file (WebP image, sound or video)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
_OFFICE = re.compile(rb"word/|xl/|ppt/|mimetypeapplication/vnd\.oasis|\[Content_Types\]\.xml")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_CONTROLS = bytes(b for b in (*range(32), 127) if b not in b"\t\n\r\f\x1b")
_HTML_START = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_HTML_TAG = re.compile(rb"<(?:p|div|span|meta|script|title|article|h[1-3]|table|ul|a\s)[\s>]", re.I)
_FRONT = re.compile(rb"---[ \t]*\r?\n[A-Za-z_]+[ \t]*:")
_SNIFFED = 4096  # bytes


def choose_reader(name: str, media_type: str | None, raw: bytes) -> Maker:
    """The reader for ``raw``.

    Raises :class:`InputError`: ``empty_input`` when nothing is there, ``binary_input`` when it is
    not text (the message says what it is instead).
    """
    if not raw.strip(b"\x00 \t\r\n\f\v\xef\xbb\xbf\xff\xfe"):
        raise InputError("empty_input", f"{name} holds no text", name=name)
    kind = (media_type or "").partition(";")[0].strip().casefold()
    _refuse_binary(name, kind, raw)
    return _BY_TYPE.get(kind) or _BY_ENDING.get(_ending(name)) or _by_content(raw)


def _ending(name: str) -> str:
    path = urlsplit(name).path if "://" in name else name.replace("\\", "/")
    return PurePosixPath(path).suffix.casefold()


def _refuse_binary(name: str, kind: str, raw: bytes) -> None:
    what = _binary_kind(raw)
    if what is None and _BINARY_TYPE.match(kind):
        what = f"declared as {kind}"
    if what is not None:
        raise InputError("binary_input", f"{name} is {what}, not text", name=name, what=what)


def _binary_kind(raw: bytes) -> str | None:
    head = raw[:_SNIFFED]
    if head.startswith(b"PK\x03\x04"):
        return "an Office file" if _OFFICE.search(head) else "a ZIP archive"
    if head[4:8] == b"ftyp":
        return "a video or image container"
    start = head.lstrip()  # a PDF may begin after white space
    for magic, what in _MAGIC:
        if head.startswith(magic) or (magic == b"%PDF-" and start.startswith(magic)):
            return what
    return "binary data" if _mostly_controls(head) else None


def _mostly_controls(head: bytes) -> bool:
    """Whether control characters are more than stray; UTF-16 and UTF-32 are full of zero bytes."""
    if head.startswith(_MARKS) or looks_utf16(head[: len(head) // 2 * 2]):
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls >= 8 and controls > len(head) / 10


def _by_content(raw: bytes) -> Maker:
    head = raw[:_SNIFFED].replace(b"\x00", b"")  # so that UTF-16 pages show their tags
    head = head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if _HTML_START.match(head) or len(_HTML_TAG.findall(head)) >= 3:
        return HTML_READER
    return MARKDOWN_READER if _FRONT.match(head) else TEXT_READER
