"""Arguments of an act: who does it with what, for whom, where from, by the parse of its clause."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from reportedly.extract.event_parts import (
    find_agent,
    find_dative,
    find_subject,
    is_passive,
    whom_it_follows,
)
from reportedly.extract.event_triggers import is_verb, word_of
from reportedly.knowledge import LIGHT, ActWord, load_act_nouns, load_act_verbs, verb_forms
from reportedly.model import Role

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Arguments = dict[Role, "Token"]  # heads by role

# What the words after a preposition are to an act.
_ROLES: Final[dict[str, Role]] = {
    **dict.fromkeys(("to", "for", "towards", "toward", "into", "with"), "recipient"),
    "from": "origin",
    **dict.fromkeys(("in", "at", "on", "near", "inside", "across", "off", "aboard"), "place"),
}
_ABOUT: Final = frozenset({"in", "on"})  # "training in rocketry"
_NOUN_TAGS: Final = ("NN", "NNS", "NNP", "NNPS")
_BEFORE: Final = frozenset({"compound", "amod", "nmod", "poss"})
_TIMES: Final = frozenset({"DATE", "TIME"})
_PLACES: Final = frozenset({"GPE", "LOC", "FAC"})
_ANOTHER_DEED: Final = frozenset({"back", "up"})  # who hands back gives nothing of his own
_LAW_NOUNS: Final = frozenset(
    {"resolution", "resolutions", "sanction", "sanctions", "embargo", "embargoes", "regime", "ban"}
    | {"bans", "freeze", "freezes", "measures", "prohibition", "prohibitions", "law", "laws"}
    | {"paragraph", "paragraphs", "treaty", "text", "mandate"}
)
# Verbs below which an act is what ought or ought not to be.
_NOT_DONE: Final = frozenset(
    form
    for lemma in (
        *("forbid", "prohibit", "ban", "bar", "outlaw", "proscribe", "prevent", "demand", "urge"),
        *("ask", "request", "order", "require", "allow", "permit", "authorise", "authorize"),
        *("oppose", "discourage", "deter", "consider", "discuss", "want", "seek"),
        *("contemplate", "weigh", "mull"),
    )
    for form in verb_forms(lemma)
) | {"forbade", "forbidden", "sought", "calls", "called", "calling", "call", "thinking"}
_REFUSED: Final = frozenset(
    form for lemma in ("refuse", "decline") for form in verb_forms(lemma)
)  # verbs below which an act was not done
_BELOW: Final = frozenset(
    {"dobj", "pobj", "prep", "pcomp", "xcomp", "ccomp", "nsubjpass", "conj", "compound", "dative"}
)
_CLIMB: Final = 5
_NAMES: Final = frozenset({"GPE", "ORG", "NORP", "PERSON", "LOC", "FAC"})
_GIVEN_WITH: Final = frozenset({"transfer", "pay"})  # "supplied Iran with parts"


@dataclass(slots=True)
class ActTrigger:
    """A word that tells of an act, the kinds it may tell of, and the heads of its arguments.

    ``verb`` is the verb that carries a noun's act ("gave training"), else the word itself.
    """

    token: "Token"
    words: tuple[ActWord, ...]
    verb: "Token"
    heads: Arguments = field(default_factory=dict)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of act, each once, in the order of the table."""
        return tuple(dict.fromkeys(w.act for w in self.words))


def find_acts_in(doc: "Doc") -> Iterator[ActTrigger]:
    """Acts of a parsed passage with their arguments, in the order of their words."""
    verbs, nouns = load_act_verbs(), load_act_nouns()
    for token in doc:
        word = word_of(token)
        if is_verb(token) and word in verbs:
            yield from _of_verb(token, verbs[word])
        elif word in nouns and token.tag_ in ("NN", "NNS"):
            yield from _of_noun(token, nouns[word])


def _of_verb(verb: "Token", words: tuple[ActWord, ...]) -> Iterator[ActTrigger]:
    """One trigger for each way in which the words of a verb use its subject and object."""
    fitting = [w for w in words if w.act != LIGHT and _fits(verb, w)]
    for shape in dict.fromkeys((w.subject, w.object) for w in fitting):
        same = tuple(w for w in fitting if (w.subject, w.object) == shape)
        found = ActTrigger(verb, same, verb)
        _add_sides(found)
        _add_led_to(found, verb)
        if "object" in found.heads:
            _add_of_object(found)
            _add_taker_before(found)
        yield found


def _fits(verb: "Token", word: ActWord) -> bool:
    """Whether a verb has the particle, and one of the words beside it, that an act needs."""
    beside = {c.text.lower() for c in verb.children if c.dep_ in ("prt", "advmod", "prep")}
    if word.particle and word.particle not in beside:
        return False
    if not word.particle and not _ANOTHER_DEED.isdisjoint(beside):
        return False
    return not word.beside or any(t.text.lower() in word.beside for t in _beside(verb))


def _beside(verb: "Token") -> Iterator["Token"]:
    for child in verb.children:
        yield child
        yield from (inner for inner in child.children)
        for inner in child.children:
            if inner.dep_ == "prep" or child.dep_ == "prep":
                yield from inner.children


def _add_sides(found: ActTrigger) -> None:
    """What subject and object of a verb are to the act."""
    word = found.words[0]
    subject = find_subject(found.verb)
    thing = find_thing(found.verb)
    given = find_dative(found.verb)
    if word.subject == "object" and subject is None and is_passive(found.verb):
        subject = thing
    _put(found, "recipient" if word.subject == "taker" else word.subject, subject)
    _put(found, "recipient", given)
    if thing is not subject and word.object != "none":
        passed_on = given is not None or _leads_to(found.verb)
        _put(found, "object" if passed_on else word.object, thing)


def _leads_to(verb: "Token") -> bool:
    """Whether a verb says to whom: "paid a sum to", where "paid the men" would be to them."""
    return any(
        preposition.text.lower() == "to" and thing.dep_ == "pobj"
        for preposition, thing in _led_to(verb)
    )


def find_thing(verb: "Token", *, below: bool = True) -> "Token | None":
    """What a verb is done to: its object, the subject of its passive, what it describes.

    With ``below`` that of the verb joined to it serves, too: "bought and shipped coal".
    """
    if is_passive(verb):
        subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        if subject is not None:
            return whom_it_follows(subject, verb)
        if verb.dep_ in ("acl", "amod"):
            return verb.head
        above = verb.head if verb.dep_ == "conj" else None
        return find_thing(above) if above is not None and is_passive(above) else None
    things = [c for c in verb.children if c.dep_ in ("dobj", "oprd") and not _is_time(c)]
    if things:
        return whom_it_follows(things[0], verb)
    if verb.dep_ == "conj" and is_verb(verb.head) and not _has_subject(verb):
        # "bought and shipped coal": the thing stands with the last of them, or with the first
        return find_thing(verb.head, below=False) if verb.head.i < verb.i else None
    if verb.dep_ == "relcl" and any(c.dep_ == "nsubj" for c in verb.children):
        return verb.head if not _is_own_subject(verb) else None  # "the coal that it sold"
    following = [c for c in verb.children if below and c.dep_ == "conj" and is_verb(c)]
    return find_thing(following[0]) if following and following[0].dep_ != "relcl" else None


def _has_subject(verb: "Token") -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _is_own_subject(verb: "Token") -> bool:
    """Whether a relative clause has what it describes for its subject: "who sold"."""
    relative = ("who", "that", "which")
    return any(c.dep_ == "nsubj" and c.text.lower() in relative for c in verb.children)


def _add_led_to(found: ActTrigger, head: "Token") -> None:
    """What the prepositions on a word lead to: "paid a fee for storage to the firm" to the firm."""
    for preposition, thing in sorted(_led_to(head), key=lambda p: p[0].text.lower() == "for"):
        word = preposition.text.lower()
        if word == "with" and found.words[0].act in _GIVEN_WITH:
            _shift_object(found, thing)
        elif word in _ABOUT and _is_about(found) and thing.ent_type_ not in _PLACES:
            _put(found, "object", thing)  # "gave training in rocketry", "cooperated on research"
        elif word in _ROLES:
            _put(found, _ROLES[word], thing)
        for inner in (*preposition.children, *thing.children):
            _add_hung_on(found, inner)


def _is_about(found: ActTrigger) -> bool:
    """Whether "in" or "on" lead to what an act is about, not to where it happens."""
    return found.token != found.verb or found.words[0].act == "cooperate"


def _add_hung_on(found: ActTrigger, inner: "Token") -> None:
    """Prepositions hung on one another: "from Nampo to Dalian", "to Dalian by the line"."""
    word = inner.text.lower()
    if inner.dep_ != "prep" or word not in ("to", "from", "by"):
        return
    for thing in inner.children:
        if thing.dep_ != "pobj" or _is_time(thing):
            continue
        if word != "by":
            _put(found, _ROLES[word], thing)
        elif found.token.tag_[:1] == "N" or is_passive(found.verb):
            _put(found, "actor", thing)


def _led_to(head: "Token") -> Iterator[tuple["Token", "Token"]]:
    """Prepositions on a word, each with what it leads to, times left out."""
    for child in head.children:
        if child.dep_ in ("prep", "dative") and child.tag_ in ("IN", "TO", "RP"):
            for thing in child.children:
                if thing.dep_ in ("pobj", "pcomp") and not _is_time(thing):
                    yield child, thing


def _shift_object(found: ActTrigger, thing: "Token") -> None:
    """In "supplied Iran with parts" the object gets what follows "with"."""
    before = found.heads.pop("object", None)
    if before is not None:
        _put(found, "recipient", before)
    _put(found, "object", thing)


def _add_of_object(found: ActTrigger) -> None:
    """Where a thing is, is from or for, where its own words say so: "coal from Nampo"."""
    thing = found.heads["object"]
    for child in thing.children:
        word = child.text.lower()
        if child.dep_ == "prep" and word in ("to", "from", "for"):
            _add_hung_on(found, child) if word != "for" else _add_for(found, child)
        elif child.dep_ == "prep" and _ROLES.get(word) == "place":
            _add_place(found, child)


def _add_taker_before(found: ActTrigger) -> None:
    """Who gets it in "sold Chad howitzers", which some parses have as howitzers of Chad."""
    if found.words[0].act != "transfer" or found.words[0].subject != "actor":
        return
    for child in found.heads["object"].children:
        if child.dep_ == "compound" and child.ent_type_ == "GPE" and not is_passive(found.verb):
            _put(found, "recipient", child)


def _add_place(found: ActTrigger, preposition: "Token") -> None:
    """Where it is, by the words of the thing: "ran a branch in Hanoi"."""
    for thing in preposition.children:
        if thing.dep_ == "pobj" and thing.ent_type_ in _PLACES:
            _put(found, "place", thing)


def _add_for(found: ActTrigger, preposition: "Token") -> None:
    for thing in preposition.children:
        if thing.dep_ == "pobj" and (thing.ent_type_ in _NAMES or _has_name(thing)):
            _put(found, "recipient", thing)


def _of_noun(noun: "Token", words: tuple[ActWord, ...]) -> Iterator[ActTrigger]:
    """An act told of by a noun, where its words or the verb above say more of it."""
    carrier = _carrier(noun)
    for shape in dict.fromkeys((w.subject, w.object) for w in words):
        same = tuple(w for w in words if (w.subject, w.object) == shape)
        if same[0].beside and not any(c.text.lower() in same[0].beside for c in noun.children):
            continue
        found = ActTrigger(noun, same, carrier or noun)
        if carrier is not None:
            _add_carried(found, carrier)
        _add_noun_parts(found, noun)
        if found.heads:
            yield found


def _carrier(noun: "Token") -> "Token | None":
    """The verb that says nothing but that the noun's act is done: "carried out a launch"."""
    verb = noun.head
    if noun.dep_ == "pobj" and noun.head.dep_ == "prep":
        verb = noun.head.head  # "engaged in training"
    if noun.dep_ not in ("dobj", "nsubjpass", "pobj") or not is_verb(verb):
        return None
    words = load_act_verbs().get(verb.text.lower(), ())
    return verb if any(w.act == LIGHT and _fits(verb, w) for w in words) else None


def _add_carried(found: ActTrigger, verb: "Token") -> None:
    """Who does or undergoes the act, and for whom, by the verb that carries it."""
    light = next(
        w for w in load_act_verbs()[verb.text.lower()] if w.act == LIGHT and _fits(verb, w)
    )
    subject = find_agent(verb) if is_passive(verb) else find_subject(verb)
    role: Role = "recipient" if light.subject in ("taker", "recipient") else "actor"
    if role == "actor" and found.words[0].subject == "taker":
        role = "recipient"
    _put(found, role, subject)
    _put(found, "recipient", find_dative(verb))
    _add_led_to(found, verb)


def _add_noun_parts(found: ActTrigger, noun: "Token") -> None:
    """Words before a noun of an act, and what its prepositions lead to."""
    _add_before(found, noun)
    _add_about(found, noun)
    _add_led_to(found, noun)


def _add_before(found: ActTrigger, noun: "Token") -> None:
    """In "North Korea's coal exports": who does it, and what with."""
    for child in noun.children:
        if child.dep_ not in _BEFORE or _is_time(child):
            continue
        if child.dep_ == "poss" or child.ent_type_ in ("GPE", "NORP", "ORG", "PERSON"):
            taker = found.words[0].subject == "taker"
            _put(found, "recipient" if taker else "actor", child)
        elif child.dep_ != "nmod" and child.tag_ in (*_NOUN_TAGS, "JJ"):
            _put(found, "object", child)


def _add_about(found: ActTrigger, noun: "Token") -> None:
    """In "sale of coal", "training in rocketry", "training of pilots by …": what, whom, by whom."""
    word = found.words[0]
    of = "object" if word.subject == "object" or word.object == "none" else word.object
    for preposition, thing in _led_to(noun):
        about = preposition.text.lower()
        if about == "of":
            _put(found, of, thing, over=of == "object")
        elif about in _ABOUT and thing.ent_type_ not in _PLACES:
            _put(found, "object", thing, over=True)
        elif about == "by":
            _put(found, "actor", thing, over=True)


def _put(found: ActTrigger, role: Role, head: "Token | None", *, over: bool = False) -> None:
    """Enter an argument where none stands yet, or over what stands."""
    if head is not None and head != found.token and (over or role not in found.heads):
        found.heads[role] = head


def _is_time(token: "Token") -> bool:
    return token.ent_type_ in _TIMES


def _has_name(token: "Token") -> bool:
    return any(c.ent_type_ in _NAMES for c in token.children)


def heads_of(found: ActTrigger) -> Iterable[tuple[Role, "Token"]]:
    """Roles and heads of the arguments, in the order of their roles."""
    return sorted(found.heads.items())


def others_in(found: ActTrigger, role: Role) -> frozenset[int]:
    """Places of the words that lead to the other arguments: no part of this one's phrase."""
    own = found.heads[role]
    others = [head for name, head in found.heads.items() if name != role and head != own]
    led = [h.head for h in others if h.head.dep_ in ("prep", "dative", "agent")]
    return frozenset(t.i for t in (*others, *led) if t != own)


def is_of_law(found: ActTrigger) -> bool:
    """Whether the act is that of a law, or upon one: "the council renewed the arms embargo"."""
    sides = (found.heads.get("actor"), found.heads.get("object"))
    return any(head is not None and head.text.lower() in _LAW_NOUNS for head in sides)


def is_refused(verb: "Token") -> bool:
    """Whether somebody would not do what is told of: "refused to insure the ship"."""
    return verb.dep_ == "xcomp" and verb.head.text.lower() in _REFUSED


def is_wanted_or_forbidden(verb: "Token") -> bool:
    """Whether what is told of is what somebody forbids, demands or allows, not what was done."""
    token = verb
    for _ in range(_CLIMB):
        above = token.head
        if above == token or token.dep_ not in _BELOW:
            return False
        if above.text.lower() in _NOT_DONE:
            return token.dep_ not in ("conj", "relcl")
        token = above
    return False
