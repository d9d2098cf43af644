"""Turns of a transcript, and headlines that give words to somebody: a name, a colon, the words."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from reportedly.extract.drafts import Draft, draft_by_name
from reportedly.extract.sources import role_of
from reportedly.extract.speakers import Speakers
from reportedly.model import Document, Mention, Mode, Span, trim_span

_TURN: Final = re.compile(
    r"\s{0,9}(?P<mark>[\"“]?)"
    r"(?P<name>(?:[A-Z][\w.'’-]{0,30})(?:[ \t]{1,2}[A-Z][\w.'’-]{0,30}){0,4})"
    r"(?P<colon>:)[ \t]{1,3}(?=[^\s“\"«„])"
)
_BEHIND: Final = re.compile(
    r"\s{0,9}(?P<words>\S[^\n]{10,200}?)[ \t](?P<dash>[–—-])[ \t]"
    r"(?P<name>[\w.'’-]+(?:[ \t][\w.'’-]+){0,4})\s*\Z"
)
_SPOKEN = frozenset({"paragraph", "headline", "heading", "list_item"})
_TITLES = frozenset({"headline", "heading"})
_FEWEST = 2  # turns of a speaker that make a text a transcript


def find_turns(document: Document, speakers: Speakers) -> Iterator[Draft]:
    """Attributions "NAME: words" at the beginning of a segment, "words – NAME" in a headline.

    The name is a party that the text names, or has several turns, or is printed in capitals where
    another has several; in a headline a word for those who speak will do ("Ministry: …"). "Update:
    …" is none of these. A transcript that is quoted as a whole has a mark before each name.
    """
    yield from _find_named(document, speakers)
    yield from _find_signed_headlines(document, speakers)


def _find_signed_headlines(document: Document, speakers: Speakers) -> Iterator[Draft]:
    for segment in document.segments:
        if segment.kind not in _TITLES:
            continue
        match = _BEHIND.match(document.text, *segment.span)
        if match is None:
            continue
        name, dash = Span(*match.span("name")), Span(*match.span("dash"))
        mention = speakers.named(name)
        if mention is None and not _is_role(match["name"]):
            continue
        words = Span(*match.span("words"))
        yield draft_by_name(document.text, name, mention, cue=dash, words=words)


def _find_named(document: Document, speakers: Speakers) -> Iterator[Draft]:
    turns = list(_read_turns(document))
    often = Counter(document.text[slice(*name)] for _, name, _ in turns)
    transcript = any(times >= _FEWEST for times in often.values())
    for title, name, rest in turns:
        mention, printed = speakers.named(name), document.text[slice(*name)]
        role = title and _is_role(printed)
        again = often[printed] >= _FEWEST or (transcript and printed.isupper())
        if role or _is_speaker(mention, again=again, title=title):
            colon = Span(name.end, name.end + 1)
            mode: Mode | None = None if title else "direct"
            yield draft_by_name(document.text, name, mention, cue=colon, words=rest, mode=mode)


def _read_turns(document: Document) -> Iterator[tuple[bool, Span, Span]]:
    for segment in document.segments:
        if segment.kind not in _SPOKEN:
            continue
        match = _TURN.match(document.text, *segment.span)
        if match is None:
            continue
        rest = Span(match.end("colon"), segment.span.end)
        rest = trim_span(document.text, rest, strip=match["mark"] and '"”')
        if rest.end > rest.start:
            yield segment.kind in _TITLES, Span(*match.span("name")), rest


def _is_speaker(mention: Mention | None, *, again: bool, title: bool) -> bool:
    if title:
        return mention is not None
    return again or (mention is not None and mention.type == "person")


def _is_role(name: str) -> bool:
    return role_of(name) not in (None, "document")  # "Update: …"
