"""One pass of reconciliation over a ledger: what changed, what that touches, what comes of it.

    facts     documents that are new, changed or replaced ─► facts and their keys
    steps     for each: touched units ─► records ─► runs of the documents whose records differ
    pass      how far the ledger was seen; the next pass goes on from there

A pass that is killed leaves what it has written; the next one works on the same documents again
and finds that part of it is there.
"""

import json
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from reportedly.errors import describe_crash
from reportedly.ledger import (
    Basis,
    FactsEntry,
    Ledger,
    Mark,
    Outcome,
    PassedOn,
    Recipe,
    append_facts,
    append_failure,
    append_outcomes,
    append_pass,
    count_entries,
    is_blank,
    list_changed,
    list_facts_runs,
    list_gone,
    list_passed,
    list_readings,
    list_subjects,
    load_facts,
    load_mark,
    load_reading,
    newest_entry,
    plan_facts,
)
from reportedly.model import Failure, Report, Run
from reportedly.reconcile import (
    FACTS,
    OWN_STEPS,
    STEPS,
    Facts,
    OwnStep,
    Planned,
    Record,
    Step,
    find_facts,
    hash_steps,
    number_keys,
    plan_all,
    plan_units,
    post,
    read_facts,
    write_facts,
)
from reportedly.regimes import LAW_STEP
from reportedly.workbench import Workbench, collector_paused

logger = logging.getLogger(__name__)

FACTS_AT_ONCE = 50  # documents that are loaded whole


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What a pass did: documents whose facts changed, and by step units worked and runs kept."""

    documents: int = 0
    units: dict[str, int] = field(default_factory=dict)
    runs: dict[str, int] = field(default_factory=dict)

    @property
    def changed(self) -> int:
        """How many documents' records differ from what they were, counted for each step."""
        return sum(self.runs.values())


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps of a pass: those over several documents, and those within one."""

    steps: Sequence[Step] = STEPS
    own: Sequence[OwnStep] = (*OWN_STEPS, LAW_STEP)

    @property
    def recipe(self) -> Recipe:
        """Who makes facts, and with what."""
        return Recipe(FACTS, hash_steps(self.steps, self.own))

    def make_facts(self, report: Report | None, run: Run) -> FactsEntry:
        """The facts of a report as the ledger keeps them; None takes no part. Pure."""
        if report is None or is_blank(report.document.text):
            return FactsEntry(run, own={s.name: (s.maker, ()) for s in self.own})
        found = find_facts(report)
        own = {s.name: (s.maker, tuple(s.run(report, found))) for s in self.own}
        at, _, family = post(found.header)
        keys = number_keys(found, self.steps)
        return FactsEntry(run, write_facts(found), keys, own, at, family)


def reconcile(
    ledger: Ledger,
    *,
    now: Callable[[], str],
    plan: Plan = Plan(),
    full: bool = False,
) -> Reconciliation:
    """Bring what the ledger says across documents up to date; only what changed is worked on.

    ``full`` works on everything; what comes of it is the same. Nothing is written when nothing
    differs.
    """
    with collector_paused():
        return _Pass(ledger, now, plan).run(full=full)


def load_kept_facts(ledger: Ledger, *, plan: Plan = Plan()) -> dict[str, Facts]:
    """The facts that the ledger keeps of its documents, where they are what would be made now."""
    with ledger.read() as connection:
        readings, have = list_readings(connection), list_facts_runs(connection)
        planned = plan_facts(connection, readings, readings, plan.recipe)
        known = [d for d, run in planned.items() if d in have and have[d] == (run.id, True)]
        kept = load_facts(connection, known)
    with collector_paused():
        return {document: read_facts(body, text) for document, (body, text) in kept.items()}


class _Pass:
    def __init__(self, ledger: Ledger, now: Callable[[], str], plan: Plan) -> None:
        self._ledger, self._now, self._plan = ledger, now, plan
        self._steps = steps = plan.steps
        self._bench = Workbench(ledger, now)
        self._recipe = plan.recipe
        self._makers = {s.name: f"{s.maker} {s.reach} {s.retrieval}" for s in steps}
        self._makers["facts"] = self._recipe.settings
        with ledger.read() as connection:
            self._mark = load_mark(connection)
            self._left = count_entries(connection, [s.name for s in steps], self._mark.done)
        self._known: dict[str, str] = json.loads(self._mark.steps)

    def run(self, *, full: bool) -> Reconciliation:
        if full:
            self._known = {}
        seen, redactions = self._update_facts()
        with self._ledger.read() as connection:
            dirty = list_changed(connection, self._mark.seen, seen, ["facts"])
            runs = list_facts_runs(connection)
            self._moved = bool(list_changed(connection, self._mark.seen, seen))
        self._runs = {document: run for document, (run, has) in runs.items() if has}
        done = Reconciliation(len(dirty))
        for step in self._steps:
            done.units[step.name], done.runs[step.name] = self._step(step, dirty)
        self._finish(seen, redactions, done)
        return done

    def _is_stale(self, step: Step) -> bool:
        """Whether all units of a step are due: it is new, or another version of it worked."""
        return self._known.get(step.name) != self._makers[step.name]

    # -------------------------------------------------------------- facts

    def _update_facts(self) -> tuple[int, int]:
        """Make the facts that documents should have; return how far the ledger was seen."""
        seen = self._mark.seen
        while True:
            upto, redactions, planned = self._plan_facts(seen)
            for start in range(0, len(planned), FACTS_AT_ONCE):
                entries = [self._make_facts(*p) for p in planned[start : start + FACTS_AT_ONCE]]
                append_facts(self._ledger, entries, now=self._now())
            if not planned:
                return upto, redactions
            seen = upto

    def _plan_facts(self, seen: int) -> tuple[int, int, list[tuple[Run, bool]]]:
        """Runs of facts that are due, each with whether its document takes part."""
        with self._ledger.read() as connection:
            upto, redactions = newest_entry(connection)
            readings, have = list_readings(connection), list_facts_runs(connection)
            wanted = set(readings)
            same = (self._makers["facts"], self._mark.redactions)
            if (self._known.get("facts"), redactions) == same:
                wanted &= list_changed(connection, seen, upto) | (wanted - have.keys())
            wanted |= {d for d, (_, has) in have.items() if has and d not in readings}
            runs = plan_facts(connection, wanted, readings, self._recipe)
        due = {d: run for d, run in runs.items() if d not in have or have[d][0] != run.id}
        return upto, redactions, [(due[d], d in readings) for d in sorted(due)]

    def _make_facts(self, run: Run, takes_part: bool) -> FactsEntry:
        if not takes_part:
            return self._plan.make_facts(None, run)
        with self._ledger.read() as connection:
            kept = load_reading(connection, run.subject)
        try:
            return self._plan.make_facts(Report(kept.document, kept.extraction), run)
        except Exception as error:
            logger.warning("facts of %s failed", run.subject, exc_info=True)
            message = describe_crash(error)
            failure = Failure("reconcile", run.subject, "internal_error", message)
            append_failure(self._ledger, failure, now=self._now())
            return FactsEntry(run)

    # -------------------------------------------------------------- steps

    def _step(self, step: Step, dirty: frozenset[str]) -> tuple[int, int]:
        """Work on the units of a step that are touched; how many, and how many runs came of it."""
        if step.reach == "thread":
            return self._follow(step, dirty)
        touched, units = self._plan_units(step, dirty)
        found: dict[str, list[tuple[int, Record]]] = {document: [] for document in touched}
        for unit in units:
            for document in (unit.subject,) if step.reach == "document" else unit.documents:
                found.setdefault(document, [])
        for number, filed in self._bench.work(step, units):
            found[filed.document].append((number, filed.record))
        replaced = None
        if step.reach == "key" and not self._is_stale(step):
            replaced = frozenset(u.number for u in units)
        outcomes = (Outcome(d, found[d], replaced) for d in sorted(found))
        return len(units), self._keep(step, outcomes, dirty)

    def _keep(self, step: Step, outcomes: Iterable[Outcome], dirty: frozenset[str]) -> int:
        same_maker = not self._is_stale(step) and not self._left
        basis = Basis(self._runs, dirty if same_maker else None)
        return append_outcomes(
            self._ledger, step.name, step.maker, outcomes, basis=basis, now=self._now()
        )

    def _follow(self, step: Step, dirty: frozenset[str]) -> tuple[int, int]:
        """Work on what hangs together with what changed, item by item.

        Records whose items lie in it are replaced, wherever they were filed; others stay.
        """
        stale = self._is_stale(step)
        with self._ledger.read() as connection:
            if stale:
                changed = frozenset(self._runs)
                touched = changed | list_subjects(connection, step.name)
                before: list[PassedOn] = []
            else:
                upto, _ = newest_entry(connection)
                changed = dirty | list_changed(connection, self._mark.done, upto, step.after)
                touched, before = frozenset(), list_passed(connection, changed)
        others = [(p.document, p.anchor) for p in before]
        followed = self._bench.follow(step, changed, others)
        found: dict[str, list[tuple[int, Record]]] = {document: [] for document in touched}
        for number, one in followed.filed:
            found.setdefault(one.document, []).append((number, one.record))
        replaced = {d: {number for number, _ in records} for d, records in found.items()}
        if not stale:
            with self._ledger.read() as connection:
                near = list_passed(connection, changed | followed.documents)
            for text in near:
                if text.anchor in followed.items or text.document in changed:
                    replaced.setdefault(text.filed, set()).add(text.unit)
        outcomes = (
            Outcome(d, found.get(d, ()), None if stale else frozenset(replaced[d]))
            for d in sorted(replaced)
        )
        return len(changed), self._keep(step, outcomes, dirty)

    def _plan_units(
        self, step: Step, dirty: frozenset[str]
    ) -> tuple[frozenset[str], list[Planned]]:
        """Documents that are touched, and the units of a step that they touch."""
        index = self._bench.index(step)
        with self._ledger.read() as connection:
            if self._is_stale(step):
                touched = frozenset(self._runs) | list_subjects(connection, step.name)
                return touched, list(plan_all(step, index, self._runs))
            upto, _ = newest_entry(connection)
            touched = dirty | list_changed(connection, self._mark.done, upto, step.after)
            gone = list_gone(connection, step.name, touched)
        wordings = self._bench.wordings(step, touched)
        return touched, list(plan_units(step, index, touched, gone, wordings))

    def _finish(self, seen: int, redactions: int, done: Reconciliation) -> None:
        """Keep the mark. Where somebody else wrote too, the next pass looks at it again."""
        steps = json.dumps(self._makers, sort_keys=True)
        anything = self._moved or done.documents or done.changed or self._left
        if not anything and steps == self._mark.steps:
            return
        names = [s.name for s in self._steps]
        with self._ledger.read() as connection:
            upto, _ = newest_entry(connection)
            ours = count_entries(connection, names, self._mark.done) == self._left + done.changed
        written = upto if ours else self._mark.done
        mark = Mark(seen, written, redactions, steps)
        append_pass(self._ledger, mark, now=self._now())
