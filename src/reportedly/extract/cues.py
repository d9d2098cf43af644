"""Cue verbs in the parse: who their subject is, and what they govern."""

from typing import TYPE_CHECKING

from reportedly.extract.counted import counted_objects
from reportedly.extract.quotes import Quote
from reportedly.extract.syntax import Passage
from reportedly.knowledge import Cue, load_cues, load_noun_cues
from reportedly.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

HEARSAY = frozenset({"reportedly", "allegedly", "purportedly", "supposedly"})
# Before a number they say that somebody counted, and not who.
UNNAMED = frozenset({"estimated", "reported", "alleged", "purported", "claimed"})
# What these verbs say may follow from a deed as well as from words.
_EVIDENCE = frozenset(
    {"confirm", "show", "indicate", "suggest", "reveal", "imply", "underline", "signal", "find"}
)
CITING = frozenset({"citing", "quoting"})
# Who does this with a claim makes it his own.
_MAKES = frozenset(
    {"made", "makes", "make", "issued", "issues", "gave", "gives", "repeated", "repeats"}
    | {"expressed", "expresses", "voiced", "released", "published"}
)
_TIMING = frozenset({"after", "before", "since", "until"})
_INFORMING = frozenset({"inform", "notify", "warn", "remind", "advise", "tell", "assure"})
_FINITE = ("VBD", "VBZ", "VBP", "MD")
VERBS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")


def may_attribute(token: "Token") -> bool:
    """Whether a word can be a cue, before its syntax is looked at."""
    word = token.text.lower()
    return word in ("according", *HEARSAY) or word in load_cues() or word in load_noun_cues()


def find_subject(token: "Token") -> "Token | None":
    """Who does the saying: the verb's subject, its agent, or the subject of the verb it joins."""
    for child in token.children:
        if child.dep_ == "nsubj":
            return child
    for child in token.children:
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    if token.dep_ == "pcomp" and token.head.text.lower() == "as":
        # "Tass quoted the minister as saying": he says, and Tass quotes.
        told = token.head.head.children
        return next((c for c in told if c.dep_ in ("dobj", "nsubjpass")), None)
    beside = _subject_beside_clause(token)
    if beside is not None:
        return beside
    if token.dep_ in ("conj", "advcl", "xcomp", "pcomp") and not is_passive(token):
        return next((c for c in token.head.children if c.dep_ == "nsubj"), None)
    if token.dep_ == "acl":
        return token.head
    return None


def _subject_beside_clause(token: "Token") -> "Token | None":
    """A subject that the parse hung elsewhere.

    "An official who was not named said": on the clause about him. "After Shoigu, the secretary,
    had announced": on the "after".
    """
    above = token.head
    if token.tag_ == "VBG" or above.i >= token.i:
        return None
    if above.dep_ == "relcl" and token.dep_ in ("oprd", "ccomp", "dep"):
        said = token.tag_ == "VBD" or (token.tag_ == "VBN" and not has_auxiliary(token))
        return above.head if said else None
    if token.dep_ != "advcl":
        return None
    preps = (c for c in above.children if c.text.lower() in _TIMING and above.i < c.i < token.i)
    return next((c for p in preps for c in p.children if c.dep_ == "pobj"), None)


def find_owner(noun: "Token") -> "Token | None":
    """Whose announcement it is: a possessive, or who stands behind "by" or "from"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.text.lower() in ("by", "from", "of"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    verb = noun.head
    if noun.dep_ == "dobj" and verb.text.lower() in _MAKES:
        return find_subject(verb)
    return None


def is_passive(token: "Token") -> bool:
    """Whether a verb stands in the passive: "is said to"."""
    return token.tag_ == "VBN" and any(c.dep_ in ("auxpass", "nsubjpass") for c in token.children)


def has_auxiliary(token: "Token") -> bool:
    """Whether a verb stands with "have" or "be"."""
    return any(c.dep_ in ("aux", "auxpass") for c in token.children)


def is_consequence(token: "Token", cue: Cue) -> bool:
    """Whether a participle says what a deed shows: "it sends troops, confirming an alliance".

    Not who sends them confirms it, but the deed. After a verb of saying the speaker goes on.
    """
    if token.tag_ != "VBG" or token.dep_ != "advcl" or cue.lemma not in _EVIDENCE:
        return False
    return not _leads_to_words(token.head)


def _leads_to_words(verb: "Token") -> bool:
    """Whether a verb is a cue that clauses may follow."""
    cue = load_cues().get(verb.text.lower())
    return cue is not None and cue.frame != "counts"


def is_infinitive(token: "Token") -> bool:
    """Whether a verb stands in the infinitive: "to say"."""
    return token.tag_ == "VB" and _has_to(token)


def _has_to(token: "Token") -> bool:
    return any(c.tag_ == "TO" for c in token.children)


def find_complements(token: "Token", cue: Cue) -> list["Token"]:
    """Heads of what the cue governs: a clause; where the cue allows, an object or "to …"."""
    if cue.frame == "quote":
        # "Continued", "interrupted": they lead to a quotation, stand in what is said, or are none.
        return [token.head] if is_inserted(token) else []
    if cue.frame == "counts":
        return counted_objects(token, cue)
    clauses = _clauses_of(token, cue)
    if clauses or cue.frame == "clause":
        return clauses or _unanswered(token, cue)
    return _put_at(token) if cue.frame == "figure" else _things_of(token, cue)


def _clauses_of(token: "Token", cue: Cue) -> list["Token"]:
    """What a cue governs as a clause, or in place of one."""
    clauses = [c for c in token.children if c.dep_ == "ccomp" and _is_governed(c, token)]
    if not clauses and cue.frame in ("clause", "both"):
        clauses = _stands_in(token) or _told_before(token)
    if not clauses and is_passive(token):
        clauses = _said_of(token)
    if not clauses and cue.kind == "speech":
        clauses = _spoken_of(token, cue) or counted_objects(token, cue)
    return clauses


def _things_of(token: "Token", cue: Cue) -> list["Token"]:
    """Objects and "to …" that a cue governs."""
    if is_inserted(token):
        return []
    if cue.frame == "to":
        return [c for c in token.children if c.dep_ == "xcomp" or _is_count(c)]
    wanted = ("dobj", "xcomp", "oprd") if cue.frame in ("thing", "both") else ("dobj",)
    things = [c for c in token.children if c.dep_ in wanted]
    things += [c for c in token.children if c.dep_ == "prep" and c.text.lower() == "as" and things]
    if is_passive(token):
        things += [c for c in token.children if c.dep_ == "nsubjpass"] if things else []
    return things


def _spoken_of(token: "Token", cue: Cue) -> list["Token"]:
    """As "of a breach" in "spoke of a breach", "informed the council of a breach"."""
    hearers = [c for c in token.children if c.dep_ == "dobj" and cue.lemma in _INFORMING]
    near = [*token.children, *(c for h in hearers for c in h.children)]
    return [c for c in near if c.dep_ == "prep" and c.text.lower() == "of"]


def _is_count(token: "Token") -> bool:
    """Whether an object is a number or a counted thing: "expects 10,000 soldiers"."""
    return token.dep_ == "dobj" and (
        token.like_num or any(c.dep_ == "nummod" for c in token.children)
    )


def _unanswered(token: "Token", cue: Cue) -> list["Token"]:
    """The request that somebody did not respond to: a refusal is a claim of its own."""
    negated = any(c.dep_ == "neg" for c in token.children)
    if not negated or cue.lemma not in ("respond", "reply", "answer", "comment"):
        return []
    return [c for c in token.children if c.dep_ in ("prep", "dobj")][:1]


def _put_at(token: "Token") -> list["Token"]:
    """As "the toll" and "at 600" in "put the toll at 600"; nothing without a number."""
    at = [
        c
        for c in token.subtree
        if c.i > token.i and c.text.lower() == "at" and any(t.like_num for t in c.subtree)
    ]
    return [*(c for c in token.children if c.dep_ == "dobj"), *at] if at else []


def is_inserted(token: "Token") -> bool:
    """Whether the cue stands inside or behind what is said: "it was, he said, late"."""
    if token.dep_ == "parataxis":
        return True
    if token.dep_ != "ccomp" or token.i < token.head.i or token.tag_ not in ("VBD", "VBZ"):
        return False
    # A complement follows a verb of saying; an insertion stands behind a comma and says itself.
    first = token.left_edge
    return not _leads_to_words(token.head) and first.i > 0 and first.nbor(-1).text == ","


def _said_of(token: "Token") -> list["Token"]:
    """As "it is said to carry shells": the subject belongs to what is said."""
    clauses = [c for c in token.children if c.dep_ == "xcomp" and _has_to(c)]
    return clauses + [c for c in token.children if c.dep_ == "nsubjpass"] if clauses else []


def _stands_in(token: "Token") -> list["Token"]:
    """The head of what a cue is inserted in or stands behind."""
    if is_inserted(token):
        return [token.head]
    return [token.sent.root] if is_trailing(token) else []


def is_trailing(token: "Token") -> bool:
    """Whether a cue ends its sentence behind a comma: "…, the ministry believes".

    The parse often hangs such a clause on the last noun before it; its place is surer.
    """
    if token.tag_ not in ("VBD", "VBZ", "VBP"):
        return False
    if token.dep_ not in ("relcl", "conj", "advcl", "ccomp") or token.i < token.head.i:
        return False
    subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.tag_ in ("WP", "WDT"):
        return False
    first, end = token.left_edge, token.sent.end
    behind = first.i > token.sent.start and first.nbor(-1).text == ","
    return behind and not any(t.is_alpha for t in token.doc[token.right_edge.i + 1 : end])


def _is_governed(clause: "Token", token: "Token") -> bool:
    """Whether a clause is what the cue says: no other cue behind it, no clause parted from it."""
    if clause.i > token.i and token.i + 1 < len(token.doc) and token.nbor(1).text == ";":
        return False
    behind = clause.text.lower() in load_cues() and is_trailing(clause)
    return not behind and not _is_parted(clause, token)


def _is_parted(clause: "Token", token: "Token") -> bool:
    """Whether a semicolon parts a clause from the cue's own: "the toll rose; he spoke of 40"."""
    between = list(token.doc[clause.right_edge.i : token.i])
    marks = [n for n, t in enumerate(between) if t.text == ";"]
    return bool(marks) and not any(t.tag_ in _FINITE for t in between[marks[-1] :])


def _told_before(token: "Token") -> list["Token"]:
    """The clause before "…, TASS quoted the minister as saying"."""
    above = token.head.head
    cue = load_cues().get(above.text.lower())
    if token.dep_ != "pcomp" or cue is None or cue.frame != "carrier":
        return []
    return [c for c in above.children if c.dep_ == "ccomp" and c.i < above.i]


def clause_edges(head: "Token", cue: "Token | None") -> tuple["Token", "Token"]:
    """First and last token of a clause, without what hangs on the cue's other side."""
    first, last = head.left_edge, head.right_edge
    if cue is not None and first.i <= cue.i <= last.i:
        return (head.doc[cue.i + 1], last) if head.i > cue.i else (first, head.doc[cue.i - 1])
    return first, last


def cue_span(passage: Passage, token: "Token") -> Span:
    """The cue verb with its auxiliaries and negation where they stand directly before it."""
    return passage.cover(cue_first(token), token.nbor(1) if makes_public(token) else token)


def cue_first(token: "Token") -> "Token":
    """The first of the auxiliaries and negations that stand directly before a cue verb."""
    first = token
    while (
        first.i > token.sent.start
        and first.nbor(-1).dep_ in ("aux", "auxpass", "neg")
        and first.nbor(-1).head == token
    ):
        first = first.nbor(-1)
    return first


def find_as_put(token: "Token") -> "Token | None":
    """The "as" of "as the mayor put it"; None for any other "put"."""
    if token.i + 1 >= token.sent.end or token.nbor(1).text.lower() != "it":
        return None
    start = max(token.sent.start, token.i - 12)
    return next((t for t in reversed(token.doc[start : token.i]) if t.text.lower() == "as"), None)


def find_unreached(token: "Token") -> "tuple[Token, Token] | None":
    """Who "could not be reached for comment", and the comment; None for any other verb."""
    if not is_passive(token) or not any(c.dep_ == "neg" for c in token.children):
        return None
    subject = next((c for c in token.children if c.dep_ == "nsubjpass"), None)
    wanted = (
        g
        for c in token.children
        if c.dep_ == "prep" and c.text.lower() == "for"
        for g in c.children
        if g.dep_ == "pobj" and g.text.lower() in ("comment", "comments", "reaction")
    )
    found = next(wanted, None)
    return (subject, found) if subject is not None and found is not None else None


def makes_public(token: "Token") -> bool:
    """Whether a verb announces: "made public"."""
    made = token.text.lower() in ("make", "makes", "made")
    return made and token.i + 1 < len(token.doc) and token.nbor(1).text.lower() == "public"


def joins(quote: Quote, extent: Span, text: str) -> bool:
    """Whether a quotation ends directly before a sentence that names its source."""
    return quote.outer.end <= extent.start and not text[quote.outer.end : extent.start].strip()
