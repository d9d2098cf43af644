"""What texts say of the law, compared with a pack: supported, broader than any paragraph, unknown.

Only words are compared: what a text says is forbidden, and what paragraphs of the pack are about.
A paragraph whose number was recalled and not read never supports anything.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Final, Literal

from reportedly.knowledge import LIGHT, Lexicon, load_act_nouns, load_act_verbs
from reportedly.model import (
    Anchor,
    Finding,
    Force,
    Known,
    Pack,
    Provision,
    Requirement,
    Side,
    Sureness,
    Topic,
)
from reportedly.reconcile import LawClaim
from reportedly.regimes.citing import cite
from reportedly.regimes.vocabulary import Vocabulary, vocabulary_of

State = Literal["supported", "broader", "unknown"]

BROADER: Final = 0.6  # the words go further than every paragraph: a reader should know
SUPPORTED: Final = 0.15  # good to know, nothing to do
_BINDING: Final[frozenset[Force]] = frozenset({"mandatory", "conditional", "interpretive"})
_SUREST: Final[tuple[Sureness, ...]] = ("read", "cited", "recalled")
_SHOWN: Final = 3  # paragraphs that a finding names


@dataclass(frozen=True, slots=True)
class LawReading:
    """One thing that a text says is forbidden, and the paragraphs that have to do with it.

    ``words`` are the words for it, ``span`` the same from the cue on; ``provisions`` are those
    that support it, or those that it goes beyond.
    """

    claim: LawClaim
    state: State
    words: Anchor
    span: Anchor
    provisions: tuple[Provision, ...]


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a provision is about: acts and kinds, and whether conditions narrow it."""

    provision: Provision
    acts: frozenset[str]
    kinds: frozenset[str]
    is_conditional: bool


class _Law:
    """The paragraphs of a pack as scopes, and the words of its topics and of acts."""

    def __init__(self, pack: Pack) -> None:
        self.words: Vocabulary = vocabulary_of(pack)
        self.topics = Lexicon({str(n): t.words for n, t in enumerate(pack.topics)})
        self.scopes = tuple(
            _scope(p) for p in pack.provisions if p.is_assessed and p.force in _BINDING
        )

    def topic(self, words: str, pack: Pack) -> Topic | None:
        """The topic of the pack that some words name, if any."""
        found = next(iter(self.topics.find(words)), None)
        return pack.topics[int(found.keys[0])] if found is not None else None


@lru_cache(maxsize=32)
def _law_of(pack: Pack) -> _Law:
    return _Law(pack)


def _scope(provision: Provision) -> _Scope:
    kinds = frozenset(k for e in provision.elements for k in _kinds(e.test))
    conditional = any(e.wording for e in provision.elements)
    acts = frozenset(provision.elements[0].test.values)
    return _Scope(provision, acts, kinds, conditional)


def _kinds(test: Requirement) -> Iterator[str]:
    if test.predicate == "kind":
        yield from test.values
    for inner in test.tests:
        yield from _kinds(inner)


def read_law(claims: Iterable[LawClaim], pack: Pack) -> Iterator[LawReading]:
    """What some claims say is forbidden, item by item, compared with a pack."""
    law = _law_of(pack)
    for claim in claims:
        if claim.kind != "forbids" or not _is_about(claim, law, pack):
            continue
        scopes = [s for s in law.scopes if _is_in_force(s.provision, claim.header.day)]
        for words, span in zip(claim.topics, claim.items, strict=True):
            state, provisions = _compare(words.text, scopes, law, pack)
            yield LawReading(claim, state, words, span, provisions)


def _is_about(claim: LawClaim, law: _Law, pack: Pack) -> bool:
    """Whether the sentence or the title names a country or party of the regime."""
    if claim.countries & set(pack.countries):
        return True
    return any(map(law.words.names_nexus, (claim.sentence.text, claim.header.title or "")))


def _is_in_force(provision: Provision, day: str | None) -> bool:
    if day is None:
        return not provision.last
    last = provision.last or provision.known
    return (provision.first or "") <= day and (not last or day <= last)


def _compare(
    words: str, scopes: list[_Scope], law: _Law, pack: Pack
) -> tuple[State, tuple[Provision, ...]]:
    topic = law.topic(words, pack)
    if topic is not None:
        return _compare_topic(topic, scopes, law.words.above)
    acts = frozenset(a for f in _act_words().find(words) for a in f.keys)
    kinds = frozenset(k for f in law.words.kinds.find(words) for k in f.keys)
    return _compare_words(acts, kinds, scopes, law.words.above)


def _compare_topic(
    topic: Topic, scopes: list[_Scope], above: Mapping[str, frozenset[str]]
) -> tuple[State, tuple[Provision, ...]]:
    """A wide word: all that it would cover has to be forbidden, and without conditions."""
    touched: dict[str, Provision] = {}
    covered = True
    for act, kind in product(topic.acts, topic.kinds):
        near = [s for s in scopes if act in s.acts and _meets(kind, s.kinds, above)]
        touched.update((s.provision.key, s.provision) for s in near)
        whole = [s for s in near if above[kind] & s.kinds and _is_firm(s)]
        covered = covered and bool(whole)
    provisions = tuple(touched.values())
    if not provisions:
        return "unknown", ()
    return ("supported" if covered else "broader"), provisions


def _compare_words(
    acts: frozenset[str],
    kinds: frozenset[str],
    scopes: list[_Scope],
    above: Mapping[str, frozenset[str]],
) -> tuple[State, tuple[Provision, ...]]:
    """Plain words: each kind has to lie within a paragraph on such an act."""
    if not kinds:
        return "unknown", ()
    apt = [s for s in scopes if not acts or acts & s.acts]
    supported: dict[str, Provision] = {}
    narrower: dict[str, Provision] = {}
    lacking = False
    for kind in sorted(kinds):
        whole = [s for s in apt if above[kind] & s.kinds]
        read = [s for s in whole if s.provision.number != "recalled"]
        supported.update((s.provision.key, s.provision) for s in read)
        if not read:
            lacking = True
            within = [] if whole else [s for s in apt if _meets(kind, s.kinds, above)]
            narrower.update((s.provision.key, s.provision) for s in within)
    if supported and not lacking:
        return "supported", tuple(supported.values())
    return ("broader", tuple(narrower.values())) if narrower else ("unknown", ())


def _is_firm(scope: _Scope) -> bool:
    return not scope.is_conditional and scope.provision.number != "recalled"


def _meets(kind: str, kinds: frozenset[str], above: Mapping[str, frozenset[str]]) -> bool:
    """Whether a kind lies within one of some kinds, or holds one of them."""
    return bool(above[kind] & kinds) or any(kind in above[k] for k in kinds)


@lru_cache(maxsize=1)
def _act_words() -> Lexicon:
    forms: dict[str, list[str]] = {}
    for table in (load_act_verbs(), load_act_nouns()):
        for form, words in table.items():
            for word in words:
                if word.act != LIGHT and not word.particle and not word.beside:
                    forms.setdefault(word.act, []).append(form)
    return Lexicon(forms)


# ------------------------------------------------------------------ findings


def find_law_findings(claims: Iterable[LawClaim], packs: Iterable[Pack]) -> Iterator[Finding]:
    """Findings on what a text says of the law, under several packs."""
    claims = tuple(claims)
    for pack in packs:
        for reading in read_law(claims, pack):
            if reading.state != "unknown":
                yield _finding(reading, pack)


def _finding(reading: LawReading, pack: Pack) -> Finding:
    speaker = None if reading.claim.voice.is_author else reading.claim.voice.shown
    surest = sorted(reading.provisions, key=lambda p: _SUREST.index(p.number))
    there = tuple(_known(pack, p) for p in surest[:_SHOWN])
    here = (Side(anchor=reading.span, speaker=speaker),)
    number = len(reading.provisions)
    paragraphs = (
        f"{number} paragraphs of {pack.title} are"
        if number > 1
        else (f"one paragraph of {pack.title} is")
    )
    said = f"The text has “{reading.claim.law.text}” forbid “{reading.words.text}”"
    if reading.state == "supported":
        return Finding("law.supported", SUPPORTED, f"{said}; {paragraphs} about that.", here, there)
    why = f"{said}; {paragraphs} about a part of it, and none that we have goes as far."
    return Finding("law.broader", BROADER, why, here, there)


def _known(pack: Pack, provision: Provision) -> Side:
    words = f"{cite(pack, provision)}: {provision.wording}"
    return Side(known=Known(pack.id, words, provision.reference))
