"""What a number counts: the noun after it, the measure that noun or its verb names, the aspect."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from reportedly.knowledge import find_country, load_measures
from reportedly.model import Aspect

if TYPE_CHECKING:
    from spacy.tokens import Token

_TIME_UNITS = frozenset(
    {"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"}
)
_SUBJECTS = ("nsubj", "nsubjpass")
_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_MODIFIERS = (*_NOUNS, "JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "CD")
VICTIMS: Final = frozenset({"killed", "wounded", "casualties", "captured", "missing"})
_WHEN = frozenset(
    {"last", "this", "next", "yesterday", "today", "tonight", "tomorrow"}
) | frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
_INCREMENT = frozenset({"another", "additional", "further", "more", "extra", "new", "newly"})
_SENDING = frozenset(
    {"send", "sends", "sent", "sending", "deploy", "deploys", "deployed", "deploying"}
    | {"dispatch", "dispatches", "dispatched", "dispatching", "commit", "committed"}
)


def is_time_unit(token: "Token") -> bool:
    """Whether a noun is a stretch of time: "months"."""
    return token.text.lower().rstrip("s") in _TIME_UNITS


def count_noun(tokens: Sequence["Token"], last: int) -> "Token | None":
    """The noun that the number counts: the end of the run of modifiers and nouns after it."""
    noun = None
    for token in tokens[last + 1 : last + 10]:
        if token.tag_ not in _MODIFIERS or token.is_sent_start or "\n" in token.text:
            break
        if token.text.lower() in _WHEN:
            break  # "300 crates last night", "40 men Monday"
        if token.tag_ == "CD" and noun is not None:
            break
        if token.tag_ in _NOUNS:
            noun = token
            if is_time_unit(token):
                break  # "six months Moscow had kept silent": the count ends with the unit
        elif noun is not None and token.tag_ in ("VBN", "VBG"):
            break  # "soldiers killed in": the participle says more about them
    return noun


def name_measure(
    tokens: Sequence["Token"],
    first: int,
    last: int,
    noun: "Token | None",
    share: bool = False,
) -> str | None:
    """The measure of the number at tokens ``first`` to ``last`` that counts ``noun``."""
    if share:
        return _share(tokens, first, last)
    named = _named(tokens, last, noun) if noun is not None else None
    if named in VICTIMS:
        return named
    return _by_verb(tokens, last, noun) or named


def _named(tokens: Sequence["Token"], last: int, noun: "Token") -> str | None:
    words = [t.text.lower() for t in tokens[last + 1 : noun.i + 1]]
    table = load_measures("noun")
    keys = (tuple(words[i:]) for i in range(len(words)))
    named = next((table[k] for k in keys if k in table), None)
    if named or not _is_people(tokens, noun):
        return named
    # People known by their country only, sent by somebody: a deployment.
    return "troops" if noun.head.text.lower() in _SENDING else "people"


def _is_people(tokens: Sequence["Token"], noun: "Token") -> bool:
    """Whether a noun is what the people of a country are called: "6,000 North Koreans"."""
    forms = (tokens[noun.i].text, f"{tokens[noun.i - 1].text} {noun.text}")
    found = [c for form in forms if form.endswith("s") and (c := find_country(form))]
    return any(c.use == "adjective" for c in found)


def _by_verb(tokens: Sequence["Token"], last: int, noun: "Token | None") -> str | None:
    """What happened to those counted: a participle after them, or the verb over them."""
    table = load_measures("verb")
    at = noun.i if noun is not None else last
    after = [t.text.lower() for t in tokens[at + 1 : at + 4]]
    said = [table[(w,)] for w in after[:1] if (w,) in table]
    if len(after) == 3 and after[1] in ("and", "or") and (after[2],) in table:
        said.append(table[(after[2],)])
    if not said:
        verb = (noun if noun is not None else tokens[last]).head
        said = [
            table[(t.text.lower(),)]
            for t in (verb, *_joined_verbs(verb))
            if (t.text.lower(),) in table
        ]
    if {"killed", "wounded"} <= set(said):
        return "casualties"
    return said[0] if said else None


def _joined_verbs(verb: "Token") -> Iterator["Token"]:
    """Verbs joined to one by "and" or "or" that share its subject.

    In "300 died and 2,700 were wounded" each verb has a subject, and a figure, of its own.
    """
    if verb.tag_[:1] != "V":
        return  # a list of numbers hangs on its first, and looking at all from each takes long
    for other in (*verb.children, verb.head):
        later = other if other.head == verb else verb
        if (
            other != verb
            and later.dep_ == "conj"
            and not any(c.dep_ in _SUBJECTS for c in later.children)
        ):
            yield other


def _share(tokens: Sequence["Token"], first: int, last: int) -> str:
    """A share's measure: of what follows ("half of those killed") or came before."""
    words = dict(load_measures("noun")) | dict(load_measures("verb"))
    start = tokens[first].sent.start
    behind = tokens[last + 1 : last + 6]
    of = behind if behind and behind[0].text.lower() == "of" else []
    for token in (*of, *reversed(tokens[start:first])):
        measure = words.get((token.text.lower(),))
        if measure in VICTIMS:
            return f"share_{measure}"
    return "share"


def find_aspect(
    tokens: Sequence["Token"], first: int, last: int, noun: "Token | None"
) -> Aspect | None:
    """Whether a number is a part of another, an increment, a total or a rate, if the text says."""
    before = [t.text.lower() for t in tokens[max(0, first - 4) : first]]
    after = [t.text.lower() for t in tokens[last + 1 : last + 4]]
    behind = [t.text.lower() for t in tokens[noun.i + 1 : noun.i + 3]] if noun is not None else []
    if "including" in before or after[:2] in (["of", "them"], ["of", "whom"], ["of", "these"]):
        return "part"
    if after[:2] == ["of", "those"] or before[-2:] == ["of", "whom"] or before[-1:] == ["include"]:
        return "part"
    if _INCREMENT & {*before[-2:], *after[:1]} and before[-2:] != ["more", "than"]:
        return "increment"
    if "total" in before or "altogether" in before or behind[:2] == ["in", "total"]:
        return "total"
    for words in (after, behind):
        if words[:1] in (["daily"], ["monthly"], ["weekly"], ["annually"], ["yearly"]):
            return "rate"
        if words[:2] in (["a", "day"], ["per", "day"], ["a", "month"], ["per", "month"]):
            return "rate"
        if words[:2] in (["a", "week"], ["per", "week"], ["a", "year"], ["per", "year"]):
            return "rate"
    return None
