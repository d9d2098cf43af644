"""What words stand for which deed: verbs, verbs beside certain words, and nouns."""

from dataclasses import dataclass
from functools import cache
from typing import cast

from reportedly.knowledge.tables import read_table
from reportedly.knowledge.words import inflect, load_event_verbs
from reportedly.model import EventType


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb, its particle if it needs one, the words beside it, and the deed they are together.

    ``type`` None stands for the type of the noun.
    """

    particle: str | None
    beside: frozenset[str]
    type: EventType | None


@cache
def load_event_nouns() -> dict[str, EventType]:
    """PLOVER categories by nouns that name a deed, singular and plural."""
    return {
        form: cast(EventType, row["type"])
        for row in read_table("event_nouns.tsv")
        for form in (row["noun"], row["plural"])
        if form
    }


@cache
def load_event_phrases() -> dict[str, tuple[Phrase, ...]]:
    """Phrases by each form of their verb, in the order of the table."""
    phrases: dict[str, list[Phrase]] = {}
    for row in read_table("event_phrases.tsv"):
        beside = frozenset(w for word in row["beside"].split() for w in _spread(word))
        kind = None if row["type"] == "=" else cast(EventType, row["type"])
        for verb in row["verb"].split():
            lemma, _, particle = verb.partition("_")
            for form in verb_forms(lemma):
                phrases.setdefault(form, []).append(Phrase(particle or None, beside, kind))
    return {form: tuple(found) for form, found in phrases.items()}


def _spread(word: str) -> tuple[str, ...]:
    if not word.startswith("@"):
        return (word,)
    nouns = load_event_nouns()
    return tuple(n for n, kind in nouns.items() if word in ("@any", f"@{kind}"))


def verb_forms(lemma: str) -> tuple[str, ...]:
    """All forms of a verb of the phrase table."""
    irregular = _irregular().get(lemma)
    return (lemma, *irregular) if irregular else inflect(lemma)


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    return {r["lemma"]: tuple(r["forms"].split(",")) for r in read_table("verb_forms.tsv")}


@cache
def load_friendly() -> frozenset[EventType]:
    """The types that are friendly deeds: while still to come they are agreements."""
    rows = read_table("event_types.tsv")
    return frozenset(cast(EventType, r["type"]) for r in rows if r["attitude"] == "friendly")


@cache
def load_event_words() -> frozenset[str]:
    """Every form that may begin a deed: a quick test before the syntax is looked at."""
    return frozenset(load_event_verbs()) | frozenset(load_event_phrases())
