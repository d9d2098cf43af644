"""Claims as words that tell of something: enough to find who else tells of it.

Not what a claim means, only its topics. Two claims that share a rare thing and further words tell
of one matter; whatever is concluded from that is light and shows both sides' words.
"""

import re
from dataclasses import dataclass
from typing import Final

from reportedly.knowledge import load_topics, topic_words
from reportedly.model import Anchor, Claim
from reportedly.reconcile.contexts import Contexts, stands_locally
from reportedly.reconcile.headers import Header
from reportedly.reconcile.voices import Voice

# Topics that half of all war reporting has: they never make two claims one matter.
COMMON: Final = frozenset(
    {"soldier", "send", "kill", "wound", "capture", "worker", "plan", "decide", "warn", "help"}
    | {"visit", "border", "missile", "ammunition", "sanction", "sign"}
)
_FEWEST: Final = 3  # words of a claim that tells of something
_BOTH: Final = re.compile(r"\b(?:both|the two) (?:countries|states|nations|capitals)\b")


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim with its topics, and the countries in which it places what it tells of.

    ``things`` are the topics that are not common; ``words`` all classes and stems.
    """

    header: Header
    claim: Claim
    voice: Voice
    things: frozenset[str]
    words: frozenset[str]
    places: frozenset[str]
    sentence: Anchor


def tellings_in(around: Contexts) -> tuple[Telling, ...]:
    """The claims of a report that tell of some thing, in the order of the text."""
    report = around.report
    made = []
    for claim in report.extraction.claims:
        words = _words(claim.anchor)
        things = (words & load_topics()) - COMMON
        if things and len(words) >= _FEWEST:
            made.append(
                Telling(
                    header=around.header,
                    claim=claim,
                    voice=around.voice(claim.attribution),
                    things=things,
                    words=words,
                    places=_places(around, claim),
                    sentence=around.sentence(claim.anchor.hull),
                )
            )
    return tuple(made)


def _words(anchor: Anchor) -> frozenset[str]:
    """Classes and stems of what is not a name; names say who and where."""
    known = load_topics()
    return frozenset(
        word
        for exact in anchor.exact
        for at, word in topic_words(exact)
        if word in known or exact[at].islower()
    )


def _places(around: Contexts, claim: Claim) -> frozenset[str]:
    """Countries in which a claim places something; "in both countries" names those of its text."""
    hull = claim.anchor.hull
    found = {
        p.country
        for p in around.places.within(hull)
        if p.country and stands_locally(around.text, p.anchor.start)
    }
    if _BOTH.search(around.text, *hull):
        found |= around.countries(hull)
    return frozenset(found)
