"""Where a text names an office with its holder, and whether it has that person act now or then.

"Defence Minister Ivan Petrov says", "Petrov, the defence minister, has warned", "the Petrov
administration is weighing". Only what acts is read: whoever is met, followed or blamed may be told
of in any tense.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from reportedly.knowledge import Office, Tenure, load_tenures
from reportedly.model import Attribution, Span, contains, overlaps
from reportedly.reconcile.own_text import OwnText

When = Literal["now", "then"]
_FAMILY_FIRST: Final = frozenset({"KP", "KR", "CN"})
_REIGNS: Final = frozenset({"Monarch", "Emperor"})  # no government is called after them
_HEADS: Final = frozenset({"head of state", "head of government", "leader"})
_BODY: Final = r"(?:['’]s?)?\s+(?:administration|government|cabinet|presidency|regime)\b"
# Who is called so held the office, or will, or something near to it.
_NOT_NOW: Final = re.compile(
    r"\b(?:former|formerly|ex|then|late|outgoing|incoming|acting|deputy|vice|first|ousted|deposed"
    r"|toppled|fallen|past|previous|onetime|one-time|future|shadow|assistant|under|elect|designate"
    r"|once|predecessor|successor|late|interim|until|was|as)\b",
    re.I,
)
_UNTIL: Final = re.compile(
    r"[^.;]{0,30}\b(?:until|at the time|then|from (?:19|20)\d\d|in (?:19|20)\d\d|between)\b", re.I
)
_PREPOSITION: Final = re.compile(
    r"\b(?:under|by|of|from|with|to|for|against|during|since|in|than|like|after|before|between|at"
    r"|on|about|over|toward|towards|into|unlike|via)\s+(?:the\s+|a\s+)?$",
    re.I,
)
_ADVERB: Final = r"(?:\s+(?:also|now|still|already|repeatedly|again|\w+ly))*"
_NOW: Final = re.compile(
    rf"{_ADVERB}\s+(?:has|have|is|are|will|must|says?|wants?|plans?|continues?|remains?)\b(?!\s+been\s+told)"
)
_PRESENT: Final = re.compile(
    rf"{_ADVERB}\s+(?!was\b|has\b|as\b|its\b|his\b|this\b|us\b|is\b|does\b)[a-z]+[^su\W]s\b"
)
_BEFORE: Final = re.compile(rf"{_ADVERB}\s+(?:had|used\s+to|would)\b")
_THEN: Final = re.compile(
    rf"{_ADVERB}\s+(?:[a-z]+ed|said|told|was|were|did|met|made|took|went|gave|sent|spoke|saw|held"
    r"|left|put|began|wrote)\b"
)
_AROUND: Final = 45  # characters beside a name in which its title may stand
_APPOSED: Final = re.compile(r",\s+(?:[\w’'-]+\s+){0,3}?$")


@dataclass(frozen=True, slots=True)
class Naming:
    """A person named in an office who acts: the words, the rows that may be meant, and when."""

    span: Span
    tenures: tuple[Tenure, ...]
    when: When

    @property
    def office(self) -> Office:
        """The office, the first where the words fit several."""
        return self.tenures[0].office

    @property
    def holder(self) -> str:
        """The person's usual name."""
        return self.tenures[0].holder


def find_namings(own: OwnText) -> Iterator[Naming]:
    """Office-holders who act in a text, in its order."""
    for match in _names_pattern().finditer(own.text):
        name = Span(*match.span())
        tenures = _by_name()[match[0]]
        for span, meant in _offices(own.text, name, tenures):
            if meant and not _is_quoted(own, span) and (when := _when(own, span)):
                yield Naming(span, meant, when)
                break


# ---------------------------------------------------------------- who is named, in what office


@cache
def _by_name() -> Mapping[str, tuple[Tenure, ...]]:
    """Tenures by every full name and every family name."""
    found: dict[str, list[Tenure]] = {}
    for tenure in load_tenures():
        for name in {tenure.holder, *tenure.others}:
            for form in {name, _family_name(name, tenure.office.country)}:
                found.setdefault(form, []).append(tenure)
    return {form: tuple(tenures) for form, tenures in found.items()}


def _family_name(name: str, country: str | None) -> str:
    parts = name.split()
    return parts[0] if country in _FAMILY_FIRST else parts[-1]


@cache
def _names_pattern() -> re.Pattern[str]:
    names = sorted(_by_name(), key=lambda n: (-len(n), n))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")


def _offices(
    text: str, name: Span, tenures: Iterable[Tenure]
) -> Iterator[tuple[Span, tuple[Tenure, ...]]]:
    """Spans that name an office with the person, and the rows of that office."""
    tenures = tuple(tenures)
    body = re.compile(_BODY).match(text, name.end)
    if body is not None:
        start = name.start - 4 if text[: name.start][-4:].lower() == "the " else name.start
        if not _NOT_NOW.search(text[max(0, start - 20) : start]):
            yield Span(start, body.end()), tuple(t for t in tenures if _is_head(t.office))
        return
    before = text[max(0, name.start - _AROUND) : name.start]
    for title in _titles(tenures):
        lead = re.search(rf"\b{re.escape(title)}\s+(?:[A-Z][\w.]*\s+)?$", before, re.I)
        if lead is not None and not _NOT_NOW.search(_phrase(before[: lead.start()])):
            start = name.start - len(before) + lead.start()
            yield Span(start, name.end), _of_title(tenures, title)
            return
    yield from _apposed(text, name, tenures)


def _apposed(
    text: str, name: Span, tenures: tuple[Tenure, ...]
) -> Iterator[tuple[Span, tuple[Tenure, ...]]]:
    after = text[name.end : name.end + _AROUND + 40]
    for title in _titles(tenures):
        found = re.search(rf"\b{re.escape(title)}\b(?!\s+(?:of|for)\s)", after, re.I)
        if found is None or not _APPOSED.fullmatch(after[: found.start()]):
            continue
        rest = after[found.end() :]
        if not _NOT_NOW.search(after[: found.start()]) and not _UNTIL.match(rest):
            yield Span(name.start, name.end + found.end()), _of_title(tenures, title)
            return


def _phrase(before: str) -> str:
    """The words of the noun phrase that a title ends: what stands after the last mark."""
    return re.split(r"[.,;:()“”\"]", before)[-1][-30:]


def _titles(tenures: Iterable[Tenure]) -> list[str]:
    titles = {t for tenure in tenures for t in (tenure.office.title, *tenure.office.titles)}
    return sorted(titles, key=lambda t: (-len(t), t))


def _of_title(tenures: Iterable[Tenure], title: str) -> tuple[Tenure, ...]:
    return tuple(t for t in tenures if title in (t.office.title, *t.office.titles))


def _is_head(office: Office) -> bool:
    return bool(_HEADS.intersection(office.titles)) and office.title not in _REIGNS


# ---------------------------------------------------------------- when they act


def _is_quoted(own: OwnText, span: Span) -> bool:
    """Whether the words are somebody's own: they may be old, or meant so."""
    return any(
        overlaps(span, s)
        for a in own.report.extraction.attributions
        if a.mode == "direct"
        for s in a.content.spans
    )


def _when(own: OwnText, span: Span) -> When | None:
    """Whether who is named acts at the time of the text, or is told of; None where neither."""
    said = _attribution(own, span)
    if said is not None and said.cue is not None:
        return _when_said(own, span, said)
    if _PREPOSITION.search(own.text, max(0, span.start - 15), span.start):
        return None
    after = _skip_apposition(own.text, span.end)
    if _BEFORE.match(own.text, after):
        return None
    if _NOW.match(own.text, after) or _PRESENT.match(own.text, after):
        return "now"
    return "then" if _THEN.match(own.text, after) else None


def _skip_apposition(text: str, at: int) -> int:
    """Behind ", a lawyer by training," where such words stand beside the name."""
    aside = re.compile(r",[^,.;:]{1,80},(?=\s+[a-z])").match(text, at)
    return aside.end() if aside else at


def _attribution(own: OwnText, span: Span) -> Attribution | None:
    for attribution in own.report.extraction.attributions:
        source = attribution.source
        if source is not None and (contains(source.hull, span) or contains(span, source.hull)):
            return attribution
    return None


def _when_said(own: OwnText, span: Span, said: Attribution) -> When | None:
    assert said.cue is not None
    cue = said.cue.text
    lead = own.text[span.end : said.cue.start] if said.cue.start >= span.end else ""
    words = f" {lead[-40:].strip()} {cue}".replace("  ", " ")
    if re.search(r"\b(?:had|used to)\b", words):
        return None
    if re.search(r"\b(?:has|have|is|are|will)\b", words):
        return "now"
    return "now" if re.match(r"(?!was\b)[a-z]+[^su\W]s\b", cue) else "then"
