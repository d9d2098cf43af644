"""Makers for the reading tests: a document from a text, and what its segments say."""

from collections.abc import Callable

import pytest

from reportedly.model import Document
from reportedly.reading import Given, choose_reader, read_document

Read = Callable[..., Document]


@pytest.fixture
def read() -> Read:
    """Read a text or bytes the way the pipeline does."""

    def _read(source: str | bytes, name: str = "a.txt", **options: object) -> Document:
        raw = source.encode("utf-8") if isinstance(source, str) else source
        given = Given(**options.pop("given", {}))  # type: ignore[arg-type]
        reader = choose_reader(name, None, raw)
        return read_document(raw, name=name, reader=reader, given=given, **options)  # type: ignore[arg-type]

    return _read


@pytest.fixture
def shown() -> Callable[[Document], list[tuple[str, str]]]:
    """(kind, words) of each segment."""

    def _shown(document: Document) -> list[tuple[str, str]]:
        return [(s.kind, document.text[s.span.start : s.span.end]) for s in document.segments]

    return _shown
