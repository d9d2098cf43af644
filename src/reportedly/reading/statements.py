"""What a text says about itself: title, by-line, agency, day of publication."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from reportedly.model import Basis, Segment, SegmentKind, Span, Stated, absent
from reportedly.reading.agencies import find_agency
from reportedly.reading.candidates import Candidate
from reportedly.reading.dates import find_days, make_day, parse_day_and_month
from reportedly.reading.layout import SOURCE, is_date_line, match_dateline

_LABELLED = re.compile(
    r"\(?(?P<label>first published|published|posted|written|issued|released|release date|date"
    r"|press release|created)(?: on| at| by [^\d]{1,40}?)?\s*[:|,]?\s*(?=\w)",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"\(?(?:last )?(?:updated|modified|edited|revised)\b", re.IGNORECASE)
_BY = re.compile(r"(?:By|BY|Written by|Story by|Reporting by|Report by|Compiled by)\s*:?\s+")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s[^\n]{0,40}?\b((?:19|20)\d\d)\b", re.IGNORECASE)
_PROSE: frozenset[SegmentKind] = frozenset(
    {"paragraph", "dateline", "byline", "caption", "heading"}
)
_TOP, _BOTTOM = 12, 6  # segments in which a text speaks about itself
_SHORT = 200  # characters; a longer segment is the story, not a note about it

NEAR = 61  # days between a dateline and the day of its publication, at most
POST_DAY = "date of an embedded post"


def find_statements(
    text: str, segments: Sequence[Segment], *, year_hint: str | None = None
) -> Iterator[Candidate]:
    """Candidates for title, author, agency and day, best first within each field.

    ``year_hint`` is a day that is known otherwise; a dateline without a year is completed from it.
    """
    yield from _titles(text, segments)
    edges = _edges(segments)
    for segment in edges:
        yield from _credits(text, segment)
    yield from _labelled_days(text, edges)
    yield from _day_lines(text, edges)
    yield from _dateline_days(text, segments, year_hint)
    yield from _post_days(text, segments)


def _edges(segments: Sequence[Segment]) -> list[Segment]:
    prose = [s for s in segments if s.kind in _PROSE]
    return prose if len(prose) <= _TOP + _BOTTOM else prose[:_TOP] + prose[-_BOTTOM:]


def stated(text: str, span: Span, value: str | None, *, basis: Basis, where: str) -> Stated:
    """A statement that stands in the text itself."""
    return Stated(value, basis, where, text[span.start : span.end], span)


def _titles(text: str, segments: Sequence[Segment]) -> Iterator[Candidate]:
    for segment in segments:
        if segment.kind == "headline":
            words = " ".join(text[segment.span.start : segment.span.end].split())
            found = stated(text, segment.span, words, basis="layout", where="headline of the text")
            yield Candidate("title", found)
            return


def _credits(text: str, segment: Segment) -> Iterator[Candidate]:
    start, end = segment.span
    printed = text[start : min(end, start + 300)]
    if segment.kind == "dateline":
        match = match_dateline(printed + " x")
        group = next((g for g in ("agency", "slashed", "named") if _group(match, g)), None)
        if match is not None and group is not None:
            at = Span(*match.span(group)).shift(start)
            yield from _agency(text, at, basis="dateline", where="credit in the dateline")
    elif source := SOURCE.match(printed) if end - start <= _SHORT else None:
        at = Span(*source.span("name")).shift(start)
        yield from _agency(text, at, basis="text", where="source line")
    elif segment.kind == "byline":
        yield from _byline(text, segment.span)


def _agency(text: str, at: Span, *, basis: Basis, where: str) -> Iterator[Candidate]:
    known = find_agency(text[at.start : at.end])
    if known is not None:
        yield Candidate("agency", stated(text, at, known, basis=basis, where=where))


def _group(match: re.Match[str] | None, name: str) -> str | None:
    return match.groupdict().get(name) if match else None


def _byline(text: str, span: Span) -> Iterator[Candidate]:
    by = _BY.match(text, *span)
    if by is None:
        return
    names = text[by.end() : span.end].partition(";")[0].rstrip(" .,")
    parts = re.split(r"\s*[,|/]\s*|\s+(?:and|for|of|in)\s+", names)
    agency = next((known for part in parts if (known := find_agency(part))), None)
    at = Span(by.end(), by.end() + len(names))
    if agency:
        found = stated(text, at, agency, basis="layout", where="by-line names the agency")
        yield Candidate("agency", found)
    if names and not find_agency(names):
        who = " ".join(names.split())
        yield Candidate("author", stated(text, at, who, basis="layout", where="by-line"))


def _labelled_days(text: str, segments: Sequence[Segment]) -> Iterator[Candidate]:
    """Notes such as "Published June 18, 2025"; an update is no publication."""
    for segment in segments:
        start, end = segment.span
        label = _LABELLED.match(text, start, end) if end - start <= _SHORT else None
        if label is None:
            continue
        stop = _stop_at_update(text, label.end(), end)
        day = next(find_days(text, label.end(), stop), None)
        where = f"text: {label['label']}"
        if day is not None and day.span.start - label.end() <= 30:
            found = stated(text, day.span, day.value, basis="text", where=where)
            yield Candidate("published", found)
        elif is_numeric(text[label.end() : stop]):
            printed = " ".join(text[label.end() : stop].split())
            yield Candidate("published", absent(f"{where} “{printed}” cannot be read as one day"))


def is_numeric(printed: str) -> bool:
    """Whether a note looks like a date that cannot be read ("06/07/2025", "2025-02-30")."""
    return re.match(r"\s*\d{1,5}[-/.]\d{1,2}[-/.]\d{1,5}\b", printed) is not None


def _stop_at_update(text: str, start: int, end: int) -> int:
    update = _UPDATED.search(text, start, end)
    return update.start() if update else end


def _day_lines(text: str, segments: Sequence[Segment]) -> Iterator[Candidate]:
    for segment in segments:
        start, end = segment.span
        if segment.kind != "dateline" or not is_date_line(text[start:end]):
            continue
        if _UPDATED.match(text, start, end) or _LABELLED.match(text, start, end):
            continue
        day = next(find_days(text, start, _stop_at_update(text, start, end)), None)
        if day is not None:
            found = stated(text, day.span, day.value, basis="dateline", where="date line")
            yield Candidate("published", found)


def _dateline_days(
    text: str, segments: Sequence[Segment], year_hint: str | None
) -> Iterator[Candidate]:
    """The day in "SEOUL, April 30 (Yonhap) —"; its year only when something states it."""
    for segment in segments:
        start, end = segment.span
        match = match_dateline(text[start:end] + " x") if segment.kind == "dateline" else None
        printed = _group(match, "date")
        if match is None or not printed:
            continue
        at = Span(*match.span("date")).shift(start)
        day = next(find_days(text, *at), None)
        if day is not None:
            found = stated(text, at, day.value, basis="dateline", where="dateline")
        else:
            found = _complete(text, at, year_hint)
        yield Candidate("published", found)
        return


def _complete(text: str, at: Span, year_hint: str | None) -> Stated:
    """A day without a year, completed by a full date of that day, a hint or a copyright line."""
    printed = text[at.start : at.end]
    wanted = parse_day_and_month(printed)
    if wanted is None:
        return absent(f"dateline “{printed}” is no day")
    month, day = wanted
    suffix = f"-{month:02d}-{day:02d}"
    same = next((d for d in find_days(text) if d.value.endswith(suffix)), None)
    if same is not None:
        where = f"dateline; year from “{text[same.span.start : same.span.end]}” in the text"
        return stated(text, at, same.value, basis="dateline", where=where)
    right = _COPYRIGHT.search(text)
    if year_hint is not None:
        value, source = _nearest(year_hint, month, day), "the day stated otherwise"
    else:
        value = make_day(int(right[1]), month, day) if right else None
        source = "the copyright line"
    if value is None:
        return absent(f"the dateline says “{printed}” and nothing states the year")
    return stated(text, at, value, basis="dateline", where=f"dateline; year from {source}")


def _nearest(known: str, month: int, day: int) -> str | None:
    """The day in the year that brings it within two months of a known day."""
    try:
        hint = date.fromisoformat(known)
    except ValueError:
        return None
    days = [make_day(year, month, day) for year in (hint.year - 1, hint.year, hint.year + 1)]
    near = (d for d in days if d and abs((date.fromisoformat(d) - hint).days) <= NEAR)
    return next(near, None)


def _post_days(text: str, segments: Sequence[Segment]) -> Iterator[Candidate]:
    """The latest day of an embedded post: the text cannot be older."""
    days = [
        day
        for segment in segments
        if segment.kind == "signature"
        for day in find_days(text, *segment.span)
    ]
    if not days:
        return
    last = max(days, key=lambda day: day.value)
    where = f"{POST_DAY}; the article itself states no date, so it is not before this day"
    yield Candidate(
        "published", stated(text, last.span, last.value, basis="embedded_post", where=where)
    )
