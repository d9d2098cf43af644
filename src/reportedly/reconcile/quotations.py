"""Words between quotation marks, with who may have said them, when, and the words around."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reportedly.model import Anchor, Report, SegmentKind, Span, contains, make_anchor, overlaps
from reportedly.reconcile.answers import Answer
from reportedly.reconcile.headers import make_header
from reportedly.reconcile.sentences import Sentences
from reportedly.reconcile.utterances import Utterance, quoted_spans
from reportedly.reconcile.voices import Voice
from reportedly.reconcile.wordings import rendered_words, telling_words

_PROSE: Final[frozenset[SegmentKind]] = frozenset({"paragraph", "list_item", "quotation", "post"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words with all who are said to say them, and the telling words of the sentence.

    ``voices`` are those whose utterance holds the words, else those who speak in the sentence;
    ``day`` is the ISO day of the saying where the text gives one, else that of the text; ``sure``
    says which.
    """

    words: Anchor
    voices: tuple[Voice, ...]
    around: tuple[str, ...]
    day: str | None
    sure: bool

    @property
    def telling(self) -> tuple[str, ...]:
        """The words that tell something, translators' choices made one."""
        return rendered_words(self.words.text)


def find_quotations(
    report: Report, utterances: Sequence[Utterance], answers: Sequence[Answer]
) -> tuple[Quotation, ...]:
    """The quotations of a report's prose in order, each once, with those who may have said them."""
    text, sentences = report.document.text, Sentences(report.document)
    header, days = make_header(report), _days(answers)
    made = []
    for span in _quoted_prose(report):
        sentence = sentences.at(span.start) or span
        said = [u for u in utterances if contains(u.attribution.content.hull, span)]
        said = said or [u for u in utterances if overlaps(u.sentence.hull, sentence)]
        given = [days[u.attribution.id] for u in said if u.attribution.id in days]
        words = make_anchor(report.id, text, "evidence", [span])
        around = dict.fromkeys(telling_words(text[slice(*sentence)]))
        made.append(
            Quotation(
                words=words,
                voices=tuple({u.voice.key: u.voice for u in said}.values()),
                around=tuple(w for w in around if w not in telling_words(words.text)),
                day=min(given) if given else header.day,
                sure=bool(given),
            )
        )
    return tuple(made)


def _quoted_prose(report: Report) -> Iterator[Span]:
    for segment in report.document.segments:
        if segment.kind in _PROSE:
            yield from quoted_spans(report.document.text, segment.span)


def _days(answers: Sequence[Answer]) -> Mapping[str, str]:
    """The day of a saying by its attribution, where the text dates what is said in it."""
    return {
        a.figure.attribution: day
        for a in reversed(answers)
        if a.figure.attribution is not None
        and (day := a.as_of.end if a.as_of is not None else a.said) is not None
        and day != a.header.published
    }
