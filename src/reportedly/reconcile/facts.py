"""Everything that reconciliation needs of one document: small, pure, and kept beside it.

Reports are large; facts are what is left when only that is kept which can be held against another
text. All later steps work on facts, so that a new document need not make anybody read the old
ones again.
"""

from dataclasses import dataclass, field

from reportedly.model import Anchor, Report
from reportedly.reconcile.answers import Answer, find_answers
from reportedly.reconcile.credits import Credit, find_credits, find_lead
from reportedly.reconcile.headers import Header, make_header
from reportedly.reconcile.prints import Prints, find_prints
from reportedly.reconcile.quotations import Quotation, find_quotations
from reportedly.reconcile.utterances import Utterance, find_utterances


@dataclass(frozen=True, slots=True)
class Facts:
    """The answers and utterances of one document, its wording, and the outlets it names."""

    header: Header
    answers: tuple[Answer, ...]
    utterances: tuple[Utterance, ...]
    quotations: tuple[Quotation, ...] = ()
    prints: Prints = field(default_factory=Prints)
    credits: tuple[Credit, ...] = ()
    lead: Anchor | None = None

    @property
    def document(self) -> str:
        """The document's identifier."""
        return self.header.document


def find_facts(report: Report) -> Facts:
    """The facts of a report. Pure: the same report gives the same facts."""
    answers, utterances = find_answers(report), find_utterances(report)
    return Facts(
        header=make_header(report),
        answers=answers,
        utterances=utterances,
        quotations=find_quotations(report, utterances, answers),
        prints=find_prints(report),
        credits=find_credits(report),
        lead=find_lead(report),
    )
