"""One name for all mentions of a party in a text: the fullest, in its most frequent spelling."""

from collections import Counter
from collections.abc import Iterable, Sequence

from reportedly.knowledge import find_body, find_person, name_key, normal_name


def name_persons(printed: Sequence[str]) -> dict[str, str]:
    """The name of the person behind each printed name of a text.

    Spellings of one name are one person, and so are names with the same first and last word
    (Vladimir Putin, Vladimir Vladimirovich Putin). A single word is completed when just one
    person of the text has it for a family name, or for a first name that comes first in print
    (Kim); "Kim" beside Kim Jong Un and Kim Yo Jong stays as it is.
    """
    groups: dict[str, list[str]] = {}
    for name in printed:
        if " " in name.strip():
            groups.setdefault(_person_key(name), []).append(name)
    by_word = _by_word(groups)
    names = {n: _best(members) for members in groups.values() for n in members}
    for name in printed:
        if name not in names:
            owners = by_word.get(normal_name(name), set())
            names[name] = _best(groups[min(owners)]) if len(owners) == 1 else name
    return names


def _person_key(name: str) -> str:
    """What the spellings of one person's full name share."""
    known = find_person(name)
    words = normal_name(known or name).split()
    return (
        f"{words[0]} {words[-1]}" if len(words) > 1 and not _is_eastern(words) else name_key(name)
    )


def _is_eastern(words: list[str]) -> bool:
    """Whether the middle of a name tells people apart, as in Kim Jong Un and Kim Yong Un."""
    return len(words) > 2 and all(len(w) <= 6 for w in words) and len(words[0]) <= 4


def _by_word(groups: dict[str, list[str]]) -> dict[str, set[str]]:
    """Which groups a single word may stand for: by family name, else by the word in front."""
    last: dict[str, set[str]] = {}
    first: dict[str, set[str]] = {}
    for key, members in groups.items():
        for name in members:
            words = normal_name(name).split()
            if words:
                last.setdefault(words[-1], set()).add(key)
                first.setdefault(words[0], set()).add(key)
    return first | last


def _best(members: Sequence[str]) -> str:
    """The fullest name; among equals the most frequent, then the first in the text."""
    counts = Counter(members)
    return max(counts, key=lambda n: (len(n.split()), counts[n], -members.index(n)))


def name_bodies(printed: Iterable[str]) -> dict[str, str]:
    """The fullest name that the text prints for each body: NIS, National Intelligence Service."""
    forms = list(dict.fromkeys(printed))
    groups: dict[str, list[str]] = {}
    for form in forms:
        body = find_body(form)
        groups.setdefault(body.name if body else form, []).append(form)
    names = {f: max(members, key=len) for members in groups.values() for f in members}
    return names | _spelt_out(forms, names)


def _spelt_out(forms: Sequence[str], names: dict[str, str]) -> dict[str, str]:
    """Short forms whose letters are the initials of just one longer name of the text."""
    by_initials: dict[str, set[str]] = {}
    for form in forms:
        words = form.split()
        if len(words) > 1:
            initials = "".join(w[0] for w in words if w[0].isupper())
            by_initials.setdefault(initials, set()).add(names[form])
    return {
        form: min(by_initials[form])
        for form in forms
        if form.isupper() and names[form] == form and len(by_initials.get(form, ())) == 1
    }
