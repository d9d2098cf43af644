"""Who says a thing, across documents: one key for one speaker, and the path a text has it by.

A key is made from what a text prints and from tables: persons by their name in whatever spelling,
bodies by their usual name, countries by their code, unnamed people by the words for them. Sources
without a name get a key that no other document shares: nothing shows them to be the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from reportedly.knowledge import (
    find_body,
    find_country,
    find_person,
    find_publisher,
    name_key,
    normal_name,
)
from reportedly.model import Anchor, Attribution, Mention, Report, SourceKind
from reportedly.reconcile.headers import Header, make_header, usual_outlet

_REMOVED: Final = "█"  # stands in a text for each character that was redacted
_DEEPEST: Final = 6  # links of a chain that are followed
_LOOSE: Final = frozenset({"the", "a", "an", "some", "several", "two", "three", "many", "other"})


@dataclass(frozen=True, slots=True)
class Voice:
    """Who is said to say something in one text.

    ``key`` is equal for one speaker in all texts; ``shown`` is the name or the words of the
    source; ``path`` names who passes it on, nearest to the speaker first; ``words`` is the source
    as printed, None for the author's own voice and for sources that the text leaves out.
    """

    key: str
    shown: str
    kind: SourceKind
    country: str | None
    reason: str
    words: Anchor | None = None
    path: tuple[str, ...] = ()

    @property
    def is_author(self) -> bool:
        """Whether the text itself says it, in its author's voice."""
        return self.key.startswith("outlet:")

    @property
    def is_named(self) -> bool:
        """Whether the key stands for one person, body or state that other texts may name too."""
        return self.key.partition(":")[0] in ("person", "body", "org", "country")


def find_voices(report: Report) -> Mapping[str, Voice]:
    """The voice of each attribution of a report, by the attribution's identifier."""
    mentions = {m.id: m for m in report.extraction.parties}
    said = {a.id: a for a in report.extraction.attributions}
    own = {a.id: _voice(report, a, mentions.get(a.speaker or "")) for a in said.values()}
    return {a.id: _passed_on(own[a.id], _carriers(report, a, said, own)) for a in said.values()}


def author_of(header: Header) -> Voice:
    """The voice of a document's own author: its publisher, else the document itself."""
    key = name_key(header.publisher) if header.publisher else header.document
    return Voice(f"outlet:{key}", header.shown, "none", header.country, "the author's own voice")


def _voice(report: Report, attribution: Attribution, mention: Mention | None) -> Voice:
    words = attribution.source
    if attribution.mode == "narrative":
        return author_of(make_header(report))
    if _REMOVED in (mention.name if mention else "") + (words.text if words else ""):
        key = f"unnamed:{report.id}:{attribution.id}"
        return Voice(key, _REMOVED, attribution.source_kind, None, "the name was redacted", words)
    if mention is not None and (named := _named(mention, attribution.source_kind, words)):
        return named
    if words is None:
        key = f"unnamed:{report.id}:{attribution.id}"
        return Voice(key, "unnamed", attribution.source_kind, None, "the text names nobody")
    return _by_words(report, attribution.source_kind, words)


def _named(mention: Mention, kind: SourceKind, words: Anchor | None) -> Voice | None:
    name = mention.name
    if mention.type == "person":
        usual = find_person(name) or name
        key = f"person:{name_key(usual)}"
        return Voice(key, usual, kind, mention.country, "one name in its spellings", words)
    if mention.type == "country":
        country = find_country(name)
        iso = country.iso if country else mention.country
        return Voice(f"country:{iso}", name, kind, iso, "the state by name", words) if iso else None
    return _body(name, kind, words) or Voice(
        f"org:{normal_name(name)}", name, kind, mention.country, "one name", words
    )


def _body(name: str, kind: SourceKind, words: Anchor | None) -> Voice | None:
    body = find_body(name)
    if body is not None:
        reason = "a body by one of its names"
        return Voice(f"body:{body.name}", body.name, kind, body.country, reason, words)
    outlet = find_publisher(name)
    if outlet is not None:
        reason = "an outlet by one of its names"
        return Voice(f"body:{outlet.name}", outlet.name, "media", outlet.country, reason, words)
    return None


def _by_words(report: Report, kind: SourceKind, words: Anchor) -> Voice:
    """A source that names no party: a body that only its words name, or people without a name."""
    printed = words.text
    known = _body(printed, kind, words)
    if known is not None:
        return known
    country = find_country(printed)
    if country is not None:
        key = f"country:{country.iso}"
        return Voice(key, printed, kind, country.iso, "the state by name", words)
    if kind == "named":  # a name that no mention holds
        return Voice(f"person:{name_key(printed)}", printed, kind, None, "one name", words)
    plain = [w for w in normal_name(printed).split() if w not in _LOOSE]
    if not plain or len(plain) == 1:
        # "Officials", "reports", "it": nothing shows whose, so it is this text's alone.
        key = f"unnamed:{report.id}:{name_key(printed)}"
        return Voice(key, printed, kind, None, "words that stand for nobody in particular", words)
    iso = next((c.iso for w in printed.split() if (c := find_country(w))), None)
    return Voice(f"anon:{' '.join(plain)}", printed, kind, iso, "the same words", words)


def _carriers(
    report: Report,
    attribution: Attribution,
    said: Mapping[str, Attribution],
    own: Mapping[str, Voice],
) -> tuple[str, ...]:
    """Who passes an attribution on: the chain of its parents, the agency, the publisher."""
    names: list[str] = []
    if attribution.carrier is not None:
        names.append(attribution.carrier.text)
    link = said.get(attribution.parent or "")
    for _ in range(_DEEPEST):
        if link is None:
            break
        names.append(own[link.id].shown)
        link = said.get(link.parent or "")
    names += [report.document.agency.value or "", report.document.publisher.value or ""]
    usual = [usual_outlet(n) for n in names]
    return tuple(dict.fromkeys(n for n in usual if n and n != own[attribution.id].shown))


def _passed_on(voice: Voice, path: tuple[str, ...]) -> Voice:
    return Voice(voice.key, voice.shown, voice.kind, voice.country, voice.reason, voice.words, path)
