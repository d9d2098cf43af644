"""Reported acts held against the provisions of a pack: engaged, plausible, or not engaged.

Always "if the report is right". An assessment names what is missing; it says of nobody that they
broke a rule.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from reportedly.model import (
    Assessment,
    Element,
    ElementResult,
    Met,
    Outcome,
    Pack,
    Provision,
    Requirement,
)
from reportedly.reconcile import Conduct
from reportedly.regimes.predicates import Answer, Look, hold_days, show_days
from reportedly.regimes.vocabulary import Vocabulary, vocabulary_of

DONE: Final = "done"
IN_FORCE: Final = "in force"
_NEXUS: Final = frozenset({"country", "party", "listed"})


def assess(conducts: Iterable[Conduct], pack: Pack) -> Iterator[Assessment]:
    """The assessments of some acts under a pack, act by act, in the order of its provisions."""
    vocabulary = vocabulary_of(pack)
    for conduct in conducts:
        yield from assess_one(conduct, vocabulary)


def assess_one(conduct: Conduct, vocabulary: Vocabulary) -> Iterator[Assessment]:
    """The assessments of one act."""
    candidates = vocabulary.provisions(conduct.act.kinds)
    look: Look | None = None
    for provision in candidates:
        if look is None:
            look = Look(conduct, vocabulary)
            if not look.names_nexus():
                return
        found = _hold(look, provision, vocabulary.pack)
        if found is not None:
            yield found


def _hold(look: Look, provision: Provision, pack: Pack) -> Assessment | None:
    """One act against one provision; None where it has nothing to do with it."""
    answers: dict[str, Answer] = {}
    for element in _gate_first(provision):
        answer = look.ask(element.test, element.name)
        if element.name == "object" and answer.result != "met" and not answer.wide:
            return None
        if element.gate and answer.result != "met":
            return None
        answers[element.name] = answer
    if not _is_near(look, provision, answers):
        return None
    conduct = look.conduct
    elements = [_result(e, answers[e.name]) for e in provision.elements]
    elements += [_done(conduct), _in_force(conduct, provision)]
    exempted, still_open = _exemptions(look, provision)
    return Assessment(
        regime=pack.id,
        provision=provision.key,
        document=conduct.document,
        act=conduct.act.anchor,
        outcome="not_engaged" if exempted else _outcome(elements),
        elements=tuple(elements),
        day=conduct.days,
        exempted=exempted,
        open=still_open,
        claim=conduct.act.claim,
        attribution=conduct.act.attribution,
    )


def _gate_first(provision: Provision) -> list[Element]:
    """The elements, those that rule most acts out before the others."""
    return sorted(provision.elements, key=lambda e: e.name not in ("act", "object") and not e.gate)


def _is_near(look: Look, provision: Provision, answers: dict[str, Answer]) -> bool:
    """Whether the regime's own country or parties have a part in the act, or may have.

    A sale between two other States, in a report that names the country, is no near miss.
    """
    bearing = [answers[e.name] for e in provision.elements if _bears_nexus(e.test)]
    if any(a.result == "met" or a.near for a in bearing) or not bearing:
        return True
    if any(a.result == "not_met" for a in bearing):
        return False
    if any(e.name == "object" for e in provision.elements):
        return look.own_sentence_names_nexus()
    return look.argument_names_nexus()  # "assistance" to nobody, with nothing, is no matter


def _bears_nexus(test: Requirement) -> bool:
    return test.predicate in _NEXUS or any(_bears_nexus(t) for t in test.tests)


def _result(element: Element, answer: Answer) -> ElementResult:
    """The answer as a result; of a condition its wording says what it is."""
    reason = f"{element.wording}: {answer.reason}" if element.wording else answer.reason
    return ElementResult(element.name, answer.result, reason, answer.basis)


def _done(conduct: Conduct) -> ElementResult:
    """Whether the act is told as done."""
    act = conduct.act
    result: Met = "met"
    reason = f"told as {act.modality}"
    if act.polarity == "negative":
        result, reason = "not_met", "the text says that it was not done"
    elif act.modality in ("planned", "hypothetical"):
        result, reason = "undetermined", f"that it was done: the text tells it as {act.modality}"
    elif act.certainty != "asserted":
        result, reason = "undetermined", f"that it was done: the text tells it as {act.certainty}"
    return ElementResult(DONE, result, reason, (act.anchor,))


def _in_force(conduct: Conduct, provision: Provision) -> ElementResult:
    if conduct.days is None:
        return ElementResult(IN_FORCE, "undetermined", "the day of it: no day is given")
    if provision.known and conduct.days[1] > provision.known:
        reason = f"whether it was in force after {provision.known}: the data does not say"
        return ElementResult(IN_FORCE, "undetermined", reason)
    found = hold_days(conduct.days, (provision.first, provision.last))
    if found.result == "undetermined":
        return ElementResult(IN_FORCE, found.result, f"the day of it: {found.reason}")
    words = "in force on" if found.result == "met" else "not in force on"
    return ElementResult(IN_FORCE, found.result, f"{words} {_show(conduct)}")


def _show(conduct: Conduct) -> str:
    if conduct.days is None:
        return "no day"
    days = show_days(conduct.days)
    return f"{days}, the day of the text" if conduct.basis == "publication" else days


def _exemptions(look: Look, provision: Provision) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Exceptions that the words meet, and those that might apply."""
    met, still_open = [], []
    for exemption in provision.exemptions:
        answer = look.ask(exemption.when, "object") if exemption.when is not None else None
        if answer is not None and answer.result == "met":
            met.append(exemption.wording)
        elif answer is None or answer.result == "undetermined":
            still_open.append(exemption.wording)
    return tuple(met), tuple(still_open)


def _outcome(elements: Iterable[ElementResult]) -> Outcome:
    results = {e.result for e in elements}
    if "not_met" in results:
        return "not_engaged"
    return "plausible" if "undetermined" in results else "engaged"
