"""The words of a pack, ready to be looked up: kinds of things, parties, terms of conditions."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from reportedly.knowledge import (
    Kind,
    Lexicon,
    join_kinds,
    load_countries,
    load_kinds,
    plural,
    spread_kinds,
    verb_forms,
)
from reportedly.knowledge.lexicon import cut
from reportedly.model import Pack, Provision, RegimeParty

_PEOPLE: Final = "people"  # the kind that the nationals of a country are of


class Vocabulary:
    """What a pack's words mean, built once for each pack.

    ``kinds``, ``parties`` and ``terms`` find their words in a text; ``above`` has for each kind the
    kinds that hold it and itself; ``by_act`` the assessed provisions by the acts that they name.
    """

    def __init__(self, pack: Pack) -> None:
        kinds = join_kinds(load_kinds(), (Kind(*kind) for kind in pack.kinds))
        self.pack = pack
        self._nexus = frozenset(pack.nexus)
        self.above = spread_kinds(kinds)
        words = {k.key: k.words for k in kinds.values()}
        self.kinds = Lexicon(words | {_PEOPLE: (*words.get(_PEOPLE, ()), *_nationals())})
        self.party: Mapping[str, RegimeParty] = {p.key: p for p in pack.parties}
        self.parties = Lexicon({p.key: (p.name, *p.names) for p in pack.parties})
        self.terms = Lexicon({key: _forms(words) for key, words in pack.terms})
        self.by_act: dict[str, list[Provision]] = {}
        for provision in pack.provisions:
            if provision.is_assessed:
                for act in provision.elements[0].test.values:
                    self.by_act.setdefault(act, []).append(provision)

    def names_nexus(self, text: str) -> bool:
        """Whether a text names a party that makes the regime a matter."""
        return any(not self._nexus.isdisjoint(f.keys) for f in self.parties.find(text))

    def provisions(self, acts: Iterable[str]) -> Iterator[Provision]:
        """The provisions that one of some acts may engage, each once, in the order of the pack."""
        found = {p.key: p for act in acts for p in self.by_act.get(act, ())}
        return iter(found.values())


def _nationals() -> Iterator[str]:
    """Words for the people of a country: "North Koreans"."""
    for form, country in load_countries().items():
        if country.use == "adjective" and form.endswith(("n", "i", "h")):
            yield plural(form) if form.endswith("n") else f"{form}s"


@lru_cache(maxsize=32)
def vocabulary_of(pack: Pack) -> Vocabulary:
    """The vocabulary of a pack, made once."""
    return Vocabulary(pack)


def _forms(words: Iterable[str]) -> Iterator[str]:
    """Words of a term with the forms of the verbs in them: "earn wages", "earning wages"."""
    for word in words:
        parts = cut(word)
        yield word
        for at, part in enumerate(parts):
            for form in verb_forms(part):
                yield " ".join((*parts[:at], form, *parts[at + 1 :]))
        if len(parts) > 1:
            yield " ".join((plural(parts[0]), *parts[1:]))
