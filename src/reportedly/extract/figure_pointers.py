"""Words beside a bare number that point back to what was counted before it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, Literal

from reportedly.extract.figure_measures import CLOSING, Where
from reportedly.knowledge import load_measures, load_number_words

if TYPE_CHECKING:
    from spacy.tokens import Token

Pointer = Literal["same", "them", "number", "theirs", "it", "restated", "who", "more"]

_OPENING = frozenset({"“", "‘", '"', "``", "(", "–", "—"})
_THEM: Final = frozenset({"them", "those", "these", "whom"})
_DEFINITE: Final = frozenset({"the", "those", "these", "that", "this"})
_OWNERS: Final = frozenset({"their", "its"})
_IT: Final = frozenset({"it", "that", "this"})
_MORE: Final = frozenset({"another", "further", "additional", "extra"})
_BE: Final = frozenset({"is", "was", "be", "been", "are", "were", "being"})
_LINKS = frozenset(
    {"attr", "pobj", "prep", "dobj", "acomp", "quantmod", "nummod", "conj", "oprd", "pcomp"}
)
_JOINTS = frozenset({"at", "to", "between", "as", "around", "about", "near"})
_PLURAL = ("NNS", "NNPS")
_DESCRIBING = ("JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "VBN", "VBG", "CD")
# Adjectives that set a number apart from the one before: "the other 40".
_APART: Final = frozenset(
    {"other", "only", "latter", "former", "first", "last", "next", "past", "same", "average"}
)
_VERBAL = ("RB", "MD", "VB", "VBD", "VBZ", "VBP", "VBN")
_SUBJECTS = ("nsubj", "nsubjpass")
# Bare numbers up to here after "it was" are ages, temperatures and times as often as counts.
_SMALL: Final = 130
_STEPS: Final = 6  # words climbed from a number to its verb
_LONGEST: Final = 30  # tokens between a subject and its verb
_BETWEEN: Final = 2  # adverbs and adjectives between "the" and its number


def find_pointers(where: Where, size: float) -> Iterator[Pointer]:
    """How the words beside a bare number of that size point back, the surest way first."""
    before, after = words_before(where, 5), words_after(where, 3)
    if _is_definite(where, before):
        yield "same"
    if before[:1] != ["the"] and _is_pronoun(where):
        yield "them"
    if after[:1] == ["who"]:
        yield "who"
    if before[:1] and (before[0] in _MORE or after[:1] == ["more"]):
        yield "more"
    subject = find_subject(where, load_number_words("reaching"))
    if subject is not None:
        yield from _by_subject(subject, size)
    if _is_restated(before):
        yield "restated"


def find_counted_noun(where: Where) -> "Token | None":
    """The noun that is counted where it stands before its bare number.

    As in "the number of tents stands at 40", "the tents numbered 40".
    """
    subject = find_subject(where, load_number_words("reaching"))
    if subject is not None and is_tally(subject):
        phrase = subject.doc[subject.i + 1 : subject.i + _STEPS]
        if phrase[:1].text.lower() != "of":
            return None
        return next((n for n in phrase if n.tag_ in _PLURAL and n.head.text.lower() == "of"), None)
    at = where.start - 1
    if at < 1 or where.tokens[at].text.lower() not in load_number_words("numbering"):
        return None
    before = at - 1
    while before and where.tokens[before].tag_ in _VERBAL:
        before -= 1
    return where.tokens[before] if where.tokens[before].tag_ in _PLURAL else None


def words_before(where: Where, most: int) -> list[str]:
    """Words before a number and its hedge in lower case, the nearest first, from its sentence."""
    words: list[str] = []
    at = where.start
    while at > 0 and not where.tokens[at].is_sent_start and len(words) < most:
        at -= 1
        if where.tokens[at].text not in _OPENING:
            words.append(where.tokens[at].text.lower())
    return words


def words_after(where: Where, most: int) -> list[str]:
    """Words after a number in lower case, past a closing quotation mark, from its sentence."""
    words: list[str] = []
    for token in where.tokens[where.last + 1 : where.last + 2 + most]:
        if token.is_sent_start:
            break
        if words or token.text not in CLOSING:
            words.append(token.text.lower())
    return words[:most]


def find_subject(where: Where, verbs: frozenset[str]) -> "Token | None":
    """The subject of which a number is said: "the count stands at 40", "this is half of them".

    ``verbs`` may have the number as their object.
    """
    token = where.tokens[where.first].doc[where.first : where.last + 1].root
    for _ in range(_STEPS):
        if token.tag_[:1] == "V":
            break
        if not _links(token, verbs):
            return None
        token = token.head
    while token.dep_ == "xcomp" and not _subjects(token):
        token = token.head  # "is believed to be 40"
    return next(iter(_subjects(token)), None)


def _links(token: "Token", verbs: frozenset[str]) -> bool:
    if token.dep_ == "prep" and token.text.lower() not in _JOINTS:
        return False
    if token.dep_ == "dobj" and token.head.text.lower() not in verbs:
        return False
    return token.dep_ in _LINKS


def _subjects(verb: "Token") -> list["Token"]:
    return [c for c in _before(verb, _LONGEST) if c.dep_ in _SUBJECTS]


def _before(head: "Token", most: int) -> list["Token"]:
    """What depends on a token and stands at most so many tokens before it.

    The head of a long list has thousands of children, and each number would ask for them all.
    """
    return [c for c in head.doc[max(0, head.i - most) : head.i] if c.head == head]


def is_tally(noun: "Token") -> bool:
    """Whether a noun stands for a count given before: "the number", "their total"."""
    if noun.text.lower() not in load_number_words("tally"):
        return False
    owner = [c.text.lower() for c in _before(noun, _STEPS) if c.dep_ in ("det", "poss")]
    return owner[:1] != [] and owner[0] in _DEFINITE | _OWNERS


def is_pronoun(noun: "Token") -> bool:
    """Whether a subject is "it", "that" or "this"."""
    return noun.text.lower() in _IT and noun.dep_ in _SUBJECTS


def _by_subject(subject: "Token", size: float) -> Iterator[Pointer]:
    if is_tally(subject):
        if subject.nbor(1).text.lower() == "of":
            return  # "the number of visits" counts what it says
        owned = any(c.text.lower() == "their" for c in _before(subject, _STEPS))
        yield "theirs" if owned else "number"
    elif size > _SMALL and subject.head.text.lower() in _BE:
        if is_pronoun(subject):
            yield "it"
        elif subject.text.lower() == "they":
            yield "them"


def _is_definite(where: Where, before: Sequence[str]) -> bool:
    """As in "the 6,000", "the newly announced 6,000", "the figure of 6,000"."""
    if before[:1] == ["of"]:
        return before[1:2] != [] and (
            before[1] in load_number_words("tally") and before[2:3] != [] and before[2] in _DEFINITE
        )
    for n, word in enumerate(before[: _BETWEEN + 1]):
        if word in _DEFINITE:
            return "-" not in words_after(where, 1)
        token = where.tokens[where.start - 1 - n]
        if token.tag_ not in ("RB", "JJ", "VBN") or word in _APART:
            return False
    return False


def _is_pronoun(where: Where) -> bool:
    """Whether "of them" or "of those" follows, but not "of those killed", "of these old tents"."""
    words = words_after(where, 3)
    if words[:1] != ["of"] or not words[1:] or words[1] not in _THEM:
        return False
    if words[1] not in ("those", "these") or words[2:] == []:
        return True
    at = next(n for n in (1, 2, 3) if where.tokens[where.last + n].text.lower() == words[1])
    after = where.tokens[where.last + at + 1]
    said = (words[2],) in load_measures("verb") or words[2] == "who"
    return not said and after.tag_ not in _DESCRIBING


def _is_restated(before: Sequence[str]) -> bool:
    """As in "had spoken only of 40", "counted 40", "put it at 40"."""
    words = [w for w in before if w not in ("only", "just", "even")]
    if words[:1] in (["of"], ["at"]):
        words = [w for w in words[1:] if w not in ("it", "them")]
        return words[:1] != [] and words[0] in load_number_words("putting")
    return words[:1] != [] and words[0] in load_number_words("restating")
