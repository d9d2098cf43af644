"""Questions and their series as rows for a listing: who gave which figure for which day."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reportedly.knowledge import load_countries
from reportedly.model import Figure, Member, Question
from reportedly.publish.wording import measure, number
from reportedly.reconcile import Answer, Asked, Range, Rule, Scope, Voice, derive_range

_OVER = ("more than", "over", "above", "exceeding", "upwards of", "well over")


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question, how many figures and speakers answer it, and its range by a named rule."""

    id: str
    measure: str
    population: str
    place: str
    aspect: str
    figures: int
    speakers: int
    first_day: str | None
    last_day: str | None
    rule: Rule
    low: int | float | None
    best: int | float | None
    high: int | float | None


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One figure of a question, who gives it, who passes it on, and what became of it.

    ``by`` is the figure that revised it or that it repeats; ``told_again`` counts the later texts
    that repeat it. ``sign`` is the bound as a sign.
    """

    question: str
    figure: str
    day: str | None
    speaker: str
    line: str
    sign: str
    exact: str
    low: int | float | None
    high: int | float | None
    hedge: str
    planned: bool
    place: str
    state: str
    by: str | None
    told_again: int
    carriers: tuple[str, ...]
    publisher: str
    published: str | None
    document: str
    reason: str


def make_question_row(asked: Asked, rule: Rule) -> QuestionRow:
    """The row of one question."""
    question, derived = asked.question, derive_range(asked, rule)
    days = [m.day for m in asked.members if m.day]
    return QuestionRow(
        id=question.id,
        measure=question.measure,
        population=question.population,
        place=question.place,
        aspect=question.aspect,
        figures=len(asked.members),
        speakers=len({m.speaker for m in asked.members}),
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        rule=rule,
        low=whole(derived.low),
        best=whole(derived.best),
        high=whole(derived.high),
    )


def make_series(asked: Asked) -> tuple[SeriesRow, ...]:
    """A row for each figure of a question, in order of the days they stand for."""
    again = Counter(m.by for m in asked.members if m.state == "echo")
    rows = zip(asked.entries, asked.members, asked.answers, strict=True)
    return tuple(_row(e.scope, m, answer, again=again[m.figure]) for e, m, answer in rows)


def _row(scope: Scope, member: Member, answer: Answer, *, again: int) -> SeriesRow:
    figure = answer.figure
    return SeriesRow(
        question=member.question,
        figure=member.figure,
        day=member.day,
        speaker=shown_voice(answer.voice),
        line=member.speaker,
        sign=sign_of(figure),
        exact=figure.anchor.text,
        low=figure.low,
        high=figure.high,
        hedge=figure.hedge,
        planned=scope.planned,
        place=scope.spot or scope.country or "",
        state=member.state,
        by=member.by,
        told_again=again,
        carriers=answer.voice.path,
        publisher=answer.header.shown,
        published=answer.header.published,
        document=member.document,
        reason=member.reason,
    )


def sign_of(figure: Figure) -> str:
    """The figure with its bound as a sign: ≥ at least, > more than, ≤ at most, ~ about."""
    low, high = figure.low, figure.high
    if (low is None and high is None) or figure.unit in ("percent", "share"):
        return figure.anchor.text
    if high is None:
        over = figure.hedge.lower() in _OVER
        return f"{'>' if over else '≥'} {number(low)}"
    if low is None:
        return f"≤ {number(high)}"
    if low != high:
        return f"{number(low)}–{number(high)}"
    return f"{'~ ' if figure.hedge else ''}{number(low)}"


def shown_voice(voice: Voice) -> str:
    """Who says it, with the body that the source speaks for."""
    if voice.key.startswith("unnamed:") and voice.shown != "unnamed":
        return f"{voice.shown} (not named)"
    body = (voice.body or "").removeprefix("body:")
    return f"{voice.shown} (for {body})" if body and body != voice.shown else voice.shown


def title_of(question: Question) -> str:
    """The question in words: "killed · North Korea, military · in Russia"."""
    country, _, kind = question.population.partition(":")
    whose = ", ".join(filter(None, (country_name(country), kind)))
    where = [f"in {place_words(question.place)}"] if question.place else []
    aspect = [question.aspect] if question.aspect not in ("total", "") else []
    return " · ".join([measure(question.measure), whose, *where, *aspect])


def place_words(place: str) -> str:
    """A place key in words: "Russia", "Kursk, Russia"."""
    country, _, spot = place.partition(":")
    return f"{spot.title()}, {country_name(country)}" if spot else country_name(country)


@cache
def _names() -> Mapping[str, str]:
    return {c.iso: c.name for c in load_countries().values()}


def country_name(iso: str) -> str:
    """The name of a country by its ISO code, the code where it is unknown."""
    return _names().get(iso, iso)


def range_words(derived: Range) -> str:
    """A range in one line: rule, low, best and high."""
    parts = (("low", derived.low), ("best", derived.best), ("high", derived.high))
    said = ", ".join(f"{name} {number(whole(n))}" for name, n in parts if n is not None)
    return f"range by rule {derived.rule}: {said or 'no figure to rest on'}"


def left_out_words(derived: Range) -> Sequence[str]:
    """How many figures a range leaves out, for each reason."""
    reasons = Counter(left.why for left in derived.left_out)
    return [f"{n} left out: {why}" for why, n in sorted(reasons.items())]


def whole(value: float | None) -> int | float | None:
    """A number without an empty fraction, and shares with three digits."""
    if value is None:
        return None
    return int(value) if value.is_integer() else round(value, 3)


def matches(question: Question, wanted: Mapping[str, str | None]) -> bool:
    """Whether a question has the measure, population and place that are asked for.

    Each is a part of the key or of the words for it, in any case.
    """
    country, _, kind = question.population.partition(":")
    shown = {
        "measure": (question.measure, measure(question.measure)),
        "population": (question.population, country_name(country), kind),
        "place": (question.place, place_words(question.place) if question.place else ""),
    }
    return all(
        any(want.casefold() in form.casefold() for form in shown[name])
        for name, want in wanted.items()
        if want
    )


def fold_echoes(rows: Iterable[SeriesRow]) -> tuple[SeriesRow, ...]:
    """The figures that were told for the first time."""
    return tuple(row for row in rows if row.state != "echo")
