"""Cases of a pack: short reports read by the program, and the outcomes that must come out."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from reportedly.model import OUTCOMES, Assessment, Case, Outcome, Pack
from reportedly.reconcile import Conduct
from reportedly.regimes.assess import assess

PUBLISHED: Final = "published"  # the decisive thing is the day of the report
Read = Callable[[str, str | None], Iterable[Conduct]]  # a text and its day, as acts


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What came out for a case, and for its counter-test; ``found`` is the assessment, if any."""

    case: Case
    outcome: Outcome
    found: Assessment | None
    without: Outcome

    @property
    def is_right(self) -> bool:
        """Whether the outcome is the case's, and what is missing is what it names."""
        if self.outcome != self.case.outcome:
            return False
        open_now = {e.name for e in self.found.missing} if self.found is not None else set()
        return set(self.case.missing) <= open_now

    @property
    def hangs_on_it(self) -> bool:
        """Whether the outcome changes, as the case says, when its decisive words are taken out."""
        if self.case.without:
            return self.without == self.case.without
        return self.without != self.case.outcome


def run_case(case: Case, pack: Pack, read: Read) -> CaseResult:
    """Read a case and its counter-test and assess both. ``read`` turns a text into acts."""
    found = _assess(case.text, case.published or None, case, pack, read)
    other = _assess(*counter_test(case), case, pack, read)
    return CaseResult(case, _outcome(found), found, _outcome(other))


def counter_test(case: Case) -> tuple[str, str | None]:
    """The text and day of a case without what its outcome hangs on."""
    if case.decisive == PUBLISHED:
        return case.text, case.instead or None
    text = case.text.replace(case.decisive, case.instead)
    return re.sub(r"\s+([,.])", r"\1", re.sub(r" {2,}", " ", text)).strip(), case.published or None


def _assess(
    text: str, published: str | None, case: Case, pack: Pack, read: Read
) -> Assessment | None:
    """The assessment of a text's acts under the case's provision: of several, the furthest."""
    found = [a for a in assess(read(text, published), pack) if a.provision == case.provision]
    return min(found, key=lambda a: OUTCOMES.index(a.outcome), default=None)


def _outcome(found: Assessment | None) -> Outcome:
    return found.outcome if found is not None else "not_engaged"
