"""Acts that rules may be about: who gave what to whom, who trained, hosted, paid or launched."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from reportedly.extract.act_parts import (
    ActTrigger,
    find_acts_in,
    heads_of,
    is_of_law,
    is_refused,
    is_wanted_or_forbidden,
    others_in,
)
from reportedly.extract.by_place import ByPlace, ClaimIndex
from reportedly.extract.claims import PROBABLE
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
from reportedly.model import (
    Act,
    Anchor,
    Certainty,
    Claim,
    DateMention,
    Figure,
    Maker,
    SourceKind,
    Span,
    contains,
    make_anchor,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

MAKER: Final = Maker("acts", 1)

_NOBODY: Final = re.compile(r"(?:no|none of|neither|not one|hardly any)\s", re.I)
# For whom a pronoun in somebody's words can stand: the kinds of source that it fits.
_PRONOUNS: Final[Mapping[str, tuple[SourceKind, ...]]] = {
    **dict.fromkeys(("we", "i"), ("named", "organisation", "anonymous", "collective")),
    "it": ("organisation",),
    "they": ("organisation", "collective"),
    **dict.fromkeys(("he", "she"), ("named",)),
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
        self.said = {a.id: a for a in context.attributions}
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
        claim = self.owner.of(span)
        if claim is None:
            return None  # a byline, a dateline, a scrap
        arguments = self._arguments(passage, trigger, claim)
        if not arguments:
            return None  # an act of nobody upon nothing
        if is_of_law(trigger):
            return None  # "the resolution keeps the freeze of assets in force"
        modality = no_surer(modality_of(trigger.verb), claim)
        if is_wanted_or_forbidden(trigger.verb):
            modality = "hypothetical"
        negative = "negative" in (polarity_of(trigger.verb), polarity_of(trigger.token))
        if claim.polarity == "negative" and _is_predicate(claim, passage.span(trigger.verb)):
            negative = True  # "denied that it had sent them"
        sides = (arguments.get("actor"), arguments.get("object"), arguments.get("recipient"))
        negative |= any(a is not None and _NOBODY.match(a.text) is not None for a in sides)
        if is_refused(trigger.verb):
            negative = True
        return Act(
            anchor=make_anchor(self.document, self.text, "act", [span]),
            kinds=trigger.kinds,
            **arguments,
            date=days_of(next(iter(days), None) or self._only_day(claim)),
            figures=tuple(f.id for f in figures),
            modality=modality,
            polarity="negative" if negative else "positive",
            certainty=_certainty(claim),
            claim=claim.id,
            attribution=claim.attribution,
        )

    def _only_day(self, claim: Claim) -> DateMention | None:
        """The only day that a claim names."""
        found = self.dates.within(claim.anchor.hull)
        return found[0] if len(found) == 1 else None

    def _arguments(self, passage: Passage, trigger: ActTrigger, claim: Claim) -> dict[str, Anchor]:
        """Anchors of the phrases around the heads of the arguments."""
        found: dict[str, Anchor] = {}
        for role, head in heads_of(trigger):
            others = others_in(trigger, role)
            joint = role == "object"
            span = phrase_span(passage, head, joint, owned=True, without=others)
            if span is not None and head.text.lower() not in _PRONOUNS:
                found[role] = make_anchor(self.document, self.text, role, [span])
            elif (source := self._speaker(head, claim)) is not None:
                found[role] = make_anchor(self.document, self.text, role, source.spans)
        return found

    def _speaker(self, head: "Token", claim: Claim) -> Anchor | None:
        """The words of who speaks, where a pronoun in what is said can stand for nobody else."""
        said = self.said.get(claim.attribution)
        if said is None or said.source is None:
            return None
        kinds = _PRONOUNS.get(head.text.lower(), ())
        return said.source if said.source_kind in kinds else None


def _is_predicate(claim: Claim, verb: Span) -> bool:
    """Whether a verb is what the whole claim says, so that the claim's denial is its own."""
    return claim.predicate is None or contains(claim.predicate.hull, verb)


def _certainty(claim: Claim) -> Certainty:
    """How sure the words are of the act: an estimated number does not make the deed a guess."""
    if claim.certainty == "probable" and PROBABLE.isdisjoint(claim.anchor.text.split()):
        return "asserted"
    return claim.certainty
