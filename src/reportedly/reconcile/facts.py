"""Everything that reconciliation needs of one document: small, pure, and kept beside it.

Reports are large; facts are what is left when only that is kept which can be held against another
text. All later steps work on facts, so that a new document need not make anybody read the old
ones again.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from reportedly.model import Anchor, Mention, PartyType, Report
from reportedly.reconcile.answers import Answer, answers_in
from reportedly.reconcile.conducts import Conduct, conducts_in
from reportedly.reconcile.contexts import Contexts
from reportedly.reconcile.credits import Credit, find_credits, find_lead
from reportedly.reconcile.happenings import Happening, happenings_in
from reportedly.reconcile.headers import Header
from reportedly.reconcile.law_claims import LawClaim, law_claims_in
from reportedly.reconcile.lexemes import cut_words, find_named
from reportedly.reconcile.moments import Moment, moments_in
from reportedly.reconcile.named_bodies import name_body
from reportedly.reconcile.prints import Prints, find_prints
from reportedly.reconcile.quotations import Quotation, find_quotations
from reportedly.reconcile.said import Said, find_said
from reportedly.reconcile.scopes import Scope, find_scopes
from reportedly.reconcile.starts import Start, starts_in
from reportedly.reconcile.tellings import Telling, tellings_in
from reportedly.reconcile.utterances import Utterance, utterances_in


@dataclass(frozen=True, slots=True)
class PartyName:
    """A mention of a party: its identifier, and the fullest name that its document gives.

    A body has its usual name, where the document leaves no doubt which one it is.
    """

    mention: str
    document: str
    name: str
    type: PartyType
    country: str | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What one document answers, quotes, names, dates, begins and tells of; wording and outlets.

    ``scopes`` are what questions need of the answers, ``said`` what origins need of answers and
    quotations; ``conducts`` are the acts that rules are held against, ``law`` what the text says of
    the law; ``countries`` are those that it names, ``lead`` is its first sentence of news.
    """

    header: Header
    answers: tuple[Answer, ...]
    utterances: tuple[Utterance, ...]
    parties: tuple[PartyName, ...] = ()
    moments: tuple[Moment, ...] = ()
    starts: tuple[Start, ...] = ()
    tellings: tuple[Telling, ...] = ()
    happenings: tuple[Happening, ...] = ()
    countries: frozenset[str] = frozenset()
    quotations: tuple[Quotation, ...] = ()
    prints: Prints = field(default_factory=Prints)
    credits: tuple[Credit, ...] = ()
    lead: Anchor | None = None
    scopes: tuple[Scope, ...] = ()
    said: tuple[Said, ...] = ()
    conducts: tuple[Conduct, ...] = ()
    law: tuple[LawClaim, ...] = ()

    @property
    def document(self) -> str:
        """The document's identifier."""
        return self.header.document


def keep_only(facts: Facts, **fields: Any) -> Facts:
    """Facts of a document with some fields alone: no other is read, and the rest is empty."""
    return Facts(facts.header, **({"answers": (), "utterances": ()} | fields))


def find_facts(report: Report) -> Facts:
    """The facts of a report. Pure: the same report gives the same facts."""
    report = telling_report(report)
    around = Contexts(report)
    answers, utterances = answers_in(around), utterances_in(around)
    quotations = find_quotations(report, utterances, answers)
    return Facts(
        header=around.header,
        answers=answers,
        utterances=utterances,
        parties=_parties(report),
        quotations=quotations,
        moments=moments_in(around),
        starts=starts_in(around),
        tellings=tellings_in(around),
        happenings=happenings_in(around, answers),
        prints=find_prints(report),
        credits=find_credits(report),
        lead=find_lead(report),
        scopes=find_scopes(answers),
        said=find_said(around.header, answers, quotations),
        conducts=conducts_in(around),
        law=law_claims_in(around),
        countries=frozenset(p.country for p in report.extraction.places if p.country),
    )


def telling_report(report: Report) -> Report:
    """A report without the attributions that tell nothing: whose pact it is that was signed."""
    found = report.extraction
    telling = {c.attribution for c in found.claims} | {a.parent for a in found.attributions}
    kept = tuple(a for a in found.attributions if a.id in telling)
    return replace(report, extraction=replace(found, attributions=kept))


def _parties(report: Report) -> tuple[PartyName, ...]:
    text = f"{report.document.title.value or ''}\n{report.document.text}"
    countries = frozenset(n.iso for n in find_named(cut_words(text)))
    bodies: dict[str, str] = {}

    def usual(mention: Mention) -> str:
        if mention.type != "organisation":
            return mention.name
        if mention.name not in bodies:
            body = name_body(mention.name, known=text, countries=countries)
            bodies[mention.name] = body.shown if body is not None else mention.name
        return bodies[mention.name]

    return tuple(
        PartyName(m.id, report.id, usual(m), m.type, m.country)
        for m in report.extraction.parties
        if m.type != "role"  # "the minister" names nobody
    )
