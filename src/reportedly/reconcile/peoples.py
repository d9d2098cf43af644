"""Where a text names a country's people: "Chadian soldiers", "men from Chad", "Chad has sent".

Nothing is parsed. A shape that could mean something else gives nothing: those who only fight the
counted, speak of them or stand beside them are marked or left out.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, cast

from reportedly.knowledge import (
    load_countries,
    load_cues,
    load_event_verbs,
    load_people_kinds,
    load_people_verbs,
    load_roles,
)
from reportedly.model import Report, Span, overlaps
from reportedly.reconcile.lexemes import Lexeme, Named, cut_words, find_named

PeopleKind = Literal["military", "civilian", "worker", ""]
_NOUN_NEAR: Final = 4  # words between a country and the noun for its people
_OWNER_NEAR: Final = 40  # words between a country and "its soldiers"
_VERB_NEAR: Final = 6  # words between a sender and the verb
_OBJECT_NEAR: Final = 14  # words after the verb in which those sent are named
_STOPS: Final = frozenset(".;:,()\n–—")
_JOINTS: Final = frozenset({"of", "in", "to", "and", "or", "for", "on", "with", "as", "by", "that"})
_AGAINST: Final = frozenset(
    {"by", "against", "with", "alongside", "beside", "near", "on", "than", "between", "for", "at"}
    | {"behind", "including", "besides"}
)
_PLACES: Final = frozenset(
    {"in", "to", "from", "of", "into", "inside", "across", "over", "through"}
)
_BE: Final = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_MUTUAL: Final = frozenset({"fight", "fights", "fought", "clash", "clashed"})  # both sides lose
_BACK: Final = frozenset({"back", "home"})
_OF_WHOM: Final = frozenset({"that", "which", "whom"})
_RELATIONS: Final = frozenset({"from", "of"})


@dataclass(frozen=True, slots=True)
class People:
    """A country's people where a text names them.

    ``span`` covers country and noun; ``kind`` is as in the table of nouns, "" where none stands
    there; ``acts`` marks those who do harm, ``beside`` those who only stand by what is told
    ("by", "against", "with"); ``governs`` is the stretch in which those counted are the sender's,
    None where nobody sends or loses.
    """

    span: Span
    iso: str
    kind: str
    acts: bool = False
    beside: bool = False
    governs: Span | None = None


class Peoples:
    """The peoples that one text names, found by position.

    ``senders`` are spans of persons who hold an office, with the country of the office.
    """

    def __init__(self, text: str, senders: Mapping[Span, str], known: str = "") -> None:
        self._words = cut_words(text)
        self._starts = [w.start for w in self._words]
        self._named = find_named(self._words, known=known)
        self._firsts = frozenset(n.first for n in self._named)
        found = (*self._nouns(), *self._sending(senders))
        self.all = tuple(sorted(found, key=lambda p: (p.span, p.iso)))

    def within(self, span: Span) -> tuple[People, ...]:
        """Peoples that begin within a stretch of the text, in order."""
        first = bisect_left(self.all, span.start, key=lambda p: p.span.start)
        last = bisect_left(self.all, span.end, key=lambda p: p.span.start)
        return self.all[first:last]

    # ------------------------------------------------------------------ with a noun

    def _nouns(self) -> Iterator[People]:
        for named in self._named:
            noun = self._noun_after(named)
            if noun is not None:
                yield self._people(named.first, noun, named)
            elif named.use == "adjective" and _is_plural(self._words, named):
                yield self._people(named.first, named.last, named)
            elif (before := self._noun_before(named)) is not None:
                yield self._people(before, named.last, named)
                if before > 1 and self._words[before - 1].low == "and":  # "troops and workers from"
                    joined = self._words[before - 2].low in load_people_kinds(named=True)
                    yield from [self._people(before - 2, before - 2, named)] if joined else []
        yield from self._owned()

    def _owned(self) -> Iterator[People]:
        """As "its soldiers", where the sentence has named one country before."""
        kinds = load_people_kinds(named=True)
        for n, word in enumerate(self._words):
            if word.low != "its":
                continue
            noun = next((i for i in (n + 1, n + 2) if self._low(i) in kinds), None)
            near = range(n, max(-1, n - _OWNER_NEAR), -1)
            start = next((i for i in near if self._words[i].text in ".?!"), near[-1])
            first = bisect_left(self._named, start, key=lambda m: m.first)
            last = bisect_left(self._named, n, key=lambda m: m.first)
            owners = [m for m in self._named[first:last] if m.use != "adjective"]
            subjects = [m for m in owners if self._is_subject(m.first)]
            if noun is not None and len({m.iso for m in owners}) == 1 and subjects:
                yield self._people(n, noun, subjects[-1])

    def _low(self, at: int) -> str:
        return self._words[at].low if at < len(self._words) else ""

    def _noun_after(self, named: Named) -> int | None:
        """The noun that a country stands before: an adjective, an owner, or a bare name."""
        words, at = self._words, named.last + 1
        owner = at < len(words) and words[at].text in ("'s", "'")
        if owner:
            at += 1
        near = _NOUN_NEAR if owner or named.use == "adjective" else 1
        if named.use == "metonym" and not owner:
            return None
        for n in range(at, min(at + near, len(words))):
            low = words[n].low
            if words[n].text in _STOPS or low in _JOINTS:
                return None
            if low in load_people_kinds(named=True):
                return None if self._is_office(n + 1) else n
        return None

    def _is_office(self, at: int) -> bool:
        """Whether the noun was part of a title or a body: "Chadian army officials"."""
        after = [w.low for w in self._words[at : at + 1]]
        head = load_roles().get(after[0]) if after else None
        return head is not None or after[:1] in (["chief"], ["commander"], ["command"], ["general"])

    def _noun_before(self, named: Named) -> int | None:
        """As in "soldiers from Chad", "forces of Chad"."""
        at = named.first - 1
        if named.use != "name":
            return None
        at -= at >= 0 and self._words[at].low == "the"
        if at < 1 or self._words[at].low not in _RELATIONS:
            return None
        verbs = (load_people_verbs().get(w.low) for w in self._words[max(0, at - 8) : at - 1])
        if "withdraws" in verbs:
            return None
        return at - 1 if self._words[at - 1].low in load_people_kinds(named=True) else None

    def _people(self, first: int, last: int, named: Named) -> People:
        words = self._words[first : last + 1]
        table = load_people_kinds(named=False)
        kinds = {k for w in words if (k := table.get(w.low)) and k != "victim"}
        kind = kinds.pop() if len(kinds) == 1 else ""
        before = self._words[max(0, first - 2) : first]
        return People(
            Span(words[0].start, words[-1].end),
            named.iso,
            kind,  # "military construction workers" is open
            acts=self._acts(last),
            beside=any(w.low in _AGAINST for w in before),
        )

    def _acts(self, last: int) -> bool:
        """Whether those whose name ends at ``last`` harm somebody."""
        after = self._words[last + 1 : last + 5]
        for n, word in enumerate(after):
            if word.text in _STOPS:
                return False
            if word.low in _MUTUAL:
                return False
            if load_event_verbs().get(word.low) == "ASSAULT" and not word.low.endswith("ing"):
                return not any(w.low in _BE for w in after[:n])
        return False

    # ------------------------------------------------------------------ as sender or loser

    def _sending(self, senders: Mapping[Span, str]) -> Iterator[People]:
        subjects = [(n.first, n.last, n.iso) for n in self._named if n.use != "adjective"] + list(
            self._persons(senders)
        )
        for first, last, iso in subjects:
            verb = self._verb_after(last) if self._is_subject(first) else None
            if verb is None:
                continue
            held = self._object(first, verb)
            if held is not None:
                span = Span(self._words[first].start, self._words[verb].end)
                yield People(span, iso, held[1], governs=held[0])

    def _persons(self, senders: Mapping[Span, str]) -> Iterator[tuple[int, int, str]]:
        for span, iso in senders.items():
            first = bisect_left(self._starts, span.start)
            last = bisect_left(self._starts, span.end) - 1
            if first <= last:
                yield first, last, iso

    def _verb_after(self, last: int) -> int | None:
        """The verb of sending or losing whose subject ends at ``last``."""
        for n in range(last + 1, min(last + 1 + _VERB_NEAR, len(self._words))):
            low = self._words[n].low
            if low in load_people_verbs():
                passive = self._words[n - 1].low in _BE and not low.endswith("ing")
                return None if passive else n
            if low in ("'s", "by") or self._words[n].text in _STOPS or n in self._firsts:
                return None
            if (cue := load_cues().get(low)) and cue.force in ("assert", "deny", "carrier"):
                # "Chad admitted sending men", but not "Chad said Libya sent men".
                following = self._words[n + 1].low if n + 1 < len(self._words) else ""
                doing = following.endswith("ing") and following in load_people_verbs()
                return n + 1 if doing else None
        return None

    def _is_subject(self, first: int) -> bool:
        """Whether no word before a country makes it a place or an object: "in Chad"."""
        at = first - 1
        at -= at >= 0 and self._words[at].low == "the"
        return at < 0 or self._words[at].low not in (_AGAINST | _PLACES)

    def _object(self, first: int, verb: int) -> tuple[Span, str] | None:
        """Where those sent or lost stand, with their kind; None when no people are sent."""
        words, kinds = self._words, load_people_kinds(named=True)
        before = words[max(0, first - 3) : first]
        for n, word in enumerate(before):  # "the soldiers that Chad has sent"
            if word.low in kinds and all(w.low in _OF_WHOM for w in before[n + 1 :]):
                start = words[max(0, first - _OBJECT_NEAR)].start
                return Span(start, words[verb].end), kinds[word.low]
        after = self._clause(verb + 1)
        if any(w.low in _BACK for w in after):
            return None
        nouns = [w.low for w in after if w.low in kinds]
        lost = load_people_verbs()[words[verb].low] == "loses"
        counted = lost and any(w.text[0].isdigit() for w in after[:4])
        if not nouns and not counted:
            return None
        span = Span(words[verb].end, after[-1].end)
        return span, kinds[nouns[0]] if nouns else ""

    def _clause(self, start: int) -> Sequence[Lexeme]:
        """Words after a verb up to the end of the sentence, and no further than is near."""
        after = self._words[start : start + _OBJECT_NEAR]
        end = next((n for n, w in enumerate(after) if w.text in (";", ":", "?", "!")), len(after))
        for n, word in enumerate(after[:end]):
            if word.text == "." and not self._is_inside(start + n):
                return after[:n]
        return after[:end]

    def _is_inside(self, at: int) -> bool:
        """Whether a point stands inside a number: "1.5"."""
        near = self._words[at - 1 : at + 2]
        return len(near) == 3 and near[0].end == near[1].start and near[1].end == near[2].start


def _is_plural(words: Sequence[Lexeme], named: Named) -> bool:
    """Whether a form stands for the people: "Chadians", but not "Swiss"."""
    form = " ".join(w.text for w in words[named.first : named.last + 1])
    return form.endswith("s") and form[:-1] in load_countries()


def peoples_of(report: Report) -> Peoples:
    """The peoples that a report names, with its persons as those who may send them."""
    senders = {
        m.anchor.hull: m.country
        for m in report.extraction.parties
        if m.type == "person" and m.country
    }
    return Peoples(report.document.text, senders)


def one_people(
    peoples: Peoples, within: Span, besides: Span | None = None
) -> tuple[str, PeopleKind] | None:
    """The one country whose people a stretch tells of, and their kind where it is one.

    Those who only do harm, and those within ``besides`` (who speaks), are left out.
    """
    named = [
        p
        for p in peoples.within(within)
        if not p.acts and not (besides is not None and overlaps(p.span, besides))
    ]
    countries = {p.iso for p in named}
    if len(countries) != 1:
        return None
    kinds = {p.kind for p in named} & {"military", "civilian", "worker"}
    return countries.pop(), cast(PeopleKind, kinds.pop()) if len(kinds) == 1 else ""
