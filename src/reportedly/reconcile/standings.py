"""What becomes of each figure of one question: it stands, its speaker revised it, or it echoes.

A later figure of one speaker takes the place of his earlier one; nobody else's does. A figure
that a speaker has given before is told again, whenever the text was published. Plans and what was
done do not revise each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.reconcile.scopes import Scope
from reportedly.reconcile.told import Links, Standing, find_echoed, is_nobody


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of figures beyond their question.

    ``links`` are echoes by later text; ``mistold`` are standings of figures that other texts tell
    of another measure.
    """

    links: Links
    mistold: Mapping[str, Standing]


def find_standings(told: Sequence[Scope], known: Known) -> dict[str, Standing]:
    """Standings by figure, for the answers of one question in the order they were told."""
    mistold = known.mistold
    done = {i: mistold[i] for s in told if (i := s.figure) in mistold}
    done |= find_echoed([s for s in told if s.figure not in done], known.links)
    chains: dict[tuple[str, bool], list[Scope]] = {}
    for scope in told:
        if scope.figure not in done:
            chains.setdefault((scope.voice.line, scope.planned), []).append(scope)
    for chain in chains.values():
        done |= _chain(chain)
    return done


def _chain(scopes: Sequence[Scope]) -> dict[str, Standing]:
    """Standings of one speaker's figures: the next of a later day takes the place of the last.

    The figures come in the order they were told.
    """
    ordered = sorted(scopes, key=lambda s: s.day or "9999")
    found: dict[str, Standing] = {}
    after: Scope | None = None  # the next figure with a number, and a day that is later
    same_day: list[Scope] = []
    for scope in reversed(ordered):
        if same_day and same_day[-1].day != scope.day:
            after = next((s for s in reversed(same_day) if not s.vague), after)
            same_day = []
        same_day.append(scope)
        found[scope.figure] = _standing(scope, after)
    return found


def _standing(scope: Scope, after: Scope | None) -> Standing:
    voice, day = scope.voice, scope.day
    if is_nobody(voice) or voice.line.startswith("anon:"):
        return Standing("stands", None, "told in nobody's name that could revise it")
    if after is None or day is None:
        return Standing("stands", None, "the latest figure of this speaker")
    words = f"{after.anchor.text} for {after.day}"
    return Standing("revised", after.figure, f"the same speaker gave {words}")
