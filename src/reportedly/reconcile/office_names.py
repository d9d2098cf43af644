"""Who is named with an office: "Defence Minister Ivan Petrov", "the Petrov administration".

A name alone is no naming, and neither is one whose office is past, future or near to it ("former",
"then", "deputy").
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from reportedly.knowledge import Office, Tenure, find_country, load_tenures
from reportedly.model import Span

_FAMILY_FIRST: Final = frozenset({"KP", "KR", "CN"})
_REIGNS: Final = frozenset({"Monarch", "Emperor"})  # no government is called after them
_HEADS: Final = frozenset({"head of state", "head of government", "leader"})
_BODY: Final = re.compile(
    r"(?:['’]s?)?\s+(?:administration|government|cabinet|presidency|regime)\b", re.I
)
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
_AROUND: Final = 45  # characters beside a name in which its title may stand
_APPOSED: Final = re.compile(r",\s+(?:[\w’'-]+\s+){0,3}?$")


def find_named(text: str) -> Iterator[tuple[Span, tuple[Tenure, ...]]]:
    """Spans that name a person with an office, and the rows of that person in it, in order."""
    for match in _names_pattern().finditer(text):
        name = Span(*match.span())
        if " " in match[0] or not _has_other_name(text, name):
            yield from _offices(text, name, _by_name()[match[0]])


@cache
def _by_name() -> Mapping[str, tuple[Tenure, ...]]:
    """Tenures by every full name and every family name."""
    found: dict[str, list[Tenure]] = {}
    for tenure in load_tenures():
        for name in {tenure.holder, *tenure.others}:
            for form in {name, _family_name(name, tenure.office.country)}:
                found.setdefault(form, []).append(tenure)
    return {form: tuple(tenures) for form, tenures in found.items()}


def _has_other_name(text: str, name: Span) -> bool:
    """Whether a family name stands with a given name of somebody else: "Lee Min-ho"."""
    following = re.compile(r"\s[A-Z][a-z]").match(text, name.end)
    if following and not _BODY.match(text, name.end):
        return True
    given = re.search(r"([A-Z][a-z]+)\s$", text[max(0, name.start - 25) : name.start])
    return given is not None and given[1].lower() not in _title_words()


@cache
def _title_words() -> frozenset[str]:
    """Words that may stand before a name without being one."""
    titles = (t for tenure in load_tenures() for t in (tenure.office.title, *tenure.office.titles))
    return frozenset({"the", "this"} | {w.lower() for title in titles for w in title.split()})


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
    body = _BODY.match(text, name.end)
    if body is not None:
        start = name.start - 4 if text[: name.start][-4:].lower() == "the " else name.start
        if not _NOT_NOW.search(text[max(0, start - 20) : start]):
            yield Span(start, body.end()), tuple(t for t in tenures if _is_head(t.office))
        return
    before = text[max(0, name.start - _AROUND) : name.start]
    for title in _titles(tenures):
        lead = re.search(rf"\b{re.escape(title)}\s+$", before, re.I)
        if lead is not None and not _NOT_NOW.search(_phrase(before[: lead.start()])):
            start = name.start - len(before) + lead.start()
            yield Span(start, name.end), _of_country(_of_title(tenures, title), text[:start])
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


def _of_country(tenures: tuple[Tenure, ...], before: str) -> tuple[Tenure, ...]:
    """The rows of the country that stands before a title, all where none does."""
    words = before[-40:].split()[-2:]
    named = find_country(" ".join(words)) or (find_country(words[-1]) if words else None)
    if named is None:
        return tenures
    return tuple(t for t in tenures if t.office.country == named.iso)


def _is_head(office: Office) -> bool:
    return bool(_HEADS.intersection(office.titles)) and office.title not in _REIGNS
