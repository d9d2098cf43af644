"""A part, its base and the share printed for it: "300 of 1,200, a quarter"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import isinf
from typing import Final

from reportedly.model import Figure, Finding
from reportedly.reconcile.amounts import Amount, amount_of, rounding, show_number, value_of
from reportedly.reconcile.answers import Answer
from reportedly.reconcile.own_text import OwnText
from reportedly.reconcile.sums import is_count
from reportedly.reconcile.weights import SUM_FAILS, SUM_HOLDS

_EQUALS: Final = (
    r"\b(?:represent(?:s|ed|ing)?|amount(?:s|ed|ing)? to|equal(?:s|ling)?(?: to)?|equivalent to"
    r"|account(?:s|ed|ing)? for|correspond(?:s|ed|ing)? to|constitut(?:es?|ed|ing)"
    r"|mak(?:es?|ing) up|which is|that is|or)\s*$"
)
_IS_SHARE: Final = re.compile(rf"(?:{_EQUALS}|[(–—]\s*$)", re.I)
# "of the estimated 1,200": nothing else may stand between.
_OF: Final = re.compile(r"of\s+(?!.*\b(?:and|or|in)\b)(?:[\w’'-]+\s+){0,4}$", re.I)
_OUT_OF: Final = re.compile(
    r"\s*(?:\bout\s+)?of\s+(?:(?!(?:and|or|in|at|to)\b)[\w’'-]+\s+){0,7}", re.I
)
_BESIDE: Final = re.compile(r"\s*[,(–—]\s*(?:or\s+|that is,?\s+|namely\s+)?$", re.I)
_FAR: Final = 160  # characters between a part and the words that give its share
_LOOSEST: Final = 0.05  # how far a round number may be off, of its value
# Shares in words ("a third") are rounder than those in digits.
_WORDS_OFF: Final = 0.07


@dataclass(frozen=True, slots=True)
class Ratio:
    """A part, its base, and the share that the text gives."""

    part: Answer
    base: Answer
    share: Answer


def find_shares(own: OwnText) -> Iterator[Finding]:
    """Shares of a text that can be worked out from its own numbers."""
    for ratio in _ratios(own):
        if (finding := _judge(own, ratio)) is not None:
            yield finding


def _ratios(own: OwnText) -> Iterator[Ratio]:
    for span in own.sentences.spans:
        answers = [a for a in own.answers_in(span) if is_count(a) or _is_share(a)]
        for n, share in enumerate(answers):
            if _is_share(share) and (ratio := _around(own, answers, n)) is not None:
                yield ratio


def _is_share(answer: Answer) -> bool:
    return answer.figure.unit in ("percent", "share") and value_of(answer.figure) is not None


def _around(own: OwnText, answers: list[Answer], n: int) -> Ratio | None:
    share = answers[n]
    before, after = answers[:n], answers[n + 1 :]
    if after and _is_of(own, share, after[0]):
        base = after[0]
        if before and _says_share(own, before[-1], share):
            return Ratio(before[-1], base, share)
        if after[1:] and _BESIDE.fullmatch(_between(own, base, after[1])):
            closing = own.text[after[1].figure.anchor.end :][:1]
            return Ratio(after[1], base, share) if closing in ",)–—" and closing else None
        return None
    for part, base in list(pairwise(before))[-1:]:
        near = _BESIDE.fullmatch(_between(own, base, share)) or _says_share(own, base, share)
        if _is_of(own, part, base) and near:
            return Ratio(part, base, share)
    return None


def _is_of(own: OwnText, one: Answer, other: Answer) -> bool:
    start, end = one.figure.anchor.hull
    if other.figure.anchor.start >= end:
        return _OUT_OF.fullmatch(own.text, end, other.figure.anchor.start) is not None
    # A figure's words may take in the base: "300 of the 1,200 men".
    return _OF.search(own.text[start : other.figure.anchor.start]) is not None


def _between(own: OwnText, one: Answer, other: Answer) -> str:
    return own.text[one.figure.anchor.end : other.figure.anchor.start]


def _says_share(own: OwnText, part: Answer, share: Answer) -> bool:
    between = _between(own, part, share)
    return is_count(part) and len(between) < _FAR and _IS_SHARE.search(between) is not None


def _judge(own: OwnText, ratio: Ratio) -> Finding | None:
    part, base = (_loose(a.figure) for a in (ratio.part, ratio.base))
    printed, factor = ratio.share.figure, 100.0 if ratio.share.figure.unit == "percent" else 1.0
    one, other = value_of(ratio.part.figure), value_of(ratio.base.figure)
    if not one or not other or base.low <= 0:
        return None
    worked_out = Amount(factor * part.low / base.high, factor * part.high / base.low)
    holds = worked_out.meets(_share_amount(printed))
    shown = f"{show_number(one)} of {show_number(other)} is {show_number(100 * one / other)} %"
    words = " ".join(printed.anchor.text.split())
    why = f"{shown}; the text says “{words}”"
    return Finding(
        "arithmetic.holds" if holds else "arithmetic.fails",
        SUM_HOLDS if holds else SUM_FAILS,
        f"The text's own numbers: {why}.",
        tuple(own.figure_side(a) for a in (ratio.part, ratio.base, ratio.share)),
    )


def _loose(figure: Figure) -> Amount:
    value = value_of(figure) or 0.0
    amount = amount_of(figure)
    if isinf(amount.low) or isinf(amount.high):
        amount = Amount(value, value)  # a share is given of the number that is printed
    if amount.low < amount.high:
        return amount
    return amount.widened(min(rounding([figure]), _LOOSEST * value))


def _share_amount(figure: Figure) -> Amount:
    amount, value = amount_of(figure), value_of(figure) or 0.0
    if figure.unit == "share":
        return amount.widened(_WORDS_OFF * value)
    return amount.widened(0.5 if float(value).is_integer() else 0.05)
