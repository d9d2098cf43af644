"""Attributions by rules over syntax and quotation marks: source, cue and content.

Order of work: each cue verb of a sentence with its subject and what it governs; "according to" and
"reportedly"; quotations that no cue reached; posts as carriers; then the author's own voice for
all words that are left.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from reportedly.extract.beside import Beside, find_beside
from reportedly.extract.chains import link_chains
from reportedly.extract.cues import (
    HEARSAY,
    UNNAMED,
    VERBS,
    clause_edges,
    cue_span,
    find_complements,
    find_subject,
    is_consequence,
    is_infinitive,
    is_inserted,
    is_passive,
    joins,
    may_attribute,
)
from reportedly.extract.drafts import Cited, Draft, make_attributions
from reportedly.extract.quotes import Quote, QuoteIndex, find_quotes
from reportedly.extract.sources import (
    Source,
    make_source,
    source_kind,
)
from reportedly.extract.speakers import Speakers
from reportedly.extract.syntax import Passage
from reportedly.knowledge import Cue, load_cues
from reportedly.model import (
    Attribution,
    AttributionKind,
    Document,
    Maker,
    Mention,
    SourceKind,
    Span,
    merge_spans,
    overlaps,
    subtract_spans,
    touching,
    trim_span,
)

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

MAKER: Final = Maker("attributions", 1)

_LINKS = re.compile(r"(?:\s+(?:https?://\S+|pic\.twitter\.com/\S+))+\s*\Z")
_EDGE = ' \t\r\n,;:.–—-"“”„«»'
_NO_CLAIMS = frozenset({"byline", "dateline"})  # they say who writes where, and claim nothing
_FEWEST_WORDS = 4  # that are left of an attributed sentence: "on Tuesday" is no claim
_NEAR = 20  # letters between a source and its cue that still belong together ("has repeatedly")
_SMALLEST = 4  # letters that a rest of a sentence must have to be a claim of its own
_MOST = 40  # attributions in one sentence; more is noise, and each would hold the rest of it
_GAP = 3  # characters: a space, a mark, a space
_WHOLE_QUOTE = 5  # words; fewer between quotation marks are a term and no utterance
_REST = 2  # a sentence is mostly quoted when its quotations are twice as long as the rest
_NOBODY = -1  # holds a quotation that has no speaker
_ENDS_SENTENCE = (".", "!", "?", ":", "")


def find_attributions(
    document: Document,
    document_id: str,
    passages: Sequence[Passage],
    mentions: Sequence[Mention],
) -> tuple[tuple[Attribution, ...], Counter[str]]:
    """All attributions, narrative included, in order; and counts of what was refused."""
    quotes, unpaired = find_quotes(document.text, document.segments)
    work = _Finder(document, passages, mentions, QuoteIndex(quotes))
    work.refused.update({"unpaired_quotation_mark": unpaired} if unpaired else {})
    drafts = work.run()
    return make_attributions(document_id, document.text, drafts, work.quotes), work.refused


class _Finder:
    """Collects drafts over one document."""

    def __init__(
        self,
        document: Document,
        passages: Sequence[Passage],
        mentions: Sequence[Mention],
        quotes: QuoteIndex,
    ) -> None:
        self.document = document
        self.text = document.text
        self.passages = passages
        self.quotes = quotes
        self.drafts: list[Draft] = []
        self.refused: Counter[str] = Counter()
        self.speakers = Speakers(document.text, mentions)
        self.beside: dict[Span, list[Beside]] = {}

    def run(self) -> list[Draft]:
        for beside in find_beside(self.passages, self.quotes):
            at = beside.passage.span(beside.cue)
            self.beside.setdefault(at, []).append(beside)
        for passage in self.passages:
            for sentence in passage.sentences:
                self.drafts += [d for d in self._in_sentence(passage, sentence) if d.content]
        self.drafts = _without_echoes(self.drafts)
        self._unclaimed_quotes()
        self.drafts = link_chains(self.drafts)
        self._posts()
        self._narrative()
        return self.drafts

    # -------------------------------------------------------------- cues in a sentence

    def _in_sentence(self, passage: Passage, sentence: "Phrase") -> Iterator[Draft]:
        made = 0
        for token in sentence:
            if made >= _MOST:
                self.refused["too_many_in_sentence"] += may_attribute(token)
                continue
            draft = self._at(passage, sentence, token)
            if draft is not None:
                made += 1
                yield draft

    def _at(self, passage: Passage, sentence: "Phrase", token: "Token") -> Draft | None:
        word = token.text.lower()
        spoken = self.beside.get(passage.span(token))
        if spoken:
            return self._quoted(passage, token, spoken)
        if word == "according" and token.i + 1 < len(token.doc):
            return self._according(passage, sentence, token)
        if word in HEARSAY:
            return self._hearsay(passage, sentence, token)
        if word in UNNAMED and token.dep_ == "amod":
            return self._unnamed_count(passage, token)
        cue = load_cues().get(word)
        if cue is None or token.tag_ not in VERBS or self._is_quoted(passage, token):
            return None
        if is_infinitive(token) or is_consequence(token, cue):
            return None  # "wanted to warn that": nothing has been said
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
        subject = find_subject(token)
        if subject is not None and self._is_quoted(passage, subject):
            subject = None  # the parse took a word of the quotation for the one who speaks
        if subject is not None and subject.text.lower() in ("it", "which", "that"):
            subject = subject if _says(token, cue) else None
        content = self._content(passage, sentence, token, cue)
        if not content:
            return None
        source = make_source(subject) if subject is not None else None
        if source is None and not is_passive(token) and not self.quotes.touches(content):
            return None
        draft = self._draft(passage, source, cue_span(passage, token), content, cue.kind)
        return self._citing(passage, token, draft) if cue.frame == "carrier" else draft

    def _citing(self, passage: Passage, token: "Token", draft: Draft) -> Draft:
        """An outlet that quotes or cites somebody: whom."""
        cited = next((c for c in token.children if c.dep_ == "dobj"), None)
        source = make_source(cited) if cited is not None else None
        if source is None:
            return draft
        who = self._draft(passage, source, passage.span(token), ())
        return replace(
            draft, cited=Cited(who.source or draft.content[0], who.source_kind, who.speaker)
        )

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
        holes = [cue]
        if source is not None:
            span = trim_span(self.text, passage.cover(source.first, source.last), strip=_EDGE)
            holes.append(span)
            head = passage.span(source.head)
            speaker = self.speakers.find(source, span, head)
            of_kind = source_kind(source, speaker)
        pieces = [
            trim_span(self.text, piece, strip=_EDGE)
            for whole in merge_spans(content)
            for piece in subtract_spans(whole, holes)
        ]
        pieces = [p for p in pieces if sum(c.isalnum() for c in self.text[slice(*p)]) > 1]
        pieces = [p for p in map(self._without_links, pieces) if p.end > p.start]
        kept = tuple(self._with_marks(p) for p in self._joined(pieces))
        return Draft(
            kept, span, cue, None, kind, of_kind, speaker.id if speaker is not None else None
        )

    def _without_links(self, piece: Span) -> Span:
        """Without addresses at the end, which posts append to what they say."""
        links = _LINKS.search(self.text, piece.start, piece.end)
        return Span(piece.start, links.start()) if links else piece

    def _joined(self, pieces: Sequence[Span]) -> list[Span]:
        """Pieces with nothing but a quotation mark between them as one: the plan “a gift”."""
        joined: list[Span] = []
        for piece in pieces:
            between = self.text[joined[-1].end : piece.start] if joined else "\n"
            if len(between) <= _GAP and not any(c.isalnum() or c == "\n" for c in between):
                joined[-1] = Span(joined[-1].start, piece.end)
            else:
                joined.append(piece)
        return joined

    def _with_marks(self, piece: Span) -> Span:
        """Words that are quoted in part keep both quotation marks; a whole quotation has none."""
        start, end = piece
        for quote in self.quotes.over(piece):
            if start < quote.outer.start and end == quote.inner.end:
                end = quote.outer.end
            elif quote.outer.end < end and start == quote.inner.start:
                start = quote.outer.start
        return Span(start, end)

    def _content(
        self, passage: Passage, sentence: "Phrase", token: "Token", cue: Cue
    ) -> list[Span]:
        """What the cue governs, widened to the quotations it touches or stands beside."""
        wanted = find_complements(token, cue)
        # What an insertion stands in goes on behind it: "it was, she said, a matter of weeks".
        around = None if is_inserted(token) else token
        spans = [passage.cover(*clause_edges(t, around)) for t in wanted]
        beside = self._quotes_beside(passage, sentence, token, spans)
        spans = [self._after_colon(span, beside) for span in spans]
        return spans + [q.inner for q in beside]

    def _after_colon(self, span: Span, quotes: Sequence[Quote]) -> Span:
        """Words before a colon lead up to a quotation and are no part of what is said in it."""
        for quote in quotes:
            if span.start < quote.outer.start < span.end and self.text[
                span.start : quote.outer.start
            ].rstrip().endswith(":"):
                return Span(quote.outer.start, span.end)
        return span

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
        if to.text.lower() != "to":
            return None
        head = next((c for c in (*to.children, *token.children) if c.dep_ == "pobj"), None)
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

    def _unnamed_count(self, passage: Passage, token: "Token") -> Draft | None:
        """As in "an estimated 600 soldiers": somebody counted, and the text does not say who."""
        noun = token.head
        if token.i + 1 > noun.i or not any(c.dep_ == "nummod" for c in noun.children):
            return None
        content = passage.cover(token.nbor(1), noun.right_edge)
        return self._draft(passage, None, passage.span(token), [content])

    # -------------------------------------------------------------- quotations, posts, the rest

    def _unclaimed_quotes(self) -> None:
        """Long quotations that no cue reached: the neighbouring sentence's speaker, else nobody."""
        owners = self._owners()
        grown: dict[int, list[Span]] = {}
        previous: Quote | None = None
        for quote in self.quotes.quotes:
            owner = owners.get(quote)
            if owner is None:
                owner = owners.get(previous) if self._goes_on(previous, quote) else None
                if owner is not None and owner >= 0:
                    owners[quote] = owner
                    grown.setdefault(owner, []).append(quote.inner)
                elif len(self._words(quote)) >= _WHOLE_QUOTE:
                    self.drafts.append(Draft((quote.inner,), mode="direct"))
                    owners[quote] = _NOBODY
            previous = quote
        for n, more in grown.items():
            content = merge_spans([*self.drafts[n].content, *more])
            self.drafts[n] = replace(self.drafts[n], content=content)

    def _owners(self) -> dict[Quote | None, int]:
        """The draft that holds each quotation that a cue reached."""
        return {
            quote: n
            for n, draft in enumerate(self.drafts)
            for span in draft.content
            for quote in self.quotes.over(span)
            if overlaps(quote.inner, span)
        }

    def _goes_on(self, previous: Quote | None, quote: Quote) -> bool:
        """Whether a quotation continues the one before it.

        Either that one was left open at the end of its paragraph and this one begins the next, or
        this one is a sentence of its own in the same paragraph.
        """
        if previous is None:
            return False
        segment = self.document.segments[quote.segment].span
        if quote.segment != previous.segment:
            if quote.outer.start != segment.start or quote.segment - previous.segment > 1:
                return False
            return not previous.closed or self._fills(quote)
        before = self.text[previous.outer.end : quote.outer.start].rstrip()
        return before[-1:] in _ENDS_SENTENCE or len(self._words(quote)) >= _WHOLE_QUOTE

    def _fills(self, quote: Quote) -> bool:
        """Whether a quotation is all there is in its paragraph: the speaker before it goes on."""
        segment = self.document.segments[quote.segment].span
        return not self.text[quote.outer.end : segment.end].strip(_EDGE)

    def _words(self, quote: Quote) -> list[str]:
        return self.text[slice(*quote.inner)].split()

    def _posts(self) -> None:
        """A post says what stands in it: it carries the attributions inside it."""
        groups: dict[int, list[int]] = {}
        for n, segment in enumerate(self.document.segments):
            if segment.kind in ("post", "signature"):
                groups.setdefault(segment.group, []).append(n)
        inside = sorted((s, n) for n, d in enumerate(self.drafts) for s in d.content)
        for members in groups.values():
            segments = [self.document.segments[n] for n in members]
            body = tuple(s.span for s in segments if s.kind == "post")
            names = [
                m.span for s in segments if s.kind == "signature" for m in s.marks
                if m.kind in ("name", "handle")
            ]  # fmt: skip
            if body and names:
                first = bisect_left(inside, body[0].start, key=lambda item: item[0].start)
                last = bisect_left(inside, body[-1].end, key=lambda item: item[0].start)
                self._carry(body, names[0], {n for _, n in inside[first:last]})

    def _carry(self, body: tuple[Span, ...], name: Span, inside: Iterable[int]) -> None:
        speaker = self.speakers.named(name)
        parent = len(self.drafts)
        for n in sorted(inside):
            if self.drafts[n].parent is None:
                self.drafts[n] = replace(self.drafts[n], carrier=name, parent=parent)
        self.drafts.append(
            Draft(
                content=body,
                source=name,
                source_kind="social",
                speaker=speaker.id if speaker else None,
                mode="direct",
            )
        )

    def _narrative(self) -> None:
        """The author's own voice: what no attribution covers, sentence by sentence."""
        covered = merge_spans(s for d in self.drafts for s in self._words_of(d))
        rest: list[Draft] = []
        for extent in self._sentences():
            taken = touching(covered, extent)
            least = _FEWEST_WORDS if taken else 1
            pieces = tuple(
                p
                for piece in subtract_spans(extent, taken)
                if self._says_something(p := trim_span(self.text, piece, strip=_EDGE), least)
            )
            if pieces:
                rest.append(Draft(pieces))
        self.drafts += rest

    def _words_of(self, draft: Draft) -> Iterator[Span]:
        """What an attribution takes from the author's voice.

        A source that stands apart from its cue is the subject of the author's own sentence too:
        "North Korea is sending troops, confirming an alliance".
        """
        yield from draft.content
        if draft.cue is not None:
            yield draft.cue
        if draft.source is not None and self._stands_by(draft.source, draft):
            yield draft.source

    def _stands_by(self, source: Span, draft: Draft) -> bool:
        if draft.cue is None:
            return True
        first, last = sorted((source, draft.cue))
        between = self.text[first.end : last.start]
        return sum(c.isalpha() for c in between) <= _NEAR or first.end >= last.start

    def _sentences(self) -> Iterator[Span]:
        for passage in self.passages:
            if passage.segment.kind not in _NO_CLAIMS:
                yield from (passage.span(sentence) for sentence in passage.sentences)
        for segment in self.document.segments:
            if segment.kind == "signature":
                yield segment.span

    def _says_something(self, span: Span, least: int) -> bool:
        words = self.text[slice(*span)]
        return sum(c.isalpha() for c in words) >= _SMALLEST and len(words.split()) >= least


def _said_with(passage: Passage, sentence: "Phrase", according: "Token") -> Span:
    """What "according to" covers: its clause where others are joined to it by "but", or all."""
    head = according.head
    if head.tag_ in VERBS and head.dep_ in ("conj", "relcl"):
        return passage.cover(*clause_edges(head, None))
    later = [c for c in head.children if c.dep_ == "conj" and c.i > according.i]
    if head.tag_ in VERBS and later:
        return passage.cover(sentence[0], later[0].left_edge.nbor(-1))
    return passage.span(sentence)


def _says(token: "Token", cue: Cue) -> bool:
    """Whether "it" can be somebody: "it said that", not "it is known that" or "it shows"."""
    return cue.kind == "speech" and cue.frame == "clause" and not is_passive(token)


def _without_echoes(drafts: Sequence[Draft]) -> list[Draft]:
    """Without source-less drafts whose content another draft gives to somebody."""
    owned = {d.content for d in drafts if d.source is not None}
    return [d for d in drafts if d.source is not None or d.content not in owned]
