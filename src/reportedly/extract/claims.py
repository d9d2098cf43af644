"""Claims: the propositions of an attribution, with modality, polarity and certainty."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reportedly.extract.cue_words import cue_of, is_told
from reportedly.extract.propositions import cut_propositions, unbroken_runs
from reportedly.extract.syntax import Passage
from reportedly.knowledge import Cue
from reportedly.model import (
    Attribution,
    Certainty,
    Claim,
    Maker,
    Modality,
    Polarity,
    Span,
    make_anchor,
    overlaps,
    trim_span,
)

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

MAKER: Final = Maker("claims", 1)

_EDGE = ' \t\r\n,;:.–—-"“”„«»'
_PLANNED = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_HYPOTHETICAL = frozenset({"may", "might", "could", "can", "should"})
_PLAN_WORDS = frozenset(
    {"plan", "plans", "planned", "planning", "intend", "intends", "prepare", "preparing"}
    | {"decide", "decided", "agreed", "promised", "pledged", "vowed", "set", "expected", "soon"}
)
_PLAN_NOUNS = frozenset({"plan", "plans", "intention", "intentions", "decision", "preparations"})
PROBABLE = frozenset({"likely", "probably", "presumably", "apparently", "expected", "estimated"})
_POSSIBLE = frozenset({"may", "might", "could", "possibly", "perhaps", "reportedly", "allegedly"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "nobody"})


@dataclass(frozen=True, slots=True)
class _Sentence:
    span: Span
    passage: Passage
    phrase: "Phrase"


def find_claims(
    document: str, text: str, passages: Iterable[Passage], attributions: Sequence[Attribution]
) -> tuple[Claim, ...]:
    """The propositions of each attribution's content, one by one, in the order of the text.

    A carrier that passes on exactly what another one says makes no claim of its own, and neither
    does an attitude that is a deed: the author tells of that.
    """
    sentences = [_Sentence(p.span(phrase), p, phrase) for p in passages for phrase in p.sentences]
    passed_on = {(a.parent, a.content.id) for a in attributions if a.parent is not None}
    claims: list[Claim] = []
    for attribution in attributions:
        if (attribution.id, attribution.content.id) in passed_on or not tells(attribution):
            continue
        for n, said in enumerate(_said(text, attribution, sentences)):
            claims.append(_make(document, text, attribution, n, said))
    return tuple(sorted(claims, key=lambda c: (c.anchor.start, c.anchor.end, c.id)))


def tells(attribution: Attribution) -> bool:
    """Whether an attribution makes claims: speech does, and an attitude in words."""
    cue = attribution.cue.text if attribution.cue is not None else ""
    return not cue or is_told(attribution.kind, cue, attribution.content.text)


@dataclass(frozen=True, slots=True)
class _Said:
    """A proposition with its place: its spans, its verb, and the sentence around it."""

    spans: tuple[Span, ...]
    tokens: tuple["Token", ...] = ()
    verb: "Token | None" = None
    sentence: _Sentence | None = None


def _said(text: str, attribution: Attribution, sentences: Sequence[_Sentence]) -> Iterator[_Said]:
    found = False
    for pieces, sentence in _by_sentence(text, attribution, sentences):
        tokens = _tokens(sentence, pieces)
        for proposition in cut_propositions(tokens):
            spans = _spans(text, sentence, pieces, proposition.tokens)
            if spans:
                found = True
                yield _Said(spans, proposition.tokens, proposition.verb, sentence)
    if not found:
        yield _Said(tuple(trim_span(text, s, strip=_EDGE) for s in attribution.content.spans))


def _by_sentence(
    text: str, attribution: Attribution, sentences: Sequence[_Sentence]
) -> Iterator[tuple[tuple[Span, ...], _Sentence]]:
    """The content cut at sentence boundaries; pieces within one sentence stay together."""
    grouped: dict[int, list[Span]] = {}
    for span in attribution.content.spans:
        first = bisect_right(sentences, span.start, key=lambda s: s.span.end)
        last = bisect_left(sentences, span.end, key=lambda s: s.span.start)
        for n in range(first, last):
            extent = sentences[n].span
            piece = Span(max(span.start, extent.start), min(span.end, extent.end))
            piece = trim_span(text, piece, strip=_EDGE)
            if sum(c.isalnum() for c in text[slice(*piece)]) > 1:
                grouped.setdefault(n, []).append(piece)
    for n, pieces in grouped.items():
        yield tuple(pieces), sentences[n]


def _spans(
    text: str, sentence: _Sentence, pieces: Sequence[Span], tokens: Sequence["Token"]
) -> tuple[Span, ...]:
    """Unbroken runs of tokens as spans, none of them outside the content."""
    runs = [sentence.passage.cover(run[0], run[-1]) for run in unbroken_runs(tokens)]
    cut = [
        trim_span(text, Span(max(run.start, piece.start), min(run.end, piece.end)), strip=_EDGE)
        for run in runs
        for piece in pieces
        if overlaps(run, piece)
    ]
    return tuple(s for s in cut if any(c.isalnum() for c in text[slice(*s)]))


def _make(document: str, text: str, attribution: Attribution, n: int, said: _Said) -> Claim:
    tokens, verb = said.tokens, said.verb
    cue = cue_of(attribution.cue.text) if attribution.cue else None
    predicate = said.sentence.passage.span(verb) if said.sentence and verb is not None else None
    return Claim(
        attribution=attribution.id,
        n=n,
        anchor=make_anchor(document, text, "claim", said.spans),
        predicate=make_anchor(document, text, "predicate", [predicate]) if predicate else None,
        modality=_modality(tokens, verb, cue, reported=attribution.mode == "indirect"),
        polarity=_polarity(verb, cue),
        certainty=_certainty(tokens, attribution, cue),
        confidence=attribution.confidence,  # a claim is no surer than who makes it
    )


def _tokens(sentence: _Sentence, spans: Sequence[Span]) -> list["Token"]:
    """The sentence's tokens that share a character with ``spans``, in order."""
    phrase, offset = sentence.phrase, sentence.passage.offset
    found: dict[int, Token] = {}
    for start, end in spans:
        first = bisect_right(phrase, start - offset, key=lambda t: t.idx + len(t))
        last = bisect_left(phrase, end - offset, key=lambda t: t.idx)
        found |= {token.i: token for token in phrase[first:last]}
    return [found[i] for i in sorted(found)]


def _modality(
    tokens: Sequence["Token"], verb: "Token | None", cue: Cue | None, *, reported: bool
) -> Modality:
    near = {c.text.lower() for c in verb.children} if verb is not None else set()
    if "if" in near or "unless" in near or near & _HYPOTHETICAL:
        return "hypothetical"
    if near & _PLANNED or (verb is not None and _is_plan(verb)):
        return "planned"
    # "It would leave", said of a day to come, is "it will leave" in the words of the speaker.
    if "would" in near:
        return "planned" if reported and "have" not in near else "hypothetical"
    if verb is not None and verb.tag_ in ("VB", "VBG") and _is_planned_by(tokens, verb, cue):
        return "planned"
    if verb is None and any(t.text.lower() in _PLAN_NOUNS for t in tokens[:2]):
        return "planned"
    if verb is not None and verb.tag_ == "VBG" and _is_progressive(verb):
        return "ongoing"
    if verb is not None and verb.tag_ in ("VBP", "VBZ"):
        return "ongoing"
    return "done"


def _is_plan(verb: "Token") -> bool:
    """Whether it is a plan, with what is planned: "is preparing to", "agreed to", "is set to"."""
    follows = any(c.dep_ in ("xcomp", "dobj", "ccomp", "acl", "prep") for c in verb.children)
    return verb.text.lower() in _PLAN_WORDS and follows


def _is_planned_by(tokens: Sequence["Token"], verb: "Token", cue: Cue | None) -> bool:
    """A bare verb is a plan after a cue of planning, or as what a plan consists of."""
    if cue is not None and cue.force == "plan":
        return True
    above = verb.head.text.lower()
    return above in _PLAN_NOUNS and verb.head in tokens


def _is_progressive(verb: "Token") -> bool:
    return any(
        c.dep_ == "aux" and c.text.lower() in ("is", "are", "'s", "’s") for c in verb.children
    )


def _polarity(verb: "Token | None", cue: Cue | None) -> Polarity:
    negated = verb is not None and any(
        c.dep_ == "neg" or c.text.lower() in _NEGATIONS for c in verb.children
    )
    denied = cue is not None and cue.force == "deny"
    return "negative" if negated != denied else "positive"


def _certainty(tokens: Sequence["Token"], attribution: Attribution, cue: Cue | None) -> Certainty:
    words = {t.text.lower() for t in tokens if t.tag_ != "NNP"}  # "May" is a month
    if attribution.cue is not None:
        words |= set(attribution.cue.text.lower().split())
    if words & _POSSIBLE:
        return "possible"
    if words & PROBABLE or (cue is not None and cue.force == "estimate"):
        return "probable"
    return "asserted"
