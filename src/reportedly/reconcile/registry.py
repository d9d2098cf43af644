"""The steps of reconciliation, in their order. A new step is one line here."""

from typing import Final

from reportedly.reconcile import same_figures
from reportedly.reconcile.steps import OwnStep, Step

STEPS: Final[tuple[Step, ...]] = (same_figures.STEP,)

# What is found within one document, while all of its records are at hand.
OWN_STEPS: Final[tuple[OwnStep, ...]] = ()
