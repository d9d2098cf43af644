"""Word tables for extraction: cues, hedges, measures, event verbs, kinds of source."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from reportedly.knowledge.tables import read_table
from reportedly.model import AttributionKind, EventType, SourceKind

Force = Literal["assert", "estimate", "deny", "refuse", "plan", "request", "carrier"]
Frame = Literal["clause", "thing", "both", "figure", "carrier", "quote", "to", "counts"]
Bound = Literal["least", "most", "about", "exact"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb that attributes: what kind, what it does to the content, what may hold the content."""

    lemma: str
    kind: AttributionKind
    force: Force
    frame: Frame


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words beside a number and the bound they set."""

    words: tuple[str, ...]
    bound: Bound
    after: bool


def inflect(lemma: str) -> tuple[str, ...]:
    """Regular English forms of a verb: base, third person, past, participle in -ing.

    >>> inflect("deny")
    ('deny', 'denies', 'denied', 'denying')
    """
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    if lemma.endswith("e"):
        return lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"
    third = lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s")
    return lemma, third, lemma + "ed", lemma + "ing"


def _forms(row: Mapping[str, str]) -> tuple[str, ...]:
    listed = row.get("forms", "")
    return (row["lemma"], *listed.split(",")) if listed else inflect(row["lemma"])


def load_cues() -> dict[str, Cue]:
    """Attributing verbs by each of their forms, in lower case."""
    return _load_cues("verb")


def load_noun_cues() -> dict[str, Cue]:
    """Nouns that a clause with "that" may follow, in lower case: "announcement"."""
    return _load_cues("noun")


@cache
def _load_cues(pos: str) -> dict[str, Cue]:
    cues: dict[str, Cue] = {}
    for row in read_table("cues.tsv"):
        if row["pos"] != pos:
            continue
        cue = Cue(
            row["lemma"],
            cast(AttributionKind, row["kind"]),
            cast(Force, row["force"]),
            cast(Frame, row["frame"]),
        )
        cues |= dict.fromkeys(_forms(row), cue)
    return cues


@cache
def load_hedges() -> tuple[Hedge, ...]:
    """Hedges, longest first, so that "no more than" is not read as "more than"."""
    rows = [
        Hedge(tuple(r["hedge"].split()), cast(Bound, r["bound"]), r["place"] == "after")
        for r in read_table("hedges.tsv")
    ]
    return tuple(sorted(rows, key=lambda h: (-len(h.words), h.words)))


@cache
def load_measures(by: str) -> dict[tuple[str, ...], str]:
    """Measures by the words that name them (``by`` = noun or verb)."""
    rows = [r for r in read_table("measures.tsv") if r["by"] == by]
    return {tuple(r["word"].split()): r["measure"] for r in rows}


@cache
def load_units(kind: str) -> dict[tuple[str, ...], tuple[str, str]]:
    """Unit and measure by the words after a number; ``kind`` is "glued" or "apart"."""
    return {
        tuple(r["word"].split()): (r["unit"], r["measure"])
        for r in read_table("units.tsv")
        if r["place"] in (kind, "any")
    }


@cache
def load_currencies(place: str) -> dict[tuple[str, ...], str]:
    """ISO 4217 codes by the signs and words ``place`` (before, after) a number."""
    rows = [r for r in read_table("currencies.tsv") if r["place"] == place]
    return {tuple(r["word"].split()): r["unit"] for r in rows}


@cache
def load_number_words(role: str) -> frozenset[str]:
    """Words beside numbers by their role; the table says which there are."""
    return frozenset(r["word"] for r in read_table("number_words.tsv") if r["role"] == role)


@cache
def load_announcing(part: str) -> frozenset[str]:
    """Words of putting out a document, in lower case, by their part (verb, phrase, noun)."""
    return frozenset(r["word"] for r in read_table("announcing.tsv") if r["part"] == part)


@cache
def load_vague(table: str) -> dict[tuple[str, ...], float | None]:
    """Vague counts ("dozens") and the least they stand for in a named table."""
    return {
        tuple(r["word"].split()): float(r[table]) if r.get(table) else None
        for r in read_table("vague.tsv")
    }


@cache
def load_event_verbs() -> dict[str, EventType]:
    """PLOVER categories by each form of the verbs that stand for them."""
    return {
        form: cast(EventType, row["type"])
        for row in read_table("events.tsv")
        for form in _forms(row)
    }


@cache
def load_roles() -> dict[str, SourceKind]:
    """Kinds of source by the head word of the source."""
    return {row["word"]: cast(SourceKind, row["kind"]) for row in read_table("roles.tsv")}


@cache
def load_titles() -> frozenset[str]:
    """Words before a person's name that are no part of it, in lower case, without a full stop."""
    return frozenset(row["title"] for row in read_table("titles.tsv"))


@cache
def load_people() -> frozenset[str]:
    """Nouns for people, and for what people form, in lower case."""
    return frozenset(row["noun"] for row in read_table("people.tsv"))


@cache
def load_people_kinds(*, named: bool) -> dict[str, str]:
    """Kinds of people by noun, in lower case; ``named`` = only nouns that stand for people."""
    rows = read_table("people_kinds.tsv")
    return {r["noun"]: r["kind"] for r in rows if not named or r["names"] == "yes"}


@cache
def load_people_verbs() -> dict[str, str]:
    """What a subject does with its own people (sends, loses) by each form of the verb."""
    rows = read_table("people_verbs.tsv")
    return {form: r["role"] for r in rows for form in r["forms"].split(",")}
