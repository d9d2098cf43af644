"""Reports made up as records, for scale: no parser runs, every span is known as it is written."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from reportedly.model import (
    Attribution,
    Claim,
    Extraction,
    Figure,
    Mention,
    Report,
    Role,
    Span,
    make_anchor,
)
from reportedly.reading import MARKDOWN_READER, read_document

FIRST_DAY: Final = date(2030, 1, 1)
_DAYS: Final = 700
_MEASURES: Final = (
    ("killed", "soldiers were killed"), ("wounded", "soldiers were wounded"),
    ("captured", "soldiers were captured"), ("troops", "soldiers were sent"),
    ("workers", "workers were hired"), ("vehicles", "vehicles were lost"),
    ("shells", "shells were fired"), ("displaced", "people were displaced"),
)  # fmt: skip
_COPIES: Final = 0.15  # part of the texts that copy an earlier one, cut
_HUB: Final = 0.1  # part of the figures that are one and the same


def made_up_reports(n: int, *, claims: int = 10, seed: int = 1) -> Iterator[Report]:
    """``n`` reports of so many claims each: copies, hubs and quotations among them."""
    chance = random.Random(seed)
    writer = _Writer(chance, n)
    for number in range(n):
        yield writer.report(number, claims)


@dataclass
class _Draft:
    """A text as it grows, with the spans of what it says."""

    text: str
    said: list[tuple[Span, Span, Span, Span, str, int]] = field(default_factory=list)

    def add(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))


class _Writer:
    def __init__(self, chance: random.Random, n: int) -> None:
        self.chance = chance
        self.words = ["".join(chance.choices("abcdefghilmnoprstu", k=7)) for _ in range(20_000)]
        self.people = [f"{self._name()} {self._name()}" for _ in range(max(40, n // 10))]
        # Outlets with the closing sentence that each of them always prints.
        self.outlets = {f"The {self._name()}": self._sentence() for _ in range(max(20, n // 50))}
        self.sentences: list[str] = []

    def _name(self) -> str:
        return self.chance.choice(self.words).capitalize()

    def _sentence(self) -> str:
        return " ".join(self.chance.choices(self.words, k=18)).capitalize() + "."

    def report(self, number: int, claims: int) -> Report:
        chance = self.chance
        day = FIRST_DAY + timedelta(days=chance.randrange(_DAYS))
        outlet = chance.choice(list(self.outlets))
        draft = _Draft(
            f"---\ntitle: Report {number}\npublisher: {outlet}\npublished: {day.isoformat()}\n---\n"
        )
        for _ in range(claims):
            self._claim(draft)
        for sentence in self._prose():
            draft.add(f"\n\n{sentence}")
        draft.add(f"\n\n{self.outlets[outlet]}\n")
        return _report(draft)

    def _prose(self) -> list[str]:
        """Sentences of its own, or some of what another text has."""
        if self.sentences and self.chance.random() < _COPIES:
            start = self.chance.randrange(max(1, len(self.sentences) - 4))
            return self.sentences[start : start + 4]
        made = [
            " ".join(self.chance.choices(self.words, k=18)).capitalize() + "." for _ in range(6)
        ]
        self.sentences += made
        return made

    def _claim(self, draft: _Draft) -> None:
        chance = self.chance
        measure, verb = chance.choice(_MEASURES)
        value = 600 if chance.random() < _HUB else round(10 ** chance.uniform(1, 5))
        draft.add("\n\n")
        source = draft.add(chance.choice(self.people))
        cue = draft.add(" said")
        start = draft.add(" that ").end
        figure = draft.add(f"{value}")
        end = draft.add(f" {verb} near {chance.choice(self.words)}, a “{self._quote()}”").end
        draft.add(".")
        spans = (source, Span(cue.start + 1, cue.end), Span(start, end), figure)
        draft.said.append((*spans, measure, value))

    def _quote(self) -> str:
        return " ".join(self.chance.choice(self.words[:3000]) for _ in range(3))


def _report(draft: _Draft) -> Report:
    document = read_document(draft.text.encode(), name="made_up.md", reader=MARKDOWN_READER)
    mentions, attributions, claims, figures = [], [], [], []
    for source, cue, content, number, measure, value in draft.said:
        spans: tuple[tuple[Role, Span], ...] = (
            ("party", source),
            ("source", source),
            ("cue", cue),
            ("content", content),
            ("claim", content),
            ("figure", number),
        )
        anchors = {
            role: make_anchor(document.id, document.text, role, [span]) for role, span in spans
        }
        person = Mention(anchors["party"], "person", anchors["party"].text)
        said = Attribution(
            content=anchors["content"], source=anchors["source"], cue=anchors["cue"],
            mode="indirect", source_kind="named", speaker=person.id,
        )  # fmt: skip
        claim = Claim(said.id, 0, anchors["claim"])
        mentions.append(person)
        attributions.append(said)
        claims.append(claim)
        figures.append(
            Figure(
                anchors["figure"],
                value,
                value,
                measure=measure,
                unit="people",
                claim=claim.id,
                attribution=said.id,
            )
        )
    extraction = Extraction(
        document.id, tuple(attributions), tuple(claims), tuple(figures), parties=tuple(mentions)
    )
    return Report(document, extraction)
