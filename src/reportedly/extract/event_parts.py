"""Who did it and to whom: subjects, objects and what hangs on a deed's noun, as phrases."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from reportedly.extract.event_triggers import Trigger, is_verb
from reportedly.extract.syntax import Passage
from reportedly.knowledge import load_people
from reportedly.model import EventType, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_PARTY_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_NO_PARTY = frozenset({"DATE", "TIME", "MONEY", "PERCENT"})
_MODIFIERS = frozenset({"poss", "compound", "amod", "nmod"})
_RELATIVE = frozenset({"who", "that", "which", "whom"})
_NOBODY = frozenset({"it", "there", "this", "that", "which", "what", "who", "whom"})
# Clauses and times that hang on a name are no part of a party's name.
_OUTSIDE = frozenset({"relcl", "advcl", "ccomp", "parataxis", "npadvmod", "acl", "cc", "conj"})
_OWNED = frozenset(
    {"owned", "run", "controlled", "led", "headed", "managed", "based", "linked", "tied"}
    | {"affiliated", "belonging", "working", "acting"}
)
_LOWER = ("xcomp", "advcl", "conj", "pcomp", "ccomp")
# Prepositions that lead to whom a deed is done, the most telling first.
_TOWARDS = ("with", "between", "against", "on", "upon", "to", "from", "of", "for", "at", "in")
# Deeds whose object passes from one to another: who gets it is the recipient.
_PASSED_ON: frozenset[EventType] = frozenset({"AID", "RETREAT", "MOBILIZE", "AGREE"})
_MUTUAL: frozenset[EventType] = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE"})
_CLIMB = 6  # verbs between a deed and its subject; more is a broken parse
_LONGEST = 30  # words of a party
_LOOSE_ENDS = (",", ".", ":", "POS", "``", "''", "IN", "-LRB-", "HYPH")


def find_sides(trigger: Trigger) -> tuple["Token | None", "Token | None", bool]:
    """Heads of actor and recipient, and whether both are one phrase ("A and B met")."""
    if trigger.type == "REQUEST" and trigger.token.dep_ == "ccomp" and is_verb(trigger.token.head):
        # "He said that Norway must leave": he demands it of Norway.
        return find_subject(trigger.token.head), find_subject(trigger.token), False
    if trigger.noun == trigger.token:
        actor, recipient = _sides_of_noun(trigger.token)
        return actor, recipient, False
    actor = find_subject(trigger.token)
    recipient = _recipient(trigger, actor)
    mutual = trigger.type in _MUTUAL and actor is not None and _is_joint(actor)
    if mutual and (recipient is None or not is_party(recipient)):
        return actor, actor, True
    return actor, recipient, False


def find_subject(verb: "Token") -> "Token | None":
    """Who does what a verb says: its subject or agent, or that of the verb above it."""
    for _ in range(_CLIMB):
        if is_passive(verb):
            return find_agent(verb)
        for child in verb.children:
            if child.dep_ == "nsubj":
                return whom_it_follows(child, verb)
        if verb.dep_ == "acl":
            return verb.head
        above = verb.head
        if verb.dep_ == "pcomp" or above.dep_ in ("acomp", "attr", "oprd"):
            above = above.head  # "after leaving", "is ready to leave"
        if verb.dep_ not in _LOWER or not is_verb(above):
            return None
        if verb.dep_ == "xcomp" and (owner := _object(above)) is not None and not is_passive(above):
            return owner  # "asked Norway to leave": Norway leaves
        if is_passive(above) and verb.dep_ != "conj":
            return next((c for c in above.children if c.dep_ == "nsubjpass"), None)
        verb = above
    return None


def whom_it_follows(subject: "Token", verb: "Token") -> "Token | None":
    """What "who" or "that" stands for in a relative clause; any other word stands for itself."""
    if subject.text.lower() in _RELATIVE and verb.dep_ == "relcl":
        return verb.head
    return subject


def is_passive(verb: "Token") -> bool:
    """Whether a verb has its object for its subject: "was sold", "coal sold by"."""
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return True
    return verb.dep_ == "acl" and verb.tag_ == "VBN"


def find_agent(verb: "Token") -> "Token | None":
    """Who does what a passive verb, or a noun, says: what follows "by"."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.text.lower() == "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def find_dative(verb: "Token") -> "Token | None":
    """Who gets what a verb gives, where no preposition says so: "sent Russia shells"."""
    return next((c for c in verb.children if c.dep_ == "dative" and c.tag_ != "IN"), None)


def _object(verb: "Token") -> "Token | None":
    if is_passive(verb):
        below = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        if below is not None:
            return whom_it_follows(below, verb)
        return verb.head if verb.dep_ == "acl" else None
    things = (c for c in verb.children if c.dep_ == "dobj" and c.ent_type_ not in _NO_PARTY)
    return next(things, None)


def _recipient(trigger: Trigger, actor: "Token | None") -> "Token | None":
    """The party that a deed is done to: the object if it is one, else one that it leads to."""
    verb, noun = trigger.token, trigger.noun
    dative = find_dative(verb)
    if dative is not None:
        return dative
    direct = _object(verb)
    direct = None if direct is None or direct in (noun, actor) else direct
    parties = [t for t in _led_to(trigger, direct) if is_party(t) and t != actor]
    if direct is not None and is_party(direct) and not (parties and trigger.type in _PASSED_ON):
        return direct
    if not parties and trigger.type == "AID" and noun is not None:
        return _modifier(noun)  # "sent Russia shells", as some parses have it
    return parties[0] if parties else direct


def _modifier(noun: "Token") -> "Token | None":
    """The party that stands before a noun as part of its phrase."""
    named = (c for c in noun.children if c.ent_type_ in _PARTY_LABELS and c.dep_ in _MODIFIERS)
    return next(named, None)


def _led_to(trigger: Trigger, direct: "Token | None") -> list["Token"]:
    """What a deed leads to: by its prepositions, those of its noun, object and lower verb."""
    parts = [trigger.token, trigger.noun, direct]
    found: list[Token] = []
    if trigger.lower is not None and direct is None:
        below = _object(trigger.lower)
        found += [below] if below is not None else []
        parts += [below, trigger.lower]
    answers = trigger.type in ("REJECT", "STATEMENT")
    for part in parts:
        if part is not None:
            found += _towards(part, (*_TOWARDS, "by") if answers else _TOWARDS)
    return found


def _towards(token: "Token", prepositions: Sequence[str] = _TOWARDS) -> list["Token"]:
    """What prepositions on a word lead to, the most telling preposition first."""
    found: list[tuple[int, int, Token]] = []
    for child in token.children:
        word = child.text.lower()
        if child.dep_ in ("prep", "dative") and word in prepositions:
            rank = prepositions.index(word)
            found += [(rank, c.i, c) for c in child.children if c.dep_ == "pobj"]
        elif child.dep_ == "acl" and child.tag_ == "VBN":  # "sanctions imposed on …"
            found += [(0, t.i, t) for t in _towards_flat(child, prepositions)]
    return [t for _, _, t in sorted(found, key=lambda item: item[:2])]


def _towards_flat(verb: "Token", prepositions: Sequence[str]) -> Iterator["Token"]:
    for child in verb.children:
        if child.dep_ == "prep" and child.text.lower() in prepositions:
            yield from (c for c in child.children if c.dep_ == "pobj")


def is_party(token: "Token") -> bool:
    """Whether a phrase names or means people, a body or a country, by its head or a modifier."""
    if token.ent_type_ in _NO_PARTY:
        return False
    if token.ent_type_ in _PARTY_LABELS or token.tag_ in ("NNP", "NNPS"):
        return True
    if token.text.lower() in load_people():
        return True
    return any(c.ent_type_ in _PARTY_LABELS and c.dep_ in _MODIFIERS for c in token.children)


def _is_joint(actor: "Token") -> bool:
    return any(c.dep_ == "conj" and c.tag_[:1] == "N" for c in actor.children)


def _sides_of_noun(noun: "Token") -> tuple["Token | None", "Token | None"]:
    """Whose deed a noun tells of, and against whom: "the army's shelling of a town"."""
    recipient = next((t for t in _towards(noun) if t.ent_type_ not in _NO_PARTY), None)
    return find_agent(noun) or _modifier(noun), recipient


def phrase_span(
    passage: Passage,
    head: "Token",
    joint: bool = False,
    *,
    owned: bool = False,
    without: frozenset[int] = frozenset(),
) -> Span | None:
    """The span of a party's phrase around its head, or None for a word that stands for nobody.

    ``owned`` takes in who owns or leads it: "a firm owned by the ministry"; ``without`` are places
    of words that, with all that hangs on them, are no part of it.
    """
    if head.text.lower() in _NOBODY:
        return None
    kept = sorted(_phrase(head, joint, owned=owned, without=without), key=lambda t: t.i)
    at = kept.index(head)
    first = last = at
    while first > 0 and kept[first - 1].i == kept[first].i - 1:
        first -= 1
    while last + 1 < len(kept) and kept[last + 1].i == kept[last].i + 1:
        last += 1
    while last > at and kept[last].tag_ in (
        ",",
        ".",
        ":",
        "POS",
        "``",
        "''",
        "IN",
        "-LRB-",
        "HYPH",
    ):
        last -= 1
    while first < at and kept[first].tag_ in (",", ".", ":", "CC", "``", "''"):
        first += 1
    return passage.cover(kept[first], kept[last])


def _phrase(
    head: "Token", joint: bool, *, owned: bool, without: frozenset[int]
) -> Iterable["Token"]:
    kept, stack = [head], [head]
    while stack and len(kept) < _LONGEST:
        token = stack.pop()
        for child in token.children:
            if child.i in without:
                continue
            if owned and child.dep_ == "acl" and child.text.lower() in _OWNED:
                kept.append(child)
                stack.append(child)
                continue
            if token == head and not joint and child.i > head.i and child.dep_ in _OUTSIDE:
                continue
            if child.dep_ in _OUTSIDE and child.dep_ not in ("cc", "conj", "npadvmod"):
                continue
            if child.dep_ == "prep" and _is_time(child):
                continue
            kept.append(child)
            stack.append(child)
    return kept


def _is_time(preposition: "Token") -> bool:
    return any(c.ent_type_ in ("DATE", "TIME") for c in preposition.children)
