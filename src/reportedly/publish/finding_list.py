"""Findings on the terminal: the weightiest first, each with both sides' words.

Every word that comes from an article is plain text; nothing of it can steer the terminal.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from reportedly.publish.findings import ShownFinding, ShownSide
from reportedly.publish.wording import plain, shorten

NO_CLEARANCE = (
    "That is no clearance: what no other text here contradicts, and what no rule looks for, "
    "is not found."
)
_LIGHT_WHY = 240  # characters of a light finding's reason where it stands on a line


@dataclass(frozen=True, slots=True)
class FindingList:
    """A rich renderable of a check; ``against`` says what the text was held against.

    ``gaps`` say what could not be looked at.

    Findings that are not weighty get a line each, or are shown in full with ``in_full``;
    ``quotations`` adds a line to quote for each side.
    """

    title: str
    findings: Sequence[ShownFinding]
    against: str
    gaps: Sequence[str] = ()
    in_full: bool = False
    quotations: bool = False

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Weighty ones in full, then the light ones, then the counts."""
        yield Rule(style="dim")
        yield Text(plain(self.title), style="bold")
        full = [f for f in self.findings if f.is_weighty or self.in_full]
        for finding in full:
            yield Text()
            yield _in_full(finding, quotations=self.quotations)
        short = [f for f in self.findings if f not in full]
        if short:
            yield Text("\nnot weighty")
            yield from (_on_a_line(f) for f in short)
        yield Text()
        yield from self._counts()

    def _counts(self) -> Iterator[RenderableType]:
        weighty = sum(f.is_weighty for f in self.findings)
        light = len(self.findings) - weighty
        words = "no finding" if not self.findings else f"{weighty} weighty, {light} light"
        yield Text(f"{words}; held against itself, the table of offices, and {plain(self.against)}")
        yield from map(Text, self.gaps)
        if not weighty:
            yield Text(NO_CLEARANCE)


def _in_full(finding: ShownFinding, *, quotations: bool) -> RenderableType:
    head = Text(finding.called, style="bold")
    head.append(f"  {finding.type}, weight {finding.weight:.2f}  ", style="default not bold")
    head.append(finding.id, style="dim not bold")
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for label, sides in (("here", finding.here), ("there", finding.there)):
        for side in sides:
            grid.add_row(label, _words(side))
    for side in finding.sides if quotations else ():
        grid.add_row("quote", Text(side.quotation, style="dim"))
    return Group(head, Padding(Text(finding.why), (0, 0, 0, 2)), Padding(grid, (0, 0, 0, 2)))


def _words(side: ShownSide) -> Text:
    if not side.document:
        return Text(f"{side.words}\n{side.place}")
    who = f"{side.speaker} – {side.place}" if side.speaker else side.place
    return Text(f"“{side.words}”\n{who}, {side.document}")


def _on_a_line(finding: ShownFinding) -> Text:
    line = Text(f"  {finding.weight:.2f}  {finding.called}: ")
    line.append(shorten(finding.why, _LIGHT_WHY))
    line.append(f"  {finding.id[:12]}", style="dim")
    return line
