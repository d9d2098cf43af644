"""Attributions with a cue: verbs and nouns of saying, "according to", "reportedly"."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from reportedly.extract.beside import Beside
from reportedly.extract.contents import EDGE, is_manner, tidy_content
from reportedly.extract.counted import counted_objects, told_things, whose_things
from reportedly.extract.cues import (
    CITING,
    HEARSAY,
    UNNAMED,
    VERBS,
    clause_edges,
    cue_first,
    cue_span,
    find_as_put,
    find_complements,
    find_owner,
    find_subject,
    find_unreached,
    is_consequence,
    is_infinitive,
    is_inserted,
    is_passive,
    joins,
    makes_public,
    may_attribute,
)
from reportedly.extract.drafts import Cited, Draft
from reportedly.extract.pointers import comparing_counts, naming_of_source, sentence_before
from reportedly.extract.quotes import Quote, QuoteIndex
from reportedly.extract.sources import Source, antecedent, make_source, source_kind
from reportedly.extract.speakers import Speakers
from reportedly.extract.syntax import Passage
from reportedly.knowledge import Cue, load_cues, load_noun_cues, load_roles
from reportedly.model import (
    AttributionKind,
    SourceKind,
    Span,
    overlaps,
    subtract_spans,
    trim_span,
)

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

_RELYING: Final = {"according": "to", "going": "by", "judging": "by"}
_TOLD = frozenset({"account", "estimate", "figure", "report", "number", "data", "assessment"})
_MOST = 40  # attributions in one sentence; more is noise, and each would hold the rest of it
_REST = 2  # a sentence is mostly quoted when its quotations are twice as long as the rest


class CueReader:
    """Reads the cues of sentences in the order of the text; ``beside`` has quotations by cue."""

    def __init__(
        self,
        text: str,
        quotes: QuoteIndex,
        speakers: Speakers,
        beside: Mapping[Span, Sequence[Beside]],
    ) -> None:
        self.text = text
        self.quotes = quotes
        self.speakers = speakers
        self.beside = beside
        self.refused: Counter[str] = Counter()
        self._owned: Span | None = None  # the last sentence in which somebody is named

    def read(self, passage: Passage, sentence: "Phrase") -> Iterator[Draft]:
        """The attributions of one sentence."""
        made = 0
        for token in sentence:
            if made >= _MOST:
                self.refused["too_many_in_sentence"] += may_attribute(token)
                continue
            draft = self._at(passage, sentence, token)
            if draft is None:
                continue
            if draft.content and is_manner(self.text, draft.content[0].start):
                continue
            made += 1
            if draft.source is not None:
                self._owned = passage.span(sentence)
            yield draft

    def _at(self, passage: Passage, sentence: "Phrase", token: "Token") -> Draft | None:
        spoken = self.beside.get(passage.span(token))
        if spoken:
            return self._quoted(passage, token, spoken)
        word = token.text.lower()
        if word in _RELYING and token.i + 1 < len(token.doc):
            return self._according(passage, sentence, token)
        if word in HEARSAY:
            return self._hearsay(passage, sentence, token)
        if word in ("put", "puts") and (first := find_as_put(token)) is not None:
            return self._as_put(passage, sentence, token, first)
        if word == "reached" and (missed := find_unreached(token)) is not None:
            return self._unreached(passage, token, *missed)
        if word in UNNAMED and token.dep_ == "amod":
            return self._unnamed_count(passage, token)
        if token.dep_ == "acomp":
            return self._comparing(passage, sentence, token)
        if token.tag_ in ("NN", "NNS"):
            return self._at_noun(passage, sentence, token)
        return self._at_verb(passage, sentence, token)

    def _at_noun(self, passage: Passage, sentence: "Phrase", token: "Token") -> Draft | None:
        word = token.text.lower()
        if word == "reference" and _is_reference(token):
            cited = next(token.nbor(1).children, None)
            told = make_source(cited) if cited is not None else None
            return self._citing(passage, sentence, token, told)
        if word in ("source", "sources") and (naming := naming_of_source(token)) is not None:
            return self._citing(passage, sentence, *naming)
        cue = load_noun_cues().get(word)
        return self._noun(passage, token, cue) if cue is not None else None

    def _at_verb(self, passage: Passage, sentence: "Phrase", token: "Token") -> Draft | None:
        cue = load_cues().get("announce" if makes_public(token) else token.text.lower())
        if cue is None or token.tag_ not in VERBS or self._is_quoted(passage, token):
            return None
        if is_infinitive(token) or is_consequence(token, cue):
            return None  # "wanted to warn that": nothing has been said
        if cue.frame == "carrier":
            return self._carrier(passage, sentence, token)
        return self._verb(passage, sentence, token, cue)

    def _is_quoted(self, passage: Passage, token: "Token") -> bool:
        """A cue inside a quotation is the quoted speaker's own word, of no use for the outside."""
        return self.quotes.words_at(passage.span(token).start)

    def _quoted(self, passage: Passage, token: "Token", spoken: Sequence[Beside]) -> Draft:
        """Whole quotations beside a cue: only the words beside it say who speaks."""
        cue = load_cues().get(token.text.lower())
        source = next((b.source for b in spoken if b.source is not None), None)
        span = passage.span(token) if cue is None else cue_span(passage, token)
        content = [b.quote.inner for b in spoken]
        return self._draft(passage, source, span, content, cue.kind if cue else "speech")

    def _verb(self, passage: Passage, sentence: "Phrase", token: "Token", cue: Cue) -> Draft | None:
        if _is_as_saying(token):
            return None
        counted = self._counted(passage, token, cue)
        if counted is not None:
            return counted
        subject = find_subject(token)
        if subject is not None and self._is_quoted(passage, subject):
            subject = None  # the parse took a word of the quotation for the one who speaks
        if subject is not None and subject.text.lower() in ("it", "which", "that"):
            subject = subject if _says(token, cue) or _counts(token, cue) else None
        before = sentence_before(passage, token, cue)
        if before is not None and before != self._owned:
            content = [before]
        else:
            content = self._content(passage, sentence, token, cue)
        if not content:
            return None
        source = make_source(subject) if subject is not None else None
        if source is None and not is_passive(token) and not self.quotes.touches(content):
            return None
        return self._draft(passage, source, cue_span(passage, token), content, cue.kind)

    def _counted(self, passage: Passage, token: "Token", cue: Cue) -> Draft | None:
        """As in "the 40 men that Oslo counts", "two men whose arrest the mayor made public"."""
        things, source = told_things(passage, token, cue), None
        if (whose := whose_things(passage, token, cue)) is not None:
            things, source = [whose[0]], whose[1]
        elif things and (subject := find_subject(token)) is not None:
            source = make_source(subject)
        if source is None or self._is_quoted(passage, token):
            return None
        draft = self._draft(passage, source, cue_span(passage, token), things, cue.kind)
        return replace(draft, aside=True)

    def _as_put(
        self, passage: Passage, sentence: "Phrase", token: "Token", first: "Token"
    ) -> Draft | None:
        """As in "as the mayor put it, the bridge is a bill": what stands around such a clause."""
        subject, last = find_subject(token), token.nbor(1)
        source = make_source(subject) if subject is not None else None
        if source is None or self._is_quoted(passage, token):
            return None
        around = [
            passage.cover(sentence[0], first.nbor(-1)) if first.i > sentence.start else None,
            passage.cover(last.nbor(1), sentence[-1]) if last.i + 1 < sentence.end else None,
        ]
        content = [span for span in around if span is not None]
        return self._draft(passage, source, passage.cover(token, last), content)

    def _unreached(
        self, passage: Passage, token: "Token", subject: "Token", wanted: "Token"
    ) -> Draft | None:
        """As in "the owners could not be reached for comment": a refusal, or less than one."""
        source = make_source(subject)
        if source is None or self._is_quoted(passage, token):
            return None
        cue = passage.cover(cue_first(token), wanted.head)
        return self._draft(passage, source, cue, [passage.cover(wanted.left_edge, wanted)])

    def _comparing(self, passage: Passage, sentence: "Phrase", token: "Token") -> Draft | None:
        """As in "the ministry was more cautious: 40 dead"; only of a party or an office."""
        found = comparing_counts(token)
        source = make_source(found[0]) if found is not None else None
        if found is None or source is None or self._is_quoted(passage, token):
            return None
        content = passage.cover(token.doc[found[2] + 1], sentence[-1])
        draft = self._draft(passage, source, passage.cover(found[1], token), [content])
        known = draft.speaker is not None or source.head.text.lower() in load_roles()
        return draft if known else None

    def _carrier(self, passage: Passage, sentence: "Phrase", token: "Token") -> Draft | None:
        """An outlet that quotes or cites somebody: "TASS quoted X", "TASS said, citing X"."""
        if is_passive(token):
            return self._quoted_by(passage, sentence, token)
        cited = next((c for c in token.children if c.dep_ == "dobj"), None)
        told = make_source(cited) if cited is not None else None
        return self._citing(passage, sentence, token, told)

    def _citing(
        self, passage: Passage, sentence: "Phrase", token: "Token", told: Source | None
    ) -> Draft | None:
        subject = find_subject(token) or _subject_beside(sentence, token)
        if subject is not None and subject.tag_ == "WDT":  # "the agency, which cited the mayor"
            subject = antecedent(subject)
        outlet = make_source(subject) if subject is not None else None
        if told is None or outlet is None or told.head == outlet.head:
            return None
        content = passage.cover(told.first, told.last)
        who = self._draft(passage, told, passage.span(token), ())
        draft = self._draft(passage, outlet, passage.span(token), [content])
        return replace(draft, cited=Cited(who.source or content, who.source_kind, who.speaker))

    def _quoted_by(self, passage: Passage, sentence: "Phrase", token: "Token") -> Draft | None:
        """As in "“…,” the governor was quoted by TASS as saying": he says it, TASS carries it."""
        by_dep = {c.dep_: c for c in reversed(list(token.children))}
        who = make_source(by_dep["nsubjpass"]) if "nsubjpass" in by_dep else None
        content = [q.inner for q in self._quotes_beside(passage, sentence, token, ())]
        if who is None or not content:
            return None
        agent = by_dep.get("agent")
        outlet = next((c for c in agent.children if c.dep_ == "pobj"), None) if agent else None
        carrier = make_source(outlet) if outlet is not None else None
        draft = self._draft(passage, who, cue_span(passage, token), content)
        span = passage.cover(carrier.first, carrier.last) if carrier is not None else None
        return replace(draft, carrier=span)

    def _draft(
        self,
        passage: Passage,
        source: Source | None,
        cue: Span,
        content: Iterable[Span],
        kind: AttributionKind = "speech",
    ) -> Draft:
        span = speaker = None
        of_kind: SourceKind = "none"
        holes = [cue, *self._asides(passage, cue)]
        if source is not None:
            span = trim_span(self.text, passage.cover(source.first, source.last), strip=EDGE)
            holes.append(span)
            head = passage.span(source.head)
            speaker = self.speakers.find(source, span, head)
            of_kind = source_kind(source, speaker)
        kept = tidy_content(self.text, content, holes)
        return Draft(
            kept, span, cue, None, kind, of_kind, speaker.id if speaker is not None else None
        )

    def _asides(self, passage: Passage, cue: Span) -> Iterator[Span]:
        """As "citing the ministry", "asking not to be named": who told it and how are no part."""
        at = cue.start - passage.offset
        token = passage.doc.char_span(at, at + 1, alignment_mode="expand")
        for word in token.sent if token is not None else ():
            if word.tag_ == "VBG" and word.text.lower() in CITING and passage.span(word) != cue:
                things = [c.right_edge for c in word.children if c.dep_ == "dobj"]
                yield passage.cover(word, things[0] if things else word)
            elif (
                word.tag_ == "VBG"
                and word.right_edge.i > word.i
                and is_manner(self.text, passage.span(word.nbor(1)).start)
            ):
                yield passage.cover(word, word.right_edge)

    def _content(
        self, passage: Passage, sentence: "Phrase", token: "Token", cue: Cue
    ) -> list[Span]:
        """What the cue governs, widened to the quotations it touches or stands beside."""
        wanted = find_complements(token, cue)
        if cue.frame == "counts" and not wanted:
            return []
        # What an insertion stands in goes on behind it: "it was, she said, a matter of weeks".
        around = None if is_inserted(token) or cue.frame == "figure" else token
        spans = [passage.cover(*clause_edges(t, around)) for t in wanted]
        beside = self._quotes_beside(passage, sentence, token, spans)
        spans = [self._after_colon(span, beside) for span in spans]
        if around is None and is_inserted(token):
            spans = [self._around(span, passage, token) for span in spans]
        return spans + [q.inner for q in beside]

    def _after_colon(self, span: Span, quotes: Sequence[Quote]) -> Span:
        """Words before a colon lead up to a quotation and are no part of what is said in it."""
        for quote in quotes:
            if span.start < quote.outer.start < span.end and self.text[
                span.start : quote.outer.start
            ].rstrip().endswith(":"):
                return Span(quote.outer.start, span.end)
        return span

    def _around(self, span: Span, passage: Passage, token: "Token") -> Span:
        """What a cue is inserted in: behind a colon, and up to a semicolon at the cue.

        "It was less: 40 men, he said, left" and "40 men left, he said; the rest is calm".
        """
        cue = passage.span(token)
        colon = self.text.rfind(": ", passage.span(token.sent).start, cue.start)
        end = cue.start if self.text[cue.end : cue.end + 1] == ";" else span.end
        start = colon + 2 if colon >= 0 else span.start
        return Span(start, end) if start < end else span

    def _quotes_beside(
        self, passage: Passage, sentence: "Phrase", token: "Token", spans: Sequence[Span]
    ) -> list[Quote]:
        """Quotations of a speech cue: those its clause touches, and those next to the cue."""
        near = self.quotes.over(passage.span(sentence))
        at = passage.span(token)
        touched = [q for q in near if any(overlaps(q.outer, s) for s in spans)]
        if touched or spans:
            return touched
        before = [
            q for q in near if q.outer.end <= at.start and self._is_close(q.outer.end, at.start)
        ]
        after = [
            q for q in near if q.outer.start >= at.end and self._is_close(at.end, q.outer.start)
        ]
        return before[-1:] + after[:1]

    def _is_close(self, start: int, end: int) -> bool:
        """Whether no sentence ends between two places."""
        between = self.text[start:end]
        return len(between) < 120 and not any(mark in between for mark in ".!?\n")

    def _according(self, passage: Passage, sentence: "Phrase", token: "Token") -> Draft | None:
        to = token.doc[token.i + 1]
        if to.text.lower() != _RELYING[token.text.lower()]:
            return None
        head = next((c for c in (*to.children, *token.children) if c.dep_ == "pobj"), None)
        if token.text.lower() != "according" and (head is None or not _is_told(head)):
            return None  # "going by train"
        source = make_source(head) if head is not None else None
        if source is None:
            return None
        cue = passage.cover(token, to)
        extent = passage.span(sentence)
        touched = list(self.quotes.over(extent))
        before = self.quotes.before(extent.start)
        if before is not None and before.segment == passage.n and joins(before, extent, self.text):
            touched.insert(0, before)
        source_span = passage.cover(source.first, source.last)
        if touched and self._is_mostly_quoted(extent, touched, (cue, source_span)):
            return self._draft(passage, source, cue, [q.inner for q in touched])
        return self._draft(passage, source, cue, [_said_with(passage, sentence, token)])

    def _is_mostly_quoted(
        self, extent: Span, quotes: Sequence[Quote], aside: Sequence[Span]
    ) -> bool:
        """Whether little is left of a sentence beside its quotations, cue and source.

        "“It will come,” according to X" passes on a quotation; "it was “a gift” to all, according
        to X" a sentence with quoted words in it.
        """
        holes = [q.outer for q in quotes] + list(aside)
        left = sum(c.isalnum() for p in subtract_spans(extent, holes) for c in self.text[slice(*p)])
        quoted = sum(c.isalnum() for q in quotes for c in self.text[slice(*q.inner)])
        return left * _REST <= quoted

    def _hearsay(self, passage: Passage, sentence: "Phrase", token: "Token") -> Draft | None:
        """Hearsay adverbs name nobody; their content is the clause they stand in."""
        head = token.head
        first, last = (
            clause_edges(head, None) if head.tag_ in VERBS else (sentence[0], sentence[-1])
        )
        return self._draft(passage, None, passage.span(token), [passage.cover(first, last)])

    def _noun(self, passage: Passage, token: "Token", cue: Cue) -> Draft | None:
        """As in "the ministry's announcement that the port had closed"."""
        clause = next((c for c in token.children if _is_that_clause(c)), None)
        if clause is None or self._is_quoted(passage, token):
            return None
        owner = find_owner(token)
        source = make_source(owner) if owner is not None else None
        content = [passage.cover(*clause_edges(clause, None))]
        return self._draft(passage, source, passage.span(token), content, cue.kind)

    def _unnamed_count(self, passage: Passage, token: "Token") -> Draft | None:
        """As in "an estimated 600 soldiers": somebody counted, and the text does not say who."""
        noun = token.head
        if token.i + 1 > noun.i or not any(c.dep_ == "nummod" for c in noun.children):
            return None
        content = passage.cover(token.nbor(1), noun.right_edge)
        return self._draft(passage, None, passage.span(token), [content])


def _is_told(head: "Token") -> bool:
    """Whether a noun is something told: an estimate, an account, figures."""
    word = head.text.lower()
    return word in load_noun_cues() or word.removesuffix("s") in _TOLD


def _is_reference(token: "Token") -> bool:
    """Whether "reference" stands in "with reference to", which cites somebody."""
    before = [t.text.lower() for t in token.doc[max(0, token.i - 2) : token.i]]
    to = token.i + 1 < len(token.doc) and token.nbor(1).text.lower() == "to"
    return to and "with" in before


def _said_with(passage: Passage, sentence: "Phrase", according: "Token") -> Span:
    """What "according to" covers: its clause where others are joined to it by "but", or all."""
    head = according.head
    if head.tag_ in VERBS and head.dep_ in ("conj", "relcl") and not _ends_both(according):
        return passage.cover(*clause_edges(head, None))
    later = [c for c in head.children if c.dep_ == "conj" and c.i > according.i]
    if head.tag_ in VERBS and later:
        last = later[0].left_edge.nbor(-1)
        while last.dep_ in ("cc", "punct") and last.i > sentence.start:
            last = last.nbor(-1)
        return passage.cover(sentence[0], last)
    return passage.span(sentence)


def _ends_both(according: "Token") -> bool:
    """Whether two clauses joined by "and" alone stand before a comma: "A left and B stayed, …"."""
    verb, first = according.head, according.nbor(-1)
    if verb.dep_ != "conj" or first.text != "," or verb.head.i > verb.i:
        return False
    joints = [t for t in according.doc[verb.head.i : verb.i] if t.dep_ == "cc" or t.text in ",;"]
    return [t.text.lower() for t in joints] == ["and"]


def _subject_beside(sentence: "Phrase", token: "Token") -> "Token | None":
    """Who reports in the sentence in which somebody is cited: the subject of the nearest cue."""
    cues = [t for t in sentence if t != token and t.text.lower() in load_cues() and t.tag_ in VERBS]
    nearest = sorted(cues, key=lambda t: (abs(t.i - token.i), t.i))
    return next((s for t in nearest if (s := find_subject(t)) is not None), None)


def _is_as_saying(token: "Token") -> bool:
    """Whether the cue only repeats another: "was quoted by TASS as saying"."""
    above = token.head.head
    cue = load_cues().get(above.text.lower())
    carried = cue is not None and cue.frame == "carrier" and is_passive(above)
    return token.dep_ == "pcomp" and carried


def _is_that_clause(token: "Token") -> bool:
    """Whether a clause says what a noun is about: "the claim that it rained"."""
    return token.dep_ in ("acl", "ccomp") and any(
        c.dep_ == "mark" and c.text.lower() == "that" for c in token.children
    )


def _counts(token: "Token", cue: Cue) -> bool:
    """Whether "it" counts or expects: "it has counted 220 guns"."""
    if cue.frame != "to":
        return bool(counted_objects(token, cue))
    return bool(find_complements(token, cue))


def _says(token: "Token", cue: Cue) -> bool:
    """Whether "it" can be somebody: "it said that", not "it is known that" or "it shows"."""
    if cue.kind != "speech" or is_passive(token):
        return False
    return cue.frame == "clause" or is_inserted(token)
