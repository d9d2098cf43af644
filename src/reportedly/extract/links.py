"""Words that lead a clause back to the count before it: "of them", "the figure is"."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Final

from reportedly.extract.counted import NUMBERS
from reportedly.extract.figure_measures import VICTIMS, measure_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEAR: Final = 8  # tokens from the beginning of a clause in which "of them" leads back
_THOSE: Final = frozenset({"them", "those", "these", "whom"})
_OWNERS: Final = frozenset({"the", "this", "that", "their", "its", "his", "her"})
_THIS: Final = frozenset({"this", "that"})
_BE: Final = frozenset({"is", "was", "are", "were", "be"})
# What a sum may do after "this" and "that": nothing that a person does.
_AMOUNTS: Final = frozenset(
    {"is", "was", "means", "meant", "makes", "made", "equals", "amounts", "would", "corresponds"}
    | {"brings", "represents", "leaves", "includes", "exceeds"}
)
_MORE: Final = (("another",), ("a", "further"), ("an", "additional"))
_SETTING: Final = frozenset({"later", "now", "then", "since", "meanwhile", "and", "but", "so"})
_VERBS = ("VBD", "VBP", "VBZ", "VBN", "MD")
_SUBJECTS = ("nsubj", "nsubjpass")


def names_a_part(tokens: Sequence["Token"]) -> bool:
    """Whether a clause counts a part of those before: "600 of them", "of the injured, 40"."""
    words = [t.text.lower() for t in tokens[:_NEAR]]
    for n, word in enumerate(words[:-1]):
        if word in ("of", "among") and words[n + 1] in _THOSE:
            return not _is_named(tokens, n + 1)
        if word in ("of", "among") and words[n + 1] == "the" and _are_victims(words[n + 2 : n + 3]):
            return not _is_named(tokens, n + 2)
    return _subject_is(tokens, {"their"})


def goes_on_counting(
    tokens: Sequence["Token"], number: "Token | None", nouns: Collection[str]
) -> bool:
    """Whether a clause says more of the count before it; ``nouns`` are the things counted there.

    ``number`` is the first token of the clause's first figure.
    """
    words = [t.text.lower() for t in tokens]
    if words[:1] and words[0] in _THIS and words[1:2] and words[1] in _AMOUNTS:
        return True
    return (
        _subject_is(tokens, _OWNERS)
        or _counts_the_same(tokens, nouns)
        or _is_it(tokens, number)
        or _is_more(tokens)
    )


def begins_with(tokens: Sequence["Token"], number: "Token | None") -> bool:
    """Whether a clause begins with its figure: "; about 1,000 have come".

    "; 40 is another figure" speaks of the figure and not of what is counted.
    """
    if any(t.text.lower() in NUMBERS for t in tokens):
        return False
    return number is not None and number.i <= tokens[0].i


def _is_named(tokens: Sequence["Token"], at: int) -> bool:
    """Whether a phrase goes on to say whose they are: "of the dead of Verdun", "of those who"."""
    after = tokens[at + 1 : at + 2]
    return bool(after) and after[0].text.lower() in ("of", "in", "from", "who", "that", "at")


def _are_victims(words: Sequence[str]) -> bool:
    return bool(words) and (
        measure_words(words) in VICTIMS or words[0] in ("injured", "fallen", "victims")
    )


def _subject(tokens: Sequence["Token"]) -> "tuple[Token, Token] | None":
    """Determiner and noun of a subject that begins a clause, behind a word like "later"."""
    start = _start(tokens)
    for token in tokens[start + 1 : start + 4]:
        if token.dep_ in _SUBJECTS and token.tag_[:2] in ("NN", "VB", "JJ"):
            return tokens[start], token
    return None


def _subject_is(tokens: Sequence["Token"], owners: Collection[str]) -> bool:
    """Whether a count is the subject: "the figure is", "their number", "the losses are"."""
    found = _subject(tokens)
    if found is None or found[0].text.lower() not in owners:
        return False
    word = found[1].text.lower()
    # "The two numbers add up to 40": a sum of several is the author's own.
    counts = (word in NUMBERS and not word.endswith("s")) or _are_victims([word])
    return counts and not _is_qualified(found[1])


def _counts_the_same(tokens: Sequence["Token"], nouns: Collection[str]) -> bool:
    """As in "later the portraits numbered 250" behind "101 portraits"."""
    start = _start(tokens)
    words = [t.text.lower() for t in tokens[start : start + 2]]
    if len(words) < 2 or words[0] != "the" or words[1] not in nouns:
        return False
    verb = tokens[start + 2 : start + 3]
    return bool(verb) and verb[0].tag_ in _VERBS


def _start(tokens: Sequence["Token"]) -> int:
    """Where a clause begins behind a word like "later"."""
    return next((n for n, t in enumerate(tokens[:3]) if t.text.lower() not in _SETTING), 0)


def _is_qualified(noun: "Token") -> bool:
    """Whether words behind a noun say that it is another one: "the number of schools"."""
    return any(c.dep_ in ("prep", "relcl", "acl", "appos") and c.i > noun.i for c in noun.children)


def _is_it(tokens: Sequence["Token"], number: "Token | None") -> bool:
    """As in "in May it was more than 3,000": the same count on another day."""
    if number is None:
        return False
    before = [t.text.lower() for t in tokens if t.i < number.i][-2:]
    return len(before) == 2 and before[0] == "it" and before[1] in _BE


def _is_more(tokens: Sequence["Token"]) -> bool:
    """As in "another 1,000 are to clear mines"."""
    words = tuple(t.text.lower() for t in tokens[:3])
    return any(
        words[: len(more)] == more and tokens[len(more)].like_num
        for more in _MORE
        if len(tokens) > len(more)
    )
