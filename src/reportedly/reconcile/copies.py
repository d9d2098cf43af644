"""Texts that repeat the wording of an earlier one: cut, re-ordered, re-headlined, put together.

What counts are words outside of quotation marks that stand in a row in both texts. Names and the
phrases of the trade give short stretches to any two reports of one event; a copy has long ones, or
much of one of the two texts.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportedly.model import Anchor, Echo, Span, make_anchor
from reportedly.reconcile.facts import Facts
from reportedly.reconcile.postings import Postings
from reportedly.reconcile.stretches import Stretch, shared_stretches
from reportedly.reconcile.wordings import Word, cut_words

KEY: Final = "print:"
_LEAST_SHARED: Final = 2  # codes from which two texts are compared word by word
_COUNTED: Final = 6  # words in a row from which a stretch counts
_GAP: Final = 60  # characters between copied words that go along with them
_SHOWN: Final = 5  # stretches that are kept as evidence
_MANY_SHARED: Final = 4  # codes that a few phrases of the trade do not make
_MOST_READ: Final = 20  # earlier texts that one text is compared with word by word
_MOST_READ_FOR_FEW: Final = 4  # of those that share few codes

# A copy has a stretch of so many words, so much of the shorter text, and so many words in all; or
# a long passage of any text.
_LONGEST, _PART, _WORDS = 9, 0.25, 20
_WHOLE, _WHOLE_WORDS = 0.75, 12  # of a very short text, nearly all
_LONG_PASSAGE: Final = 32


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy as a link, and the spans of the later text that were copied, quotations included."""

    echo: Echo
    spans: tuple[Span, ...]

    def covers(self, span: Span) -> bool:
        """Whether most of a span of the later text was copied."""
        inside = sum(max(0, min(s.end, span.end) - max(s.start, span.start)) for s in self.spans)
        return 2 * inside > span.end - span.start


@dataclass(frozen=True, slots=True)
class _Shared:
    """What two texts have in common; ``longest`` and ``words`` count words, ``part`` runs to 1."""

    stretches: tuple[Stretch, ...]
    longest: int
    words: int
    here_part: float
    there_part: float

    @property
    def part(self) -> float:
        return max(self.here_part, self.there_part)

    @property
    def is_copy(self) -> bool:
        enough = (self.words >= _WORDS and self.part >= _PART) or (
            self.words >= _WHOLE_WORDS and self.part >= _WHOLE
        )
        return (self.longest >= _LONGEST and enough) or self.longest >= _LONG_PASSAGE


def copy_keys(facts: Facts) -> frozenset[str]:
    """Under which keys a text's wording is found."""
    return frozenset(f"{KEY}{code}" for code, _ in facts.prints.marks)


def find_copies(later: Facts, postings: Postings) -> Iterator[Copy]:
    """The earlier texts that a text repeats, each with the longest shared stretches."""
    for earlier in _candidates(later, postings):
        shared = _compare(later, earlier, postings)
        if shared.is_copy:
            echo = _echo(later, earlier, shared, postings=postings)
            yield Copy(echo, _copied(shared.stretches, _words(later, postings)))


def _candidates(later: Facts, postings: Postings) -> list[Facts]:
    """Earlier texts that share most codes; what a publisher prints again and again is no sign."""
    found: Counter[int] = Counter()
    for key in sorted(copy_keys(later)):
        if not postings.is_boilerplate(key, later):
            found.update(postings.earlier(key, later))
    near = sorted((-n, place) for place, n in found.items() if n >= _LEAST_SHARED)
    few = sum(-n < _MANY_SHARED for n, _ in near)
    most = min(_MOST_READ, len(near) - few + _MOST_READ_FOR_FEW)
    return [postings.facts[place] for _, place in near[:most]]


def _compare(later: Facts, earlier: Facts, postings: Postings) -> _Shared:
    here, there = _words(later, postings), _words(earlier, postings)
    repeated = [
        start
        for code, start in later.prints.marks
        if postings.is_boilerplate(f"{KEY}{code}", later)
    ]
    found = tuple(
        s
        for s in shared_stretches(here, there)
        if s.size >= _COUNTED and not _is_repeated(s, here, repeated, marks=later.prints.marks)
    )
    words = sum(s.size for s in found)
    return _Shared(
        stretches=found,
        longest=max((s.size for s in found), default=0),
        words=words,
        here_part=words / max(1, later.prints.size),
        there_part=_covered(found) / max(1, earlier.prints.size),
    )


def _is_repeated(
    stretch: Stretch,
    here: Sequence[Word],
    repeated: Sequence[int],
    *,
    marks: Sequence[tuple[int, int]],
) -> bool:
    """Whether all codes of a stretch are boilerplate."""
    if not repeated:
        return False
    start, end = here[stretch.here].start, here[stretch.here + stretch.size - 1].end
    inside = [at for _, at in marks if start <= at < end]
    return bool(inside) and set(inside) <= set(repeated)


def _covered(stretches: Sequence[Stretch]) -> int:
    return len({n for s in stretches for n in range(s.there, s.there + s.size)})


def _copied(stretches: Sequence[Stretch], words: Sequence[Word]) -> tuple[Span, ...]:
    """The spans of some stretches; short gaps, such as a changed word or a quotation, go along."""
    spans: list[Span] = []
    for s in stretches:
        start, end = words[s.here].start, words[s.here + s.size - 1].end
        if spans and start - spans[-1].end <= _GAP:
            spans[-1] = Span(spans[-1].start, end)
        else:
            spans.append(Span(start, end))
    return tuple(spans)


def _words(facts: Facts, postings: Postings) -> Sequence[Word]:
    """The words of a text's own prose. A stretch runs on over the end of a paragraph."""
    return postings.once(_read_words, facts, postings.text_of)


def _read_words(facts: Facts, text_of: Callable[[str], str]) -> Sequence[Word]:
    text = text_of(facts.document)
    return [w for span in facts.prints.own for w in cut_words(text, span)]


def _echo(later: Facts, earlier: Facts, shared: _Shared, *, postings: Postings) -> Echo:
    longest = sorted(shared.stretches, key=lambda s: (-s.size, s.here))[:_SHOWN]
    here, there = _words(later, postings), _words(earlier, postings)
    return Echo(
        later=later.document,
        earlier=earlier.document,
        kind="copy",
        reason=(
            f"{shared.words} words in {len(shared.stretches)} shared stretches, the longest of "
            f"{shared.longest}: {shared.here_part:.0%} of the later text and "
            f"{shared.there_part:.0%} of the earlier one{postings.order_note(later, earlier)}"
        ),
        score=round(min(1.0, shared.part), 3),
        here=_anchors(later, here, [(s.here, s.size) for s in longest], postings=postings),
        there=_anchors(earlier, there, [(s.there, s.size) for s in longest], postings=postings),
    )


def _anchors(
    facts: Facts,
    words: Sequence[Word],
    runs: Sequence[tuple[int, int]],
    *,
    postings: Postings,
) -> tuple[Anchor, ...]:
    text = postings.text_of(facts.document)
    spans = dict.fromkeys(Span(words[at].start, words[at + n - 1].end) for at, n in runs)
    return tuple(make_anchor(facts.document, text, "evidence", [span]) for span in spans)
