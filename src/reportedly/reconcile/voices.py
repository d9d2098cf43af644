"""Who says a thing, across documents: one key for one speaker, and the path a text has it by.

A key is made from what a text prints and from tables: persons by their name in whatever spelling,
bodies by their usual name, countries by their code, unnamed people by the words for them. Sources
without a name get a key that no other document shares: nothing shows them to be the same.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from reportedly.knowledge import (
    find_country,
    find_person,
    load_body_nouns,
    name_key,
    normal_name,
)
from reportedly.model import Anchor, Attribution, Mention, Report, SourceKind
from reportedly.reconcile.headers import Header, make_header, usual_outlet
from reportedly.reconcile.lexemes import cut_words, find_named
from reportedly.reconcile.named_bodies import body_for, name_body
from reportedly.reconcile.sentences import Sentences
from reportedly.reconcile.speaking_for import Lines

_REMOVED: Final = "█"  # stands in a text for each character that was redacted
_DEEPEST: Final = 6  # links of a chain that are followed
_PRONOUNS: Final = frozenset({"it", "they", "he", "she", "who", "which", "that", "we", "i"})
_DEFINITE: Final = frozenset({"the", "these", "those", "this"})
_LOOSE: Final = frozenset({"the", "a", "an", "some", "several", "two", "three", "many", "other"})


@dataclass(frozen=True, slots=True)
class Voice:
    """Who is said to say something in one text.

    ``key`` is equal for one speaker in all texts; ``shown`` is the name or the words of the
    source; ``path`` names who passes it on, nearest to the speaker first; ``words`` is the source
    as printed, None for the author's own voice and for sources that the text leaves out. ``body``
    is the key of the body that the source speaks for (a spokesperson, a staff, those it briefed).
    """

    key: str
    shown: str
    kind: SourceKind
    country: str | None
    reason: str
    words: Anchor | None = None
    path: tuple[str, ...] = ()
    body: str | None = None

    @property
    def is_author(self) -> bool:
        """Whether the text itself says it, in its author's voice."""
        return self.key.startswith("outlet:")

    @property
    def is_named(self) -> bool:
        """Whether the key stands for one person, body or state that other texts may name too."""
        return self.key.partition(":")[0] in ("person", "body", "org", "country")

    @property
    def is_state_or_body(self) -> bool:
        """Whether a later "it" may stand for the voice."""
        return self.key.partition(":")[0] in ("body", "org", "country")

    @property
    def line(self) -> str:
        """The key of whose line this is: of the body that it speaks for, else its own."""
        return self.body or self.key


def find_voices(report: Report) -> Mapping[str, Voice]:
    """The voice of each attribution of a report, by the attribution's identifier."""
    return _Voices(report).find()


def author_of(header: Header) -> Voice:
    """The voice of a document's own author: its publisher, else the document itself."""
    key = name_key(header.publisher) if header.publisher else header.document
    own = Voice(f"outlet:{key}", header.shown, "none", header.country, "the author's own voice")
    body = name_body(header.publisher) if header.publisher else None
    if body is None or body.media:
        return own
    reason = "the author's own voice, and the publisher is that body"  # a ministry's own statement
    line = body_for(body.key) or body.key
    return replace(own, country=body.country, body=line, reason=reason)


class _Voices:
    """Finds the voices of one report, in the order of its text."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._text = f"{report.document.title.value or ''}\n{report.document.text}"
        self._author = author_of(make_header(report))
        self._mentions = {m.id: m for m in report.extraction.parties}
        self._said = {a.id: a for a in report.extraction.attributions}
        self._countries = frozenset(n.iso for n in find_named(cut_words(self._text)))
        self._sentences = Sentences(report.document)
        self._lines = Lines(report, self._sentences, self._countries)
        self._done: dict[str, Voice] = {}
        self._spoken: list[tuple[int, Voice]] = []  # where a source stood before, and who it was

    def find(self) -> Mapping[str, Voice]:
        for attribution in sorted(self._said.values(), key=_position):
            voice = self._voice(attribution)
            self._done[attribution.id] = voice
            if attribution.source is not None:
                self._spoken.append((attribution.source.start, voice))
        return {
            i: replace(v, path=tuple(self._carriers(self._said[i]))) for i, v in self._done.items()
        }

    def _voice(self, attribution: Attribution) -> Voice:
        words = attribution.source
        if attribution.mode == "narrative":
            return self._with_credit(self._author, attribution)
        mention = self._mentions.get(attribution.speaker or "")
        if _REMOVED in (mention.name if mention else "") + (words.text if words else ""):
            key = f"unnamed:{self._report.id}:{attribution.id}"
            kind = attribution.source_kind
            return Voice(key, _REMOVED, kind, None, "the name was redacted", words)
        named = self._named(mention, attribution) if mention is not None else None
        if named is None and words is None:
            key = f"unnamed:{self._report.id}:{attribution.id}"
            return Voice(key, "unnamed", attribution.source_kind, None, "the text names nobody")
        voice = named or self._by_words(attribution, words) if words is not None else named
        assert voice is not None
        if voice.kind == "media":
            return self._with_credit(voice, attribution)
        return self._with_line(voice, mention)

    def _with_credit(self, voice: Voice, attribution: Attribution) -> Voice:
        """An outlet's voice with the body whose count it says it passes on."""
        credited = self._lines.credited(attribution.content.start)
        line = credited or self._lines.introduced(attribution.source)
        if line is None:
            return voice
        reason = f"{voice.reason}; {line.reason}"
        return replace(voice, body=body_for(line.body.key) or line.body.key, reason=reason)

    def _with_line(self, voice: Voice, mention: Mention | None) -> Voice:
        """The voice with the body it speaks for, when the text or a table gives one."""
        if voice.key.startswith("body:"):
            larger = body_for(voice.key)
            reason = f"{voice.reason}; it speaks for the larger body"
            return replace(voice, body=larger, reason=reason) if larger else voice
        name = mention.name if mention is not None and mention.type == "person" else ""
        line = self._lines.find(name, voice.words if not voice.is_named else None)
        if line is None:
            return voice
        body = body_for(line.body.key) or line.body.key
        return replace(voice, body=body, reason=f"{voice.reason}; {line.reason}")

    # ------------------------------------------------------------------ with a name

    def _named(self, mention: Mention, attribution: Attribution) -> Voice | None:
        kind, words, name = attribution.source_kind, attribution.source, mention.name
        if mention.type == "person":
            usual = find_person(name) or name
            key = f"person:{name_key(usual)}"
            return Voice(key, usual, kind, mention.country, "one name in its spellings", words)
        if mention.type == "country":
            country = find_country(name)
            iso = country.iso if country else mention.country
            reason = "the state by name"
            return Voice(f"country:{iso}", name, kind, iso, reason, words) if iso else None
        known = self._body(name, attribution) or self._own(name, attribution)
        return known or Voice(
            f"org:{normal_name(name)}", name, kind, mention.country, "one name", words
        )

    def _body(self, name: str, attribution: Attribution) -> Voice | None:
        body = name_body(name, known=self._text, countries=self._countries)
        if body is None:
            return None
        kind = "media" if body.media else attribution.source_kind
        return Voice(body.key, body.shown, kind, body.country, body.reason, attribution.source)

    # ------------------------------------------------------------------ by its words only

    def _by_words(self, attribution: Attribution, words: Anchor) -> Voice:
        """A source that names no party: a body that only its words name, or people unnamed."""
        printed, kind = words.text, attribution.source_kind
        known = self._body(printed, attribution) or self._own(printed, attribution)
        if known is not None:
            return known
        country = find_country(printed)
        if country is not None:
            key = f"country:{country.iso}"
            return Voice(key, printed, kind, country.iso, "the state by name", words)
        before = self._stands_for(attribution, printed)
        if before is not None:
            reason = f"the text leaves only {before.shown!r} for these words"
            return replace(before, words=words, path=(), reason=reason)
        plain = [w for w in normal_name(printed).split() if w not in _LOOSE]
        described = printed.lower().split()[0] in _LOOSE | _PRONOUNS  # "the governor"
        if kind == "named" and printed[:1].isupper() and not described:
            return Voice(f"person:{name_key(printed)}", printed, kind, None, "one name", words)
        body_noun = tuple(w for w in printed.lower().split() if w not in _LOOSE)
        if len(plain) <= 1 or body_noun in load_body_nouns():
            # "Officials", "it", "the health ministry": nothing shows whose: this text's alone.
            own = attribution.id if printed.lower() in _PRONOUNS else name_key(printed)
            key, reason = f"unnamed:{self._report.id}:{own}", "words for nobody in particular"
            return Voice(key, printed, kind, None, reason, words)
        iso = next((n.iso for n in find_named(cut_words(printed), known=self._text)), None)
        return Voice(f"anon:{' '.join(plain)}", printed, kind, iso, "the same words", words)

    def _own(self, printed: str, attribution: Attribution) -> Voice | None:
        """The publisher, where a text signs with a part of its publisher's name."""
        publisher = self._report.document.publisher.value or ""
        if not f" {publisher.lower()}".endswith(f" {printed.lower()}"):
            return None
        return self._body(publisher, attribution)

    def _stands_for(self, attribution: Attribution, printed: str) -> Voice | None:
        """Who spoke before and is meant by "it" or "the officials", where one answer is left."""
        at = _position(attribution)
        low = printed.lower()
        if low == "it":
            parent = self._done.get(attribution.parent or "")
            if parent is not None and parent.is_state_or_body:
                return parent
            return _only(v for v in self._near(at) if v.is_state_or_body)
        head = low.split()[-1]
        if low.split()[0] not in _DEFINITE or head in _PRONOUNS:
            return None
        return _only(
            v
            for start, v in self._spoken
            if start < at and v.words is not None and head in v.words.text.lower().split()
        )

    def _near(self, at: int) -> Iterator[Voice]:
        """Voices of the sentence at a position, and of the one before it."""
        here = self._sentences.at(at)
        before = self._sentences.before(at, 1)
        start = before[0].start if before else here.start if here is not None else at
        yield from (v for where, v in self._spoken if start <= where < at)

    # ------------------------------------------------------------------ who passes it on

    def _carriers(self, attribution: Attribution) -> Iterator[str]:
        """The chain of its parents, the agency, the publisher: each once, the nearest first."""
        own, names = self._done[attribution.id].shown, self._chain(attribution)
        document = self._report.document
        names += [document.agency.value or "", document.publisher.value or ""]
        usual = (usual_outlet(n) for n in names)
        yield from dict.fromkeys(n for n in usual if n and n != own)

    def _chain(self, attribution: Attribution) -> list[str]:
        names = [attribution.carrier.text] if attribution.carrier is not None else []
        link = self._said.get(attribution.parent or "")
        for _ in range(_DEEPEST):
            if link is None:
                break
            names.append(self._done[link.id].shown)
            link = self._said.get(link.parent or "")
        return names


def _position(attribution: Attribution) -> int:
    """Where an attribution stands: at its source, else at its content."""
    return (attribution.source or attribution.content).start


def _only(voices: Iterable[Voice]) -> Voice | None:
    """The one voice that is left, None where there are several or none."""
    found = {v.key: v for v in voices}
    return next(iter(found.values())) if len(found) == 1 else None
