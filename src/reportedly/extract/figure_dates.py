"""As-of dates of figures: from a date in the figure's clause, else in the clause of who says it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from reportedly.extract.syntax import Passage, passage_at
from reportedly.model import Attribution, DateMention, Figure, Interval, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERBS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
_DEEPEST: Final = 40  # words climbed to the verb of a clause; a longer way is a list, no sentence
_MOST: Final = 20  # dates in one sentence; more is a table, and none of them is the one
SAID: Final = "said then: "  # before the basis of a date on which somebody gave the figure


def date_in_clause(
    token: "Token", passage: Passage, days: Sequence[DateMention]
) -> Interval | None:
    """The date that stands in the clause of a token, None without one or with several."""
    sentence, verb = token.sent, _clause(token)
    within = Span(sentence.start_char, sentence.end_char).shift(passage.offset)
    first = bisect_right(days, within.start - 1, key=lambda d: d.anchor.start)
    last = bisect_right(days, within.end - 1, key=lambda d: d.anchor.start)
    if last - first > _MOST:
        return None
    found = []
    for day in days[first:last]:
        if day.start is None or day.end is None:
            continue
        phrase = passage.doc.char_span(
            day.anchor.start - passage.offset,
            day.anchor.hull.end - passage.offset,
            alignment_mode="expand",
        )
        if phrase is not None and _clause(phrase.root) == verb:
            found.append(Interval(day.start, day.end, day.basis))
    return found[0] if len(found) == 1 else None


def date_by_utterance(
    figures: Sequence[Figure],
    attributions: Sequence[Attribution],
    passages: Sequence[Passage],
    days: Sequence[DateMention],
) -> tuple[Figure, ...]:
    """Figures without a date of their own get the day on which somebody is said to give them.

    An item of a list below the one who gives it keeps to a date that stands in it.
    """
    said = {a.id: a for a in attributions}
    dated: dict[str, Interval | None] = {}
    made = []
    for figure in figures:
        link = said.get(figure.attribution or "")
        if figure.as_of is None and figure.measure != "duration" and link and link.cue:
            if link.id not in dated:
                dated[link.id] = _of_cue(link.cue.hull, passages, days)
            if not _has_own(figure.anchor.hull, link.cue.hull, passages, days):
                figure = replace(figure, as_of=dated[link.id])
        made.append(figure)
    return tuple(made)


def _has_own(
    figure: Span, cue: Span, passages: Sequence[Passage], days: Sequence[DateMention]
) -> bool:
    """Whether a figure stands in another passage than its cue, with a date beside it."""
    passage = passage_at(passages, figure.start)
    if passage is None:
        return False
    start, end = passage.offset, passage.offset + len(passage.text)
    if start <= cue.start < end:
        return False
    first = bisect_right(days, start - 1, key=lambda d: d.anchor.start)
    return first < len(days) and days[first].anchor.start < end


def _of_cue(cue: Span, passages: Sequence[Passage], days: Sequence[DateMention]) -> Interval | None:
    passage = passage_at(passages, cue.start)
    if passage is None:
        return None
    at = cue.end - 1 - passage.offset
    phrase = passage.doc.char_span(at, at + 1, alignment_mode="expand")
    found = date_in_clause(phrase.root, passage, days) if phrase is not None else None
    return replace(found, basis=SAID + found.basis) if found is not None else None


def _clause(token: "Token") -> int:
    """Index of the verb over a token, of the root where there is none."""
    for _ in range(_DEEPEST):
        if token.tag_ in _VERBS and token.dep_ not in ("aux", "auxpass", "amod", "compound"):
            return token.i
        if token.head.i == token.i:
            break
        token = token.head
    return token.i
