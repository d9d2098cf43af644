"""The seal: the hash of the whole ledger file at a known position of its log."""

import hashlib
import json
import logging
import os
from pathlib import Path

from reportedly.errors import IntegrityError
from reportedly.model import hash_value

logger = logging.getLogger(__name__)

SEAL = "seal.json"


def wal_size(path: Path) -> int:
    """Bytes in the write-ahead log that are not in the file yet."""
    wal = path.with_name(path.name + "-wal")
    return wal.stat().st_size if wal.exists() else 0


def file_digest(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_seal(folder: Path, path: Path, seq: int) -> None:
    """Record hash and log position of the ledger file, by renaming a whole new seal into place."""
    folder.mkdir(exist_ok=True)
    part = folder / f".{SEAL}.{os.getpid()}"
    try:
        part.write_text(_seal_text(seq, file_digest(path)), encoding="utf-8")
        part.replace(folder / SEAL)
    except OSError:
        # A missing or old seal only narrows what `verify` can tell; the ledger itself is kept.
        logger.warning("could not seal %s", path, exc_info=True)
        part.unlink(missing_ok=True)


def read_seal(folder: Path) -> tuple[int, str] | None:
    """Log position and file hash of the last seal; None when there is none.

    Raises :class:`IntegrityError` (``seal_damaged``) unless it is, byte for byte, what was written.
    """
    try:
        written = (folder / SEAL).read_bytes()
    except OSError:
        return None
    try:
        seal = json.loads(written)
        seq, digest = int(seal["seq"]), str(seal["sha256"])
    except (ValueError, KeyError, TypeError) as error:
        raise IntegrityError("seal_damaged", f"{folder / SEAL} cannot be read") from error
    if written != _seal_text(seq, digest).encode():
        raise IntegrityError("seal_damaged", f"{folder / SEAL} was altered")
    return seq, digest


def _seal_text(seq: int, digest: str) -> str:
    check = hash_value([seq, digest])
    return json.dumps({"seq": seq, "sha256": digest, "check": check})
