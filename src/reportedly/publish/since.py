"""What is new, as lines of text and as plain data: the brief over several documents, and diff."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reportedly.model import (
    WEIGHTY,
    Anchor,
    Finding,
    Member,
    Origin,
    Passed,
    Question,
    Side,
    make_id,
)
from reportedly.publish.wording import count, plain, shorten
from reportedly.reconcile import Changes, Spread

MOST = 20  # lines of a section on the terminal; all of them in JSON
QUOTED = 120  # characters of quoted words


@dataclass(frozen=True, slots=True)
class Context:
    """What stands beside records: by identifier, each document's outlet and day, and so on."""

    outlets: Mapping[str, str]
    days: Mapping[str, str | None]
    questions: Mapping[str, Question]
    figures: Mapping[str, tuple[str, str | None]]

    def text(self, document: str) -> str:
        """A document as it is cited: whose, and when."""
        outlet = self.outlets.get(document, document)
        return f"{outlet}, {self.days.get(document) or 'undated'}"

    def speaker(self, origin: Origin) -> str:
        """Who is said to say it: by name where it is a figure, else by key."""
        _, name = self.figures.get(figure_at(origin), ("", None))
        return name or speaker_name(origin.speaker)


def figure_at(origin: Origin) -> str:
    """The identifier of a figure that would stand at the root of an origin."""
    return make_id("fig", origin.root.id)


def since_lines(changes: Changes, context: Context) -> Iterator[str]:
    """The changes section by section; empty sections are left out."""
    sections: tuple[tuple[str, Iterable[str]], ...] = (
        ("New conflicts", [finding_line(f) for f in changes.conflicts]),
        ("Other new findings", [finding_line(f) for f in changes.findings]),
        ("Revised figures", [member_line(m, context) for m in changes.revised]),
        ("Asked and answered for the first time", [member_line(m, context) for m in changes.first]),
        ("New speakers", [member_line(m, context) for m in changes.speakers]),
        ("Further figures by known speakers", [member_line(m, context) for m in changes.further]),
        ("New origins", [origin_line(o, context) for o in changes.origins]),
        ("Passed on by more texts", [spread_line(s, context) for s in changes.spread]),
        ("Figures that stand no more", [member_line(m, context) for m in changes.dropped]),
        ("Findings that hold no more", [finding_line(f) for f in changes.gone]),
    )  # fmt: skip
    for title, lines in sections:
        listed = list(lines)
        if listed:
            yield f"{title} ({len(listed)})"
            yield from (f"  {plain(line)}" for line in listed[:MOST])
            if len(listed) > MOST:
                yield f"  … and {len(listed) - MOST} more (--json has all)"


def member_line(member: Member, context: Context) -> str:
    """A figure as an answer: question, words, speaker and text."""
    asked = context.questions.get(member.question)
    words, speaker = context.figures.get(member.figure, (member.figure, None))
    shown = question_name(asked) if asked else member.question
    by = f" ({member.reason})" if member.state == "revised" else ""
    return (
        f"{shown}: “{shorten(words, QUOTED)}”, {speaker or speaker_name(member.speaker)}, "
        f"{context.text(member.document)}{by}  {member.figure}"
    )


def speaker_name(key: str) -> str:
    """A speaker's key without its kind, for want of a printed name."""
    return key.partition(":")[2] or key


def question_name(question: Question) -> str:
    """What is asked: measure, those counted, place and aspect, as far as texts say them."""
    named = (question.measure, question.population, question.place, question.aspect)
    return " · ".join(part for part in named if part)


def finding_line(finding: Finding) -> str:
    """A finding: its type, weight and sentence."""
    heavy = "! " if finding.weight >= WEIGHTY else ""
    return f"{heavy}{finding.type} {finding.weight:.2f}: {finding.why}  {finding.id}"


def origin_line(origin: Origin, context: Context) -> str:
    """An origin: the words of its root, and where they stand first."""
    said = f"{context.speaker(origin)}: “{shorten(origin.root.text, QUOTED)}”"
    first = context.text(origin.root.document)
    return f"{said}, first in {first}, {count(len(origin.passed), 'text')}  {origin.id}"


def spread_line(spread: Spread, context: Context) -> str:
    """A known origin with the texts that have it since."""
    texts = "; ".join(context.text(p.document) for p in spread.texts)
    return f"{origin_line(spread.origin, context)}: {texts}"


# ------------------------------------------------------------------ as plain data


def since_json(changes: Changes, context: Context) -> dict[str, Any]:
    """The changes as plain data."""
    members = ("first", "speakers", "further", "revised", "dropped")
    found: dict[str, Any] = {
        name: [_member_json(m, context) for m in getattr(changes, name)] for name in members
    }
    for name in ("conflicts", "findings", "gone"):
        found[name] = [finding_json(f) for f in getattr(changes, name)]
    found["origins"] = [origin_json(o) for o in changes.origins]
    found["spread"] = [
        {"origin": s.origin.id, "texts": [_passed_json(p) for p in s.texts]} for s in changes.spread
    ]
    return found


def _member_json(member: Member, context: Context) -> dict[str, Any]:
    fields = {name: getattr(member, name) for name in member.__slots__}
    asked = context.questions.get(member.question)
    about = {name: getattr(asked, name) for name in asked.__slots__} if asked else None
    words, speaker = context.figures.get(member.figure, (None, None))
    return fields | {"exact": words, "shown": speaker, "asked": about}


def finding_json(finding: Finding) -> dict[str, Any]:
    """A finding as plain data."""
    return {
        "id": finding.id,
        "type": finding.type,
        "weight": finding.weight,
        "why": finding.why,
        "here": [_side_json(s) for s in finding.here],
        "there": [_side_json(s) for s in finding.there],
    }


def _side_json(side: Side) -> dict[str, Any]:
    known = side.known
    row = {name: getattr(known, name) for name in known.__slots__} if known else None
    words = _anchor_json(side.anchor) if side.anchor else {"document": None, "spans": None}
    return words | {"speaker": side.speaker, "known": row}


def _anchor_json(anchor: Anchor) -> dict[str, Any]:
    return {
        "document": anchor.document,
        "spans": [list(s) for s in anchor.spans],
        "exact": list(anchor.exact),
    }


def origin_json(origin: Origin) -> dict[str, Any]:
    """An origin as plain data."""
    return {
        "id": origin.id,
        "speaker": origin.speaker,
        "root": _anchor_json(origin.root),
        "passed": [_passed_json(p) for p in origin.passed],
    }


def _passed_json(passed: Passed) -> dict[str, Any]:
    about = {name: getattr(passed, name) for name in ("path", "family", "reason")}
    return _anchor_json(passed.anchor) | about
