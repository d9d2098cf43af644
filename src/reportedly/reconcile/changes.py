"""What differs between two states of reconciliation: two days of recording, or of publication."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from reportedly.model import Finding, Member, Origin, Passed, Reconciled


@dataclass(frozen=True, slots=True)
class Spread:
    """A known origin, and the texts that have it since."""

    origin: Origin
    texts: tuple[Passed, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new, and what is gone.

    ``first`` answer a question that nothing answered before, ``speakers`` one that others
    answered; ``revised`` are figures whose speaker has given another since; ``dropped`` are
    figures that stand no more, because their text was corrected, withdrawn or read again.
    """

    first: tuple[Member, ...] = ()
    speakers: tuple[Member, ...] = ()
    further: tuple[Member, ...] = ()
    revised: tuple[Member, ...] = ()
    dropped: tuple[Member, ...] = ()
    conflicts: tuple[Finding, ...] = ()
    findings: tuple[Finding, ...] = ()
    gone: tuple[Finding, ...] = ()
    origins: tuple[Origin, ...] = ()
    spread: tuple[Spread, ...] = ()


def compare_states(
    before: Reconciled, after: Reconciled, asked: Mapping[str, frozenset[str]] | None = None
) -> Changes:
    """What differs. ``asked`` are the speakers that answered each question before.

    The states may leave out documents on whose records nothing changed; then ``asked`` says what
    they would have said. Findings come by weight, the heaviest first.
    """
    known = asked if asked is not None else speakers_by_question(before)
    was = {(m.question, m.figure): m for m in before.members}
    new = [m for m in after.members if (m.question, m.figure) not in was and m.state != "echo"]
    now = {(m.question, m.figure) for m in after.members}
    found = [f for f in after.findings if f.id not in {g.id for g in before.findings}]
    rooted = {o.id: o for o in before.origins}
    return Changes(
        first=tuple(m for m in new if not known.get(m.question)),
        speakers=tuple(
            m for m in new if known.get(m.question) and m.speaker not in known[m.question]
        ),
        further=tuple(m for m in new if m.speaker in known.get(m.question, ())),
        revised=tuple(
            m
            for m in after.members
            if m.state == "revised"
            and (old := was.get((m.question, m.figure))) is not None
            and old.state != "revised"
        ),
        dropped=tuple(m for key, m in was.items() if key not in now),
        conflicts=_by_weight(f for f in found if f.type.startswith("conflict.")),
        findings=_by_weight(f for f in found if not f.type.startswith("conflict.")),
        gone=_by_weight(f for f in before.findings if f.id not in {g.id for g in after.findings}),
        origins=tuple(o for o in after.origins if o.id not in rooted),
        spread=tuple(
            Spread(o, more)
            for o in after.origins
            if o.id in rooted and (more := _more(rooted[o.id], o))
        ),
    )


def _more(before: Origin, after: Origin) -> tuple[Passed, ...]:
    known = {p.anchor.id for p in before.passed}
    return tuple(p for p in after.passed if p.anchor.id not in known)


def _by_weight(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda f: (-f.weight, f.type, f.id)))


def speakers_by_question(found: Reconciled) -> dict[str, frozenset[str]]:
    """The speakers that answer each question."""
    speakers: dict[str, set[str]] = {}
    for member in found.members:
        speakers.setdefault(member.question, set()).add(member.speaker)
    return {question: frozenset(names) for question, names in speakers.items()}


def as_published(found: Reconciled, days: Mapping[str, str | None], before: str) -> Reconciled:
    """What rests on texts published before an ISO day alone; undated ones count as later.

    ``days`` are the days of publication by document. A figure that a later text revises stands.
    """

    def early(document: str) -> bool:
        return (days.get(document) or "9999") < before

    def is_early(finding: Finding) -> bool:
        sides = finding.here + finding.there
        return all(side.anchor is None or early(side.anchor.document) for side in sides)

    members = {(m.question, m.figure): m for m in found.members if early(m.document)}
    figures = {figure for _, figure in members}
    return replace(
        found,
        echoes=tuple(e for e in found.echoes if early(e.later) and early(e.earlier)),
        origins=tuple(
            replace(o, passed=tuple(p for p in o.passed if early(p.document)))
            for o in found.origins
            if early(o.root.document)
        ),
        members=tuple(
            m if m.by is None or m.by in figures else replace(m, state="stands", by=None)
            for m in members.values()
        ),
        findings=tuple(f for f in found.findings if is_early(f)),
    )
