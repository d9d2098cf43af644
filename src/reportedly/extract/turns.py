"""Turns of a transcript, and headlines that give words to somebody: a name, a colon, the words."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from reportedly.extract.drafts import Draft
from reportedly.extract.speakers import Speakers
from reportedly.model import Document, Mention, SourceKind, Span, trim_span

_TURN: Final = re.compile(
    r"\s{0,9}(?P<name>(?:[A-Z][\w.'’-]{0,30})(?:[ \t]{1,2}[A-Z][\w.'’-]{0,30}){0,4})"
    r"(?P<colon>:)[ \t]{1,3}(?=[^\s“\"«„])"
)
_SPOKEN = frozenset({"paragraph", "headline", "heading", "list_item"})
_TITLES = frozenset({"headline", "heading"})
_FEWEST = 2  # turns of a speaker that make a text a transcript


def find_turns(document: Document, speakers: Speakers) -> Iterator[Draft]:
    """Attributions "NAME: words" at the beginning of a segment.

    The name is a party that the text names, or it has several turns. "Update: …" is neither.
    """
    turns = list(_read_turns(document))
    often = Counter(document.text[slice(*name)] for _, name, _ in turns)
    for title, name, rest in turns:
        mention = speakers.named(name)
        if _is_speaker(mention, often[document.text[slice(*name)]], title):
            colon = Span(name.end, name.end + 1)
            yield Draft(
                content=(rest,),
                source=name,
                cue=colon,
                source_kind=_kind(mention),
                speaker=mention.id if mention is not None else None,
                mode=None if title else "direct",
            )


def _read_turns(document: Document) -> Iterator[tuple[bool, Span, Span]]:
    for segment in document.segments:
        if segment.kind not in _SPOKEN:
            continue
        match = _TURN.match(document.text, *segment.span)
        if match is None:
            continue
        rest = trim_span(document.text, Span(match.end("colon"), segment.span.end), strip=" \t\r\n")
        if rest.end > rest.start:
            yield segment.kind in _TITLES, Span(*match.span("name")), rest


def _is_speaker(mention: Mention | None, turns: int, title: bool) -> bool:
    if title:
        return mention is not None
    return turns >= _FEWEST or (mention is not None and mention.type == "person")


def _kind(mention: Mention | None) -> SourceKind:
    if mention is not None and mention.type != "person":
        return "organisation"
    return "named"
