"""Reading the tables that ship with the package: tab-separated, ``#`` comments, a header row."""

import gzip
from functools import cache
from importlib.resources import files


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of ``knowledge/data/NAME`` as dictionaries; ``.gz`` files are unpacked."""
    raw = (files("reportedly.knowledge") / "data" / name).read_bytes()
    text = (gzip.decompress(raw) if name.endswith(".gz") else raw).decode("utf-8")
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    header = lines[0].split("\t")
    return tuple(dict(zip(header, line.split("\t"), strict=False)) for line in lines[1:])
