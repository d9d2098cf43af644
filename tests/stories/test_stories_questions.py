"""The questions of the demonstration story: its traps, and the series that a monitor would draw."""

import csv
from functools import cache
from pathlib import Path

import pytest

from reportedly.extract import extract_document
from reportedly.model import Question, Report
from reportedly.reading import MARKDOWN_READER, read_document
from reportedly.reconcile import (
    Answer,
    Asked,
    Facts,
    ask,
    derive_range,
    find_facts,
    link_questions,
)
from reportedly.stories import list_story

TRUTH = Path(__file__).parent / "russia_dprk"
NIS = "body:NIS"


@cache
def facts() -> dict[str, Facts]:
    found = {}
    for file in list_story("russia_dprk"):
        read = read_document(file.raw, name=file.name, reader=MARKDOWN_READER)
        found[Path(file.name).name[:3]] = find_facts(Report(read, extract_document(read)))
    return found


@cache
def asked() -> tuple[Asked, ...]:
    return ask(facts().values())


def question(measure: str, *, kind: str = "military", aspect: str = "total") -> Asked:
    found = [
        a
        for a in asked()
        if (a.question.measure, a.question.aspect) == (measure, aspect)
        and a.question.population == f"KP:{kind}"
    ]
    assert len(found) == 1, [a.question for a in found]
    return found[0]


def series(one: Asked, speaker: str) -> list[tuple[float | None, str]]:
    """First numbers and states of a speaker's figures, those told again left out."""
    return [
        (answer.figure.low, m.state)
        for answer, m in zip(one.answers, one.members, strict=True)
        if m.speaker == speaker and m.state != "echo"
    ]


def told_in(one: Asked, digest: str) -> list[tuple[Answer, str, str | None]]:
    """Answers of a digest to a question, with state and what they are revised by or echo."""
    return [
        (answer, m.state, m.by)
        for answer, m in zip(one.answers, one.members, strict=True)
        if m.document == facts()[digest].document
    ]


def figure(one: Asked, digest: str) -> str:
    return told_in(one, digest)[0][0].figure.id


def test_the_service_raised_its_count_of_the_dead_three_times():
    numbers = series(question("killed"), NIS)
    assert numbers == [(100, "revised"), (300, "revised"), (600, "revised"), (2000, "stands")]


def test_trap_2_deaths_are_within_casualties_and_not_on_top():
    killed, casualties = question("killed"), question("casualties")
    links = link_questions(a.question for a in asked())
    assert (killed.question.id, casualties.question.id) in {(k.part, k.whole) for k in links}
    assert (4700, "stands") in series(casualties, NIS)
    assert 4700 + 600 not in {a.figure.low for a in casualties.answers}


def test_trap_2_casualties_told_as_wounded_are_no_count_of_the_wounded():
    (answer, state, by), *_ = told_in(question("wounded"), "031")
    assert (answer.figure.low, state) == (4700, "echo")
    assert by == figure(question("casualties"), "029")


@pytest.mark.parametrize("digest", ["053", "055"])
def test_trap_3_an_old_figure_told_again_goes_back_to_the_revised_one(digest):
    killed = question("killed")
    (answer, state, by), *_ = told_in(killed, digest)
    assert (answer.figure.low, state) == (600, "echo")
    first = next(m for m in killed.members if m.figure == by)
    newer = next(a for a, _, _ in told_in(killed, "052") if a.figure.low == 2000)
    assert (first.state, first.by) == ("revised", newer.figure.id)


def test_trap_3_by_rule_the_revised_figure_does_not_count():
    killed = question("killed")
    found = derive_range(killed, "ucdp")
    assert found.best == 2000
    assert figure(killed, "029") not in found.rests_on


def test_trap_4_those_sent_at_first_on_top_and_by_april_are_told_apart():
    total, extra = question("troops"), question("troops", aspect="increment")
    digests = {d: e for d in ("023", "029") for e, _, _ in told_in(total, d)}
    assert digests["023"].figure.low == 11_000
    assert digests["029"].figure.low == 15_000
    assert {a.figure.low for a in extra.answers} == {3000, 25_000}


def test_trap_4_the_same_number_for_another_day_keeps_its_day():
    days = {d: told_in(question("troops"), d)[0][0].day for d in ("018", "023", "036")}
    assert sorted(days.values()) == ["2025-01-22", "2025-03-27", "2025-06-16"]


def test_trap_6_plan_and_arrival_are_states_of_one_question():
    sappers = question("deminers")
    planned = [m for e, m in zip(sappers.entries, sappers.members, strict=True) if e.scope.planned]
    firsts = [m for m in planned if m.state != "echo"]
    assert [m.speaker for m in firsts] == ["person:sergeishoigu"]
    assert [m for m in sappers.members if m.speaker == NIS and m.state == "stands"]
    assert all(m.state != "revised" for m in sappers.members)
    assert firsts[0].figure not in derive_range(sappers, "all").rests_on


def test_workers_and_troops_are_two_questions():
    workers, troops = question("workers", kind="worker"), question("troops")
    assert 15_000 in {a.figure.low for a in workers.answers}
    assert 15_000 in {a.figure.low for a in troops.answers}
    known: list[Question] = [a.question for a in asked()]
    pairs = {(k.part, k.whole) for k in link_questions(known)}
    assert (workers.question.id, troops.question.id) not in pairs


def test_most_counts_of_people_say_whose_they_are():
    answers = [
        a
        for f in facts().values()
        for a in f.answers
        if a.population.basis != "counts no people" and a.figure.measure
    ]
    named = [a for a in answers if a.population.country]
    assert len(named) >= 0.9 * len(answers)
    assert {a.population.country for a in named} == {"KP"}


def test_speakers_that_the_labels_name_are_found():
    """Series are drawn by speaker; the labels say who speaks for most of the counted people."""
    with (TRUTH / "figures.csv").open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["speaker"] == "National Intelligence Service"]
    by_digest = {r["digest"] for r in rows}
    found = {n for n in by_digest if any(a.voice.line == NIS for a in facts()[n].answers)}
    assert len(found) >= 0.75 * len(by_digest)
