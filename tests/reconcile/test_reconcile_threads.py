"""A walk along threads: how far it goes, and which texts it opens."""

from collections.abc import Iterable

from echo_cases import page

from reportedly.model import Echo, Report
from reportedly.reconcile import STEPS, Facts, find_facts, follow

DEAD = "General Idris Keita said that 1,340 Malian soldiers had died."
HURT = "Moussa Diallo said that 250 Malian soldiers had been wounded."
AGENCY = page("TASS", "2031-05-20", f"{DEAD} {HURT}")
MAIL = page("The Mail", "2031-05-21", DEAD)
POST = page("The Post", "2031-05-22", HURT)
(TIES,) = [s.ties for s in STEPS if s.ties is not None]


class Shelf:
    """Texts at hand, and one echo; it remembers whose facts were asked for."""

    def __init__(self, echo: Echo, *reports: Report) -> None:
        self.held = {r.id: find_facts(r) for r in reports}
        self.echo, self.opened = echo, set[str]()

    def facts(self, documents: Iterable[str]) -> dict[str, Facts]:
        wanted = set(documents)
        self.opened |= wanted
        return {d: f for d, f in self.held.items() if d in wanted}

    def echoes(self, documents: Iterable[str]) -> list[Echo]:
        return [self.echo] if {self.echo.later, self.echo.earlier} & set(documents) else []

    def holders(self, keys: Iterable[str]) -> set[str]:
        wanted = set(keys)
        return {d for d, f in self.held.items() if wanted & {s.key for s in f.said}}


def reuse(later: Report, earlier: Report, number: float) -> Echo:
    """The figure with a number in two texts, as one that the later takes from the earlier."""
    here, there = (
        tuple(s.anchor for s in find_facts(r).said if s.number == number) for r in (later, earlier)
    )
    return Echo(later.id, earlier.id, "figure_reuse", "one number", 0.9, here, there)


def test_an_echo_of_other_words_opens_no_text() -> None:
    shelf = Shelf(reuse(POST, AGENCY, 250), AGENCY, MAIL, POST)
    found = follow(shelf, TIES, [MAIL.id])
    assert {f.document for f in found.facts} == {AGENCY.id, MAIL.id}
    assert shelf.opened == {AGENCY.id, MAIL.id}
    assert found.echoes == ()


def test_an_echo_leads_on_when_its_words_are_met_later() -> None:
    lone = page("The Post", "2031-05-22", "Some 1,340 Malian soldiers died, a doctor said.")
    shelf = Shelf(reuse(lone, AGENCY, 1340), AGENCY, MAIL, lone)
    found = follow(shelf, TIES, [MAIL.id])
    assert {f.document for f in found.facts} == {AGENCY.id, MAIL.id, lone.id}
    assert found.echoes == (shelf.echo,)
