"""Controlled copies of the bundled digests, with known truth: who copied whom, and how.

Each copy is made by a seeded change that editors make: cut, put in another order, reworded (numbers
kept), put together from two; and texts of their own that quote a digest's utterance in another
translation. Half of them keep
the headline. Distractors are what looks like a copy and is none: the digests themselves, which
report one affair independently, and texts of one publisher with the same closing paragraph.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from reportedly.extract import extract_document
from reportedly.model import Extraction, Report
from reportedly.reading import MARKDOWN_READER, read_document
from reportedly.reconcile import make_header
from reportedly.stories import STORIES, list_story

Change = Literal["cut", "reordered", "reworded", "merged", "translated", "boilerplate"]

_SENTENCE: Final = re.compile(r"(?:(?<=[.!?])|(?<=[.!?]”))\s+(?=[A-Z“\"\[(])")
_WORD: Final = re.compile(r"[A-Za-z]+")
_REWORDED: Final = 0.9  # part of the words with another word for them that are changed
_KEPT: Final = (0.4, 0.7)  # part of the sentences that a cut leaves

# Another word for a word; written for this benchmark and no part of what finds echoes.
_OTHER_WORDS: Final = {
    "said": "stated", "says": "states", "soldiers": "servicemen", "sent": "dispatched",
    "send": "dispatch", "about": "roughly", "around": "some", "killed": "slain", "also": "moreover",
    "injured": "hurt", "report": "account", "reports": "accounts", "told": "informed",
    "according": "going", "number": "tally", "figure": "count", "war": "conflict",
    "more": "further", "after": "following", "against": "versus", "agency": "service",
    "announced": "declared", "help": "assist", "leader": "ruler", "visit": "trip",
    "meeting": "talks", "took": "was", "place": "held", "first": "initial", "new": "fresh",
    "region": "area", "believes": "thinks", "month": "four weeks", "who": "that", "has": "had",
    "officials": "authorities", "several": "various", "large": "big", "before": "prior to",
    "between": "from", "still": "even now", "only": "just", "people": "persons", "began": "started",
    "already": "by now", "estimate": "reckoning", "expected": "awaited", "given": "provided",
}  # fmt: skip
# Words that a digest quotes, who says them, and another rendering.
_OTHER_RENDERINGS: Final = (
    ("a kind of brotherly aid", "Sergei Shoigu", "a sort of fraternal assistance"),
    ("a kind of fraternal assistance", "Sergei Shoigu", "a form of brotherly help"),
    (
        "infrastructure destroyed by the occupiers",
        "Sergei Shoigu",
        "facilities demolished by the invaders",
    ),
    ("following the expulsion of invaders", "Sergei Shoigu", "after the occupiers' expulsion"),
    ("has decided to send 1,000 sappers", "Sergei Shoigu", "decided to dispatch 1,000 deminers"),
    ("invariably and unconditionally support", "Kim Jong Un", "steadfastly and fully back"),
    ("invariably support", "Kim Jong Un", "consistently assist"),
    ("unconditionally support", "Kim Jong Un", "fully assist"),
    ("soldier-for-hire arrangements", "the State Department", "hired-soldier deals"),
)
_AROUND: Final = (
    "{speaker} spoke of “{words}” in front of reporters. Nothing else became known at first.",
    "It was a short meeting. “{words}” was how {speaker} put it.",
    "In the capital people heard it on the radio: {speaker} said “{words}” on the same day.",
)
_CLOSING: Final = (
    "This page brings together what other outlets and public bodies have put out. Readers who find "
    "a mistake in it are asked to write to the editors, who answer every letter they receive and "
    "correct the page within a working day wherever that is needed."
)


@dataclass(frozen=True, slots=True)
class Sample:
    """One text of the benchmark with the identifiers of those it was made from, if any."""

    report: Report
    change: Change | None
    sources: frozenset[str]


def load_digests(*, extracted: bool = False) -> list[Sample]:
    """The bundled digests as they are; ``extracted`` finds attributions and figures, too."""
    return [
        _sample(file.raw.decode(), None, (), extracted=extracted)
        for story in STORIES
        for file in list_story(story)
        if file.raw.startswith(b"---\nkind: digest")
    ]


def make_copies(digests: Sequence[Sample], *, seed: int) -> Iterator[Sample]:
    """A copy of each digest in each way, in a fixed order."""
    chance = random.Random(seed)
    for digest in digests:
        other = chance.choice([d for d in digests if d is not digest])
        for change in _CHANGES:
            sources = (digest, other) if change == "merged" else (digest,)
            changed = _CHANGES[change](*(_body(s) for s in sources), chance)
            raw = _page(sources, changed, change, chance=chance)
            yield _sample(raw, change, sources, extracted=False)


def make_boilerplate(digests: Sequence[Sample]) -> Iterator[Sample]:
    """Texts of one publisher, days apart, that share nothing but their closing paragraph."""
    for digest in digests[::5]:
        body = "\n\n".join((*_body(digest).split("\n\n")[:1], _CLOSING))
        front = {"publisher": "The Collector", "published": digest.report.published or ""}
        raw = _front(front | {"title": f"Collected: {digest.report.document.title.value}"}) + body
        yield _sample(raw, "boilerplate", (digest,), extracted=False)


# ------------------------------------------------------------------ changes


def _cut(body: str, chance: random.Random) -> str:
    sentences = _sentences(body)
    kept = max(2, round(chance.uniform(*_KEPT) * len(sentences)))
    chosen = sorted(chance.sample(range(len(sentences)), min(kept, len(sentences))))
    return "\n\n".join(sentences[n] for n in chosen)


def _reordered(body: str, chance: random.Random) -> str:
    sentences = _sentences(body)
    chance.shuffle(sentences)
    return "\n\n".join(sentences)


def _reworded(body: str, chance: random.Random) -> str:
    return _outside_quotes(body, lambda text: _WORD.sub(lambda m: _other_word(m[0], chance), text))


def _merged(body: str, other: str, chance: random.Random) -> str:
    """Most of both, the second behind the first."""
    parts = []
    for text in (body, other):
        sentences = _sentences(text)
        parts += sentences[: max(2, round(chance.uniform(0.6, 0.9) * len(sentences)))]
    return "\n\n".join(parts)


def make_renderings(digests: Sequence[Sample]) -> Iterator[Sample]:
    """Texts that share nothing with a digest but an utterance, in another translation."""
    for words, speaker, other in _OTHER_RENDERINGS:
        quoting = [d for d in digests if f"“{words}”" in d.report.document.text]
        for digest in quoting[:1]:
            for n, around in enumerate(_AROUND):
                body = around.format(speaker=speaker, words=other)
                front = {"title": f"{speaker}: {other}", "publisher": f"Daily Rendering {n}"}
                raw = _front(front | {"published": _day_after([digest], 1)}) + body
                yield _sample(raw, "translated", (digest,), extracted=True)


_CHANGES: Final[dict[Change, Callable[..., str]]] = {
    "cut": _cut,
    "reordered": _reordered,
    "reworded": _reworded,
    "merged": _merged,
}


def _other_word(word: str, chance: random.Random) -> str:
    other = _OTHER_WORDS.get(word.lower())
    if other is None or chance.random() > _REWORDED:
        return word
    return other.capitalize() if word[0].isupper() else other


def _outside_quotes(text: str, change: Callable[[str], str]) -> str:
    parts = re.split(r"(“[^”]*”)", text)
    return "".join(p if p.startswith("“") else change(p) for p in parts)


def _sentences(body: str) -> list[str]:
    return [s for p in body.split("\n\n") for s in _SENTENCE.split(p.strip()) if s]


# ------------------------------------------------------------------ pages


def _body(sample: Sample) -> str:
    return sample.report.document.text.split("---\n", 2)[2].strip()


def _page(sources: Sequence[Sample], body: str, change: str, *, chance: random.Random) -> str:
    first = sources[0].report
    keeps = chance.choice((True, False))
    title = first.document.title.value if keeps else _headline(body)
    front = {"title": title or "", "publisher": f"Daily {change} {chance.randint(1, 99)}"}
    return _front(front | {"published": _day_after(sources, chance.randint(1, 3))}) + body


def _day_after(sources: Sequence[Sample], days: int) -> str:
    last = max(make_header(s.report).day or "" for s in sources)
    return (date.fromisoformat(last) + timedelta(days=days)).isoformat()


def _headline(body: str) -> str:
    """A new headline out of the last sentence."""
    return " ".join(_WORD.findall(_sentences(body)[-1])[:8])


def _front(fields: dict[str, str]) -> str:
    lines = [f"{name}: {value!r}" if name == "title" else f"{name}: {value}"
             for name, value in fields.items()]  # fmt: skip
    return "---\n" + "\n".join(lines).replace("\\'", "’") + "\n---\n\n"


def _sample(
    raw: str, change: Change | None, sources: Sequence[Sample], *, extracted: bool
) -> Sample:
    document = read_document(raw.encode(), name="digest.md", reader=MARKDOWN_READER)
    found = extract_document(document) if extracted else Extraction(document.id)
    return Sample(Report(document, found), change, frozenset(s.report.id for s in sources))
