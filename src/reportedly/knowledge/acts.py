"""Words that tell of an act which a rule may be about: verbs and nouns, and their arguments."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from reportedly.knowledge.deeds import verb_forms
from reportedly.knowledge.lexicon import plural
from reportedly.knowledge.tables import read_table

SubjectIs = Literal["actor", "taker", "object", "recipient"]
ObjectIs = Literal["object", "recipient", "none"]
LIGHT = "light"  # a verb that says nothing by itself: its object is the act


@dataclass(frozen=True, slots=True)
class ActWord:
    """A word that tells of an act: its kind, what its subject and object are to the act.

    ``particle`` follows the verb ("hand over"); one of ``beside`` must stand with it, if any.
    """

    act: str
    subject: SubjectIs
    object: ObjectIs
    particle: str = ""
    beside: frozenset[str] = frozenset()


@cache
def load_act_verbs() -> dict[str, tuple[ActWord, ...]]:
    """Verbs by each of their forms, in lower case."""
    found: dict[str, list[ActWord]] = {}
    for row in read_table("acts.tsv"):
        if row["pos"] == "verb":
            lemma, _, particle = row["word"].partition("_")
            for form in dict.fromkeys(verb_forms(lemma)):
                found.setdefault(form, []).append(_word(row, particle))
    return {form: tuple(words) for form, words in found.items()}


@cache
def load_act_nouns() -> dict[str, tuple[ActWord, ...]]:
    """Nouns in singular and plural, in lower case."""
    found: dict[str, list[ActWord]] = {}
    for row in read_table("acts.tsv"):
        if row["pos"] == "noun":
            for form in (row["word"], plural(row["word"])):
                found.setdefault(form, []).append(_word(row, ""))
    return {form: tuple(words) for form, words in found.items()}


@cache
def load_acts() -> tuple[str, ...]:
    """The kinds of act, in the order of the table."""
    kinds = dict.fromkeys(row["act"] for row in read_table("acts.tsv"))
    return tuple(kind for kind in kinds if kind != LIGHT)


def _word(row: dict[str, str], particle: str) -> ActWord:
    return ActWord(
        row["act"],
        cast(SubjectIs, row["subject"]),
        cast(ObjectIs, row["object"]),
        particle,
        frozenset(row["beside"].split()),
    )
