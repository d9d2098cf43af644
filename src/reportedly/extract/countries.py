"""The country that some words speak of: by its name, its people, or a body or seat of its own."""

import re
from functools import cache

from reportedly.knowledge import find_bodies, find_country, load_countries

_WORD = re.compile(r"\w+")
# "Iran-backed fighters" are not Iran's.
_NOT_OF = re.compile(
    r"[-‑– ](?:backed|led|allied|aligned|linked|based|sponsored|funded|made|held)\b"
)


def country_of(words: str) -> str | None:
    """ISO code of the country that a phrase is of, if any: the first it names, else a body's."""
    direct = find_country(words)
    if direct:
        return direct.iso
    return _first_named(words) or next((b.country for _, _, b in find_bodies(words)), None)


def _first_named(words: str) -> str | None:
    """The first country that stands in some words, the longest form of it."""
    index = _forms_by_first()
    for word in _WORD.finditer(words):
        for form, iso in index.get(word[0], ()):
            start, end = word.start(), word.start() + len(form)
            if (
                words.startswith(form, start)
                and not words[end : end + 1].isalnum()
                and not words[max(0, start - 1) : start].isalnum()
                and not _NOT_OF.match(words, end)
            ):
                return iso
    return None


@cache
def _forms_by_first() -> dict[str, tuple[tuple[str, str], ...]]:
    """Forms by their first word, the longest first: "South Korean" is not "Korean"."""
    index: dict[str, list[tuple[str, str]]] = {}
    for form, country in sorted(load_countries().items(), key=lambda i: (-len(i[0]), i[0])):
        first = _WORD.search(form)
        if first is not None and first.start() == 0:
            index.setdefault(first[0], []).append((form, country.iso))
    return {word: tuple(forms) for word, forms in index.items()}
