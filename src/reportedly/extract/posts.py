"""Posts set into a text: who posts says what stands in the post, and carries what others say."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportedly.extract.drafts import Draft
from reportedly.extract.speakers import Speakers
from reportedly.model import Document, Span


def carry_posts(document: Document, speakers: Speakers, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts with one for each signed post, the carrier of the attributions inside it."""
    carried = list(drafts)
    groups: dict[int, list[int]] = {}
    for n, segment in enumerate(document.segments):
        if segment.kind in ("post", "signature"):
            groups.setdefault(segment.group, []).append(n)
    inside = sorted((s, n) for n, d in enumerate(carried) for s in d.content)
    for members in groups.values():
        segments = [document.segments[n] for n in members]
        body = tuple(s.span for s in segments if s.kind == "post")
        names = [
            m.span for s in segments if s.kind == "signature" for m in s.marks
            if m.kind in ("name", "handle")
        ]  # fmt: skip
        if body and names:
            body = _whole(document, members, names[0]) or body
            first = bisect_left(inside, body[0].start, key=lambda item: item[0].start)
            last = bisect_left(inside, body[-1].end, key=lambda item: item[0].start)
            held = {n for _, n in inside[first:last]}
            _carry(carried, held, _post(body, names[0], speakers))
    return carried


def _whole(document: Document, members: Sequence[int], name: Span) -> tuple[Span, ...]:
    """All paragraphs of a text that is nothing but a post; empty for any other.

    Its publisher signs it, the signature stands last, and nobody else's line stands in it.
    """
    before = document.segments[: members[0]]
    kinds = {s.kind for s in before} - {"front_matter", "headline"}
    if members[-1] != len(document.segments) - 1 or not kinds <= {"paragraph", "list_item"}:
        return ()
    if not _is_publisher(document, document.text[slice(*name)]):
        return ()
    own = [*before, *(document.segments[n] for n in members)]
    return tuple(s.span for s in own if s.kind in ("paragraph", "list_item", "post"))


def _is_publisher(document: Document, signed: str) -> bool:
    """Whether a name is the publisher's, one of them perhaps with its country before it."""
    one, other = (document.publisher.value or "").lower().split(), signed.lower().split()
    short, long = sorted((one, other), key=len)
    return bool(short) and long[-len(short) :] == short


def _post(body: tuple[Span, ...], name: Span, speakers: Speakers) -> Draft:
    speaker = speakers.named(name)
    return Draft(
        content=body,
        source=name,
        source_kind="social",
        speaker=speaker.id if speaker else None,
        mode="direct",
    )


def _carry(drafts: list[Draft], held: Iterable[int], post: Draft) -> None:
    parent = len(drafts)
    for n in sorted(held):
        if drafts[n].parent is None:
            drafts[n] = replace(drafts[n], carrier=post.source, parent=parent)
    drafts.append(post)
