"""Steps for the tests, one of each scope, the second and third after the first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reportedly.model import Echo, Finding, Maker, Member, Origin, Passed, Question, Side
from reportedly.reconcile import Facts, Filed, Step, Ties, Unit


def sentence_keys(facts: Facts) -> frozenset[str]:
    return frozenset(a.sentence.text for a in facts.answers)


def find_copies(unit: Unit) -> Iterable[Filed]:
    """The subject's sentences in the first text that has them."""
    for answer in unit.facts[0].answers:
        others = [
            a
            for f in unit.around.known(answer.sentence.text, None)
            for a in f.answers
            if a.sentence.text == answer.sentence.text
        ]
        if others and others[0].header.document != unit.subject:
            why = f"one sentence: {answer.sentence.text}"
            sides = (answer.sentence,), (others[0].sentence,)
            earlier = others[0].header.document
            yield Filed(unit.subject, Echo(unit.subject, earlier, "copy", why, 1.0, *sides))


def question_keys(facts: Facts) -> frozenset[str]:
    return frozenset(a.measure for a in facts.answers if a.measure)


def find_members(unit: Unit) -> Iterable[Filed]:
    """Figures by one speaker revise one another; those of copies are echoes."""
    copies = {e.later: e for e in unit.echoes}
    question = Question(unit.subject, "", "", "")
    answers = [a for f in unit.facts for a in f.answers if a.measure == unit.subject]
    for n, a in enumerate(answers):
        later = next((b for b in answers[n + 1 :] if b.voice.key == a.voice.key), None)
        state, by = ("revised", later.figure.id) if later else ("stands", None)
        if a.header.document in copies:
            state, by = "echo", copies[a.header.document].earlier
        yield Filed(a.header.document, question)
        member = Member(
            question.id, a.figure.id, a.header.document, a.voice.key, a.day, state, by,
            f"{a.voice.shown} in {a.header.shown}",
        )  # fmt: skip
        yield Filed(a.header.document, member)


def number_keys(facts: Facts) -> frozenset[str]:
    return frozenset(f"{a.figure.low} in {a.measure}" for a in facts.answers)


def find_agreements(unit: Unit) -> Iterable[Filed]:
    """Each text with the number against the first of another family."""
    answers = [a for f in unit.facts for a in f.answers]
    for a in answers:
        other = next((b for b in answers if b.header.family != a.header.family), None)
        if other is not None:
            here = (Side(a.figure.anchor, a.voice.shown),)
            there = (Side(other.figure.anchor, other.voice.shown),)
            why = f"{a.header.shown} and {other.header.shown} print one number"
            yield Filed(a.header.document, Finding("agreement", 0.2, why, here, there))


def speaker_keys(facts: Facts) -> frozenset[str]:
    return frozenset(u.voice.key for u in facts.utterances)


@dataclass(frozen=True)
class Line:
    """What somebody is told to say, under the identifier of its sentence."""

    id: str
    key: str


def lines(facts: Facts) -> list[Line]:
    return [Line(u.sentence.id, u.voice.key) for u in facts.utterances]


def tie_lines(found: Sequence[Line]) -> Iterable[tuple[str, str]]:
    return ((one.id, other.id) for one, other in pairwise(found) if one.key == other.key)


def tie_copied(echo: Echo, later: Facts, earlier: Facts) -> Iterable[tuple[str, str]]:
    return zip((a.id for a in echo.here), (a.id for a in echo.there), strict=True)


def copied(echo: Echo) -> frozenset[str]:
    return frozenset(a.id for a in (*echo.here, *echo.there))


def keep_lines(facts: Facts, ids: frozenset[str]) -> Facts:
    return replace(facts, utterances=tuple(u for u in facts.utterances if u.sentence.id in ids))


def find_roots(unit: Unit) -> Iterable[Filed]:
    """All texts that one speaker is told in, with those whose sentences echo them."""
    said = {u.sentence.id: u for f in unit.facts for u in f.utterances}
    above = {name: name for name in said}

    def top(name: str) -> str:
        return name if above[name] == name else top(above[name])

    by_speaker = sorted((u.voice.key, n) for n, u in said.items())
    pairs = [(one, other) for (a, one), (b, other) in pairwise(by_speaker) if a == b]
    for echo in unit.echoes:
        pairs += [(a.id, b.id) for a, b in zip(echo.here, echo.there, strict=True)]
    for one, other in pairs:
        if one in said and other in said:
            above[max(top(one), top(other))] = min(top(one), top(other))
    groups: dict[str, list[str]] = {}
    for name in said:  # in the order of the texts
        groups.setdefault(top(name), []).append(name)
    for group in groups.values():
        passed = tuple(
            Passed(u.header.document, u.sentence, u.voice.path, u.header.family, "one speaker")
            for u in (said[name] for name in group)
        )
        first = said[group[0]]
        yield Filed(first.header.document, Origin(first.sentence, first.voice.key, passed))


COPIES = Step("echoes", Maker("copies", 1), "document", sentence_keys, find_copies)
ROOTS = Step(
    "origins", Maker("roots", 1), "thread", speaker_keys, find_roots, ("echoes",),
    ties=Ties(lines, tie_lines, tie_copied, copied, keep_lines),
)  # fmt: skip
MEMBERS = Step("questions", Maker("members", 1), "key", question_keys, find_members, ("echoes",))
NUMBERS = Step("findings", Maker("numbers", 1), "key", number_keys, find_agreements)
STEPS = (COPIES, ROOTS, MEMBERS, NUMBERS)
