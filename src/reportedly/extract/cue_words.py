"""Which word of a cue says what it does: "said" of "said on Monday that"."""

import re

from reportedly.knowledge import Cue, load_cues, load_noun_cues
from reportedly.model import AttributionKind

_COUNT = re.compile(
    r"\W*(?:[^\W\d]+\W+){0,3}?(?:(?!(?:19|20)\d\d\b)\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty"
    r"|dozens?|hundreds?|thousands?|millions?|billions?)\b)",
    re.IGNORECASE,
)
_WANTED = re.compile(r"(?:to|for|that)\s|[^“\"«„]*[“\"«„]", re.IGNORECASE)
_WORD = re.compile(r"[\w'’-]+")


def cue_of(words: str) -> Cue | None:
    """The table's entry for a cue: its last verb of saying, else its last such noun, or None."""
    found = [word.lower() for word in _WORD.findall(words)]
    for table in (load_cues(), load_noun_cues()):
        for word in reversed(found):
            if word in table:
                return table[word]
    return None


def is_told(kind: AttributionKind, cue: str, content: str) -> bool:
    """Whether what an attribution governs is told by its source, and not a deed of his.

    Speech is. So are beliefs, and wishes and plans in words ("plans to leave"). "Signed a pact",
    "agreed on a truce" say whose the pact is, and it is the author who tells of it.
    """
    if kind == "speech":
        return True
    known = cue_of(cue)
    if known is None:
        return False
    return known.frame != "to" or bool(_WANTED.match(content) or _COUNT.match(content))
