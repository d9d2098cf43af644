"""What differs between two states."""

from dataclasses import replace

from reportedly.model import Finding, Member, Origin, Passed, Reconciled, Side, Span, make_anchor
from reportedly.reconcile import as_published, compare_states

MEMBER = Member("que_1", "fig_1", "doc_1", "person:a", "2031-05-01", "stands", None, "as printed")
LATER = replace(MEMBER, figure="fig_2", document="doc_2", day="2031-05-09")
OTHER = replace(MEMBER, figure="fig_3", document="doc_3", speaker="body:b")
DAYS = {"doc_1": "2031-05-02", "doc_2": "2031-05-10", "doc_3": None}


def anchor(document: str) -> object:
    return make_anchor(document, "forty were there", "evidence", [Span(0, 5)])


def finding(kind: str, weight: float, *documents: str) -> Finding:
    sides = [Side(anchor(d)) for d in documents]  # type: ignore[arg-type]
    return Finding(kind, weight, "they differ", (sides[0],), tuple(sides[1:]))  # type: ignore[arg-type]


def test_first_answers_new_speakers_and_further_figures() -> None:
    assert compare_states(Reconciled(), Reconciled(members=(MEMBER,))).first == (MEMBER,)
    changes = compare_states(
        Reconciled(members=(MEMBER,)), Reconciled(members=(MEMBER, LATER, OTHER))
    )
    assert (changes.first, changes.further, changes.speakers) == ((), (LATER,), (OTHER,))


def test_who_answered_before_may_stand_outside_of_what_is_compared() -> None:
    asked = {"que_1": frozenset({"person:a"})}
    changes = compare_states(Reconciled(), Reconciled(members=(MEMBER, OTHER)), asked)
    assert (changes.first, changes.further, changes.speakers) == ((), (MEMBER,), (OTHER,))


def test_a_copy_of_a_figure_is_no_news() -> None:
    echo = replace(LATER, state="echo", by="fig_1")
    changes = compare_states(Reconciled(members=(MEMBER,)), Reconciled(members=(MEMBER, echo)))
    assert changes == type(changes)()


def test_a_revised_figure_and_one_that_is_gone() -> None:
    revised = replace(MEMBER, state="revised", by="fig_2")
    changes = compare_states(
        Reconciled(members=(MEMBER, OTHER)), Reconciled(members=(revised, LATER))
    )
    assert (changes.revised, changes.dropped) == ((revised,), (OTHER,))


def test_findings_by_weight_conflicts_apart() -> None:
    light, heavy = finding("conflict.date", 0.3, "doc_1"), finding("conflict.figure", 0.9, "doc_1")
    agrees = finding("agreement", 0.4, "doc_1", "doc_2")
    changes = compare_states(Reconciled(findings=(agrees,)), Reconciled(findings=(light, heavy)))
    assert changes.conflicts == (heavy, light)
    assert changes.gone == (agrees,)


def test_a_known_origin_that_more_texts_have() -> None:
    first, second = (Passed(d, anchor(d), (), None, "copied") for d in ("doc_1", "doc_2"))  # type: ignore[arg-type]
    origin = Origin(first.anchor, "person:a", (first,))
    wider = replace(origin, passed=(first, second))
    assert compare_states(Reconciled(), Reconciled(origins=(origin,))).origins == (origin,)
    changes = compare_states(Reconciled(origins=(origin,)), Reconciled(origins=(wider,)))
    assert [s.texts for s in changes.spread] == [(second,)]
    assert changes.origins == ()


def test_as_published_leaves_out_what_rests_on_later_texts() -> None:
    revised = replace(MEMBER, state="revised", by="fig_2")
    both, own = finding("agreement", 0.4, "doc_1", "doc_2"), finding("scope", 0.5, "doc_1")
    found = Reconciled(members=(revised, LATER, OTHER), findings=(both, own))
    then = as_published(found, DAYS, "2031-05-10")
    assert then.members == (replace(MEMBER, state="stands", by=None),)
    assert then.findings == (own,)
    assert as_published(found, DAYS, "2031-05-11").members == (revised, LATER)
