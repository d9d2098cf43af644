"""Assessments as words and JSON: what is engaged if the reports are right, what is missing."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from reportedly.model import (
    Act,
    Anchor,
    ElementResult,
    Force,
    Outcome,
    Pack,
    Provision,
)
from reportedly.publish.wording import days, plain
from reportedly.reconcile import Conduct, Header, LawClaim
from reportedly.regimes import Joined, LawReading, cite

Json = dict[str, Any]

IF_RIGHT: Final = (
    "Always if the reports are right: words are held against paragraphs, and nobody is said to "
    "have broken a rule."
)
OUTCOMES: Final[Mapping[Outcome, str]] = {
    "engaged": "engaged",
    "plausible": "plausible",
    "not_engaged": "not engaged",
}
_CRITERION: Final[Mapping[Outcome, str]] = {
    "engaged": "criterion met",
    "plausible": "criterion plausible",
    "not_engaged": "criterion not met",
}
FORCES: Final[Mapping[Force, str]] = {
    "mandatory": "binding",
    "conditional": "binding if a State finds so",
    "recommended": "called for",
    "interpretive": "explains another paragraph",
    "administrative": "administrative",
    "criterion": "ground for a listing, no ban",
    "exception": "exception",
}
LAW_STATES: Final = {
    "supported": "paragraphs say so",
    "broader": "broader than any paragraph",
    "unknown": "no paragraph has to do with it",
}


def outcome_words(outcome: Outcome, provision: Provision) -> str:
    """An outcome as words; a ground for a listing is no ban, and is not engaged like one."""
    return (_CRITERION if provision.force == "criterion" else OUTCOMES)[outcome]


def missing_words(elements: Iterable[ElementResult]) -> str:
    """What is missing, in the order of the elements."""
    return "; ".join(plain(e.reason) for e in elements)


def said_by(said: Conduct | LawClaim) -> str:
    """Who says it, and in which text: "NIS (digest of Yonhap, 2025-04-30)"."""
    text = text_words(said.header)
    return text if said.voice.is_author else f"{plain(said.voice.shown)} ({text})"


def text_words(header: Header) -> str:
    """A text by its publisher and day."""
    return f"{plain(header.shown)}, {header.day or 'undated'}"


def mood_words(act: Act) -> str:
    """How an act is told: done, planned; how surely; denied."""
    parts: list[str] = [act.modality]
    if act.certainty != "asserted":
        parts.append(act.certainty)
    if act.polarity == "negative":
        parts.append("denied")
    return ", ".join(parts)


def conduct_words(conduct: Conduct) -> str:
    """The clause of an act, on one line."""
    return plain(conduct.clause.text)


def to_assessment_json(joined: Joined, pack: Pack) -> Json:
    """One event under one provision, with the exact words behind every element."""
    provision = pack.get(joined.provision)
    first = joined.first
    return {
        "regime": pack.id,
        "edition": pack.edition,
        "provision": provision.key,
        "cited": cite(pack, provision),
        "number": provision.number,
        "title": provision.title,
        "family": provision.family,
        "force": provision.force,
        "outcome": joined.outcome,
        "together": joined.is_joined,
        "elements": [_element(e) for e in joined.elements],
        "exceptions_met": list(joined.exempted),
        "exceptions_open": list(joined.open),
        "day": days(*first.assessment.day) if first.assessment.day else None,
        "speakers": list(joined.speakers),
        "independent": len(joined.speakers),
        "told": [_telling(t.conduct, t.assessment.id, t.assessment.outcome) for t in joined.told],
    }


def _element(result: ElementResult) -> Json:
    return {
        "name": result.name,
        "result": result.result,
        "reason": result.reason,
        "basis": [_words(a) for a in result.basis],
    }


def _words(anchor: Anchor) -> Json:
    return {
        "document": anchor.document,
        "spans": [list(s) for s in anchor.spans],
        "exact": anchor.text,
    }


def _telling(conduct: Conduct, found: str, outcome: Outcome) -> Json:
    return {
        "id": found,
        "outcome": outcome,
        "document": conduct.document,
        "publisher": conduct.header.shown,
        "published": conduct.header.published,
        "speaker": None if conduct.voice.is_author else conduct.voice.shown,
        "act": _words(conduct.act.anchor),
        "claim": conduct.act.claim,
        "words": _words(conduct.clause),
        "mode": conduct.mode,
        "modality": conduct.act.modality,
        "polarity": conduct.act.polarity,
        "certainty": conduct.act.certainty,
        "day_from": conduct.basis,
    }


def to_law_json(reading: LawReading, pack: Pack) -> Json:
    """One thing that a text says is forbidden, compared with the pack."""
    return {
        "regime": pack.id,
        "edition": pack.edition,
        "state": reading.state,
        "forbidden": _words(reading.words),
        **_law(reading.claim),
        "provisions": [
            {"provision": p.key, "cited": cite(pack, p), "number": p.number, "title": p.title}
            for p in reading.provisions
        ],
    }


def to_breach_json(claim: LawClaim) -> Json:
    """Words that say that something goes against the law: somebody's claim, and nothing more."""
    return {"state": "alleged", **_law(claim)}


def _law(claim: LawClaim) -> Json:
    return {
        "law": _words(claim.law),
        "cue": _words(claim.cue),
        "sentence": _words(claim.sentence),
        "document": claim.header.document,
        "publisher": claim.header.shown,
        "published": claim.header.published,
        "speaker": None if claim.voice.is_author else claim.voice.shown,
    }
