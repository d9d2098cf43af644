"""Other ways in which print says who tells: "names X as its source", "X was lower: 40 dead".

And what "this" stands for in "X reported this": the sentence before.
"""

from typing import TYPE_CHECKING, Final

from reportedly.extract.figure_measures import VICTIMS, measure_words
from reportedly.extract.sources import Source
from reportedly.extract.syntax import Passage
from reportedly.knowledge import Cue, load_number_words
from reportedly.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAMING: Final = frozenset(
    {"name", "names", "named", "naming", "give", "gives", "gave", "giving"}
    | {"cite", "cites", "cited", "citing", "identify", "identifies", "identified", "identifying"}
)
_LONGEST: Final = 15  # tokens of what is named as a source
_BE: Final = frozenset({"is", "was", "are", "were", "remains", "remained", "stays", "stayed"})
# "He explained this by a treaty" tells of a reason, "he reported this" of the thing itself.
_REPORTING: Final = frozenset(
    {"report", "announce", "confirm", "say", "write", "state", "disclose", "reveal"}
    | {"acknowledge", "admit", "claim", "tell"}
)
_NOUNS = ("NN", "NNS", "NNP", "NNPS")


def naming_of_source(token: "Token") -> tuple["Token", Source] | None:
    """Verb and named party of "names the ministry as its source", at its word "source"."""
    doc, at = token.doc, token.i - 1
    if at > 0 and doc[at].tag_ in ("PRP$", "DT"):
        at -= 1
    if at < 1 or doc[at].text.lower() != "as":
        return None
    for i in range(at - 1, max(token.sent.start, at - _LONGEST) - 1, -1):
        if doc[i].text.lower() in _NAMING:
            named = doc[i + 1 : at]
            if i + 1 == at or named.root.tag_ not in _NOUNS:
                return None
            return doc[i], Source(named[0], named[-1], named.root)
    return None


def comparing_counts(token: "Token") -> tuple["Token", "Token", int] | None:
    """Subject, verb and the colon's index of "X was lower on Friday: 40 dead, 300 injured".

    None where the colon leads up to no count of victims.
    """
    verb = token.head
    if token.dep_ != "acomp" or verb.text.lower() not in _BE:
        return None
    if token.text.lower() not in load_number_words("stance"):
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    end = token.sent.end
    colon = next((t.i for t in token.doc[token.i : end] if t.text == ":"), None)
    if subject is None or colon is None:
        return None
    rest = token.doc[colon + 1 : end]
    victims = any(measure_words([t.text.lower()]) in VICTIMS for t in rest)
    return (subject, verb, colon) if victims and any(t.like_num for t in rest[:4]) else None


def sentence_before(passage: Passage, token: "Token", cue: Cue) -> Span | None:
    """The sentence that "this" stands for in "X reported this", None where it stands for none."""
    things = [c for c in token.children if c.dep_ == "dobj"]
    if cue.lemma not in _REPORTING:
        return None
    if [t.text.lower() for t in things] != ["this"] or not token.sent.start:
        return None
    return passage.span(token.doc[token.sent.start - 1].sent)
