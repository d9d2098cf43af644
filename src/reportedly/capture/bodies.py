"""A response's body, collected piece by piece within limits, its content-encoding undone.

The HTTP library could do the second part, but it accepts a compressed body that breaks off and
has no notion of a ratio. Only what every Python can undo is asked for: gzip and deflate.
"""

import zlib

from reportedly.errors import InputError

ACCEPTED = "gzip, deflate"
_GZIP = frozenset({"gzip", "x-gzip"})
_GZIP_MAGIC = b"\x1f\x8b"
_PIECE = 1 << 16
# Markup shrinks to a twentieth at best; what shrinks to a hundredth was made to.
MAX_RATIO = 100
RATIO_FREE = 1_000_000  # below this size a ratio says nothing


class Body:
    """Collects one body. ``truncate`` keeps the first ``max_bytes`` instead of refusing more."""

    def __init__(
        self, name: str, *, max_bytes: int, encoding: str = "", truncate: bool = False
    ) -> None:
        self._name = name
        self._max_bytes = max_bytes
        self._truncate = truncate
        self._encoding = _parse_encoding(encoding, name)
        self._inflate: zlib._Decompress | None = None
        self._waiting = b""  # too short to tell what it begins
        self._members = 0
        self._padding = False
        self._wire = 0
        self._kept = bytearray()

    @property
    def full(self) -> bool:
        """Whether nothing more will be kept (only where the body may be cut off)."""
        return self._truncate and len(self._kept) >= self._max_bytes

    def feed(self, data: bytes) -> None:
        """Take the next bytes from the wire."""
        self._wire += len(data)
        if self._wire > self._max_bytes and not self._truncate:
            raise self._too_large()
        if not self._encoding:
            self._keep(data)
            return
        try:
            self._decompress(data)
        except zlib.error:
            raise self._broken("cannot be decompressed") from None

    def finish(self) -> bytes:
        """The whole body; raises ``InputError`` when a compressed one breaks off."""
        if self.full:
            return bytes(self._kept[: self._max_bytes])
        if self._inflate is not None or (self._waiting and not self._members):
            raise self._broken("breaks off in the middle")
        return bytes(self._kept)

    def _decompress(self, data: bytes) -> None:
        data = self._waiting + data
        self._waiting = b""
        more = bool(data)
        while more and not self.full and not self._padding:
            inflate = self._inflate or self._begin_member(data)
            if inflate is None:
                return
            data, more = self._inflate_piece(inflate, data)

    def _begin_member(self, data: bytes) -> "zlib._Decompress | None":
        # Some servers join several gzip files into one body; other bytes behind it are padding.
        if len(data) < len(_GZIP_MAGIC):
            self._waiting = data
            return None
        self._padding = self._members > 0 and not data.startswith(_GZIP_MAGIC)
        if self._padding:
            return None
        self._members += 1
        self._inflate = _make_inflater(self._encoding, data)
        return self._inflate

    def _inflate_piece(self, inflate: "zlib._Decompress", data: bytes) -> tuple[bytes, bool]:
        """Undo one bounded piece; what is left of ``data``, and whether there is more to do."""
        piece = inflate.decompress(data, _PIECE)
        self._keep(piece)
        if inflate.eof:
            self._inflate = None
            return inflate.unused_data, bool(inflate.unused_data)
        rest = inflate.unconsumed_tail
        # A full piece may have been cut off with nothing left of the input.
        return rest, bool(rest) or len(piece) == _PIECE

    def _keep(self, piece: bytes) -> None:
        self._kept += piece
        size = len(self._kept)
        if self._encoding and size > max(RATIO_FREE, MAX_RATIO * self._wire):
            raise self._broken(f"swells to more than {MAX_RATIO} times its size")
        if size > self._max_bytes and not self._truncate:
            raise self._too_large()

    def _too_large(self) -> InputError:
        return too_large(self._name, self._max_bytes)

    def _broken(self, how: str) -> InputError:
        return InputError(
            "fetch_encoding", f"the compressed page at {self._name} {how}", name=self._name
        )


def too_large(name: str, max_bytes: int) -> InputError:
    """The error for a page over the limit."""
    message = f"the page at {name} is larger than {max_bytes:,} bytes"
    return InputError("fetch_too_large", message, name=name, limit=max_bytes)


def _parse_encoding(header: str, name: str) -> str:
    """``gzip``, ``deflate`` or nothing; a chain of encodings only multiplies a bomb."""
    given = [part.strip().lower() for part in header.split(",")]
    real = [part for part in given if part not in ("", "identity")]
    if not real:
        return ""
    if len(real) == 1 and real[0] in _GZIP:
        return "gzip"
    if real == ["deflate"]:
        return "deflate"
    message = f"the page at {name} is compressed in a way that was not asked for"
    raise InputError("fetch_encoding", message, name=name)


def _make_inflater(encoding: str, head: bytes) -> "zlib._Decompress":
    if encoding == "gzip":
        return zlib.decompressobj(zlib.MAX_WBITS | 16)
    # "deflate" should mean a zlib stream, but many servers send it without the zlib header.
    with_header = head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0
    return zlib.decompressobj(zlib.MAX_WBITS if with_header else -zlib.MAX_WBITS)
