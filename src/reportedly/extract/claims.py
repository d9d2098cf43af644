"""Claims: the propositions of an attribution, with modality, polarity and certainty."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reportedly.extract.syntax import Passage
from reportedly.knowledge import Cue, load_cues
from reportedly.model import (
    Attribution,
    Certainty,
    Claim,
    Maker,
    Modality,
    Polarity,
    Span,
    make_anchor,
    trim_span,
)

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

MAKER: Final = Maker("claims", 1)

_VERBS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD")
_EDGE = ' \t\r\n,;:.–—-"“”„«»'
_PLANNED = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_HYPOTHETICAL = frozenset({"may", "might", "could", "would", "can", "if", "unless", "should"})
_PLAN_WORDS = frozenset(
    {"plan", "plans", "planned", "planning", "intend", "intends", "prepare", "preparing"}
    | {"decide", "decided", "agreed", "promised", "pledged", "vowed", "set", "expected", "soon"}
)
_PROBABLE = frozenset({"likely", "probably", "presumably", "apparently", "expected", "estimated"})
_POSSIBLE = frozenset({"may", "might", "could", "possibly", "perhaps", "reportedly", "allegedly"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "nobody"})


@dataclass(frozen=True, slots=True)
class _Sentence:
    span: Span
    passage: Passage
    phrase: "Phrase"


def find_claims(
    document: str, text: str, passages: Iterable[Passage], attributions: Sequence[Attribution]
) -> tuple[Claim, ...]:
    """One claim for each sentence of an attribution's content, in order."""
    sentences = [_Sentence(p.span(phrase), p, phrase) for p in passages for phrase in p.sentences]
    claims: list[Claim] = []
    for attribution in attributions:
        for n, (spans, sentence) in enumerate(_propositions(text, attribution, sentences)):
            claims.append(_make(document, text, attribution, n, spans, sentence))
    return tuple(sorted(claims, key=lambda c: (c.anchor.start, c.anchor.end, c.id)))


def _propositions(
    text: str, attribution: Attribution, sentences: Sequence[_Sentence]
) -> Iterator[tuple[tuple[Span, ...], _Sentence | None]]:
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
    if not grouped:
        yield attribution.content.spans, None
    for n, pieces in grouped.items():
        yield tuple(pieces), sentences[n]


def _make(
    document: str,
    text: str,
    attribution: Attribution,
    n: int,
    spans: tuple[Span, ...],
    sentence: _Sentence | None,
) -> Claim:  # fmt: skip
    tokens = _tokens(sentence, spans) if sentence else []
    verb = _main_verb(tokens)
    cue = load_cues().get(attribution.cue.text.split()[-1].lower()) if attribution.cue else None
    predicate = sentence.passage.span(verb) if sentence and verb is not None else None
    return Claim(
        attribution=attribution.id,
        n=n,
        anchor=make_anchor(document, text, "claim", spans),
        predicate=make_anchor(document, text, "predicate", [predicate]) if predicate else None,
        modality=_modality(tokens, verb, cue),
        polarity=_polarity(verb, cue),
        certainty=_certainty(tokens, attribution, cue),
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


def _main_verb(tokens: Sequence["Token"]) -> "Token | None":
    """The verb nearest to the top of the parse."""
    verbs = [t for t in tokens if t.tag_ in _VERBS and t.dep_ not in ("aux", "auxpass")]
    chosen = {t.i for t in tokens}
    tops = [t for t in verbs if t.head.i not in chosen or t.head == t]
    return next(iter(tops or verbs), None)


def _modality(tokens: Sequence["Token"], verb: "Token | None", cue: Cue | None) -> Modality:
    words = {t.text.lower() for t in tokens}
    near = {c.text.lower() for c in verb.children} if verb is not None else set()
    if near & _HYPOTHETICAL or "if" in words:
        return "hypothetical"
    if near & _PLANNED or (verb is not None and verb.text.lower() in _PLAN_WORDS):
        return "planned"
    # "Agreed to …" plans; what somebody "hopes" in a sentence of its own has its own tense.
    bare = verb is None or verb.tag_ in ("VB", "VBG")
    if (cue is not None and cue.force == "plan" and bare) or words & {"plans", "plan"}:
        return "planned"
    if verb is not None and verb.tag_ == "VBG" and _is_progressive(verb):
        return "ongoing"
    if verb is not None and verb.tag_ in ("VBP", "VBZ"):
        return "ongoing"
    return "done"


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
    words = {t.text.lower() for t in tokens}
    if attribution.cue is not None:
        words |= set(attribution.cue.text.lower().split())
    if words & _POSSIBLE:
        return "possible"
    if words & _PROBABLE or (cue is not None and cue.force == "estimate"):
        return "probable"
    return "asserted"
