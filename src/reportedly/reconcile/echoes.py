"""Echoes: which later text repeats which earlier one, and how.

The echoes of one text depend on that text and on those that share a key with it, and on nothing
else: so a new text touches only those, and the order of arrival does not matter.
"""

from collections.abc import Callable, Iterable, Sequence

from reportedly.model import Echo, contains
from reportedly.reconcile.citations import citation_keys, find_cited, find_recalled
from reportedly.reconcile.copies import Copy, copy_keys, find_copies
from reportedly.reconcile.facts import Facts
from reportedly.reconcile.postings import ECHOED, Postings
from reportedly.reconcile.quoted_again import find_quoted_again, quotation_keys
from reportedly.reconcile.reuse import find_reused, reuse_keys


def echo_keys(facts: Facts) -> frozenset[str]:
    """The keys under which a text meets all others that it may echo, or that may echo it."""
    return copy_keys(facts) | quotation_keys(facts) | citation_keys(facts) | reuse_keys(facts)


def find_echoes(facts: Iterable[Facts], text_of: Callable[[str], str]) -> tuple[Echo, ...]:
    """All echoes among some texts; ``text_of`` gives a document's text by its identifier."""
    postings = Postings.over(facts, echo_keys, text_of, ECHOED)
    return tuple(echo for later in postings.facts for echo in find_echoes_among(later, postings))


def find_echoes_of(
    later: Facts, others: Iterable[Facts], text_of: Callable[[str], str]
) -> tuple[Echo, ...]:
    """The earlier texts that one text echoes. ``others`` are all that share a key with it.

    Gives the same as :func:`find_echoes` over everything, for that text.
    """
    postings = Postings.over((later, *others), echo_keys, text_of, ECHOED)
    return find_echoes_among(later, postings)


def find_echoes_among(later: Facts, postings: Postings) -> tuple[Echo, ...]:
    """The earlier texts of some that one text echoes, by kind."""
    copies = tuple(find_copies(later, postings))
    copied = [c.echo for c in copies]
    quoted = _besides(copies, find_quoted_again(later, postings))
    cited = _besides(copies, find_cited(later, postings))
    passed = frozenset(e.earlier for e in (*copied, *cited))
    reused = _besides(copies, find_reused(later, postings, passed=passed))
    found = [*copied, *quoted, *cited, *reused]
    recalled = _besides(copies, find_recalled(later, postings))
    found += [e for e in recalled if not any(_says_it(f, e) for f in found)]
    return tuple(sorted(found, key=lambda e: (e.kind, e.earlier)))


def _besides(copies: Sequence[Copy], echoes: Iterable[Echo]) -> list[Echo]:
    """Echoes that a copy does not bring about: what stands in copied words came along with them."""
    copied = {c.echo.earlier for c in copies}
    return [
        e
        for e in echoes
        if e.earlier not in copied
        and not any(all(c.covers(a.hull) for a in e.here) for c in copies)
    ]


def _says_it(found: Echo, recalled: Echo) -> bool:
    """Whether a link by figure, quotation or credit says what a recollection would say."""
    sentences = [a.hull for a in recalled.here]
    return found.earlier == recalled.earlier or any(
        contains(s, a.hull) for s in sentences for a in found.here
    )
