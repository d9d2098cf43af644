"""From bytes to a document: decode, find segments, settle the metadata."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple, cast, get_args

from reportedly.errors import InputError
from reportedly.model import Document, DocumentKind, Maker, Segment, Span, Stated
from reportedly.reading import markdown, text
from reportedly.reading.candidates import Candidate, settle
from reportedly.reading.dates import parse_day
from reportedly.reading.decode import decode
from reportedly.reading.front_matter import FrontMatter, read_front_matter
from reportedly.reading.given import Given
from reportedly.reading.language import detect_language
from reportedly.reading.sniff import HTML_READER, MARKDOWN_READER, TEXT_READER
from reportedly.reading.statements import POST_DAY, find_statements

_REASONS = {
    "title": "the text has no headline: its first line reads as a paragraph",
    "author": "no by-line",
    "agency": "no agency is credited",
    "publisher": "nothing names the publisher",
    "published": "no markup, date line, dateline with a year or post states a day",
    "language": "undetermined",
    "address": "the text states no address of its own",
    "reference": "no reference to an original",
}


class Reading(NamedTuple):
    """A text with its segments and what it says about itself, best statement first."""

    text: str
    segments: tuple[Segment, ...]
    candidates: tuple[Candidate, ...]


def read_document(
    raw: bytes,
    *,
    name: str,
    reader: Maker,
    address: str | None = None,
    charset: str | None = None,
    given: Given = Given(),  # noqa: B008 - frozen
) -> Document:
    """The document in ``raw``.

    ``name`` is how the user named the input; ``address`` and ``charset`` are the transport's.
    Raises :class:`InputError` when there is no text to read (``undecodable``, ``no_text``,
    ``no_article``, ``html_too_deep``, ``front_matter_invalid``).
    """
    decoded = decode(raw, charset=charset)
    document = _make(decoded.text, reader, given, _fetched(address))
    if not any(ch.isalpha() for ch in document.text):
        raise InputError("no_text", f"{name} holds no letters", name=name)
    return replace(document, encoding=Stated(decoded.encoding, "detected", decoded.basis))


def read_text(source: str, given: Given = Given()) -> Document:  # noqa: B008 - frozen
    """The document that a plain text in memory is; its text is ``source``, unchanged."""
    return _make(source, TEXT_READER, given, ())


def _make(source: str, reader: Maker, given: Given, fetched: Iterable[Candidate]) -> Document:
    reading = _read(source, reader, given)
    candidates = [*_given(given), *reading.candidates, *fetched, *_language(reading)]
    settled = settle(_post_last(_prefer_detected(candidates)), _reasons(given))
    kind = _kind(given, candidates)
    return Document(
        reading.text,
        reading.segments,
        str(reader),
        kind,
        alternatives=tuple(a for a in settled.alternatives if a[0] != "kind" or a[1].value != kind),
        title=settled.chosen["title"],
        author=settled.chosen["author"],
        agency=settled.chosen["agency"],
        publisher=settled.chosen["publisher"],
        published=settled.chosen["published"],
        language=settled.chosen["language"],
        address=settled.chosen["address"],
        reference=settled.chosen["reference"],
    )


def _read(source: str, reader: Maker, given: Given) -> Reading:
    if reader.name == HTML_READER.name:
        from reportedly.reading.html import read_html

        return Reading(*read_html(source, year_hint=given.published))
    if reader.name == MARKDOWN_READER.name:
        return _read_markdown(source, given)
    segments = text.find_segments(source)
    return Reading(source, segments, tuple(_stated(source, segments, given, None)))


def _read_markdown(source: str, given: Given) -> Reading:
    front = read_front_matter(source)
    if front is None:
        segments = markdown.find_segments(source)
    else:
        titled = any(c.field == "title" for c in front.candidates)
        body = markdown.find_segments(source, front.span.end, titled=titled)
        segments = (Segment("front_matter", front.span), *body)
    return Reading(source, segments, tuple(_stated(source, segments, given, front)))


def _stated(
    source: str, segments: tuple[Segment, ...], given: Given, front: FrontMatter | None
) -> Iterator[Candidate]:
    header = front.candidates if front else ()
    yield from header
    dated = next((c.stated.value for c in header if c.field == "published"), None)
    yield from find_statements(source, segments, year_hint=given.published or dated)


def _given(given: Given) -> Iterator[Candidate]:
    for field in ("title", "author", "publisher", "published", "language", "address"):
        said = getattr(given, field)
        value = parse_day(said) if said is not None and field == "published" else said
        if value is not None:
            yield Candidate(field, Stated(value, "given", "given by the user", said))


def _reasons(given: Given) -> dict[str, str]:
    """Why a field may stay empty; a given day that is none is said so and never guessed at."""
    if given.published is not None and parse_day(given.published) is None:
        return _REASONS | {"published": f"the day given is no date: {given.published[:40]!r}"}
    return _REASONS


def _fetched(address: str | None) -> Iterator[Candidate]:
    if address is not None:
        yield Candidate("address", Stated(address, "given", "fetched from there", address))


def _language(reading: Reading) -> Iterator[Candidate]:
    yield Candidate("language", detect_language(prose_of(reading.text, reading.segments)))


def prose_of(source: str, segments: Iterable[Segment], most: int = 20_000) -> str:
    """The words that tell a language: no front matter, no signatures; of a long text a part."""
    spans = [s.span for s in segments if s.kind not in ("front_matter", "signature")]
    if sum(end - start for start, end in spans) <= most:
        return "\n".join(source[start:end] for start, end in spans)
    third = most // 3
    middle = len(source) // 2
    start = spans[0].start
    parts = (Span(start, start + third), Span(middle, middle + third), Span(-third, len(source)))
    return "\n".join(source[a:b] for a, b in parts)


def _prefer_detected(candidates: list[Candidate]) -> list[Candidate]:
    """A detected language beats the one that a template declares, but not the user or author."""
    rank = {"given": 0, "front_matter": 1, "detected": 2, "markup": 3}
    languages = [c for c in candidates if c.field == "language"]
    languages.sort(key=lambda c: rank.get(c.stated.basis, 4))
    return [*(c for c in candidates if c.field != "language"), *languages]


def _post_last(candidates: list[Candidate]) -> Iterator[Candidate]:
    """The day of an embedded post after every other day, and described as what it then is."""
    days = [c for c in candidates if c.field == "published" and c.stated.basis == "embedded_post"]
    others = [c for c in candidates if c not in days]
    dated = any(c.field == "published" and c.stated.value for c in others)
    yield from others
    for day in days:
        yield replace(day, stated=replace(day.stated, where=POST_DAY)) if dated else day


def _kind(given: Given, candidates: Iterable[Candidate]) -> DocumentKind:
    if given.kind is not None:
        return given.kind
    said = next((c.stated.value for c in candidates if c.field == "kind"), None)
    return cast(DocumentKind, said) if said in get_args(DocumentKind) else "report"
