"""What the user says about a document: it wins over everything that is read."""

from dataclasses import dataclass

from reportedly.model import DocumentKind


@dataclass(frozen=True, slots=True)
class Given:
    """Metadata stated by the user; None where the user said nothing."""

    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    author: str | None = None
    language: str | None = None
    kind: DocumentKind | None = None
    address: str | None = None
