"""Raw bytes by their SHA-256, in a folder beside the ledger; written whole or not at all."""

import os
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

from reportedly.errors import InputError, IntegrityError
from reportedly.model import hash_bytes


class BlobStore:
    """Files named by the hash of their content: ``ab/abcdef…``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the bytes with this hash lie, or would."""
        return self.folder / sha256[:2] / sha256

    def put(self, raw: bytes) -> str:
        """Keep ``raw``; return its hash. Raises :class:`InputError` (``disk_full``)."""
        sha256 = hash_bytes(raw)
        target = self.path(sha256)
        if target.exists():
            return sha256
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(target, raw)
        except OSError as error:
            raise InputError(
                "disk_full" if error.errno == 28 else "blob_unwritable",
                f"cannot keep the bytes in {self.folder}",
                retry=True,
            ) from error
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes with this hash. Raises :class:`IntegrityError` when missing or altered."""
        try:
            raw = self.path(sha256).read_bytes()
        except OSError as error:
            raise IntegrityError(
                "blob_missing", f"the bytes {sha256[:12]}… are not in {self.folder}"
            ) from error
        if hash_bytes(raw) != sha256:
            raise IntegrityError("blob_altered", f"the bytes {sha256[:12]}… were altered")
        return raw

    def sweep(self, kept: Collection[str]) -> None:
        """Delete all bytes but those with the hashes ``kept``, and what a killed writer left."""
        for path in sorted(self.folder.glob("??/*")):
            if path.name not in kept:
                path.unlink(missing_ok=True)

    def names(self) -> Iterator[str]:
        """Hashes of all stored files, sorted."""
        if self.folder.is_dir():
            for path in sorted(self.folder.glob("??/*")):
                if not path.name.startswith("."):
                    yield path.name


def _write_whole(target: Path, raw: bytes) -> None:
    """Write to a temporary neighbour, then rename: a reader never sees half a file."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
