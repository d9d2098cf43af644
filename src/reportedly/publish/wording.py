"""Words on screens and terminals for values of the model. No verdicts, nothing rounded away."""

import unicodedata
from collections.abc import Mapping
from decimal import Decimal

from reportedly.model import (
    Attribution,
    Claim,
    DateMention,
    Figure,
    Interval,
    Mode,
    SourceKind,
    Stated,
)

MODES: Mapping[Mode, str] = {
    "direct": "direct",
    "indirect": "indirect",
    "mixed": "mixed",
    "narrative": "narrative",
}
SOURCE_KINDS: Mapping[SourceKind, str] = {
    "named": "named person",
    "organisation": "organisation",
    "anonymous": "anonymous",
    "collective": "collective",
    "document": "document",
    "media": "media",
    "social": "social post",
    "none": "no source",
}
_BASES = {
    "given": "given by the user",
    "markup": "stated by the page's markup",
    "front_matter": "stated by the file's header",
    "layout": "read from the layout",
    "dateline": "read from the dateline",
    "text": "read from the text",
    "embedded_post": "proposed from an embedded post",
    "detected": "worked out from the text as a whole",
}
# Embeddings, overrides and isolates: they can make a terminal or page show words in another
# order than the one that is stored. Marks (LRM, RLM, ALM) belong to ordinary Hebrew and Arabic.
BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS = ("\u200d", "\ufe0f")


def is_control(char: str) -> bool:
    """Whether a character could steer the terminal or reorder the text around it."""
    return char in BIDI_CONTROLS or unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")


def plain(text: str) -> str:
    """``text`` on one line, white space joined, with control characters made visible."""
    joined = " ".join(text.split())
    return "".join(f"<U+{ord(c):04X}>" if is_control(c) else c for c in joined)


def shorten(text: str, limit: int) -> str:
    """At most ``limit`` characters of ``text``, cut between words where possible, with ``…``."""
    if len(text) <= limit:
        return text
    cut = text.rfind(" ", 0, limit)
    if cut < limit // 2:
        cut = limit - 1
        while cut > 0 and _joins(text[cut]) | (text[cut - 1] in _JOINERS):
            cut -= 1
    return text[:cut].rstrip() + "…"


def _joins(char: str) -> bool:
    return char in _JOINERS or bool(unicodedata.combining(char))


def number(value: int | float | None) -> str:
    """A number with thousands separated; an open bound is a dash."""
    if value is None:
        return "–"
    return f"{Decimal(str(value)):,f}".removesuffix(".0")  # neither rounded nor with an exponent


def bounds(figure: Figure) -> str:
    """What the figure allows: ``≥ 1,000``, ``≤ 500``, ``300–400`` or one number."""
    low, high = figure.low, figure.high
    if low is None and high is None:
        return "no number stated"
    if high is None:
        return f"≥ {number(low)}"
    if low is None:
        return f"≤ {number(high)}"
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def measure(name: str | None) -> str:
    """A measure's name as words."""
    return name.replace("_", " ") if name else "measure not stated"


def figure_words(figure: Figure) -> str:
    """What the printed figure was read as: bounds, hedge as printed, unit, measure, aspect."""
    parts = [bounds(figure)]
    if figure.unit:
        parts.append(figure.unit)
    if figure.measure:
        parts.append(measure(figure.measure))
    details = [f"“{figure.hedge}”"] if figure.hedge else []
    if figure.aspect and figure.aspect != "total":
        details.append(figure.aspect)
    return " ".join(parts) + (f" ({', '.join(details)})" if details else "")


def days(start: str | None, end: str | None) -> str:
    """An inclusive interval of days, one day where both ends are the same."""
    if start is None and end is None:
        return "not resolved"
    if start == end:
        return str(start)
    return f"{start or '…'} to {end or '…'}"


def date_words(date: DateMention) -> str:
    """The resolved interval of a date expression."""
    return days(date.start, date.end)


def as_of_words(interval: Interval | None) -> str:
    """The interval at whose end a figure holds, empty where the text does not say."""
    return days(interval.start, interval.end) if interval else ""


def stated_basis(stated: Stated) -> str:
    """What says so, or why nothing does."""
    if stated.value is None:
        return stated.where
    return _BASES.get(stated.basis, stated.where)


def qualifiers(claim: Claim) -> tuple[str, ...]:
    """Modality, polarity and certainty where they are not done, positive, asserted."""
    shown: list[str] = []
    if claim.modality != "done":
        shown.append(claim.modality)
    if claim.polarity != "positive":
        shown.append(claim.polarity)
    if claim.certainty != "asserted":
        shown.append(claim.certainty)
    return tuple(shown)


def is_carried_over(attribution: Attribution) -> bool:
    """Whether who speaks is carried over from an earlier sentence and named in none."""
    sourced = attribution.source is not None and attribution.cue is None
    return sourced and attribution.confidence < 1


def confidence_words(claim: Claim, attribution: Attribution) -> tuple[str, ...]:
    """Where the makers are not sure: of who makes a claim, and of the claim itself."""
    shown: list[str] = []
    if attribution.for_review:
        shown += ["carried over from the words before"] if is_carried_over(attribution) else []
        words = f"for review: attribution's confidence {attribution.confidence:.2f}"
        least = attribution.least_sure
        shown.append(words + (f", least sure of the {least[0]} ({least[1]:.2f})" if least else ""))
    if claim.confidence < attribution.confidence:
        shown.append(f"confidence {claim.confidence:.2f}")
    return tuple(shown)


def count(n: int, noun: str, plural: str | None = None) -> str:
    """``1 claim``, ``2 claims``."""
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def shown_words(text: str, limit: int) -> str:
    """Words fit for a terminal or one line of a listing: plain, and cut with ``…``."""
    return shorten(plain(text), limit)
