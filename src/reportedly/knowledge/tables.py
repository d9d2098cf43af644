"""Reading the tables that ship with the package: tab-separated, ``#`` comments, a header row."""

import gzip
from functools import cache
from importlib.resources import files


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of ``knowledge/data/NAME`` as dictionaries; ``.gz`` files are unpacked."""
    header, *lines = _read(name)
    names = header.split("\t")
    return tuple(dict(zip(names, line.split("\t"), strict=False)) for line in lines)


def read_lines(name: str) -> list[str]:
    """Rows of a table as they stand in the file, without its header."""
    return _read(name)[1:]


def _read(name: str) -> list[str]:
    raw = (files("reportedly.knowledge") / "data" / name).read_bytes()
    text = (gzip.decompress(raw) if name.endswith(".gz") else raw).decode("utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]
