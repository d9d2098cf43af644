"""What was counted before a number that points back: earlier figures, and nouns that are counted.

Two answers that are equally good give none.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from reportedly.extract.counts import Count
from reportedly.extract.figure_measures import PEOPLE, VICTIMS, Where, measure_words
from reportedly.extract.figure_pointers import Pointer, find_counted_noun, find_pointers
from reportedly.extract.syntax import Passage
from reportedly.knowledge import load_measures
from reportedly.model import Figure, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

_BACK: Final = 2  # sentences looked at before the one with the number
_FAR: Final = 60  # tokens of a sentence, and figures of a text, that are looked at
_FEW: Final = 3  # "the two" are mostly persons just named, and no count given before
_FEWEST: Final = 4  # tokens of a sentence; less is a label
_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_JOINED: Final = frozenset({"and", ", and", "as well as", "plus"})
_HEADS = frozenset({"headline", "heading"})
_BY_KIND: Final[frozenset[Pointer]] = frozenset({"who", "theirs", "more"})
_ALSO_NOUNS: Final[frozenset[Pointer]] = frozenset({"them", "number"})


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted: its measure, the measure its noun alone names, and its words.

    ``noun`` holds the words of the noun without what tells these from others ("more soldiers").
    """

    measure: str | None
    kind: str | None
    words: tuple[Span, ...]
    noun: tuple[Span, ...]
    name: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A text up to a number: its passages, the one with the number (``n``), and the figures."""

    text: str
    passages: Sequence[Passage]
    n: int
    figures: Sequence[Figure]


def find_counted(earlier: Earlier, where: Where, count: Count) -> Counted | None:
    """What a bare number counts by the words that point back, or to a noun before it."""
    noun = find_counted_noun(where)
    if noun is not None:
        return _of_noun(earlier.passages[earlier.n], noun)
    size = count.low if count.low is not None else count.high
    at = where.tokens[where.start]
    found = (_antecedent(earlier, at, p, count) for p in find_pointers(where, size or 0))
    return next((c for c in found if c is not None), None)


def _antecedent(earlier: Earlier, at: "Token", pointer: Pointer, count: Count) -> Counted | None:
    if pointer == "same":
        told = count.low is not None and count.low > _FEW
        return (_same(earlier, count) or _sum(earlier, count)) if told else None
    for n, (passage, sentence) in enumerate(sentences_before(earlier, at)):
        if pointer == "it" and n > 1:
            return None
        pool = _pool(earlier, passage, sentence, pointer)
        if pool:
            return _agreed(pool, pointer)
    return None


def counted_before(earlier: Earlier, at: "Token") -> Iterator[list[Counted]]:
    """What the figures of each sentence count, from the sentence of a token backwards."""
    for passage, sentence in sentences_before(earlier, at):
        yield list(_counted(earlier, passage, sentence))


def sentences_before(earlier: Earlier, at: "Token") -> Iterator[tuple[Passage, "Phrase"]]:
    """The sentence up to a token, and those just before it, back over the edge of a paragraph."""
    passage = earlier.passages[earlier.n]
    yield passage, at.doc[max(at.sent.start, at.i - _FAR) : at.i]
    left, start, n = _BACK, at.sent.start, earlier.n
    while left:
        while start == 0:
            n -= 1
            if n < 0 or earlier.passages[n].segment.kind in _HEADS:
                return
            passage = earlier.passages[n]
            start = len(passage.doc) if passage.segment.kind != "dateline" else 0
        sentence = passage.doc[start - 1].sent
        start = sentence.start
        if len(sentence) >= _FEWEST:
            left -= 1
            yield passage, sentence


# ------------------------------------------------------------------ in the sentences just before


def _pool(
    earlier: Earlier, passage: Passage, sentence: "Phrase", pointer: Pointer
) -> list[Counted]:
    figures = list(_counted(earlier, passage, sentence))
    if pointer in _ALSO_NOUNS:
        return figures or list(_nouns(earlier, passage, sentence))
    if pointer == "theirs":
        return [*figures, *_nouns(earlier, passage, sentence)]
    if pointer == "who" and figures:  # nouns only say who those counted are
        both = [*figures, *_nouns(earlier, passage, sentence)]
        return [c for c in both if c.kind in PEOPLE]
    return figures


def _agreed(pool: Sequence[Counted], pointer: Pointer) -> Counted | None:
    """The last of those counted, where all are of one kind; "people" gives way to a closer word."""
    if any(c.unit or not (c.measure or c.name) for c in pool):
        return None
    by_kind = pointer in _BY_KIND
    named = [(c, (c.kind if by_kind else c.measure) or c.name) for c in pool]
    if any(name in PEOPLE - {"people"} for _, name in named):
        named = [(c, name) for c, name in named if name != "people"]
    if len({name for _, name in named}) > 1:
        return None
    last = named[-1][0]
    return replace(last, measure=last.kind, words=last.noun) if by_kind else last


def _counted(earlier: Earlier, passage: Passage, sentence: "Phrase") -> Iterator[Counted]:
    """What the figures of a sentence count; shares, times and "one thing" are no such count."""
    span = passage.span(sentence)
    figures = earlier.figures
    start = bisect_left(figures, span.start, key=lambda f: f.anchor.start)
    end = bisect_left(figures, span.end, key=lambda f: f.anchor.start)
    for figure in figures[max(start, end - _FAR) : end]:
        measure = figure.measure or ""
        if measure != "duration" and not measure.startswith("share") and figure.high != 1:
            yield _of_figure(figure, passage)


def _of_figure(figure: Figure, passage: Passage) -> Counted:
    if figure.population is not None:
        printed = figure.population.exact[-1]
        span, words = figure.population.spans[-1], printed.lower().split()
        noun = Span(span.end - len(_noun(printed)), span.end)
        kind, spans = measure_words(words), figure.population.spans
        return Counted(figure.measure, kind, spans, (noun,), words[-1], figure.unit)
    named = _victims(figure, passage)
    spans = (named,) if named is not None else figure.anchor.spans
    return Counted(figure.measure, figure.measure, spans, spans, "", figure.unit)


def _noun(printed: str) -> str:
    """The longest ending of a phrase that the table of measures has, else its last word."""
    words = printed.split()
    endings = (words[i:] for i in range(len(words)))
    known = load_measures("noun")
    found = next((e for e in endings if tuple(w.lower() for w in e) in known), words[-1:])
    return printed[printed.rindex(found[0]) :]


def _victims(figure: Figure, passage: Passage) -> Span | None:
    """The words after a bare number that say what befell those counted: "40 killed or hurt"."""
    end = figure.anchor.end - passage.offset
    at = bisect_left(passage.doc, end, key=lambda t: t.idx)
    run: list[Token] = []
    for token in passage.doc[at : at + _FEWEST + 1]:
        word = token.text.lower()
        measure = load_measures("verb").get((word,)) or measure_words([word])
        if measure in VICTIMS or (run and word in ("and", "or")):
            run.append(token)
        elif run or token.tag_ not in ("VBP", "VBD", "VBZ", "VBN", "RB"):
            break
    while run and run[-1].tag_ == "CC":
        run.pop()
    return passage.cover(run[0], run[-1]) if run else None


def _nouns(earlier: Earlier, passage: Passage, sentence: "Phrase") -> Iterator[Counted]:
    """Plural nouns of the table of measures that stand there without a number."""
    taken = {s for f in earlier.figures[-_FAR:] if f.population for s in f.population.spans}
    ends = {s.end for s in taken}
    for token in sentence[-_FAR:]:
        after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
        if token.tag_ != "NNS" or (after is not None and after.tag_ in (*_NOUNS, "POS")):
            continue
        counted = _of_noun(passage, token)
        if counted.kind is not None and counted.words[-1].end not in ends:
            yield counted


def _of_noun(passage: Passage, noun: "Token") -> Counted:
    """A noun with the nouns and adjectives before it: "North Korean soldiers"."""
    first = noun.i
    while first and noun.doc[first - 1].tag_ in (*_NOUNS, "JJ"):
        first -= 1
    phrase = noun.doc[first : noun.i + 1]
    kind = measure_words([t.text.lower() for t in phrase])
    words = (passage.span(phrase),)
    return Counted(kind, kind, words, words, noun.text.lower())


# ------------------------------------------------------------------ the same number again


def _same(earlier: Earlier, count: Count) -> Counted | None:
    """What an earlier figure of the same value counts, where all such count one thing."""
    equal = [f for f in _plain(earlier) if (f.low, f.high) == (count.low, count.high)]
    named = [c for c in (_of_figure(f, _passage(earlier, f)) for f in equal) if c.measure or c.name]
    return _agreed(named, "same") if named else None


def _sum(earlier: Earlier, count: Count) -> Counted | None:
    """What two joined figures count that make up the number: "1,000 men and 5,000 women"."""
    found = []
    for one, other in pairwise(_plain(earlier)):
        if not (one.low and other.low) or one.low + other.low != count.low:
            continue
        if earlier.text[one.anchor.hull.end : other.anchor.start].strip() in _JOINED:
            found.append(tuple(_of_figure(f, _passage(earlier, f)) for f in (one, other)))
    measures = {m for m in (_common(a.measure, b.measure) for a, b in found) if m}
    if len(measures) != 1:
        return None
    first, second = found[-1]
    measure = measures.pop()
    words = (*first.words, *second.words)
    return Counted(measure, measure, words, words, second.name)


def _passage(earlier: Earlier, figure: Figure) -> Passage:
    n = bisect_right(earlier.passages, figure.anchor.start, key=lambda p: p.offset) - 1
    return earlier.passages[n]


def _common(one: str | None, other: str | None) -> str | None:
    if one == other:
        return one
    return "people" if one in PEOPLE and other in PEOPLE else None


def _plain(earlier: Earlier) -> Sequence[Figure]:
    return [f for f in earlier.figures[-_FAR:] if not f.unit and f.measure != "duration"]
