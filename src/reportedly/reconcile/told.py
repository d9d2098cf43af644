"""Figures told again: by the same speaker, in words that echo a text, or in nobody's name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reportedly.model import Anchor, Echo, overlaps
from reportedly.model import Standing as State
from reportedly.reconcile.scopes import Scope, Value
from reportedly.reconcile.voices import Voice

Links = Mapping[str, tuple[Echo, ...]]
MOST: Final = 64  # speakers of one value among whom one is looked for


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a figure, the figure it is revised by or echoes, and the reason."""

    state: State
    by: str | None
    reason: str


def link_later(echoes: Iterable[Echo]) -> Links:
    """Echoes by their later text, in the order of the earlier ones."""
    links: dict[str, list[Echo]] = {}
    for echo in sorted(echoes, key=lambda e: (e.earlier, e.kind)):
        links.setdefault(echo.later, []).append(echo)
    return {later: tuple(found) for later, found in links.items()}


def order_told(scope: Scope) -> tuple[tuple[str, str], int, str]:
    """When a figure was told: by publication, then by its place in the text."""
    return scope.header.order, scope.anchor.start, scope.figure


def find_echoed(scopes: Sequence[Scope], links: Links) -> dict[str, Standing]:
    """Standings of the figures that were told before: by a link, one speaker, or nobody's words."""
    told = _Told()
    found: dict[str, Standing] = {}
    for scope in scopes:
        earlier = (
            told.linked(scope, links.get(scope.header.document, ()))
            or told.again(scope)
            or told.unsourced(scope)
        )
        if earlier is None:
            told.add(scope)
            continue
        first, reason = earlier
        found[scope.figure] = Standing("echo", first.figure, reason)
        told.note(scope, first)
    return found


class _Told:
    """Figures told so far in one question, the first of each speaker and value."""

    def __init__(self) -> None:
        self._firsts: dict[Value, dict[str, Scope]] = {}
        self._latest: dict[str, Scope] = {}  # the newest first figure of each line, by its day
        self._in: dict[tuple[str, Value], Scope] = {}  # by document: the first it goes back to

    def add(self, scope: Scope) -> None:
        line = scope.voice.line
        self._firsts.setdefault(scope.value, {})[line] = scope
        self.note(scope, scope)
        newest = self._latest.get(line)
        if newest is None or (newest.day or "") <= (scope.day or ""):
            self._latest[line] = scope

    def note(self, scope: Scope, first: Scope) -> None:
        self._in.setdefault((scope.header.document, scope.value), first)

    def linked(self, scope: Scope, echoes: Iterable[Echo]) -> tuple[Scope, str] | None:
        """The figure in the words that the figure's own words echo."""
        for echo in echoes:
            first = self._in.get((echo.earlier, scope.value))
            if first is not None and (echo.kind == "copy" or _lies_in(scope, echo.here)):
                return first, echo.reason
        return None

    def again(self, scope: Scope) -> tuple[Scope, str] | None:
        """The same figure of the same speaker, unless he is said to come back to it."""
        line = scope.voice.line
        first = self._firsts.get(scope.value, {}).get(line)
        if first is None or not _same_state(scope, first):
            return None
        if _comes_back(scope, first, self._latest[line]):
            return None
        as_plan = ", as a plan" if first.planned and not scope.planned else ""
        return first, f"the same figure of the same speaker was told before{as_plan}"

    def unsourced(self, scope: Scope) -> tuple[Scope, str] | None:
        """A figure in nobody's name that a speaker had given before."""
        voice = scope.voice
        vague = voice.key.startswith("anon:") and voice.line == voice.key and voice.country
        if not is_nobody(voice) and not vague:
            return None
        country = voice.country if vague else None
        first = None
        for earlier in self._firsts.get(scope.value, {}).values():  # as they were told
            if _may_be_meant(scope, earlier, country) and _same_state(scope, earlier):
                first = first or earlier
                if earlier.voice.is_named or earlier.voice.body:
                    first = earlier
                    break
        if first is None:
            return None
        shown = first.voice.shown
        return first, f"the text names no other count; {shown} had given the figure"


def is_nobody(voice: Voice) -> bool:
    """Whether a voice only passes figures on: the author's, an outlet's, or nobody's."""
    if voice.body is not None:
        return False
    return voice.key.partition(":")[0] in ("outlet", "unnamed") or voice.kind == "media"


def _may_be_meant(scope: Scope, earlier: Scope, country: str | None) -> bool:
    giver, as_of = earlier, scope.as_of
    if is_nobody(giver.voice):
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
    later = scope.as_of is not None and scope.as_of.start > (earlier.day or "")
    return not later and not scope.happened


def _lies_in(scope: Scope, anchors: Iterable[Anchor]) -> bool:
    at = scope.anchor.hull
    return any(overlaps(at, span) for anchor in anchors for span in anchor.spans)


def _comes_back(scope: Scope, first: Scope, latest: Scope) -> bool:
    """Whether a speaker gives an old number anew: for days after his latest other one."""
    if scope.as_of is None or latest.value == first.value:
        return False
    return (latest.day or "9999") < scope.as_of.start
