"""Independent origins of figures of the story, counted by hand before any code did.

``independent_gaps.csv`` lists the figures whose count is not found, with the reason.
"""

from functools import cache

from benchmarks.story import echoes, facts, reports, rows

from reportedly.model import Origin
from reportedly.reconcile import Answer, Independent, count_independent, find_agreeing, find_origins

EXACT = 0.9


@cache
def origins() -> tuple[Origin, ...]:
    return find_origins(facts().values(), echoes())


def answer_at(row) -> Answer:
    text = reports()[row["digest"]].document.text
    at = text.index("---\n", 4)
    while (at := text.find(row["exact"], at + 1)) >= 0:
        end = at + len(row["exact"])
        for answer in facts()[row["digest"]].answers:
            anchor = answer.figure.anchor
            if anchor.start < end and at < anchor.end:
                return answer
    raise AssertionError(row)


def counted(row) -> Independent:
    answers = [a for f in facts().values() for a in f.answers]
    return count_independent(origins(), find_agreeing(answer_at(row), answers, origins()))


def key(row) -> tuple[str, str]:
    return row["digest"], row["exact"]


def test_counts_of_independent_origins_are_exact_but_for_known_gaps():
    table = rows("independent.csv")
    wrong = {key(r): str(n) for r in table if (n := counted(r).count) != int(r["count"])}
    assert wrong == {key(r): r["found"] for r in rows("independent_gaps.csv")}
    assert len(wrong) <= (1 - EXACT) * len(table)


def test_no_count_is_larger_than_the_number_of_reasons():
    for row in rows("independent.csv"):
        found = counted(row)
        assert 1 <= found.count <= len(found.reasons)


def test_each_gap_says_why():
    assert all(r["why"] for r in rows("independent_gaps.csv"))
