"""Files, folders, lists of addresses and standard input: bounded and never blocking."""

import logging
import os
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from reportedly.capture.records import Item, show_name
from reportedly.errors import InputError

log = logging.getLogger(__name__)

READ_ENDINGS = frozenset({".html", ".htm", ".xhtml", ".txt", ".md", ".markdown"})
LIST_ENDINGS = frozenset({".txt", ".urls", ".list"})
_ADDRESS_LINE = re.compile(r"https?://\S+", re.IGNORECASE)
_LONGEST_LINE = 10_000  # characters; a longer line is no address, and must not fill the memory
# A file can be swapped for a pipe between the check and the opening.
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)


def read_file(path: Path, *, name: str, max_bytes: int) -> bytes:
    """All bytes of a regular file of at most ``max_bytes``; raises ``InputError`` otherwise."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            kind = _kind(status.st_mode)
            raise InputError("not_a_file", f"{name} is {kind}, not a file", name=name)
        if status.st_size > max_bytes:
            raise _too_large(name, max_bytes)
        with open(path, "rb", opener=_open_without_waiting) as file:
            return _read_bounded(file, name=name, max_bytes=max_bytes)
    except (OSError, ValueError) as error:
        raise explain(error, name=name) from None


def read_stdin(*, name: str, max_bytes: int) -> bytes:
    """All bytes of standard input, at most ``max_bytes``."""
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None:
        message = f"{name}: there is no standard input to read"
        raise InputError("unreadable_file", message, name=name)
    try:
        return _read_bounded(stream, name=name, max_bytes=max_bytes)
    except (OSError, ValueError) as error:
        raise explain(error, name=name) from None


def list_folder(folder: Path) -> Iterator[Item | InputError]:
    """Readable files below a folder, in the order of their paths, one at a time.

    Hidden entries are left out, and so are symbolic links that lead outside the folder or to a
    folder (what lies inside is reached by its own path, and a link to a parent never ends).
    """
    root = Path(os.path.realpath(folder))
    pending = [folder]
    while pending:
        path = pending.pop()
        try:
            if path == folder or (path.is_dir() and not path.is_symlink()):
                pending += reversed(_list_entries(path))
                continue
        except OSError as error:
            yield explain(error, name=show_name(str(path)))
            continue
        if path.suffix.lower() in READ_ENDINGS and _stays_inside(path, root):
            yield _make_item(path)


def is_address_list(path: Path) -> bool:
    """Whether a file holds nothing but addresses, blank lines and ``#`` comments."""
    if path.suffix.lower() not in LIST_ENDINGS:
        return False
    seen = False
    for line in _list_lines(path):
        if not _ADDRESS_LINE.fullmatch(line):
            return False
        seen = True
    return seen


def list_addresses(path: Path) -> Iterator[str]:
    """The addresses of an address list, in order."""
    return _list_lines(path)


def explain(error: OSError | ValueError, *, name: str) -> InputError:
    """An operating system's refusal as an ``InputError``."""
    # A NUL in a path is a ValueError: no such file can exist.
    if isinstance(error, FileNotFoundError | NotADirectoryError | ValueError):
        return InputError("missing_file", f"there is no file {name}", name=name)
    reason = error.strerror or type(error).__name__
    return InputError("unreadable_file", f"{name} cannot be read: {reason}", name=name)


def _read_bounded(file: BinaryIO, *, name: str, max_bytes: int) -> bytes:
    raw = file.read(max_bytes + 1)
    if len(raw) > max_bytes:
        raise _too_large(name, max_bytes)
    return raw


def _too_large(name: str, max_bytes: int) -> InputError:
    message = f"{name} is larger than {max_bytes:,} bytes"
    return InputError("too_large", message, name=name, limit=max_bytes)


def _kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    return "a pipe" if stat.S_ISFIFO(mode) else "a device or socket"


def _open_without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | _NO_WAIT)


def _list_entries(folder: Path) -> list[Path]:
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
    return [folder / name for name in names]


def _stays_inside(path: Path, root: Path) -> bool:
    if not path.is_symlink():
        return True
    target = Path(os.path.realpath(path))
    if target.is_relative_to(root) and not target.is_dir():
        return True
    log.info("left out %s: a link to %s", show_name(str(path)), show_name(str(target)))
    return False


def _make_item(path: Path) -> Item:
    # A link is read where it pointed when it was checked.
    real = Path(os.path.realpath(path)) if path.is_symlink() else path
    return Item(name=show_name(str(path)), path=real)


def _list_lines(path: Path) -> Iterator[str]:
    # Undecodable bytes pass through: they make a line that is no address.
    with path.open(encoding="utf-8-sig", errors="surrogateescape") as file:
        while line := file.readline(_LONGEST_LINE):
            text = line.strip()
            if text and not text.startswith("#"):
                yield text
