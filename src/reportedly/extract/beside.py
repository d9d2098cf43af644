"""Quotations and the words beside them that name their speaker.

English print puts "NAME said", "said NAME", "NAME added:" or "NAME:" directly before or after a
quotation. The parse is least sure there, since a quotation may hold several sentences; the order
of words is sure. Only words outside quotation marks are read.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reportedly.extract.quotes import Quote, QuoteIndex
from reportedly.extract.sources import Source
from reportedly.extract.syntax import Passage
from reportedly.knowledge import load_cues

if TYPE_CHECKING:
    from spacy.tokens import Token

FINITE: Final = ("VBD", "VBZ", "VBP")
_NOMINAL = ("NN", "NNS", "NNP", "NNPS", "PRP", "CD", "WP")
_STARTS = (*_NOMINAL, "DT", "PRP$", "JJ", "JJS", "VBN", "WDT")
_LONGEST_SOURCE = 30  # tokens between a quotation and its cue
_LONGEST_GAP = 8  # tokens between a cue and the quotation it leads up to
_LONGEST_NAME = 6  # tokens of a name before a colon
_SENTENCE_ENDS = (".", "!", "?", ";")
_QUOTING = ("clause", "both", "quote")  # frames of cues that lead to a whole utterance
_ENDS_NOUN = frozenset({"of", "in", "at", "from", "for", "on", "with", "to", "who", "which", "as"})


@dataclass(frozen=True, slots=True)
class Beside:
    """A quotation with the cue and the source that stand beside it; a colon may be the cue."""

    quote: Quote
    passage: Passage
    cue: "Token"
    source: Source | None


def find_beside(passages: Sequence[Passage], quotes: QuoteIndex) -> tuple[Beside, ...]:
    """Quotations whose speaker is named directly after or before them, in order."""
    by_segment: dict[int, list[Passage]] = {}
    for passage in passages:
        by_segment.setdefault(passage.n, []).append(passage)
    found = []
    for quote in quotes.quotes:
        # Words are looked at up to the next quotation: what stands in one names nobody.
        for passage in by_segment.get(quote.segment, ()):
            beside = _after(passage, quote, quotes) or _before(passage, quote, quotes)
            if beside is not None:
                found.append(beside)
                break
        else:
            earlier = _leading(by_segment, quote, quotes)
            if earlier is not None:
                found.append(earlier)
    return tuple(found)


def _index(passage: Passage, at: int) -> int:
    """Position of the first token that begins at or behind a place of the document."""
    return bisect_left(passage.doc, at - passage.offset, key=lambda t: t.idx)


def _outside(passage: Passage, quotes: QuoteIndex, tokens: Iterable["Token"]) -> Iterator["Token"]:
    """Tokens up to the first that stands in a quotation."""
    for token in tokens:
        if quotes.words_at(token.idx + passage.offset):
            return
        yield token


# ------------------------------------------------------------------ after the quotation


def _after(passage: Passage, quote: Quote, quotes: QuoteIndex) -> Beside | None:
    if not quote.closed or not _is_utterance(passage, quote) or not _begins(passage, quote):
        return None
    first = _index(passage, quote.outer.end)
    rest = passage.doc[first : first + _LONGEST_SOURCE]
    tokens = list(_outside(passage, quotes, rest))
    if tokens and tokens[0].text == ",":
        tokens = tokens[1:]
    if not tokens or tokens[0].idx + passage.offset > quote.outer.end + 3:
        return None
    if tokens[0].is_sent_start and passage.doc[first - 1].text in _SENTENCE_ENDS:
        return None
    if _is_cue(tokens[0]):
        return Beside(quote, passage, tokens[0], _source_after(tokens[1:]))
    cue = _cue_after_source(tokens)
    return Beside(quote, passage, cue[0], cue[1]) if cue else None


def _is_utterance(passage: Passage, quote: Quote) -> bool:
    """Whether a quotation ends as an utterance does: with a comma or a closing mark of a sentence.

    "The plan, a “gift”, said …" is no such place; "“We left,” said …" is.
    """
    text = passage.text
    start, end = quote.inner.start - passage.offset, quote.inner.end - passage.offset
    if end > len(text) or start < 0:
        return False
    inner = text[start:end].rstrip()
    after = text[quote.outer.end - passage.offset :][:1]
    return inner[-1:] in (",", ".", "!", "?", "…", "-", "–", "—", "’", "'") or (
        after == "," and (inner[:1].isupper() or len(inner.split()) > 4)
    )


def _begins(passage: Passage, quote: Quote) -> bool:
    """Whether no words of the same sentence lead up to a quotation; another quotation may.

    "They will mend “what was destroyed”, he said" is a sentence with quoted words in it.
    """
    before = passage.text[: quote.outer.start - passage.offset].rstrip()
    return not before or before[-1] in ".!?:;,”“\"»'…)"


def _is_cue(token: "Token") -> bool:
    cue = load_cues().get(token.text.lower())
    return cue is not None and token.tag_ in FINITE and cue.frame in _QUOTING


def _cue_after_source(tokens: Sequence["Token"]) -> tuple["Token", Source] | None:
    """As in "NAME, the mayor, said": the first verb after a noun phrase, if it is a cue."""
    if tokens[0].tag_ not in _STARTS or tokens[0].text.lower() in ("it", "that", "this", "which"):
        return None
    depth = False  # inside a clause between commas that begins with "who" or "which"
    for n, token in enumerate(tokens):
        if n and token.tag_ in ("WP", "WDT"):
            depth = True
        if token.text in _SENTENCE_ENDS or token.is_space:
            return None
        if _is_cue(token) and n:
            if depth and tokens[n - 1].text != ",":
                continue
            head = _head(tokens[:n])
            last = n - 1 if tokens[n - 1].text != "," else n - 2
            while last > 0 and tokens[last].tag_ in ("RB", "MD", ","):
                last -= 1
            return (token, Source(tokens[0], tokens[last], head)) if head and last >= 0 else None
        if token.tag_ in (*FINITE, "MD") and not depth:
            return None
    return None


def _source_after(tokens: Sequence["Token"]) -> Source | None:
    """As in "said NAME, mayor": the noun phrase up to a stop, a verb or a clause."""
    if not tokens or tokens[0].tag_ not in _STARTS:
        return None
    kept: list[Token] = []
    for token in tokens:
        if token.text in (*_SENTENCE_ENDS, ":", ",", "-", "–", "—", "(") or token.is_space:
            break
        if token.tag_ in (*FINITE, "MD", "VBG", "WP", "WDT", "WRB", "TO"):
            break
        if token.tag_ == "IN" and token.text.lower() not in ("of", "for", "from", "at"):
            break
        kept.append(token)
    while kept and kept[-1].tag_ in ("IN", "CC", "RB", "DT"):
        kept.pop()
    head = _head(kept)
    return Source(kept[0], kept[-1], head) if head else None


def _head(tokens: Sequence["Token"]) -> "Token | None":
    """The last noun of the first noun phrase: "Anna Bell" of "Anna Bell, mayor of the town"."""
    head = None
    for token in tokens:
        if head is not None and (token.text == "," or token.text.lower() in _ENDS_NOUN):
            break
        if token.tag_ in _NOMINAL:
            head = token
    return head


# ------------------------------------------------------------------ before the quotation


def _before(passage: Passage, quote: Quote, quotes: QuoteIndex) -> Beside | None:
    last = _index(passage, quote.outer.start)
    if last > len(passage.doc) or not _opens_here(passage, quote):
        return None
    back = list(_back(passage, quotes, last))
    return _read_before(passage, quote, back, leading=False) if back else None


def _opens_here(passage: Passage, quote: Quote) -> bool:
    start, end = quote.outer.start - passage.offset, quote.outer.end - passage.offset
    return start > 0 and end <= len(passage.text)


def _back(passage: Passage, quotes: QuoteIndex, last: int) -> Iterator["Token"]:
    """Tokens before a place, nearest first, up to the end of a sentence or another quotation."""
    for i in range(last - 1, max(-1, last - 1 - _LONGEST_SOURCE), -1):
        token = passage.doc[i]
        if quotes.words_at(token.idx + passage.offset) or token.text in _SENTENCE_ENDS:
            return
        yield token


def _read_before(
    passage: Passage, quote: Quote, back: Sequence["Token"], leading: bool
) -> Beside | None:
    """Words that lead up to a quotation; ``back`` has the nearest token first.

    Such as "NAME said, …", "NAME told the court: …", "NAME: …".
    """
    mark = back[0].text
    if mark == ":" and (beside := _speaker_and_colon(passage, quote, back)):
        return beside
    starts = passage.text[quote.inner.start - passage.offset :][:1] if not leading else "A"
    if mark not in (":", ",") and not starts.isupper():
        return None
    reach = _LONGEST_SOURCE if mark == ":" else _LONGEST_GAP
    for token in back[:reach]:
        if _is_cue(token) and (mark in (":", ",") or token == back[0]):
            subject = _subject_before(token)
            return Beside(quote, passage, token, subject) if subject else None
        if mark != ":" and token.tag_ in (*FINITE, "VBG", "TO"):
            return None
    return None


def _speaker_and_colon(passage: Passage, quote: Quote, back: Sequence["Token"]) -> Beside | None:
    """A name alone before a colon, as in a transcript."""
    name = list(reversed(back[1:]))
    if not 0 < len(name) <= _LONGEST_NAME or not (name[0].i == 0 or name[0].is_sent_start):
        return None
    if any(t.tag_ not in ("NNP", "NNPS", "NN", "DT") for t in name) or name[-1].tag_ == "DT":
        return None
    if not any(t.tag_ in ("NNP", "NNPS") for t in name):
        return None
    return Beside(quote, passage, back[0], Source(name[0], name[-1], name[-1]))


def _subject_before(cue: "Token") -> Source | None:
    """The noun phrase that ends at the cue, adverbs and auxiliaries left out."""
    from reportedly.extract.cues import find_subject
    from reportedly.extract.sources import make_source

    subject = find_subject(cue)
    return make_source(subject) if subject is not None else None


def _leading(
    by_segment: dict[int, list[Passage]], quote: Quote, quotes: QuoteIndex
) -> Beside | None:
    """A paragraph that ends with "… said:" speaks in the quotation that begins the next one."""
    here = by_segment.get(quote.segment)
    earlier = by_segment.get(quote.segment - 1)
    if not here or not earlier or here[0].text[: quote.outer.start - here[0].offset].strip():
        return None
    passage = earlier[-1]
    tokens = [t for t in _back(passage, quotes, len(passage.doc)) if not t.is_space]
    if not tokens or tokens[0].text != ":":
        return None
    return _read_before(passage, quote, tokens, leading=True)
