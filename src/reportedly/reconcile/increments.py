"""What was, what came, and what it makes: "another 500 brought the total to 2,000"."""

import re
from collections.abc import Iterator
from typing import Final

from reportedly.model import Finding
from reportedly.reconcile.amounts import amount_of, rounding, show_number, value_of
from reportedly.reconcile.answers import Answer
from reportedly.reconcile.own_text import OwnText
from reportedly.reconcile.sums import is_count, may_be_same
from reportedly.reconcile.weights import SUM_FAILS, SUM_HOLDS

_MORE: Final = re.compile(
    r"\b(?:another|a further|further|an? (?:additional|extra)|additional)\b", re.I
)
_MORE_AFTER: Final = re.compile(r"\s+(?:more|others?)\b", re.I)
_BRINGS: Final = re.compile(
    r"\b(?:br(?:ought|ings?|inging)|t(?:ook|akes|aking)|rais(?:es|ed|ing)|lift(?:s|ed|ing))\b"
    r"[^.;:]{0,60}\b(?:total|number|toll|figure|count|strength|tally|losses|force)\b[^.;:]{0,40}"
    r"\bto\s+(?:a\s+|the\s+)?(?:total of\s+)?$",
    re.I,
)
_LOOK_BACK: Final = 2  # sentences before in which the earlier number may stand


def find_increments(own: OwnText) -> Iterator[Finding]:
    """Totals that a text says an increment brought about."""
    for span in own.sentences.spans:
        counts = [a for a in own.answers_in(span) if is_count(a)]
        for n, added in enumerate(counts[:-1]):
            total = counts[n + 1]
            if _is_more(own, added) and _BRINGS.search(_between(own, added, total)):
                yield from _judge(own, list(_earlier(own, counts[:n], added, total)), added, total)


def _between(own: OwnText, one: Answer, other: Answer) -> str:
    return own.text[one.figure.anchor.end : other.figure.anchor.start]


def _is_more(own: OwnText, answer: Answer) -> bool:
    start, end = answer.figure.anchor.hull
    words = own.text[max(0, start - 20) : end]
    return bool(_MORE.search(words) or _MORE_AFTER.match(own.text, end)) or (
        answer.figure.aspect == "increment"
    )


def _earlier(
    own: OwnText, same_sentence: list[Answer], added: Answer, total: Answer
) -> Iterator[Answer]:
    """Numbers of the same thing that stand shortly before."""
    before = own.sentences.before(added.figure.anchor.start, _LOOK_BACK)
    told = [*same_sentence, *(a for s in before for a in own.answers_in(s) if is_count(a))]
    for answer in told:
        same = answer.measure is not None and answer.measure in (added.measure, total.measure)
        if same and may_be_same(answer, total):
            yield answer


def _judge(own: OwnText, earlier: list[Answer], added: Answer, total: Answer) -> Iterator[Finding]:
    more, made = value_of(added.figure) or 0, value_of(total.figure) or 0
    fitting = [a for a in earlier if (value_of(a.figure) or 0) + more == made]
    bases = fitting or earlier
    if len({value_of(a.figure) for a in bases}) != 1:
        return  # nothing before, or several numbers that it may have been added to
    base = bases[0]
    was = value_of(base.figure) or 0
    loose = rounding([base.figure, added.figure, total.figure])
    one, other = amount_of(base.figure), amount_of(added.figure)
    low, high = one.low + other.low - 2 * loose, one.high + other.high + 2 * loose
    printed = amount_of(total.figure).widened(loose)
    holds = low <= printed.high and printed.low <= high
    words = f"{show_number(was)} + {show_number(more)} = {show_number(was + more)}"
    end = f", and the text's new total is {show_number(made)}" if was + more != made else ""
    yield Finding(
        "arithmetic.holds" if holds else "arithmetic.fails",
        SUM_HOLDS if holds else SUM_FAILS,
        f"The text's own numbers: {words}{end}.",
        tuple(own.figure_side(a) for a in (base, added, total)),
    )
