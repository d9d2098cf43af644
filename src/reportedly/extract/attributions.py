"""Attributions by rules over syntax and quotation marks: source, cue and content.

Order of work: each cue verb of a sentence with its subject and what it governs; "according to" and
"reportedly"; quotations that no cue reached; posts as carriers; then the author's own voice for
all words that are left.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from reportedly.extract.cues import (
    HEARSAY,
    VERBS,
    clause_edges,
    cue_span,
    find_complements,
    find_subject,
    is_passive,
    joins,
    may_attribute,
)
from reportedly.extract.drafts import Draft, make_attributions
from reportedly.extract.quotes import Quote, QuoteIndex, find_quotes
from reportedly.extract.sources import (
    Source,
    find_speaker,
    make_source,
    resolve_pronoun,
    source_kind,
)
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

_EDGE = ' \t\r\n,;:.–—-"“”„«»'
_NO_CLAIMS = frozenset({"byline", "dateline"})  # they say who writes where, and claim nothing
_FEWEST_WORDS = 4  # that are left of an attributed sentence: "on Tuesday" is no claim
_NEAR = 20  # letters between a source and its cue that still belong together ("has repeatedly")
_SMALLEST = 4  # letters that a rest of a sentence must have to be a claim of its own
_MOST = 40  # attributions in one sentence; more is noise, and each would hold the rest of it
_GAP = 3  # characters: a space, a mark, a space
_WHOLE_QUOTE = 5  # words; fewer between quotation marks are a term and no utterance
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
        self.mentions = mentions
        self.quotes = quotes
        self.drafts: list[Draft] = []
        self.refused: Counter[str] = Counter()
        self.persons = [m for m in mentions if m.type == "person"]
        self.spoken: list[Mention] = []

    def run(self) -> list[Draft]:
        for passage in self.passages:
            for sentence in passage.sentences:
                self.drafts += [d for d in self._in_sentence(passage, sentence) if d.content]
        self.drafts = _without_echoes(self.drafts)
        self._unclaimed_quotes()
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
        if word == "according" and token.i + 1 < len(token.doc):
            return self._according(passage, sentence, token)
        if word in HEARSAY:
            return self._hearsay(passage, sentence, token)
        cue = load_cues().get(word)
        if cue is None or token.tag_ not in VERBS or self._is_quoted(passage, token):
            return None
        return self._verb(passage, sentence, token, cue)

    def _is_quoted(self, passage: Passage, token: "Token") -> bool:
        """A cue inside a quotation is the quoted speaker's own word, of no use for the outside."""
        return self.quotes.words_at(passage.span(token).start)

    def _verb(self, passage: Passage, sentence: "Phrase", token: "Token", cue: Cue) -> Draft | None:
        subject = find_subject(token)
        content = self._content(passage, sentence, token, cue)
        if not content:
            return None
        source = make_source(subject) if subject is not None else None
        if source is None and not is_passive(token) and not self.quotes.touches(content):
            return None
        return self._draft(passage, source, cue_span(passage, token), content, cue.kind)

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
            speaker = find_speaker(span, head, self.mentions) or resolve_pronoun(
                source.head, span.start, self.persons, self.spoken
            )
            of_kind = source_kind(source, speaker)
            if speaker is not None:
                self.spoken.append(speaker)
        pieces = [
            trim_span(self.text, piece, strip=_EDGE)
            for whole in merge_spans(content)
            for piece in subtract_spans(whole, holes)
        ]
        pieces = [p for p in pieces if sum(c.isalnum() for c in self.text[slice(*p)]) > 1]
        kept = tuple(self._with_marks(p) for p in self._joined(pieces))
        return Draft(
            kept, span, cue, None, kind, of_kind, speaker.id if speaker is not None else None
        )

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
        spans = [passage.cover(*clause_edges(t, token)) for t in wanted]
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
        content = [q.inner for q in touched] if touched else [extent]
        return self._draft(passage, source, cue, content)

    def _hearsay(self, passage: Passage, sentence: "Phrase", token: "Token") -> Draft | None:
        """Hearsay adverbs name nobody; their content is the clause they stand in."""
        head = token.head
        first, last = (
            clause_edges(head, None) if head.tag_ in VERBS else (sentence[0], sentence[-1])
        )
        return self._draft(passage, None, passage.span(token), [passage.cover(first, last)])

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
            return not previous.closed and quote.outer.start == segment.start
        before = self.text[previous.outer.end : quote.outer.start].rstrip()
        return before[-1:] in _ENDS_SENTENCE or len(self._words(quote)) >= _WHOLE_QUOTE

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
        speaker = find_speaker(name, name, self.mentions)
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


def _without_echoes(drafts: Sequence[Draft]) -> list[Draft]:
    """Without source-less drafts whose content another draft gives to somebody."""
    owned = {d.content for d in drafts if d.source is not None}
    return [d for d in drafts if d.source is not None or d.content not in owned]
