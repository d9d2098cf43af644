"""Identifiers and digests: pure functions of content, so order of arrival never matters."""

import dataclasses
import hashlib
import json
from typing import Any

ID_DIGITS = 20  # 80 bits: a collision among ten million records has odds of about 1 in 2e10


def hash_bytes(data: bytes) -> str:
    """SHA-256 of raw bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def hash_text(text: str) -> str:
    """SHA-256 of a text's UTF-8 form, as 64 hexadecimal digits."""
    return hash_bytes(text.encode("utf-8"))


def canonical(value: Any) -> str:
    """One JSON text per value: sorted keys, no spaces; dataclasses as objects."""
    return _ENCODER.encode(value)


def hash_value(value: Any) -> str:
    """SHA-256 of a value's canonical JSON."""
    return hash_text(canonical(value))


def make_id(prefix: str, *parts: Any) -> str:
    """An identifier such as ``clm_3f0c…``: the kind of record and a hash of its key content."""
    return f"{prefix}_{hash_value(parts)[:ID_DIGITS]}"


def hash_number(text: str) -> int:
    """A text as a whole number of 63 bits, which says nothing of its words."""
    return int.from_bytes(hashlib.sha256(text.encode("utf-8")).digest()[:8], "big") >> 1


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
    raise TypeError(f"no canonical form for {type(value).__name__}")


# Made once: `json.dumps` would make one for each identifier.
_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
)
