"""Counts that a cue governs without a clause: "named nine dead", "the 40 men that Oslo counts".

Only counted things are read. "The president named two ministers" and "the offer that he rejected"
say nothing that can be told apart from a deed.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from reportedly.extract.figure_measures import VICTIMS, measure_words
from reportedly.extract.sources import Source
from reportedly.extract.syntax import Passage
from reportedly.knowledge import Cue, load_roles
from reportedly.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

# Nouns that stand for a number: "gave a toll of 40", "gave three figures".
NUMBERS: Final = frozenset(
    {"number", "numbers", "figure", "figures", "toll", "count", "total", "tally", "estimate"}
)
_SHOWING = frozenset({"show"})  # beside the frame "counts": what a document shows is told by it
_TELLING = ("both", "counts")
_COUNTING = frozenset({"count", "tally", "expect", "estimate"})
_NO_TELLING = ("deny", "request", "refuse")
_RELATIVE = frozenset({"that", "which", "whom"})
_DETERMINERS = ("DT", "PRP$")
_LINKS = frozenset({"and", "or", ","})
_PHRASE = ("CD", "JJ", "JJR", "NN", "NNS", "NNP", "NNPS", "POS", "DT", "VBN", "RB", "IN", "HYPH")
_LONGEST: Final = 12  # tokens of a noun phrase before "whose", and from there to its verb


def counted_objects(token: "Token", cue: Cue) -> list["Token"]:
    """Objects that say how many: victims, a word for a number, anything that a document shows."""
    if cue.frame != "counts" and cue.lemma not in _SHOWING:
        return []
    if not _is_active(token):
        return []
    shown = _is_shown(token)
    things = [c for c in token.children if c.dep_ in ("dobj", "oprd") and c.i > token.i]
    if cue.frame == "counts" and _leads_to_list(token):
        return things
    return [c for c in things if _has_number(c) and (shown or _is_toll(c))]


def _is_active(token: "Token") -> bool:
    finite = token.tag_ in ("VBD", "VBP", "VBZ", "VBG")
    return finite or (
        token.tag_ in ("VBN", "VB") and any(c.dep_ == "aux" for c in token.children)
        and not any(c.dep_ in ("auxpass", "nsubjpass") for c in token.children)
    )  # fmt: skip


def _is_shown(token: "Token") -> bool:
    subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
    return subject is not None and load_roles().get(subject.text.lower()) == "document"


def _leads_to_list(token: "Token") -> bool:
    """Whether the passage ends with a colon behind the cue: "named the aircraft:"."""
    rest = [t for t in token.doc[token.i :] if not t.is_space]
    return rest[-1].text == ":" and rest[-1].sent == token.sent


def _has_number(thing: "Token") -> bool:
    """Whether a number stands at a thing: before it, or after "of" and "as" behind it."""
    if thing.like_num or any(c.dep_ == "nummod" for c in thing.children):
        return True
    return thing.text.lower() in NUMBERS and any(
        g.like_num or any(n.dep_ == "nummod" for n in g.children)
        for c in (*thing.children, *thing.head.children)
        if c.i > thing.i and c.text.lower() in ("of", "as", "at")
        for g in c.children
    )


def _is_toll(thing: "Token") -> bool:
    """Whether it counts victims, or is a word for a number."""
    if thing.text.lower() in NUMBERS:
        return True
    words = [t.text.lower() for t in thing.subtree]
    return measure_words(words) in VICTIMS or any(measure_words([w]) in VICTIMS for w in words)


# ------------------------------------------------------------------ relative clauses


def told_things(passage: Passage, token: "Token", cue: Cue) -> list[Span]:
    """The counted things that a relative clause or participle says somebody tells of.

    As in "the 40 men that Oslo counts in the town", "the 300 tents promised by the Red Cross".
    """
    noun = token.head
    if noun.i > token.i or not _may_tell(cue) or not _is_counted(noun):
        return []
    if token.dep_ == "relcl" and _is_object_clause(token):
        return [_phrase_before(passage, noun, token), *_place_behind(passage, token)]
    if token.dep_ == "acl" and token.tag_ == "VBN" and _agent(token) is not None:
        return [_phrase_before(passage, noun, token)]
    return []


def _may_tell(cue: Cue) -> bool:
    if cue.force in _NO_TELLING:
        return False
    return cue.lemma in _COUNTING or (cue.kind == "speech" and cue.frame in _TELLING)


def _is_counted(noun: "Token") -> bool:
    return noun.tag_ in ("NNS", "NN", "NNPS", "CD", "JJ") and (
        noun.like_num or any(c.dep_ == "nummod" for c in noun.children)
    )


def _is_object_clause(token: "Token") -> bool:
    """Whether what is counted is the object: "that Oslo counts", not "that said so"."""
    things = [c for c in token.children if c.dep_ in ("dobj", "nsubjpass", "ccomp", "xcomp")]
    if not any(c.dep_ == "nsubj" and c.text.lower() not in _RELATIVE for c in token.children):
        return False
    return not things or (len(things) == 1 and things[0].text.lower() in _RELATIVE)


def _agent(token: "Token") -> "Token | None":
    return next((c for c in token.children if c.dep_ == "agent"), None)


def _phrase_before(passage: Passage, noun: "Token", token: "Token") -> Span:
    """The noun phrase before a clause, with the counted things that "and" joins to it."""
    first = noun.left_edge
    while first.i > noun.sent.start + 1 and first.nbor(-1).text.lower() in _LINKS:
        joined = first.nbor(-2)
        if joined.tag_ not in ("NNS", "NN") or not _is_counted(joined):
            break
        first = joined.left_edge
    last = noun
    while last.i + 1 < token.i and last.nbor(1).head == noun and last.nbor(1).dep_ == "prep":
        last = last.nbor(1).right_edge
    return passage.cover(first, last if last.i < token.i else noun)


def _place_behind(passage: Passage, token: "Token") -> Iterator[Span]:
    """As "in the town" in "that Oslo counts in the town": where those counted are."""
    for child in token.children:
        if (
            child.dep_ == "prep"
            and child.i > token.i
            and child.text.lower() in ("in", "at", "near")
        ):
            yield passage.cover(child.left_edge, child.right_edge)


def whose_things(passage: Passage, token: "Token", cue: Cue) -> tuple[Span, Source] | None:
    """As "two men" and "the mayor" in "two men whose capture the mayor made public".

    By the order of words: the parse is least sure behind "whose". None where nothing is counted.
    """
    if not _may_tell(cue):
        return None
    start = max(token.sent.start, token.i - _LONGEST)
    whose = next(
        (t for t in reversed(token.doc[start : token.i]) if t.text.lower() == "whose"), None
    )
    if whose is None or whose.i + 2 >= token.i or whose.i == token.sent.start:
        return None
    subject = [t for t in token.doc[whose.i + 2 : token.i] if t.tag_ != "RB" and t.dep_ != "aux"]
    names = [t for t in subject if t.tag_ in ("NN", "NNS", "NNP", "NNPS", "PRP")]
    first = whose.nbor(-1)
    while first.i > token.sent.start and first.nbor(-1).tag_ in _PHRASE[:-2]:
        first = first.nbor(-1)
    if not names or not any(t.like_num for t in token.doc[first.i : whose.i]):
        return None
    if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD", "IN", "WP") for t in subject):
        return None
    return passage.cover(first, whose.nbor(-1)), Source(subject[0], names[-1], names[-1])
