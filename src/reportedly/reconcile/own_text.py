"""One text looked at by itself: its sentences and values, and places of it as sides."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from reportedly.model import DateMention, Report, Side, Span, contains, make_anchor
from reportedly.reconcile.answers import Answer
from reportedly.reconcile.facts import Facts
from reportedly.reconcile.peoples import Peoples, peoples_of
from reportedly.reconcile.sentences import Sentences
from reportedly.reconcile.telling import LONGEST_SIDE
from reportedly.reconcile.voices import author_of, find_voices


class OwnText:
    """A report with its facts, and look-ups around places of its text."""

    def __init__(self, report: Report, facts: Facts) -> None:
        self.report = report
        self.facts = facts
        self.text = report.document.text
        self.sentences = Sentences(report.document)
        self._starts = [a.figure.anchor.start for a in facts.answers]
        self.dates: tuple[DateMention, ...] = report.extraction.dates

    @property
    def published(self) -> str | None:
        """ISO day of publication, None when nothing says it."""
        return self.report.published

    @cached_property
    def peoples(self) -> Peoples:
        """The peoples that the text names."""
        return peoples_of(self.report)

    @cached_property
    def headline(self) -> Span | None:
        """The headline, None where the text has none."""
        segments = self.report.document.segments
        return next((s.span for s in segments if s.kind == "headline"), None)

    def sentence(self, position: int) -> Span:
        """The sentence at a position, the position itself outside of any."""
        return self.sentences.at(position) or Span(position, position + 1)

    def words(self, span: Span) -> str:
        """The text of a span."""
        return self.text[slice(*span)]

    def answers_in(self, span: Span) -> list[Answer]:
        """Figures within a span, in order."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        near = self.facts.answers[first:last]
        return [a for a in near if contains(span, a.figure.anchor.hull)]

    def dates_in(self, span: Span) -> Iterator[DateMention]:
        """Dates within a span that have days."""
        for date in self.dates:
            if contains(span, date.anchor.hull) and date.start and date.end:
                yield date

    @cached_property
    def _spoken(self) -> list[tuple[Span, str]]:
        voices = find_voices(self.report)
        said = [
            (span, voices[a.id].shown)
            for a in self.report.extraction.attributions
            if a.mode != "narrative"
            for span in a.content.spans
        ]
        return sorted(said, key=lambda item: item[0].end - item[0].start)

    def speaker(self, span: Span) -> str:
        """Who is said to say the words of a span: the innermost attribution, else the text."""
        inner = next((who for where, who in self._spoken if contains(where, span)), None)
        return inner or author_of(self.facts.header).shown

    def side(self, span: Span, speaker: str | None = None) -> Side:
        """A place of this text as one side of a finding; a long one is cut between words."""
        short = self._cut(span)
        anchor = make_anchor(self.report.id, self.text, "evidence", [short])
        return Side(anchor=anchor, speaker=speaker or self.speaker(span))

    def figure_side(self, answer: Answer) -> Side:
        """A figure as one side of a finding."""
        return Side(anchor=answer.figure.anchor, speaker=answer.voice.shown)

    def _cut(self, span: Span) -> Span:
        if span.end - span.start <= LONGEST_SIDE:
            return span
        end = self.text.rfind(" ", span.start, span.start + LONGEST_SIDE)
        return Span(span.start, end if end > span.start else span.start + LONGEST_SIDE)
