"""Questions and series as tables for a terminal."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.table import Table

from reportedly.model import Question
from reportedly.publish.question_rows import (
    SeriesRow,
    fold_echoes,
    left_out_words,
    make_question_row,
    make_series,
    place_words,
    range_words,
    title_of,
)
from reportedly.publish.wording import count, number, shown_words
from reportedly.reconcile import Asked, QuestionLink, Rule, derive_range

SHORT_ID = 10


def questions_table(asked: Sequence[Asked], rule: Rule) -> Table:
    """One row for each question: how many answer it, from when to when, and its range."""
    table = Table(box=None, pad_edge=False, header_style="bold", expand=True)
    table.add_column("question", ratio=6)
    table.add_column("figures", justify="right", no_wrap=True)
    table.add_column("speakers", justify="right", no_wrap=True)
    table.add_column("latest", no_wrap=True, width=10)
    table.add_column(f"range ({rule})", ratio=2, justify="right")
    table.add_column("id", no_wrap=True, width=SHORT_ID)
    for one in asked:
        row = make_question_row(one, rule)
        table.add_row(
            title_of(one.question),
            str(row.figures),
            str(row.speakers),
            row.last_day or "undated",
            _span(row.low, row.high),
            row.id[:SHORT_ID],
        )
    return table


def series_table(rows: Sequence[SeriesRow]) -> Table:
    """One row for each figure that was told for the first time."""
    by_id = {row.figure: row for row in rows}
    table = Table(box=None, pad_edge=False, header_style="bold", expand=True)
    table.add_column("for the day", no_wrap=True, width=11)
    table.add_column("speaker", ratio=4)
    table.add_column("figure", ratio=2, justify="right")
    table.add_column("then", ratio=3)
    table.add_column("told by", ratio=4)
    table.add_column("again", justify="right", no_wrap=True)
    table.add_column("figure id", no_wrap=True, width=SHORT_ID)
    for row in fold_echoes(rows):
        table.add_row(
            row.day or "undated",
            shown_words(row.speaker, 44),
            f"{shown_words(row.sign, 28)}{' (plan)' if row.planned else ''}",
            _then(row, by_id),
            shown_words(row.publisher, 40),
            f"+{row.told_again}" if row.told_again else "",
            row.figure[:SHORT_ID],
        )
    return table


def print_questions(out: Console, asked: Sequence[Asked], rule: Rule) -> None:
    """Print the table of questions."""
    out.print(questions_table(asked, rule))


def print_series(
    out: Console,
    asked: Asked,
    rule: Rule,
    *,
    links: Sequence[QuestionLink],
    known: Mapping[str, Question],
) -> None:
    """Print one question with its figures, the range below them, and what it counts within."""
    out.print(f"{title_of(asked.question)}  {asked.question.id[:SHORT_ID]}", style="bold")
    out.print(series_table(make_series(asked)))
    for line in _below(asked, rule, links, known):
        out.print(line, markup=False)


def _below(
    asked: Asked, rule: Rule, links: Sequence[QuestionLink], known: Mapping[str, Question]
) -> Iterator[str]:
    derived = derive_range(asked, rule)
    yield f"{range_words(derived)}; rests on {count(len(derived.rests_on), 'figure')}"
    yield from (f"  {line}" for line in (*derived.notes, *left_out_words(derived)))
    for link in links:
        if link.part == asked.question.id:
            yield f"counted within: {title_of(known[link.whole])}  {link.whole[:SHORT_ID]}"


def _then(row: SeriesRow, by_id: Mapping[str, SeriesRow]) -> str:
    """What became of a figure: an arrow to the one that took its place."""
    after = by_id.get(row.by or "")
    if row.state == "revised" and after is not None:
        return f"→ {shown_words(after.sign, 24)} ({after.day})"
    return f"in {place_words(row.place)}" if ":" in row.place else ""


def _span(low: int | float | None, high: int | float | None) -> str:
    ends = [number(n) for n in (low, high)]
    return ends[0] if low == high else f"{ends[0]} to {ends[1]}"
