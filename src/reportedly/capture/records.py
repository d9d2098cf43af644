"""What is captured, within which limits, and what came of it."""

from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

from reportedly.model import Capture

PRODUCT = "reportedly"
# Joiners carry meaning in Persian, Hindi and emoji names; the rest of the invisible characters
# can reorder or hide parts of a line on a terminal.
_HARMLESS = frozenset("\u200c\u200d\u00a0\u3000")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to capture, named as the user would recognise it.

    An address, else a path, else standard input.
    """

    name: str
    address: str | None = None
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Captured:
    """The record of a capture with the bytes themselves.

    ``charset`` is what the server's header claims, in lower case; it need not be a known codec.
    """

    capture: Capture
    raw: bytes
    charset: str | None = None


def make_user_agent(contact: str | None = None) -> str:
    """Say who is fetching; ``contact`` is an address or page for the site's owner to write to."""
    try:
        version = metadata.version(PRODUCT)
    except metadata.PackageNotFoundError:  # run from a source tree
        version = "0"
    words = " ".join((contact or "").split())
    return f"{PRODUCT}/{version} (+{words})" if words else f"{PRODUCT}/{version}"


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one capture.

    ``timeout`` is wall-clock time for a whole fetch: names, redirects and robots.txt included.
    ``allow_private`` is for tests and intranets only.
    """

    max_bytes: int = 25_000_000
    timeout: float = 30.0
    max_redirects: int = 5
    user_agent: str = field(default_factory=make_user_agent)
    obey_robots: bool = True
    allow_private: bool = False


def show_name(text: str) -> str:
    """A name as one printable line: undecodable bytes and control characters are escaped."""
    return "".join(c if c.isprintable() or c in _HARMLESS else _escape(c) for c in text)


def _escape(char: str) -> str:
    point = ord(char)
    if 0xDC80 <= point <= 0xDCFF:  # surrogateescape: a byte that was not UTF-8
        return f"\\x{point - 0xDC00:02x}"
    return char.encode("unicode_escape").decode("ascii")
