"""Everything that reconciliation needs of one document: small, pure, and kept beside it.

Reports are large; facts are what is left when only that is kept which can be held against another
text. All later steps work on facts, so that a new document need not make anybody read the old
ones again.
"""

from dataclasses import dataclass

from reportedly.model import Report
from reportedly.reconcile.answers import Answer, find_answers
from reportedly.reconcile.headers import Header, make_header
from reportedly.reconcile.moments import Moment, find_moments
from reportedly.reconcile.starts import Start, find_starts
from reportedly.reconcile.tellings import Telling, find_tellings
from reportedly.reconcile.utterances import Utterance, find_utterances


@dataclass(frozen=True, slots=True)
class Facts:
    """What one document answers, quotes, dates and begins; ``countries`` are those it names."""

    header: Header
    countries: frozenset[str]
    answers: tuple[Answer, ...]
    utterances: tuple[Utterance, ...]
    moments: tuple[Moment, ...] = ()
    starts: tuple[Start, ...] = ()
    tellings: tuple[Telling, ...] = ()

    @property
    def document(self) -> str:
        """The document's identifier."""
        return self.header.document


def find_facts(report: Report) -> Facts:
    """The facts of a report. Pure: the same report gives the same facts."""
    return Facts(
        header=make_header(report),
        countries=frozenset(p.country for p in report.extraction.places if p.country),
        answers=find_answers(report),
        utterances=find_utterances(report),
        moments=find_moments(report),
        starts=find_starts(report),
        tellings=find_tellings(report),
    )
