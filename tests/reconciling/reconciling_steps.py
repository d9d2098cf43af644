"""Steps for the tests, one of each scope, the second and third after the first."""

from collections.abc import Iterable

from reportedly.model import Echo, Finding, Maker, Member, Origin, Passed, Question, Side
from reportedly.reconcile import Facts, Filed, Step, Unit


def sentence_keys(facts: Facts) -> frozenset[str]:
    return frozenset(a.sentence.text for a in facts.answers)


def find_copies(unit: Unit) -> Iterable[Filed]:
    """The subject's sentences in the first text that has them."""
    for answer in unit.facts[0].answers:
        others = [
            a for f in unit.around for a in f.answers if a.sentence.text == answer.sentence.text
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
    copies = {e.later: e for e in unit.earlier.echoes}
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


def find_roots(unit: Unit) -> Iterable[Filed]:
    """All texts that one speaker, or another speaker of the same texts, is told in."""
    said = [u for f in unit.facts for u in f.utterances]
    if said:
        passed = tuple(
            Passed(u.header.document, u.sentence, u.voice.path, u.header.family, "one speaker")
            for u in said
        )
        yield Filed(said[0].header.document, Origin(said[0].sentence, said[0].voice.key, passed))


COPIES = Step("echoes", Maker("copies", 1), "document", sentence_keys, find_copies)
ROOTS = Step("origins", Maker("roots", 1), "cluster", speaker_keys, find_roots, ("echoes",))
MEMBERS = Step("questions", Maker("members", 1), "key", question_keys, find_members, ("echoes",))
NUMBERS = Step("findings", Maker("numbers", 1), "key", number_keys, find_agreements)
STEPS = (COPIES, ROOTS, MEMBERS, NUMBERS)
