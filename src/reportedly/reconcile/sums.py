"""Parts and their total in one text: sums that hold, and sums that fail.

Numbers are added only where words tie them together ("including", "in all", "made up of"), or
where parts named in one breath make exactly what the text counts elsewhere of the same people.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from reportedly.model import Finding, FindingType, Span
from reportedly.reconcile.amounts import Amount, amount_of, rounding, show_number, value_of
from reportedly.reconcile.answers import Answer
from reportedly.reconcile.own_text import OwnText
from reportedly.reconcile.weights import SUM_FAILS, SUM_HOLDS

# Measures that a larger one takes in; nobody is counted in two of them at once.
WHOLES: Final = {
    "casualties": frozenset({"killed", "wounded", "captured", "missing"}),
    "losses": frozenset({"killed", "wounded", "captured", "missing"}),
    "troops": frozenset({"deminers", "military_builders", "engineers"}),
}
_ANYBODY: Final = frozenset({"people", "civilians"})
_JOINED: Final = re.compile(
    r"[^.;:!?()]{0,90}?(?:,|\band\b|\bplus\b|\bas well as\b|\balong with\b|\btogether with\b)"
    r"\s*(?:(?!(?:to|of|from|than)\b)\w+\s+){0,3}",
)
_IN_ALL: Final = re.compile(
    r"\b(?:a total of|in total|totall?ing|total(?:s|led|ed)?(?: to)?|altogether|all told|in all"
    r"|a combined|making|(?:adds?|adding) up to)\b",
    re.I,
)
_IN_ALL_AFTER: Final = re.compile(
    r"\s*,?\s*(?:in all|in total|altogether|all told|combined)\b", re.I
)
_IN_ALL_NEXT: Final = re.compile(
    r"(?:In all|In total|Altogether|All told|Together|Combined|That (?:makes|adds up to))\b"
)
# What makes a total one of another time or of more than the parts.
_WIDER: Final = re.compile(
    r"\b(?:since|so far|to date|this (?:year|month|week)|previous\w*|earlier|overall|bring\w*"
    r"|brought|until|up from|compared|cumulative)\b",
    re.I,
)
# "12 dead and 30 wounded, bringing casualties to 42": a sum, where no earlier number is given.
_BRINGS: Final = re.compile(
    r",?\s*(?:bringing|taking)\s+(?:the\s+)?(?:\w+\s+){0,2}"
    r"(?:casualties|losses|total|toll|number)[^.;:,]{0,20}\sto\s$",
    re.I,
)
_MADE_OF: Final = re.compile(
    r"\b(?:compris(?:es?|ed|ing)|consist(?:s|ed|ing)? of|made up of|composed of|namely"
    r"|(?:divided|split) into)\b",
    re.I,
)
_INCLUDES: Final = re.compile(
    r"\bincluded?s?\b|\bincluding\b|\bamong (?:them|these|those)\b"
    r"|(?:^|[,;–—(]|\b(?:and|but))\s*of (?:them|these|those|whom|which)\b",
    re.I,
)
_OF_THEM: Final = re.compile(r"\s+of (?:them|these|those|whom|which)\b", re.I)
_GOES_ON: Final = re.compile(
    r"(?:The|This|That|These|Those|They|It|Of (?:them|these|those)|Among (?:them|these|those))\b"
)
_NEAR: Final = 60  # characters between the last part and its total
_LOOSEST: Final = 0.05  # how far round numbers may be off all together, of the total
_TIMES: Final = frozenset({"duration", "age"})


@dataclass(frozen=True, slots=True)
class Tie:
    """Parts and a total that words tie together; ``all_of_it``: the parts are said to be all."""

    parts: tuple[Answer, ...]
    total: Answer
    all_of_it: bool


def find_sums(own: OwnText) -> Iterator[Finding]:
    """Sums of a text, each tie once."""
    seen = set()
    for tie in (*_ties(own), *_same_sums(own)):
        key = (tuple(value_of(p.figure) for p in tie.parts), value_of(tie.total.figure))
        if key not in seen and (finding := _judge(own, tie)) is not None:
            seen.add(key)
            yield finding


def list_groups(own: OwnText) -> Iterator[tuple[Answer, ...]]:
    """Figures that one sentence names in one breath: "12 killed and 30 wounded"."""
    for span in own.sentences.spans:
        group: list[Answer] = []
        for answer in filter(is_count, own.answers_in(span)):
            if group and not _are_joined(own, group[-1], answer):
                yield tuple(group)
                group = []
            group.append(answer)
        if group:
            yield tuple(group)


def is_count(answer: Answer) -> bool:
    """Whether a figure is a number of people or things, and no share, time or vague word."""
    figure = answer.figure
    return (
        figure.unit not in ("percent", "share", "years", "months", "weeks", "days", "hours")
        and figure.measure not in _TIMES
        and figure.aspect != "rate"
        and value_of(figure) is not None
    )


def may_be_same(one: Answer, other: Answer) -> bool:
    """Whether nothing in the text makes those counted different people."""
    mine, theirs = one.population, other.population
    return mine.country is None or theirs.country is None or mine.meets(theirs)


def _are_joined(own: OwnText, one: Answer, other: Answer) -> bool:
    gap = own.text[one.figure.anchor.end : other.figure.anchor.start]
    if one.figure.unit != other.figure.unit or _OF_THEM.match(own.text, other.figure.anchor.end):
        return False
    return (
        _JOINED.fullmatch(gap) is not None and not _INCLUDES.search(gap) and not _total(own, other)
    )


def _total(own: OwnText, answer: Answer) -> bool:
    """Whether words beside a figure call it a total."""
    end = answer.figure.anchor.end
    before = own.text[max(0, answer.figure.anchor.start - 30) : answer.figure.anchor.start]
    return bool(_IN_ALL.search(before) or _IN_ALL_AFTER.match(own.text, end))


def _ties(own: OwnText) -> Iterator[Tie]:
    groups = list(list_groups(own))
    for before, group in pairwise([(), *groups]):
        total = before[-1] if before else None
        if total is not None and (tie := _told_before(own, total, group)):
            yield tie
        if total is not None and (tie := _of_them(own, total, group[0])):
            yield tie
    for group, after in pairwise(groups):
        if len(group) > 1 and (tie := _told_after(own, group, after[0])):
            yield tie


def _told_before(own: OwnText, total: Answer, parts: Sequence[Answer]) -> Tie | None:
    """A total before its parts ("900 people, including …"), in one sentence or two."""
    start, end = total.figure.anchor.end, parts[0].figure.anchor.start
    between = own.text[start - 1 : end]  # with a character of the total: "40 of them" is no start
    here, there = own.sentence(start - 1), own.sentence(end)
    if here != there:
        next_one = own.sentences.before(end)[:1] == (here,)
        if not (next_one and _GOES_ON.match(own.text, there.start)):
            return None
        if not _is_only_count(own, total, here):
            return None
        between = own.text[there.start : end]
    if total.figure.unit != parts[0].figure.unit:
        return None
    if _MADE_OF.search(between) and len(parts) > 1:
        return Tie(tuple(parts), total, all_of_it=True)
    included = _INCLUDES.search(between)
    if included and len(between) - included.end() < _NEAR and all(_is_kin(p, total) for p in parts):
        return Tie(tuple(parts), total, all_of_it=False)
    return None


def _is_kin(part: Answer, total: Answer) -> bool:
    """Whether one may be counted in the other: one measure, a part of it, or people of any kind."""
    whole = total.measure or ""
    return part.measure is not None and (
        part.measure == whole or part.measure in WHOLES.get(whole, ()) or whole in _ANYBODY
    )


def _is_only_count(own: OwnText, total: Answer, sentence: Span) -> bool:
    return [a for a in own.answers_in(sentence) if is_count(a) and a.measure] == [total]


def _of_them(own: OwnText, total: Answer, part: Answer) -> Tie | None:
    """Where the second is a part of the first: "40 soldiers, 12 of them officers"."""
    beside = own.sentence(total.figure.anchor.start) == own.sentence(part.figure.anchor.start)
    if beside and _OF_THEM.match(own.text, part.figure.anchor.end) and _is_kin(part, total):
        return Tie((part,), total, all_of_it=False)
    return None


def _told_after(own: OwnText, parts: Sequence[Answer], total: Answer) -> Tie | None:
    """A total behind its parts ("12 killed and 30 wounded, 42 in all"), in one sentence or two."""
    start, end = parts[-1].figure.anchor.end, total.figure.anchor.start
    between, after = own.text[start:end], own.text[total.figure.anchor.end :][:40]
    if _BRINGS.search(between) and sum(value_of(p.figure) or 0 for p in parts) == value_of(
        total.figure
    ):
        return Tie(tuple(parts), total, all_of_it=True)
    if _WIDER.search(between) or _WIDER.search(after) or total.figure.unit != parts[0].figure.unit:
        return None
    there = own.sentence(end)
    if own.sentence(start - 1) != there:
        beside = own.sentences.before(end)[:1] == (own.sentence(start - 1),)
        tied = beside and _IN_ALL_NEXT.match(own.text, there.start) and end - there.start < _NEAR
    else:
        tied = len(between) < _NEAR and _total(own, total)
    return Tie(tuple(parts), total, all_of_it=True) if tied else None


def _same_sums(own: OwnText) -> Iterator[Tie]:
    """Parts that make exactly what the text counts elsewhere of the same people."""
    counts = [a for a in own.facts.answers if is_count(a) and a.measure in WHOLES]
    for group in list_groups(own):
        measures = {a.measure for a in group}
        if len(group) < 2 or len(measures) != len(group):
            continue
        for total in sorted(counts, key=lambda a: _distance(a, group[0])):
            if measures <= WHOLES[total.measure or ""] and _is_sum(group, total):
                yield Tie(group, total, all_of_it=False)
                break


def _distance(one: Answer, other: Answer) -> int:
    return abs(one.figure.anchor.start - other.figure.anchor.start)


def _is_sum(group: Sequence[Answer], total: Answer) -> bool:
    return all(may_be_same(a, total) for a in group) and sum(
        value_of(a.figure) or 0 for a in group
    ) == value_of(total.figure)


def _judge(own: OwnText, tie: Tie) -> Finding | None:
    figures = [a.figure for a in (*tie.parts, tie.total)]
    total = value_of(tie.total.figure) or 0
    loose = min(rounding(figures), _LOOSEST * total / len(figures))
    amounts = [amount_of(p.figure) for p in tie.parts]
    made = Amount(sum(a.low for a in amounts), sum(a.high for a in amounts))
    made = made.widened(loose * len(amounts))
    printed = amount_of(tie.total.figure).widened(loose)
    words = " + ".join(show_number(value_of(p.figure) or 0) for p in tie.parts)
    value = sum(value_of(p.figure) or 0 for p in tie.parts)
    if len(tie.parts) > 1 and made.meets(printed) and (tie.all_of_it or value == total):
        fits = (
            "the total printed"
            if value == total
            else (f"and the total printed, {show_number(total)}, fits as round numbers go")
        )
        why = f"{words} = {show_number(value)}, {fits}"
        return _finding(own, tie, "arithmetic.holds", why=why)
    too_many = made.low > printed.high and (len(tie.parts) == 1 or _are_apart(tie.parts))
    if too_many or (tie.all_of_it and not made.meets(printed)):
        shown = f"{words} = {show_number(value)}" if len(tie.parts) > 1 else f"the part is {words}"
        why = f"{shown}, but the total printed is {show_number(total)}"
        return _finding(own, tie, "arithmetic.fails", why=why)
    return None


def _are_apart(parts: Sequence[Answer]) -> bool:
    """Whether nobody can be counted in two of the parts."""
    measures = {p.measure for p in parts}
    return len(measures) == len(parts) and any(measures <= whole for whole in WHOLES.values())


def _finding(own: OwnText, tie: Tie, kind: FindingType, *, why: str) -> Finding:
    weight = SUM_HOLDS if kind == "arithmetic.holds" else SUM_FAILS
    here = tuple(own.figure_side(a) for a in (*tie.parts, tie.total))
    return Finding(kind, weight, f"The text's own numbers: {why}.", here)
