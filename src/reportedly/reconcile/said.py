"""What a text passes on from somebody: its figures and quotations, as origins need them, and small.

An origin may be passed on in hundreds of texts, and a speaker says one number in many.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportedly.model import Anchor
from reportedly.reconcile.answers import Answer
from reportedly.reconcile.counts import family_of, number_of, usable_answers
from reportedly.reconcile.headers import Header, sequence
from reportedly.reconcile.quotations import Quotation
from reportedly.reconcile.speakers import is_speaker
from reportedly.reconcile.voices import Voice

KEY: Final = "origin:"


@dataclass(frozen=True, slots=True)
class Said:
    """A figure or a quotation of one text, with its voice.

    ``number`` is None for a quotation. ``key`` is what one named speaker's figures with one number
    share, empty where no speaker or measure is named; ``day`` is the ISO day they stand for.
    """

    header: Header
    anchor: Anchor
    voice: Voice | None
    number: float | None = None
    measure: str | None = None
    hedge: str = ""
    day: str | None = None
    key: str = ""

    @property
    def id(self) -> str:
        """The identifier of the words."""
        return self.anchor.id

    @property
    def order(self) -> tuple[tuple[str, bool, bool, str], int, str]:
        """By the place of the text in time, then in the text."""
        return sequence(self.header), self.anchor.start, self.anchor.id


def find_said(
    header: Header, answers: Iterable[Answer], quotations: Sequence[Quotation]
) -> tuple[Said, ...]:
    """The figures of a text that have one number, and its quotations."""
    figures = (_figure(header, a) for a in usable_answers(answers))
    return (*figures, *(_quotation(header, q) for q in quotations))


def _figure(header: Header, answer: Answer) -> Said:
    return Said(
        header=header,
        anchor=answer.figure.anchor,
        voice=answer.voice,
        number=number_of(answer),
        measure=answer.measure,
        hedge=answer.figure.hedge.lower(),
        day=answer.day or header.day,
        key=_speaker_key(answer),
    )


def _quotation(header: Header, quotation: Quotation) -> Said:
    named = [v for v in quotation.voices if is_speaker(v)]
    return Said(header, quotation.words, next(iter(named or quotation.voices), None))


def _speaker_key(answer: Answer) -> str:
    if not is_speaker(answer.voice) or answer.measure is None:
        return ""
    counted = answer.population.country or ""
    number = f"{number_of(answer):g}"
    return f"{KEY}{answer.voice.line}:{family_of(answer.measure)}:{number}:{counted}"


def figures_of(said: Iterable[Said]) -> Iterator[Said]:
    """Those that are figures."""
    return (s for s in said if s.number is not None)
