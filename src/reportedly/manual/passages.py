"""Finding typed words in a text: verbatim, and never by guess among several places."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from reportedly.errors import UsageError
from reportedly.model import Segment, Span, contains

_SPAN = re.compile(r"(\d+):(\d+)")
_ALIKE: Final = str.maketrans("“”„«»‘’‚–—‑\u00a0\u202f\n\t", '"""""\'\'\'---    ')
_SHOWN: Final = 90  # code points of a place that is shown
_LIKENESS: Final = 0.5  # the least share of the words that the nearest place must have in a row
_MOST_COMPARED: Final = 200_000


def find_claim(text: str, exact: str, *, occurrence: int | None, span: Span | None) -> Span:
    """Where the claim stands. Raises :class:`UsageError`.

    ``words_absent`` when the words do not stand in the text, or not there; ``words_repeated`` when
    they stand in several places and nothing says which.
    """
    if span is not None:
        return _given_span(text, exact, span)
    places = list(find_words(text, exact))
    if not places:
        raise absent_words(text, exact)
    if occurrence is not None:
        if occurrence > len(places):
            message = f"“{_short(exact)}” stands in the text {len(places)} times"
            raise UsageError("words_absent", message)
        return places[occurrence - 1]
    if len(places) > 1:
        raise _repeated(text, exact, places, "say which with --occurrence or --span")
    return places[0]


def find_beside(text: str, words: str, claim: Span, segments: Sequence[Segment]) -> Span:
    """Where words that belong to a claim stand: in it, else in its paragraph, else anywhere.

    ``START:END`` names the place itself. The same errors as :func:`find_claim`.
    """
    places = list(find_words(text, words))
    given = _SPAN.fullmatch(words)
    if given and not places:
        return _given_span(text, "", Span(int(given[1]), int(given[2])))
    if not places:
        raise absent_words(text, words)
    around = [s.span for s in segments if s.span.start <= claim.start < s.span.end]
    for scope in (claim, *around, Span(0, len(text))):
        inside = [place for place in places if contains(scope, place)]
        if len(inside) == 1:
            return inside[0]
        if inside:
            raise _repeated(text, words, inside, "give the place instead, as START:END")
    raise absent_words(text, words)


def find_words(text: str, words: str) -> Iterator[Span]:
    """Every place where the words stand, character by character."""
    at = text.find(words) if words else -1
    while at >= 0:
        yield Span(at, at + len(words))
        at = text.find(words, at + 1)


def absent_words(text: str, words: str) -> UsageError:
    """The error for words that do not stand in a text, with the place that is most like them."""
    message = f"“{_short(words)}” does not stand in the document, character by character"
    near = find_nearest(text, words)
    if near is not None:
        message += f"; the nearest is at {near.start}:{near.end}: “{_short(text[slice(*near)])}”"
    return UsageError("words_absent", message)


def find_nearest(text: str, words: str) -> Span | None:
    """The place most like the words: but for case and marks, else with most of them in a row."""
    plain, wanted = _alike(text[:_MOST_COMPARED]), _alike(words)
    at = plain.find(wanted) if wanted.strip() else -1
    if at >= 0:
        return Span(at, at + len(wanted))
    match = SequenceMatcher(None, plain, wanted, autojunk=False).find_longest_match()
    if match.size < max(4, _LIKENESS * len(wanted)):
        return None
    start = max(0, match.a - match.b)
    return Span(start, min(len(text), start + len(wanted)))


def _alike(text: str) -> str:
    """``text`` without differences of case and of typographic marks, as long as it was."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text.translate(_ALIKE))


def _given_span(text: str, exact: str, span: Span) -> Span:
    if not 0 <= span.start < span.end <= len(text):
        message = f"{span.start}:{span.end} is no place in a text of {len(text):,} characters"
        raise UsageError("words_absent", message)
    found = text[span.start : span.end]
    if exact and found != exact:
        message = f"at {span.start}:{span.end} stands “{_short(found)}”, not “{_short(exact)}”"
        raise UsageError("words_absent", message)
    return span


def _repeated(text: str, words: str, places: Sequence[Span], advice: str) -> UsageError:
    shown = "; ".join(f"{s}:{e} “…{_short(text[max(0, s - 20) : e + 20])}…”" for s, e in places[:5])
    message = f"“{_short(words)}” stands in {len(places)} places ({shown}): {advice}"
    return UsageError("words_repeated", message)


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"
