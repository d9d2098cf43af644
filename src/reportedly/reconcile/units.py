"""Which units documents belong to, for each reach of a step."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.model import Posted
from reportedly.reconcile.key_index import KeyIndex
from reportedly.reconcile.steps import Step

WHOLE = 0  # number of a unit that is no key


@dataclass(frozen=True, slots=True)
class Planned:
    """A unit to be worked on: ``number`` of its key, or its subject, and its documents."""

    number: int
    subject: str
    documents: frozenset[str]


def plan_units(
    step: Step,
    index: KeyIndex,
    dirty: Iterable[str],
    gone: Mapping[int, Sequence[Posted]] | None = None,
    wordings: frozenset[int] | None = None,
) -> Iterator[Planned]:
    """The units that some documents touch, in a fixed order.

    ``gone`` are the keys that those documents had before, with the places that they had then;
    ``wordings`` those of their keys that say whether a wording is printed again and again, None
    all of them.
    """
    touched, gone = frozenset(dirty), gone or {}
    keys = sorted(set(gone).union(*index.keys_of(touched).values()))
    if step.reach == "document":
        subjects = set(touched)
        index.hold(touched)
        changed = frozenset(index.rank[d] for d in touched if d in index.rank)
        for key in keys:
            turns = wordings is None or key in wordings or key in gone
            ranks = _touched(step, index, key, changed, gone.get(key, ()), turns=turns)
            subjects.update(map(index.document, ranks))
        yield from (Planned(WHOLE, s, frozenset({s})) for s in sorted(subjects))
        return
    found = index.documents_of(keys)
    yield from (Planned(k, "", found.get(k, frozenset())) for k in keys)


def plan_all(step: Step, index: KeyIndex, documents: Iterable[str]) -> Iterator[Planned]:
    """All units of a step, where all of its documents are due."""
    if step.reach == "key":
        yield from plan_units(step, index, documents)
    elif step.reach == "document":
        yield from (Planned(WHOLE, d, frozenset({d})) for d in sorted(documents))
    else:
        yield Planned(WHOLE, "", frozenset(documents))


def _touched(
    step: Step,
    index: KeyIndex,
    key: int,
    dirty: frozenset[int],
    left: Sequence[Posted],
    *,
    turns: bool,
) -> set[int]:
    """Ranks of documents of a key that see one of the changed, or one that had the key before."""
    changed = dirty.intersection(index.posted(key))
    found: set[int] = set()
    for one in (*(index.place(n) for n in changed), *left):
        found.update(index.seers(key, one, step.window))
    if turns:
        turned = index.turned(key, changed, left, step.window)
        found.update(index.of_families(key, turned))
    return found
