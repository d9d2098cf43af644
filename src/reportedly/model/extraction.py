"""Extraction: everything found in one document."""

from dataclasses import dataclass

from reportedly.model.acts import Act
from reportedly.model.claims import Attribution, Claim
from reportedly.model.events import Event
from reportedly.model.runs import Reject, Run
from reportedly.model.values import DateMention, Figure, Mention, PlaceMention


@dataclass(frozen=True, slots=True)
class Extraction:
    """The records of one document, in the order of the text, and the runs that made them.

    ``document`` is the document's identifier; ``rejected`` counts what was refused and why.
    """

    document: str
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[DateMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    parties: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    acts: tuple[Act, ...] = ()
    rejected: tuple[Reject, ...] = ()
    runs: tuple[Run, ...] = ()
