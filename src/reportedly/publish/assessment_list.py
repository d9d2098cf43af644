"""Assessments on the terminal: each reported act with the paragraphs below it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.model import Pack
from reportedly.publish.assessment_matrix import by_act, matrix_lines
from reportedly.publish.assessment_rows import (
    IF_RIGHT,
    LAW_STATES,
    conduct_words,
    missing_words,
    mood_words,
    outcome_words,
    said_by,
)
from reportedly.publish.wording import count, days, plain, shorten
from reportedly.reconcile import LawClaim
from reportedly.regimes import RECALLED, Joined, LawReading, cite

_CONDUCT = 220  # characters of an act's clause
_SHORT = 5  # lines of the matrix of one act under one provision, which says nothing more
_TEXTS = 2  # further texts that are named


@dataclass(frozen=True, slots=True)
class AssessmentList:
    """A rich renderable of what one pack gives; ``held`` says what was held against it.

    ``in_full`` shows also what is not engaged. ``law`` and ``breaches`` are what the texts say of
    the law.
    """

    pack: Pack
    joined: Sequence[Joined]
    held: str
    law: Sequence[LawReading] = ()
    breaches: Sequence[LawClaim] = ()
    in_full: bool = False

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Acts with their paragraphs, what is said of the law, the counts."""
        yield Text(f"{plain(self.pack.title)}  {self.pack.edition}", style="bold")
        matrix = list(matrix_lines(self.pack, self.joined))
        if len(matrix) > _SHORT:
            yield Text()
            yield from (Text(line, no_wrap=True, overflow="ellipsis") for line in matrix)
        shown = [j for j in self.joined if self.in_full or j.outcome != "not_engaged"]
        for group in by_act(shown):
            yield Text()
            yield from self._act(group)
        yield from self._law()
        yield Text()
        yield from self._counts()

    def _act(self, group: Sequence[Joined]) -> Iterator[RenderableType]:
        first = group[0].first
        yield Text(f"“{shorten(conduct_words(first.conduct), _CONDUCT)}”")
        day = days(*first.conduct.days) if first.conduct.days else "no day"
        told = [said_by(t.conduct) for t in group[0].told if t is not first]
        more = f"; also {', '.join(told[:_TEXTS])}" if told else ""
        rest = f" and {count(len(told) - _TEXTS, 'more text')}" if len(told) > _TEXTS else ""
        act = first.conduct.act
        line = f"{said_by(first.conduct)}; {first.conduct.mode}, told as {mood_words(act)}"
        line += f", for {day}{more}{rest}"
        speakers = group[0].speakers
        if len(speakers) > 1:
            line += f"; named as saying so: {', '.join(map(plain, speakers))}"
        yield Padding(Text(line, style="dim"), (0, 0, 0, 2))
        yield Padding(self._table(group), (0, 0, 0, 2))

    def _table(self, group: Sequence[Joined]) -> Table:
        table = Table(box=None, pad_edge=False, show_header=False, expand=True)
        table.add_column(width=19, no_wrap=True)
        table.add_column(ratio=2)
        table.add_column(ratio=3)
        for joined in group:
            provision = self.pack.get(joined.provision)
            table.add_row(
                Text(outcome_words(joined.outcome, provision)),
                Text(f"{plain(provision.title)} – {cite(self.pack, provision)}"),
                Text(_why(joined), style="dim"),
            )
        return table

    def _law(self) -> Iterator[RenderableType]:
        if not self.law and not self.breaches:
            return
        yield Text("\nSaid of the law", style="bold")
        for reading in self.law:
            yield Text(f"“{plain(reading.span.text)}”: {LAW_STATES[reading.state]}")
            line = said_by(reading.claim)
            if reading.provisions:
                line += "; " + ", ".join(cite(self.pack, p) for p in reading.provisions[:3])
            yield Padding(Text(line, style="dim"), (0, 0, 0, 2))
        for claim in self.breaches:
            yield Text(f"“{shorten(plain(claim.sentence.text), _CONDUCT)}”")
            line = f"{said_by(claim)}; somebody's claim that it goes against the law"
            yield Padding(Text(line, style="dim"), (0, 0, 0, 2))

    def _counts(self) -> Iterator[RenderableType]:
        by_outcome = [sum(j.outcome == o for j in self.joined) for o in _OUTCOMES]
        engaged, plausible, others = by_outcome
        hidden = "" if self.in_full or not others else " (shown with --all)"
        yield Text(
            f"{self.held}: {engaged} engaged, {plausible} plausible, "
            f"{others} not engaged{hidden}. {IF_RIGHT}"
        )
        if any(self.pack.get(j.provision).number == "recalled" for j in self.joined):
            yield Text(f"“{RECALLED}”: open the resolution before you cite it.")


_OUTCOMES = ("engaged", "plausible", "not_engaged")


def _why(joined: Joined) -> str:
    if joined.outcome == "engaged":
        words = "all elements are reported"
        return f"{words}, by several texts together" if joined.is_joined else words
    if joined.outcome == "plausible":
        return f"missing: {missing_words(joined.missing)}"
    if joined.exempted:
        return f"an exception applies: {'; '.join(map(plain, joined.exempted))}"
    failed = (e for e in joined.elements if e.result == "not_met")
    return f"not met: {missing_words(failed)}"
