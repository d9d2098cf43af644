"""Made-up reporting as records: what a ledger of news looks like, without reading any text.

Ten claims a document. A few questions are on everybody's desk and get thousands of answers, the
others follow a long tail; a third of the documents repeat sentences of an earlier one.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from reportedly.ledger import Entry
from reportedly.model import (
    Attribution,
    Capture,
    Claim,
    Document,
    Event,
    Extraction,
    Figure,
    Maker,
    Mention,
    PlaceMention,
    Report,
    Run,
    Segment,
    Span,
    Stated,
    absent,
    hash_bytes,
    make_anchor,
)
from reportedly.reconciling import Plan

CLAIMS = 10  # of a document
ON_EVERY_DESK = 0.3  # share of claims that answer one of the hub questions
COPIES = 0.33  # share of documents that repeat an earlier one
LOOK_BACK = 200  # documents among which a repeated one is found
TAIL = 1.1  # how fast the tail of questions thins out
AT = "2030-01-01T00:00:00.000000Z"

_PEOPLE = (  # noqa: SIM905 - a list of seventy names reads better as one text
    "Afghan Albanian Algerian Armenian Austrian Belarusian Belgian Bolivian Brazilian Bulgarian "
    "Chadian Chilean Chinese Colombian Congolese Croatian Cuban Cypriot Czech Danish Dutch "
    "Egyptian Eritrean Estonian Ethiopian Finnish French Georgian German Ghanaian Greek Hungarian "
    "Indian Indonesian Iranian Iraqi Irish Israeli Italian Japanese Jordanian Kazakh Kenyan "
    "Latvian Lebanese Libyan Malian Mexican Moldovan Mongolian Moroccan Nigerian Norwegian "
    "Pakistani Peruvian Polish Portuguese Romanian Serbian Somali Spanish Sudanese Swedish Syrian "
    "Tunisian Turkish Ugandan Vietnamese Yemeni Zambian"
).split()
_DEEDS = {
    "killed": "killed", "wounded": "wounded", "captured": "captured", "missing": "missing",
    "displaced": "displaced", "abducted": "abducted", "troops": "deployed",
}  # fmt: skip
_HUBS = (
    ("killed", "Russian"), ("killed", "Ukrainian"), ("wounded", "Russian"),
    ("troops", "North Korean"), ("captured", "North Korean"),
)  # fmt: skip
_FIRST = ("Olena", "Pavlo", "Iryna", "Taras", "Hanna", "Marko")
_LAST = ("Vovk", "Hrab", "Lys", "Dub", "Kalyna", "Zhuk", "Sova", "Bilyk")
_SPEAKERS = [f"{first} {last}" for first in _FIRST for last in _LAST]
_OUTLETS = [f"{place} {kind}" for place in ("Northern", "Harbour", "Valley", "Island", "Border")
            for kind in ("Courier", "Herald", "Post", "Dispatch", "Observer", "Wire")]  # fmt: skip
_PLACES = ("Sumy", "Kursk", "Lviv", "Odesa", "Poltava", "Rivne", "Lutsk", "Izmail")


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence with one claim and one figure."""

    speaker: str
    measure: str
    people: str
    number: int
    place: str

    @property
    def text(self) -> str:
        """As it would be printed."""
        deed = _DEEDS[self.measure]
        return (
            f"{self.speaker} said that {self.number} {self.people} soldiers were {deed} "
            f"in {self.place}."
        )


def make_newsroom(documents: int, plan: Plan, *, seed: int = 1, first: int = 0) -> Iterator[Entry]:
    """Entries from number ``first`` on; the same seed and number give the same entry."""
    for n in range(first, first + documents):
        yield _entry(n, _lines(n, seed), plan)


def _lines(n: int, seed: int) -> list[Line]:
    chance = random.Random(f"{seed} {n}")
    own = [_line(chance) for _ in range(CLAIMS)]
    if n == 0 or chance.random() > COPIES:
        return own
    earlier = random.Random(f"{seed} {n - chance.randint(1, min(n, LOOK_BACK))}")
    return [_line(earlier) for _ in range(CLAIMS // 2)] + own[CLAIMS // 2 :]


def _line(chance: random.Random) -> Line:
    if chance.random() < ON_EVERY_DESK:
        measure, people = chance.choice(_HUBS)
    else:
        rank = int(chance.paretovariate(TAIL)) % (len(_PEOPLE) * len(_DEEDS))
        measure = list(_DEEDS)[rank % len(_DEEDS)]
        people = _PEOPLE[rank // len(_DEEDS)]
    number = int(chance.lognormvariate(4, 1.5)) + 2
    return Line(chance.choice(_SPEAKERS), measure, people, number, chance.choice(_PLACES))


def _entry(n: int, lines: list[Line], plan: Plan) -> Entry:
    text = f"Report {n}\n" + "\n".join(line.text for line in lines) + "\n"
    raw = text.encode()
    capture = Capture(hash_bytes(raw), len(raw), f"{n}.txt", AT)
    document = _document(n, text)
    extraction = _extraction(document, lines)
    run = Run("reading", Maker("text", 1), capture.id, "", input_hash=capture.sha256)
    planned = plan.recipe.run(extraction.document, [run.id, *(r.id for r in extraction.runs)])
    facts = plan.make_facts(Report(document, extraction), planned)
    return Entry(capture, raw, document, extraction, run, facts)


def _document(n: int, text: str) -> Document:
    # Forty reports a day; one in twenty comes a month late.
    day = (date(2025, 1, 1) + timedelta(n // 40 - (30 if n % 20 == 7 else 0))).isoformat()
    at, segments = 0, []
    for line in text.splitlines():
        segments.append(Segment("paragraph", Span(at, at + len(line))))
        at += len(line) + 1
    return Document(
        text=text,
        segments=tuple(segments),
        reader="text/1",
        title=absent("none"),
        publisher=_given(_OUTLETS[n % len(_OUTLETS)]),
        published=_given(day),
        language=_given("en"),
    )


def _given(value: str) -> Stated:
    return Stated(value, "given", "by the benchmark", value)


def _extraction(document: Document, lines: list[Line]) -> Extraction:
    name, text = document.id, document.text
    at = text.index("\n") + 1
    said, claims, figures, places, parties, events = [], [], [], [], [], []
    for line in lines:
        start, words = at, line.text

        def anchor(role: str, part: str, start: int = start, words: str = words):  # type: ignore[no-untyped-def]
            begin = start + words.rindex(part)
            return make_anchor(name, text, role, [Span(begin, begin + len(part))])  # type: ignore[arg-type]

        content = words[words.index("that ") + 5 : -1]
        party = Mention(anchor("party", line.speaker), "person", line.speaker)
        link = Attribution(
            anchor("content", content), anchor("source", line.speaker), anchor("cue", "said"),
            mode="indirect", source_kind="named", speaker=party.id,
        )  # fmt: skip
        claim = Claim(link.id, 0, anchor("claim", content), anchor("predicate", "were"))
        figure = Figure(
            anchor("figure", str(line.number)), line.number, line.number, measure=line.measure,
            population=anchor("population", f"{line.people} soldiers"), claim=claim.id,
            attribution=link.id,
        )  # fmt: skip
        said.append(link)
        claims.append(claim)
        figures.append(figure)
        parties.append(party)
        killing = line.measure in ("killed", "wounded")
        events.append(
            Event(
                anchor("event", _DEEDS[line.measure]), "ASSAULT" if killing else "MOBILIZE",
                figures=(figure.id,), claim=claim.id, attribution=link.id,
            )
        )  # fmt: skip
        places.append(PlaceMention(anchor("place", line.place), line.place, "literal", "town"))
        at += len(words) + 1
    stages = ("parties", "places", "figures", "attributions", "claims", "events")
    return Extraction(
        name, tuple(said), tuple(claims), tuple(figures), (), tuple(places), tuple(parties),
        tuple(events),
        runs=tuple(Run(s, Maker(s, 1), name, input_hash="benchmark") for s in stages),
    )  # fmt: skip
