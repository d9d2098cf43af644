"""What an answer covers, as far as its text says: where, in which aspect, done or planned.

A scope is all that questions need of an answer, and small: a question may have ten thousands.

Only a place in which things happen counts ("in Chad", "to Kursk"), not one that is near, against
which or from which they happen, nor the home of those counted.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from reportedly.knowledge import fold_name, load_measure_relations
from reportedly.model import Anchor, Aspect, Interval, PlaceMention
from reportedly.reconcile.answers import Answer
from reportedly.reconcile.headers import Header
from reportedly.reconcile.voices import Voice

Value = tuple[float | str, float | str]

_BETWEEN: Final = (
    r"(?:the\s)?(?:[\w-]+['’]s\s)?(?:the\s)?(?:(?:south|north|east|west|central)\w*\s)?\Z"
)
_WITHIN: Final = re.compile(
    rf"\b(?:in|inside|within|into|to|at|across|throughout|around)\s{_BETWEEN}", re.IGNORECASE
)
_AT_HOME: Final = re.compile(
    rf"\b(?:in|inside|within|across|throughout)\s{_BETWEEN}", re.IGNORECASE
)
# What befalls people, as measures.
VICTIMS: Final = frozenset({"killed", "wounded", "casualties", "captured", "missing", "losses"})
_NEAR: Final = 48  # characters before a place in which its preposition stands
_KINDS: Final = re.compile(
    r"\b(?:region|oblast|province|governorate|district|area|city)\b", re.IGNORECASE
)


_HAPPENED: Final = re.compile(
    r"\b(?:has|have|had|were|was)\b[^.;]{0,40}\b(?:arrived|come|reached|sent|deployed|moved)\b"
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What an answer covers: what its question, and what became of it, depend on.

    ``figure`` is the figure's identifier, ``anchor`` its words, ``key`` measure and country of
    those counted, ``kind`` what people they are. ``value`` is what makes two figures the same:
    their numbers without hedge, or the vague words (``vague``). ``country`` is an ISO code and
    ``spot`` a place in it, both None where the text says none. ``planned`` marks counts of what is
    to come: a plan and what was done are two states of one thing; ``happened`` says that the words
    tell of something done, whatever the claim's verb. ``day`` and ``as_of`` are the answer's.
    """

    header: Header
    figure: str
    anchor: Anchor
    key: tuple[str, str]
    kind: str
    value: Value
    vague: bool
    voice: Voice
    day: str | None
    as_of: Interval | None
    aspect: Aspect
    country: str | None
    spot: str | None
    planned: bool = False
    happened: bool = False


def find_scopes(answers: Sequence[Answer]) -> tuple[Scope, ...]:
    """Scopes of the answers of one document that can be held against others, in their order."""
    return tuple(
        _scope(a, a.key, answers) for a in answers if a.key is not None and not _is_denied(a)
    )


def _scope(answer: Answer, key: tuple[str, str], answers: Sequence[Answer]) -> Scope:
    country, spot = _where(answer)
    words = answer.claim.anchor.text if answer.claim is not None else answer.sentence.text
    return Scope(
        header=answer.header,
        figure=answer.figure.id,
        anchor=answer.figure.anchor,
        key=key,
        kind=answer.population.kind,
        value=_value(answer),
        vague=answer.is_vague,
        voice=answer.voice,
        day=answer.day,
        as_of=answer.as_of,
        aspect=_aspect(answer, answers),
        country=country,
        spot=spot,
        planned=answer.is_ahead,
        happened=_HAPPENED.search(words) is not None,
    )


def _value(answer: Answer) -> Value:
    first, last = answer.figure.ends
    if first is None or last is None:
        words = answer.figure.hedge.lower() or answer.figure.anchor.text.lower()
        return words, words
    part = 100 if answer.figure.unit == "percent" else 1
    return float(first) / part, float(last) / part


def _is_denied(answer: Answer) -> bool:
    return answer.claim is not None and answer.claim.polarity == "negative"


def _aspect(answer: Answer, answers: Iterable[Answer]) -> Aspect:
    """The aspect, where a part of something else is the whole of its own measure.

    In "4,700 casualties, including 600 deaths" the deaths are all the deaths; in "of the 600
    killed, 40 fell in May" the 40 are a part.
    """
    printed = answer.figure.aspect
    if counts_a_unit(answer):
        return "part"
    if printed != "part":
        return printed or "total"
    measure = answer.figure.measure
    known = {whole for part, whole in load_measure_relations() if part == measure}
    at = answer.sentence.start
    beside = [a for a in answers if a is not answer and a.sentence.start == at]
    wholes = [a for a in beside if _least(a) >= _least(answer)]
    same = any(a.figure.measure == measure for a in wholes)
    other = any(a.figure.measure in known for a in wholes) or measure in VICTIMS
    return "part" if same or not other else "total"


def counts_a_unit(answer: Answer) -> bool:
    """Whether the dead or hurt of one unit are counted, and not of all: "nine of its regiment"."""
    return answer.figure.measure in VICTIMS and _names_unit(answer.sentence.text)


# A sentence is held against those of many texts.
@lru_cache(maxsize=8192)
def _names_unit(sentence: str) -> bool:
    return _UNIT.search(sentence) is not None


_UNIT: Final = re.compile(
    r"\b(?:the|its|his|their|a|an|one|\d+(?:st|nd|rd|th))\s+(?:[\w-]+\s+){0,2}"
    r"(?:regiment|brigade|battalion|company|squadron|platoon|detachment|division|crew)\b",
    re.IGNORECASE,
)


def _least(answer: Answer) -> float:
    figure = answer.figure
    return next((float(n) for n in (figure.low, figure.high) if n is not None), 0.0)


def _where(answer: Answer) -> tuple[str | None, str | None]:
    """The country in which those counted are, and the one place in it, if the text names them."""
    home = answer.population.country
    abroad = [p for p in answer.places if p.country != home and _stands(_WITHIN, answer, p)]
    # "In Chad" may be where Chadians died; "to Chad" is where they go home.
    own = (p for p in answer.places if p.country == home)
    inside = abroad or [p for p in own if _stands(_AT_HOME, answer, p)]
    countries = {p.country for p in inside if p.country}
    if len(countries) != 1:
        return None, None
    country = countries.pop()
    spots = {spot_key(p.name): p.name for p in inside if _is_spot(p) and p.country == country}
    return country, next(iter(spots)) if len(spots) == 1 else None


def _is_spot(place: PlaceMention) -> bool:
    return place.precision not in ("country", "sea")


def spot_key(name: str) -> str:
    """A place's name without the word for what it is: "Kursk region", "Kursk"."""
    return " ".join(_KINDS.sub(" ", fold_name(name)).split()) or fold_name(name)


def _stands(shape: re.Pattern[str], answer: Answer, place: PlaceMention) -> bool:
    """Whether a preposition of that shape stands before a place in the answer's sentence.

    In "in Chad's army" the country is no place; in "in the Kanem region" the name is one.
    """
    sentence, at = answer.sentence, place.anchor.start - answer.sentence.start
    if not 0 <= at <= len(sentence.text):
        return False
    after = sentence.text[at + len(place.anchor.text) :]
    if place.kind != "literal" and _KINDS.match(after.lstrip()) is None:
        return False
    return shape.search(sentence.text[max(0, at - _NEAR) : at]) is not None


def count_by(scopes: Iterable[Scope]) -> Mapping[tuple[str, str], list[Scope]]:
    """Scopes by measure and country of those counted: what may share a question."""
    found: dict[tuple[str, str], list[Scope]] = {}
    for scope in scopes:
        found.setdefault(scope.key, []).append(scope)
    return found
