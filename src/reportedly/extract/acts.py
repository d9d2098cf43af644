"""Acts that rules may be about: who gave what to whom, who trained, hosted, paid or launched."""

from collections.abc import Sequence
from typing import Final

from reportedly.extract.act_parts import ActTrigger, find_acts_in, heads_of
from reportedly.extract.by_place import ByPlace, ClaimIndex
from reportedly.extract.event_clauses import (
    by_clause,
    clause_heads,
    days_of,
    modality_of,
    near_values,
    no_surer,
    own_values,
    polarity_of,
)
from reportedly.extract.event_parts import phrase_span
from reportedly.extract.events import Context
from reportedly.extract.syntax import Passage
from reportedly.model import Act, Anchor, DateMention, Figure, Maker, Role, Span, make_anchor

MAKER: Final = Maker("acts", 1)

_ROLES: Final[dict[str, Role]] = {
    "actor": "actor",
    "object": "object",
    "recipient": "recipient",
    "origin": "origin",
    "place": "place",
}


def find_acts(
    document: str, text: str, passages: Sequence[Passage], context: Context
) -> tuple[Act, ...]:
    """Acts in order: one for each word that tells of one, with at least one argument."""
    work = _Finder(document, text, context)
    acts: dict[str, Act] = {}
    for passage in passages:
        for act in work.run(passage):
            acts.setdefault(act.id, act)
    return tuple(sorted(acts.values(), key=lambda a: (a.anchor.start, a.id)))


class _Finder:
    """Finds acts in one document, passage by passage."""

    def __init__(self, document: str, text: str, context: Context) -> None:
        self.document = document
        self.text = text
        self.owner = ClaimIndex(context.claims)
        self.dates = ByPlace([d for d in context.dates if d.start and d.end])
        self.figures = ByPlace(context.figures)

    def run(self, passage: Passage) -> list[Act]:
        triggers = list(find_acts_in(passage.doc))
        if not triggers:
            return []
        nouns = frozenset(t.token.i for t in triggers if t.token.tag_[:1] == "N")
        heads = clause_heads(passage, nouns)
        whole = Span(passage.offset, passage.offset + len(passage.text))
        dates = by_clause(passage, heads, self.dates.within(whole))
        figures = by_clause(passage, heads, self.figures.within(whole))
        made = []
        for trigger in triggers:
            parts = tuple(dict.fromkeys((trigger.token, trigger.verb)))
            days = near_values(parts, dates, heads)
            act = self._make(passage, trigger, days, own_values(parts, figures))
            if act is not None:
                made.append(act)
        return made

    def _make(
        self,
        passage: Passage,
        trigger: ActTrigger,
        days: Sequence[DateMention],
        figures: Sequence[Figure],
    ) -> Act | None:
        span = passage.span(trigger.token)
        arguments = self._arguments(passage, trigger)
        claim = self.owner.of(span)
        if claim is None or not arguments:
            return None  # a byline, a dateline, a scrap; or an act of nobody upon nothing
        modality = no_surer(modality_of(trigger.verb), claim)
        negative = "negative" in (polarity_of(trigger.verb), polarity_of(trigger.token))
        return Act(
            anchor=make_anchor(self.document, self.text, "act", [span]),
            kinds=trigger.kinds,
            **arguments,
            date=days_of(next(iter(days), None)),
            figures=tuple(f.id for f in figures),
            modality=modality,
            polarity="negative" if negative else "positive",
            certainty=claim.certainty,
            claim=claim.id,
            attribution=claim.attribution,
        )

    def _arguments(self, passage: Passage, trigger: ActTrigger) -> dict[str, Anchor]:
        """Anchors of the phrases around the heads of the arguments."""
        found = {}
        for role, head in heads_of(trigger):
            span = phrase_span(passage, head, joint=role == "object")
            if span is not None:
                found[role] = make_anchor(self.document, self.text, _ROLES[role], [span])
        return found
