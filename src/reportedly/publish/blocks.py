"""The article's text as the page shows it: its structure, cut into runs that carry their marks."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, takewhile

from markupsafe import Markup, escape

from reportedly.model import Document, Segment, Span, subtract_spans, trim_span
from reportedly.publish.highlight import Marked, Run, share_out, split_runs
from reportedly.publish.traces import Trace

_TAGGED = {"figure": "#", "date": "d", "place": "pl", "party": "pa"}
_JOINED = {"list_item": "list", "post": "post", "signature": "post", "front_matter": "front_matter"}


@dataclass(frozen=True, slots=True)
class Start:
    """An empty element before the first word of a record: what links reach, and a small label."""

    target: str
    kind: str
    label: str = ""
    claim: int | None = None
    mode: str = ""


@dataclass(frozen=True, slots=True)
class ShownRun:
    """One element of the text, ready for the template.

    ``claims`` are the claims these words belong to, ``under`` those whose source, cue or carrier
    they are, ``near`` those whose attribution's content they stand in without being part of them.
    """

    text: Markup
    classes: str = ""
    claims: tuple[int, ...] = ()
    under: tuple[int, ...] = ()
    near: tuple[int, ...] = ()
    title: str = ""
    code: str = ""
    starts: tuple[Start, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One segment of the text."""

    kind: str
    level: int
    runs: tuple[ShownRun, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks that belong together (the items of a list, a post with its signature), or one."""

    kind: str
    blocks: tuple[Block, ...]


def make_parts(document: Document, marked: Sequence[Marked[Trace]]) -> tuple[Part, ...]:
    """The whole text in order; every word of every segment appears exactly once."""
    segments = shown_segments(document, marked)
    shares = share_out([s.span for s in segments], marked)
    emitted: set[str] = set()
    blocks = []
    for segment, share in zip(segments, shares, strict=True):
        runs = split_runs(segment.span, share)
        shown = tuple(_show(document.text, run, emitted) for run in runs)
        blocks.append((segment, Block(segment.kind, segment.level, shown)))
    return tuple(_join(blocks))


def shown_segments(document: Document, marked: Sequence[Marked[Trace]]) -> tuple[Segment, ...]:
    """The document's segments, and what lies between them only where a mark would be lost.

    Bullets and blank lines between segments are layout. A text without segments is one paragraph.
    """
    whole = Span(0, len(document.text))
    gaps = subtract_spans(whole, [s.span for s in document.segments])
    starts = sorted(m.span for m in marked if m.key.kind != "control")
    kept = [g for g in gaps if not document.segments or _holds(g, starts)]
    trimmed = (trim_span(document.text, gap) for gap in kept)
    extra = [Segment("paragraph", span) for span in trimmed if span.start < span.end]
    return tuple(sorted((*document.segments, *extra), key=lambda s: s.span))


def _holds(gap: Span, ordered: Sequence[Span]) -> bool:
    first = bisect_left(ordered, Span(gap.start, gap.start))
    inside = takewhile(lambda s: s.start < gap.end, islice(ordered, first, None))
    return any(s.end <= gap.end for s in inside)


def _join(blocks: Iterable[tuple[Segment, Block]]) -> Iterator[Part]:
    # Single blocks get a number of their own, so that equal neighbours are not joined.
    def key(numbered: tuple[int, tuple[Segment, Block]]) -> tuple[str, int]:
        at, (segment, _) = numbered
        kind = _JOINED.get(segment.kind)
        return (kind, segment.group) if kind else ("single", at)

    for (kind, _), members in groupby(enumerate(blocks), key=key):
        yield Part(kind, tuple(block for _, (_, block) in members))


def _show(text: str, run: Run[Trace], emitted: set[str]) -> ShownRun:
    traces = run.keys
    words = safe_text(text[run.span.start : run.span.end])
    if not traces:
        return ShownRun(words)
    claims = _claims_of(traces, "claim")
    under = _claims_of(traces, "source", "cue", "carrier")
    near = tuple(n for n in _claims_of(traces, "content") if n not in {*claims, *under})
    return ShownRun(
        words,
        " ".join(_classes(traces)),
        claims,
        under,
        # Next to a claim of the same attribution, the others are not what these words say.
        () if claims else near,
        "; ".join(t.label for t in traces if t.label and t.kind in _TAGGED),
        next((t.label for t in traces if t.kind == "control"), ""),
        tuple(_starts(traces, emitted)),
    )


def _claims_of(traces: Iterable[Trace], *kinds: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(n for t in traces if t.kind in kinds for n in t.claims))


def _classes(traces: Sequence[Trace]) -> Iterator[str]:
    contents = [t for t in traces if t.kind == "content"]
    if contents:
        # Where attributions nest, the innermost says how these words are rendered.
        yield f"m-{min(contents, key=lambda t: t.length).mode}"
    yield from dict.fromkeys(f"k-{t.kind}" for t in traces if t.kind != "content")


def _starts(traces: Sequence[Trace], emitted: set[str]) -> Iterator[Start]:
    for trace in traces:
        if trace.target and trace.target not in emitted:
            emitted.add(trace.target)
            claim = trace.claims[0] if trace.kind == "claim" else None
            label = _TAGGED.get(trace.kind, "")
            yield Start(trace.target, trace.kind, label, claim, trace.mode or "")


def safe_text(text: str) -> Markup:
    """Escaped text that an HTML parser gives back unchanged.

    A parser turns CR and CR LF into LF, so CR is written as a reference. U+0000 cannot stand in
    HTML at all; its picture takes its place, inside the element that names it.
    """
    safe = escape(text)
    return Markup(str(safe).replace("\r", "&#13;").replace("\0", "\u2400"))  # noqa: S704


def targets(parts: Iterable[Part]) -> frozenset[str]:
    """Every element that a link may lead to in the text."""
    return frozenset(
        start.target
        for part in parts
        for b in part.blocks
        for run in b.runs
        for start in run.starts
    )
