"""The packs that ship with the program: their integrity, their cases, and what a case hangs on."""

import time
from collections import defaultdict
from importlib.resources import files

import pytest
from acts_of import read

from reportedly.model import OUTCOMES, Pack
from reportedly.regimes import RECALLED, cite, list_bundled, load_bundled, load_pack, run_case
from reportedly.regimes.cases import CaseResult

PACKS = {name: load_pack(files("reportedly.regimes") / "data" / name, cases=True)
         for name in list_bundled()}  # fmt: skip
CASES = [(name, case.name) for name, pack in PACKS.items() for case in pack.cases]
_done: dict[tuple[str, str], CaseResult] = {}


def result(pack: str, name: str) -> CaseResult:
    if (pack, name) not in _done:
        case = next(c for c in PACKS[pack].cases if c.name == name)
        _done[pack, name] = run_case(case, PACKS[pack], lambda text, day: read(text, day).conducts)
    return _done[pack, name]


@pytest.mark.slow
@pytest.mark.parametrize(("pack", "name"), CASES, ids=[f"{p}-{n}" for p, n in CASES])
def test_a_case_comes_out_as_it_says(pack: str, name: str) -> None:
    found = result(pack, name)
    assert found.outcome == found.case.outcome
    assert found.is_right


@pytest.mark.slow
@pytest.mark.parametrize(("pack", "name"), CASES, ids=[f"{p}-{n}" for p, n in CASES])
def test_a_case_hangs_on_its_decisive_words(pack: str, name: str) -> None:
    found = result(pack, name)
    assert found.without != found.case.outcome
    assert found.hangs_on_it


@pytest.mark.parametrize("name", PACKS)
def test_every_family_with_elements_has_all_three_outcomes(name: str) -> None:
    pack = PACKS[name]
    outcomes: dict[str, set[str]] = defaultdict(set)
    for case in pack.cases:
        assert case.family == pack.get(case.provision).family
        outcomes[case.family].add(case.outcome)
    families = {p.family for p in pack.provisions if p.is_assessed}
    assert set(outcomes) == families
    assert all(found == set(OUTCOMES) for found in outcomes.values())


def test_there_are_enough_cases_and_provisions() -> None:
    assert len(PACKS["un-sc1718"].cases) >= 60
    assert len(PACKS["un-sc2140"].provisions) >= 12


@pytest.mark.parametrize("name", PACKS)
def test_a_recalled_number_is_marked_and_a_read_one_is_not(name: str) -> None:
    pack = PACKS[name]
    for provision in pack.provisions:
        assert (RECALLED in cite(pack, provision)) == (provision.number == "recalled")
        assert provision.reference


@pytest.mark.parametrize("name", PACKS)
def test_conditions_and_exceptions_say_what_they_are(name: str) -> None:
    for provision in PACKS[name].provisions:
        for element in provision.elements:
            assert bool(element.wording) == (element.name not in ROLES)
        if provision.force in ("administrative", "exception"):
            assert not provision.is_assessed


@pytest.mark.parametrize("name", PACKS)
def test_no_wording_of_ours_says_that_somebody_broke_a_rule(name: str) -> None:
    ours = " ".join(
        f"{p.title} {p.wording} {' '.join(e.wording for e in (*p.elements, *p.exemptions))}"
        for p in PACKS[name].provisions
    ).lower()
    assert "violat" not in ours
    assert "guilt" not in ours


ROLES = ("act", "actor", "object", "recipient", "origin", "place")


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_loads_in_half_a_second(name: str) -> None:
    start = time.process_time()
    loaded = load_pack(files("reportedly.regimes") / "data" / name)
    assert time.process_time() - start < 0.5
    assert loaded == load_bundled(name)


SUPERSEDED = [
    (pack, old, new)
    for pack in PACKS.values()
    for new in pack.provisions
    for old in (pack.get(key) for key in new.supersedes)
]


@pytest.mark.parametrize(
    ("pack", "old", "new"), SUPERSEDED, ids=[f"{o.key}-{n.key}" for _, o, n in SUPERSEDED]
)
def test_what_was_replaced_ends_the_day_before(pack: Pack, old, new) -> None:  # type: ignore[no-untyped-def]
    assert old.last < new.first
