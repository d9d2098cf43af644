"""What a number counts: the noun after it, the measure that noun or its verb names, the aspect."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reportedly.knowledge import find_country, find_equipment, load_measures
from reportedly.model import Aspect

if TYPE_CHECKING:
    from spacy.tokens import Token

_TIME_UNITS = frozenset(
    {"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"}
)
_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "obj")
_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_MODIFIERS = (*_NOUNS, "JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "CD")
VICTIMS: Final = frozenset({"killed", "wounded", "casualties", "captured", "missing"})
PEOPLE: Final = frozenset(
    {"people", "troops", "civilians", "workers", "deminers", "military_builders", "engineers"}
)
_EQUIPMENT = {"vessel": "vessels", "aircraft": "aircraft", "weapon": "weapons"}
# What may stand between a measure and its number.
_JOINTS = frozenset(
    {"at", ":", "of", "to", "is", "was", "were", "are", "reached", "totaled", "totalled"}
)
_DASHES = frozenset({"—", "–", "-", "--"})
_NEAR: Final = 12  # tokens before a dash in which those it adds up are named
_PURPOSE = frozenset({"is", "are", "was", "were", "will", "would", "to", "also", "now", "must"})
_BE = frozenset({"is", "are", "was", "were"})
CLOSING: Final = frozenset({"”", "’", '"', "''"})
_AUXILIARIES = frozenset({"were", "was", "have", "has", "had", "been", "are", "is", "later"})
_WHEN = frozenset(
    {"last", "this", "next", "yesterday", "today", "tonight", "tomorrow"}
) | frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
_INCREMENT = frozenset({"another", "additional", "further", "more", "extra", "new", "newly"})
_SENDING = frozenset(
    {"send", "sends", "sent", "sending", "deploy", "deploys", "deployed", "deploying"}
    | {"dispatch", "dispatches", "dispatched", "dispatching", "commit", "committed"}
)


@dataclass(frozen=True, slots=True)
class Where:
    """Where a number stands: its tokens ``first`` to ``last``, and ``start`` with its hedge."""

    tokens: Sequence["Token"]
    start: int
    first: int
    last: int
    noun: "Token | None"

    @property
    def partitive(self) -> bool:
        """Whether the number is a part of the noun: "40 of the soldiers", "half of the crew"."""
        after = self.tokens[self.last + 1 : self.last + 2]
        return bool(after) and after[0].text.lower() == "of"


def is_time_unit(token: "Token") -> bool:
    """Whether a noun is a stretch of time: "months"."""
    return token.text.lower().rstrip("s") in _TIME_UNITS


def count_noun(tokens: Sequence["Token"], last: int) -> "Token | None":
    """The noun that the number counts: the end of the run of modifiers and nouns after it."""
    noun = None
    start = last + 1 + (last + 1 < len(tokens) and tokens[last + 1].text in CLOSING)
    for token in tokens[start : start + 9]:
        if token.tag_ not in _MODIFIERS or token.is_sent_start or "\n" in token.text:
            break
        if noun is None and _is_predicate(tokens, token):
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


def _is_predicate(tokens: Sequence["Token"], token: "Token") -> bool:
    """Whether a participle says what happened ("4,700 injured in") and is no adjective."""
    if (token.text.lower(),) not in load_measures("verb"):
        return False
    after = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
    if after is None or after.tag_ not in (*_NOUNS, "JJ"):
        return True
    return after.text.lower().endswith("ing")


def name_measure(where: Where) -> str | None:
    """What the number measures: by the noun, by what happened to those counted, by what governs."""
    named = _named(where)
    if named in VICTIMS and not where.partitive:
        return named
    done = what_befell(where)
    if done == "losses" and where.noun is not None and named not in PEOPLE:
        return named  # "lost 300 tanks": the tanks are counted
    return done or named or (_governing(where) if where.noun is None else None)


def measure_words(words: Sequence[str]) -> str | None:
    """The measure that the longest ending of a noun phrase in lower case names."""
    table = load_measures("noun")
    keys = (tuple(words[i:]) for i in range(len(words)))
    return next((table[k] for k in keys if k in table), None)


def _named(where: Where) -> str | None:
    noun, tokens = where.noun, where.tokens
    if noun is None:
        return None
    phrase = tokens[where.last + 1 : noun.i + 1]
    named = measure_words([t.text.lower() for t in phrase])
    if named in (None, "troops"):  # "two F-15K fighters" are no soldiers
        kind = next((k for _, _, k in find_equipment(" ".join(t.text for t in phrase))), None)
        named = _EQUIPMENT[kind] if kind is not None else named
    if named == "people":
        return _apposed(where) or named
    if named in PEOPLE and any(m in PEOPLE and m != named for m in _conjoined(noun)):
        return "people"  # "thousands of builders and deminers"
    if named or not _is_people(tokens, noun):
        return named
    # People known by their country only, sent by somebody: a deployment.
    return "troops" if noun.head.text.lower() in _SENDING else "people"


def _apposed(where: Where) -> str | None:
    """Who the people are that a dash adds up: "two crews of sappers — 40 people"."""
    tokens, at = where.tokens, where.start - 1
    if at < 0 or tokens[at].text not in _DASHES:
        return None
    found = set()
    for token in reversed(tokens[max(0, at - _NEAR) : at]):
        if token.tag_[:1] == "V" or token.text in ";:.":
            break
        found.add(measure_words([token.text.lower()]) if token.tag_ == "NNS" else None)
        if token.is_sent_start:
            break
    named = found & (PEOPLE - {"people"})
    return named.pop() if len(named) == 1 else None


def _conjoined(noun: "Token") -> Iterator[str | None]:
    """Measures of nouns joined to the noun that have no number of their own."""
    for child in noun.children:
        if child.dep_ == "conj" and not any(c.dep_ == "nummod" for c in child.children):
            yield measure_words([child.text.lower()])


def _is_people(tokens: Sequence["Token"], noun: "Token") -> bool:
    """Whether a noun is what the people of a country are called: "6,000 North Koreans"."""
    forms = (tokens[noun.i].text, f"{tokens[noun.i - 1].text} {noun.text}")
    found = [c for form in forms if form.endswith("s") and (c := find_country(form))]
    return any(c.use == "adjective" for c in found)


# ------------------------------------------------------------------ what happened to them


def what_befell(where: Where) -> str | None:
    """What happened to those counted: a participle after them, or the verb over them."""
    said = _beside(where) or _predicated(where)
    if len(said & {"killed", "wounded", "missing", "captured"}) > 1:
        return "casualties"
    return next(iter(said), None)


def _beside(where: Where) -> set[str]:
    """Measures of the participles just after: "40 soldiers killed", "600 of them dead"."""
    tokens = where.tokens
    whole = where.noun if not where.partitive else None
    at = (whole.i if whole is not None else where.last) + 1
    after = [t.text.lower() for t in tokens[at : at + 5]]
    if after and after[0] in CLOSING:
        after = after[1:]
    if after[:1] == ["of"] and after[1:2] in (["them"], ["whom"], ["those"], ["these"]):
        after = after[2:]
    if after[:1] == ["whose"]:
        return {m for m in (measure_words(after[1:2]),) if m in VICTIMS}
    if after[:1] == ["who"]:  # "engineers who clear mines", "men who were killed"
        rest = [w for w in after[1:] if w not in _AUXILIARIES]
        pair = _verb_measure(rest[:2]) or _verb_measure(rest[:1])
        return {pair} if pair else set()
    if after[:1] and after[0] in _PURPOSE:
        return _purpose(tokens, at) or _predicate_noun(tokens, at)
    said = {m for m in (_verb_measure(after[:1]),) if m}
    if said and after[1:2] in (["and"], ["or"]):
        said |= {m for m in (_verb_measure(after[2:3]),) if m}
    return said


def _purpose(tokens: Sequence["Token"], at: int) -> set[str]:
    """What those counted are there to do: "are to clear mines"."""
    words = [t.text.lower() for t in tokens[at : at + 6]]
    while words and words[0] in _PURPOSE:
        words = words[1:]
    pair = _verb_measure(words[:2])
    return {pair} if pair else set()


def _predicate_noun(tokens: Sequence["Token"], at: int) -> set[str]:
    """What befell those whom a bare number is said to be: "two-thirds were soldiers killed"."""
    run = list(tokens[at + 1 : at + 6])
    if tokens[at].text.lower() not in _BE:
        return set()
    while run and run[0].tag_ in ("JJ", *_NOUNS) and run[1:2] and run[1].tag_ in _NOUNS:
        run = run[1:]
    if len(run) < 2 or run[0].tag_ != "NNS" or run[1].tag_ != "VBN":
        return set()
    measure = _verb_measure([run[1].text.lower()])
    return {measure} if measure in VICTIMS else set()


def _verb_measure(words: Sequence[str]) -> str | None:
    return load_measures("verb").get(tuple(words)) if words else None


def _predicated(where: Where) -> set[str]:
    """Measures of the verb over the counted, of verbs joined to it and of its complements."""
    number = where.tokens[where.first].doc[where.first : where.last + 1].root
    counted = where.noun if where.noun is not None and not where.partitive else number
    if counted.dep_ == "nummod" and counted.head.text.lower() == "more":
        counted = counted.head  # "hurt 40 more"
    verb = counted.head
    subject = counted.dep_ in _SUBJECTS
    if counted.dep_ == "nsubj" and any(c.dep_ in _OBJECTS for c in verb.children):
        return _included(verb) | {m for m in (_with_object(verb),) if m}
    said = _included(verb) if subject else set()
    if said:
        return said
    joined = _joined_verbs(verb)
    if not subject:  # "killed 14 and wounded 25": each verb has an object of its own
        joined = (v for v in joined if not any(c.dep_ in _OBJECTS for c in v.children))
    for each in (verb, *joined, *(_complements(verb) if subject else ())):
        said |= _of_verb(each)
    return said


def _of_verb(verb: "Token") -> set[str]:
    words = [verb.text.lower(), verb.nbor(1).text.lower() if verb.i + 1 < len(verb.doc) else ""]
    named = measure_words(words[:1]) if verb.tag_ in _NOUNS else None
    found = (_verb_measure(words), _verb_measure(words[:1]), _with_object(verb))
    victims = named if named in VICTIMS else None
    return {m for m in (next((m for m in found if m), None), victims) if m}


def _with_object(verb: "Token") -> str | None:
    """As "clear mines": what those do who are counted."""
    if verb.tag_[:1] != "V":
        return None  # the head of a list of numbers has thousands of children
    for child in verb.children:
        if child.dep_ in _OBJECTS:
            return _verb_measure([verb.text.lower(), child.text.lower()])
    return None


def _included(verb: "Token") -> set[str]:
    """What a total is said to include: "4,000 people include killed and wounded"."""
    if verb.text.lower() not in ("include", "includes", "included"):
        return set()
    words = [t.text.lower() for t in verb.doc[verb.i + 1 : verb.i + 9]]
    return {m for m in (_verb_measure([w]) for w in words) if m in VICTIMS}


def _complements(verb: "Token", depth: int = 3) -> Iterator["Token"]:
    """What is said of the subject: "are believed to be dead", "were soldiers killed"."""
    for child in verb.children:
        if child.dep_ in ("xcomp", "acomp", "attr", "oprd", "conj"):
            if child.dep_ == "conj" and any(c.dep_ in _SUBJECTS for c in child.children):
                continue
            yield child
            yield from (c for c in child.children if c.dep_ == "acl")
            if depth:
                yield from _complements(child, depth - 1)


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


def _governing(where: Where) -> str | None:
    """The measure before a bare number: "casualties at 4,000", "Dead: 40", "a toll of 40"."""
    tokens, at = where.tokens, where.start - 1
    joint = tokens[at].text.lower() if at >= 0 else ""
    if joint not in _JOINTS:
        return None
    near = 1 if joint == "of" else 4  # "a toll of 40", but "the dead, out of 400"
    for token in reversed(tokens[max(0, at - near) : at]):
        if token.tag_ == "CD":
            return None
        measure = measure_words([token.text.lower()])
        if measure in VICTIMS or (measure in PEOPLE and joint in ("at", ":")):
            return measure
    return None


def find_aspect(where: Where) -> Aspect | None:
    """Whether a number is a part of another, an increment, a total or a rate, if the text says."""
    tokens, first, last, noun = where.tokens, where.first, where.last, where.noun
    before = [t.text.lower() for t in tokens[max(0, first - 4) : first]]
    closed = last + 1 < len(tokens) and tokens[last + 1].text in CLOSING
    after = [t.text.lower() for t in tokens[last + 1 + closed : last + 4 + closed]]
    behind = [t.text.lower() for t in tokens[noun.i + 1 : noun.i + 3]] if noun is not None else []
    if (
        "including" in before
        or before[-2:] == ["among", "them"]
        or after[:2] in (["of", "them"], ["of", "whom"], ["of", "these"])
    ):
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
