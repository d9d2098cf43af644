"""Packs on the terminal and as JSON: what they hold, one provision whole, how cases came out."""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from reportedly.model import Element, Pack, Provision, Requirement
from reportedly.publish.assessment_rows import FORCES, OUTCOMES
from reportedly.publish.wording import days, plain
from reportedly.regimes import CaseResult, cite, counter_test


def packs_table(packs: Iterable[Pack]) -> Table:
    """One row for each pack."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("pack", "regime", "provisions", "assessed", "numbers recalled", "edition"):
        table.add_column(name)
    for pack in packs:
        recalled = sum(p.number == "recalled" for p in pack.provisions)
        table.add_row(
            pack.id,
            plain(pack.title),
            str(len(pack.provisions)),
            str(sum(p.is_assessed for p in pack.provisions)),
            str(recalled),
            pack.edition,
        )
    return table


def provisions_table(pack: Pack, provisions: Iterable[Provision]) -> Table:
    """One row for each provision."""
    table = Table(box=None, pad_edge=False, header_style="bold", expand=True)
    table.add_column("key", no_wrap=True)
    table.add_column("title", ratio=3)
    table.add_column("in force", no_wrap=True)
    table.add_column("force", ratio=2)
    table.add_column("cited", ratio=3)
    for p in provisions:
        table.add_row(p.key, plain(p.title), _in_force(p), FORCES[p.force], cite(pack, p))
    return table


def _in_force(provision: Provision) -> str:
    span = days(provision.first or None, provision.last or None)
    return f"{span} (known until {provision.known})" if provision.known else span


def print_provision(out: Console, pack: Pack, provision: Provision) -> None:
    """Print one provision whole."""
    out.print(Text(f"{provision.key}  {plain(provision.title)}", style="bold"))
    lines = {
        "cited": cite(pack, provision),
        "says": plain(provision.wording),
        "force": FORCES[provision.force],
        "binds": ", ".join(provision.bound),
        "in force": _in_force(provision),
        "number": provision.number,
        "wording": provision.substance,
        "from": plain(provision.reference),
        "extends": ", ".join(provision.extends),
        "supersedes": ", ".join(provision.supersedes),
    }
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for name, value in lines.items():
        if value:
            table.add_row(name, Text(value))
    for element in provision.elements:
        table.add_row(f"element {element.name}", Text(_element_words(element)))
    for exemption in provision.exemptions:
        by = f" (by {exemption.by})" if exemption.by else ""
        table.add_row("exception", Text(f"{plain(exemption.wording)}{by}"))
    out.print(table)


def _element_words(element: Element) -> str:
    wording = f" – {plain(element.wording)}" if element.wording else ""
    return f"{test_words(element.test)}{wording}"


def test_words(test: Requirement) -> str:
    """A test in the words of the format: ``kind: coal, iron``."""
    if test.tests:
        inner = "; ".join(test_words(t) for t in test.tests)
        return f"{test.predicate} of ({inner})"
    if test.predicate == "figure":
        return f"figure above {test.over:,.0f} {test.unit}"
    if test.predicate == "dated":
        return f"dated {days(test.values[0] or None, test.values[1] or None)}"
    return f"{test.predicate}: {', '.join(test.values)}"


def to_pack_json(pack: Pack, provisions: Sequence[Provision]) -> dict[str, Any]:
    """A pack's head and some provisions, field by field."""
    return {
        "regime": pack.id,
        "edition": pack.edition,
        "title": pack.title,
        "authority": pack.authority,
        "resolutions": [dataclasses.asdict(r) for r in pack.resolutions],
        "provisions": [dataclasses.asdict(p) | {"cited": cite(pack, p)} for p in provisions],
    }


def case_lines(results: Iterable[CaseResult], *, in_full: bool = False) -> Iterator[str]:
    """Cases with what came out, and, in full, each element."""
    for result in results:
        case = result.case
        came = OUTCOMES[result.outcome]
        if not result.is_right:
            missing = f", missing {', '.join(case.missing)}" if case.missing else ""
            yield f"{case.name} ({case.provision}): {came}; says {OUTCOMES[case.outcome]}{missing}"
        elif not result.hangs_on_it:
            without = OUTCOMES[result.without]
            yield f"{case.name} ({case.provision}): without its decisive words it is {without}"
            yield f"    {plain(counter_test(case)[0])}"
        elif in_full:
            yield f"{case.name} ({case.provision}): {came}, as it says"
        yield f"    {plain(case.text)}"
        if result.found is not None:
            for e in result.found.elements:
                if in_full or e.result != "met":
                    yield f"    {e.name}: {e.result.replace('_', ' ')} – {plain(e.reason)}"
