"""The page of assessments: a matrix of provisions and reported acts, and each act with its words.

It carries excerpts around what was read, not the texts. What comes from an article reaches the page
as text and attributes only, escaped, under a policy that loads and runs nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from reportedly.model import ElementResult, Met, Outcome, Pack, Provision
from reportedly.publish.assessment_matrix import SIGNS, by_act
from reportedly.publish.assessment_rows import (
    FORCES,
    IF_RIGHT,
    LAW_STATES,
    conduct_words,
    mood_words,
    outcome_words,
    said_by,
)
from reportedly.publish.frame import content_policy, load_asset, make_environment
from reportedly.publish.wording import days, plain
from reportedly.reconcile import LawClaim
from reportedly.regimes import RECALLED, Joined, LawReading, cite

EXCERPT: Final = 40  # words of a text that leave the ledger in one piece
RESULTS: Final[Mapping[Met, str]] = {
    "met": "met",
    "undetermined": "not reported",
    "not_met": "not met",
}


@dataclass(frozen=True, slots=True)
class ShownElement:
    """One element as the page shows it: its result, the words it rests on, the reason."""

    name: str
    result: str
    words: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ShownProvision:
    """One provision under one act."""

    key: str
    title: str
    cited: str
    force: str
    wording: str
    outcome: Outcome
    called: str
    together: bool
    elements: tuple[ShownElement, ...]
    exempted: tuple[str, ...]
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownAct:
    """One reported act, or several texts' of one event, with what it engages."""

    number: int
    words: str
    said_by: str
    also: tuple[str, ...]
    mood: str
    day: str
    provisions: tuple[ShownProvision, ...]

    def cell(self, key: str) -> ShownProvision | None:
        """What comes of one provision, or None where it has nothing to do with the act."""
        return next((p for p in self.provisions if p.key == key), None)


@dataclass(frozen=True, slots=True)
class ShownRegime:
    """One pack with its acts; ``rows`` are the provisions of the matrix."""

    pack: Pack
    rows: tuple[Provision, ...]
    acts: tuple[ShownAct, ...]
    law: tuple[tuple[str, str, str, str], ...]
    counts: tuple[int, int, int]

    @property
    def edition(self) -> str:
        """The edition of the pack's data."""
        return self.pack.edition


def make_assessment_page(
    found: Sequence[tuple[Pack, Sequence[Joined], Sequence[LawReading]]],
    breaches: Sequence[LawClaim],
    *,
    held: str,
    made_by: str,
    in_full: bool = False,
) -> str:
    """One HTML page. ``held`` says what was held against the packs. Same input, same bytes."""
    style = load_asset("style.css") + load_asset("assessments.css")
    template = make_environment().get_template("assessments.html.j2")
    numbers = 0
    regimes = []
    for pack, joined, law in found:
        shown = [j for j in joined if in_full or j.outcome != "not_engaged"]
        regime = _regime(pack, joined, shown, law, numbers)
        numbers += len(regime.acts)
        regimes.append(regime)
    return template.render(
        policy=content_policy(style),
        style=Markup(style),  # noqa: S704  the package's own file
        regimes=regimes,
        breaches=[(_excerpt(c.sentence.text), said_by(c)) for c in breaches],
        held=plain(held),
        if_right=IF_RIGHT,
        recalled=RECALLED,
        signs=SIGNS,
        made_by=made_by,
    )


def _regime(
    pack: Pack,
    joined: Sequence[Joined],
    shown: Sequence[Joined],
    law: Sequence[LawReading],
    before: int,
) -> ShownRegime:
    acts = tuple(_act(group, pack, n) for n, group in enumerate(by_act(shown), start=before + 1))
    keys = {p.key for act in acts for p in act.provisions}
    outcomes = [j.outcome for j in joined]
    return ShownRegime(
        pack=pack,
        rows=tuple(p for p in pack.provisions if p.key in keys),
        acts=acts,
        law=tuple(_law(reading, pack) for reading in law),
        counts=(
            outcomes.count("engaged"),
            outcomes.count("plausible"),
            outcomes.count("not_engaged"),
        ),
    )


def _act(group: Sequence[Joined], pack: Pack, number: int) -> ShownAct:
    first = group[0].first
    conduct = first.conduct
    also = tuple(said_by(t.conduct) for t in group[0].told if t is not first)
    return ShownAct(
        number=number,
        words=_excerpt(conduct_words(conduct)),
        said_by=said_by(conduct),
        also=also,
        mood=f"{conduct.mode}, told as {mood_words(conduct.act)}",
        day=days(*conduct.days) if conduct.days else "no day",
        provisions=tuple(_provision(j, pack) for j in group),
    )


def _provision(joined: Joined, pack: Pack) -> ShownProvision:
    provision = pack.get(joined.provision)
    return ShownProvision(
        key=provision.key,
        title=plain(provision.title),
        cited=cite(pack, provision),
        force=FORCES[provision.force],
        wording=plain(provision.wording),
        outcome=joined.outcome,
        called=outcome_words(joined.outcome, provision),
        together=joined.is_joined,
        elements=tuple(_element(e) for e in joined.elements),
        exempted=tuple(map(plain, joined.exempted)),
        open=tuple(map(plain, joined.open)),
    )


def _element(result: ElementResult) -> ShownElement:
    words = tuple(_excerpt(a.text) for a in result.basis)
    return ShownElement(result.name, RESULTS[result.result], words, plain(result.reason))


def _law(reading: LawReading, pack: Pack) -> tuple[str, str, str, str]:
    cited = "; ".join(cite(pack, p) for p in reading.provisions[:3])
    state = LAW_STATES[reading.state]
    return _excerpt(reading.span.text), said_by(reading.claim), state, cited


def _excerpt(words: str) -> str:
    """At most :data:`EXCERPT` words, on one line."""
    found = plain(words).split()
    return " ".join(found[:EXCERPT]) + ("…" if len(found) > EXCERPT else "")
