"""Tests of a pack held against one reported act: met, not met, or nothing is said.

Each answer rests on words of the text. A word that is wider than what a rule names ("weapons" for
tanks) leaves a test open; what stands nowhere leaves it open, too.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from reportedly.knowledge import load_act_nouns, load_act_verbs
from reportedly.model import Anchor, Met, Predicate, RegimeParty, Requirement, Span, contains
from reportedly.reconcile import Argument, Conduct
from reportedly.regimes.vocabulary import Vocabulary

# Where else the words of a role stand when the text gives it none of its own.
_STANDS_IN: Final[Mapping[str, tuple[str, ...]]] = {
    "origin": ("origin", "object", "actor"),
    "object": ("object", "origin", "actor"),
    "recipient": ("recipient", "place"),
    "place": ("place", "recipient", "actor"),
    "actor": ("actor",),
}
_TOO_WIDE: Final = frozenset({"goods", "people"})  # who reads "people" knows nothing of trainers
_PEOPLE: Final = frozenset({"dispatch", "host", "employ", "repatriate", "permit", "expel"})
_AT_HOME: Final = frozenset({"host", "employ", "permit"})  # where who does it is, unless said
_AWAY: Final = frozenset({"dispatch", "transfer"})
_MONEY: Final = "money"
_OF_SUMS: Final = frozenset({"a", "an", "each", "in", "per"})  # what a sum may go on with
NAMES: Final = {
    "act": "the act",
    "actor": "who does it",
    "object": "what it is done with or to",
    "recipient": "who gets it",
    "origin": "where it comes from",
    "place": "where it happens",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """How a test holds: the words it rests on, and a plain reason.

    ``wide`` is true where the words name something that may hold what the rule names, ``near``
    where what does not meet it is a party that the regime knows.
    """

    result: Met
    reason: str
    basis: tuple[Anchor, ...] = ()
    wide: bool = False
    near: bool = False


class Look:
    """One act looked at with the words of one pack; answers are worked out once."""

    def __init__(self, conduct: Conduct, vocabulary: Vocabulary) -> None:
        self.conduct = conduct
        self._words = vocabulary
        self._known: dict[tuple[Requirement, str], Answer] = {}
        self._said: dict[str, Anchor] | None = None

    def ask(self, test: Requirement, role: str) -> Answer:
        """The answer to a test of the element ``role``, or of a condition."""
        key = (test, role)
        if key not in self._known:
            self._known[key] = _ASK[test.predicate](self, test, role)
        return self._known[key]

    # ------------------------------------------------------------------ what the text names

    def names_nexus(self) -> bool:
        """Whether sentence, neighbours or title name a country or party of the regime."""
        if not self.conduct.countries.isdisjoint(self._words.pack.countries):
            return True
        texts = (*(a.text for a in self.conduct.around), self.conduct.header.title or "")
        return any(map(self._words.names_nexus, texts))

    def own_sentence_names_nexus(self) -> bool:
        """Whether the act's own sentence names a country or party of the regime."""
        named = not self.conduct.here.isdisjoint(self._words.pack.countries)
        return named or self._words.names_nexus(self.conduct.around[0].text)

    def argument_names_nexus(self) -> bool:
        """Whether an argument of the act names a country or party of the regime."""
        countries = self._words.pack.countries
        return any(
            not a.countries.isdisjoint(countries) or self._words.names_nexus(a.anchor.text)
            for a in self.conduct.arguments
        )

    def arguments(self, role: str) -> Iterator[Argument]:
        """The argument of a role, then those that may stand in for it; a condition has all."""
        if role not in _STANDS_IN:
            sentence = self.conduct.around[0]
            yield from self.conduct.arguments
            yield Argument("sentence", sentence, self.conduct.here)
            return
        for name in _STANDS_IN[role]:
            found = self.conduct.get(name)
            if found is None:
                continue
            if role == "object" and name != "object" and not self._is_about_people():
                continue
            if role == "place" and name == "actor" and not self._is_at_home():
                continue
            yield found

    def _is_about_people(self) -> bool:
        return not _PEOPLE.isdisjoint(self.conduct.act.kinds)

    def _is_at_home(self) -> bool:
        """Whether it happens where who does it is: "a factory in Kuwait employed them"."""
        kinds = self.conduct.act.kinds
        return not _AT_HOME.isdisjoint(kinds) and _AWAY.isdisjoint(kinds)

    # ------------------------------------------------------------------ predicates

    def act(self, test: Requirement, role: str) -> Answer:
        """The act is of one of some kinds."""
        act = self.conduct.act
        same = [k for k in act.kinds if k in test.values]
        result: Met = "met" if same else "not_met"
        return Answer(result, f"“{act.anchor.text}” tells of it", (act.anchor,))

    def kind(self, test: Requirement, role: str) -> Answer:
        """The words of a role name a kind of thing, one within it, or one that may hold it."""
        own = self.conduct.get(role)
        places = [own.anchor] if own is not None else self._elsewhere(role)
        wanted = set(test.values)
        others: list[Anchor] = []
        wide: list[Anchor] = []
        for anchor, keys in self._kinds_in(places):
            if any(wanted & self._words.above[k] for k in keys):
                return Answer("met", f"“{anchor.text}” is such a thing", (anchor,))
            if any(k in self._words.above[w] for w in wanted for k in keys if k not in _TOO_WIDE):
                wide.append(anchor)
            else:
                others.append(anchor)
        if wide:
            words = ", ".join(f"“{a.text}”" for a in wide)
            reason = f"{words} may or may not be such a thing"
            return Answer("undetermined", reason, tuple(wide), wide=True)
        if others:
            words = ", ".join(f"“{a.text}”" for a in others)
            return Answer("not_met", f"{words}: another kind of thing", tuple(others))
        return Answer("undetermined", f"{NAMES.get(role, role)} is not said to be such a thing")

    def _elsewhere(self, role: str) -> list[Anchor]:
        """Where the words of a role may stand that the parse has not found: in its clause.

        A noun may name act and object at once ("granted a loan"). Those of a condition may stand
        anywhere in the sentence.
        """
        if role not in _STANDS_IN:
            return [self.conduct.around[0]]
        if role != "object":
            return []
        taken = [a.anchor.hull for a in self.conduct.arguments]
        word = self.conduct.act.anchor.text.lower()
        if word in load_act_verbs() or word not in load_act_nouns():
            taken.append(self.conduct.act.anchor.hull)
        rest = []
        for span, exact in zip(self.conduct.clause.spans, self.conduct.clause.exact, strict=True):
            at = span.start
            for start, end in sorted(t for t in taken if t.start < span.end and span.start < t.end):
                if at < start:
                    rest.append(_part(self.conduct.clause, span, exact, at, start))
                at = max(at, end)
            if at < span.end:
                rest.append(_part(self.conduct.clause, span, exact, at, span.end))
        return rest

    def _kinds_in(self, places: Iterable[Anchor]) -> Iterator[tuple[Anchor, tuple[str, ...]]]:
        """The kinds that words name; a sum ("$400,000") that is all they name is money."""
        for anchor in places:
            named = False
            for span, exact in zip(anchor.spans, anchor.exact, strict=True):
                for found in self._words.kinds.find(exact):
                    named = True
                    first, last = span.start + found.start, span.start + found.end
                    yield _part(anchor, span, exact, first, last), found.keys
            for figure in () if named else self.conduct.figures:
                if figure.measure == _MONEY and _is_all_of(anchor, figure.anchor):
                    yield figure.anchor, (_MONEY,)

    def country(self, test: Requirement, role: str) -> Answer:
        """A role is of one of some countries."""
        wanted = set(test.values)
        if role not in _STANDS_IN:
            return self._anywhere(wanted, role)
        return self._of_country(role, lambda c: bool(c & wanted), "of another country")

    def _anywhere(self, wanted: set[str], role: str) -> Answer:
        """For a condition, any argument may be of the country, or else the sentence name it."""
        found = [a for a in self.arguments(role) if a.countries & wanted]
        if found:
            return Answer("met", f"“{found[0].anchor.text}”", (found[0].anchor,))
        return Answer("undetermined", "nothing is said of it")

    def not_country(self, test: Requirement, role: str) -> Answer:
        """A role is of another country than some."""
        barred = set(test.values)
        return self._of_country(role, lambda c: bool(c - barred), "of that country")

    def _of_country(
        self, role: str, holds: Callable[[frozenset[str]], bool], otherwise: str
    ) -> Answer:
        """The first words for a role that name a country decide."""
        for argument in self.arguments(role):
            if argument.countries:
                met = holds(argument.countries)
                reason = f"“{argument.anchor.text}”" + ("" if met else f": {otherwise}")
                return Answer("met" if met else "not_met", reason, (argument.anchor,))
        own = self.conduct.get(role)
        if own is None:
            return Answer("undetermined", f"{NAMES.get(role, role)} is not said")
        reason = f"no country is named for “{own.anchor.text}”"
        return Answer("undetermined", reason, (own.anchor,))

    def party(self, test: Requirement, role: str) -> Answer:
        """A role names one of some parties of the pack."""
        wanted = set(test.values)
        others: Argument | None = None
        for argument, found in self._parties(role):
            if {p.key for p in found} & wanted:
                return Answer("met", f"“{argument.anchor.text}”", (argument.anchor,))
            if role not in _STANDS_IN:  # any argument may meet a condition
                others = argument if found and others is None else others
                continue
            own = {self._words.party[key].country for key in wanted}
            if found or (argument.countries and not argument.countries & own):
                reason = f"“{argument.anchor.text}”: somebody else"
                return Answer("not_met", reason, (argument.anchor,))
        if others is not None:
            reason = f"“{others.anchor.text}”: somebody else"
            return Answer("not_met", reason, (others.anchor,))
        return Answer("undetermined", f"{NAMES.get(role, role)} is not named")

    def listed(self, test: Requirement, role: str) -> Answer:
        """A role names a party that was listed on the day of the conduct."""
        days = self.conduct.days
        named = [(a, party) for a, found in self._parties(role) for party in found]
        listed = [(a, p) for a, p in named if p.listed is not None]
        for argument, party in listed:
            if days is not None and _is_within(days, party.listed or ("", "")):
                return Answer("met", f"“{argument.anchor.text}” ({party.name})", (argument.anchor,))
        if listed and days is None:
            return Answer("undetermined", "no day is given", (listed[0][0].anchor,))
        for argument, party in listed or named:
            reason = f"“{argument.anchor.text}”: {party.name} was not listed then"
            return Answer("not_met", reason, (argument.anchor,), near=True)
        return Answer("undetermined", f"{NAMES.get(role, role)}: no listed name is given")

    def _parties(self, role: str) -> Iterator[tuple[Argument, list[RegimeParty]]]:
        for argument in self.arguments(role):
            keys = [k for f in self._words.parties.find(argument.anchor.text) for k in f.keys]
            yield argument, [self._words.party[key] for key in keys]

    def says(self, test: Requirement, role: str) -> Answer:
        """The sentence or one beside it has a word of some terms."""
        for term in test.values:
            if (anchor := self._terms().get(term)) is not None:
                return Answer("met", f"“{anchor.text}”", (anchor,))
        return Answer("undetermined", "nothing is said of it")

    def unsaid(self, test: Requirement, role: str) -> Answer:
        """None of some terms stands in the sentence or beside it."""
        found = self.says(test, role)
        if found.result == "met":
            return replace(found, result="not_met")
        return Answer("undetermined", "nothing is said of it")

    def _terms(self) -> dict[str, Anchor]:
        """Terms of the pack in the sentences around the act, with the words nearest to it."""
        if self._said is None:
            self._said = {}
            for anchor in self.conduct.around:
                for span, exact in zip(anchor.spans, anchor.exact, strict=True):
                    for found in self._words.terms.find(exact):
                        at = span.start
                        words = _part(anchor, span, exact, at + found.start, at + found.end)
                        for key in found.keys:
                            self._said.setdefault(key, words)
        return self._said

    def figure(self, test: Requirement, role: str) -> Answer:
        """A figure of the act in some unit is above a number."""
        below = None
        for figure in self.conduct.figures:
            if test.unit not in (figure.unit, figure.measure) and not _has_word(
                figure.anchor.text, test.unit
            ):
                continue
            if figure.low is not None and figure.low > test.over:
                return Answer("met", f"“{figure.anchor.text}”", (figure.anchor,))
            below = figure
        if below is not None:
            reason = f"“{below.anchor.text}” by itself is not above {test.over:,.0f} {test.unit}"
            return Answer("undetermined", reason, (below.anchor,))
        return Answer("undetermined", f"no number of {test.unit} is given")

    def dated(self, test: Requirement, role: str) -> Answer:
        """The day of the conduct lies within a stretch."""
        days = self.conduct.days
        if days is None:
            return Answer("undetermined", "no day is given")
        first, last = test.values
        return hold_days(days, (first, last))

    def any(self, test: Requirement, role: str) -> Answer:
        """One of several tests is met."""
        return _best([self.ask(t, role) for t in test.tests], ("met", "undetermined", "not_met"))

    def all(self, test: Requirement, role: str) -> Answer:
        """All of several tests are met."""
        answers = [self.ask(t, role) for t in test.tests]
        found = _best(answers, ("not_met", "undetermined", "met"))
        if found.result != "met":
            # Whose it is may stay open; what it is has to be named, if only by a wider word.
            named = all(
                a.result == "met" or a.wide or t.predicate not in ("kind", "any")
                for t, a in zip(test.tests, answers, strict=True)
            )
            return replace(found, wide=found.result == "undetermined" and named)
        basis = tuple(dict.fromkeys(b for a in answers for b in a.basis))
        return Answer("met", "; ".join(dict.fromkeys(a.reason for a in answers)), basis)


_ASK: Final[Mapping[Predicate, Callable[[Look, Requirement, str], Answer]]] = {
    "act": Look.act,
    "kind": Look.kind,
    "country": Look.country,
    "not_country": Look.not_country,
    "party": Look.party,
    "listed": Look.listed,
    "says": Look.says,
    "unsaid": Look.unsaid,
    "figure": Look.figure,
    "dated": Look.dated,
    "any": Look.any,
    "all": Look.all,
}


def hold_days(days: tuple[str, str], within: tuple[str, str]) -> Answer:
    """A stretch of days held against another, each end of which may be open."""
    if _is_within(days, within):
        return Answer("met", f"{show_days(days)} lies within it")
    first, last = within
    if (first and days[1] < first) or (last and days[0] > last):
        return Answer("not_met", f"{show_days(days)} lies outside of it")
    return Answer("undetermined", f"{show_days(days)} reaches beyond it")


def _is_within(days: tuple[str, str], within: tuple[str, str]) -> bool:
    first, last = within
    return (not first or days[0] >= first) and (not last or days[1] <= last)


def show_days(days: tuple[str, str]) -> str:
    """A stretch of days in words; one day where both ends are the same."""
    return days[0] if days[0] == days[1] else f"{days[0]} to {days[1]}"


def _best(answers: list[Answer], order: tuple[Met, ...]) -> Answer:
    return min(answers, key=lambda a: order.index(a.result))


def _is_all_of(words: Anchor, amount: Anchor) -> bool:
    """Whether words are no more than a sum, not a price: "$400 worth of bread"."""
    if not contains(words.hull, amount.hull):
        return False
    _, _, after = words.text.partition(amount.text)
    return not after.strip() or after.split()[0].lower() in _OF_SUMS


def _has_word(words: str, unit: str) -> bool:
    return unit.casefold() in words.casefold().split()


def _part(anchor: Anchor, span: Span, exact: str, first: int, last: int) -> Anchor:
    """A stretch of an anchor's words as evidence of its own."""
    words = exact[first - span.start : last - span.start]
    return Anchor(anchor.document, "evidence", (Span(first, last),), (words,))
