"""What becomes of each figure of one question: it stands, its speaker revised it, or it echoes.

A later figure of one speaker takes the place of his earlier one; nobody else's does. A figure
that a speaker has given before is told again, whenever the text was published. Plans and what was
done do not revise each other.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from reportedly.knowledge import load_measure_relations
from reportedly.model import Anchor, Echo, overlaps
from reportedly.model import Standing as State
from reportedly.reconcile.answers import Answer
from reportedly.reconcile.scopes import Scope
from reportedly.reconcile.voices import Voice

Value = tuple[float | str, float | str]
_HAPPENED: Final = re.compile(
    r"\b(?:has|have|had|were|was)\b[^.;]{0,40}\b(?:arrived|come|reached|sent|deployed|moved)\b"
)
_DAYS: Final = 2  # between two texts that tell one statement
_MOST: Final = 64  # speakers of one value among whom one is looked for


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a figure, the figure it is revised by or echoes, and the reason."""

    state: State
    by: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of figures beyond their question.

    ``links`` are echoes by later text; ``mistold`` are standings of figures that other texts tell
    of another measure.
    """

    links: Mapping[str, tuple[Echo, ...]]
    mistold: Mapping[str, Standing]


def find_standings(scopes: Sequence[Scope], known: Known) -> dict[str, Standing]:
    """Standings by figure, for the answers of one question."""
    told = sorted(scopes, key=_told)
    mistold = known.mistold
    done = {i: mistold[i] for s in told if (i := s.answer.figure.id) in mistold}
    done |= _echoed([s for s in told if s.answer.figure.id not in done], known.links)
    chains: dict[tuple[str, bool], list[Scope]] = {}
    for scope in told:
        if scope.answer.figure.id not in done:
            chains.setdefault((scope.answer.voice.line, scope.planned), []).append(scope)
    for chain in chains.values():
        done |= _chain(chain)
    return done


def find_mistold(groups: Mapping[tuple[str, str], Sequence[Scope]]) -> dict[str, Standing]:
    """Figures told of a part that other texts tell of the whole: casualties told as wounded.

    One speaker, one number and one day, give or take two: the whole is what was said, where only
    one text has it as the part. ``groups`` are scopes by measure and country.
    """
    found: dict[str, Standing] = {}
    for part, whole in load_measure_relations():
        for (measure, country), scopes in groups.items():
            if measure == part and (whole, country) in groups:
                found |= _mistold(scopes, groups[whole, country], whole)
    return found


def _mistold(parts: Sequence[Scope], wholes: Sequence[Scope], whole: str) -> dict[str, Standing]:
    said: dict[tuple[str, Value], list[Answer]] = {}
    for scope in sorted(wholes, key=_told):
        answer = scope.answer
        if answer.day and not answer.is_vague and not _is_nobody(answer.voice):
            said.setdefault((answer.voice.line, value_of(answer)), []).append(answer)
    found = {}
    for scope in parts:
        answer = scope.answer
        same = said.get((answer.voice.line, value_of(answer)), ())[:_MOST]
        meant = next((a for a in same if _within_days(a, answer)), None)
        if meant is not None and meant.header.document != answer.header.document:
            reason = f"another text tells the same number of the same speaker of {whole}"
            found[answer.figure.id] = Standing("echo", meant.figure.id, reason)
    return found


def _within_days(one: Answer, other: Answer) -> bool:
    if one.day is None or other.day is None:
        return False
    apart = date.fromisoformat(one.day) - date.fromisoformat(other.day)
    return abs(apart.days) <= _DAYS


def value_of(answer: Answer) -> Value:
    """What makes two figures the same: their numbers without hedge, or the vague words."""
    low, high = answer.figure.low, answer.figure.high
    first, last = (low if low is not None else high), (high if high is not None else low)
    if first is None or last is None:
        words = answer.figure.hedge.lower() or answer.figure.anchor.text.lower()
        return words, words
    return float(first), float(last)


def _told(scope: Scope) -> tuple[tuple[str, str], int, str]:
    """When a figure was told: by publication, then by its place in the text."""
    figure = scope.answer.figure
    return scope.answer.header.order, figure.anchor.start, figure.id


# ------------------------------------------------------------------ told again


def _echoed(scopes: Sequence[Scope], links: Mapping[str, tuple[Echo, ...]]) -> dict[str, Standing]:
    """Standings of the figures that were told before: by a link, one speaker, or nobody's words."""
    told = _Told()
    found: dict[str, Standing] = {}
    for scope in scopes:
        answer = scope.answer
        earlier = (
            told.linked(answer, links.get(answer.header.document, ()))
            or told.again(scope)
            or told.unsourced(scope)
        )
        if earlier is None:
            told.add(scope)
            continue
        first, reason = earlier
        found[answer.figure.id] = Standing("echo", first.figure.id, reason)
        told.note(answer, first)
    return found


class _Told:
    """Figures told so far in one question, the first of each speaker and value."""

    def __init__(self) -> None:
        self._firsts: dict[Value, dict[str, Scope]] = {}
        self._latest: dict[str, Answer] = {}  # the newest first figure of each line, by its day
        self._in: dict[tuple[str, Value], Answer] = {}  # by document: the first it goes back to

    def add(self, scope: Scope) -> None:
        answer = scope.answer
        value, line = value_of(answer), answer.voice.line
        self._firsts.setdefault(value, {})[line] = scope
        self.note(answer, answer)
        newest = self._latest.get(line)
        if newest is None or (newest.day or "") <= (answer.day or ""):
            self._latest[line] = answer

    def note(self, answer: Answer, first: Answer) -> None:
        self._in.setdefault((answer.header.document, value_of(answer)), first)

    def linked(self, answer: Answer, echoes: Iterable[Echo]) -> tuple[Answer, str] | None:
        """The figure in the words that the figure's own words echo."""
        for echo in echoes:
            first = self._in.get((echo.earlier, value_of(answer)))
            if first is not None and (echo.kind == "copy" or _lies_in(answer, echo.here)):
                return first, echo.reason
        return None

    def again(self, scope: Scope) -> tuple[Answer, str] | None:
        """The same figure of the same speaker, unless he is said to come back to it."""
        answer, line = scope.answer, scope.answer.voice.line
        first = self._firsts.get(value_of(answer), {}).get(line)
        if first is None or not _same_state(scope, first):
            return None
        if _comes_back(answer, first.answer, self._latest[line]):
            return None
        as_plan = ", as a plan" if first.planned and not scope.planned else ""
        return first.answer, f"the same figure of the same speaker was told before{as_plan}"

    def unsourced(self, scope: Scope) -> tuple[Answer, str] | None:
        """A figure in nobody's name that one speaker had given before."""
        voice = scope.answer.voice
        vague = voice.key.startswith("anon:") and voice.line == voice.key and voice.country
        if not _is_nobody(voice) and not vague:
            return None
        said = self._firsts.get(value_of(scope.answer), {})
        if len(said) > _MOST:
            return None
        country = voice.country if vague else None
        givers = [
            s.answer
            for s in said.values()
            if _may_be_meant(scope, s, country) and _same_state(scope, s)
        ]
        named = [g for g in givers if g.voice.is_named or g.voice.body]
        givers = named or givers
        if len(givers) != 1:
            return None
        reason = f"the text names no other count; {givers[0].voice.shown} had given the figure"
        return givers[0], reason


def _is_nobody(voice: Voice) -> bool:
    """Whether a voice only passes figures on: the author's, an outlet's, or nobody's."""
    if voice.body is not None:
        return False
    return voice.key.partition(":")[0] in ("outlet", "unnamed") or voice.kind == "media"


def _may_be_meant(scope: Scope, earlier: Scope, country: str | None) -> bool:
    giver, as_of = earlier.answer, scope.answer.as_of
    if _is_nobody(giver.voice):
        return False
    if as_of is not None and not as_of.start <= (giver.day or "") <= as_of.end:
        return False
    return country is None or (giver.voice.is_named and giver.voice.country == country)


def _same_state(scope: Scope, earlier: Scope) -> bool:
    """Whether a later telling can be of the same state: a plan stays one until it has happened."""
    if scope.planned == earlier.planned:
        return True
    if scope.planned:
        return False
    answer = scope.answer
    later = answer.as_of is not None and answer.as_of.start > (earlier.answer.day or "")
    words = answer.claim.anchor.text if answer.claim is not None else answer.sentence.text
    return not later and _HAPPENED.search(words) is None


def _lies_in(answer: Answer, anchors: Iterable[Anchor]) -> bool:
    at = answer.figure.anchor.hull
    return any(overlaps(at, span) for anchor in anchors for span in anchor.spans)


def _comes_back(answer: Answer, first: Answer, latest: Answer) -> bool:
    """Whether a speaker gives an old number anew: for days after his latest other one."""
    if answer.as_of is None or value_of(latest) == value_of(first):
        return False
    return (latest.day or "9999") < answer.as_of.start


# ------------------------------------------------------------------ one speaker's figures


def _chain(scopes: Sequence[Scope]) -> dict[str, Standing]:
    """Standings of one speaker's figures: the next of a later day takes the place of the last."""
    ordered = sorted((s.answer for s in scopes), key=lambda a: (a.day or "9999", a.header.order))
    found: dict[str, Standing] = {}
    after: Answer | None = None  # the next figure with a number, and a day that is later
    same_day: list[Answer] = []
    for answer in reversed(ordered):
        if same_day and same_day[-1].day != answer.day:
            after = next((a for a in reversed(same_day) if not a.is_vague), after)
            same_day = []
        same_day.append(answer)
        found[answer.figure.id] = _standing(answer, after)
    return found


def _standing(answer: Answer, after: Answer | None) -> Standing:
    voice = answer.voice
    if _is_nobody(voice) or voice.line.startswith("anon:"):
        return Standing("stands", None, "told in nobody's name that could revise it")
    if after is None or answer.day is None:
        return Standing("stands", None, "the latest figure of this speaker")
    words = f"{after.figure.anchor.text} for {after.day}"
    return Standing("revised", after.figure.id, f"the same speaker gave {words}")
